"""Who is to hand in for a form and period, as a condition of a selection.

A hundred thousand bodies are not read for it. The tree is made of those alone below which others
stand, or which have a history; of all the rest, those below one body stand for one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from unionoffice.core.periods import Period
from unionoffice.exchange.counting import listed
from unionoffice.exchange.handed_in import handed_in
from unionoffice.registers.organisation.bodies import BodyRelation, FormerState
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.bodies import read_bodies
from unionoffice.services.body_tree import Body


class Awaited(NamedTuple):
    """`condition` holds for who is expected; `known`: as they were, those with a history."""

    condition: ColumnElement[bool]
    known: Mapping[int, Body]


class _Group(NamedTuple):
    """Bodies that have nobody below them and no history, by the code of the body above."""

    parent_code: str | None
    hands_in: bool  # whether one of them is enrolled, or has handed in without


def awaited(session: Session, form: Form, period: Period) -> Awaited:
    """As of the last day of the period; the same bodies as `counting.expected` names."""
    is_own = Organisation.is_own == True  # noqa: E712 - SQL
    bodies = read_bodies(session, or_(is_own, _stands_in_the_tree()))
    upper = Organisation.id.in_(select(listed(session, list(bodies.newest)).c.id))
    lives = and_(
        or_(Organisation.founded_on.is_(None), Organisation.founded_on <= period.last),
        or_(Organisation.dissolved_on.is_(None), Organisation.dissolved_on > period.last),
    )
    is_leaf = and_(Organisation.voided_at.is_(None), ~is_own, lives, ~upper)
    has_come = and_(
        ReceivedReturn.organisation_id == Organisation.id, *handed_in(session, form, period)
    )
    groups = _groups(session, is_leaf, select(ReceivedReturn.id).where(has_come).exists())
    ids = {body.code: body.id for body in bodies.newest.values()}
    leaves = {
        -1 - place: Body(
            -1 - place, "", "", "", ids.get(each.parent_code or "", bodies.own.id), each.hands_in
        )
        for place, each in enumerate(groups)
    }
    come = session.scalars(select(Organisation.id).join(ReceivedReturn, has_come).where(upper))
    whole = replace(bodies, newest=bodies.newest | leaves)
    found = {body.id: body for body in whole.expected(period, set(come))}
    named = Organisation.id.in_(select(listed(session, [id_ for id_ in found if id_ > 0]).c.id))
    reporting = [each for place, each in enumerate(groups) if -1 - place in found]
    below = and_(is_leaf, _is_below(session, reporting, groups))
    return Awaited(or_(named, below), {id_: body for id_, body in found.items() if id_ > 0})


def _stands_in_the_tree() -> ColumnElement[bool]:
    """Somebody stands or stood below it, or it has a history itself."""
    below = aliased(Organisation)
    above = select(below.parent_code).where(
        below.parent_code.is_not(None), below.voided_at.is_(None)
    )
    in_history = [
        select(column).where(column.is_not(None))
        for column in (
            FormerState.organisation_id,
            FormerState.parent_id,
            BodyRelation.body_id,
            BodyRelation.other_id,
        )
    ]
    return or_(
        Organisation.code.in_(above),
        *(Organisation.id.in_(each) for each in in_history),
    )


def _groups(session: Session, is_leaf: ColumnElement[bool], has_come: Any) -> list[_Group]:
    hands_in = or_(Organisation.enrolled_at.is_not(None), has_come)
    found = session.execute(
        select(Organisation.parent_code, func.count().filter(hands_in))
        .where(is_leaf)
        .group_by(Organisation.parent_code)
    )
    return [_Group(parent_code, bool(count)) for parent_code, count in found]


def _is_below(
    session: Session, reporting: list[_Group], groups: list[_Group]
) -> ColumnElement[bool]:
    if len(reporting) == len(groups):
        return true()
    codes = [each.parent_code for each in reporting if each.parent_code is not None]
    is_below: ColumnElement[bool] = Organisation.parent_code.in_(
        select(listed(session, codes, Text).c.id)
    )
    is_at_top = any(each.parent_code is None for each in reporting)
    return or_(is_below, Organisation.parent_code.is_(None)) if is_at_top else is_below
