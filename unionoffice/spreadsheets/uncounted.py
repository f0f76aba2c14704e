"""A column of numbers that may say how often something was: it is asked for, not passed over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from unionoffice.registerkit.columns import NAMING, Kind, ListShape
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.headers import SAMPLE, Layout
from unionoffice.spreadsheets.matching import header_key
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.readlist import letter_of

_MOST_TURNS = 5  # digits
_LEAST = 0.8  # of the filled cells are numbers
# "Giá trị (đồng)", "Giảm (%)", "Năm", "Số hóa đơn": numbers that count nothing.
_NO_COUNT = re.compile(
    r"%|tiền|giá\b|đồng|vnđ?\b|\bnăm\b|\btháng\b|\bngày\b|\bmã\b|hóa đơn|chứng từ|phần trăm|"
    r"сумма|цена|год|金额|价|price|amount|value|year|percent|code",
    re.IGNORECASE,
)


def uncounted(
    layout: Layout, shape: ListShape, raw: RawSheet, mapping: Mapping[str, str | None]
) -> dict[str, list[str]]:
    """The decisive numbers that a list without people may give, and the letters of the columns.

    Each row would count once, whatever stands there. Nobody is asked about a column of which the
    user's `mapping` speaks.
    """
    kinds, told = shape.kinds, {header_key(each) for each in mapping}
    wanted = [c.key for c in shape.columns if c.kind is Kind.NUMBER and c.is_decisive]
    if not {*wanted} - layout.fields or any(kinds[field] in NAMING for field in layout.fields):
        return {}
    letters = [
        letter_of(column.index)
        for column in layout.columns
        if not column.field
        and not column.is_serial
        and column.header
        and not _NO_COUNT.search(column.header)
        and header_key(column.header) not in told
        and letter_of(column.index) not in mapping
        and _are_counts(raw.columns[column.index][layout.bottom + 1 :][:SAMPLE])
    ]
    return dict.fromkeys(wanted, letters) if letters else {}


def _are_counts(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell != ""]
    counts = [
        cell
        for cell in filled
        if type(cell) is not int  # a day
        and (text := plain_text(cell).strip()).isdecimal()
        and len(text) <= _MOST_TURNS
    ]
    return bool(filled) and len(counts) >= _LEAST * len(filled)
