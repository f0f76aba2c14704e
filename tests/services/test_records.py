"""Keeping records of any register."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.core.periods import Period
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.register import MOST
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.services.views import Draft, FieldView, Filter, Query
from unionoffice.store.store import Store


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, CATALOGUE)


def a_member(desk: Desk, name: str = "Nguyễn Thị Đào", **values: Any) -> int:
    draft = desk.blank("members")
    draft.values |= {"full_name": name, "joined_on": PartialDate(2015)} | values
    return desk.save("members", draft, None).id


def a_benefit(desk: Desk, person: int, **values: Any) -> int:
    draft = desk.blank("benefits")
    draft.values |= {
        "person": person,
        "given_on": date(2017, 3, 2),
        "kind": "visit_sickness",
        "fund": "social_fund",
        "amount": Decimal(500_000),
    } | values
    return desk.save("benefits", draft, None).id


def names(desk: Desk, key: str, query: Query) -> list[Any]:
    field = "full_name" if key == "members" else "person"
    return [row.cells[0] for row in desk.page(key, query, [field], 0, 100)]


def test_saved_member_is_read_back_as_it_was_given(desk: Desk) -> None:
    unit = desk.save("units", Draft({"name": "Xưởng May"}), None).id
    member = a_member(desk, birth_date=PartialDate(1985, 3), unit=unit, job_title="Thợ may")

    draft = desk.draft("members", member)

    assert draft.values["birth_date"] == PartialDate(1985, 3)
    assert draft.values["joined_on"] == PartialDate(2015)
    assert draft.values["job_title"] == "Thợ may"
    assert draft.names["unit"] == "Xưởng May"


def test_members_are_sorted_by_given_name_and_found_without_accents(desk: Desk) -> None:
    for name in ("Trần Văn Đạt", "Nguyễn Thị Ánh", "Lê Văn An", "Phạm Thị Đào"):
        a_member(desk, name)

    assert names(desk, "members", Query()) == [
        "Lê Văn An",
        "Nguyễn Thị Ánh",
        "Phạm Thị Đào",
        "Trần Văn Đạt",
    ]
    assert names(desk, "members", Query(find="dao pham")) == ["Phạm Thị Đào"]
    assert names(desk, "members", Query(find="%")) == names(desk, "members", Query())


def test_worker_is_no_member_until_there_is_a_membership(desk: Desk) -> None:
    draft = desk.blank("workers")
    draft.values["full_name"] = "Hồ Minh Khôi"
    desk.save("workers", draft, None)
    a_member(desk)

    assert desk.totals("workers", Query()).records == 1
    assert desk.totals("members", Query()).records == 1


def test_totals_count_turns_people_members_and_money(desk: Desk) -> None:
    early = a_member(desk, "Nguyễn Thị Đào")
    late = a_member(desk, "Trần Văn Đạt", joined_on=PartialDate(2017, 6, 1))
    for person in (early, early, late):
        a_benefit(desk, person)

    totals = desk.totals("benefits", Query(period=Period.year(2017)))

    assert (totals.records, totals.people, totals.members) == (3, 2, 1)
    assert totals.amount == Decimal(1_500_000)
    assert desk.totals("benefits", Query(period=Period.year(2016))).records == 0


def test_what_was_rejected_or_only_proposed_adds_nothing_to_the_totals(desk: Desk) -> None:
    person, other = a_member(desk), a_member(desk, "Lê Văn An")
    for status in ("paid", "approved", "rejected", "proposed"):
        a_benefit(desk, person, status=status)
    a_benefit(desk, other, status="cancelled")

    totals = desk.totals("benefits", Query())

    assert (totals.records, totals.uncounted, totals.people, totals.members) == (5, 3, 1, 1)
    assert totals.amount == Decimal(1_000_000)


def test_void_records_that_are_shown_add_nothing_to_the_totals(desk: Desk) -> None:
    person = a_member(desk)
    a_benefit(desk, person)
    desk.void("benefits", a_benefit(desk, person), "Nhập nhầm")
    desk.void("members", a_member(desk, "Lê Văn An"), "Nhập nhầm")

    benefits = desk.totals("benefits", Query(include_voided=True))
    assert (benefits.records, benefits.uncounted, benefits.amount) == (2, 1, Decimal(500_000))
    members = desk.totals("members", Query(find="an", include_voided=True))
    assert (members.records, members.uncounted) == (1, 1)


def test_what_was_done_for_people_who_are_void_adds_nothing_to_the_totals(desk: Desk) -> None:
    person, void = a_member(desk), a_member(desk, "Lê Văn An")
    a_benefit(desk, person)
    a_benefit(desk, void)
    activity = desk.blank("activities")
    activity.values |= {"held_on": date(2017, 6, 1), "kind": "sport", "title": "Hội thao"}
    activity.lines = [{"person": each, "attended": True} for each in (person, void)]
    desk.save("activities", activity, None)
    desk.void("members", void, "Nhập nhầm")

    benefits = desk.totals("benefits", Query())
    assert (benefits.records, benefits.uncounted, benefits.people) == (2, 1, 1)
    assert benefits.amount == Decimal(500_000)
    activities = desk.totals("activities", Query())
    assert (activities.records, activities.people, activities.members) == (1, 1, 1)


def test_filter_narrows_to_one_choice(desk: Desk) -> None:
    person = a_member(desk)
    a_benefit(desk, person)
    a_benefit(desk, person, kind="tet_gift", fund="employer")

    query = Query(filters=(Filter("kind", "is", "tet_gift"),))

    assert desk.totals("benefits", query).records == 1


def test_unit_takes_in_the_units_below_it(desk: Desk) -> None:
    workshop = desk.save("units", Draft({"name": "Phân xưởng"}), None).id
    team = desk.save("units", Draft({"name": "Tổ 1", "parent": workshop}), None).id
    a_member(desk, "Lê Văn An", unit=team)
    a_member(desk, "Trần Văn Đạt")

    assert names(desk, "members", Query(unit_id=workshop)) == ["Lê Văn An"]


def test_missing_and_impossible_values_are_refused_at_their_fields(desk: Desk) -> None:
    with pytest.raises(InvalidRecordError) as missing:
        desk.save("members", desk.blank("members"), None)
    assert [problem.field for problem in missing.value.problems] == ["full_name"]

    draft = desk.blank("members")
    draft.values |= {"full_name": "Lê Văn An", "identity_number": "12345"}
    with pytest.raises(InvalidRecordError) as impossible:
        desk.save("members", draft, None)
    assert [problem.field for problem in impossible.value.problems] == ["identity_number"]
    assert desk.totals("members", Query()).records == 0


def test_identity_number_stands_only_once(desk: Desk) -> None:
    a_member(desk, identity_number="089185001234")
    with pytest.raises(InvalidRecordError) as refusal:
        a_member(desk, "Lê Văn An", identity_number="089185001234")
    assert refusal.value.problems[0].field == "identity_number"


def test_later_of_two_changes_is_refused(desk: Desk) -> None:
    member = a_member(desk)
    mine, theirs = desk.draft("members", member), desk.draft("members", member)
    theirs.values["phone"] = "0912345678"
    desk.save("members", theirs, member)

    mine.values["address"] = "Long Xuyên"
    with pytest.raises(UserError, match="meanwhile"):
        desk.save("members", mine, member)


def test_voided_record_counts_nowhere_and_comes_back(desk: Desk) -> None:
    benefit = a_benefit(desk, a_member(desk))

    desk.void("benefits", benefit, "Nhập nhầm")
    assert desk.totals("benefits", Query()).records == 0
    assert desk.page("benefits", Query(include_voided=True), ["kind"], 0, 10)[0].is_voided
    desk.restore("benefits", benefit)
    assert desk.totals("benefits", Query()).records == 1


def test_list_of_people_belongs_to_its_activity(desk: Desk) -> None:
    people = [a_member(desk, name) for name in ("Lê Văn An", "Trần Văn Đạt")]
    draft = desk.blank("activities")
    draft.values |= {"title": "Hội thao", "held_on": date(2017, 5, 1), "kind": "sport"}
    draft.lines = [{"person": person, "attended": person == people[0]} for person in people]
    activity = desk.save("activities", draft, None).id

    assert desk.page("activities", Query(), ["title", "lines_count"], 0, 9)[0].cells == (
        "Hội thao",
        2,
    )
    totals = desk.totals("activities", Query())
    assert (totals.people, totals.members) == (1, 1)
    assert desk.totals("activities", Query(find="dat")).records == 1

    again = desk.draft("activities", activity)
    assert again.names["0.person"] == "Lê Văn An"
    again.lines = again.lines[:1]
    desk.save("activities", again, activity)
    assert len(desk.draft("activities", activity).lines) == 1


def test_agreement_names_the_units_it_covers(desk: Desk) -> None:
    units = [desk.save("units", Draft({"name": name}), None).id for name in ("Cắt", "May")]
    draft = desk.blank("agreements")
    draft.values |= {"number": "01/TƯLĐTT", "units": tuple(units)}
    agreement = desk.save("agreements", draft, None).id

    assert desk.draft("agreements", agreement).values["units"] == tuple(units)
    assert set(desk.page("agreements", Query(), ["units"], 0, 9)[0].cells[0].split("; ")) == {
        "Cắt",
        "May",
    }


def test_history_tells_every_change_of_a_record(desk: Desk) -> None:
    member = a_member(desk)
    draft = desk.draft("members", member)
    draft.values |= {"phone": "0912345678", "left_on": PartialDate(2020, 1, 1)}
    desk.save("members", draft, member)

    changes = {
        change.label: (change.before, change.after)
        for entry in desk.history("members", member)
        if entry.what == "Record changed"
        for change in entry.changes
    }

    assert changes["Phone"] == (None, "0912345678")
    assert changes["Left the union on"] == (None, PartialDate(2020, 1, 1))
    assert changes["Status"] == ("active", "left")


@pytest.mark.parametrize(
    ("register", "field"),
    [
        (register.key, field.key)
        for register in CATALOGUE
        for field in register.fields
        if field.kind in MOST and field.owner is register.model
    ],
)
def test_numbers_that_nobody_can_mean_are_refused_at_their_field(
    desk: Desk, register: str, field: str
) -> None:
    (kind,) = {each.kind for each in desk.register(register).fields if each.key == field}
    for value, is_refused in ((MOST[kind], False), (MOST[kind] + 1, True), (10**30, True)):
        draft = desk.blank(register)
        draft.values |= {each.key: _something(each) for each in desk.register(register).fields}
        draft.values[field] = Decimal(value) if kind is Kind.MONEY else value
        problems = [(each.field, str(each)) for each in desk.check(register, draft)]
        assert ((field, "This figure is too large to be true.") in problems) == is_refused


def _something(field: FieldView) -> Any:
    """A value for what has to be filled in."""
    if not field.is_required:
        return None
    if field.choices:
        return field.choices[0].key
    return {Kind.DAY: date(2017, 3, 1), Kind.PERSON: 1, Kind.NUMBER: 1, Kind.MONEY: Decimal(1)}.get(
        field.kind, "x"
    )


def test_phone_typed_without_its_zero_is_kept_as_a_list_would_keep_it(desk: Desk) -> None:
    member = a_member(desk)
    draft = desk.draft("members", member)
    draft.values["phone"] = "912 345 678"
    desk.save("members", draft, member)

    assert desk.draft("members", member).values["phone"] == "0912345678"


def test_last_deed_is_undone_and_only_the_last(desk: Desk) -> None:
    member = a_member(desk)
    first = desk.last_deed()
    draft = desk.draft("members", member)
    draft.values["phone"] = "0912345678"
    second = desk.save("members", draft, member)
    assert first is not None

    with pytest.raises(UserError):
        desk.undo(first.id)
    desk.undo(second.deed_id)
    assert desk.draft("members", member).values["phone"] is None
    desk.undo(first.id)
    assert desk.totals("members", Query()).records == 0
    assert desk.last_deed() is None


def test_undone_list_of_people_is_whole_again(desk: Desk) -> None:
    draft = desk.blank("checkups")
    draft.values |= {"held_on": date(2017, 4, 12), "organiser": "province"}
    draft.lines = [{"person": a_member(desk), "attended": True, "result_class": "II"}]
    campaign = desk.save("checkups", draft, None).id
    emptied = desk.draft("checkups", campaign)
    emptied.lines = []
    deed = desk.save("checkups", emptied, campaign).deed_id

    desk.undo(deed)

    assert desk.draft("checkups", campaign).lines[0]["result_class"] == "II"


@pytest.mark.parametrize("register", tuple(CATALOGUE), ids=lambda register: register.key)
def test_every_register_shows_sorts_and_searches_all_its_fields(desk: Desk, register: Any) -> None:
    view = desk.register(register.key)
    keys = [field.key for field in view.table_fields]

    for key in ["", *keys]:
        for descending in (False, True):
            query = Query(find="a", order_by=key, descending=descending)
            assert desk.page(register.key, query, keys, 0, 5) == []
    assert desk.totals(register.key, Query()).records == 0
    assert set(desk.blank(register.key).values) == set(register.by_key)


@pytest.mark.parametrize("sought", ["đặng", "ĐẶNG", "Đặng thị", "hằng"])
def test_a_filter_finds_words_in_small_and_capital_letters(any_store: Store, sought: str) -> None:
    desk = Desk(any_store, CATALOGUE)
    a_member(desk, "Đặng Thị Hằng")
    found = names(desk, "members", Query(filters=(Filter("full_name", "contains", sought),)))
    assert found == ["Đặng Thị Hằng"]
