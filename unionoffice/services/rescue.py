"""An office file that is damaged, or that shall be as it was before: what can be done for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unionoffice.core import formatting
from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.core.i18n import N_, _
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.services.backup_keeper import BackupKeeper, KeptBackup
from unionoffice.services.file_care import FileCare
from unionoffice.services.views import DeedView
from unionoffice.store import secret_file
from unionoffice.store.contents import Contents, PastDeed, read_contents
from unionoffice.store.keyring import KEYRING
from unionoffice.store.salvage import proposed_place, salvage

PEOPLE = "people"
MOST_DEEDS = 200


@dataclass(frozen=True)
class Count:
    """Records of one sort: in the office as it is, and in the backup; None where unreadable."""

    title: str  # untranslated
    now: int | None
    then: int


@dataclass(frozen=True)
class Comparison:
    """What restoring a backup would change.

    `lost` are the deeds done since, the newest first (at most 200 of `lost_count`); `regained`
    is how many deeds only the backup knows, as after an earlier restore.
    """

    counts: tuple[Count, ...]
    lost: tuple[DeedView, ...]
    lost_count: int
    regained: int
    is_readable: bool  # whether the office as it is could be looked into at all


class Rescue:
    """For one office file, open or not; nothing here needs it to be sound."""

    def __init__(self, office: Path) -> None:
        self._office = office
        self._keeper = BackupKeeper(office)

    def backups(self) -> tuple[KeptBackup, ...]:
        """All backups of this office, the newest first."""
        return self._keeper.all().kept

    def is_sound(self, kept: KeptBackup) -> bool:
        return self._keeper.is_sound(kept)

    def is_locked(self, backup: Path) -> bool:
        """Whether it is encrypted with a key that nobody has taken out yet."""
        return KEYRING.is_locked(backup)

    def unlock(self, backup: Path, secret: str) -> None:
        """Take its key out by the passphrase or the recovery key of that day; it stays as it is.

        Raises UserError when neither opens it.
        """
        secret_file.unlock(backup, secret)

    def compare(self, backup: Path) -> Comparison:
        """Hold a backup against the office; raises DamagedFileError for an unreadable backup."""
        titles = _titles()
        then = read_contents(backup, titles)
        now: Contents | None
        try:
            now = read_contents(self._office, titles)
        except DamagedFileError:
            now = None
        counts = tuple(
            Count(title, now.counts[table] if now else None, then.counts[table])
            for table, title in titles.items()
            if then.counts[table] or (now is not None and now.counts[table])
        )
        if now is None:
            return Comparison(counts, (), 0, 0, False)
        known, present = set(then.deeds), set(now.deeds)
        lost = [deed for deed in now.deeds if deed not in known]
        shown = tuple(_view(deed) for deed in lost[:MOST_DEEDS])
        return Comparison(counts, shown, len(lost), len(known - present), True)

    def restore(self, backup: Path) -> str:
        """Put the backup in the office's place; what stood there is kept. Returns a sentence."""
        if not backup.exists():
            raise UserError(N_("{file} is no longer there. Choose another backup."), file=backup)
        return FileCare().restore(backup, self._office)

    def proposed_place(self) -> Path:
        return proposed_place(self._office)

    def salvage(self, target: Path, progress: Callable[[int, int, str], None] | None = None) -> str:
        """Copy what is readable to a new file; returns a sentence with what was saved and lost."""
        salvaged = salvage(self._office, target, progress)
        people = formatting.number(salvaged.saved.get(PEOPLE, 0))
        records = formatting.number(salvaged.rows)
        if not salvaged.missing:
            words = _("All that could be found was saved: {people} people, {records} rows in all.")
            return words.format(people=people, records=records)
        words = _(
            "Saved: {people} people, {records} rows in all. Up to {missing} rows could not be "
            "read. Compare the lists with your papers."
        )
        return words.format(
            people=people, records=records, missing=formatting.number(salvaged.missing)
        )


def _titles() -> dict[str, str]:
    """Tables whose records are counted, each with its untranslated title."""
    titles = {PEOPLE: N_("People")}
    for register in CATALOGUE:
        titles.setdefault(register.model.__tablename__, register.title)
    titles.setdefault(ReceivedReturn.__tablename__, N_("Returns received"))
    titles.setdefault(Organisation.__tablename__, N_("Organisations"))
    return titles


def _view(deed: PastDeed) -> DeedView:
    return DeedView(
        deed.id, deed.done_at, deed.done_by, deed.what, deed.register, deed.records, False
    )
