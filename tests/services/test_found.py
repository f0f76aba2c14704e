"""What queries have found is kept only as long as it is true."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from support.random_office import RandomOffice
from support.records import a_benefit, a_member, add

from unionoffice.core.dates import PartialDate
from unionoffice.core.text import fold
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.services.views import Draft, Filter, Query
from unionoffice.store.store import Store, open_store

PAGE = 7
NAMES = ["Lê Văn An", "Trần Thị Ánh", "Nguyễn Văn Bình", "Đào Thị Hằng", "Nguyễn Thị Hằng"]


@pytest.fixture
def desk(any_store: Store) -> Desk:
    return Desk(any_store, CATALOGUE)


def names(desk: Desk, query: Query, offset: int = 0, limit: int = 100) -> list[str]:
    return [row.cells[0] for row in desk.page("members", query, ["full_name"], offset, limit)]


def enter(desk: Desk, name: str, **more: Any) -> int:
    values = {"full_name": name, "joined_on": PartialDate(2015)} | more
    return desk.save("members", Draft(desk.blank("members").values | values), None).id


def test_pages_add_up_to_the_list_in_every_order(any_store: Store) -> None:
    RandomOffice(any_store, seed=7, people=25, records=90)
    for register in Desk(any_store, CATALOGUE).registers():
        for field in ["", *(view.key for view in register.table_fields)]:
            for descending in (False, True):
                query = Query(order_by=field, descending=descending)
                desk = Desk(any_store, CATALOGUE)
                whole = [row.id for row in desk.page(register.key, query, [], 0, 10_000)]
                # The first page is read by itself, the others from what is kept.
                pages = [
                    row.id
                    for offset in range(0, len(whole), PAGE)
                    for row in desk.page(register.key, query, [], offset, PAGE)
                ]
                assert pages == whole
                assert len(set(whole)) == len(whole)
                assert desk.totals(register.key, query).records == len(whole)


def test_descending_is_ascending_the_other_way_round(desk: Desk) -> None:
    for name in NAMES:
        enter(desk, name)
    assert names(desk, Query(order_by="full_name")) == NAMES
    assert names(desk, Query(order_by="full_name", descending=True)) == NAMES[::-1]


def test_a_list_sorted_by_person_keeps_the_records_of_namesakes_apart(any_store: Store) -> None:
    people = [a_member("Nguyễn Thị Hằng"), a_member("Nguyễn Thị Hằng"), a_member("Lê Văn An")]
    add(any_store, *people, *(a_benefit(person) for _ in range(2) for person in people))
    rows = Desk(any_store, CATALOGUE).page("benefits", Query(order_by="person"), [], 0, 100)
    who = [row.person_id for row in rows]
    assert who == [each for each in dict.fromkeys(who) for _ in range(2)]


def test_a_change_is_seen_on_every_page_at_once(desk: Desk) -> None:
    for name in NAMES[1:]:
        enter(desk, name)
    assert desk.totals("members", Query()).records == 4
    assert names(desk, Query(), 2) == NAMES[3:]

    saved = enter(desk, NAMES[0])

    assert names(desk, Query(), 2) == NAMES[2:]
    assert names(desk, Query(find="hang")) == NAMES[3:]
    desk.void("members", saved, "entered twice")
    assert names(desk, Query(), 1) == NAMES[2:]
    assert desk.totals("members", Query()).records == 4


def test_an_undone_deed_is_seen_at_once(desk: Desk) -> None:
    enter(desk, NAMES[0])
    saved = desk.save(
        "members", Draft(desk.blank("members").values | {"full_name": NAMES[1]}), None
    )
    assert desk.totals("members", Query(find="anh")).records == 1
    desk.undo(saved.deed_id)
    assert desk.totals("members", Query(find="anh")).records == 0
    assert names(desk, Query()) == NAMES[:1]


def test_what_another_program_writes_is_seen_at_once(store: Store) -> None:
    assert store.path is not None
    enter(Desk(store, CATALOGUE), NAMES[0])
    other = open_store(store.path, read_only=True)
    reader = Desk(other, CATALOGUE)
    assert reader.totals("members", Query()).records == 1
    enter(Desk(store, CATALOGUE), NAMES[1])
    assert names(reader, Query()) == NAMES[:2]
    assert reader.totals("members", Query()).records == 2
    other.close()


def test_typing_on_narrows_what_was_found(desk: Desk) -> None:
    for name in NAMES:
        enter(desk, name)
    typed = ["n", "ng", "ngu", "nguyen", "nguyen h", "nguyen hang", "nguyen", "ha", "xyz", ""]
    for text in typed:
        expected = [
            each
            for each in names(desk, Query())
            if all(word in fold(each) for word in text.split())
        ]
        assert names(desk, Query(find=text)) == expected


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter("status", "is", "active"), ["An", "Bình"]),
        (Filter("status", "is_not", "active"), ["Chi"]),
        (Filter("card_number", "is", "7"), ["Bình"]),
        (Filter("union_role", "empty"), ["An", "Chi"]),
        (Filter("job_title", "empty"), ["An", "Bình", "Chi"]),
    ],
)
def test_members_are_filtered_by_their_membership(
    desk: Desk, wanted: Filter, found: list[str]
) -> None:
    enter(desk, "An")
    enter(desk, "Bình", card_number="7", union_role="Tổ trưởng")
    enter(desk, "Chi", status="retired")
    assert names(desk, Query(filters=(wanted,))) == found
    assert sorted(names(desk, Query(filters=(wanted,), order_by="joined_on"))) == found


def test_every_order_is_strict(desk: Desk) -> None:
    for _ in range(3):
        enter(desk, NAMES[0])
    ids = [row.id for row in desk.page("members", Query(order_by="status"), [], 0, 10)]
    assert all(one < other for one, other in pairwise(ids))


def test_memory_finds_what_the_file_finds_in_every_order(any_store: Store) -> None:
    RandomOffice(any_store, seed=11, people=40, records=10)
    warm = Desk(any_store, CATALOGUE)
    for typed in ("x", "xy"):  # what is typed on is looked up in memory
        warm.page("members", Query(find=typed), [], 0, PAGE)
    for typed in ("a", "n", "thi", "nguyen thi", "an a", "0", "1 n", "Đ", "zzz"):
        for query in (
            Query(find=typed),
            Query(find=typed, include_voided=True),
            Query(find=typed, order_by="birth_date", descending=True),
            Query(find=typed, filters=(Filter("sex", "is", "female"),)),
        ):
            cold = Desk(any_store, CATALOGUE)
            expected = cold.page("members", query, ["full_name"], 0, 1000)
            found = [
                row
                for offset in range(0, 45, PAGE)
                for row in warm.page("members", query, ["full_name"], offset, PAGE)
            ]
            assert found == expected
            assert warm.totals("members", query) == cold.totals("members", query)
