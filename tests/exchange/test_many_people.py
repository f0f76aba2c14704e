"""Several people at once in one office: nothing is lost, and nobody writes what he may not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from exchange.levels import Levels, body
from support.command_line import Run
from support.postgresql import Server
from support.records import a_member, add

from unionoffice.core.errors import ChangedMeanwhileError, UserError
from unionoffice.exchange.background import with_background
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.reports.filled import FormFigures
from unionoffice.services.desk import Desk
from unionoffice.services.office import Office
from unionoffice.store.store import Store, open_store

WRITERS, SAVES = 4, 8
HAMMER = """
import sys, time
from unionoffice.core.errors import ChangedMeanwhileError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.store.lock import OfficeHeldError
from unionoffice.store.store import open_store

def opened():
    while True:
        try:
            return open_store(sys.argv[1])
        except OfficeHeldError:
            time.sleep(0.01)

saved = 0
while saved < int(sys.argv[4]):
    store = opened()
    desk = Desk(store, CATALOGUE)
    draft = desk.draft("members", int(sys.argv[2]))
    draft.values["notes"] = (draft.values["notes"] or "") + sys.argv[3]
    try:
        desk.save("members", draft, int(sys.argv[2]))
        saved += 1
    except ChangedMeanwhileError:
        pass
    store.close()
"""
COLLECT = """
import sys
from unionoffice.exchange.collecting import Collecting
from unionoffice.exchange.reporting import Reporting
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.store.store import open_store

store = open_store(sys.argv[1])
collecting = Collecting(store, Reporting(store, CATALOGUE).forms)
input()
print(*(file.status for file in collecting.collect(sys.argv[2:])))
"""


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address or path of an office with one member, open nowhere."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_office_url")
        store = open_store(url)
        Office(store).found(body("T1", "primary"))
        store.close()
        yield url
    else:
        store = request.getfixturevalue("store")
        store.close()
        yield str(store.path)


def test_processes_that_save_one_record_over_and_over_lose_no_word(place: str) -> None:
    store = open_store(place)
    (person_id,) = add(store, a_member())
    store.close()
    writers = [started(HAMMER, place, person_id, letter, SAVES) for letter in "abcd"[:WRITERS]]
    assert [writer.wait(timeout=240) for writer in writers] == [0] * WRITERS
    store = open_store(place)
    notes = Desk(store, CATALOGUE).draft("members", person_id).values["notes"]
    store.close()
    assert sorted(notes) == sorted("abcd"[:WRITERS] * SAVES)


def test_a_save_of_what_belongs_to_a_record_counts_as_one_of_the_record(any_store: Store) -> None:
    """A member's unit stands in another table: it must not be overwritten unnoticed either."""
    desk = Desk(any_store, CATALOGUE)
    (person_id,) = add(any_store, a_member())
    mine, theirs = desk.draft("members", person_id), desk.draft("members", person_id)
    theirs.values["union_role"] = "Tổ trưởng"
    desk.save("members", theirs, person_id)
    mine.values["union_role"] = "Tổ phó"
    with pytest.raises(ChangedMeanwhileError, match="Somebody else"):
        desk.save("members", mine, person_id)
    assert desk.draft("members", person_id).values["union_role"] == "Tổ trưởng"


def test_two_clerks_who_collect_the_same_stick_count_nothing_twice(
    levels: Levels, postgresql_office_url: str
) -> None:
    store = open_store(postgresql_office_url)
    Office(store).found(body("H1", "district"))
    district = levels.adopt(store)
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    files = [primary.send() for primary in primaries]
    clerks = [started(COLLECT, postgresql_office_url, *files) for _clerk in range(3)]
    said = []
    for clerk in clerks:
        assert clerk.stdin is not None
        clerk.stdin.write("\n")
        clerk.stdin.flush()
    for clerk in clerks:
        said += clerk.communicate(timeout=120)[0].split()
    assert sorted(said) == ["accepted"] * 3 + ["already_held"] * 6
    assert len(district.overview().returns) == 3


