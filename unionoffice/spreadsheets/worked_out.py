"""What follows from the names of a list, each worked out once: while the file is still parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import filterfalse
from typing import Any

from unionoffice.core.text import fold, name_sort_key


class WorkedOut(dict[str | None, Any]):
    """What follows from names, each worked out once; nothing follows from None."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__({None: None})
        self._work_out = work_out

    def __missing__(self, name: str) -> str:
        self[name] = found = self._work_out(name)
        return found


class NamesWorkedOut:
    """How names are compared, and the keys by which they are sorted."""

    def __init__(self) -> None:
        self.folded = WorkedOut(fold)
        self.sort_keys = WorkedOut(name_sort_key)

    def meet(self, names: Iterable[str | None]) -> None:
        """These will be asked for: whoever waits for the rest of the file has time for them."""
        for name in filterfalse(self.folded.__contains__, set(names)):
            self.folded[name]
            self.sort_keys[name]
