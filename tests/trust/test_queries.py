"""Whatever is asked for, sorted by or filtered, the answer is rows or a sentence: never another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.command_line import Run
from support.offices import OfficeMaker
from support.records import a_benefit, a_member, add
from support.spoiling import SCRAPS

from unionoffice.core.errors import UserError
from unionoffice.registerkit.columns import Kind
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.services.views import Filter, Query
from unionoffice.store.store import Store

NAMES = ("Nguyễn Thị 100%", "Lê_Văn An", "Trần \\ Bình", "O'Neill; DROP TABLE people; --")
HOSTILE = (
    *("' OR '1'='1", '"; DROP TABLE people; --', "1) UNION SELECT name FROM sqlite_master --"),
    *("%", "_", "\\", "%' ESCAPE '\\", "NEAR(", '"', "*", "AND", "OR NOT", "people.id", "id; --"),
    *("full_name, (SELECT 1)", "rowid", "__class__", "metadata", "search_text", "\x00", "\ud800"),
)
Words = st.one_of(st.sampled_from((*HOSTILE, *SCRAPS)), st.text(max_size=60))
KEYS = [register.key for register in CATALOGUE]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(
    request: pytest.FixtureRequest,
    offices: OfficeMaker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    if request.param == "sqlite":
        store = offices.make(tmp_path_factory.mktemp("queries") / "office.uoffice")
    else:
        store = _on_a_server(request)
    people = [a_member(name) for name in NAMES]
    add(store, *people, *map(a_benefit, people))
    yield store
    store.close()


def _on_a_server(request: pytest.FixtureRequest) -> Store:
    from support.offices import PRIMARY

    from unionoffice.services.office import Office
    from unionoffice.store.store import open_store

    server = request.getfixturevalue("postgresql_server")
    database = server.database(request.getfixturevalue("_postgresql_template"))
    request.addfinalizer(lambda: database.__exit__(None, None, None))
    store = open_store(server.url(database.__enter__()))
    Office(store).found(PRIMARY)
    return store


def all_names(store: Store) -> list[str]:
    rows = Desk(store, CATALOGUE).page("members", Query(), ["full_name"], 0, 100)
    return sorted(str(row.cells[0]) for row in rows)


@settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.sampled_from(KEYS), Words, Words, Words, st.booleans())
def test_no_words_become_part_of_the_question(
    office: Store, key: str, find: str, field: str, value: str, backwards: bool
) -> None:
    desk = Desk(office, CATALOGUE)
    fields = desk.register(key).fields
    shown = [fields[0].key]
    of_text = next((each.key for each in fields if each.kind is Kind.TEXT), field)
    for query in (
        Query(find=find),
        Query(filters=(Filter(of_text, "contains", value),), descending=backwards),
        Query(filters=(Filter(field, "contains", value),)),
        Query(order_by=field, descending=backwards),
    ):
        with contextlib.suppress(UserError):
            desk.page(key, query, shown, 0, 50)
            desk.totals(key, query)
    assert all_names(office) == sorted(NAMES)


@pytest.mark.parametrize(
    ("value", "found"),
    [("100%", 1), ("%", 1), ("_", 1), ("\\", 1), ("'", 1), ("%%", 0), ("__", 0), ("n_th", 0)],
)
def test_signs_of_patterns_mean_themselves(office: Store, value: str, found: int) -> None:
    query = Query(filters=(Filter("full_name", "contains", value),))
    assert len(Desk(office, CATALOGUE).page("members", query, ["full_name"], 0, 50)) == found


@pytest.mark.parametrize("words", HOSTILE[:6])
def test_command_line_takes_no_statements(
    run: Run, offices: OfficeMaker, tmp_path: Path, words: str
) -> None:
    path = tmp_path / "office.uoffice"
    store = offices.make(path)
    add(store, *(a_member(name) for name in NAMES))
    store.close()
    for arguments in (
        ("list", path, "members", "--find", words),
        ("list", path, words),
        ("list", path, "members", "--unit", words),
        ("trace", path, "vn-member-benefit", words, "--from", "2026-01-01", "--to", "2026-12-31"),
    ):
        answer = run(*arguments)
        assert "Something went wrong" not in answer.err, arguments
    assert len(run("list", path, "members", "--format", "json").json) == len(NAMES)


PASTED = ("x" * 500_000, "a b c d " * 100_000, " ".join(map(str, range(50_000))))


@pytest.mark.parametrize("pasted", PASTED, ids=("letters", "words", "numbers"))
def test_whole_pages_pasted_into_a_search_are_answered(office: Store, pasted: str) -> None:
    desk = Desk(office, CATALOGUE)
    for key in KEYS:
        assert desk.page(key, Query(find=pasted), [desk.register(key).fields[0].key], 0, 50) == []
        assert desk.totals(key, Query(find=pasted)).records == 0
    assert desk.find_people(pasted) == []
    assert desk.find_units(pasted) == []
