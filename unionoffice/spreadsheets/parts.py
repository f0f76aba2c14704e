"""Going through long columns some cells at a time.

One call over a whole column of 100,000 cells takes tens of milliseconds, in which Python lets no
other thread do anything: the window would stand still. A thousand take a fraction of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

CELLS_AT_ONCE = 1000

Cell = TypeVar("Cell")


def parts(column: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """A column piece by piece."""
    for start in range(0, len(column), CELLS_AT_ONCE):
        yield column[start : start + CELLS_AT_ONCE]
