"""What a file from outside is, seen from its content, before anything is parsed."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.spreadsheets.frames import Format

MAX_FILE = 200 * 1024 * 1024
MAX_MEMBER = 600 * 1024 * 1024
MAX_UNPACKED = 900 * 1024 * 1024
MAX_RATIO = 120  # how much a large part of a workbook may swell; real lists stay under 40
LARGE = 40 * 1024 * 1024
MAX_MEMBERS = 5000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"MZ")
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")

NO_LIST = N_("{file} is not a spreadsheet. Save the list as an Excel file (.xlsx) and try again.")
DAMAGED = N_("{file} is damaged or was cut off. Ask for it again, or save it anew in Excel.")
PROTECTED = N_("{file} is protected with a password. Open it in Excel, remove the password, save.")
TOO_BIG = N_("{file} is too big for a list. Divide it, or delete what is not the list.")


def format_of(path: Path) -> Format:
    """The format of a file by its content, never by its name; RefusedFileError for what is none."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise RefusedFileError(
            N_("{file} cannot be opened: {why}."), file=path.name, why=error.strerror or error
        ) from error
    if not head:
        raise RefusedFileError(N_("{file} is empty."), file=path.name)
    if size > MAX_FILE:
        raise RefusedFileError(TOO_BIG, file=path.name)
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(_OLD_EXCEL):
        return Format.XLS
    return _textual(path, head)


def _zipped(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bomb(path, members)
            names = {member.filename for member in members}
            if any(member.flag_bits & 1 for member in members) or _is_encrypted_ods(archive, names):
                raise RefusedFileError(PROTECTED, file=path.name)
    except (zipfile.BadZipFile, OSError, struct.error, NotImplementedError, ValueError) as error:
        raise RefusedFileError(DAMAGED, file=path.name) from error
    lowered = {name.lower() for name in names}
    if "xl/workbook.xml" in lowered:
        return Format.XLSX
    if "xl/workbook.bin" in lowered:
        return Format.XLSB
    if "content.xml" in lowered and "word/document.xml" not in lowered:
        return Format.ODS
    raise RefusedFileError(NO_LIST, file=path.name)


def _refuse_bomb(path: Path, members: list[zipfile.ZipInfo]) -> None:
    sizes = [member.file_size for member in members]
    swollen = any(
        member.file_size > LARGE and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if (
        swollen
        or len(members) > MAX_MEMBERS
        or sum(sizes) > MAX_UNPACKED
        or max(sizes, default=0) > MAX_MEMBER
    ):
        raise RefusedFileError(TOO_BIG, file=path.name)


def _is_encrypted_ods(archive: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    if "content.xml" not in names or manifest not in names:
        return False
    with archive.open(manifest) as stream:
        return b"encryption-data" in stream.read(1_000_000)


def _compound(path: Path) -> Format:
    content = path.read_bytes()

    def holds(stream_name: str) -> bool:
        return stream_name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise RefusedFileError(PROTECTED, file=path.name)
    if holds("Workbook") or holds("Book"):
        return Format.XLS
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise RefusedFileError(NO_LIST, file=path.name)
    # A directory that names no workbook: cut off, or something else altogether.
    raise RefusedFileError(DAMAGED, file=path.name)


def _textual(path: Path, head: bytes) -> Format:
    if head.startswith(_OTHER):
        raise RefusedFileError(NO_LIST, file=path.name)
    plain = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head.decode("utf-16", errors="replace").lower().encode().lstrip(b" \r\n\t")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and plain.startswith(b"<?xml"):
        raise RefusedFileError(
            N_("{file} is an XML table of an old Excel. Open it there and save it as .xlsx."),
            file=path.name,
        )
    if plain.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")
    ) or (plain.startswith(b"<") and b"<table" in plain):
        return Format.HTML
    if plain.startswith(b"<"):
        raise RefusedFileError(NO_LIST, file=path.name)
    if _is_binary(head):
        raise RefusedFileError(NO_LIST, file=path.name)
    return Format.TEXT


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    nulls = head.count(0)
    # UTF-16 without its mark: zeros on every second place. Anything else with zeros is no text.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if nulls:
        return not (min(even, odd) == 0 and nulls > len(head) // 8)
    controls = sum(byte < 32 and byte not in (9, 10, 13) for byte in head)
    return controls > len(head) // 20
