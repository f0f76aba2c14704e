"""The zip around a package: a fixed set of plain members, read in memory and never extracted."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_

LARGEST_PACKAGE = 64 * 1024 * 1024
LARGEST_MEMBERS: Mapping[str, int] = {
    "manifest.json": 64 * 1024,
    "manifest.sig": 64 * 1024,
    "figures.json": 16 * 1024 * 1024,
    "report.pdf": 64 * 1024 * 1024,
    "envelope.json": 64 * 1024,
    "sealed.age": 64 * 1024 * 1024,
    "list.json": 16 * 1024 * 1024,
}
MOST_MEMBERS = 16
HIGHEST_RATIO = 200  # JSON of figures shrinks to a twentieth, never to less than a hundredth
SMALL = 64 * 1024  # below this a ratio says nothing

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FLAGS = 0x800  # names in UTF-8; anything else encrypts, patches or hides sizes
_ENCRYPTED = 0x1
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    IndexError,
)


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


class Archive:
    """The members of a package, judged by their directory before anything is unpacked."""

    def __init__(self, content: bytes) -> None:
        """Raises RefusedFileError for anything but a plain zip with nothing before or after it."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                infos = archive.infolist()
            _check_directory(infos)
            self._places = _places(content, infos)
        except _BROKEN as error:
            raise _damaged() from error
        self._content = memoryview(content)
        self._infos = {info.filename: info for info in infos}

    def names(self) -> Collection[str]:
        return self._infos.keys()

    def check_names(self, expected: Iterable[str]) -> None:
        """Raise RefusedFileError unless exactly these members are there."""
        wanted = set(expected)
        for name in self._infos:
            if name not in wanted:
                raise RefusedFileError(
                    N_("The package contains “{member}”, which does not belong in it."),
                    member=_shown(name),
                )
        for name in sorted(wanted - self._infos.keys()):
            raise RefusedFileError(
                N_("The package is incomplete: “{member}” is missing."), member=name
            )

    def read(self, name: str, *, checked: bool = True) -> bytes | memoryview:
        """One member, never more of it than its directory entry promises.

        Not `checked` where a better checksum than the zip's own is compared anyway.
        """
        info = self._infos[name]
        if info.file_size > LARGEST_MEMBERS[name]:
            raise _too_large()
        start = self._places[name]
        packed = self._content[start : start + info.compress_size]
        content = packed if info.compress_type == zipfile.ZIP_STORED else _inflated(packed, info)
        if len(content) != info.file_size or (checked and zlib.crc32(content) != info.CRC):
            raise _damaged()
        return content


def _inflated(packed: memoryview, info: zipfile.ZipInfo) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, info.file_size + 1)
    except zlib.error as error:
        raise _damaged() from error
    if not inflater.eof or inflater.unused_data:
        raise _damaged()
    return content


def _check_directory(infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > 2 * LARGEST_PACKAGE:
        raise _too_large()
    for info in infos:
        folded = info.filename.casefold()
        if folded in seen:
            raise RefusedFileError(
                N_("The package contains “{member}” twice."), member=_shown(info.filename)
            )
        seen.add(folded)
        if info.flag_bits & _ENCRYPTED:
            raise RefusedFileError(
                N_("The package is locked with a password. Ask for it without one.")
            )
        if not _is_plain_file(info):
            raise RefusedFileError(
                N_("The package contains “{member}”, which is no plain file."),
                member=_shown(info.filename),
            )
        if info.file_size > SMALL and info.file_size > HIGHEST_RATIO * info.compress_size:
            raise _too_large()


def _is_plain_file(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    squeezed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    plain = not info.flag_bits & ~_PLAIN_FLAGS and not info.is_dir()
    return plain and squeezed and kind in (0, stat.S_IFREG)


def _places(content: bytes, infos: list[zipfile.ZipInfo]) -> dict[str, int]:
    """Where the data of each member begins.

    Members stand side by side from the first byte, then the directory, then the end. Raises
    ValueError for bytes that belong to nothing, and for members that say two things of
    themselves: another reader could see another file in them.
    """
    places = {}
    end_of_last = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset != end_of_last or info.extra or info.comment:
            raise ValueError("bytes that belong to nothing")
        start = info.header_offset + _LOCAL.size
        mark, _version, flags, method, *_time, crc, packed, size, name, extra = _LOCAL.unpack_from(
            content, info.header_offset
        )
        said = (mark, flags, method, crc, packed, size, extra, content[start : start + name])
        if said != _expected(info):
            raise ValueError("two descriptions of one member")
        places[info.filename] = start + name
        end_of_last = start + name + info.compress_size
    mark, *_disks, count, size, begin, comment = _END.unpack(content[-_END.size :])
    end = len(content) - _END.size
    if (mark, count, begin, begin + size, comment) != (b"PK\5\6", len(infos), end_of_last, end, 0):
        raise ValueError("bytes that belong to nothing")
    return places


def _expected(info: zipfile.ZipInfo) -> tuple[bytes | int, ...]:
    return (
        b"PK\3\4",
        info.flag_bits,
        info.compress_type,
        info.CRC,
        info.compress_size,
        info.file_size,
        0,
        info.orig_filename.encode("utf-8" if info.flag_bits & _PLAIN_FLAGS else "cp437"),
    )


def _shown(name: str) -> str:
    return name[:100].encode("utf-8", "replace").decode("utf-8")


def _damaged() -> RefusedFileError:
    return RefusedFileError(
        N_("The file is no package of UnionOffice, or it is damaged. Ask for it again.")
    )


def _too_large() -> RefusedFileError:
    return RefusedFileError(N_("The package is far larger than a report can be."))
