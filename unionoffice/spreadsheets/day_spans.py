"""Days within a sentence, and spans of days: `Sáng 12/3/2017`, `12/3 - 15/3/2017`."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from unionoffice.spreadsheets.days import NAMES_OF_MONTHS

_TO = r"(?:-|–|—|~|(?:đến|tới)(?:\s+hết)?(?:\s+ngày)?|to|по|до|至|到)"
_DAY = re.compile(
    rf"(?<!\d)(?:(?P<first>\d{{1,2}})(?:\s*[/.\-]\s*(?P<month>\d{{1,2}}))?\s*{_TO}\s*)?"
    r"(?P<day>(?:ngày\s*)?\d{1,2}\s*tháng\s*\d{1,2}\s*(?:năm\s*)?\d{4}|"
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{4}-\d{2}-\d{2}|"
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}\s+[а-яё]{3,8}\s+\d{4})(?!\d)",
    re.IGNORECASE,
)
_YEAR = r"(?:năm\s*)?(?P<year>20\d\d)\s*(?:г\.?|года?|年)?"
_QUARTER = re.compile(
    rf"(?:(?:quý|q)\.?\s*(?P<first>[1-4]|iv|i{{1,3}})\s*[/.\-,]?|(?P<second>[1-4]|iv|i{{1,3}})(?:-?й)?\s*"
    rf"кв(?:артал|\.)\s*)\s*{_YEAR}",
    re.IGNORECASE,
)
_HALF = re.compile(rf"(?:6|06|sáu)\s*tháng\s*(?P<half>đầu|cuối)\s*{_YEAR}", re.IGNORECASE)
_MONTH_OR_YEAR = re.compile(
    r"(?P<named>tháng\s*)?(?P<month>\d{1,2})(?:\s*(?:[/.\-]|năm)\s*(?P<month_of>20\d\d))?|"
    rf"{_YEAR}",
    re.IGNORECASE,
)
_THROUGHOUT = re.compile(r"^(?:(?:từ|trong|cả|suốt)\s+)*", re.IGNORECASE)
_UNTIL = re.compile(rf"\s*{_TO}\s*", re.IGNORECASE)
_QUARTERS = {"1": 1, "2": 4, "3": 7, "4": 10, "i": 1, "ii": 4, "iii": 7, "iv": 10}
LONGEST = 300  # of a text that is looked through
_BEFORE_DAY = re.compile(
    r"[\s,;:(（\-–—]*(?:\b(?:từ|vào|tổ chức|trong)\s+)*(?:\bngày\b)?(?:[\s\d/.\-–—]|\bđến\b)*$",
    re.IGNORECASE,
)
MONTHS = 12
_MONTH = re.compile(
    r"\btháng\s*(?P<month>\d{1,2})(?!\d)(?:\s*(?:năm|[/.\-])?\s*(?P<year>20\d\d)(?!\d))?"
    r"|^\s*T\.?\s*(?P<short>\d{1,2})\s*$"
    r"|(?P<year_before>20\d\d)\s*年\s*(?P<chinese>\d{1,2})\s*月(?!\s*\d)"
    r"|\bза\s+(?P<russian>[а-яё]{3,8})\s+(?P<russian_year>20\d\d)",
    re.IGNORECASE,
)
_LEAST_LETTERS = 3
# "Buổi 1", "Đợt 2 (từ": which part of the event that the title of the list names.
_SESSION = re.compile(
    r"(?:buổi|ngày|hôm|phiên|đợt|lần|kỳ|chuyến|session|день|занятие)\b"
    r"(?P<number>\s*(?:thứ\s*)?(?:\d{1,2}|[ivx]{1,4}\b))?\s*[:.,]?\s*",
    re.I,
)
# Behind the day: the end of the span, the place.
_NO_TITLE = re.compile(r"\W*(?:đến|tới|tại|ở)\s", re.IGNORECASE)
# "8/3", "Quà 20/10": a header names the day, and the title of the list the year.
_DAY_AND_MONTH = re.compile(r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])\s*/\s*(?:0?[1-9]|1[0-2])(?![\d/])")
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


def period_of(text: str) -> tuple[date, date] | None:
    """The first and the last day of years, quarters or months: `quý I/2017`, `cả năm 2025`,
    `tháng 5 - tháng 8/2025`."""
    if len(text) > LONGEST:
        return None
    text = unicodedata.normalize("NFC", text).strip(" .()")
    quarter, half = _QUARTER.fullmatch(text), _HALF.fullmatch(text)
    if quarter is not None:
        number = quarter["first"] or quarter["second"]
        begins = _QUARTERS[number.lower()]
        return _months_of(int(quarter["year"]), begins, int(quarter["year"]), begins + 2)
    if half is not None:
        begins = 1 if half["half"].lower() == "đầu" else 7
        return _months_of(int(half["year"]), begins, int(half["year"]), begins + 5)
    bare = _THROUGHOUT.sub("", text, count=1)
    found = [_MONTH_OR_YEAR.fullmatch(each) for each in _UNTIL.split(bare)]
    first, last = found[0], found[-1]
    if first is None or last is None or len(found) > 2:
        return None
    year = last["month_of"] or last["year"]
    since = first["month_of"] or first["year"] or (year if first["named"] else None)
    is_open = first is last and text[:2].lower() == "từ"
    if not year or not since or is_open or bool(first["month"]) != bool(last["month"]):
        return None
    begins, ends = int(first["month"] or 1), int(last["month"] or MONTHS)
    return _months_of(int(since), begins, int(year), ends)


def _months_of(since: int, begins: int, until: int, ends: int) -> tuple[date, date] | None:
    if not (1 <= begins <= MONTHS and 1 <= ends <= MONTHS) or (since, begins) > (until, ends):
        return None
    return date(since, begins, 1), date(until, ends, calendar.monthrange(until, ends)[1])


def months_within(text: str, years: Collection[int]) -> Iterator[tuple[int, int]]:
    """The years and months that a title names; without its year a month is of the only one."""
    text = unicodedata.normalize("NFC", text)
    for found in _MONTH.finditer(text) if len(text) <= LONGEST else ():
        month = found["month"] or found["short"] or found["chinese"]
        number = int(month) if month else NAMES_OF_MONTHS.get(found["russian"].lower(), 0)
        year = found["year"] or found["year_before"] or found["russian_year"]
        if 1 <= number <= MONTHS and (year or len(years) == 1):
            yield (int(year) if year else next(iter(years))), number


def end_within(text: str) -> str | None:
    """The last day of a span; None when the text is no span."""
    found = _days_in(text)
    return found[-1]["day"] if found and (len(found) == 2 or found[0]["first"]) else None


def _days_in(text: str) -> list[re.Match[str]]:
    """The days of a text that names one of them, or the first and the last one of a span."""
    text = unicodedata.normalize("NFC", text)
    found = list(_DAY.finditer(text)) if len(text) <= LONGEST else []
    if len(found) == 2 and _BETWEEN.fullmatch(text[found[0].end() : found[1].start()]):
        return found
    return found if len(found) == 1 else []


def day_in_header(text: str, year: int | None) -> DayWithin | None:
    """The only day that a header names, with its year or, where one is known, without it."""
    found = day_within(text)
    if found is not None or year is None:
        return found
    days = _DAY_AND_MONTH.findall(text) if len(text) <= LONGEST else []
    return DayWithin(days[0]) if len(days) == 1 else None


def names_day(header: str) -> bool:
    """Whether a header may name the day of an event, its year apart."""
    return day_in_header(header, 1) is not None


def is_session(title: str) -> bool:
    """Whether a title begins by saying which part of another event it is: `Đợt 2 Đà Lạt`."""
    found = _SESSION.match(title)
    return found is not None and found["number"] is not None


def title_beside(name: str, day: DayWithin) -> str | None:
    """The name of the event: what stands before the day, or else behind it."""
    before, _, behind = name.partition(day.text)
    first, bracket, _ = before.partition("(")
    # "Hội thao 1/5 (28/4/2024)": what stands before the brackets is all of the name.
    for text in (first if bracket else _BEFORE_DAY.sub("", first), behind):
        title = text.strip(" .,:;()（）-–—")
        if _SESSION.fullmatch(title) or _NO_TITLE.match(text):
            continue
        if sum(map(str.isalpha, title)) > _LEAST_LETTERS:
            return title
    return None
