"""Days as lists write them: real dates, serial numbers, and text in every order."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from unionoffice.core.dates import PartialDate
from unionoffice.core.text import clean, fold

DMY, MDY = "dmy", "mdy"
FIRST_YEAR, LAST_YEAR = 1900, 2100
_EPOCH_1900 = date(1899, 12, 30).toordinal()
_MIN_SERIAL, _MAX_SERIAL = 366, 73050

NAMES_OF_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "января январь янв january jan қаңтар қаңтары gieng mot",
            "февраля февраль фев february feb ақпан hai",
            "марта март мар march mar наурыз ba",
            "апреля апрель апр april apr сәуір tu",
            "мая май may мамыр nam",
            "июня июнь июн june jun маусым sau",
            "июля июль июл july jul шілде bay",
            "августа август авг august aug тамыз tam",
            "сентября сентябрь сен сент september sep sept қыркүйек chin",
            "октября октябрь окт october oct қазан muoi",
            "ноября ноябрь ноя нояб november nov қараша",
            "декабря декабрь дек december dec желтоқсан chap",
        ),
        1,
    )
    for word in {w for word in words.split() for w in (word, fold(word))}
}
_TIME = re.compile(r"[ tT]+\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[APap][Mm]|[zZ])?$")
_YEAR_WORD = re.compile(r"\s*(?:года|год|г|ж|жыл\w*)\.?\s*(?:р\.?)?$")
_VIETNAMESE = re.compile(
    r"^(?:ngày\s*(?P<day>\d{1,2})\W*)?(?:tháng|t\.?)\s*(?P<month>\d{1,2})\W*(?:năm)?\s*(?P<year>\d{4}|\d{2})$"
)
_CHINESE = re.compile(r"^(\d{4})\s*年(?:\s*(\d{1,2})\s*月?(?:\s*(\d{1,2})\s*[日号]?)?)?$")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_SHAPE = re.compile(r"^[\d\W]+$")
# At most three parts: with more, a row of dots would be tried in too many ways.
_UNKNOWN_PART = re.compile(r"^\W*(?:[?.…_xX*-]{1,4}\s*[/.\-]\s*){1,3}(?=\d)")
LONGEST_DAY = 80
_LETTER_FOR_DIGIT = re.compile(r"(?<=[\d/.\-])[oOlI]|[oOlI](?=[\d/.\-])")
_PLACEHOLDERS = {
    "", "-", "--", "---", "–", "—", "x", "/", "//", "/ /", "?", "??", "...", "…", "0", "00", ".",
    "khong", "khong ro", "chua", "chua ro", "chua co", "khong co", "k", "ko", "nil", "none", "null",
    "n a", "na", "нет", "н д", "无", "不详", "未", "暂无",
    "#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!",
    "00 00 0000", "0 0 0", "khong nho",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A day that was read; `is_guess` when it took some reading between the lines."""

    day: PartialDate
    is_guess: bool = False


