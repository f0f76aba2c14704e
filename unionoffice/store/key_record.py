"""Where an encrypted office keeps its wrapped keys: in the part of its first page that stays open.

An office has to stay one file that can be copied with everything needed to open it, and SQLCipher
has room for a salt only. Of its first page the first 3,072 bytes are therefore left unencrypted
(`cipher_plaintext_header_size`): SQLite's header, which says schema and program, and the root of
the table of tables, which holds nothing but the numbers of its pages. Between the numbers and the
end of the page SQLite leaves room that it never looks at; there the record stands, twice, each copy
in a sector of its own with a checksum. The page is journalled, copied and backed up like any other,
so every copy of the file, even of one that is in use, carries its keys. Only what builds the file
anew (VACUUM, migrations) may leave them behind: migrations put them back before the file is used.
A changed record comes by a checked copy that is swapped in, never by writing in the office itself.

The record holds the key of the file, sealed once by the passphrase and once by the recovery key.
"""

import json
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from unionoffice.core.errors import DamagedFileError, RefusedFileError
from unionoffice.core.i18n import N_

OPEN_BYTES = 3072  # of the first page; a multiple of the cipher's block
PLACES = (1024, 2048)
ROOM = 1000
PAGE = 4096
RESERVED = 80  # bytes at the end of every encrypted page: what SQLCipher needs there
MAGIC, VERSION = b"UOKEYS", b"1"
BEFORE_BODY = len(MAGIC) + len(VERSION) + 2 + 4


class Stretch(NamedTuple):
    """How a passphrase becomes a key: Argon2id with this memory (KiB), passes and lanes."""

    memory: int
    passes: int
    lanes: int


class KeyRecord(NamedTuple):
    """What may be known of an encrypted office without its passphrase; bytes are hexadecimal."""

    key_id: str
    cipher_salt: str
    stretch: Stretch
    passphrase_salt: str
    by_passphrase: str
    by_recovery: str


def read_record(path: Path) -> KeyRecord | None:
    """The wrapped keys of an office; None when it is not encrypted, or no office at all.

    Call it through the keyring: closing a file that was opened past SQLite drops its locks.
    Raises DamagedFileError when the file is encrypted and neither copy of its keys is whole.
    """
    try:
        with path.open("rb") as stream:
            page = stream.read(PAGE)
    except OSError:
        return None
    if len(page) < PAGE or page[20] != RESERVED:
        return None
    for place in PLACES:
        record = _parsed(page[place : place + ROOM], path)
        if record is not None:
            return record
    raise DamagedFileError(
        N_("The keys in {file} are damaged. Restore the office from a backup."), file=path
    )


def write_record(path: Path, record: KeyRecord) -> None:
    """Put the wrapped keys into a file that nobody has open."""
    values = record._asdict() | {"stretch": record.stretch._asdict()}
    body = json.dumps(values, separators=(",", ":")).encode()
    whole = MAGIC + VERSION + len(body).to_bytes(2, "big") + _checksum(body) + body
    assert len(whole) <= ROOM
    with path.open("rb+") as stream:
        first, behind = gap(stream.read(PAGE))
        if first > PLACES[0] or behind < OPEN_BYTES:
            raise ValueError("the first page has no room for keys")
        for place in PLACES:
            stream.seek(place)
            stream.write(whole.ljust(ROOM, b"\0"))


def gap(page: bytes) -> tuple[int, int]:
    """Where the room begins and ends that SQLite leaves in the first page."""
    kind, cells = page[100], int.from_bytes(page[103:105], "big")
    content = int.from_bytes(page[105:107], "big")
    return 100 + (12 if kind == 5 else 8) + 2 * cells, content


def _parsed(text: bytes, path: Path) -> KeyRecord | None:
    if not text.startswith(MAGIC):
        return None
    start = len(MAGIC)
    size = int.from_bytes(text[start + 1 : start + 3], "big")
    body = text[BEFORE_BODY : BEFORE_BODY + size]
    if text[start + 3 : BEFORE_BODY] != _checksum(body):
        return None
    if text[start : start + 1] != VERSION:
        raise RefusedFileError(
            N_("{file} was written by a newer UnionOffice. Install the newer version to open it."),
            file=path,
        )
    values = json.loads(body)
    return KeyRecord(**values | {"stretch": Stretch(**values["stretch"])})


def _checksum(body: bytes) -> bytes:
    """Against damage; that nobody has changed the keys is seen when one is unsealed."""
    return crc32(body).to_bytes(4, "big")
