"""Whether the office file is encrypted, what opens it, and which plain copies of it there are.

None of these deeds changes a record, so none stands in the journal or can be undone by it: the
opposite deed is another of them, and each leaves the office as it was unless it succeeds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.services.backup_keeper import BackupKeeper, seal_note
from unionoffice.services.office import read_setting
from unionoffice.services.rights import Right
from unionoffice.services.safety import SECOND_PLACE
from unionoffice.services.strength import check_passphrase
from unionoffice.store import secret_file
from unionoffice.store.keyring import KEYRING
from unionoffice.store.standing import read_standing
from unionoffice.store.store import Store


@dataclass(frozen=True)
class PlainCopy:
    """A file with the same office that anybody can read."""

    path: Path
    size: int


class Secrecy:
    """The encryption of an office that is open for writing; a server's is the server's matter."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def can_encrypt(self) -> bool:
        return self._store.path is not None and not self._store.is_read_only

    @property
    def is_encrypted(self) -> bool:
        path = self._store.path
        return path is not None and KEYRING.record_of(path) is not None

    def encrypt(self, passphrase: str) -> str:
        """Encrypt the office; returns its recovery key, which nobody can show again."""
        self._store.gate.require(Right.ENCRYPT)
        check_passphrase(passphrase)
        with self._store.resting() as path:
            return secret_file.encrypt(path, passphrase)

    def change_passphrase(self, secret: str, passphrase: str) -> None:
        """`secret` is the passphrase of until now, or the recovery key, which stays as it is."""
        self._store.gate.require(Right.ENCRYPT)
        check_passphrase(passphrase)
        with self._store.resting() as path:
            secret_file.change_passphrase(path, secret, passphrase)

    def renew_recovery(self, secret: str) -> str:
        """A new recovery key, which is returned; the page with the old one opens nothing more."""
        self._store.gate.require(Right.ENCRYPT)
        with self._store.resting() as path:
            return secret_file.renew_recovery(path, secret)

    def decrypt(self, secret: str) -> None:
        """From now on whoever has the file can read it."""
        self._store.gate.require(Right.ENCRYPT)
        with self._store.resting() as path:
            secret_file.decrypt(path, secret)

    # Copies

    def plain_copies(self) -> list[PlainCopy]:
        """Backups and older states of this office that are not encrypted, where we know to look."""
        office = self._store.path
        if office is None or not self.is_encrypted:
            return []
        own = read_standing(office).uid
        found = []
        for path in self._places(office):
            with contextlib.suppress(UserError, OSError):
                if KEYRING.record_of(path) is None and read_standing(path).uid == own:
                    found.append(PlainCopy(path, path.stat().st_size))
        return found

    def encrypt_copies(self) -> int:
        """Encrypt every plain copy like the office, in its place; returns how many there were."""
        self._store.gate.require(Right.ENCRYPT)
        office = self._store.path
        copies = self.plain_copies()
        if office is not None:
            record = secret_file.record_of_encrypted(office)
            for copy in copies:
                secret_file.replace_by(copy.path, record)
                seal_note(copy.path)
        return len(copies)

    def delete_copies(self) -> int:
        """Delete every plain copy; an encrypted backup is made first, so that there is one."""
        self._store.gate.require(Right.ENCRYPT)
        office = self._store.path
        copies = self.plain_copies()
        if office is not None and copies:
            BackupKeeper(office).make("by_hand")
        for copy in copies:
            for path in (copy.path, copy.path.with_suffix(".json")):
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise UserError(N_("{file} cannot be deleted."), file=path) from error
        return len(copies)

    def _places(self, office: Path) -> Iterable[Path]:
        keeper = BackupKeeper(office)
        folders = [office.parent, keeper.all().folder]
        with self._store.reading() as session:
            second = read_setting(session, SECOND_PLACE, "")
        if second:
            folders.append(Path(second))
        seen = {office.absolute()}
        for folder in folders:
            for path in sorted(folder.glob("*.uoffice")) if folder.is_dir() else ():
                if path.absolute() not in seen:
                    seen.add(path.absolute())
                    yield path
