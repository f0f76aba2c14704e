"""Deeds on several records at once: one deed each, all of it or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event, select
from support.records import a_benefit, a_member, a_unit, add

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import CancelledError, InvalidRecordError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.people.model import Employment
from unionoffice.services.desk import Desk
from unionoffice.services.exporting import Exporting
from unionoffice.services.several import RefusedRecordError
from unionoffice.services.views import Query
from unionoffice.spreadsheets.exporting import written_list
from unionoffice.store.store import Store


@pytest.fixture
def desk(any_store: Store) -> Desk:
    return Desk(any_store, CATALOGUE)


@pytest.fixture
def gifts(any_store: Store) -> list[int]:
    """Three benefits of one member."""
    hang = a_member("Nguyễn Thị Hằng")
    add(any_store, hang)
    days = (date(2026, 3, 12), date(2026, 4, 1), date(2026, 5, 2))
    gifts = [a_benefit(hang, day, amount=Decimal(100_000)) for day in days]
    add(any_store, *gifts)
    return [gift.id for gift in gifts]


def values(desk: Desk, field: str) -> list[object]:
    rows = desk.page("benefits", Query(order_by="given_on"), [field], 0, 10)
    return [row.cells[0] for row in rows]


def test_several_are_voided_for_one_reason_and_come_back_by_one_undo(
    desk: Desk, gifts: list[int]
) -> None:
    deed = desk.void_all("benefits", gifts[:2], " Ghi trùng ")
    drafts = [desk.draft("benefits", each) for each in gifts]
    assert [draft.void_reason for draft in drafts] == ["Ghi trùng", "Ghi trùng", ""]
    last = desk.last_deed()
    assert last is not None
    assert (last.id, last.records) == (deed, 2)
    desk.undo(deed)
    assert desk.totals("benefits", Query()).records == 3


def test_what_was_void_before_keeps_its_reason(desk: Desk, gifts: list[int]) -> None:
    desk.void("benefits", gifts[0], "Nhập nhầm")
    desk.void_all("benefits", gifts, "Ghi trùng")
    assert desk.draft("benefits", gifts[0]).void_reason == "Nhập nhầm"
    last = desk.last_deed()
    assert last is not None
    assert last.records == 2


def test_nothing_is_voided_without_a_reason(desk: Desk, gifts: list[int]) -> None:
    with pytest.raises(InvalidRecordError):
        desk.void_all("benefits", gifts, "  ")
    assert desk.totals("benefits", Query()).records == 3


def test_several_are_restored_by_one_deed(desk: Desk, gifts: list[int]) -> None:
    desk.void_all("benefits", gifts[1:], "Ghi trùng")
    deed = desk.restore_all("benefits", gifts)
    assert desk.totals("benefits", Query()).records == 3
    desk.undo(deed)
    assert desk.totals("benefits", Query()).records == 1


def test_twins_are_not_restored_together(desk: Desk, any_store: Store) -> None:
    ids = []
    for _each in range(2):
        unit = a_unit("Tổ may 1")
        add(any_store, unit)
        ids.append(unit.id)
        desk.void("units", unit.id, "Ghi nhầm")
    if not CATALOGUE["units"].unique:
        pytest.fail("choose a register whose records have twins")
    with pytest.raises(RefusedRecordError) as refused:
        desk.restore_all("units", ids)
    assert refused.value.record_id == ids[1]
    assert desk.totals("units", Query()).records == 0


def test_one_field_is_changed_in_several_and_comes_back_by_one_undo(
    desk: Desk, gifts: list[int]
) -> None:
    before = values(desk, "fund")
    deed = desk.change_all("benefits", gifts[1:], "fund", "social_fund")
    assert values(desk, "fund") == [before[0], "social_fund", "social_fund"]
    desk.undo(deed)
    assert values(desk, "fund") == before


def test_unit_of_people_is_changed_where_it_stands(desk: Desk, any_store: Store) -> None:
    unit = a_unit("Tổ may 1")
    people = [a_member("Nguyễn Thị Hằng"), a_member("Lê Văn An")]
    add(any_store, unit, *people)
    ids = [person.id for person in people]
    versions = [desk.draft("members", each).version for each in ids]
    deed = desk.change_all("members", ids, "unit", unit.id)
    drafts = [desk.draft("members", each) for each in ids]
    assert [draft.values["unit"] for draft in drafts] == [unit.id, unit.id]
    # Whoever has one of them open is told that it was changed meanwhile.
    assert [draft.version for draft in drafts] == [each + 1 for each in versions]
    desk.undo(deed)
    assert [desk.draft("members", each).values["unit"] for each in ids] == [None, None]


def a_team(any_store: Store, desk: Desk) -> tuple[list[int], list[int]]:
    """Two units, and three members of the first: since 2020, since June 2026, gone in 2024."""
    units = [a_unit("Tổ may 1"), a_unit("Tổ may 2")]
    people = [a_member("Nguyễn Thị Hằng"), a_member("Lê Văn An"), a_member("Trần Thị Bích")]
    add(any_store, *units, *people)
    spans = (
        (date(2020, 1, 1), None),
        (date(2026, 6, 15), None),
        (date(2019, 3, 1), date(2024, 5, 1)),
    )
    for person, (first, last) in zip(people, spans, strict=True):
        draft = desk.draft("members", person.id)
        draft.values |= {
            "unit": units[0].id,
            "job_title": "Thợ may",
            "employed_on": PartialDate.of(first),
            "ended_on": None if last is None else PartialDate.of(last),
        }
        desk.save("members", draft, person.id)
    return [unit.id for unit in units], [person.id for person in people]


def episodes(any_store: Store, person_id: int) -> list[tuple[object, ...]]:
    with any_store.reading() as session:
        rows = session.scalars(
            select(Employment).where(Employment.person_id == person_id).order_by(Employment.id)
        )
        return [
            (row.unit_id, str(row.employed_on), str(row.ended_on), row.is_current, row.job_title)
            for row in rows
        ]


def test_marked_members_work_in_another_unit_from_a_day_on(desk: Desk, any_store: Store) -> None:
    (old, new), people = a_team(any_store, desk)
    before = [episodes(any_store, each) for each in people]
    day = date(2026, 7, 1)
    begun = desk.begin_all("members", people, "unit", new, day)
    assert begun.records == 2  # who had gone before is not taken on again
    assert episodes(any_store, people[0]) == [
        (old, "2020-01-01", "2026-07-01", False, "Thợ may"),
        (new, "2026-07-01", "None", True, "Thợ may"),
    ]
    assert episodes(any_store, people[2]) == before[2]
    assert desk.begin_all("members", people, "unit", new, day).records == 0
    desk.undo(begun.deed_id)
    assert [episodes(any_store, each) for each in people] == before


def test_member_who_came_only_later_keeps_all_from_being_moved(
    desk: Desk, any_store: Store
) -> None:
    (_old, new), people = a_team(any_store, desk)
    before = [episodes(any_store, each) for each in people]
    with pytest.raises(RefusedRecordError, match="only after this day") as refused:
        desk.begin_all("members", people, "unit", new, date(2026, 5, 1))
    assert refused.value.record_id == people[1]
    assert [episodes(any_store, each) for each in people] == before


def test_value_that_one_record_alone_may_have_is_not_given_to_two(
    desk: Desk, any_store: Store
) -> None:
    people = [a_member("Nguyễn Thị Hằng"), a_member("Lê Văn An")]
    add(any_store, *people)
    ids = [person.id for person in people]
    with pytest.raises(RefusedRecordError) as refused:
        desk.change_all("members", ids, "identity_number", "089085001234")
    assert refused.value.record_id == ids[1]
    assert desk.draft("members", ids[0]).values["identity_number"] is None


def test_many_are_changed_in_few_statements_and_cancelled_as_a_whole(
    desk: Desk, any_store: Store
) -> None:
    hang = a_member("Nguyễn Thị Hằng")
    add(any_store, hang)
    add(any_store, *(a_benefit(hang, date(2026, 3, 12)) for _each in range(600)))
    ids = [row.id for row in desk.page("benefits", Query(), [], 0, 600)]
    before = set(values(desk, "kind"))
    heard: list[tuple[int, int]] = []

    def cancel(done: int, total: int) -> None:
        heard.append((done, total))
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        desk.change_all("benefits", ids, "kind", "hardship", cancel)
    assert heard[0] == (0, 600)
    assert set(values(desk, "kind")) == before
    asked: list[str] = []
    with any_store.reading() as session:
        engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        deed = desk.change_all("benefits", ids, "kind", "hardship")
        desk.undo(deed)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len([each for each in asked if not each.startswith("UPDATE benefits")]) < 80
    assert set(values(desk, "kind")) == before


def test_record_that_would_not_be_right_keeps_all_from_being_changed(
    desk: Desk, gifts: list[int]
) -> None:
    with pytest.raises(RefusedRecordError) as refused:
        desk.change_all("benefits", gifts, "amount", Decimal(-5))
    assert refused.value.record_id == gifts[0]
    assert values(desk, "amount") == [Decimal(100_000)] * 3


def test_voided_record_is_not_changed(desk: Desk, gifts: list[int]) -> None:
    desk.void("benefits", gifts[2], "Nhập nhầm")
    before = values(desk, "fund")
    with pytest.raises(RefusedRecordError, match="restore it first"):
        desk.change_all("benefits", gifts, "fund", "social_fund")
    assert values(desk, "fund") == before


def test_only_the_asked_records_are_listed_and_counted(
    desk: Desk, any_store: Store, gifts: list[int], tmp_path: Path
) -> None:
    class Offers:
        exporting = Exporting(any_store, CATALOGUE, desk)

    offers = Offers()
    offers.desk = desk  # type: ignore[attr-defined]
    query = Query(ids=(gifts[0], gifts[2]))
    assert desk.totals("benefits", query).amount == Decimal(200_000)
    assert len(list(written_list(offers, "benefits", query).rows)) == 2  # type: ignore[arg-type]
