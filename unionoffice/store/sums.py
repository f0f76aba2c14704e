"""What an office file was when it was last closed, so that damage at rest is noticed.

SQLite checks how a plain file is built, not the values in it. When an office is closed, the SHA-256
of its file is therefore noted in the user's folder, with what tells this state of the file from any
other. While the file is still in that state to all appearances, its bytes must be those; when
anything about it differs it was written or put there by somebody, and the note says nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
from enum import Enum
from pathlib import Path

import msgspec

from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.core.files import sha256_of, write_whole
from unionoffice.core.i18n import N_
from unionoffice.core.paths import home_folder
from unionoffice.store.settling import is_half_written

CHANGED = N_(
    "{file} is damaged: its bytes have changed since it was closed, and no program has saved it. "
    "It was not opened and not changed."
)
CLOCK_OF_STICKS_NS = 2_000_000_000  # some file systems keep time in steps of two seconds


class Verdict(Enum):
    AS_LEFT = "as_left"
    CHANGED = "changed"
    UNKNOWN = "unknown"


class _Note(msgspec.Struct, frozen=True):
    inode: int
    size: int
    modified_ns: int
    counter: int  # in the header: every program that writes by SQLite counts it up
    sha256: str

    def speaks_of(self, other: _Note) -> bool:
        same = (self.inode, self.size, self.counter) == (other.inode, other.size, other.counter)
        return same and abs(self.modified_ns - other.modified_ns) <= CLOCK_OF_STICKS_NS


def note_sum(office: Path) -> None:
    """Note what the file is now; call it when this process has it open nowhere any more.

    That it cannot be noted is no failure: damage is then noticed as far as SQLite notices it.
    """
    with contextlib.suppress(OSError, UserError):
        if is_half_written(office):
            return
        note = _seen(office, sha256_of(office))
        place = _place_of(office)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, msgspec.json.encode(note))


def forget_sum(office: Path) -> None:
    """From now on the file is written to."""
    with contextlib.suppress(OSError):
        _place_of(office).unlink(missing_ok=True)


def judge(office: Path) -> Verdict:
    """Whether the file is, bit by bit, what it was when it was closed on this computer."""
    try:
        note = msgspec.json.decode(_place_of(office).read_bytes(), type=_Note)
        if is_half_written(office) or not note.speaks_of(_seen(office, "")):
            return Verdict.UNKNOWN
        return Verdict.AS_LEFT if sha256_of(office) == note.sha256 else Verdict.CHANGED
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Verdict.UNKNOWN


def refuse_changed(office: Path) -> None:
    """Raises DamagedFileError when bytes of the file have changed while nobody wrote to it."""
    if judge(office) is Verdict.CHANGED:
        raise DamagedFileError(CHANGED, file=office)


def _seen(office: Path, sha256: str) -> _Note:
    with office.open("rb") as stream:
        counter = int.from_bytes(stream.read(28)[24:28], "big")
    state = office.stat()
    return _Note(state.st_ino, state.st_size, state.st_mtime_ns, counter, sha256)


def _place_of(office: Path) -> Path:
    name = hashlib.sha256(str(office.absolute()).encode()).hexdigest()[:32]
    return home_folder() / "sums" / f"{name}.json"
