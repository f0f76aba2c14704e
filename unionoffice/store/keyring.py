"""The keys of the offices that this process has unlocked, and what stands in their files.

There is one ring for the process, the only such thing in the program: any file of an office (the
office, a backup, a copy being made) is opened by many small deeds, and a key that was handed
through all of them would end in a log sooner than one that nobody ever holds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.store.key_record import KeyRecord, read_record

Identity = tuple[int, int]


class LockedOfficeError(UserError):
    """The file is encrypted, and nobody has entered its passphrase yet."""


class WrongPassphraseError(UserError):
    """What was entered is neither the passphrase nor the recovery key; the file is sound."""


class RawKey(NamedTuple):
    """The key that the pages of a file are encrypted with; no text of it shows the key."""

    hex: str

    def __repr__(self) -> str:
        return "RawKey()"


class Keyring:
    """Knows raw keys by their id. May be asked in several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keys: dict[str, RawKey] = {}
        self._held: dict[Path, tuple[Identity, KeyRecord | None]] = {}
        self._holders: dict[Path, int] = {}
        self.supplier: Callable[[Path, KeyRecord], RawKey | None] | None = None

    def add(self, record: KeyRecord, key: RawKey) -> None:
        with self._lock:
            self._keys[record.key_id] = key

    def knows(self, record: KeyRecord) -> bool:
        with self._lock:
            return record.key_id in self._keys

    def forget(self) -> None:
        """Every key is asked for again."""
        with self._lock:
            self._keys.clear()

    def key_of(self, record: KeyRecord, path: Path) -> RawKey:
        """Raises LockedOfficeError when it is not known, and nobody can supply it."""
        with self._lock:
            known = self._keys.get(record.key_id)
        if known is None and self.supplier is not None:
            known = self.supplier(path, record)
            if known is not None:
                self.add(record, known)
        if known is None:
            raise LockedOfficeError(
                N_(
                    "{file} is encrypted. Enter its passphrase; on the command line, "
                    "UNIONOFFICE_PASSPHRASE_FILE names the file that holds it."
                ),
                file=path,
            )
        return known

    def require(self, path: Path) -> None:
        """Raises LockedOfficeError when the file is encrypted and cannot be opened here yet."""
        record = self.record_of(path)
        if record is not None:
            self.key_of(record, path)

    def is_locked(self, path: Path) -> bool:
        """Whether a passphrase has to be entered first; opening says what else is wrong."""
        try:
            self.require(path)
        except (LockedOfficeError, WrongPassphraseError):
            return True
        except UserError:
            return False
        return False

    # What stands in files

    def hold(self, path: Path) -> None:
        """The office is open from now on: its file is not read past SQLite while it stays one."""
        path = path.absolute()
        with self._lock:
            self._holders[path] = self._holders.get(path, 0) + 1
        self.record_of(path)

    def release(self, path: Path) -> None:
        path = path.absolute()
        with self._lock:
            left = self._holders.get(path, 0) - 1
            if left > 0:
                self._holders[path] = left
            else:
                self._holders.pop(path, None)
                self._held.pop(path, None)

    def holds(self, path: Path) -> bool:
        """Whether the office is open in this process."""
        with self._lock:
            return path.absolute() in self._holders

    def record_of(self, path: Path) -> KeyRecord | None:
        """The wrapped keys that a file carries; None when it is not encrypted."""
        path = path.absolute()
        identity = _identity(path)
        with self._lock:
            is_held = path in self._holders
            known = self._held.get(path)
        if known is not None and known[0] == identity:
            return known[1]
        record = read_record(path)
        if is_held and identity is not None:
            with self._lock:
                self._held[path] = (identity, record)
        return record


def _identity(path: Path) -> Identity | None:
    with contextlib.suppress(OSError):
        state = path.stat()
        return state.st_dev, state.st_ino
    return None


KEYRING = Keyring()
