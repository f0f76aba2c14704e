"""Inserting many rows by few statements: beginning and ending one costs as much as its rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

AT_ONCE = 20


def insert_many(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of stored values, in their order."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    start = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 - names of our own tables
    one_row = f"({', '.join([mark] * len(columns))})"
    cells = itertools.chain.from_iterable(rows)
    width = len(columns) * AT_ONCE
    statements = list(iter(lambda: tuple(itertools.islice(cells, width)), ()))
    rest = statements.pop() if statements and len(statements[-1]) < width else ()
    if statements:
        connection.exec_driver_sql(start + ", ".join([one_row] * AT_ONCE), statements)
    if rest:
        count = len(rest) // len(columns)
        connection.exec_driver_sql(start + ", ".join([one_row] * count), [rest])
