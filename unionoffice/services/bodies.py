"""The bodies of the union below this office, read for questions about any day."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.registers.organisation.bodies import BodyRelation, FormerState, Reorganisation
from unionoffice.registers.organisation.model import Organisation
from unionoffice.services.body_tree import Bodies, Body, Relation, State


def read_bodies(session: Session) -> Bodies:
    """All bodies with their history. A voided body counts nowhere, and is not among them."""
    rows = session.execute(
        select(
            Organisation.id,
            Organisation.code,
            Organisation.name,
            Organisation.level,
            Organisation.parent_code,
            Organisation.is_own,
            Organisation.enrolled_at,
            Organisation.founded_on,
            Organisation.dissolved_on,
        ).where(Organisation.voided_at.is_(None))
    ).all()
    own = next(row for row in rows if row.is_own)
    below = [row for row in rows if not row.is_own]
    ids = {row.code: row.id for row in below}
    newest = {
        row.id: Body(
            row.id,
            row.code,
            row.name,
            row.level,
            ids.get(row.parent_code, own.id),
            row.enrolled_at is not None,
            row.founded_on,
            row.dissolved_on,
        )
        for row in below
    }
    root = Body(own.id, own.code, own.name, own.level, None)
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
