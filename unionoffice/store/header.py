"""The first 100 bytes of an office file, read without opening it as a database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from unionoffice.core.errors import DamagedFileError, RefusedFileError, UserError, reason_of
from unionoffice.core.i18n import N_

APPLICATION_ID = 0x554F4646  # "UOFF"
SCHEMA = 13  # the number of the newest migration; stands in the header as user_version
MOST_SCHEMAS = 9_999  # no release will ever number its schema higher
MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True)
class Header:
    schema: int
    is_office: bool


def read_header(path: Path) -> Header:
    """What sort of file stands at `path`; raises UserError when it is no readable office."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except FileNotFoundError as error:
        raise UserError(
            N_("There is no office at {file}. Check the name, or make a new office."), file=path
        ) from error
    except OSError as error:
        raise UserError(
            N_("{file} cannot be read: {why}."), file=path, why=reason_of(error)
        ) from error
    if len(head) < 100 or not head.startswith(MAGIC):
        raise DamagedFileError(
            N_("{file} is no office file, or it is damaged. Restore it from a backup."), file=path
        )
    return Header(
        schema=int.from_bytes(head[60:64], "big"),
        is_office=int.from_bytes(head[68:72], "big") == APPLICATION_ID,
    )


def ask_header(path: Path) -> Header:
    """The same, asked through SQLite: for an office that this very program may have open.

    Where locks belong to processes, as on Linux, closing a file that was opened past SQLite would
    drop the locks that SQLite holds on it.
    """
    try:
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            schema, application = (
                int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
                for pragma in ("user_version", "application_id")
            )
        finally:
            connection.close()
    except (dbapi2.DatabaseError, UnicodeDecodeError):
        return read_header(path)
    return Header(schema, application == APPLICATION_ID)


def refuse_foreign(path: Path, header: Header) -> None:
    """Raise when the file is another program's, or was written by a newer version of this one."""
    if not header.is_office:
        _refuse_damaged(path)
        raise RefusedFileError(
            N_("{file} belongs to another program, not to UnionOffice."), file=path
        )
    if header.schema > SCHEMA:
        _refuse_damaged(path, header.schema)
        raise RefusedFileError(
            N_("{file} was written by a newer UnionOffice. Install the newer version to open it."),
            file=path,
        )


def _refuse_damaged(path: Path, schema: int | None = None) -> None:
    """Raises DamagedFileError when only the header says that the file is not ours, or is newer."""
    try:
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute(
                "SELECT version_num FROM alembic_version, organisations LIMIT 1"
            ).fetchone()
        finally:
            connection.close()
    except (dbapi2.DatabaseError, UnicodeDecodeError):
        # What an encrypted office says of its schema within is not legible here.
        is_ours = _carries_keys(path) and (schema is None or schema > MOST_SCHEMAS)
    else:
        is_ours = row is not None and (schema is None or int(row[0]) != schema)
    if is_ours:
        raise DamagedFileError(
            N_("{file} is an office, but its first bytes are damaged. Restore it from a backup."),
            file=path,
        )


def _carries_keys(path: Path) -> bool:
    """Whether it is an encrypted office, by what stands in its open first page."""
    try:
        with path.open("rb") as stream:
            return b"UOKEYS" in stream.read(4096)
    except OSError:
        return False
