"""Workbooks (.xlsx .xlsb .xls .ods) as frames of cells; runs in the child only."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from unionoffice.spreadsheets.frames import (
    MAX_COLUMNS,
    MAX_ROWS,
    ROWS_PER_FRAME,
    Cell,
    Format,
    Frame,
    RowsFrame,
    SheetFrame,
)
from unionoffice.spreadsheets.merged_cells import Merged, MergedCells
from unionoffice.spreadsheets.ods_spans import spans_of
from unionoffice.spreadsheets.ods_styles import OdsStyles
from unionoffice.spreadsheets.styles import PLAIN, Style, Styled, StyleSource, XlsxStyles

_KEPT = {str, float, bool}


class TooBigError(Exception):
    """A sheet with more rows than a list can have."""


def workbook_frames(path: Path, file_format: Format) -> Iterator[Frame]:
    """All sheets of a workbook, hidden ones only by their names."""
    merged = MergedCells(path) if file_format is Format.XLSX else None
    with path.open("rb") if merged is None else merged.workbook as stream:
        book = CalamineWorkbook.from_filelike(stream)
    styles = _styles_of(path, file_format)
    spans = spans_of(path) if file_format is Format.ODS else {}
    for entry in book.sheets_metadata:
        if entry.typ != SheetTypeEnum.WorkSheet:
            continue
        hidden = entry.visible != SheetVisibleEnum.Visible
        if hidden:
            yield SheetFrame(entry.name, True, 0)
            continue
        found = None if merged is None else merged.of(entry.name)
        sheet = book.get_sheet_by_name(entry.name)
        spanned = _merged_in(sheet) if found is None else found.result()
        head = _head(entry.name, sheet, spanned or spans.get(entry.name, []))
        head.from_1904 = merged is not None and merged.from_1904
        yield head
        yield from _rows(sheet, None if styles is None else styles.rows_of(entry.name))


def _styles_of(path: Path, file_format: Format) -> StyleSource | None:
    if file_format is Format.XLSX:
        return XlsxStyles(path)
    if file_format is Format.XLS:
        # xlrd takes a twentieth of a second to import; other files must not pay for it.
        from unionoffice.spreadsheets.oldstyles import XlsStyles

        return XlsStyles(path)
    return OdsStyles(path) if file_format is Format.ODS else None


def _merged_in(sheet: CalamineSheet) -> Merged:
    return [(*first, *last) for first, last in sheet.merged_cell_ranges or []]


def _head(name: str, sheet: CalamineSheet, merged: Merged) -> SheetFrame:
    if sheet.total_height > MAX_ROWS * 3:
        raise TooBigError
    return SheetFrame(name, False, sheet.total_height, merged)


def _rows(sheet: CalamineSheet, styled: Styled | None) -> Iterator[Frame]:
    if sheet.end is None:
        return
    rows = iter(sheet.iter_rows())
    for first in range(0, 4 * MAX_ROWS, ROWS_PER_FRAME):
        block = list(itertools.islice(rows, ROWS_PER_FRAME))
        if not block:
            return
        frame = frame_of(first, block)
        if styled is not None:
            _apply_styles(frame, itertools.islice(styled, len(block)))
        yield frame


def frame_of(first: int, block: list[list[Any]]) -> RowsFrame:
    columns = [plain_cells(column) for column in zip(*block, strict=False)]
    return RowsFrame(first, columns[:MAX_COLUMNS])


def plain_cells(column: Iterable[Any]) -> list[Cell]:
    """The cells of a column in the few types that a frame carries."""
    cells = list(column)
    types = set(map(type, cells))
    if types <= _KEPT:
        return cells
    if types <= {*_KEPT, dt.date}:
        return [cell.toordinal() if type(cell) is dt.date else cell for cell in cells]
    return [_plain(cell) for cell in cells]


def _plain(cell: Any) -> Cell:
    if isinstance(cell, (str, float, bool)):
        return cell
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, dt.date):  # a moment is a date too
        return cell.toordinal()
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes")
    return "" if cell is None else str(cell)


def _apply_styles(frame: RowsFrame, styled: Iterable[Any]) -> None:
    for row, styles in enumerate(styled):
        for column, style in styles.items():
            if column < len(frame.columns):
                _apply(frame, row, column, style or PLAIN)


def _apply(frame: RowsFrame, row: int, column: int, style: Style) -> None:
    cell = frame.columns[column][row]
    if style.zeros and type(cell) is float and cell.is_integer() and 0 <= cell < 1e15:
        frame.columns[column][row] = f"{int(cell):0{style.zeros}d}"
    elif style.encoding and type(cell) is str and cell:
        frame.fonts.setdefault(style.encoding, []).append((row, column))
    if style.is_struck and cell != "":
        frame.struck.append((row, column))
