"""The zip around a package: a fixed set of plain members, read in memory and never extracted."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_

LARGEST_PACKAGE = 64 * 1024 * 1024
LARGEST_MEMBERS: Mapping[str, int] = {
    "manifest.json": 64 * 1024,
    "manifest.sig": 64 * 1024,
    "figures.json": 16 * 1024 * 1024,
    "report.pdf": 64 * 1024 * 1024,
    "returns.json": 16 * 1024 * 1024,
    "envelope.json": 64 * 1024,
    "sealed.age": 64 * 1024 * 1024,
}
MOST_MEMBERS = 16
HIGHEST_RATIO = 200  # JSON of figures shrinks to a twentieth, never to less than a hundredth
SMALL = 64 * 1024  # below this a ratio says nothing

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FLAGS = 0x800  # names in UTF-8; anything else encrypts, patches or hides sizes
_ENCRYPTED = 0x1
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
# What both descriptions of a member say in the same words, from the flags to the length of extras.
_LOCAL_SIZE, _LOCAL_SAME, _CENTRAL_SAME, _CENTRAL_END_OF_SAME = 30, 6, 8, 32
_BROKEN = (zlib.error, struct.error, ValueError)


def pack(members: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on nothing but names and contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            # A PDF is compressed already, and what is sealed does not shrink.
            is_dense = name.endswith((".pdf", ".age"))
            squeeze = zipfile.ZIP_STORED if is_dense else zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name], squeeze)
    return buffer.getvalue()


class _Entry(NamedTuple):
    """A member as the directory of the zip describes it; its data begin at `start`."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    kind: int
    start: int


class Archive:
    """The members of a package, judged by their directory before anything is unpacked."""

    def __init__(self, content: bytes) -> None:
        """Raises RefusedFileError for anything but a plain zip with nothing before or after it."""
        try:
            found = list(_directory(content))
            _check_directory([entry for entry, _place in found])
            _check_places(content, found)
        except _BROKEN as error:
            raise _damaged() from error
        self._content = memoryview(content)
        self._entries = {entry.name: entry for entry, _place in found}

    def names(self) -> Collection[str]:
        return self._entries.keys()

    def check_names(self, expected: Iterable[str]) -> None:
        """Raise RefusedFileError unless exactly these members are there."""
        wanted = set(expected)
        for name in self._entries:
            if name not in wanted:
                raise RefusedFileError(
                    N_("The package contains “{member}”, which does not belong in it."),
                    member=_shown(name),
                )
        for name in sorted(wanted - self._entries.keys()):
            raise RefusedFileError(
                N_("The package is incomplete: “{member}” is missing."), member=name
            )

    def read(self, name: str, *, checked: bool = True) -> bytes | memoryview:
        """One member, never more of it than its directory entry promises.

        Not `checked` where a better checksum than the zip's own is compared anyway.
        """
        entry = self._entries[name]
        if entry.size > LARGEST_MEMBERS[name]:
            raise _too_large()
        packed = self._content[entry.start : entry.start + entry.packed]
        content = packed if entry.method == zipfile.ZIP_STORED else _inflated(packed, entry)
        if len(content) != entry.size or (checked and zlib.crc32(content) != entry.crc):
            raise _damaged()
        return content


def _inflated(packed: memoryview, entry: _Entry) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, entry.size + 1)
    except zlib.error as error:
        raise _damaged() from error
    if not inflater.eof or inflater.unused_data:
        raise _damaged()
    return content


def _directory(content: bytes) -> Iterator[tuple[_Entry, int]]:
    """The entries of the directory, and where in it each stands.

    Read here and not by `zipfile`, which forgives what must be refused, and takes six times as
    long. Raises ValueError or struct.error when the end of the file is no plain end of a zip.
    """
    mark, *_disks, count, length, begin, comment = _END.unpack(content[-_END.size :])
    end = len(content) - _END.size
    if (mark, begin + length, comment) != (b"PK\5\6", end, 0):
        raise ValueError("no end")
    if count > MOST_MEMBERS:
        raise _too_large()
    place = begin
    for _number in range(count):
        fields = _CENTRAL.unpack_from(content, place)
        mark, _made, _needed, flags, method, _time, _date, crc, packed, size = fields[:10]
        name, extra, comment, _disk, _internal, attributes, offset = fields[10:]
        raw = content[place + _CENTRAL.size : place + _CENTRAL.size + name]
        if mark != b"PK\1\2" or extra or comment or len(raw) != name:
            raise ValueError("no directory")
        text = raw.decode("utf-8" if flags & _PLAIN_FLAGS else "cp437")
        kind = stat.S_IFMT(attributes >> 16)
        start = offset + _LOCAL_SIZE + name
        yield _Entry(text, flags, method, crc, packed, size, kind, start), place
        place += _CENTRAL.size + name
    if place != end:
        raise ValueError("bytes that belong to nothing")


def _check_directory(entries: list[_Entry]) -> None:
    seen: set[str] = set()
    if sum(entry.size for entry in entries) > 2 * LARGEST_PACKAGE:
        raise _too_large()
    for entry in entries:
        folded = entry.name.casefold()
        if folded in seen:
            raise RefusedFileError(
                N_("The package contains “{member}” twice."), member=_shown(entry.name)
            )
        seen.add(folded)
        if entry.flags & _ENCRYPTED:
            raise RefusedFileError(
                N_("The package is locked with a password. Ask for it without one.")
            )
        if not _is_plain_file(entry):
            raise RefusedFileError(
                N_("The package contains “{member}”, which is no plain file."),
                member=_shown(entry.name),
            )
        if entry.size > SMALL and entry.size > HIGHEST_RATIO * entry.packed:
            raise _too_large()


def _is_plain_file(entry: _Entry) -> bool:
    squeezed = entry.method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    plain = not entry.flags & ~_PLAIN_FLAGS and not entry.name.endswith("/")
    return plain and squeezed and entry.kind in (0, stat.S_IFREG)


def _check_places(content: bytes, found: list[tuple[_Entry, int]]) -> None:
    """Members stand side by side from the first byte, then the directory, then the end.

    Raises ValueError for bytes that belong to nothing, and for members that say two things of
    themselves: another reader could see another file in them.
    """
    end_of_last = 0
    for entry, place in sorted(found, key=lambda each: each[0].start):
        said = content[end_of_last + _LOCAL_SAME : entry.start]
        name = place + _CENTRAL.size
        meant = content[place + _CENTRAL_SAME : place + _CENTRAL_END_OF_SAME]
        meant += content[name : name + entry.start - end_of_last - _LOCAL_SIZE]
        if content[end_of_last : end_of_last + 4] != b"PK\3\4" or said != meant:
            raise ValueError("two descriptions of one member")
        end_of_last = entry.start + entry.packed
    begin = min((place for _entry, place in found), default=len(content) - _END.size)
    if end_of_last != begin:
        raise ValueError("bytes that belong to nothing")


def _shown(name: str) -> str:
    return name[:100].encode("utf-8", "replace").decode("utf-8")


def _damaged() -> RefusedFileError:
    return RefusedFileError(
        N_("The file is no package of UnionOffice, or it is damaged. Ask for it again.")
    )


def _too_large() -> RefusedFileError:
    return RefusedFileError(N_("The package is far larger than a report can be."))
