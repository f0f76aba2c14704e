"""After an unclean end: what a crash left half done is taken back, and the office is checked."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from pathlib import Path

from sqlcipher3 import dbapi2

from unionoffice.core.errors import DamagedFileError
from unionoffice.core.file_names import shortened
from unionoffice.core.i18n import N_
from unionoffice.store.connecting import connect
from unionoffice.store.hot_journal import is_half_written, journal_of
from unionoffice.store.keyring import KEYRING
from unionoffice.store.lock import OfficeHeldError, WriterLock
from unionoffice.store.sums import break_seal

DAMAGED = N_("{file} is damaged ({why}). It was not opened and not changed.")

# Where a damaged file is quoted in its own complaint, even that may be no text.
UNREADABLE = (dbapi2.DatabaseError, UnicodeDecodeError)


def settle(path: Path) -> None:
    """Take back what was half done, and check the pages; call it only while the lock is held.

    Raises DamagedFileError when the office is not sound then. What the journal says is tried on a
    copy first: a journal that belongs to another file must not spoil this one.
    """
    if is_half_written(path):
        with contextlib.suppress(OSError):  # no room for a copy: SQLite's own recovery needs none
            _try_on_a_copy(path)
        _refuse(path, _complaint(path, "rw"))
        break_seal(path)  # free pages need not be what they were
    else:
        _refuse(path, _complaint(path, "ro"))


def settle_if_left(path: Path) -> None:
    """Settle an office whose writer died; does nothing while somebody is writing in it."""
    if not is_half_written(path):
        return
    KEYRING.require(path)
    lock = WriterLock(path)
    with contextlib.suppress(OfficeHeldError):
        lock.take()
        try:
            settle(path)
        finally:
            lock.free()


def _try_on_a_copy(path: Path) -> None:
    copy = path.with_name(f".{shortened(path.name, 120)}.{secrets.token_hex(4)}.partial")
    try:
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        _refuse(path, _complaint(copy, "rw"))
    finally:
        for part in (copy, journal_of(copy)):
            part.unlink(missing_ok=True)


def _complaint(path: Path, mode: str) -> str:
    """What a quick check says; opening for writing plays the journal back first."""
    try:
        connection = connect(path, mode)
        connection.text_factory = readable
        try:
            verdict = connection.execute("PRAGMA quick_check(3)").fetchall()
        finally:
            connection.close()
    except UNREADABLE as error:
        return str(error)
    return "" if verdict == [("ok",)] else "; ".join(str(row[0]) for row in verdict)


def readable(text: bytes) -> str:
    """What a damaged file holds in the place of a text, whatever its bytes are."""
    return text.decode("utf-8", "replace")


def _refuse(path: Path, complaint: str) -> None:
    if complaint:
        raise DamagedFileError(DAMAGED, file=path, why=complaint.replace("\n", " "))