class NoDayError(ValueError):
    """The text is no day; `is_impossible` when it is written as one but does not exist."""

    def __init__(self, is_impossible: bool = False) -> None:
        super().__init__()
        self.is_impossible = is_impossible


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is no value: `-`, `không`, `无`."""
    text = text.strip()
    return text.lower() in _PLACEHOLDERS or (
        len(text) < 20 and text[:1].isalpha() and fold(text) in _PLACEHOLDERS
    )


@lru_cache(maxsize=32768)
def day_of_ordinal(ordinal: int) -> PartialDate:
    return PartialDate.of(date.fromordinal(ordinal))


def day_of_number(number: float, has_1904_epoch: bool = False) -> Reading:
    """A number in a column of days: a year, a serial number, or digits without separators."""
    if number != number or number <= 0:
        raise NoDayError
    whole = int(number)
    if number == whole:
        if FIRST_YEAR <= whole <= LAST_YEAR:
            return Reading(PartialDate(whole))
        if whole > 999_999:
            return Reading(_from_digits(str(whole).zfill(8) if whole < 10**8 else str(whole)))
        if whole > _MAX_SERIAL:
            return Reading(_from_digits(str(whole)))
    elif FIRST_YEAR <= whole <= LAST_YEAR:
        return Reading(_year_and_month(whole, f"{number:.2f}"[-2:]))
    elif 1 <= whole <= 12:
        return Reading(PartialDate(_plausible_year(round((number - whole) * 10000)), whole))
    if _MIN_SERIAL <= number <= _MAX_SERIAL:
        shift = 1462 if has_1904_epoch else 0
        return Reading(PartialDate.of(date.fromordinal(_EPOCH_1900 + whole + shift)))
    raise NoDayError


def _plausible_year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDayError
    return year


def _year_and_month(year: int, decimals: str) -> PartialDate:
    """`1985.03` typed as a number; `1985.1` has lost the zero of October."""
    month = int(decimals)
    return _made(year, month)


def ordinal_of_text(text: str, order: str) -> int:
    """The ordinal of a day as almost all lists write it, `21/03/1985`; 0 for every other text.

    All the ways that `day_of_text` knows take twenty times as long.
    """
    if len(text) != len("21/03/1985") or text[2] != "/" or text[5] != "/":
        return 0
    day, month = (text[3:5], text[:2]) if order == MDY else (text[:2], text[3:5])
    try:
        return date.fromisoformat(f"{text[6:]}-{month}-{day}").toordinal()
    except ValueError:
        return 0


def day_of_text(text: str, order: str, today: date, is_birth: bool) -> Reading:
    """A day written as text; raises NoDayError."""
    if len(text) > LONGEST_DAY:
        raise NoDayError
    text = clean(text).strip(" '\"`’‘,;.").strip()
    match = _CHINESE.match(text)
    if match:
        return Reading(_made(*(int(part) if part else None for part in match.groups())))
    lowered = _TIME.sub("", text).strip().lower()
    lowered = re.sub(
        r"^(?:(?:sinh|ngày sinh|năm sinh|từ|с|от|born|năm|ng\.)\s*[:.]?\s*){1,2}(?=\d)", "", lowered
    )
    lowered = _YEAR_WORD.sub("", lowered).strip(" ,.")
    match = _VIETNAMESE.match(lowered)
    if match:
        day, month, year = match["day"], match["month"], match["year"]
        return Reading(
            _made(_full_year(year, today, is_birth), int(month), int(day) if day else None)
        )
    if lowered.count("tháng") > 1:
        raise NoDayError
    lowered = re.sub(r"\b(?:ngày|tháng|năm)\b", " / ", lowered).strip(" /,.")
    guess = False
    if _LETTER_FOR_DIGIT.search(lowered) and sum(map(str.isdigit, lowered)) >= 4:
        repaired = re.sub("[oO]", "0", re.sub("[lI]", "1", lowered))
        if _SHAPE.match(repaired):
            lowered, guess = repaired, True
    unknown = _UNKNOWN_PART.match(lowered)
    if unknown:
        lowered = lowered[unknown.end() :]
    day = _from_parts(lowered, order, today, is_birth)
    return Reading(day, guess)


def _from_parts(text: str, order: str, today: date, is_birth: bool) -> PartialDate:
    parts = _PARTS.findall(text)
    numbers = [part for part in parts if part.isdigit()]
    names = [part for part in parts if not part.isdigit()]
    month_names = [NAMES_OF_MONTHS[name] for name in names if name in NAMES_OF_MONTHS]
    if len(names) > len(month_names) + (1 if month_names else 0) or len(month_names) > 1:
        raise NoDayError
    if month_names:
        return _with_month_name(numbers, month_names[0], today, is_birth)
    if len(numbers) == 1:
        return _from_digits(numbers[0], today, is_birth)
    if len(numbers) == 2:
        return _month_and_year(numbers)
    if len(numbers) == 3:
        return _three(numbers, order, today, is_birth)
    raise NoDayError


def _with_month_name(numbers: list[str], month: int, today: date, is_birth: bool) -> PartialDate:
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _made(int(numbers[0]), month)
    if len(numbers) != 2:
        raise NoDayError
    first, second = numbers
    if len(first) == 4:
        first, second = second, first
    return _made(_full_year(second, today, is_birth), month, int(first))


def _month_and_year(numbers: list[str]) -> PartialDate:
    first, second = numbers
    if len(first) == 4:
        return _made(int(first), int(second))
    if len(second) == 4:
        return _made(int(second), int(first) or None)
    raise NoDayError


def _three(numbers: list[str], order: str, today: date, is_birth: bool) -> PartialDate:
    first, second, third = numbers
    if len(first) == 4:
        return _made(int(first), int(second), int(third))
    if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
        raise NoDayError
    year = _full_year(third, today, is_birth)
    day, month = (second, first) if order == MDY else (first, second)
    return _made(year, int(month), int(day))


def _from_digits(digits: str, today: date | None = None, is_birth: bool = False) -> PartialDate:
    """Digits without separators: a year, ddmmyyyy, yyyymmdd, yyyymm, ddmmyy, or a serial number."""
    if len(digits) == 4:
        return PartialDate(_plausible_year(int(digits)))
    if len(digits) in (6, 8) and digits[2:4] == "00" != digits[:2] and digits[:2] not in _CENTURIES:
        raise NoDayError  # 300000: a day that has no month
    if len(digits) == 8:
        if digits[4:6] in _CENTURIES and not digits.startswith(_CENTURIES):
            return _made(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        try:
            return _made(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        except NoDayError:
            return _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 6 and digits.startswith(_CENTURIES) and 1 <= int(digits[4:]) <= 12:
        return _made(int(digits[:4]), int(digits[4:]))
    if len(digits) == 6 and today is not None:
        return _made(_full_year(digits[4:], today, is_birth), int(digits[2:4]), int(digits[:2]))
    if len(digits) == 5 and _MIN_SERIAL <= int(digits) <= _MAX_SERIAL:
        return PartialDate.of(date.fromordinal(_EPOCH_1900 + int(digits)))
    raise NoDayError


_CENTURIES = ("19", "20")


def _full_year(digits: str, today: date, is_birth: bool) -> int:
    """Two digits mean the last such year; for a birth, one that lets the person be of age."""
    year = int(digits)
    if len(digits) == 4:
        return year
    latest = today.year - 14 if is_birth else today.year + 5
    year += 2000
    return year if year <= latest else year - 100


def _made(year: int | None, month: int | None = None, day: int | None = None) -> PartialDate:
    """A day of checked parts; zeros stand for what is not known."""
    assert year is not None
    month, day = month or None, day or None
    if not FIRST_YEAR - 100 <= year <= LAST_YEAR + 100:
        raise NoDayError
    if month is None:
        return PartialDate(year)
    if not 1 <= month <= 12:
        raise NoDayError(is_impossible=True)
    if day is not None and day > 28 and day > calendar.monthrange(year, month)[1]:
        raise NoDayError(is_impossible=True)
    return PartialDate(year, month, day)


_NUMERIC_DAY = re.compile(r"^\W*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(?:\d{4}|\d{2})\b")


_MONTH_FIRST = re.compile(r"\bmm?\s*[/.\-]\s*dd?\b", re.IGNORECASE)


def order_told_by(header: str) -> str:
    """`Date of birth (MM/DD/YYYY)` says in which order its days are written."""
    return MDY if _MONTH_FIRST.search(header) else DMY


def order_evidence(text: str) -> str | None:
    """DMY or MDY when the text can be read in that order only."""
    match = _NUMERIC_DAY.match(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second > 0:
        return DMY
    if second > 12 >= first > 0 and second <= 31:
        return MDY
    return None


def year_shown_as_day(day: PartialDate) -> PartialDate | None:
    """The year that was typed into a cell formatted as a date: 1985 shows as 7 June 1905."""
    if day.year != 1905 or not day.is_exact:
        return None
    serial = (day.first_day - date(1899, 12, 30)) // timedelta(days=1)
    return PartialDate(serial) if 1920 <= serial <= LAST_YEAR else None
