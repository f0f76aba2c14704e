"""Working days: neither weekends nor the public holidays, which are dated data."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import lru_cache

from unionoffice.core.paths import resources_folder

ANSWER_DAYS = 2  # Law 91/2025/QH15: a person's request is answered within so many working days
SATURDAY = 5


def answer_day(received_on: date) -> date:
    """The last day on which a request that came on that day is answered in time."""
    return working_day_after(received_on, ANSWER_DAYS)


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    every_year, days, worked = _holidays()
    if day in worked:
        return True
    is_holiday = (day.month, day.day) in every_year or day in days
    return day.weekday() < SATURDAY and not is_holiday


@lru_cache(maxsize=1)
def _holidays() -> tuple[frozenset[tuple[int, int]], frozenset[date], frozenset[date]]:
    """Holidays of every year, those of single years, and weekends that were worked instead."""
    text = (resources_folder() / "holidays" / "vn.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    every_year = frozenset((int(each[:2]), int(each[3:])) for each in said["every_year"])
    days = frozenset(day for year in said["year"] for day in year["days"])
    worked = frozenset(day for year in said["year"] for day in year.get("worked", ()))
    return every_year, days, worked
