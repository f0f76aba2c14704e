"""The bodies of the union below this office, read for questions about any day."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.registers.organisation.bodies import BodyRelation, FormerState, Reorganisation
from unionoffice.registers.organisation.model import Organisation
from unionoffice.services.body_tree import Bodies, Body, Relation, State


def read_bodies(session: Session, *conditions: ColumnElement[bool]) -> Bodies:
    """All bodies with their history, or some: this office itself must be among them.

    A voided body counts nowhere, and is not among them.
    """
    session.flush()  # unlike the session, its connection does not see to that
    columns = Organisation.__table__.c
    found = session.connection().execute(
        select(
            columns.id,
            columns.code,
            columns.name,
            columns.level,
            columns.parent_code,
            columns.enrolled_at.is_not(None),
            columns.founded_on,
            columns.dissolved_on,
            columns.is_own,
        ).where(columns.voided_at.is_(None), *conditions)
    )
    # There may be a hundred thousand: values in their order are read quicker than by name.
    rows = [tuple(row) for row in found]
    own_id, code, name, level = next(row[:4] for row in rows if row[-1])
    ids = {row[1]: row[0] for row in rows if not row[-1]}
    newest = {
        id_: Body(id_, code, name, level, ids.get(above, own_id), bool(has_card), founded, ended)
        for id_, code, name, level, above, has_card, founded, ended, is_own in rows
        if not is_own
    }
    root = Body(own_id, code, name, level, None)
    return Bodies(root, newest, _former(session), _relations(session))


def _former(session: Session) -> dict[int, tuple[State, ...]]:
    found = session.execute(
        select(
            FormerState.organisation_id,
            FormerState.until_on,
            FormerState.name,
            FormerState.level,
            FormerState.parent_id,
        ).order_by(FormerState.organisation_id, FormerState.until_on)
    )
    former: dict[int, tuple[State, ...]] = {}
    for body_id, until_on, name, level, parent_id in found:
        state = State(until_on, name, level, parent_id)
        former[body_id] = (*former.get(body_id, ()), state)
    return former


def _relations(session: Session) -> tuple[Relation, ...]:
    found = session.execute(
        select(
            BodyRelation.kind,
            BodyRelation.body_id,
            BodyRelation.other_id,
            Reorganisation.happened_on,
        )
        .join(Reorganisation, Reorganisation.id == BodyRelation.reorganisation_id)
        .order_by(Reorganisation.happened_on, BodyRelation.id)
    )
    return tuple(Relation(*relation) for relation in found)
