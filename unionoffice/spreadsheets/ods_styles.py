"""The struck cells of an .ods, which calamine does not tell; read in the child only."""

from __future__ import annotations

import html
import itertools
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from unionoffice.spreadsheets.ods_pieces import NAME, NUMBER, TAG, pieces
from unionoffice.spreadsheets.styles import Style, Styled

_STRUCK = Style(None, 0, is_struck=True)
_STYLE = re.compile(
    rb'<style:style [^>]*?style:name="([^"]*)"[^>]*?style:family="table-cell"[^>]*>'
    rb"(.*?)</style:style>",
    re.DOTALL,
)
_LINE = re.compile(rb'text-line-through-style="(?!none)')
_OF_CELL = re.compile(rb'table:style-name="([^"]*)"')
_LONGEST_HEAD = 1 << 24  # of the styles before the first sheet
_MOST_COLUMNS = 300


class OdsStyles:
    """Looks up struck cells, sheet by sheet; costs nothing where no style has such a line."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        head = b""
        for piece in pieces(self._archive):
            head += piece
            if b"<table:table " in piece or len(head) > _LONGEST_HEAD:
                break
        self._struck = {name for name, style in _STYLE.findall(head) if _LINE.search(style)}

    def rows_of(self, sheet: str) -> Styled | None:
        """The struck cells of every row from the first on; None when there are none."""
        return self._rows(sheet) if self._struck else None

    def _rows(self, sheet: str) -> Styled:
        row: dict[int, Style] = {}
        is_wanted, column, times = False, 0, 0
        for kind, attributes in self._tags():
            numbers = {(a, b): int(c) for a, b, c in NUMBER.findall(attributes)}
            if kind in (b"table", b"table-row"):
                yield from itertools.repeat(row, times)
                row, column, times = {}, 0, 0
                if kind == b"table":
                    name = NAME.search(attributes)
                    is_wanted = name is not None and html.unescape(name[1].decode()) == sheet
                elif is_wanted:
                    times = numbers.get((b"rows", b"repeated"), 1)
                continue
            if not is_wanted:
                continue
            again = numbers.get((b"columns", b"repeated"), 1)
            style = _OF_CELL.search(attributes)
            if style is not None and style[1] in self._struck:
                row.update((column + n, _STRUCK) for n in range(min(again, _MOST_COLUMNS)))
            column += again
        yield from itertools.repeat(row, times)

    def _tags(self) -> Iterator[tuple[bytes, bytes]]:
        for piece in pieces(self._archive):
            for tag in TAG.finditer(piece):
                yield tag.group(1), tag.group(2)
