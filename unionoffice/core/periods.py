"""A span of days, both ends included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_

# Deadlines and the year before are reckoned from a period: days near the ends of time have neither.
EARLIEST, LATEST = 1945, 2199


@dataclass(frozen=True, order=True)
class Period:
    """From `first` to `last`, both days included; raises UserError when they are swapped."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UserError(N_("The period ends before it begins. Swap the two days."))

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    @lru_cache(maxsize=1000)  # the returns of thousands of bodies are all about the same few
    def parse(cls, first: str, last: str) -> Period:
        """Raises ValueError for what is no day, UserError for years in which nobody reports."""
        period = cls(date.fromisoformat(first), date.fromisoformat(last))
        period.check_years()
        return period

    def check_years(self) -> None:
        """Raise UserError for years in which nobody reports: somebody has mistyped them."""
        if self.first.year < EARLIEST or self.last.year > LATEST:
            raise UserError(
                N_("A period lies between the years {first} and {last}."),
                first=str(EARLIEST),
                last=str(LATEST),
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def as_json(self) -> Mapping[str, str]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}
