"""Workbooks with a value in a far corner: read row by row, empty rows left out.

calamine lays out the whole rectangle up to the last cell and dies of it. This slower way is taken
when that has happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unionoffice.spreadsheets.frames import (
    MAX_COLUMNS,
    MAX_ROWS,
    ROWS_PER_FRAME,
    Frame,
    SheetFrame,
)
from unionoffice.spreadsheets.workbooks import TooBigError, frame_of

MAX_GAP = 2000  # empty rows in a row; what comes behind them is no part of the list


def sparse_frames(path: Path, *, with_formulas: bool = False) -> Iterator[Frame]:
    """The sheets of an .xlsx up to the last row before a very long gap.

    A formula is what it gave when it was saved, or its own text where `with_formulas` are wanted.
    """
    # openpyxl takes a quarter of a second to import; the common way must not pay for it.
    from openpyxl import load_workbook

    with path.open(
        "rb"
    ) as stream:  # of a path it wants the suffix, which often says something else
        book = load_workbook(stream, read_only=True, data_only=not with_formulas)
        for sheet in book.worksheets:
            hidden = sheet.sheet_state != "visible"
            yield SheetFrame(sheet.title, hidden, 0)
            if not hidden:
                yield from _rows(sheet)


def _rows(sheet: Any) -> Iterator[Frame]:
    block: list[list[Any]] = []
    first = gap = 0
    for cells in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):
        row = ["" if cell is None else cell for cell in cells]
        gap = 0 if any(cell != "" for cell in row) else gap + 1
        if gap > MAX_GAP:
            break
        block.append(row)
        if len(block) == ROWS_PER_FRAME:
            yield frame_of(first, block)
            first, block = first + len(block), []
        if first > MAX_ROWS:
            raise TooBigError
    if block:
        yield frame_of(first, block)
