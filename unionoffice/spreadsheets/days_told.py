"""The day of an event as a title or a header tells it."""

from __future__ import annotations

import re
from datetime import date

from unionoffice.registerkit.columns import ListColumn
from unionoffice.spreadsheets.day_spans import DayWithin
from unionoffice.spreadsheets.readers import Circumstances, reader_for

_WITH_YEAR = re.compile(r"\d{4}")


def day_told(
    column: ListColumn, found: DayWithin | None, today: date, year: int | None = None
) -> date | None:
    """The day, or the first of a span; `year` is that of a day that is told without one."""
    if found is None:
        return None
    text = found.text if _WITH_YEAR.search(found.text) else f"{found.text}/{year}"
    outcome = reader_for(column, Circumstances("", today))(text)
    if outcome.value is None or outcome.problem is not None:
        return None
    try:
        return found.begun(outcome.value)
    except ValueError:
        return None
