"""What stands in an office file, looked at from outside: records by table, and its deeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from unionoffice.core.errors import DamagedFileError
from unionoffice.core.i18n import N_
from unionoffice.store.connecting import connect
from unionoffice.store.settling import UNREADABLE


@dataclass(frozen=True)
class PastDeed:
    """A deed as the journal has it; two files share it when all of it is the same."""

    id: int
    done_at: datetime
    done_by: str
    what: str
    register: str
    records: int


@dataclass(frozen=True)
class Contents:
    """`counts`: records that are not void, by table; `deeds`: the newest first."""

    counts: dict[str, int]
    deeds: tuple[PastDeed, ...]


def read_contents(path: Path, tables: Iterable[str]) -> Contents:
    """Look into an office file or a backup; raises DamagedFileError when it cannot be read."""
    try:
        connection = connect(path)
        try:
            return Contents(
                {table: _count(connection, table) for table in tables}, _deeds(connection)
            )
        finally:
            connection.close()
    except UNREADABLE as error:
        raise DamagedFileError(N_("{file} cannot be read."), file=path) from error


def _count(connection: dbapi2.Connection, table: str) -> int:
    columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    if not columns:
        return 0  # an office of an older version may lack the table
    where = "WHERE voided_at IS NULL" if "voided_at" in columns else ""
    return int(connection.execute(f'SELECT count(*) FROM "{table}" {where}').fetchone()[0])  # noqa: S608 - names of our own tables


def _deeds(connection: dbapi2.Connection) -> tuple[PastDeed, ...]:
    rows = connection.execute(
        "SELECT id, done_at, done_by, what, register, records FROM deeds ORDER BY id DESC"
    )
    return tuple(_past(*row) for row in rows)


def _past(number: int, done_at: str, *rest: Any) -> PastDeed:
    return PastDeed(number, datetime.fromisoformat(done_at).replace(tzinfo=UTC), *rest)
