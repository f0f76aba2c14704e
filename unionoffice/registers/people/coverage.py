"""The members whom an agreement or a dialogue covers, on a given day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from unionoffice.registerkit.evidence import Scope, Selection, evidence
from unionoffice.registers.organisation.coverage import covers_whole, units_below
from unionoffice.registers.people.evidence import in_force, worked_in_units
from unionoffice.registers.people.model import Employment, Membership, Person


def covered_members(
    register: str, record: type[Any], link: type[Any], owner: Any, day: Any, scope: Scope
) -> Selection:
    """Evidence `(record, member)` of everybody who was a member on `day` in a unit it covers.

    `link` are the rows that name the covered units, `owner` their key to the record; a record
    that names none covers everybody. An agreement covers a unit with all units below it. For some
    units only, one and the same place of work must lie in them and be covered.
    """
    below = units_below()
    works_there = (
        select(Employment.id)
        .join(below, below.c.unit_id == Employment.unit_id)
        .join(link, link.unit_id == below.c.ancestor_id)
        .where(
            owner == record.id,
            Employment.person_id == Membership.person_id,
            in_force(Employment.employed_on, Employment.ended_on, day),
            *([] if scope.unit_ids is None else [Employment.unit_id.in_(scope.unit_ids)]),
        )
        .exists()
    )
    return (
        evidence(register, record.id, day, person_id=Membership.person_id, turns=0)
        .select_from(record)
        .join(
            Membership,
            and_(
                in_force(Membership.joined_on, Membership.left_on, day),
                or_(covers_whole(record, link, owner), works_there),
            ),
        )
        .join(Person, and_(Person.id == Membership.person_id, Person.voided_at.is_(None)))
        .where(*worked_in_units(scope, Membership.person_id, day))
    )


def people_covered(
    record: type[Any],
    link: type[Any],
    owner: Any,
    day: Any,
    standing: Sequence[ColumnElement[bool]],
    scope: Scope,
) -> Selection:
    """The members among `covered_members` of the `standing` records, each once.

    Many records have few different days and units: each member is held against those, and only
    until the first that fits.
    """
    below = units_below()
    days_of_all = (
        select(day.label("day"))
        .select_from(record)
        .where(covers_whole(record, link, owner), *standing)
        .distinct()
        .cte("days_of_all")
        .prefix_with("MATERIALIZED")
    )
    days_of_units = (
        select(day.label("day"), below.c.unit_id)
        .select_from(record)
        .join(link, owner == record.id)
        .join(below, below.c.ancestor_id == link.unit_id)
        .where(
            *standing, *([] if scope.unit_ids is None else [below.c.unit_id.in_(scope.unit_ids)])
        )
        .distinct()
        .cte("days_of_units")
        .prefix_with("MATERIALIZED")
    )
    with_all = select(days_of_all.c.day).where(
        in_force(Membership.joined_on, Membership.left_on, days_of_all.c.day),
    )
    if scope.unit_ids is not None:
        with_all = with_all.where(
            Employment.person_id == Membership.person_id,
            Employment.unit_id.in_(scope.unit_ids),
            in_force(Employment.employed_on, Employment.ended_on, days_of_all.c.day),
        )
    at_work = (
        select(Employment.id)
        .join(days_of_units, days_of_units.c.unit_id == Employment.unit_id)
        .where(
            Employment.person_id == Membership.person_id,
            in_force(Membership.joined_on, Membership.left_on, days_of_units.c.day),
            in_force(Employment.employed_on, Employment.ended_on, days_of_units.c.day),
        )
    )
    return (
        select(Membership.person_id)
        .join(Person, and_(Person.id == Membership.person_id, Person.voided_at.is_(None)))
        .where(or_(with_all.exists(), at_work.exists()))
        .distinct()
    )
