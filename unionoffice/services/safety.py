"""What keeps an open office safe: backups by themselves, and their copies in a second place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.services.attention import (
    LAST_BACKUP,
    SECOND_COPY_DAYS,
    SECOND_COPY_IS_OLD_AFTER,
    copied_elsewhere_on,
)
from unionoffice.services.backup_keeper import BY_HAND, BackupKeeper, KeptBackup, copy_to
from unionoffice.services.office import read_setting, write_setting
from unionoffice.services.rights import Right
from unionoffice.store.store import Store

SECOND_PLACE = "second_backup_place"


class Safety:
    """The backups of an office that is open; an office on a server is cared for by the server."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, reason: str) -> bool:
        """Back up when something changed, and copy to the second place when it is there.

        Raises UserError when the backup cannot be made. That the stick is not there is no failure:
        the first page reminds of it when the newest copy there is old.
        """
        path = self._store.path
        if path is None or self._store.is_read_only:
            return False
        made = BackupKeeper(path).keep(reason)
        place = self.second_place()
        if made is not None and place is not None and place.is_dir():
            self._copy(made, place)
        return made is not None

    def look(self) -> None:
        """Raises UserError when the file of the office is gone, or is no longer the one opened."""
        self._store.look()

    def make(self) -> KeptBackup:
        """Make a backup now, changed or not."""
        self._store.gate.require(Right.BACK_UP)
        if self._store.path is None:
            raise UserError(N_("A server's database is backed up by the tools of the server."))
        made = BackupKeeper(self._store.path).make(BY_HAND)
        place = self.second_place()
        if place is not None and place.is_dir():
            self._copy(made, place)
        return made

    def missing_place(self) -> Path | None:
        """The second place if it is not there now; a disk in the network may let one wait."""
        place = self.second_place()
        return None if place is None or place.is_dir() else place

    def second_place(self) -> Path | None:
        with self._store.reading() as session:
            chosen = read_setting(session, SECOND_PLACE, "")
        return Path(chosen) if chosen else None

    def copied_on(self) -> date | None:
        """The day of the newest copy on another disk or stick."""
        with self._store.reading() as session:
            return copied_elsewhere_on(session)

    def choose_second_place(self, place: Path) -> Path:
        """Copy the newest backup there at once, and from now on whenever one is made."""
        self._store.gate.require(Right.BACK_UP)
        if self._store.path is None:
            raise UserError(N_("A server's database is backed up by the tools of the server."))
        keeper = BackupKeeper(self._store.path)
        target = self._copy(keeper.all().newest or keeper.make(BY_HAND), place)
        with self._store.remembering() as session:
            write_setting(session, SECOND_PLACE, str(place))
        return target

    def reminds_after(self) -> int:
        """The age in days from which a copy in the second place is old."""
        with self._store.reading() as session:
            return int(read_setting(session, SECOND_COPY_DAYS, SECOND_COPY_IS_OLD_AFTER.days))

    def remind_after(self, days: int) -> None:
        self._store.gate.require(Right.BACK_UP)
        with self._store.remembering() as session:
            write_setting(session, SECOND_COPY_DAYS, days)

    def _copy(self, made: KeptBackup, place: Path) -> Path:
        target = copy_to(made, place)
        with self._store.remembering() as session:
            write_setting(session, LAST_BACKUP, date.today().isoformat())
        return target
