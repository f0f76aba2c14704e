"""A person's page, and what happens to a membership; every deed can be undone."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from support.records import a_benefit, a_checkup, a_member, a_person, a_unit, add

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.checkups.model import Checkup
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.services.people import People, PersonView
from unionoffice.services.person_deeds import PersonDeeds
from unionoffice.store import journal
from unionoffice.store.store import Store

TODAY = date(2026, 6, 30)


def people(store: Store) -> People:
    return People(store, CATALOGUE)


def deeds(store: Store) -> PersonDeeds:
    return PersonDeeds(store, CATALOGUE)


def view(store: Store, person_id: int) -> PersonView:
    return people(store).person(person_id, TODAY)


def undo_last(store: Store) -> None:
    with store.writing("Undo") as session:
        deed = journal.last_deed(session)
        assert deed is not None
        journal.undo(session, deed.id)


def everything(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as session:
        return [
            tuple(row)
            for model in (Person, Membership, Employment, Checkup)
            for row in session.execute(
                select(*[c for c in model.__table__.c if c.key != "version"]).order_by(
                    model.__table__.c.id
                )
            )
        ]


def test_page_says_who_the_person_is_today(store: Store) -> None:
    person = a_member("Nguyễn Thị Hằng", unit=a_unit("Chuyền 1"), sex="female")
    (person_id,) = add(store, person)
    seen = view(store, person_id)
    assert (seen.name, seen.unit, seen.is_member, seen.sex) == (
        "Nguyễn Thị Hằng",
        "Chuyền 1",
        True,
        "Female",
    )


def test_timeline_holds_everything_of_all_registers(store: Store) -> None:
    hang = a_member(joined="2026-02-01")
    add(store, hang, a_benefit(hang, date(2026, 1, 10)), a_benefit(hang), a_checkup(hang))
    found = people(store).timeline(hang.id)
    assert [(each.register, each.on, each.was_member) for each in found] == [
        ("checkups", date(2026, 5, 8), True),
        ("benefits", date(2026, 3, 12), True),
        ("benefits", date(2026, 1, 10), False),
    ]
    assert found[1].title == "Visit: sickness"


def test_timeline_says_who_was_invited_and_did_not_come(store: Store) -> None:
    hang = a_member()
    add(store, hang, a_checkup(hang, attended=False))
    (entry,) = people(store).timeline(hang.id)
    assert "Attended: no" in entry.note


@pytest.mark.parametrize(
    "register", [each for each in CATALOGUE if each.person], ids=lambda r: r.key
)
def test_every_register_with_people_can_be_asked(store: Store, register: object) -> None:
    (person_id,) = add(store, a_person())
    assert people(store).timeline(person_id) == []


def test_person_moves_to_another_unit_from_a_day_on(store: Store) -> None:
    person, other = a_member(unit=a_unit("Chuyền 1")), a_unit("Chuyền 2")
    person_id, unit_id = add(store, person, other)
    deeds(store).move(person_id, unit_id, date(2026, 6, 1))
    now, before = view(store, person_id).employments
    assert (now.title, now.first, now.last) == ("Chuyền 2", PartialDate(2026, 6, 1), None)
    assert (before.title, before.last) == ("Chuyền 1", PartialDate(2026, 6, 1))


def test_nobody_moves_before_having_come(store: Store) -> None:
    person, other = a_member(joined="2020-05-01", unit=a_unit()), a_unit("Chuyền 2")
    person_id, unit_id = add(store, person, other)
    with pytest.raises(InvalidRecordError):
        deeds(store).move(person_id, unit_id, date(2019, 1, 1))
    assert len(view(store, person_id).employments) == 1


def test_member_leaves_and_joins_again(store: Store) -> None:
    (person_id,) = add(store, a_member(joined="2015-03-01"))
    deeds(store).leave(person_id, date(2026, 6, 30), "retired")
    assert not view(store, person_id).is_member
    assert view(store, person_id).status == "Retired"
    deeds(store).join(person_id, date(2026, 6, 30))
    seen = view(store, person_id)
    assert seen.is_member
    assert len(seen.memberships) == 2


def test_member_cannot_join_twice_nor_leave_twice(store: Store) -> None:
    (person_id,) = add(store, a_member())
    with pytest.raises(UserError):
        deeds(store).join(person_id, TODAY)
    deeds(store).leave(person_id, TODAY)
    with pytest.raises(UserError):
        deeds(store).leave(person_id, TODAY)


def test_two_records_of_one_person_become_one(store: Store) -> None:
    hang = a_member("Nguyễn Thị Hằng", birth_date=PartialDate(1985))
    again = a_person("Nguyễn Thị Hằng", identity_number="089085001234")
    campaign = a_checkup(hang, again, attended=False)
    campaign.checkups[1].attended = True
    add(store, hang, again, a_benefit(hang), a_benefit(again, date(2026, 4, 1)), campaign)
    deeds(store).merge(hang.id, again.id)
    seen = view(store, hang.id)
    assert (seen.birth_date, seen.identity_number) == (PartialDate(1985), "089085001234")
    assert len(people(store).timeline(hang.id)) == 3
    assert people(store).timeline(again.id) == []
    assert view(store, again.id).is_voided
    with store.reading() as session:
        lines = session.scalars(select(Checkup)).all()
        assert [(line.person_id, line.attended) for line in lines] == [(hang.id, True)]


def test_merging_two_members_leaves_one_current_membership(store: Store) -> None:
    first, second = a_member("A", joined=None), a_member("A", joined="2015-03-01", unit=a_unit())
    add(store, first, second)
    deeds(store).merge(first.id, second.id)
    seen = view(store, first.id)
    assert [each.first for each in seen.memberships] == [PartialDate(2015, 3, 1)]
    assert seen.unit == "Chuyền 1"


def test_people_with_two_identity_numbers_are_never_merged(store: Store) -> None:
    first = a_member("A", identity_number="089085001234")
    second = a_member("A", identity_number="089085001235")
    add(store, first, second)
    with pytest.raises(UserError, match="two people"):
        deeds(store).merge(first.id, second.id)


def test_every_deed_can_be_undone(store: Store) -> None:
    hang, again = a_member("Hằng", unit=a_unit()), a_member("Hằng", joined=None)
    other = a_unit("Chuyền 2")
    add(store, hang, again, other, a_checkup(hang, again))
    before = everything(store)
    for deed in (
        lambda: deeds(store).move(hang.id, other.id, TODAY),
        lambda: deeds(store).leave(hang.id, TODAY),
        lambda: deeds(store).merge(hang.id, again.id),
    ):
        deed()
        assert everything(store) != before
        undo_last(store)
        assert everything(store) == before


def test_form_that_is_open_meanwhile_notices(store: Store) -> None:
    (person_id,) = add(store, a_member())
    with store.reading() as session:
        version = session.get_one(Person, person_id).version
    deeds(store).leave(person_id, TODAY)
    with store.reading() as session:
        assert session.get_one(Person, person_id).version > version
        assert session.scalar(select(func.count()).select_from(Membership)) == 1


def test_a_membership_that_lasts_is_not_ended_by_a_record_of_an_earlier_one(store: Store) -> None:
    stays = a_member("A", joined="2020-05-01")
    former = a_member("A", joined="2010-01-01", left="2015-06-30")
    add(store, stays, former)
    deeds(store).merge(stays.id, former.id)
    seen = view(store, stays.id)
    assert (seen.is_member, seen.joined_on, seen.left_on) == (True, PartialDate(2020, 5, 1), None)
    assert [(each.first, each.last) for each in seen.memberships] == [
        (PartialDate(2020, 5, 1), None),
        (PartialDate(2010, 1, 1), PartialDate(2015, 6, 30)),
    ]


def test_the_membership_that_lasts_is_the_present_one_whichever_record_is_kept(
    store: Store,
) -> None:
    former = a_member("A", joined="2010-01-01", left="2015-06-30")
    stays = a_member("A", joined="2020-05-01")
    add(store, former, stays)
    deeds(store).merge(former.id, stays.id)
    seen = view(store, former.id)
    assert (seen.is_member, len(seen.memberships)) == (True, 2)
    assert seen.memberships[0].first == PartialDate(2020, 5, 1)


def test_the_end_of_one_membership_is_taken_over_with_its_way_of_leaving(store: Store) -> None:
    without, told = a_member("A", joined="2015"), a_member("A", joined="2015", left="2020-02-01")
    told.memberships[0].status = "left"
    add(store, without, told)
    deeds(store).merge(without.id, told.id)
    seen = view(store, without.id)
    assert (seen.is_member, seen.status, len(seen.memberships)) == (False, "Left", 1)


def test_another_birth_date_makes_another_person(store: Store) -> None:
    born = [PartialDate(1985), PartialDate(1985), PartialDate(1990), None]
    hang, same, *_others = [a_person("Hằng", birth_date=day) for day in born]
    add(store, hang, same, *_others)
    assert [each.id for each in view(store, hang.id).twins] == [same.id, _others[1].id]
