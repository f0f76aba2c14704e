"""Days that may be known only by their month or year, kept as they were given."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache, total_ordering

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the month's last day where it has none."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    last = PartialDate(year, month + 1).last_day.day
    return date(year, month + 1, min(day.day, last))


@total_ordering
class PartialDate:
    """`1985`, `1985-03` or `1985-03-21`. Sorts as its ISO text does, unknown parts first."""

    __slots__ = ("day", "iso", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        if month is None and day is not None:
            raise ValueError("a day needs its month")
        date(year, 1 if month is None else month, 1 if day is None else day)
        self.year = year
        self.month = month
        self.day = day
        self.iso = f"{year:04d}"
        if month is not None:
            self.iso += f"-{month:02d}"
        if day is not None:
            self.iso += f"-{day:02d}"

    @classmethod
    @lru_cache(maxsize=65536)
    def parse(cls, text: str) -> PartialDate:
        """Read ISO text; raises ValueError for anything else, and for days that do not exist."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"not a date: {text!r}")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @property
    def is_exact(self) -> bool:
        return self.day is not None

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        if self.day is not None or month == 12:
            return date(self.year, month, self.day or 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self.iso == other.iso

    def __hash__(self) -> int:
        return hash(self.iso)

    def __repr__(self) -> str:
        return f"PartialDate({self.year}, {self.month}, {self.day})"

    def __lt__(self, other: PartialDate) -> bool:
        return self.iso < other.iso

    def __str__(self) -> str:
        return self.iso
