"""What stands in a cell of a workbook: words before the figures, the figures, their signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from unionoffice.reports.sheet import Run

_LANGUAGES = {"vi": "[$-42A]", "en": "[$-809]", "ru": "[$-419]", "kk": "[$-43F]"}


@dataclass(frozen=True)
class Placed:
    """A figure of a cell with the signs around it, which its number format will carry."""

    run: Run
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        return f"{self.before}{self.run.text}{self.after}{self.run.mark}"

    def pattern(self, language: str, digits: str) -> str:
        after = _literal(self.after + self.run.mark)
        return f"{_LANGUAGES.get(language, '')}{_literal(self.before)}{digits}{after}"


def words_of(runs: Iterable[Run]) -> str:
    """What a cell says before its first figure."""
    words = takewhile(lambda run: not run.figure, runs)
    return "".join(run.text for run in words).strip()


def figures_of(runs: Iterable[Run]) -> list[Placed]:
    """The figures of a cell; signs between two belong to the second, those after to the last."""
    placed: list[Placed] = []
    between = ""
    for run in dropwhile(lambda run: not run.figure, runs):
        if run.figure:
            placed.append(Placed(run, between))
            between = ""
        else:
            between += run.text
    if placed and between.strip():
        placed[-1] = replace(placed[-1], after=between.strip())
    return placed


def _literal(text: str) -> str:
    return "".join(f"\\{letter}" for letter in text)
