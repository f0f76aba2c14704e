"""Valid records of invented people, written straight into an office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.identity import new_uid
from unionoffice.registers.agreements.model import Agreement
from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.checkups.model import Campaign, Checkup
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.store.store import Store


def add(store: Store, *rows: Any) -> list[int]:
    """Write rows as one deed; gives their ids."""
    with store.writing("Test rows written") as session:
        session.add_all(rows)
        session.flush()
        for row in rows:
            if isinstance(row, Person):
                CATALOGUE["members"].complete(row)
        store.touched(session, len(rows))
        return [row.id for row in rows]


def a_unit(name: str = "Chuyền 1", **more: Any) -> Unit:
    return Unit(name=name, **more)


def a_person(name: str = "Nguyễn Thị Hằng", **more: Any) -> Person:
    """A worker who is no member."""
    return Person(full_name=name, **more)


def a_member(
    name: str = "Nguyễn Thị Hằng",
    joined: str | None = "2015-03-01",
    left: str | None = None,
    unit: Unit | None = None,
    **more: Any,
) -> Person:
    person = Person(full_name=name, **more)
    person.memberships.append(
        Membership(joined_on=_day(joined), left_on=_day(left), card_number=None)
    )
    if unit is not None:
        person.employments.append(Employment(unit=unit, employed_on=_day(joined)))
    return person


def a_benefit(person: Person, day: date | None = date(2026, 3, 12), **more: Any) -> Benefit:
    values = {"kind": "visit_sickness", "fund": "social_fund", "amount": Decimal(500_000)}
    return Benefit(person=person, given_on=day, **values | more)


def a_checkup(*people: Person, day: date = date(2026, 5, 8), attended: bool = True) -> Campaign:
    campaign = Campaign(uid=new_uid(), held_on=day, organiser="primary", title="Khám năm")
    campaign.checkups = [Checkup(person=person, attended=attended) for person in people]
    return campaign


def an_agreement(**more: Any) -> Agreement:
    values = {"number": "01/TƯ", "signed_on": date(2024, 1, 5), "effective_from": date(2024, 1, 5)}
    return Agreement(**values | more)


def _day(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)
