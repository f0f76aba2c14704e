"""Writing many rows in one deed, past the ORM but not past the journal."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import msgspec
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from unionoffice.core.turns import quick_turns
from unionoffice.store import journal
from unionoffice.store.many_rows import NOTHING, in_little_memory

_encode = msgspec.json.Encoder().encode
MANY_ROWS = 5000
ROWS_PER_STATEMENT = 50

Statements = list[tuple[str, list[tuple[Any, ...]]]]


class Bulk:
    """Inserts and updates of one session's running deed, journalled row by row."""

    def __init__(self, session: Session) -> None:
        self._lent = session.connection()
        self._deed_id = session.info[journal.DEED].id
        self._is_sqlite = self._lent.dialect.name == "sqlite"
        self._mark = "?" if self._is_sqlite else "%s"
        self._thread: ThreadPoolExecutor | None = None
        self._inserting: Future[None] | None = None

    @property
    def _connection(self) -> Connection:
        """The session's connection, once the thread that inserts is done with it."""
        self._wait()
        return self._lent

    def _wait(self) -> None:
        """For the thread; raises what it has met with."""
        if self._inserting is not None:
            self._inserting.result()
            self._inserting = None

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
        statements = self._statements(table, columns, rows, [self._mark] * len(columns))
        self._wait()
        self._insert(statements, table, columns[:1], columns[1:], (rows[0][0], rows[-1][0]))

    def insert_columns(
        self, table: str, columns: dict[str, list[Any]], derived: Collection[str] = ()
    ) -> None:
        """Insert rows given column by column; ids ascend.

        `derived` names columns that follow from others: the journal needs not repeat them.
        """
        ids = columns["id"]
        # Most columns hold something everywhere, which is quicker to see.
        full = [name for name, cells in columns.items() if all(cells) or None not in cells]
        sparse = [
            name
            for name, cells in columns.items()
            if name not in full and any(cell is not None for cell in cells)
        ]
        marks = [self._mark] * len(full)
        cells = [columns[name] for name in full]
        for name in sparse:
            marks.append("nullif(?, char(0))" if self._is_sqlite else self._mark)
            cells.append(self._without_none(columns[name]))
        statements = self._statements(table, (*full, *sparse), zip(*cells, strict=True), marks)
        said = [name for name in full if name not in derived]
        journalled = table, said, sparse, (ids[0], ids[-1])
        self._wait()
        if self._thread is None:
            self._insert(statements, *journalled)
        else:
            self._inserting = self._thread.submit(self._insert, statements, *journalled)

    def _without_none(self, cells: list[Any]) -> list[Any]:
        return [NOTHING if cell is None else cell for cell in cells] if self._is_sqlite else cells

    def _insert(
        self,
        statements: Statements,
        table: str,
        full: Sequence[str],
        sparse: Sequence[str],
        ids: tuple[int, int],
    ) -> None:
        """Insert rows and journal them; what runs in the thread."""
        for sql, rows in statements:
            self._lent.exec_driver_sql(sql, rows)
        self._journal_inserts(table, full, sparse, ids)

    @staticmethod
    def _statements(
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        marks: Sequence[str],
    ) -> Statements:
        """Several rows to a statement: beginning and ending one costs as much as its rows."""
        start = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 - names of our own tables
        one_row = f"({', '.join(marks)})"
        cells = itertools.chain.from_iterable(rows)
        width = len(columns) * ROWS_PER_STATEMENT
        full = list(iter(lambda: tuple(itertools.islice(cells, width)), ()))
        rest = full.pop() if full and len(full[-1]) < width else ()
        statements = []
        if full:
            statements.append((start + ", ".join([one_row] * ROWS_PER_STATEMENT), full))
        if rest:
            count = len(rest) // len(columns)
            statements.append((start + ", ".join([one_row] * count), [rest]))
        return statements

    def _journal_inserts(
        self, table: str, full: Sequence[str], sparse: Sequence[str], ids: tuple[int, int]
    ) -> None:
        """Journal new rows by their ids, first and last; nulls, only in `sparse`, fall away."""
        if self._is_sqlite:
            # Half as long as letting json_patch drop the nulls of one object of everything.
            said = [f""", ',"{name}":', json_quote({name})""" for name in full if name != "id"]
            said += [
                f""", iif({name} IS NULL, '', ',"{name}":' || json_quote({name}))"""
                for name in sparse
            ]
            after = f"""concat('{{"id":', id{"".join(said)}, '}}')"""
        else:
            pairs = ", ".join(f"'{name}', {name}" for name in (*full, *sparse))
            after = f"json_strip_nulls(json_build_object({pairs}))::text"
        self._lent.exec_driver_sql(
            "INSERT INTO changes (deed_id, table_name, record_id, after) "  # noqa: S608 - names of our own tables
            f"SELECT {self._mark}, '{table}', id, {after} FROM {table} "
            f"WHERE id BETWEEN {self._mark} AND {self._mark}",
            (self._deed_id, *ids),
        )

    @contextlib.contextmanager
    def of_many(self, tables: Sequence[str], rows: int) -> Iterator[None]:
        """For so many inserts, in a long list: little memory, and indexes built afterwards.

        Indexes, those of the journal too, stay where more rows are standing already than come:
        adding to them is quicker.
        What is given column by column is inserted and journalled by a thread: the engine works for
        itself there, while the next values are put together. Nobody else may use the connection
        meanwhile.
        """
        if not self._is_sqlite or rows < MANY_ROWS:
            yield
            return
        statements: list[str] = []
        for table in (*tables, journal.Change.__tablename__):
            standing = self._connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0  # noqa: S608 - names of our own tables
            if standing <= rows:
                statements += self._drop_indexes(table)
        with in_little_memory(self._connection), ThreadPoolExecutor(1) as self._thread:
            try:
                with quick_turns():
                    yield
                    self._wait()
            finally:
                self._thread = None
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
            assignments = ", ".join(f"{name} = {self._mark}" for name in names)
            self._many(f"UPDATE {table} SET {assignments} WHERE id = {self._mark}", rows)  # noqa: S608 - names of our own tables
        self._journal(entries)

    def _journal(self, entries: list[tuple[Any, ...]]) -> None:
        if entries:
            self._many(
                "INSERT INTO changes (deed_id, table_name, record_id, before, after) "  # noqa: S608 - no outside text in it
                f"VALUES ({self._marks(5)})",
                entries,
            )

    def _many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._connection.exec_driver_sql(sql, [*map(tuple, rows)])

    def _marks(self, count: int) -> str:
        return ", ".join([self._mark] * count)
