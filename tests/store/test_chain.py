"""The chain of the journal: whatever is changed behind the program's back is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2
from support.command_line import Run
from support.records import a_benefit, a_member, add

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.backup_keeper import BY_HAND, BackupKeeper
from unionoffice.services.desk import Desk
from unionoffice.services.journal_proof import prove, sentences
from unionoffice.store import chain
from unionoffice.store.bulk import Bulk
from unionoffice.store.engine import file_engine, server_engine
from unionoffice.store.store import Store, open_store

TAMPERINGS = 200
GUARDS = (
    "changes_are_not_changed",
    "changes_are_not_removed",
    "deeds_are_not_changed",
    "deeds_are_not_removed",
)


def an_office_at_work(store: Store) -> None:
    """Forty deeds of several sorts, an undone one among them."""
    people = [a_member(f"Nguyễn Văn {number}") for number in range(10)]
    add(store, *people)
    for number in range(30):
        add(store, a_benefit(people[number % 10], date(2026, 1, 1 + number % 28)))
    desk = Desk(store, CATALOGUE)
    for person in people[:8]:
        draft = desk.draft("members", person.id)
        draft.values["phone"] = f"09{person.id:08}"
        desk.save("members", draft, person.id)
    last = desk.last_deed()
    assert last is not None
    desk.undo(last.id)


@pytest.fixture
def path(store: Store) -> Path:
    """The file of an office in which something was done, closed, without its guards."""
    an_office_at_work(store)
    assert prove(store).is_sound
    assert store.path is not None
    store.close()
    return store.path


def test_a_deed_of_many_changes_is_sealed_as_it_is_verified(any_store: Store) -> None:
    add(any_store, a_member())
    columns = ("id", "name", "is_state_body", "search_text", "version")
    with any_store.writing("List brought in") as session:
        bulk = Bulk(session)
        ids = bulk.new_ids("units", 2 * chain.ROWS_AT_ONCE + 1)
        bulk.insert("units", columns, [(id_, f"Tổ {id_}", 0, "", 1) for id_ in ids])
    assert prove(any_store).is_sound


def found_in(path: Path) -> tuple[chain.Fault, ...]:
    engine = file_engine(path, read_only=True)
    with engine.connect() as connection:
        state = chain.verify(connection)
    engine.dispose()
    return state.faults


class Tamperer:
    """Changes something in the journal of a file, past the program and its guards."""

    def __init__(self, connection: Any, random: Random) -> None:
        self._sql, self._random = connection.execute, random
        for guard in GUARDS:
            self._sql(f"DROP TRIGGER IF EXISTS {guard}")

    def tamper(self) -> str:
        how: Callable[[], str] = self._random.choice(
            [
                self._change,
                self._change,
                self._change,
                self._remove,
                self._add,
                self._swap,
                self._cut,
            ]
        )
        return how()

    def _row(self, table: str) -> int:
        rows = self._sql(f"SELECT id FROM {table} ORDER BY id").fetchall()
        return int(self._random.choice(rows)[0])

    def _change(self) -> str:
        """One letter or one digit of one cell."""
        table = self._random.choice(["deeds", "changes"])
        row = self._row(table)
        columns = [each[1] for each in self._sql(f"PRAGMA table_info({table})")]
        column = self._random.choice([each for each in columns if each != "id"])
        ((value,),) = self._sql(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchall()
        self._sql(
            f"UPDATE {table} SET {column} = ? WHERE id = ?", (self._other(value, column), row)
        )
        return f"{table}.{column} of {row}"

    def _other(self, value: Any, column: str) -> Any:
        if isinstance(value, int):
            return value + self._random.choice([-1, 1])
        if not value:
            return 1 if column.endswith("_id") else "x"
        place = self._random.randrange(len(value))
        letter = chr(ord(value[place]) ^ 1)
        return value[:place] + letter + value[place + 1 :]

    def _remove(self) -> str:
        table = self._random.choice(["deeds", "changes"])
        row = self._row(table)
        self._sql(f"DELETE FROM {table} WHERE id = ?", (row,))
        return f"{table} {row} removed"

    def _add(self) -> str:
        columns = "deed_id, table_name, record_id, before, after"
        deed = self._row("deeds") + self._random.choice([0, 0, 1000])
        self._sql(
            f"INSERT INTO changes ({columns}) VALUES (?, 'people', 1, '{{}}', '{{}}')", (deed,)
        )
        return f"a change added to {deed}"

    def _swap(self) -> str:
        first, second = self._random.sample(range(1, 40), 2)
        contents = {
            row: self._sql(
                "SELECT record_id, before, after FROM changes WHERE id = ?", (row,)
            ).fetchone()
            for row in (first, second)
        }
        if contents[first] == contents[second]:
            return self._remove()
        for row, other in ((first, second), (second, first)):
            self._sql(
                "UPDATE changes SET record_id = ?, before = ?, after = ? WHERE id = ?",
                (*contents[other], row),
            )
        return f"changes {first} and {second} swapped"

    def _cut(self) -> str:
        newest = self._sql("SELECT max(id) FROM deeds").fetchone()[0] - self._random.randrange(5)
        self._sql("DELETE FROM changes WHERE deed_id >= ?", (newest,))
        self._sql("DELETE FROM deeds WHERE id >= ?", (newest,))
        return f"cut off from {newest}"


def test_every_tampering_is_found(path: Path) -> None:
    assert found_in(path) == ()
    missed = []
    for seed in range(TAMPERINGS):
        connection = dbapi2.connect(str(path))
        connection.isolation_level = None
        untouched = path.read_bytes()
        what = Tamperer(connection, Random(seed)).tamper()
        connection.close()
        if not found_in(path):
            missed.append(f"{seed}: {what}")
        path.write_bytes(untouched)
    assert missed == []


def test_an_end_cut_off_with_its_counter_is_told_by_the_backups(
    store: Store, tmp_path: Path
) -> None:
    an_office_at_work(store)
    assert store.path is not None
    keeper = BackupKeeper(store.path)
    keeper.make(BY_HAND)
    assert prove(store).is_sound
    store.close()
    connection = dbapi2.connect(str(store.path))
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    (last,) = connection.execute("SELECT max(id) FROM deeds").fetchone()
    connection.execute("DELETE FROM changes WHERE deed_id = ?", (last,))
    connection.execute("DELETE FROM deeds WHERE id = ?", (last,))
    connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'deeds'", (last - 1,))
    connection.commit()
    connection.close()
    reopened = open_store(store.path)
    proof = prove(reopened)
    reopened.close()
    assert proof.state.is_unbroken
    assert not proof.is_sound
    assert "ends before the backup" in sentences(proof)[-1]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET after = '{}'",
        "DELETE FROM changes",
        "UPDATE deeds SET done_by = 'somebody'",
        "UPDATE deeds SET erased_by_id = 1",
        "DELETE FROM deeds",
    ],
)
def test_the_tables_refuse_to_change_the_journal(any_store: Store, statement: str) -> None:
    add(any_store, a_member())
    url = str(any_store.path or "")
    engine = file_engine(Path(url)) if url else any_store._engine
    with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
        connection.execute(text(statement))
    assert prove(any_store).is_sound


def test_the_chain_is_the_same_on_a_server(postgresql_office_url: str) -> None:
    store = open_store(postgresql_office_url)
    add(store, a_member("Đỗ Thị “Na”"), a_member("Lê Văn \\n"))
    assert prove(store).is_sound
    engine = server_engine(postgresql_office_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE changes DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE changes SET record_id = record_id + 1 WHERE id = 1"))
    engine.dispose()
    assert [fault.kind for fault in prove(store).state.faults] == [chain.CHANGED]
    store.close()


def test_check_says_since_when_the_journal_is_unbroken(path: Path, run: Run) -> None:
    said = run("check", path)
    assert said.status == 0
    assert "The journal is unbroken: 41 deeds since" in said.out
    connection = dbapi2.connect(str(path))
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute(
        "UPDATE changes SET after = replace(after, 'Nguyễn', 'Lê') WHERE deed_id = 2"
    )
    connection.commit()
    connection.close()
    said = run("check", path)
    assert said.status == 1
    assert "tampered with: deed 2 was changed" in said.out
