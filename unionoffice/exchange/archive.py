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
    "figures.json": 16 * 1024 * 1024,
    "report.pdf": 64 * 1024 * 1024,
}
MOST_MEMBERS = 16
HIGHEST_RATIO = 200  # JSON of figures shrinks to a twentieth, never to less than a hundredth
SMALL = 64 * 1024  # below this a ratio says nothing

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FLAGS = 0x800  # names in UTF-8; anything else encrypts, patches or hides sizes
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
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
            # A PDF is compressed already.
            squeeze = zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name], squeeze)
    return buffer.getvalue()


class Archive:
    """The members of a package, judged by their directory before anything is unpacked."""

    def __init__(self, content: bytes) -> None:
        """Raises RefusedFileError for anything but a plain zip with nothing before or after it."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            infos = self._zip.infolist()
            _check_layout(content, infos)
        except _BROKEN as error:
            raise _damaged() from error
        self._infos = {info.filename: info for info in infos}
        _check_directory(infos)

    def names(self) -> Collection[str]:
        return self._infos.keys()

    def check_names(self, expected: Iterable[str]) -> None:
        """Raise RefusedFileError unless exactly these members are there."""
        wanted = set(expected)
        for name in self._infos:
            if name not in wanted:
                raise RefusedFileError(
                    N_("The package contains “{member}”, which does not belong in it."),
                    member=name[:100],
                )
        for name in sorted(wanted - self._infos.keys()):
            raise RefusedFileError(
                N_("The package is incomplete: “{member}” is missing."), member=name
            )

    def read(self, name: str) -> bytes:
        """One member, never more than its directory entry promises."""
        info = self._infos[name]
        if info.file_size > LARGEST_MEMBERS[name]:
            raise _too_large()
        try:
            with self._zip.open(info) as stream:
                # With a number the stream unpacks no further than that, whatever the data holds.
                content = stream.read(info.file_size + 1)
        except _BROKEN as error:
            raise _damaged() from error
        if len(content) != info.file_size:
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
                N_("The package contains “{member}” twice."), member=info.filename[:100]
            )
        seen.add(folded)
        if info.flag_bits & _ENCRYPTED:
            raise RefusedFileError(
                N_("The package is locked with a password. Ask for it without one.")
            )
        if info.flag_bits & ~_PLAIN_FLAGS or not _is_plain_file(info):
            raise RefusedFileError(
                N_("The package contains “{member}”, which is no plain file."),
                member=info.filename[:100],
            )
        if info.file_size > SMALL and info.file_size > HIGHEST_RATIO * info.compress_size:
            raise _too_large()


def _is_plain_file(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    squeezed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return kind in (0, stat.S_IFREG) and squeezed and not info.is_dir()


def _check_layout(content: bytes, infos: list[zipfile.ZipInfo]) -> None:
    """Members stand side by side from the first byte, then the directory, then the end.

    Raises ValueError for bytes that belong to nothing: a second file could hide in them.
    """
    place = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset != place:
            raise ValueError("a gap between members")
        name_length, extra_length = struct.unpack_from("<2H", content, place + 26)
        if extra_length or info.extra or info.comment:
            raise ValueError("more than a member needs")
        place += _LOCAL_HEADER + name_length + info.compress_size
    mark, *_disks, count, size, start, comment = _END.unpack_from(content, len(content) - _END.size)
    end = len(content) - _END.size
    if mark != b"PK\5\6" or comment or count != len(infos) or start != place or start + size != end:
        raise ValueError("bytes that belong to nothing")


def _damaged() -> RefusedFileError:
    return RefusedFileError(
        N_("The file is no package of UnionOffice, or it is damaged. Ask for it again.")
    )


def _too_large() -> RefusedFileError:
    return RefusedFileError(N_("The package is far larger than a report can be."))
