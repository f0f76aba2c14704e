"""What the tables themselves refuse, whoever writes in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from unionoffice.registers import catalogue  # noqa: F401 - maps the classes of all registers
from unionoffice.store import journal  # noqa: F401 - maps the journal
from unionoffice.store.base import Base
from unionoffice.store.engine import file_engine, server_engine
from unionoffice.store.store import Store
from unionoffice.store.upgrade import upgrade_server

TABLES = sorted(table.name for table in Base.metadata.sorted_tables)


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """The connection that the program itself works with."""
    with store.reading() as session:
        yield session.connection()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_a_file_is_strict(connection: Connection, table: str) -> None:
    rows = connection.execute(text("SELECT name, strict FROM pragma_table_list"))
    assert dict(rows.all())[table] == 1


def test_a_strict_table_refuses_text_where_a_number_belongs(connection: Connection) -> None:
    entry = "INSERT INTO headcounts (counted_on, workers, search_text, version) VALUES "
    with pytest.raises(IntegrityError, match="cannot store TEXT value in INTEGER column"):
        connection.execute(text(entry + "('2017-01-01', 'many', '', 1)"))


def test_a_row_that_refers_to_nobody_is_refused(any_store: Store) -> None:
    with any_store.reading() as session, pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(
            text("INSERT INTO memberships (person_id, is_current, status) VALUES (99, 1, 'active')")
        )


def test_nobody_has_two_current_memberships(any_store: Store) -> None:
    with any_store.reading() as session, pytest.raises(IntegrityError, match=r"(?i)unique"):
        _write_two_current_memberships(session)


def _write_two_current_memberships(session: Any) -> None:
    session.execute(
        text(
            "INSERT INTO people (id, full_name, name_key, name_folded, search_text, version) "
            "VALUES (1, 'Lê Văn An', '', '', '', 1)"
        )
    )
    for number in (1, 2):
        session.execute(
            text(
                "INSERT INTO memberships (id, person_id, is_current, status) "
                f"VALUES ({number}, 1, 1, 'active')"
            )
        )


def test_an_office_file_works_as_it_is_meant_to(connection: Connection) -> None:
    wanted = {"foreign_keys": 1, "journal_mode": "delete", "synchronous": 3, "secure_delete": 1}
    found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
    assert found == wanted


def test_a_server_is_brought_up_to_date_any_number_of_times(postgresql_url: str) -> None:
    for _ in range(2):
        upgrade_server(postgresql_url)
    engine = server_engine(postgresql_url)
    assert set(inspect(engine).get_table_names()) == {*TABLES, "alembic_version"}
    engine.dispose()


def test_both_engines_have_the_same_columns_keys_and_indexes(
    store: Store, postgresql_office_url: str
) -> None:
    assert store.path is not None
    file, server = file_engine(store.path), server_engine(postgresql_office_url)
    assert _shape(file) == _shape(server)
    file.dispose()
    server.dispose()


def _shape(engine: Any) -> dict[str, Any]:
    """What both engines can say alike about their tables."""
    look = inspect(engine)
    return {
        table: (
            {column["name"]: column["nullable"] for column in look.get_columns(table)},
            look.get_pk_constraint(table)["constrained_columns"],
            {
                (key["constrained_columns"][0], key["referred_table"])
                for key in look.get_foreign_keys(table)
            },
            # PostgreSQL counts a unique constraint among the indexes too.
            {
                (index["name"], tuple(index["column_names"]), bool(index["unique"]))
                for index in look.get_indexes(table)
                if not index.get("duplicates_constraint")
            },
            {unique["name"] for unique in look.get_unique_constraints(table)},
        )
        for table in TABLES
    }


def test_a_days_text_sorts_alike_on_both_engines(any_store: Store) -> None:
    days = ["2017", "2017-03", "2017-03-01", "2017-03-02", "2018"]
    with any_store.reading() as session:
        for number, day in enumerate(reversed(days), 1):
            session.execute(
                text(
                    "INSERT INTO people (id, full_name, name_key, name_folded, birth_date, "
                    "search_text, version) VALUES (:id, 'A', '', '', :day, '', 1)"
                ),
                {"id": number, "day": day},
            )
        found = session.scalars(text("SELECT birth_date FROM people ORDER BY birth_date")).all()
    assert found == days


def test_the_engine_of_a_file_knows_strict_tables(tmp_path: Path) -> None:
    connection = dbapi2.connect(str(tmp_path / "a.db"))
    connection.execute("CREATE TABLE t (n INTEGER) STRICT")
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute("INSERT INTO t VALUES ('x')")
    connection.close()
