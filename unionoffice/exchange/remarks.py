"""Remarks on a return: where, what in one sentence, how grave, and what somebody said to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from unionoffice.core.errors import Problem

Severity = Literal["contradiction", "doubt", "note"]
CONTRADICTION: Final = "contradiction"
DOUBT: Final = "doubt"
NOTE: Final = "note"


class Remark(Problem):
    """A problem of a return; `field` is the row, `figure` result, total or members if it is one.

    `check` names which check found it.
    """

    def __init__(
        self,
        field: str,
        message: str,
        values: Mapping[str, Any] | None = None,
        severity: Severity = DOUBT,
        check: str = "",
        figure: str = "",
    ) -> None:
        super().__init__(field, message, values)
        self.severity = severity
        self.check = check
        self.figure = figure

    @property
    def says(self) -> str:
        """The sentence in the language of the program: the same remark is the same text."""
        return self.message.format(**self.values)


@dataclass(frozen=True)
class Explanation:
    """What somebody found out about a remark."""

    note: str
    by: str
    at: str  # the day, as shown


def as_remark(problem: Problem) -> Remark:
    """Any problem as a remark."""
    if isinstance(problem, Remark):
        return problem
    return Remark(problem.field, problem.message, problem.values)
