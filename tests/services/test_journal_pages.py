"""The journal as it is read: who changed what, and a former value put back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from support.records import a_benefit, a_member, a_person, add

from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.people.model import Person
from unionoffice.services.desk import Desk
from unionoffice.services.journal_pages import JournalPages, JournalQuery
from unionoffice.store.store import Store


@pytest.fixture
def changed(any_store: Store) -> tuple[Store, int, int]:
    """An office in which the phone of one person and a sum were changed."""
    hang = a_member("Nguyễn Thị Hằng", phone="0901000001")
    (person_id, _other) = add(any_store, hang, a_member("Lê Văn Tám"))
    (benefit_id,) = add(any_store, a_benefit(hang))
    desk = Desk(any_store, CATALOGUE)
    for key, record_id, field, value in (
        ("members", person_id, "phone", "0901000002"),
        ("benefits", benefit_id, "amount", Decimal(700_000)),
    ):
        draft = desk.draft(key, record_id)
        draft.values[field] = value
        desk.save(key, draft, record_id)
    return any_store, person_id, benefit_id


def test_a_deed_opens_to_its_records_and_fields(changed: tuple[Store, int, int]) -> None:
    store, _person_id, benefit_id = changed
    pages = JournalPages(store, CATALOGUE)
    newest = pages.page(JournalQuery(), 0, 10)[0]
    (field,) = pages.fields_of(newest.id)
    assert (field.register, field.record_id, field.record) == (
        "benefits",
        benefit_id,
        "Nguyễn Thị Hằng",
    )
    assert (field.label, field.before, field.after) == (
        "Amount",
        Decimal(500_000),
        Decimal(700_000),
    )


def test_a_former_value_is_put_back_as_a_new_deed(changed: tuple[Store, int, int]) -> None:
    store, person_id, _benefit_id = changed
    pages, desk = JournalPages(store, CATALOGUE), Desk(store, CATALOGUE)
    second = pages.page(JournalQuery(register="members"), 0, 1)[0]
    (field,) = pages.fields_of(second.id)
    deed_id = pages.put_back(field.change_id, field.key)
    assert desk.draft("members", person_id).values["phone"] == "0901000001"
    desk.undo(deed_id)
    assert desk.draft("members", person_id).values["phone"] == "0901000002"


def test_a_value_that_was_entered_first_has_no_former_one(changed: tuple[Store, int, int]) -> None:
    pages = JournalPages(changed[0], CATALOGUE)
    oldest = pages.page(JournalQuery(), 2, 10)[0]
    field = next(each for each in pages.fields_of(oldest.id) if each.label)
    assert field.key == ""
    with pytest.raises(UserError, match="cannot be put back"):
        pages.put_back(field.change_id, "phone")


def test_deeds_are_found_by_words_people_register_who_and_period(
    changed: tuple[Store, int, int],
) -> None:
    store, _person_id, _benefit_id = changed
    pages = JournalPages(store, CATALOGUE)

    def found(**wanted: object) -> int:
        return len(pages.page(JournalQuery(**wanted), 0, 100))

    assert found() == 4
    assert found(find="0901000001") == 2  # entered, and replaced
    assert found(find="hang") == 4
    assert found(find="le van tam") == 1
    assert found(register="benefits") == 1
    assert found(who=pages.people_at_work()[0]) >= 4
    assert found(who="nobody") == 0
    assert found(period=Period(date(2001, 1, 1), date(2001, 12, 31))) == 0
    assert len(pages.page(JournalQuery(), 1, 2)) == 2


def test_who_is_no_member_does_not_become_one_by_a_former_value(any_store: Store) -> None:
    (person_id,) = add(any_store, a_person("Lê Thị Bình", phone="0901000001"))
    desk, pages = Desk(any_store, CATALOGUE), JournalPages(any_store, CATALOGUE)
    draft = desk.draft("workers", person_id)
    draft.values["phone"] = "0901000002"
    desk.save("workers", draft, person_id)
    (field,) = pages.fields_of(pages.page(JournalQuery(), 0, 1)[0].id)
    assert (field.register, field.title) == ("workers", "Workers, no members")
    pages.put_back(field.change_id, field.key)
    assert desk.draft("workers", person_id).values["phone"] == "0901000001"
    with any_store.reading() as session:
        assert session.get_one(Person, person_id).memberships == []
