"""The content of an .ods, piece by piece, and its tags of sheets, rows and cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

_PIECE = 1 << 20
TAG = re.compile(rb"<table:(table|table-row|(?:covered-)?table-cell)(?=[\s/>])([^>]*)>")
NUMBER = re.compile(rb'number-(rows|columns)-(repeated|spanned)="(\d{1,7})"')
NAME = re.compile(rb'table:name="([^"]*)"')


def pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The content in pieces that end with whole tags."""
    rest = b""
    with archive.open("content.xml") as stream:
        while piece := stream.read(_PIECE):
            whole, mark, rest = (rest + piece).rpartition(b">")
            yield whole + mark
    yield rest
