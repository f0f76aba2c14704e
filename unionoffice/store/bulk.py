"""Writing many rows in one deed, past the ORM but not past the journal."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.orm import Session

from unionoffice.store import journal

_encode = msgspec.json.Encoder().encode
MANY_ROWS = 5000


class Bulk:
    """Inserts and updates of one session's running deed, journalled row by row."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._deed_id = session.info[journal.DEED].id
        self._is_sqlite = self._connection.dialect.name == "sqlite"

    def new_ids(self, table: str, count: int) -> Sequence[int]:
        """Ids for `count` new rows; ids of removed rows are never given again."""
        if not count:
            return ()
        if self._is_sqlite:
            last = self._connection.scalar(
                text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}
            )
            return range((last or 0) + 1, (last or 0) + 1 + count)
        return self._connection.scalars(
            text(
                "SELECT nextval(pg_get_serial_sequence(:name, 'id')) "
                "FROM generate_series(1, :count)"
            ),
            {"name": table, "count": count},
        ).all()

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows of stored values; the first column is the id, ids ascend."""
        if not rows:
            return
        self._many(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({self._marks(len(columns))})",  # noqa: S608 - names of our own tables
            rows,
        )
        pairs = ", ".join(f"'{name}', {name}" for name in columns)
        # Nulls fall away: a JSON merge patch drops them.
        after = (
            f"json_patch('{{}}', json_object({pairs}))"
            if self._is_sqlite
            else f"json_strip_nulls(json_build_object({pairs}))::text"
        )
        mark = "?" if self._is_sqlite else "%s"
        self._connection.exec_driver_sql(
            "INSERT INTO changes (deed_id, table_name, record_id, after) "  # noqa: S608 - names of our own tables
            f"SELECT {mark}, '{table}', id, {after} FROM {table} "
            f"WHERE id BETWEEN {mark} AND {mark}",
            (self._deed_id, rows[0][0], rows[-1][0]),
        )

    @contextlib.contextmanager
    def without_indexes(self, tables: Sequence[str], rows: int) -> Iterator[None]:
        """Build the indexes of tables anew after so many inserts, where that is quicker."""
        statements: list[str] = []
        if self._is_sqlite and rows >= MANY_ROWS:
            for table in (*tables, "changes"):
                standing = self._connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0  # noqa: S608 - names of our own tables
                if standing <= rows:
                    statements += self._drop_indexes(table)
        yield
        for statement in statements:
            self._connection.exec_driver_sql(statement)

    def _drop_indexes(self, table: str) -> list[str]:
        """Drop the indexes of a table; returns the statements that make them again."""
        found = self._connection.execute(
            text(
                "SELECT name, sql FROM sqlite_master "
                "WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL"
            ),
            {"table": table},
        ).all()
        for name, _statement in found:
            self._connection.exec_driver_sql(f'DROP INDEX "{name}"')
        return [statement for _name, statement in found]

    def update(
        self, table: str, changes: Iterable[tuple[int, dict[str, Any], dict[str, Any]]]
    ) -> None:
        """Update rows by `(id, columns before, columns after)`, all in stored form."""
        mark = "?" if self._is_sqlite else "%s"
        by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        entries = []
        for row_id, before, after in changes:
            names = tuple(sorted(after))
            values = (*(after[name] for name in names), row_id)
            by_columns.setdefault(names, []).append(values)
            entries.append(
                (self._deed_id, table, row_id, _encode(before).decode(), _encode(after).decode())
            )
        for names, rows in by_columns.items():
            assignments = ", ".join(f"{name} = {mark}" for name in names)
            self._many(f"UPDATE {table} SET {assignments} WHERE id = {mark}", rows)  # noqa: S608 - names of our own tables
        self._journal(entries)

    def _journal(self, entries: list[tuple[Any, ...]]) -> None:
        if entries:
            self._many(
                "INSERT INTO changes (deed_id, table_name, record_id, before, after) "  # noqa: S608 - no outside text in it
                f"VALUES ({self._marks(5)})",
                entries,
            )

    def _many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._connection.exec_driver_sql(sql, list(map(tuple, rows)))

    def _marks(self, count: int) -> str:
        return ", ".join(["?" if self._is_sqlite else "%s"] * count)
