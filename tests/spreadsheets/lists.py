"""Builders of lists: rows of plain cells written as a workbook or a text file, and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.reading import ReadFile, read_file
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.understanding import Request, understand
from unionoffice.spreadsheets.workbooks import plain_cells

TODAY = date(2026, 11, 21)
Rows = Sequence[Sequence[Any]]


def a_workbook(folder: Path, *sheets: Rows, name: str = "list.xlsx", **options: Any) -> Path:
    """A workbook with these sheets. Options: names, merged (A1 ranges), hidden, formats."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    names = options.get("names", [f"Sheet{place}" for place in range(1, len(sheets) + 1)])
    for title, rows in zip(names, sheets, strict=True):
        sheet = book.add_worksheet(title)
        if title in options.get("hidden", ()):
            sheet.hide()
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell not in (None, ""):
                    sheet.write(row, column, cell)
        for area, text in options.get("merged", {}).items():
            sheet.merge_range(area, text)
    book.close()
    return path


def a_text_file(folder: Path, rows: Rows, encoding: str = "utf-8-sig", mark: str = ";") -> Path:
    path = folder / "list.csv"
    lines = "\r\n".join(mark.join(map(str, row)) for row in rows) + "\r\n"
    path.write_bytes(lines.encode(encoding))
    return path


def read(path: Path, register: str = "members", **options: Any) -> ReadFile:
    return read_file(path, CATALOGUE.list_shape(register), TODAY, **options)


def read_one(path: Path, register: str = "members", **options: Any) -> ReadList:
    (only,) = read(path, register, **options).lists
    return only


def records(found: ReadList, *fields: str) -> list[tuple[Any, ...]]:
    """The values of these fields as text, record by record."""
    columns: Mapping[str, list[Any]] = found.values
    empty = [None] * len(found.numbers)
    return [
        tuple(None if value is None else str(value) for value in row)
        for row in zip(*(columns.get(field, empty) for field in fields), strict=True)
    ]


def fields(found: ReadList) -> dict[str, str]:
    """Header → field of the columns that were understood."""
    return {column.header: column.field for column in found.columns if column.field}


def understood(rows: Rows, register: str = "members") -> ReadList:
    """A sheet of these cells, understood in this process as the child would send them."""
    width = max(map(len, rows))
    squared = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = [
        plain_cells([float(cell) if isinstance(cell, int) else cell for cell in column])
        for column in zip(*squared, strict=True)
    ]
    sheet = RawSheet("Sheet1", columns=columns, rows=len(squared), height=len(squared))
    found = understand(sheet, Request(CATALOGUE.list_shape(register), TODAY), Path("list.xlsx"))
    assert found is not None
    return found
