"""What many rows need: few statements, for each costs as much as its rows, and little memory."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

AT_ONCE = 20
CACHE = 4 * 1024  # KiB: pages that are needed once need not be kept
NOTHING = "\0"  # given to SQLite for a null: the driver takes ten times as long over None


def nothing(connection: Connection) -> str | None:
    """What to give for a null in a column that is sparse."""
    return NOTHING if connection.dialect.name == "sqlite" else None


def insert_many(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    sparse: Collection[str] = (),
) -> None:
    """Insert rows of stored values, in their order; those of sparse columns may be `nothing`."""
    is_sqlite = connection.dialect.name == "sqlite"
    plain, emptied = ("?", "nullif(?, char(0))") if is_sqlite else ("%s", "%s")
    marks = [emptied if name in sparse else plain for name in columns]
    start = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 - names of our own tables
    one_row = f"({', '.join(marks)})"
    cells = itertools.chain.from_iterable(rows)
    width = len(columns) * AT_ONCE
    statements = list(iter(lambda: tuple(itertools.islice(cells, width)), ()))
    rest = statements.pop() if statements and len(statements[-1]) < width else ()
    if statements:
        connection.exec_driver_sql(start + ", ".join([one_row] * AT_ONCE), statements)
    if rest:
        count = len(rest) // len(columns)
        connection.exec_driver_sql(start + ", ".join([one_row] * count), [rest])


@contextlib.contextmanager
def in_little_memory(connection: Connection, cache: int = CACHE) -> Iterator[None]:
    """Keep few pages of the file (KiB) while all of them are gone through.

    Not of an encrypted one, where each page costs ten times as much to read again.
    """
    if connection.dialect.name != "sqlite" or _is_encrypted(connection):
        yield
        return
    usual = connection.scalar(text("PRAGMA cache_size"))
    connection.exec_driver_sql(f"PRAGMA cache_size=-{cache}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={usual}")


def _is_encrypted(connection: Connection) -> bool:
    return bool(connection.scalar(text("PRAGMA cipher_status")) == "1")
