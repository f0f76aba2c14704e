"""Backups by the backup API, checked by opening them, and restoring one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.files import sha256_of, written_whole
from unionoffice.core.i18n import N_
from unionoffice.store.header import SCHEMA, read_header, refuse_foreign
from unionoffice.store.lock import WriterLock
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


def back_up(office: Path, target: Path) -> Backup:
    """Copy the office, in use or not, to `target`; the copy is opened and checked first."""
    refuse_foreign(office, read_header(office))
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


def restore(backup: Path, office: Path) -> Path | None:
    """Put a backup in the place of an office; what stood there is kept beside it.

    Returns where the former file is kept, None when there was none. Raises RefusedFileError when
    the backup is damaged or from a newer program; the office is untouched then.
    """
    refuse_foreign(backup, read_header(backup))
    complaint = complaint_about(backup)
    if complaint:
        raise RefusedFileError(
            N_("The backup {file} is damaged ({why}). Take another one."),
            file=backup,
            why=complaint,
        )
    lock = WriterLock(office)
    lock.take()
    try:
        kept = None
        with written_whole(office) as partial:
            _copied(backup, partial)
            if office.exists():
                kept = office.with_name(f"{office.stem}.before-restore{office.suffix}")
                with written_whole(kept) as copy:
                    _copied(office, copy)
        return kept
    finally:
        lock.free()


def bring_up_to_date(office: Path) -> Path | None:
    """Upgrade an older office; returns where the older file is kept, None if it was current."""
    header = read_header(office)
    refuse_foreign(office, header)
    if header.schema == SCHEMA:
        return None
    lock = WriterLock(office)
    lock.take()
    try:
        return upgrade_file(office)
    finally:
        lock.free()


def look_at(office: Path) -> FileState:
    """Check pages and references of an office file and count what it holds."""
    header = read_header(office)
    refuse_foreign(office, header)
    complaint = complaint_about(office)
    rows = {} if complaint else count_rows(office)
    return FileState(office, header.schema, SCHEMA, office.stat().st_size, rows, complaint)


def count_rows(path: Path) -> dict[str, int]:
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of our own tables
            for table in COUNTED_TABLES
        }
    finally:
        connection.close()


def _copied(source: Path, target: Path) -> None:
    try:
        copy_database(source, target)
    except dbapi2.DatabaseError as error:
        raise UserError(
            N_("{file} could not be copied: {why}."), file=source, why=str(error)
        ) from error
