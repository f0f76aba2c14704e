"""Writing many rows in one deed, past the ORM but not past the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from unionoffice.store import journal

_encode = msgspec.json.Encoder().encode
Stored = Callable[[Any], Any]


def stored_form(table: Table, column: str) -> Stored:
    """The function that turns a column's Python value (never None) into what the file keeps."""
    return lambda value: journal.stored(table, column, value)


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
        """Insert rows of stored values; the first column is the id."""
        if not rows:
            return
        self._many(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({self._marks(len(columns))})",  # noqa: S608 - names of our own tables
            rows,
        )
        self._journal(
            [
                (
                    self._deed_id,
                    table,
                    row[0],
                    None,
                    _encode(
                        {
                            name: value
                            for name, value in zip(columns, row, strict=True)
                            if value is not None
                        }
                    ).decode(),
                )
                for row in rows
            ]
        )

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
        self._connection.exec_driver_sql(sql, [tuple(row) for row in rows])

    def _marks(self, count: int) -> str:
        return ", ".join(["?" if self._is_sqlite else "%s"] * count)
