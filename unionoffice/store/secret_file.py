"""Encrypting an office, opening it again, and changing what opens it.

Each deed writes a copy beside, checks it, and swaps it in: killed at any moment it leaves the
office as it was or as it shall be. Call them only while the lock of the office is held.
"""

from __future__ import annotations

import contextlib
from glob import escape
from pathlib import Path
from typing import Any

from unionoffice.core.errors import UserError
from unionoffice.core.file_names import shortened
from unionoffice.core.files import written_whole
from unionoffice.core.i18n import N_
from unionoffice.store.connecting import connect, key_words
from unionoffice.store.header import APPLICATION_ID
from unionoffice.store.hot_journal import put_journal_aside
from unionoffice.store.key_record import OPEN_BYTES, KeyRecord, write_record
from unionoffice.store.keyring import KEYRING, RawKey, WrongPassphraseError
from unionoffice.store.plainly import told_plainly
from unionoffice.store.upgrade import complaint_about, copy_database, create_file, refuse_taken
from unionoffice.store.wrapping import (
    is_weak,
    new_keys,
    read_recovery,
    unwrapped,
    with_passphrase,
    with_recovery,
)


def create_encrypted_file(path: Path, passphrase: str) -> str:
    """Make an empty office that is encrypted from its first byte on; returns its recovery key."""
    refuse_taken(path)
    put_journal_aside(path)
    with written_whole(path) as partial:
        create_file(partial)
        return encrypt(partial, passphrase)


def unlock(path: Path, secret: str) -> None:
    """From now on this process can open the file, and everything encrypted with the same key."""
    record = KEYRING.record_of(path)
    if record is not None:
        KEYRING.add(record, _key_by(record, secret))


def encrypt(path: Path, passphrase: str) -> str:
    """Encrypt an office that is not encrypted yet; returns its recovery key."""
    if KEYRING.record_of(path) is not None:
        raise UserError(N_("The office is encrypted already. Nothing was changed."))
    record, key, recovery = new_keys(passphrase)
    KEYRING.add(record, key)
    replace_by(path, record)
    _remove_left_copies(path)
    return recovery


def decrypt(path: Path, secret: str) -> None:
    """Keep the office without encryption from now on."""
    _key_by(record_of_encrypted(path), secret)
    replace_by(path, None)


def change_passphrase(path: Path, secret: str, passphrase: str) -> None:
    """Another passphrase opens the office from now on; the recovery key stays as it is."""
    record = record_of_encrypted(path)
    replace_by(path, with_passphrase(record, _key_by(record, secret), passphrase))


def renew_recovery(path: Path, secret: str) -> str:
    """Another recovery key opens the office from now on; returns it."""
    record = record_of_encrypted(path)
    renewed, recovery = with_recovery(record, _key_by(record, secret))
    replace_by(path, renewed)
    return recovery


def is_stretched_weakly(path: Path) -> bool:
    """Whether an older program, or an older computer, chose less than is usual now."""
    record = KEYRING.record_of(path)
    return record is not None and is_weak(record.stretch)


def strengthen(path: Path, passphrase: str) -> None:
    """Stretch the passphrase as is usual now, if this computer bears it."""
    record = record_of_encrypted(path)
    if read_recovery(passphrase):
        return
    stronger = with_passphrase(record, _key_by(record, passphrase), passphrase)
    if not is_weak(stronger.stretch):
        replace_by(path, stronger)


def record_of_encrypted(path: Path) -> KeyRecord:
    record = KEYRING.record_of(path)
    if record is None:
        raise UserError(N_("The office is not encrypted. Set a passphrase first."))
    return record


def _key_by(record: KeyRecord, secret: str) -> RawKey:
    key = unwrapped(record, secret)
    if key is None:
        raise WrongPassphraseError(
            N_("This passphrase does not open the office. The file itself is sound.")
        )
    return key


def replace_by(path: Path, record: KeyRecord | None) -> None:
    """Put a copy with these keys, or without encryption, in the place of an office or backup."""
    present = KEYRING.record_of(path)
    with told_plainly(), written_whole(path) as partial:
        if present is not None and record is not None and present.key_id == record.key_id:
            copy_database(path, partial)
        else:
            _export(path, partial, record)
        if record is not None:
            write_record(partial, record)
        complaint = complaint_about(partial) or _difference(path, partial)
        if complaint:
            raise UserError(
                N_("The copy of the office is not sound ({why}). The office is unchanged."),
                why=complaint,
            )


def _export(path: Path, partial: Path, record: KeyRecord | None) -> None:
    key = "" if record is None else key_words(record, KEYRING.key_of(record, path))
    connection = connect(path, "rw")
    try:
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f'ATTACH DATABASE ? AS copy KEY "{key}"', (str(partial.absolute()),))
        if record is not None:
            connection.execute(f"PRAGMA copy.cipher_plaintext_header_size={OPEN_BYTES}")
        # Nobody reads the copy before it is whole and on the disk.
        connection.execute("PRAGMA copy.journal_mode=OFF")
        connection.execute("PRAGMA copy.synchronous=OFF")
        connection.execute("SELECT sqlcipher_export('copy')").fetchall()
        connection.execute(f"PRAGMA copy.application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA copy.user_version={schema}")
        connection.commit()
    finally:
        connection.close()


def _difference(path: Path, partial: Path) -> str:
    """The first table in which the copy does not have as many rows, or ""."""
    office, copy = connect(path), connect(partial)
    try:
        for (table,) in office.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
            if _count(office, table) != _count(copy, table):
                return str(table)
    finally:
        office.close()
        copy.close()
    return ""


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - names of our own tables


def _remove_left_copies(path: Path) -> None:
    """Copies that a crash left half made are not encrypted."""
    for left in path.parent.glob(f".{escape(shortened(path.name, 120))}.*.partial*"):
        with contextlib.suppress(OSError):
            left.unlink()
