"""What activities and courses have in common: a list of names or a head count, never both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, func, select, union_all
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registerkit.evidence import Scope, Selection, evidence, within
from unionoffice.registerkit.register import Rule
from unionoffice.registers.organisation.coverage import of_units
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.evidence import worked_in_units
from unionoffice.registers.people.model import Person
from unionoffice.store.base import Record, Row

COSTS = ("cost_union", "cost_employer", "cost_state", "cost_workers", "cost_other")


class Gathering(Record):
    """Something held for many on a day, with its cost by source of funds."""

    __abstract__ = True

    held_on: Mapped[date] = mapped_column(index=True)
    ended_on: Mapped[date | None]
    title: Mapped[str]
    organiser: Mapped[str | None]
    place: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    head_total: Mapped[int | None]
    head_members: Mapped[int | None]
    cost_union: Mapped[Decimal | None]
    cost_employer: Mapped[Decimal | None]
    cost_state: Mapped[Decimal | None]
    cost_workers: Mapped[Decimal | None]
    cost_other: Mapped[Decimal | None]
    currency: Mapped[str] = mapped_column(default="VND")
    paper: Mapped[str | None]

    @declared_attr
    def unit(cls) -> Mapped[Unit | None]:  # noqa: N805 - a class is what it gets
        return relationship()

    list_key: ClassVar[str]  # the relationship that is the list of names

    @property
    def list_of_names(self) -> Sequence[Attendee]:
        """Everybody on the list of names."""
        names: Sequence[Attendee] = getattr(self, self.list_key)
        return names


class Attendee(Row):
    """One person on the list of names."""

    __abstract__ = True

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    attended: Mapped[bool] = mapped_column(default=True)
    remark: Mapped[str | None]

    @declared_attr
    def person(cls) -> Mapped[Person]:  # noqa: N805 - a class is what it gets
        return relationship()


def complete_gathering(event: Gathering) -> None:
    event.search_text = fold(" ".join(filter(None, (event.title, event.place, event.organiser))))


def members_among_all(event: Gathering) -> Iterator[Problem]:
    if event.head_members is not None and event.head_members > (event.head_total or 0):
        yield Problem("head_members", N_("There cannot be more members than people."))


def names_or_numbers(event: Gathering) -> Iterator[Problem]:
    if event.head_total is not None and event.list_of_names:
        yield Problem(
            "head_total",
            N_("Enter either a list of names or a head count: both would count twice."),
        )


def ends_after_it_begins(event: Gathering) -> Iterator[Problem]:
    if event.ended_on is not None and event.ended_on < event.held_on:
        yield Problem("ended_on", N_("The last day lies before the first."))


def nobody_twice(event: Gathering) -> Iterator[Problem]:
    people = [line.person_id for line in event.list_of_names]
    if len(set(people)) < len(people):
        yield Problem(event.list_key, N_("Somebody is on this list twice."))


def costs_are_not_negative(event: Gathering) -> Iterator[Problem]:
    for key in COSTS:
        value = getattr(event, key)
        if value is not None and value < 0:
            yield Problem(key, N_("An amount cannot be negative."))


GATHERING_RULES: tuple[Rule, ...] = (
    members_among_all,
    names_or_numbers,
    ends_after_it_begins,
    nobody_twice,
    costs_are_not_negative,
)


def attended(
    register: str, event: type[Any], line: type[Any], owner: Any, kinds: Sequence[str], scope: Scope
) -> Selection:
    """People on the lists who attended, and the head counts of events without a list.

    `owner` is the line's key to its event.
    """
    day = event.held_on
    standing = (event.voided_at.is_(None), event.kind.in_(kinds), within(day, scope.period))
    named = (
        evidence(register, event.id, day, person_id=line.person_id)
        .join(event, event.id == owner)
        .where(
            *standing,
            line.attended == True,  # noqa: E712 - SQL
            *worked_in_units(scope, line.person_id, day),
        )
    )
    counted = evidence(
        register,
        event.id,
        day,
        head_total=event.head_total,
        head_members=func.coalesce(event.head_members, 0),
    ).where(*standing, event.head_total.is_not(None), *of_units(scope, event.unit_id))
    return select(*union_all(named, counted).subquery().c)