def test_what_is_collected_while_a_return_is_sent_is_in_the_next_version_as_a_whole(
    levels: Levels, postgresql_office_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(postgresql_office_url)
    Office(store).found(body("H1", "district", "TINH"))
    district, province = levels.adopt(store), levels.office("TINH", "province")
    first, second = levels.primaries("T1", "T2")
    district.enrol(first, second)
    province.enrol(district)
    district.collect(first.send())
    file = second.send()

    def collect_meanwhile(*sent: Any) -> FormFigures:
        clerk = started(COLLECT, postgresql_office_url, file)
        assert clerk.communicate("\n", timeout=120)[0].split() == ["accepted"]
        return with_background(*sent)

    monkeypatch.setattr("unionoffice.exchange.sending.with_background", collect_meanwhile)
    sent = district.sent("1.upack")
    monkeypatch.undo()
    assert province.statuses(sent.path) == ["accepted"]
    (row,) = (row for row in sent.figures.rows if row.key == "health")
    assert sent.figures.registered_members == first.sent().figures.registered_members
    assert (row.members, district.numbers("health")[2]) == (1, 3)
    assert province.statuses(district.send("2.upack")) == ["accepted"]
    assert province.numbers("health")[2] == 3


@pytest.fixture
def roles(postgresql_server: Server) -> Iterator[dict[str, str]]:
    """A role of each sort, as whoever looks after the server makes them."""
    with psycopg.connect(
        host=str(postgresql_server.socket_folder), user="postgres", autocommit=True
    ) as connection:
        for role in ("clerk", "auditor"):
            connection.execute(f"CREATE ROLE {role} LOGIN")
        yield {"write": "clerk", "read": "auditor"}
        # Their rights went with the database of the test.
        for role in ("clerk", "auditor"):
            connection.execute(f"DROP ROLE {role}")


@pytest.fixture
def granted(
    roles: dict[str, str], postgresql_office_url: str, run: Run
) -> Iterator[dict[str, str]]:
    """The addresses by which a clerk and an auditor come into one office."""
    store = open_store(postgresql_office_url)
    Office(store).found(body("T1", "primary"))
    add(store, a_member("Nguyễn Văn An"))
    store.close()
    names = [part for kind, role in roles.items() for part in (f"--{kind}", role)]
    said = run("grant", postgresql_office_url, *names)
    assert (said.status, said.out) == (0, "Granted. Writing: clerk. Reading only: auditor.\n")
    yield {
        kind: postgresql_office_url.replace("postgres@", f"{role}@") for kind, role in roles.items()
    }
    with psycopg.connect(postgresql_office_url.replace("+psycopg", "")) as connection:
        connection.execute("DROP OWNED BY clerk, auditor")


def test_a_clerk_does_the_work_and_cannot_touch_the_journal(granted: dict[str, str]) -> None:
    store = open_store(granted["write"])
    desk = Desk(store, CATALOGUE)
    draft = desk.blank("members")
    draft.values["full_name"] = "Lê Thị Bé"
    saved = desk.save("members", draft, None)
    desk.undo(saved.deed_id)
    with pytest.raises(UserError, match="may only read"), store.remembering() as session:
        session.connection().exec_driver_sql("DELETE FROM changes")
    store.close()


def test_an_auditor_reads_and_changes_nothing(granted: dict[str, str], run: Run) -> None:
    store = open_store(granted["read"])
    assert store.is_read_only
    assert [each.name for each in Desk(store, CATALOGUE).find_people("an")] == ["Nguyễn Văn An"]
    with pytest.raises(UserError, match="read-only"):
        Desk(store, CATALOGUE).save("units", Desk(store, CATALOGUE).blank("units"), None)
    with (
        pytest.raises(UserError, match="may only read"),
        store.reading() as session,
    ):
        session.connection().exec_driver_sql("SELECT private_key FROM signing_keys")
    store.close()
    assert run("list", granted["read"], "members").status == 0


def test_what_cannot_be_opened_on_a_server_is_told_in_a_sentence(
    postgresql_url: str, run: Run
) -> None:
    assert "no office in this database" in run("check", postgresql_url).err
    elsewhere = postgresql_url.replace("/office_", "/nowhere_")
    assert "does not know" in run("check", elsewhere).err
    assert "cannot be reached" in run("check", "postgresql+psycopg://a@127.0.0.1:9/b").err
    assert "no address" in run("check", "mysterious://a@b/c").err


def test_an_office_is_founded_once_in_a_database(postgresql_url: str, run: Run) -> None:
    new = ("new", postgresql_url.replace("@", ":secret@"), "--level", "district", "--code", "H1")
    made = run(*new, "--name", "LĐLĐ huyện")
    assert made.status == 0
    assert "secret" not in made.out + made.err
    assert "already" in run(*new, "--name", "LĐLĐ huyện").err
    assert run("upgrade", postgresql_url).status == 0


def test_who_reads_on_a_server_sees_one_state(postgresql_office_url: str) -> None:
    store = open_store(postgresql_office_url)
    Office(store).found(body("T1", "primary"))
    with store.reading() as session:
        count = "SELECT count(*) FROM people"
        before = session.connection().exec_driver_sql(count).scalar()
        other = open_store(postgresql_office_url)
        add(other, a_member())
        other.close()
        assert session.connection().exec_driver_sql(count).scalar() == before
    store.close()
