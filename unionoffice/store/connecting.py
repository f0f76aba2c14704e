"""The only door to a database file: plain or encrypted, it is opened in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from unionoffice.store.key_record import OPEN_BYTES, KeyRecord
from unionoffice.store.keyring import KEYRING, RawKey


def connect(path: Path, mode: str = "ro", **options: Any) -> Any:
    """A connection of the bare driver; `mode` is SQLite's: ro, rw or rwc.

    Raises LockedOfficeError when the file is encrypted and its key is not known.
    """
    return connect_as(path, KEYRING.record_of(path), mode, **options)


def connect_as(path: Path, record: KeyRecord | None, mode: str = "ro", **options: Any) -> Any:
    """The same for a file that shall be encrypted like another one, whose record this is."""
    key = None if record is None else KEYRING.key_of(record, path)
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, **options)
    connection.execute("PRAGMA cipher_log_level=NONE")
    if record is not None and key is not None:
        connection.execute(f'PRAGMA key="{key_words(record, key)}"')
        connection.execute(f"PRAGMA cipher_plaintext_header_size={OPEN_BYTES}")
    return connection


def key_words(record: KeyRecord, key: RawKey) -> str:
    """Key and salt as SQLCipher takes them: whoever has these 96 digits can read the file."""
    return f"x'{key.hex}{record.cipher_salt}'"
