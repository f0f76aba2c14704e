"""Backups that are made by themselves: when, where, how long they are kept, and what they hold."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from unionoffice.core.errors import UserError
from unionoffice.core.file_names import LONGEST, shortened
from unionoffice.core.files import sha256_of, write_through, write_whole, written_whole
from unionoffice.core.i18n import N_
from unionoffice.core.paths import home_folder
from unionoffice.store import backups
from unionoffice.store.known_types import known_at_once
from unionoffice.store.standing import Standing, read_standing

ALL_OF, DAYS_OF, WEEKS_OF, MONTHS_OF = (timedelta(days=days) for days in (2, 14, 92, 731))
LONGEST_REST = timedelta(days=31)
SOME_ROOM = 200 << 20  # what the system and other programs want, at the least
MOST_BYTES = 5 << 30  # of all backups of one office, beyond LEAST_KEPT
LEAST_KEPT = 10  # whatever their age: a wrong clock must not empty the folder
OPENING, HOURLY, IMPORT, UPGRADE, RESTORE, BY_HAND = (
    "opening",
    "working",
    "import",
    "upgrade",
    "restore",
    "by_hand",
)
REASONS = {
    OPENING: N_("on opening"),
    HOURLY: N_("while working"),
    IMPORT: N_("before bringing a list in"),
    UPGRADE: N_("before bringing the office up to date"),
    RESTORE: N_("before restoring a backup"),
    BY_HAND: N_("by hand"),
}


@known_at_once
class KeptBackup(msgspec.Struct, frozen=True):
    """One backup, as the small file beside it tells; `standing` names the newest deed in it.

    `deed_id` and `chain` are the newest link of the journal in it: an office whose chain does not
    lead through it was changed behind the program's back, or put back to an earlier state.
    """

    name: str
    office: str
    made_at: datetime
    reason: str
    size: int
    sha256: str
    rows: dict[str, int]
    standing: str
    folder: Path | None = None
    deed_id: int = 0
    chain: str = ""

    @property
    def path(self) -> Path:
        return (self.folder or Path()) / self.name


@dataclass(frozen=True)
class Backups:
    """All backups of one office, the newest first."""

    folder: Path
    kept: tuple[KeptBackup, ...]

    @property
    def newest(self) -> KeptBackup | None:
        return self.kept[0] if self.kept else None


class BackupKeeper:
    """Keeps the backups of one office file in the user's folder."""

    def __init__(
        self,
        office: Path,
        home: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._office = office
        self._root = (home or home_folder()) / "backups"
        self._now = now

    def all(self) -> Backups:
        folder = self._folder()
        return Backups(folder, tuple(_newest_first(_kept_in(folder), self._now())))

    def keep(self, reason: str) -> KeptBackup | None:
        """Make a backup when something changed since the newest one; None when nothing did."""
        standing, newest = read_standing(self._office), self.all().newest
        if newest is not None and newest.standing == standing.mark:
            return None
        return self.make(reason)

    def make(self, reason: str) -> KeptBackup:
        """Make a backup and check it by opening it; older ones that are no longer due are removed.

        Raises UserError when it cannot be made; the older ones are untouched then.
        """
        standing = read_standing(self._office)
        folder = self._folder_of(standing)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(N_("The folder {folder} cannot be written."), folder=folder) from error
        path = _free_name(folder, self._office.stem, self._now())
        with written_whole(path) as partial:
            made = backups.back_up(self._office, partial)
            kept = KeptBackup(
                path.name,
                str(self._office.absolute()),
                self._now(),
                reason,
                partial.stat().st_size,
                made.sha256,
                made.rows,
                standing.mark,
                deed_id=standing.deed_id,
                chain=standing.chain,
            )
            write_whole(_note_of(path), msgspec.json.encode(kept))
        self.thin()
        return msgspec.structs.replace(kept, folder=folder)

    def thin(self) -> None:
        """Remove the backups that are no longer due, and what a crash left half made."""
        found = self.all()
        due = to_keep([each.made_at for each in found.kept], self._now())
        for each in found.kept[LEAST_KEPT:]:
            if each.made_at not in due:
                _remove(each.path)
        _thin_by_size(self.all())
        for note in found.folder.glob("*.json"):
            if not note.with_suffix(".uoffice").exists() and _is_old(note, self._now()):
                _remove(note.with_suffix(".uoffice"))
        for partial in found.folder.glob(".*.partial*"):
            if _is_old(partial, self._now()):
                with contextlib.suppress(OSError):
                    partial.unlink()

    def scarce_room(self) -> int | None:
        """The bytes that are free beside the office or its backups; None where that is enough."""
        try:
            size = self._office.stat().st_size
            places = (self._office.parent, self._root if self._root.exists() else home_folder())
            free = min(shutil.disk_usage(place).free for place in places)
        except OSError:
            return None
        return free if free < room_for(size) else None

    def is_sound(self, kept: KeptBackup) -> bool:
        """Whether the file is, bit by bit, what was checked when it was made."""
        try:
            return kept.path.stat().st_size == kept.size and sha256_of(kept.path) == kept.sha256
        except OSError:
            return False

    def _folder(self) -> Path:
        return self._folder_of(read_standing(self._office))

    def _folder_of(self, standing: Standing) -> Path:
        """By the identity of the office; when that cannot be read, where its file was backed up."""
        if standing.uid:
            return self._root / standing.uid
        office = str(self._office.absolute())
        for folder in sorted(self._root.glob("*")):
            if any(kept.office == office for kept in _kept_in(folder)):
                return folder
        return self._root / (re.sub(r"[^\w-]", "_", self._office.stem) or "_")


def copy_to(kept: KeptBackup, place: Path, most: int = 10) -> Path:
    """Copy a backup to a second place, such as a stick, and read it back; one a day, ten at most.

    Raises UserError when the place is not there, is full, or gives back other bytes.
    """
    stem = kept.name[: -len("-20260101-000000.uoffice")]
    own = read_standing(kept.path).uid
    if any(read_standing(file).uid != own for file in _copies(place, stem)):
        # Another office of this name has its copies there, or they cannot be read: they stay.
        stem = f"{stem}-{own[-8:].lower()}"
    target = place / f"{stem}-{kept.made_at:%Y%m%d}.uoffice"
    copy_and_compare(kept, target)
    ours = _copies(place, stem)
    ours.remove(target)  # the one just made stays, whatever day the clock gave it
    for old in ours[: max(0, len(ours) + 1 - most)]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def _copies(place: Path, stem: str) -> list[Path]:
    """The copies of backups under this name, the oldest first."""
    pattern = re.compile(re.escape(stem) + r"-\d{8}\.uoffice")
    return sorted(file for file in place.glob("*.uoffice") if pattern.fullmatch(file.name))


def copy_and_compare(kept: KeptBackup, target: Path) -> None:
    with written_whole(target) as partial, kept.path.open("rb") as source:
        pieces = iter(lambda: source.read(1 << 20), b"")
        if write_through(partial, pieces, target) != kept.sha256:
            raise UserError(N_("The copy at {file} is not what was written."), file=target)


def to_keep(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """All of two days, one a day for two weeks, a week for three months, a month for two years.

    A month and more in which no backup was made counts as one month: a clock that leaps ahead, or
    an office that rested, does not make all backups old at once.
    """
    kept: set[datetime] = set()
    taken: set[Any] = set()
    age, later = timedelta(), now
    for moment in sorted(moments, reverse=True):
        age += min(later - moment, LONGEST_REST)
        later = moment
        slot: Any = None
        if age <= ALL_OF:
            slot = moment
        elif age <= DAYS_OF:
            slot = moment.date()
        elif age <= WEEKS_OF:
            slot = ("week", *moment.isocalendar()[:2])
        elif age <= MONTHS_OF:
            slot = ("month", moment.year, moment.month)
        if not kept or (slot is not None and slot not in taken):
            kept.add(moment)
            taken.add(slot)
    return kept


def _newest_first(found: Iterable[KeptBackup], now: datetime) -> list[KeptBackup]:
    """What a clock that was ahead has dated into the future comes behind all else."""
    return sorted(
        found, key=lambda kept: (kept.made_at <= now, kept.made_at, kept.name), reverse=True
    )


def _thin_by_size(found: Backups) -> None:
    """Remove the oldest ones while all of them are too much for the disk, or for anybody."""
    left = sum(each.size for each in found.kept)
    free = shutil.disk_usage(found.folder).free if found.kept else 0
    for each in reversed(found.kept[LEAST_KEPT:]):
        if left <= MOST_BYTES and free >= room_for(each.size):
            return
        _remove(each.path)
        left, free = left - each.size, free + each.size


def room_for(size: int) -> int:
    """The bytes that have to be free for an office of this size to be worked in and backed up.

    A copy while it is brought up to date or encrypted, one that is kept then, and a backup.
    """
    return 3 * size + SOME_ROOM


def _kept_in(folder: Path) -> list[KeptBackup]:
    found = []
    for note in folder.glob("*.json"):
        with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
            kept = msgspec.json.decode(note.read_bytes(), type=KeptBackup)
            if kept.name == note.with_suffix(".uoffice").name and (folder / kept.name).exists():
                found.append(msgspec.structs.replace(kept, folder=folder))
    return found


def seal_note(path: Path) -> None:
    """The file beside a backup tells of the bytes that are there now: it has been encrypted."""
    note = _note_of(path)
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        kept = msgspec.json.decode(note.read_bytes(), type=KeptBackup)
        sealed = msgspec.structs.replace(kept, size=path.stat().st_size, sha256=sha256_of(path))
        write_whole(note, msgspec.json.encode(sealed))


def _free_name(folder: Path, stem: str, moment: datetime) -> Path:
    while True:
        path = folder / f"{shortened(stem, LONGEST)}-{moment:%Y%m%d-%H%M%S}.uoffice"
        if not path.exists() and not _note_of(path).exists():
            return path
        moment += timedelta(seconds=1)


def _note_of(path: Path) -> Path:
    return path.with_suffix(".json")


def _remove(path: Path) -> None:
    # The backup first: a note without its backup is never taken for one.
    for file in (path, _note_of(path)):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def _is_old(file: Path, now: datetime) -> bool:
    with contextlib.suppress(OSError):
        return now - datetime.fromtimestamp(file.stat().st_mtime, UTC) > timedelta(days=1)
    return False
