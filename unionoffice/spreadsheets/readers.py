"""One reader per kind of column: from a cell to a typed value, a repair, or a refusal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean, fold
from unionoffice.registerkit.columns import Kind, ListColumn
from unionoffice.spreadsheets.amounts import (
    amount_of_number,
    amount_of_text,
    scale_of_header,
    whole_number,
)
from unionoffice.spreadsheets.born import name_and_birth, tells_birth_too
from unionoffice.spreadsheets.codes import codes_told
from unionoffice.spreadsheets.day_spans import day_within, period_of
from unionoffice.spreadsheets.days import (
    DMY,
    NoDayError,
    Reading,
    day_of_number,
    day_of_ordinal,
    day_of_text,
    is_placeholder,
    ordinal_of_text,
    year_shown_as_day,
)
from unionoffice.spreadsheets.flags import read_decisive_flag, read_flag, read_tick
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.identity import CardReader, IdentityReader, PhoneReader
from unionoffice.spreadsheets.names import are_names_as_kept, plain_text, read_name, read_text
from unionoffice.spreadsheets.outcomes import EMPTY, Outcome, refused
from unionoffice.spreadsheets.unit_cells import read_unit, read_units

IMPOSSIBLE_DAY = N_("There is no such day.")
NOT_A_DAY = N_("This is no date.")
BORN_IN_FUTURE = N_("The date of birth lies in the future.")
IN_FUTURE = N_("This day lies in the future.")
BORN_LONG_AGO = N_("The date of birth lies before 1900.")
YEAR_TYPED_AS_DAY = N_("A year had been typed into a cell formatted as a date.")
DAY_GUESSED = N_("The date was typed with letters among the digits.")
DAY_WITHIN = N_("The cell says more than a day; the first day was taken.")
FIRST_DAY_TAKEN = N_("The day is not known exactly; the first day was taken.")
LAST_DAY_TAKEN = N_("The day is not known exactly; the last day was taken.")
YEAR_FROM_ABOVE = N_("The year was taken from what stands above the list.")
FAR_DAY = N_("The date lies too far away to be true.")
NOT_MONEY = N_("This is no amount of money.")
NEGATIVE = N_("The value is negative.")
IN_SINGLE_UNITS = N_("The amount is too great to be in what the header counts in; it was kept.")
NOT_A_NUMBER = N_("This is no whole number.")
UNKNOWN_CHOICE = N_("The word is not one of the list's values; it was left out.")
UNKNOWN_CHOICE_REFUSED = N_("The word is not one of the values that this column can have.")
NOT_EMAIL = N_("This is no e-mail address; it was left out.")

_WITHOUT_YEAR = re.compile(
    r"(?:ngày\s+)?(?:\d{1,2}(?:\s*[/.]\s*\d{1,2})?\s*[-–]\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]?$",
    re.IGNORECASE,
)
_DAY_AND_NAME = re.compile(r"\d{1,2}\s+[а-яё]{3,8}$", re.IGNORECASE)
_ONLY_MONTH = re.compile(r"tháng\s*\d{1,2}$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_YEARS = re.compile(r"\d\s*(?:năm|nam|years?|лет|год\w*|жыл|年)", re.IGNORECASE)
IN_YEARS = re.compile(
    r"[(\[（]\s*(?:số |tính theo )?(?:năm|nam|years?|лет|год\w*|年)\s*[)\]）]", re.I
)
MONTHS_OF_YEAR = 12
_IN_DONG = re.compile(r"[(\[,]\s*(?:đồng|đ|vnđ|vnd)\s*[)\]]?\s*$|\bvnđ?\b", re.IGNORECASE)
_NAMES_MONEY = re.compile(r"[^\W\d]|₫")
_TOO_MUCH = {1000: 100_000, 10**6: 10_000}  # by scale: 100 million đồng, 10 thousand million
_EMAILS = re.compile(r"(?:[^\s@<>,;]++@(?:[^\s@<>,;.]++\.)++[^\s@<>,;.]++(?:\n|\Z))*+")


@dataclass(frozen=True)
class Circumstances:
    """Where and when a column is read."""

    header: str
    today: date
    order: str = DMY
    has_1904_epoch: bool = False
    year: int | None = None  # that the titles of the list name, for days without one
    unit: str = ""  # what a line above the list says that amounts are counted in
    is_end: bool = False  # of a span: a month or a year then means its last day


ReadCell = Callable[[Cell], Outcome]


def reader_for(column: ListColumn, context: Circumstances) -> ReadCell:
    """The function that reads the cells of one column of this kind."""
    match column.kind:
        case Kind.NAME if tells_birth_too(context.header):
            return lambda cell: read_name(
                name_and_birth(cell)[0] if isinstance(cell, str) else cell, column.key
            )
        case Kind.NAME:
            return lambda cell: read_name(cell, column.key)
        case Kind.DAY | Kind.PARTIAL_DAY:
            return DayReader(column, context).read
        case Kind.IDENTITY_NUMBER:
            return IdentityReader(context.header, column.key).read
        case Kind.CARD_NUMBER:
            return CardReader(column.key).read
        case Kind.PHONE:
            return PhoneReader(context.header, column.key).read
        case Kind.MONEY:
            return MoneyReader(column.key, context.header, context.unit).read
        case Kind.CHOICE if column.ticked is not None:
            return lambda cell: read_tick(cell, column)
        case Kind.CHOICE if column.choices is not None:
            return ChoiceReader(column, context.header).read
        case Kind.NUMBER if column.key.endswith("_months") and IN_YEARS.search(context.header):
            return lambda cell: _in_months(read_number(cell, column.key), cell)
        case Kind.FLAG if column.is_decisive:
            return lambda cell: read_decisive_flag(cell, column.key)
    simple = _SIMPLE.get(column.kind, read_text)
    return lambda cell: simple(cell, column.key)


class DayReader:
    """Reads one column of days, whole or partial, in the order that the column is written in."""

    def __init__(self, column: ListColumn, context: Circumstances) -> None:
        self._field = column.key
        self._is_partial = column.kind is Kind.PARTIAL_DAY
        self._is_birth = "birth" in column.key
        self._is_past = self._is_birth or column.is_past
        self._context = context
        # Real days between these need no second look.
        latest = context.today if self._is_past else date(2100, 12, 31)
        self._plain = (date(1906, 1, 1).toordinal(), latest.toordinal())

    def read(self, cell: Cell) -> Outcome:
        ordinal = ordinal_of_text(cell, self._context.order) if type(cell) is str else cell
        if type(ordinal) is int and self._plain[0] <= ordinal <= self._plain[1]:
            day = day_of_ordinal(ordinal)
            return Outcome(day if self._is_partial else day.first_day)
        if isinstance(cell, str) and is_placeholder(cell):
            return EMPTY
        try:
            reading = self._reading(cell)
        except NoDayError as error:
            return self._within(cell) or refused(
                self._field, IMPOSSIBLE_DAY if error.is_impossible else NOT_A_DAY
            )
        except (ValueError, OverflowError):
            return refused(self._field, NOT_A_DAY)
        return self._checked(reading)

    def _reading(self, cell: Cell) -> Reading:
        context = self._context
        if isinstance(cell, str):
            return day_of_text(cell, context.order, context.today, self._is_birth)
        if isinstance(cell, bool):
            raise NoDayError
        if isinstance(cell, int):
            return Reading(day_of_ordinal(cell))
        return day_of_number(cell, context.has_1904_epoch)

    def _within(self, cell: Cell) -> Outcome | None:
        """The day that stands in a sentence, or with which a span or a quarter begins."""
        if isinstance(cell, str) and not self._is_past and not self._is_partial:
            period, year = period_of(cell), self._context.year
            if period is not None:
                return self._of_period(*period)
            if year is not None and (whole := _with_year(clean(cell), year)) is not None:
                outcome = self.read(whole)
                if outcome.is_refused:
                    return outcome
                return Outcome(outcome.value, Problem(self._field, YEAR_FROM_ABOVE))
        found = None if self._is_past or not isinstance(cell, str) else day_within(cell)
        if found is None or found.text == cell:
            return None  # the cell is no sentence: its day has been looked at
        outcome = self.read(found.text)
        if outcome.is_refused or outcome.problem is not None:
            return None
        try:
            first = found.begun(outcome.value.first_day if self._is_partial else outcome.value)
        except ValueError:
            return None
        value = PartialDate.of(first) if self._is_partial else first
        return Outcome(value, Problem(self._field, DAY_WITHIN))

    def _checked(self, reading: Reading) -> Outcome:
        day, message = reading.day, DAY_GUESSED if reading.is_guess else ""
        if self._is_birth:
            year = year_shown_as_day(day)
            if year is not None:
                day, message = year, YEAR_TYPED_AS_DAY
            if day.first_day > self._context.today:
                return refused(self._field, BORN_IN_FUTURE)
            if day.year < 1900:
                return refused(self._field, BORN_LONG_AGO)
        elif not 1900 <= day.year <= 2100:
            return refused(self._field, FAR_DAY)
        elif self._is_past and day.first_day > self._context.today:
            return refused(self._field, IN_FUTURE)
        value: PartialDate | date = day
        if not self._is_partial:
            if not day.is_exact:
                return self._of_period(day.first_day, day.last_day)
            value = day.first_day
        return Outcome(value, Problem(self._field, message) if message else None)

    def _of_period(self, first: date, last: date) -> Outcome:
        if self._context.is_end:
            return Outcome(last, Problem(self._field, LAST_DAY_TAKEN))
        return Outcome(first, Problem(self._field, FIRST_DAY_TAKEN))


def _with_year(text: str, year: int) -> str | None:
    """A day, a span or a month that is written without its year; None for anything else."""
    if _WITHOUT_YEAR.match(text) or _ONLY_MONTH.match(text):
        return f"{text.strip(' /.-')}/{year}"
    return f"{text} {year}" if _DAY_AND_NAME.match(text) else None


class MoneyReader:
    """Reads amounts; the header, or a line above, may say that they are counted in thousands."""

    def __init__(self, field: str, header: str, unit: str = "") -> None:
        self._field = field
        self._scale = scale_of_header(header if _IN_DONG.search(header) else f"{header} {unit}")

    def read(self, cell: Cell) -> Outcome:
        if isinstance(cell, str) and is_placeholder(cell) and cell.strip() != "0":
            return EMPTY
        try:
            amount = amount_of_text(cell) if isinstance(cell, str) else self._of_number(cell)
        except ValueError:
            return refused(self._field, NOT_MONEY)
        if amount < 0:
            return refused(self._field, NEGATIVE)
        message = None
        if self._scale > 1 and not (isinstance(cell, str) and _NAMES_MONEY.search(cell)):
            # 500000 below "thousand đồng" means đồng after all.
            if amount < _TOO_MUCH.get(self._scale, 10**10 // self._scale):
                amount *= self._scale
            else:
                message = Problem(self._field, IN_SINGLE_UNITS)
        whole = amount.to_integral_value()
        return Outcome(Decimal(int(amount)) if amount == whole else round(amount, 2), message)

    @staticmethod
    def _of_number(cell: Cell) -> Decimal:
        if not isinstance(cell, float):
            raise ValueError(cell)
        return amount_of_number(cell)


class ChoiceReader:
    """Reads the words of a closed list."""

    def __init__(self, column: ListColumn, header: str) -> None:
        assert column.choices is not None
        self._column = column
        self._choices = column.choices
        self._is_sex = set(column.choices.keys) == SEX
        self._codes = codes_told(header)

    def read(self, cell: Cell) -> Outcome:
        text = plain_text(cell)
        text = self._codes.get(text, text)
        if is_placeholder(text) and not (text == "0" and self._is_sex):
            return EMPTY
        key = self._sex(text) if self._is_sex else None
        key = key or self._choices.read(text)
        if key is not None:
            return Outcome(key)
        field = self._column.key
        if self._column.is_required or self._column.is_decisive:
            return refused(field, UNKNOWN_CHOICE_REFUSED)
        return Outcome(None, Problem(field, UNKNOWN_CHOICE))

    @staticmethod
    def _sex(text: str) -> str | None:
        folded = fold(text)
        return "male" if folded in _MALE else "female" if folded in _FEMALE else None


SEX = {"male", "female"}
_MALE = {
    "nam", "m", "male", "trai", "ong", "anh", "м", "муж", "мужской", "男", "男性", "ер", "еркек",
}  # fmt: skip
_FEMALE = {
    "nu", "f", "female", "gai", "ba", "co", "chi", "ж", "жен", "женский", "女", "女性", "аиел",
    "әиел", "n",
}  # fmt: skip


def read_number(cell: Cell, field: str) -> Outcome:
    """A whole number that is not negative; years where months are asked for are twelve each."""
    if isinstance(cell, str) and cell.strip() != "0" and is_placeholder(cell):
        return EMPTY
    try:
        if isinstance(cell, str):
            cell = clean(cell)  # accents typed apart are no letters
            value = whole_number(cell) if not cell.startswith(("-", "−")) else -1
            if field.endswith("_months") and _YEARS.search(cell):
                value *= MONTHS_OF_YEAR
        elif isinstance(cell, float) and cell.is_integer():
            value = int(cell)
        else:
            raise ValueError(cell)
    except ValueError:
        return refused(field, NOT_A_NUMBER)
    if value < 0:
        return refused(field, NEGATIVE)
    return Outcome(value)


def _in_months(years: Outcome, cell: Cell) -> Outcome:
    """A number below "(năm)"; where the cell says what it counts, that holds."""
    if years.value is None or (isinstance(cell, str) and any(map(str.isalpha, cell))):
        return years
    return Outcome(years.value * MONTHS_OF_YEAR)


def read_email(cell: Cell, field: str) -> Outcome:
    text = plain_text(cell).removeprefix("mailto:").strip(" .;,<>'\"")
    if is_placeholder(text):
        return EMPTY
    if _EMAIL.fullmatch(text):
        return Outcome(text)
    found = _EMAIL.findall(text.replace(" ", "") if text.count("@") == 1 else text)
    if len(found) >= 1:
        return Outcome(found[0])
    return Outcome(None, Problem(field, NOT_EMAIL))


_SIMPLE: dict[Kind, Callable[[Cell, str], Outcome]] = {
    Kind.FLAG: read_flag,
    Kind.NUMBER: read_number,
    Kind.EMAIL: read_email,
    Kind.UNIT: read_unit,
    Kind.UNITS: read_units,
}


def is_clean(kind: Kind, cells: Sequence[Cell]) -> bool:
    """Whether all these cells are text already as it is kept, seen without reading each.

    False only means that each has to be read.
    """
    try:
        whole = "".join(cells)  # type: ignore[arg-type]  # other than text raises
    except TypeError:
        return False
    if kind is Kind.IDENTITY_NUMBER:
        return set(map(len, cells)) <= {0, 12} and whole.isdecimal() and whole.isascii()  # type: ignore[arg-type]
    if kind is Kind.PHONE:
        lines = "\n".join(cells)  # type: ignore[arg-type]
        starts = lines.count("\n0") + lines.startswith("0")
        filled = len(cells) - cells.count("")
        return set(map(len, cells)) <= {0, 10} and whole.isdecimal() and starts == filled  # type: ignore[arg-type]
    if kind is Kind.CARD_NUMBER:
        return whole.isalnum() and whole.isascii() and "e" not in whole and "E" not in whole
    if kind is Kind.EMAIL:
        return _are_addresses(cells, whole)
    if kind is Kind.NAME:
        return are_names_as_kept(cells)
    return kind in (Kind.TEXT, Kind.LONG_TEXT) and _is_tidy(cells, whole)


def _are_addresses(cells: Sequence[Any], whole: str) -> bool:
    if (
        not whole.isascii()
        or not whole.isprintable()
        or whole.count("@") != len(cells) - cells.count("")
    ):
        return False
    return _EMAILS.fullmatch("\n".join(filter(None, cells))) is not None


def _is_tidy(cells: Sequence[Any], whole: str) -> bool:
    if not whole.isprintable() or "  " in whole or "Ð" in whole:
        return False
    first, last = {cell[:1] for cell in cells}, {cell[-1:] for cell in cells}
    if " " in last or not first.isdisjoint(_UNTIDY_STARTS):
        return False
    return unicodedata.is_normalized("NFC", whole)


_UNTIDY_STARTS = frozenset(" '’‘`-–—#")
