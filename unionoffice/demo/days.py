"""Days of the sample: feasts, and days by chance within a span that has already been."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from unionoffice.reports.figures import local_now

Clock = Callable[[], datetime]

_TET = {
    2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26),
    2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19),
    2035: (2, 8),
}  # fmt: skip
_MID_AUTUMN = {
    2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22),
    2030: (9, 12), 2031: (10, 1), 2032: (9, 19), 2033: (9, 8), 2034: (9, 27), 2035: (9, 16),
}  # fmt: skip


def after_year(year: int, days: int) -> Clock:
    """A clock that stands so many days after a year, in the morning; never later than now."""
    morning = datetime.combine(date(year, 12, 31) + timedelta(days), time(9)).astimezone()
    return lambda: min(morning, local_now())


def tet(year: int) -> date:
    """The first day of the lunar year."""
    return date(year, *_TET.get(year, (2, 5)))


def mid_autumn(year: int) -> date:
    return date(year, *_MID_AUTUMN.get(year, (9, 20)))


@dataclass(frozen=True)
class Span:
    """The time the sample tells of: last year and this year up to today."""

    today: date

    @property
    def first(self) -> date:
        return date(self.today.year - 1, 1, 1)

    @property
    def years(self) -> tuple[int, int]:
        return (self.today.year - 1, self.today.year)

    def has_been(self, day: date) -> bool:
        return self.first <= day <= self.today

    def months(self) -> Iterator[tuple[date, date]]:
        """First and last day of every month, the last one cut off today."""
        for year in self.years:
            for month in range(1, 13):
                first = date(year, month, 1)
                if first <= self.today:
                    end = date(year, month, calendar.monthrange(year, month)[1])
                    yield first, min(end, self.today)

    def on(self, month: int, day: int) -> Iterator[date]:
        """This day of both years, where it has already been."""
        yield from (each for year in self.years if self.has_been(each := date(year, month, day)))


def any_day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange(max((last - first).days, 0) + 1))
