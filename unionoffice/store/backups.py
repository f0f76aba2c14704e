"""Backups by the backup API, checked by opening them, and restoring one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from unionoffice.core.errors import DamagedFileError, RefusedFileError, UserError
from unionoffice.core.files import sha256_of, written_whole
from unionoffice.core.i18n import N_, _
from unionoffice.store.connecting import connect
from unionoffice.store.header import SCHEMA, ask_header, read_header, refuse_foreign
from unionoffice.store.hot_journal import is_half_written, journal_of, put_journal_aside
from unionoffice.store.key_record import write_record
from unionoffice.store.keyring import KEYRING, LockedOfficeError
from unionoffice.store.lock import WriterLock
from unionoffice.store.package_files import PackageFolder, PackageState
from unionoffice.store.plainly import told_plainly
from unionoffice.store.settling import UNREADABLE, settle, settle_if_left
from unionoffice.store.sums import Verdict, judge, refuse_changed
from unionoffice.store.upgrade import complaint_about, copy_database, upgrade_file

COUNTED_TABLES = ("people", "memberships", "benefits", "checkup_campaigns", "received_returns")


@dataclass(frozen=True)
class Backup:
    """A verified copy: its SHA-256, and how many people and other records it holds."""

    path: Path
    sha256: str
    rows: dict[str, int]


@dataclass(frozen=True)
class FileState:
    """What a look at an office file found; `complaint` is "" for a sound file."""

    path: Path
    schema: int
    newest_schema: int
    size: int
    rows: dict[str, int]
    complaint: str
    verdict: Verdict = Verdict.UNKNOWN  # on its bytes since it was closed
    packages: PackageState | None = None  # None: no return names a package, or nothing is legible


def back_up(office: Path, target: Path) -> Backup:
    """Copy the office, in use or not, to `target`; the copy is opened and checked first."""
    _refuse_itself(office, target)
    settle_if_left(office)
    refuse_foreign(office, ask_header(office))
    if not KEYRING.holds(office):
        refuse_changed(office)
    with written_whole(target) as partial:
        _copied(office, partial)
        complaint = complaint_about(partial)
        if complaint:
            raise UserError(
                N_("The office is damaged ({why}); no backup was made. Keep the older ones."),
                why=complaint,
            )
        rows = count_rows(partial)
    return Backup(target, sha256_of(target), rows)


def _refuse_itself(office: Path, backup: Path) -> None:
    """A file put in its own place would be taken from under whoever works in it."""
    if office.exists() and backup.exists() and office.samefile(backup):
        raise UserError(
            N_("{file} is the office itself, not a backup of it. Choose another name."), file=backup
        )


def restore(backup: Path, office: Path) -> Path | None:
    """Put a backup in the place of an office; what stood there is kept beside it.

    Returns where the former file is kept, None when there was none. Raises RefusedFileError when
    the backup is damaged or from a newer program; the office is untouched then.
    """
    _refuse_itself(office, backup)
    refuse_foreign(backup, read_header(backup))
    complaint = _changed(backup) or complaint_about(backup)
    if complaint:
        raise RefusedFileError(
            N_("The backup {file} is damaged ({why}). Take another one."),
            file=backup,
            why=complaint,
        )
    lock = WriterLock(office)
    lock.take()
    try:
        with written_whole(office) as partial:
            _copied(backup, partial)
            _keep_todays_keys(office, partial)
            kept = _kept_present(office)
            put_journal_aside(office)
        return kept
    finally:
        lock.free()


def is_older(office: Path) -> bool:
    """Whether the office was last written by an older version, and has to be brought up to date."""
    header = ask_header(office)
    return header.is_office and header.schema < SCHEMA


def bring_up_to_date(office: Path) -> Path | None:
    """Upgrade an older office; returns where the older file is kept, None if it was current."""
    header = read_header(office)
    refuse_foreign(office, header)
    if header.schema == SCHEMA:
        return None
    lock = WriterLock(office)
    lock.take()
    try:
        settle(office)
        return upgrade_file(office)
    finally:
        lock.free()


def look_at(office: Path) -> FileState:
    """Check pages and references of an office file and count what it holds."""
    try:
        settle_if_left(office)
    except DamagedFileError as error:
        header = read_header(office)
        why = str(error.values["why"])
        return FileState(office, header.schema, SCHEMA, office.stat().st_size, {}, why)
    header = read_header(office)
    refuse_foreign(office, header)
    verdict = _verdict_on(office)
    complaint = complaint_about(office) or _changed(office, verdict)
    rows = {} if complaint else count_rows(office)
    packages = None if complaint else packages_of(office)
    size = office.stat().st_size
    return FileState(office, header.schema, SCHEMA, size, rows, complaint, verdict, packages)


@told_plainly()
def packages_of(office: Path) -> PackageState | None:
    """Whether the packages that an office names lie beside it as they came."""
    connection = connect(office)
    try:
        columns = connection.execute("SELECT name FROM pragma_table_info('received_returns')")
        if ("package_sha256",) not in columns.fetchall():
            return None  # an office of an older version kept none
        found = connection.execute(
            "SELECT DISTINCT package_sha256 FROM received_returns WHERE package_sha256 IS NOT NULL"
        ).fetchall()
    finally:
        connection.close()
    return PackageFolder(office).state(sha256 for (sha256,) in found) if found else None


@told_plainly()
def count_rows(path: Path) -> dict[str, int]:
    connection = connect(path)
    try:
        present = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of our own tables
            for table in COUNTED_TABLES
            if table in present  # an office of an older version may lack one
        }
    finally:
        connection.close()


def _verdict_on(office: Path) -> Verdict:
    if KEYRING.record_of(office) is not None:
        return Verdict.PAGE_BY_PAGE
    # A file that is open in this process is not read past SQLite.
    return Verdict.UNKNOWN if KEYRING.holds(office) else judge(office)


def _changed(office: Path, verdict: Verdict | None = None) -> str:
    is_changed = (verdict or _verdict_on(office)) is Verdict.CHANGED
    return _("bytes have changed since it was closed") if is_changed else ""


def _kept_present(office: Path) -> Path | None:
    """Copy what stands in the office's place; a damaged file byte by byte, with its journal."""
    if not office.exists():
        return None
    kept = _free_name(office)
    try:
        settle(office)
        with written_whole(kept) as copy:
            copy_database(office, copy)
    except (DamagedFileError, LockedOfficeError, *UNREADABLE):
        with written_whole(kept) as copy:
            shutil.copyfile(office, copy)
        if is_half_written(office):
            with written_whole(journal_of(kept)) as copy:
                shutil.copyfile(journal_of(office), copy)
    return kept


def _keep_todays_keys(office: Path, restored: Path) -> None:
    """A backup from before the passphrase changed opens, once restored, by the present one."""
    try:
        present, former = KEYRING.record_of(office), KEYRING.record_of(restored)
    except DamagedFileError:  # the keys of what is there now are past mending
        return
    if present is not None and former is not None and present.key_id == former.key_id:
        write_record(restored, present)


def _free_name(office: Path) -> Path:
    kept = office.with_name(f"{office.stem}.before-restore{office.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = office.with_name(f"{office.stem}.before-restore-{number}{office.suffix}")
    return kept


def _copied(source: Path, target: Path) -> None:
    try:
        copy_database(source, target)
    except UNREADABLE as error:
        raise UserError(
            N_("{file} could not be copied: {why}."), file=source, why=str(error)
        ) from error
