"""Days within a sentence, and spans of days: `Sáng 12/3/2017`, `12/3 - 15/3/2017`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_TO = r"(?:-|–|—|~|(?:đến|tới)(?:\s+hết)?(?:\s+ngày)?|to|по|до|至|到)"
_DAY = re.compile(
    rf"(?<!\d)(?:(?P<first>\d{{1,2}})(?:\s*[/.\-]\s*(?P<month>\d{{1,2}}))?\s*{_TO}\s*)?"
    r"(?P<day>(?:ngày\s*)?\d{1,2}\s*tháng\s*\d{1,2}\s*(?:năm\s*)?\d{4}|"
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{4}-\d{2}-\d{2}|"
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}\s+[а-яё]{3,8}\s+\d{4})(?!\d)",
    re.IGNORECASE,
)
LONGEST = 300  # of a text that is looked through
_BETWEEN = re.compile(rf"\W*{_TO}\W*", re.IGNORECASE)


@dataclass(frozen=True)
class DayWithin:
    """The day that a sentence names; the last one of a span whose first day is `first`."""

    text: str
    first: int | None = None
    month: int | None = None

    def begun(self, last: date) -> date:
        """The first day of the span; raises ValueError when there is no such day."""
        if self.first is None:
            return last
        begun = last.replace(day=1, month=self.month or last.month).replace(day=self.first)
        if begun > last:
            raise ValueError(self.text)
        return begun


def day_within(text: str) -> DayWithin | None:
    """The only day in a text, or the first of a span; None when it names none, or several."""
    found = _days_in(text)
    if not found:
        return None
    first, month = found[0]["first"], found[0]["month"]
    return DayWithin(found[0]["day"], int(first) if first else None, int(month) if month else None)


def end_within(text: str) -> str | None:
    """The last day of a span; None when the text is no span."""
    found = _days_in(text)
    return found[-1]["day"] if found and (len(found) == 2 or found[0]["first"]) else None


def _days_in(text: str) -> list[re.Match[str]]:
    """The days of a text that names one of them, or the first and the last one of a span."""
    found = list(_DAY.finditer(text)) if len(text) <= LONGEST else []
    if len(found) == 2 and _BETWEEN.fullmatch(text[found[0].end() : found[1].start()]):
        return found
    return found if len(found) == 1 else []
