"""Long deeds make millions of objects and hardly a circle of them: looking for some only delays."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for circles of references, now or in what was made as soon as it is over."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All of it counts as old from now on, and is looked at again when everything is.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
