"""Reading a day as people type it: day first, any mark between, the year alone if that is all."""

from __future__ import annotations

import re
from datetime import date

from unionoffice.core.dates import PartialDate

_PARTS = re.compile(r"\d+")
_ALL_DIGITS = re.compile(r"\d{8}|\d{6}")
_YEARS_AHEAD = 5  # two figures mean a year up to so many ahead of now, else the last century


def read_day(text: str, today: date) -> PartialDate | None:
    """`5/3/1985`, `05.03.85`, `05031985`, `5/3` (this year), `3/1985`, `1985`, `1985-03-05`.

    None for an empty text; raises ValueError for what is no day.
    """
    text = text.strip()
    if not text:
        return None
    if _ALL_DIGITS.fullmatch(text):
        text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
    if re.search(r"[^\d\s./\\,-]", text):
        raise ValueError(text)
    parts = _PARTS.findall(text)
    match [len(part) for part in parts]:
        case [4]:
            return PartialDate(int(parts[0]))
        case [4, _]:
            return PartialDate(int(parts[0]), int(parts[1]))
        case [_, 4]:
            return PartialDate(int(parts[1]), int(parts[0]))
        case [_, _]:
            return PartialDate(today.year, int(parts[1]), int(parts[0]))
        case [4, _, _]:
            return PartialDate(int(parts[0]), int(parts[1]), int(parts[2]))
        case [_, _, 4]:
            return PartialDate(int(parts[2]), int(parts[1]), int(parts[0]))
        case [_, _, 2]:
            return PartialDate(_full_year(int(parts[2]), today), int(parts[1]), int(parts[0]))
        case _:
            raise ValueError(text)


def _full_year(two_figures: int, today: date) -> int:
    century = today.year - today.year % 100
    year = century + two_figures
    return year if year <= today.year + _YEARS_AHEAD else year - 100
