"""The merged cells of an .xlsx, without having each of its sheets gone through twice.

They stand behind all rows, and calamine looks for them in a second pass over the whole sheet, a
third of all it does. Here an empty list of them is put before the beginning of each sheet, where
that pass ends at once; what is merged is read from the end of the sheet by a thread meanwhile.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The CRC-32 of this text is 0: the checksum of what it is put before stays as it was.
EMPTY_LIST = b"<mergeCells></mergeCells><!--MLECNMBBH-->"
_BLOCK = struct.pack("<BHH", 0, len(EMPTY_LIST), len(EMPTY_LIST) ^ 0xFFFF) + EMPTY_LIST
_BEFORE = {zipfile.ZIP_STORED: EMPTY_LIST, zipfile.ZIP_DEFLATED: _BLOCK}
_LARGEST = 0xFFFFFFFF  # an archive with more than that is written in another way

_LIST = b"mergeCells"
_BEGIN, _END = re.compile(rb"<(?:\w+:)?mergeCells\b"), re.compile(rb"</(?:\w+:)?mergeCells>")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
_FORMULA = b"<f"
# A formula that gave an empty text says that it is one.
_UNCALCULATED = re.compile(
    rb"""<c (?![^>]*\bt=["']str["'])[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>"""
)
_PIECE, _OVERLAP = 1 << 20, 256

Merged = list[tuple[int, int, int, int]]


class UncalculatedError(Exception):
    """A formula of which nobody has kept what it gives: its cell would be taken for empty."""


class OddArchiveError(Exception):
    """An archive that is not put together as usual: calamine shall find everything by itself."""


class MergedCells:
    """A workbook as calamine shall read it, and what is merged in its sheets."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._thread = ThreadPoolExecutor(1)
        content = path.read_bytes()
        self._parts: Mapping[str, str] = {}
        self.from_1904 = False
        try:
            self.from_1904 = _counts_from_1904(self._archive)
            parts = sheet_parts(self._archive)
            content = with_empty_lists(content, self._archive, set(parts.values()))
            self._parts = parts
        except (OddArchiveError, KeyError, ParseError, ValueError, struct.error):
            pass  # what is wrong with it, if anything, calamine says
        self.workbook = io.BytesIO(content)

    def of(self, sheet: str) -> Future[Merged] | None:
        """Begin to look for those of a sheet; None when calamine finds them."""
        part = self._parts.get(sheet)
        return None if part is None else self._thread.submit(self._read, part)

    def _read(self, part: str) -> Merged:
        with self._archive.open(part) as stream:
            return merged_in(stream)


def _counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether numbers that stand for days count from 1904 on."""
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    said = workbook.find(f"{MAIN}workbookPr")
    return said is not None and said.get("date1904", "0") in ("1", "true")


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """In which part of the archive each sheet stands, by the sheet's name."""
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    parts = {}
    for sheet in workbook.iter(f"{MAIN}sheet"):
        key = next((sheet.get(name) for name in sheet.attrib if name.endswith("}id")), None)
        target = targets.get(key, "")
        parts[sheet.get("name", "")] = (
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    return {name: part for name, part in parts.items() if part in archive.namelist()}


def with_empty_lists(content: bytes, archive: zipfile.ZipFile, parts: Collection[str]) -> bytes:
    """The archive, these parts once more behind the others with an empty list before each."""
    begin = end = archive.start_dir
    directory, place = bytearray(content[begin:]), 0
    pieces = [content[:begin]]
    for member in archive.infolist():
        names = struct.unpack_from("<HHH", directory, place + 28)
        if member.filename in parts:
            name = directory[place + 46 : place + 46 + names[0]]
            head, packed = _again(content, member, bytes(name))
            sizes = len(packed), member.file_size + len(EMPTY_LIST)
            struct.pack_into("<II", directory, place + 20, *sizes)
            struct.pack_into("<I", directory, place + 42, end)
            pieces += [head, packed]
            end += len(head) + len(packed)
        place += 46 + sum(names)
    ending, declared = struct.unpack_from("<4s12xI", directory, place)
    if ending != b"PK\5\6" or declared != begin or end >= _LARGEST:
        raise OddArchiveError
    struct.pack_into("<I", directory, place + 16, end)
    return b"".join([*pieces, directory])


def _again(content: bytes, member: zipfile.ZipInfo, name: bytes) -> tuple[bytes, bytes]:
    """The member's own header, and what it holds behind an empty list."""
    start = member.header_offset
    names = struct.unpack_from("<HH", content, start + 26)
    body = start + 30 + sum(names)
    before = _BEFORE.get(member.compress_type)
    if before is None or content[start + 30 : start + 30 + names[0]] != name:
        raise OddArchiveError
    return content[start:body], before + content[body : body + member.compress_size]


def merged_in(sheet: IO[bytes]) -> Merged:
    """The ranges of a sheet, first row, first column, last row, last column, from 0.

    All of it is gone through anyway: raises UncalculatedError for a formula without its value.
    """
    merged: Merged = []
    rest, is_begun = b"", False
    while piece := sheet.read(_PIECE):
        text = rest + piece
        rest = text[-_OVERLAP:]
        # The single letter is sought ten times as fast, and most sheets have hardly any.
        if b"f" in text and _FORMULA in text and _UNCALCULATED.search(text):
            raise UncalculatedError
        if not is_begun:
            begin = _BEGIN.search(text) if _LIST in text else None
            if begin is None:
                continue
            is_begun, text = True, text[begin.end() :]
            rest = text[-_OVERLAP:]
        end = _END.search(text)
        for match in _MERGED.finditer(text, 0, end.start() if end else len(text)):
            first_column, first_row, last_column, last_row = match.groups()
            merged.append(
                (int(first_row) - 1, _column(first_column), int(last_row) - 1, _column(last_column))
            )
            rest = text[max(match.end(), len(text) - _OVERLAP) :]
        if end:
            break
    return merged


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1
