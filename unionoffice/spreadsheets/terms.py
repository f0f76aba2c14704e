"""An end that is told as a term: `2 năm`, `24 tháng`, `2 года`, `两年` from the beginning on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from unionoffice.core.dates import months_after
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.spreadsheets.columns import ColumnReader, Remark
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.outcomes import Outcome
from unionoffice.spreadsheets.readers import IN_YEARS, MONTHS_OF_YEAR

RECKONED = N_("The end was reckoned from the beginning and the term.")

LONGEST = 10 * MONTHS_OF_YEAR
_NUMBERS = (
    "mot один одного year 一", "hai два две двух 二 两", "ba три трех 三", "bon tu четыре 四",
    "nam пять 五",
)  # fmt: skip
_WORDS = {word: place for place, words in enumerate(_NUMBERS, 1) for word in words.split()}
_TERM = re.compile(
    r"(?:thoi han |срок |co )?(?P<number>\d{1,3}|[一二两三四五]|[^\W\d_]+(?= )) ?(?:[^\W\d_]+ )?"
    r"(?P<unit>nam|years?|год\w*|лет|жыл|年|thang|months?|мес\w*|ай|个月)"
    r"(?: (?:ke tu|tu|tinh tu|со дня|с даты|from)\b.*)?"
)
_MONTHS = ("thang", "month", "мес", "ай", "个月")


def months_of_term(text: str) -> int | None:
    """How many months a term has; None when the text is no term."""
    found = _TERM.fullmatch(fold(text))
    if found is None:
        return None
    number = found["number"]
    count = int(number) if number.isdecimal() else _WORDS.get(number, 0)
    months = count * (1 if found["unit"].startswith(_MONTHS) else MONTHS_OF_YEAR)
    return months if 0 < months <= LONGEST else None


class EndReader(ColumnReader):
    """Reads the last days of spans; where a term stands instead, counts it from the first day."""

    def __init__(self, end: ColumnReader, begins: Sequence[ColumnReader]) -> None:
        super().__init__(*end.made_of)
        self._begins = begins
        self.indexes = [*self.indexes, *(begin.indexes[0] for begin in begins)]
        self._unit = "năm" if IN_YEARS.search(self._context.header) else ""

    def read(self, columns: Sequence[Sequence[Cell]]) -> tuple[list[Any], list[Remark]]:
        values, remarks = super().read(columns[:1])
        if not any(outcome.is_refused for _, _, outcome in remarks):
            return values, remarks
        pairs = zip(self._begins, columns[1:], strict=True)
        firsts = [begin.read([cells])[0] for begin, cells in pairs]
        settled: list[Remark] = []
        for place, shown, outcome in remarks:
            begun = next((days[place] for days in firsts if days[place] is not None), None)
            if outcome.is_refused and begun is not None:
                outcome = self._reckoned(shown, begun) or outcome
                values[place] = outcome.value
            settled.append((place, shown, outcome))
        return values, settled

    def _reckoned(self, shown: str, begun: date) -> Outcome | None:
        months = months_of_term(f"{shown} {self._unit}" if shown.isdecimal() else shown)
        if months is None:
            return None
        last = months_after(begun, months) - timedelta(days=1)
        return Outcome(last, Problem(self.field, RECKONED))


def with_terms(readers: list[Any], since: dict[str, tuple[str, ...]]) -> list[Any]:
    """The readers, those of ends joined with those of their beginnings; `since` names these."""
    single = {each.field: each for each in readers if type(each) is ColumnReader}
    return [
        EndReader(each, [ColumnReader(*single[key].made_of) for key in begins if key in single])
        if type(each) is ColumnReader and (begins := since.get(each.field, ()))
        else each
        for each in readers
    ]
