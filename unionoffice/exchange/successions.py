"""A body that ended within a period, and its heirs: whose return counts for which days.

Both hand in. Either each reports what it did itself, and both are summed; or the heir's return
holds the figures of the body that ended as well, and only that one is summed. Which of the two it
is, no figure can tell: a clerk says so, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.handed_in import handed_in
from unionoffice.exchange.remarks import DOUBT, NOTE, Remark
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import SettledSuccession
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.bodies import read_bodies
from unionoffice.services.body_tree import ONE_DAY, Bodies, Body
from unionoffice.store.store import Store

CHECK = "successor"
APART, HELD = "apart", "held"  # each return for itself, or one held in the other

_OPEN = N_(
    "It ended on {end}; “{heirs}” succeeds it and has handed in too. Both are summed: this return "
    "for {first} to {last}, the other for {since} to {until}. Settle whether the other holds these "
    "figures as well."
)
_APART = N_(
    "Counts for {first} to {last}, beside the return of “{heirs}” for {since} to {until}. "
    "Settled by {who}, {on}."
)
_HELD = N_(
    "It is not summed: the return of “{heirs}” counts for it as well, from {first} on. "
    "Settled by {who}, {on}."
)
_HEIR_OPEN = N_("“{body}”, which ended on {end}, has handed in for {first} to {last} itself.")
_HEIR_APART = N_(
    "Counts for {since} to {until}; “{body}”, which ended on {end}, counts for {first} to {last} "
    "itself. Settled by {who}, {on}."
)
_HEIR_HELD = N_(
    "Counts for “{body}” as well, which ended on {end}: from {first} on. Settled by {who}, {on}."
)


@dataclass(frozen=True)
class Settled:
    """What was said of one body."""

    is_held_by_heirs: bool
    who: str
    on: str  # the day, as shown


class Successions:
    """The clerk's deed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def settle(self, form: Form, period: Period, code: str, *, is_held_by_heirs: bool) -> None:
        """Say whether the returns of its heirs hold the figures of a body that ended."""
        with self._store.writing(N_("Succession settled")) as session:
            body_id = session.scalars(
                select(Organisation.id).where(
                    Organisation.code == code, Organisation.dissolved_on.is_not(None)
                )
            ).first()
            if body_id is None:
                raise UserError(N_("No body with the code {code} has ended."), code=code)
            for standing in session.scalars(
                select(SettledSuccession).where(
                    *_of(form, period), SettledSuccession.organisation_id == body_id
                )
            ):
                session.delete(standing)
            session.add(
                SettledSuccession(
                    organisation_id=body_id,
                    appendix=form.id,
                    period_first=period.first,
                    period_last=period.last,
                    is_held_by_heirs=is_held_by_heirs,
                    settled_at=datetime.now(UTC),
                    settled_by=self._store.who,
                )
            )
            self._store.touched(session, 1)

    def unsettled(self, form: Form, period: Period) -> list[str]:
        """The codes of bodies of which nobody has said yet whether their heirs' returns hold them.

        Asked for where figures are handed on: most offices have no body that ended in the period.
        """
        with self._store.reading() as session:
            if not has_any_ended(session, period):
                return []
            have_come = session.scalars(
                select(ReceivedReturn.organisation_id).where(*handed_in(session, form, period))
            )
            bodies = read_bodies(session)
            found = succession_remarks(session, form, period, bodies, set(have_come))
            return [bodies.newest[id_].code for id_, each in found if each.severity == DOUBT]


def has_any_ended(session: Session, period: Period) -> bool:
    """Whether a body ended in the period, as mostly none has."""
    ended = select(Organisation.id).where(
        Organisation.dissolved_on >= period.first,
        Organisation.dissolved_on <= period.last,
        Organisation.voided_at.is_(None),
    )
    return session.scalars(ended.limit(1)).first() is not None


def held_by_heirs(session: Session, form: Form, period: Period) -> set[int]:
    """The bodies whose figures stand in the returns of their heirs."""
    return set(
        session.scalars(
            select(SettledSuccession.organisation_id).where(
                *_of(form, period),
                SettledSuccession.is_held_by_heirs == True,  # noqa: E712 - SQL
            )
        )
    )


def settled_bodies(session: Session, form: Form, period: Period) -> set[int]:
    """The bodies of which a clerk has said whose return counts."""
    return set(_settled(session, form, period))


def succession_remarks(
    session: Session, form: Form, period: Period, bodies: Bodies, have_come: set[int]
) -> Iterator[tuple[int, Remark]]:
    """By the id of the body: what counts for it, on its return and on those of its heirs."""
    settled = _settled(session, form, period)
    for body_id in sorted(have_come):
        if body_id not in bodies.newest:
            continue  # it was voided
        body = bodies.newest[body_id]
        heirs = [
            bodies.newest[each]
            for each in bodies.successors(body_id)
            if each in have_come and each in bodies.newest  # it may have been voided since
        ]
        if body.dissolved_on is None or body.dissolved_on not in period or not heirs:
            continue
        said = settled.get(body_id)
        values = _values(period, body, heirs, said)
        own, theirs = _words(said)
        yield body_id, Remark("", own, values, DOUBT if said is None else NOTE, CHECK)
        for heir in heirs:
            yield heir.id, Remark("", theirs, values, NOTE, "heir")


def _words(said: Settled | None) -> tuple[str, str]:
    if said is None:
        return _OPEN, _HEIR_OPEN
    return (_HELD, _HEIR_HELD) if said.is_held_by_heirs else (_APART, _HEIR_APART)


def _values(
    period: Period, body: Body, heirs: Sequence[Body], said: Settled | None
) -> dict[str, str]:
    """The days for which each counts: as many of the period as it lived."""
    assert body.dissolved_on is not None
    begun = min((heir.founded_on or period.first for heir in heirs), default=period.first)
    return {
        "body": body.name,
        "heirs": "; ".join(heir.name for heir in heirs),
        "end": day(body.dissolved_on),
        "first": day(max(period.first, body.founded_on or period.first)),
        "last": day(max(period.first, body.dissolved_on - ONE_DAY)),
        "since": day(max(period.first, begun)),
        "until": day(period.last),
        "settled": "" if said is None else HELD if said.is_held_by_heirs else APART,
        "who": "" if said is None else said.who,
        "on": "" if said is None else said.on,
    }


def _settled(session: Session, form: Form, period: Period) -> dict[int, Settled]:
    found = session.scalars(select(SettledSuccession).where(*_of(form, period)))
    return {
        each.organisation_id: Settled(
            each.is_held_by_heirs, each.settled_by, day(each.settled_at.astimezone().date())
        )
        for each in found
    }


def _of(form: Form, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        SettledSuccession.appendix == form.id,
        SettledSuccession.period_first == period.first,
        SettledSuccession.period_last == period.last,
    )
