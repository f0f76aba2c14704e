"""The fonts and number formats that values alone do not tell; read in the child only.

calamine gives values without their style. Only where a workbook names a font of an old encoding,
a line through the letters or a format of zeros (`000000000000`) is the style of its cells looked
at, in a second pass.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from defusedxml import ElementTree

from unionoffice.spreadsheets.legacy import encoding_of_font
from unionoffice.spreadsheets.merged_cells import MAIN, sheet_parts

_ZEROS = re.compile(r"0{4,}")
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*)>|<(?:\w+:)?row\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b([rs])="([^"]*)"')
_PIECE = 1 << 20


@dataclass(frozen=True)
class Style:
    """What the style of a cell says about its value."""

    encoding: str | None
    zeros: int  # digits that a number is shown with at least
    is_struck: bool = False  # a line goes through it


PLAIN = Style(None, 0)
Styled = Iterator[Mapping[int, Style]]  # row by row: column → style, where there is one


class StyleSource(Protocol):
    """Whatever can tell the styles of a workbook's sheets."""

    def rows_of(self, sheet: str) -> Styled | None: ...


class XlsxStyles:
    """Looks up the styles of an .xlsx, sheet by sheet; costs nothing when they are plain."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._styles = self._telling_styles()
        self._parts = sheet_parts(self._archive) if self._styles else {}

    def rows_of(self, sheet: str) -> Styled | None:
        """The telling styles of every row from the first on; None when there are none."""
        part = self._parts.get(sheet)
        return None if part is None else self._rows(part)

    def _telling_styles(self) -> dict[bytes, Style]:
        try:
            root = ElementTree.fromstring(self._archive.read("xl/styles.xml"))
        except (KeyError, ElementTree.ParseError):
            return {}
        fonts = []
        for font in root.iterfind(f"{MAIN}fonts/{MAIN}font"):
            named, line = font.find(f"{MAIN}name"), font.find(f"{MAIN}strike")
            encoding = encoding_of_font(named.get("val", "")) if named is not None else None
            is_struck = line is not None and line.get("val", "1") not in ("0", "false")
            fonts.append((encoding, is_struck))
        zeros = {
            entry.get("numFmtId"): zeros_of(entry.get("formatCode", ""))
            for entry in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
        }
        telling = {}
        for number, cell_format in enumerate(root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")):
            font_number = int(cell_format.get("fontId") or 0)
            known = font_number < len(fonts)
            encoding, is_struck = fonts[font_number] if known else (None, False)
            width = zeros.get(cell_format.get("numFmtId"), 0)
            if encoding or width or is_struck:
                telling[str(number).encode()] = Style(encoding, width, is_struck)
        return telling

    def _rows(self, part: str) -> Styled:
        row: dict[int, Style] = {}
        number, column = 0, -1
        with self._archive.open(part) as stream:
            for cell, opening in _tags(stream):
                attributes = dict(_ATTRIBUTE.findall(cell or opening))
                if not cell:
                    wanted = int(attributes.get(b"r", number + 1)) - 1
                    if wanted > number:
                        yield row
                        yield from ({} for _ in range(wanted - number - 1))
                        number, row = wanted, {}
                    column = -1
                    continue
                reference = attributes.get(b"r", b"")
                column = _column_of(reference) if reference else column + 1
                style = self._styles.get(attributes.get(b"s", b""))
                if style is not None:
                    row[column] = style
        yield row


def zeros_of(code: str) -> int:
    first = code.split(";")[0]
    match = _ZEROS.fullmatch(first.strip().strip('"'))
    return len(match.group()) if match else 0


def _tags(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    rest = b""
    while piece := stream.read(_PIECE):
        text = rest + piece
        end = 0
        for match in _CELL.finditer(text):
            yield match.group(1) or b"", match.group(2) or b""
            end = match.end()
        rest = text[max(end, len(text) - 4096) :]


def _column_of(reference: bytes) -> int:
    column = 0
    for byte in reference:
        if not 65 <= byte <= 90:
            break
        column = column * 26 + byte - 64
    return column - 1
