"""Going through long columns some cells at a time.

One call over a whole column of 100,000 cells takes tens of milliseconds, in which Python lets no
other thread do anything: the window would stand still.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

ROWS_AT_ONCE = 4000  # few enough, too, to stay near the processor from one step to the next

Cell = TypeVar("Cell")


def parts(column: list[Cell]) -> Iterator[list[Cell]]:
    """A column piece by piece."""
    for start in range(0, len(column), ROWS_AT_ONCE):
        yield column[start : start + ROWS_AT_ONCE]
