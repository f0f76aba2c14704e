"""Who was a member, and where somebody worked, on a given day: as SQL conditions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from unionoffice.registerkit.evidence import Scope
from unionoffice.registers.people.model import Employment, Membership, Person


def in_force(begin: Any, end: Any, day: Any) -> ColumnElement[bool]:
    """The span holds on the day: begun on or before it, and `end` is the first day after the span.

    Partial days count as their first day (their ISO text sorts before it); unknown ones as open.
    """
    return and_(or_(begin.is_(None), begin <= day), or_(end.is_(None), day < end))


def member_on(person_id: Any, day: Any) -> ColumnElement[bool]:
    """The person's membership was in force on the day."""
    return (
        select(Membership.id)
        .where(
            Membership.person_id == person_id,
            in_force(Membership.joined_on, Membership.left_on, day),
        )
        .exists()
    )


def standing(person_id: Any) -> ColumnElement[bool]:
    """What is of nobody in particular, or of a person who is not void."""
    void = select(Person.id).where(Person.voided_at.is_not(None))
    return or_(person_id.is_(None), person_id.not_in(void))


def worked_in_units(scope: Scope, person_id: Any, day: Any) -> list[ColumnElement[bool]]:
    """Conditions under which a person's record belongs to the asked-for units: none for all."""
    if scope.unit_ids is None:
        return []
    return [
        select(Employment.id)
        .where(
            Employment.person_id == person_id,
            Employment.unit_id.in_(scope.unit_ids),
            in_force(Employment.employed_on, Employment.ended_on, day),
        )
        .exists()
    ]
