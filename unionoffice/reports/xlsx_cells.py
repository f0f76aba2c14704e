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
    """What a cell says above its figures; "…" shows where they stand if words are between them."""
    runs = tuple(runs)
    if _has_words_between(runs):
        return "".join("…" if run.figure else run.text for run in runs).strip()
    return "".join(run.text for run in takewhile(lambda run: not run.figure, runs)).strip()


def figures_of(runs: Iterable[Run]) -> list[Placed]:
    """The figures of a cell; signs between two belong to the second, those after to the last."""
    runs = tuple(runs)
    if _has_words_between(runs):
        return [Placed(run) for run in runs if run.figure]
    placed: list[Placed] = []
    between = ""
    for run in dropwhile(lambda run: not run.figure, runs):
        if run.figure:
            placed.append(Placed(run, between))
            between = ""
        else:
            between += run.text
    if placed:
        placed[-1] = replace(placed[-1], after=between.rstrip())
    return placed


def _has_words_between(runs: tuple[Run, ...]) -> bool:
    places = [place for place, run in enumerate(runs) if run.figure]
    between = runs[places[0] : places[-1]] if places else ()
    return any(letter.isalpha() for run in between if not run.figure for letter in run.text)


def _literal(text: str) -> str:
    return "".join(f"\\{letter}" for letter in text)
