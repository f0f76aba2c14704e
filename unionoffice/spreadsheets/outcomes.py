"""What becomes of a cell: its value, and what has to be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from unionoffice.core.errors import Problem


class Outcome(msgspec.Struct, frozen=True):  # one for each cell: these are made quickest
    """The value of a cell. `problem` is said to the user; `is_refused` refuses the whole row."""

    value: Any = None
    problem: Problem | None = None
    is_refused: bool = False


EMPTY = Outcome()


def refused(field: str, message: str) -> Outcome:
    """The outcome of a cell that refuses its row."""
    return Outcome(None, Problem(field, message), is_refused=True)


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on one cell of a list: a refusal, a repair (`now` is the new value) or a warning.

    `row` is the row's number in the sheet, `value` the cell as it stood there.
    """

    row: int
    field: str
    value: str
    problem: Problem
    now: str | None = None

    @property
    def why(self) -> str:
        """The reason in the language of the window."""
        return str(self.problem)


def noted(row: int, field: str, value: str, message: str, now: str | None = None) -> Note:
    """A remark that is one sentence."""
    return Note(row, field, value, Problem(field, message), now)
