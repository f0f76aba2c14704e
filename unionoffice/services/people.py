"""One person's page: who, since when, where, and everything that was ever done for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import UserError
from unionoffice.core.formatting import show
from unionoffice.core.i18n import N_, _
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.evidence import member_on
from unionoffice.registers.people.model import SEXES, STATUSES, Employment, Membership, Person
from unionoffice.services.views import NamedChoice, TimelineEntry
from unionoffice.store.store import Store

MOST_NOTES = 2


@dataclass(frozen=True)
class Episode:
    """A span of membership or of work; `last` is the first day after it, None while it lasts."""

    first: PartialDate | None
    last: PartialDate | None
    title: str  # unit and job, or status; translated
    note: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class PersonView:
    """The head of a person's page."""

    id: int
    name: str
    register: str  # in which the person is edited
    sex: str  # translated, "" when not known
    birth_date: PartialDate | None
    identity_number: str
    card_number: str
    phone: str
    unit_id: int | None
    unit: str
    job: str
    is_member: bool
    was_member: bool
    status: str  # translated state of the membership, "" without one
    joined_on: PartialDate | None
    left_on: PartialDate | None
    memberships: tuple[Episode, ...] = ()
    employments: tuple[Episode, ...] = ()
    twins: tuple[NamedChoice, ...] = ()  # who may be the same person
    is_voided: bool = False
    void_reason: str = ""


class People:
    """Questions about one person, answered from all registers of the catalogue."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def person(self, person_id: int, today: date) -> PersonView:
        """Raises UserError when there is no such person."""
        with self._store.reading() as session:
            person = session.get(Person, person_id)
            if person is None:
                raise UserError(N_("This person is not in the office any more."))
            return _view(session, person, today)

    def timeline(self, person_id: int) -> list[TimelineEntry]:
        """Everything done for or by a person, the newest first, what has no day at the end."""
        with self._store.reading() as session:
            entries = [
                entry
                for register in self._catalogue
                for entry in _entries(session, register, person_id)
            ]
        return sorted(entries, key=lambda each: (each.on or date.min, each.record_id), reverse=True)

    def statuses_of_leaving(self) -> list[tuple[str, str]]:
        """Keys and untranslated labels of the ways in which somebody leaves the union."""
        return [(choice.key, choice.label) for choice in STATUSES if choice.key != "active"]


def _view(session: Session, person: Person, today: date) -> PersonView:
    membership = current(person.memberships)
    employment = current(person.employments)
    is_member = bool(
        session.scalar(select(member_on(literal(person.id), literal(PartialDate.of(today)))))
    )
    return PersonView(
        id=person.id,
        name=person.full_name,
        register="members" if person.memberships else "workers",
        sex=_(SEXES.label(person.sex)) if person.sex else "",
        birth_date=person.birth_date,
        identity_number=person.identity_number or "",
        card_number=(membership.card_number if membership else None) or "",
        phone=person.phone or "",
        unit_id=employment.unit_id if employment else None,
        unit=employment.unit.name if employment and employment.unit else "",
        job=(employment.job_title if employment else None) or "",
        is_member=is_member,
        was_member=bool(person.memberships),
        status=_(STATUSES.label(membership.status)) if membership else "",
        joined_on=membership.joined_on if membership else None,
        left_on=membership.left_on if membership else None,
        memberships=_in_order(_membership(each) for each in person.memberships),
        employments=_in_order(_employment(each) for each in person.employments),
        twins=tuple(_twins(session, person)),
        is_voided=person.is_voided,
        void_reason=person.void_reason or "",
    )


def current(episodes: list[Any]) -> Any:
    """The episode that the register shows, or None."""
    return next((each for each in episodes if each.is_current), None)


def _in_order(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    """The newest first."""
    return tuple(
        sorted(episodes, key=lambda each: (each.is_current, str(each.first or "")), reverse=True)
    )


def _membership(row: Membership) -> Episode:
    return Episode(
        row.joined_on,
        row.left_on,
        _(STATUSES.label(row.status)),
        row.card_number or "",
        row.is_current,
    )


def _employment(row: Employment) -> Episode:
    unit = row.unit.name if row.unit else ""
    return Episode(row.employed_on, row.ended_on, unit, row.job_title or "", row.is_current)


def _twins(session: Session, person: Person) -> Iterator[NamedChoice]:
    """People with the same name and no other birth date or identity number."""
    if person.is_voided:
        return
    rows = session.execute(
        select(Person, Unit.name)
        .outerjoin(
            Employment,
            (Employment.person_id == Person.id) & (Employment.is_current == True),  # noqa: E712 - SQL
        )
        .outerjoin(Unit, Unit.id == Employment.unit_id)
        .where(
            Person.name_folded == person.name_folded,
            Person.id != person.id,
            Person.voided_at.is_(None),
        )
        .order_by(Person.id)
        .limit(5)
    )
    for twin, unit in rows:
        if not _differ(twin.birth_date, person.birth_date) and not _differ(
            twin.identity_number, person.identity_number
        ):
            note = " · ".join(filter(None, (show(twin.birth_date), unit)))
            yield NamedChoice(twin.id, twin.full_name, note)


def _differ(first: Any, second: Any) -> bool:
    return first is not None and second is not None and first != second


def _entries(session: Session, register: Register, person_id: int) -> Iterator[TimelineEntry]:
    """What one register says about a person, whether in a field of its own or in its lines."""
    if register.person is not None:
        yield from _from_records(session, register, register.person, person_id, ())
    elif register.lines is not None and register.lines.person is not None:
        flags = tuple(field for field in register.lines.fields if field.kind is Kind.FLAG)
        yield from _from_records(session, register, register.lines.person, person_id, flags)


def _from_records(
    session: Session,
    register: Register,
    person: Field,
    person_id: int,
    flags: tuple[Field, ...],
) -> Iterator[TimelineEntry]:
    words = _words_of(register)
    day = register.event.attribute if register.event else literal(None)
    # Money that stands on a record for many people was not this person's.
    amount = register.amount.attribute if register.amount and not flags else literal(None)
    query = select(
        register.model.id,
        day,
        amount,
        member_on(literal(person_id), day),
        *(field.attribute for field in (*words, *flags)),
    ).where(person.attribute == person_id, register.model.voided_at.is_(None))
    if register.lines is not None and person in register.lines.fields:
        query = query.join(register.lines.relationship)
    for id_, on, sum_, was_member, *values in session.execute(query):
        shown = [_shown(field, value) for field, value in zip(words, values, strict=False) if value]
        missed = [
            _("{field}: no").format(field=_(field.label))
            for field, value in zip(flags, values[len(words) :], strict=True)
            if value is False
        ]
        title, notes = (shown[0], shown[1 : 1 + MOST_NOTES]) if shown else (_(register.title), [])
        yield TimelineEntry(
            register=register.key,
            record_id=id_,
            on=on,
            title=title,
            note=" · ".join([*notes, *missed]),
            amount=sum_ if isinstance(sum_, Decimal) else None,
            was_member=bool(was_member) if on is not None else None,
        )


def _words_of(register: Register) -> tuple[Field, ...]:
    """The fields that say in words what a record is: choices and texts of its first section."""
    return tuple(
        field
        for field in register.sections[0].fields
        if field.kind in (Kind.CHOICE, Kind.TEXT) and field.in_table
    )


def _shown(field: Field, value: Any) -> str:
    if field.choices is not None:
        return _(field.choices.label(value))
    return str(value)
