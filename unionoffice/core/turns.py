"""How soon a thread that waits for Python has it from one that is at work in it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

TURN = 0.0001  # seconds; Python's own is five milliseconds


@contextlib.contextmanager
def quick_turns() -> Iterator[None]:
    """While a thread works in short calls of the engine, each of which gives Python back."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(usual, TURN))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
