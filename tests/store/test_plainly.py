"""What a disk did is said in a sentence; what the program did wrong is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlcipher3 import dbapi2
from support.offices import OfficeMaker
from support.records import a_unit, add

from unionoffice.core.errors import UserError
from unionoffice.registers.organisation.model import Unit
from unionoffice.store.backups import count_rows
from unionoffice.store.engine import server_engine
from unionoffice.store.file_watch import FileWatch
from unionoffice.store.plainly import told_plainly
from unionoffice.store.store import Store, open_store


def drop_what_is_not_there() -> None:
    with create_engine("sqlite://", module=dbapi2).connect() as connection:
        connection.execute(text("DROP TABLE gone"))


def fail_and_clean_up() -> None:
    try:
        raise dbapi2.OperationalError("disk I/O error")
    finally:
        drop_what_is_not_there()


def test_clean_up_that_fails_after_the_disk_failed_is_told_as_the_disk() -> None:
    """SQLite has rolled everything back by then: what shall be removed is no longer there."""
    with pytest.raises(UserError, match="disk does not answer"), told_plainly():
        fail_and_clean_up()


def test_bug_stays_a_bug() -> None:
    with pytest.raises(OperationalError, match="no such table"), told_plainly():
        drop_what_is_not_there()


def test_no_error_tells_what_was_to_be_written(any_store: Store) -> None:
    (unit_id,) = add(any_store, a_unit("Quách Thị Ngọc Yến"))
    with pytest.raises(IntegrityError) as caught, any_store.writing("Written") as session:
        session.execute(insert(Unit).values(id=unit_id, name="Quách Thị Ngọc Yến"))
    assert "Yến" not in str(caught.value)


def test_file_that_cannot_be_read_is_told_wherever_it_is_looked_at_first(
    offices: OfficeMaker, tmp_path: Path
) -> None:
    office = tmp_path / "office.uoffice"
    offices.make(office).close()
    store = open_store(office)
    with office.open("r+b") as file:
        file.seek(16)
        file.write(b"\xa5" * 4080)
    with pytest.raises(UserError, match="damaged"):
        add(store, a_unit("Tổ 1"))
    with pytest.raises(UserError, match="damaged"):
        count_rows(office)
    with pytest.raises(UserError, match="damaged"):
        FileWatch(office)
    store.close()


def test_a_server_that_falls_silent_is_given_up_within_half_a_minute(
    postgresql_office_url: str,
) -> None:
    engine = server_engine(postgresql_office_url)
    connection = engine.raw_connection()
    told = connection.driver_connection.info.get_parameters()
    assert int(told["tcp_user_timeout"]) <= 30_000
    asked = int(told["keepalives_interval"]) * int(told["keepalives_count"])
    assert int(told["keepalives_idle"]) + asked <= 30
    connection.close()
    engine.dispose()
