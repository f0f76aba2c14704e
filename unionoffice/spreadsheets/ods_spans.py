"""The merged cells of an .ods, which calamine does not tell; runs in the child only."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

Span = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

MAX_SPANS = 20_000
_PIECE = 1 << 20
_SPANNED = re.compile(rb'number-(?:rows|columns)-spanned="(?:[2-9]|[1-9]\d)')
_TAG = re.compile(rb"<table:(table|table-row|(?:covered-)?table-cell)(?=[\s/>])([^>]*)>")
_NUMBER = re.compile(rb'number-(rows|columns)-(repeated|spanned)="(\d{1,7})"')
_NAME = re.compile(rb'table:name="([^"]*)"')


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
    return any(_SPANNED.search(piece) for piece in _pieces(archive))


def _pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The content in pieces that end with whole tags."""
    rest = b""
    with archive.open("content.xml") as stream:
        while piece := stream.read(_PIECE):
            whole, mark, rest = (rest + piece).rpartition(b">")
            yield whole + mark
    yield rest


def _spans(archive: zipfile.ZipFile) -> Iterator[tuple[str, Span]]:
    sheet, row, column, count, next_row = "", 0, 0, 0, 0
    for piece in _pieces(archive):
        for tag in _TAG.finditer(piece):
            kind, attributes = tag.groups()
            numbers = {(a, b): int(c) for a, b, c in _NUMBER.findall(attributes)}
            if kind == b"table":
                name = _NAME.search(attributes)
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
