"""How well the cells of a column fit the kind of a field: headers alone can deceive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from unionoffice.core.choices import Choices
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import Kind, ListColumn
from unionoffice.spreadsheets.born import name_and_birth
from unionoffice.spreadsheets.days import (
    DMY,
    NoDayError,
    day_of_number,
    day_of_text,
    ordinal_of_text,
)
from unionoffice.spreadsheets.flags import is_absence, read_flag
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.names import looks_like_person, plain_text
from unionoffice.spreadsheets.outcomes import Outcome
from unionoffice.spreadsheets.readers import Circumstances, read_number, reader_for

_CODE = re.compile(r"[A-Z]{1,4}[-_.]?\d{2,6}")
# Forms of address in a column of their own are nobody's name.
_ADDRESS = frozenset(("ong", "ba", "anh", "chi", "co", "mr", "mrs", "ms"))
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
# "Số: 089085170055, cấp ngày 12/3/2021 tại …"
_IDENTITY_AND_MORE = re.compile(r"\D{0,12}(?:\d{12}|\d{9})\s*[,;.(–-]?\s*[^\W\d_]")
_LEAST_AMOUNT = 1000.0  # of money: a number in words' stead may be one of a paper
_TODAY = date(2100, 1, 1)


def fitness(column: ListColumn, cells: Sequence[Cell]) -> float | None:
    """The share of the filled cells that can be this field; None where all are empty."""
    filled = [cell for cell in cells if cell != ""]
    if not filled:
        return None
    return sum(_fits(column, cell) for cell in filled) / len(filled)


def _fits(column: ListColumn, cell: Cell) -> float:
    text = plain_text(cell)
    match column.kind:
        case Kind.DAY | Kind.PARTIAL_DAY:
            return is_day(cell)
        case Kind.NAME:
            return _name_likeness(cell, text)
        case Kind.IDENTITY_NUMBER:
            is_number = 8 <= len(_DIGITS.findall(text)) <= 18 and "/" not in text
            return is_number or _IDENTITY_AND_MORE.match(text) is not None
        case Kind.CARD_NUMBER:
            return bool(_DIGITS.search(text)) and not isinstance(cell, int)
        case Kind.PHONE:
            return 6 <= len(_DIGITS.findall(text)) <= 22 and not isinstance(cell, int)
        case Kind.EMAIL:
            return "@" in text
        case Kind.MONEY | Kind.NUMBER:
            return _is_number(column, cell)
        case Kind.FLAG:
            outcome = read_flag(cell, column.key)
            return outcome.problem is None
        case Kind.CHOICE:
            return _is_choice(column.choices, text)
        case Kind.UNIT if _is_figure(cell):
            return 0.2
        case Kind.UNIT if _CODE.fullmatch(text):
            return 0.6  # its name may stand beside it
        case _:
            return _text_likeness(cell, text)


def is_day(cell: Cell) -> bool:
    """Whether a cell can be a day, however unlikely the day."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int):
        return True
    try:
        if isinstance(cell, float):
            day_of_number(cell)
        elif not ordinal_of_text(cell, DMY):
            day_of_text(cell, DMY, _TODAY, False)
    except NoDayError as error:
        return error.is_impossible
    except (ValueError, OverflowError):
        return False
    return True


def _name_likeness(cell: Cell, text: str) -> float:
    if not isinstance(cell, str) or not _LETTERS.search(text):
        return 0.0
    if fold(text) in _ADDRESS:
        return 0.0
    if _DIGITS.search(text):
        return float(looks_like_person(name_and_birth(text)[0]))
    return 1.0 if looks_like_person(text) else 0.6


def _is_number(column: ListColumn, cell: Cell) -> bool:
    if isinstance(cell, float):
        return True
    outcome: Outcome = (
        read_number(cell, column.key)
        if column.kind is Kind.NUMBER
        else reader_for(column, Circumstances("", _TODAY))(cell)
    )
    return not outcome.is_refused


def _is_choice(choices: Choices | None, text: str) -> float:
    if choices is None:
        return 1.0
    if choices.read(text) is not None or fold(text) in ("x", "m", "f", "n"):
        return 1.0
    return 0.4 if _LETTERS.search(text) else 0.0


def _text_likeness(cell: Cell, text: str) -> float:
    if isinstance(cell, float) and cell >= _LEAST_AMOUNT:
        return 0.5
    if isinstance(cell, int) or (text.count("/") == 2 and text[-4:].isdecimal() and is_day(cell)):
        return 0.2
    if len(_DIGITS.findall(text)) >= 9 and not _LETTERS.search(text):
        return 0.3
    return 1.0


def looks_like(column: ListColumn, filled: Sequence[Cell]) -> bool:
    """Whether the cells below a header nobody understands can hardly be anything else."""
    texts = [plain_text(cell) for cell in filled]
    if column.kind is Kind.NAME:
        alike = [isinstance(cell, str) and looks_like_person(cell) for cell in filled]
    elif column.kind is Kind.TEXT:
        alike = [
            " " in text and not _is_figure(cell) for cell, text in zip(filled, texts, strict=True)
        ]
    elif column.kind in (Kind.DAY, Kind.PARTIAL_DAY):
        alike = [
            type(cell) is int or (isinstance(cell, str) and len(cell) >= 6 and is_day(cell))
            for cell in filled
        ]
    elif column.kind is Kind.CHOICE and column.choices is not None:
        alike = [column.choices.read(text) is not None for text in texts]
    else:
        if not any(map(is_absence, texts)):
            return False
        alike = [is_tick(cell) for cell in filled]
    return bool(alike) and sum(alike) >= 0.8 * len(alike)


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number or a day rather than words."""
    return not isinstance(cell, str) or not _LETTERS.search(cell)


def is_tick(cell: Cell) -> bool:
    """Whether a cell is a mark such as `x`, or a 1 or 0."""
    if isinstance(cell, float):
        return cell in (0.0, 1.0)
    return isinstance(cell, (str, bool)) and read_flag(cell, "").problem is None


def certainty(key: str, filled: Sequence[Cell]) -> float:
    """The share of the cells that can hardly be anything but this field."""
    if len(filled) < 2:
        return 0.0
    return sum(_is_surely(key, cell) for cell in filled) / len(filled)


def _is_surely(key: str, cell: Cell) -> bool:
    text = plain_text(cell).strip("' ")
    match key:
        case "full_name":
            return isinstance(cell, str) and looks_like_person(text)
        case "identity_number":
            return text.isdecimal() and len(text) == 12 and text.startswith("0")
        case "phone":
            return text.isdecimal() and len(text) == 10 and text[:2] in _MOBILE
        case "email":
            return "@" in text
    return text.lower() in ("nam", "nữ", "м", "ж", "男", "女", "male", "female")


_MOBILE = ("03", "05", "07", "08", "09")
