"""Many rows at once: journalled behind the back of whoever inserts them, and all or nothing."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from unionoffice.services.journal_proof import prove
from unionoffice.store import bulk
from unionoffice.store.bulk import Bulk
from unionoffice.store.store import Store

COLUMNS: dict[str, list[Any]] = {
    "is_state_body": [0, 0, 1],
    "search_text": ["", "", ""],
    "version": [1, 1, 1],
}


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MANY_ROWS", 3)


def enter(session: Session, batches: int, *, same_id: bool = False) -> None:
    """Units, three at a time, as a long list brings them in."""
    many = Bulk(session)
    with many.of_many(("units",), 3 * batches):
        for batch in range(batches):
            first = many.new_ids("units", 3)[0] if not same_id else 900
            ids = list(range(first, first + 3))
            names = [f"Tổ {batch}-{number}" for number in range(3)]
            many.insert_columns("units", {"id": ids, "name": names, **COLUMNS})


def test_rows_are_journalled_in_the_order_in_which_they_were_inserted(store: Store) -> None:
    with store.writing("List brought in") as session:
        enter(session, 40)
    with store.reading() as session:
        rows = session.execute(text("SELECT id, name FROM units ORDER BY id")).all()
        said = session.execute(
            text("SELECT record_id, after FROM changes WHERE table_name = 'units' ORDER BY id")
        ).all()
    assert len(rows) == 120
    journalled = [(id_, json.loads(after)["name"]) for id_, after in said]
    assert journalled == [tuple(row) for row in rows]
    assert prove(store).is_sound


def test_rows_given_row_by_row_wait_for_those_that_are_still_inserted(store: Store) -> None:
    with store.writing("List brought in") as session:
        many = Bulk(session)
        with many.of_many(("units",), 2000):
            ids = list(range(1, 2001))
            columns = {"is_state_body": [0] * 2000, "search_text": [""] * 2000}
            names = [f"Tổ {id_}" for id_ in ids]
            many.insert_columns(
                "units", {"id": ids, "name": names, **columns, "version": [1] * 2000}
            )
            many.insert(
                "units",
                ("id", "name", "is_state_body", "search_text", "version"),
                [(2001, "Tổ cuối", 0, "", 1)],
            )
    with store.reading() as session:
        said = session.scalars(
            text("SELECT record_id FROM changes WHERE table_name = 'units' ORDER BY id")
        ).all()
    assert said == list(range(1, 2002))
    assert prove(store).is_sound


def test_indexes_stand_again_when_a_long_list_is_in(store: Store) -> None:
    def indexes(session: Session) -> list[Any]:
        found = (
            "SELECT name, sql FROM sqlite_master "
            "WHERE tbl_name IN ('units', 'changes') AND type = 'index' ORDER BY name"
        )
        return list(session.execute(text(found)).all())

    with store.reading() as session:
        before = indexes(session)
    assert "ix_changes_record_id" in {name for name, _sql in before}
    with store.writing("List brought in") as session:
        enter(session, 40)
    with store.reading() as session:
        assert indexes(session) == before


def test_a_journal_that_cannot_be_written_leaves_nothing_of_the_list(store: Store) -> None:
    before = {*threading.enumerate()}
    with store.remembering() as session:
        session.execute(
            text(
                "CREATE TRIGGER full BEFORE INSERT ON changes WHEN NEW.record_id > 6 "
                "BEGIN SELECT RAISE(ABORT, 'no room in the journal'); END"
            )
        )
    # Whether others follow, or it is the very last that fails.
    for batches in (3, 8):
        with (
            pytest.raises(IntegrityError, match="no room in the journal"),
            store.writing("List brought in") as session,
        ):
            enter(session, batches)
    assert not {*threading.enumerate()} - before
    with store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM units")) == 0
        assert session.scalar(text("SELECT count(*) FROM changes WHERE table_name = 'units'")) == 0


def test_rows_that_cannot_be_inserted_leave_nothing_of_the_list(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing("List brought in") as session:
        enter(session, 2, same_id=True)
    with store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM units")) == 0
