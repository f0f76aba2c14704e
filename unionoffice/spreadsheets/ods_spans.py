"""The merged cells of an .ods, which calamine does not tell; runs in the child only."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from unionoffice.spreadsheets.ods_pieces import NAME, NUMBER, TAG, pieces

Span = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

MAX_SPANS = 20_000
_SPANNED = re.compile(rb'number-(?:rows|columns)-spanned="(?:[2-9]|[1-9]\d)')


def spans_of(path: Path) -> dict[str, list[Span]]:
    """Sheet → its merged ranges; empty without a second look where nothing is merged."""
    with zipfile.ZipFile(path) as archive:
        if not _has_spans(archive):
            return {}
        found: dict[str, list[Span]] = {}
        for sheet, span in _spans(archive):
            found.setdefault(sheet, []).append(span)
        return found


def _has_spans(archive: zipfile.ZipFile) -> bool:
    return any(_SPANNED.search(piece) for piece in pieces(archive))


def _spans(archive: zipfile.ZipFile) -> Iterator[tuple[str, Span]]:
    sheet, row, column, count, next_row = "", 0, 0, 0, 0
    for piece in pieces(archive):
        for tag in TAG.finditer(piece):
            kind, attributes = tag.groups()
            numbers = {(a, b): int(c) for a, b, c in NUMBER.findall(attributes)}
            if kind == b"table":
                name = NAME.search(attributes)
                sheet, next_row = html.unescape(name[1].decode()) if name else "", 0
            elif kind == b"table-row":
                row, column = next_row, 0
                next_row += numbers.get((b"rows", b"repeated"), 1)
            else:
                high = numbers.get((b"rows", b"spanned"), 1)
                wide = numbers.get((b"columns", b"spanned"), 1)
                if kind == b"table-cell" and (high > 1 or wide > 1) and count < MAX_SPANS:
                    count += 1
                    yield sheet, (row, column, row + high - 1, column + wide - 1)
                column += numbers.get((b"columns", b"repeated"), 1)
