"""The structure of the union below this office: as of any day, and changing it by decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.registers.organisation.bodies import (
    RELATIONS,
    BodyRelation,
    Reorganisation,
)
from unionoffice.registers.organisation.model import LEVELS
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.services.bodies import read_bodies
from unionoffice.services.body_tree import Bodies, Body, Tree
from unionoffice.services.reorganising import Plan, Reorganiser
from unionoffice.store.store import Store

DEED_NAMES = {
    "found": N_("Body founded"),
    "merge": N_("Bodies merged"),
    "split": N_("Body split"),
    "move": N_("Bodies put below another"),
    "rename": N_("Body renamed"),
    "dissolve": N_("Body dissolved"),
}


LEVEL_KEYS = LEVELS.keys


def level_label(key: str) -> str:
    """The untranslated name of a level."""
    return LEVELS.label(key)


def relation_label(kind: str) -> str:
    """What happened, untranslated."""
    return RELATIONS.label(kind)


class _PreviewedError(Exception):
    """Ends the transaction of a reorganisation that was only tried."""


@dataclass(frozen=True)
class Move:
    """A body that a reorganisation changes; None where it is not there."""

    before: Body | None
    after: Body | None
    path_before: str
    path_after: str


@dataclass(frozen=True)
class Preview:
    """What a reorganisation would do: both trees of its day, what differs, what it means."""

    before: Tree
    after: Tree
    moves: tuple[Move, ...]
    effects: tuple[str, ...]  # sentences


@dataclass(frozen=True)
class Event:
    """One line of a body's history; `kind` is one of RELATIONS, the body may be the other one."""

    day: date
    kind: str
    body: str
    other: str
    is_other: bool
    decision: str
    notes: str


class Structure:
    """Answers questions about the tree, and carries out what decisions say."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tree(self, day: date) -> Tree:
        with self._store.reading() as session:
            return read_bodies(session).on(day)

    def bodies(self) -> Bodies:
        """All bodies there ever were, for questions about several days."""
        with self._store.reading() as session:
            return read_bodies(session)

    def preview(self, plan: Plan) -> Preview:
        """What the plan would do; nothing is kept. Raises InvalidRecordError when it cannot be."""
        found: list[Preview] = []
        try:
            with self._store.writing(DEED_NAMES[plan.kind]) as session:
                before = read_bodies(session)
                Reorganiser(session, plan).carry_out()
                found.append(_preview(session, plan, before, read_bodies(session)))
                raise _PreviewedError
        except _PreviewedError:
            return found[0]

    def carry_out(self, plan: Plan) -> int:
        """Do what the plan says; returns the deed by which it can be undone.

        Raises InvalidRecordError, and has changed nothing, when it cannot be.
        """
        with self._store.writing(DEED_NAMES[plan.kind], "bodies") as session:
            return self._store.touched(session, Reorganiser(session, plan).carry_out())

    def history(self, body_id: int) -> list[Event]:
        """What happened to a body, the newest first."""
        with self._store.reading() as session:
            names = {id_: body.name for id_, body in read_bodies(session).newest.items()}
            found = session.execute(
                select(BodyRelation, Reorganisation)
                .join(Reorganisation, Reorganisation.id == BodyRelation.reorganisation_id)
                .where(or_(BodyRelation.body_id == body_id, *_concerns(body_id)))
                .order_by(Reorganisation.happened_on.desc(), BodyRelation.id.desc())
            ).all()
            return [_event(relation, deed, body_id, names) for relation, deed in found]


def _concerns(body_id: int) -> list[ColumnElement[bool]]:
    """What happened to another body and is the body's own history too: not who came below it."""
    return [and_(BodyRelation.other_id == body_id, BodyRelation.kind != "moved")]


def _event(
    relation: BodyRelation, deed: Reorganisation, body_id: int, names: dict[int, str]
) -> Event:
    parts = (
        deed.decision_number,
        formatting.show(deed.decided_on) if deed.decided_on else None,
        deed.issuer,
    )
    return Event(
        deed.happened_on,
        relation.kind,
        names.get(relation.body_id, ""),
        names.get(relation.other_id or 0, ""),
        relation.other_id == body_id,
        ", ".join(filter(None, parts)),
        deed.notes or "",
    )


def path_text(tree: Tree, body_id: int) -> str:
    """The bodies above, from the top: "LĐLĐ tỉnh › LĐLĐ huyện"."""
    return " › ".join(body.name for body in tree.path(body_id)[:-1])


def _preview(session: Session, plan: Plan, before: Bodies, after: Bodies) -> Preview:
    old, new = before.on(plan.day), after.on(plan.day)
    moves = tuple(_moves(old, new))
    return Preview(old, new, moves, tuple(_effects(session, plan, before, after, moves)))


def _moves(old: Tree, new: Tree) -> Iterator[Move]:
    for body_id in sorted(old.bodies.keys() | new.bodies.keys()):
        before, after = old.bodies.get(body_id), new.bodies.get(body_id)
        if before != after:
            yield Move(
                before,
                after,
                path_text(old, body_id) if before else "",
                path_text(new, body_id) if after else "",
            )


def _effects(
    session: Session, plan: Plan, before: Bodies, after: Bodies, moves: tuple[Move, ...]
) -> Iterator[str]:
    received = session.execute(
        select(
            ReceivedReturn.organisation_id, ReceivedReturn.period_first, ReceivedReturn.period_last
        )
        .where(ReceivedReturn.is_current == True, ReceivedReturn.period_last >= plan.day)  # noqa: E712 - SQL
        .distinct()
    ).all()
    periods = {Period(first, last) for _body_id, first, last in received}
    for period in sorted(periods | {Period.year(plan.day.year)}):
        yield from _expected(period, before, after)
    changed = {each.before.id for each in moves if each.before is not None}
    for body_id, first, last in received:
        if body_id in changed:
            yield _received(body_id, Period(first, last), after)


def _days(period: Period) -> str:
    return f"{formatting.show(period.first)} – {formatting.show(period.last)}"


def _expected(period: Period, before: Bodies, after: Bodies) -> Iterator[str]:
    old = {body.id: body for body in before.expected(period)}
    new = {body.id: body for body in after.expected(period)}
    days = _days(period)
    gone = [old[body_id].name for body_id in old.keys() - new.keys()]
    come = [new[body_id].name for body_id in new.keys() - old.keys()]
    if gone:
        words = _("{period}: no longer waited for: {names}.")
        yield words.format(period=days, names="; ".join(sorted(gone)))
    if come:
        words = _("{period}: newly expected: {names}.")
        yield words.format(period=days, names="; ".join(sorted(come)))
    if not gone and not come:
        yield _("{period}: the same bodies are expected as before.").format(period=days)


def _received(body_id: int, period: Period, after: Bodies) -> str:
    name, days = after.newest[body_id].name, _days(period)
    tree = after.on(period.last)
    branch = after.branch(body_id, after.own.id, tree, period.last)
    if branch is None:
        words = _(
            "The return of “{name}” for {period} stays and counts in the sum; by the new "
            "structure it belongs to no single body."
        )
        return words.format(name=name, period=days)
    words = _("The return of “{name}” for {period} stays and counts below “{branch}”.")
    return words.format(name=name, period=days, branch=branch.name)
