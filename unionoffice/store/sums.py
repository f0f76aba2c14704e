"""What an office file was when it was last closed, so that damage at rest is noticed.

SQLite checks how a plain file is built, not the values in it. When an office is closed, the SHA-256
of its file is therefore written into the file itself: into the room that SQLite leaves in the first
page, where an encrypted office has its keys (`key_record`). It travels with every copy, onto sticks
and other computers. An encrypted office has no need of it: each of its pages carries an HMAC.

The seal is broken before anything is written, and names the counter that every program counts up
when it writes by SQLite: a file that was written since says nothing, instead of being called
damaged. Call none of these functions while this process has the file open.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from zlib import crc32

from unionoffice.core.errors import DamagedFileError
from unionoffice.core.i18n import N_
from unionoffice.store.header import MAGIC as SQLITE
from unionoffice.store.hot_journal import is_half_written
from unionoffice.store.key_record import PAGE, RESERVED, gap

CHANGED = N_(
    "{file} is damaged: its bytes have changed since it was closed, and no program has saved it. "
    "It was not opened and not changed."
)
MAGIC = b"UOSEAL1\0"
PLACE = 1024
ROOM = len(MAGIC) + 4 + 8 + 32 + 4  # counter, size, SHA-256, checksum: within one sector
COUNTER = slice(24, 28)  # in the header


class Verdict(Enum):
    AS_LEFT = "as_left"
    CHANGED = "changed"
    PAGE_BY_PAGE = "page_by_page"  # an encrypted office: whoever reads it reads no changed page
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class _Seal:
    counter: bytes
    size: int
    sha256: bytes  # over the whole file but the place of the seal

    def to_bytes(self) -> bytes:
        body = MAGIC + self.counter + self.size.to_bytes(8, "big") + self.sha256
        return body + crc32(body).to_bytes(4, "big")


def seal(office: Path) -> None:
    """Write into the file what it is now; does nothing for one that is encrypted.

    That it cannot be written is no failure: damage is then noticed as far as SQLite notices it.
    """
    with contextlib.suppress(OSError):
        page = _first_page(office)
        if not _has_room(page) or is_half_written(office):
            return
        found = _found(page)
        if found is not None and found.counter == page[COUNTER]:
            return  # nobody has written since
        made = _Seal(page[COUNTER], office.stat().st_size, _sha256_around(office))
        _write(office, made.to_bytes())


def break_seal(office: Path) -> None:
    """From now on the file is written to, or what a crash left in it is taken back."""
    with contextlib.suppress(OSError):
        page = _first_page(office)
        if _has_room(page) and page[PLACE : PLACE + len(MAGIC)] == MAGIC:
            _write(office, bytes(ROOM))


def judge(office: Path) -> Verdict:
    """Whether the file is, bit by bit, what it was when it was closed."""
    try:
        page = _first_page(office)
        found = _found(page) if _has_room(page) else None
        if found is None or found.counter != page[COUNTER] or is_half_written(office):
            return Verdict.UNKNOWN
        is_whole = office.stat().st_size == found.size and _sha256_around(office) == found.sha256
        return Verdict.AS_LEFT if is_whole else Verdict.CHANGED
    except OSError:
        return Verdict.UNKNOWN


def refuse_changed(office: Path) -> bool:
    """Whether the file is sealed, and as it was sealed.

    Raises DamagedFileError when bytes of the file have changed while nobody wrote to it.
    """
    verdict = judge(office)
    if verdict is Verdict.CHANGED:
        raise DamagedFileError(CHANGED, file=office)
    return verdict is Verdict.AS_LEFT


def _first_page(office: Path) -> bytes:
    with office.open("rb") as stream:
        return stream.read(PAGE)


def _has_room(page: bytes) -> bool:
    if len(page) < PAGE or not page.startswith(SQLITE) or page[20] == RESERVED:
        return False
    first, behind = gap(page)
    return first <= PLACE and behind >= PLACE + ROOM


def _found(page: bytes) -> _Seal | None:
    written = page[PLACE : PLACE + ROOM]
    start = len(MAGIC)
    size = int.from_bytes(written[start + 4 : start + 12], "big")
    found = _Seal(written[start : start + 4], size, written[start + 12 : start + 44])
    return found if found.to_bytes() == written else None


def _sha256_around(office: Path) -> bytes:
    digest = hashlib.sha256()
    with office.open("rb") as stream:
        digest.update(stream.read(PLACE))
        stream.seek(PLACE + ROOM)
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.digest()


def _write(office: Path, content: bytes) -> None:
    with office.open("rb+", buffering=0) as stream:
        stream.seek(PLACE)
        stream.write(content)
