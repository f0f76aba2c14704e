"""The fonts and number formats of an old .xls, through xlrd; read in the child only."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import xlrd

from unionoffice.spreadsheets.legacy import encoding_of_font
from unionoffice.spreadsheets.styles import PLAIN, Style, Styled, zeros_of

_MARKS = (".Vn", "VNI-", "00000")
# What the description of a font with a line through it begins like; other bytes may do so too.
_STRUCK = re.compile(rb"\x31\x00[\x0e-\x7f]\x00..[\x08-\x0f\x18-\x1f]\x00", re.DOTALL)


class XlsStyles:
    """Looks up the styles of an .xls through xlrd, when its bytes name such fonts or formats."""

    def __init__(self, path: Path) -> None:
        self._book = None
        content = path.read_bytes()
        spelled = [mark.encode(code) for mark in _MARKS for code in ("latin-1", "utf-16-le")]
        if any(mark in content for mark in spelled) or _STRUCK.search(content):
            with contextlib.suppress(Exception):  # a help only: calamine has read the values
                self._book = xlrd.open_workbook(
                    file_contents=content, formatting_info=True, logfile=io.StringIO()
                )

    def rows_of(self, sheet: str) -> Styled | None:
        if self._book is None or sheet not in self._book.sheet_names():
            return None
        return self._rows(self._book.sheet_by_name(sheet))

    def _rows(self, sheet: xlrd.sheet.Sheet) -> Styled:
        assert self._book is not None
        styles = [self._style(cell_format) for cell_format in self._book.xf_list]
        for row in range(sheet.nrows):
            yield {
                column: styles[number]
                for column in range(sheet.row_len(row))
                if styles[number := sheet.cell_xf_index(row, column)] is not PLAIN
            }

    def _style(self, cell_format: xlrd.formatting.XF) -> Style:
        assert self._book is not None
        font = self._book.font_list[cell_format.font_index]
        encoding, is_struck = encoding_of_font(font.name), bool(font.struck_out)
        number_format = self._book.format_map.get(cell_format.format_key)
        zeros = zeros_of(number_format.format_str) if number_format is not None else 0
        return Style(encoding, zeros, is_struck) if encoding or zeros or is_struck else PLAIN
