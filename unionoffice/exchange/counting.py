"""Which of the received returns are summed, so that every body counts once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.registers.organisation.model import LEVELS
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.figures_document import figures_of, read_document
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Bodies, Body


def of_form(form: Form, period: Period) -> list[ColumnElement[bool]]:
    """Conditions for the returns that stand: the newest of each organisation."""
    return [
        ReceivedReturn.appendix == form.id,
        ReceivedReturn.appendix_version.in_((form.version, *form.accepts)),
        ReceivedReturn.period_first == period.first,
        ReceivedReturn.period_last == period.last,
        ReceivedReturn.is_current == True,  # noqa: E712 - SQL
    ]


def these(return_ids: Iterable[int], column: Any = ReceivedReturn.id) -> ColumnElement[bool]:
    """The returns with these ids, however many: they are no parameters of the statement."""
    ids: BindParameter[int] = bindparam(
        "return_ids", sorted(return_ids), expanding=True, literal_execute=True
    )
    found: ColumnElement[bool] = column.in_(ids)
    return found


def counted(session: Session, form: Form, period: Period, bodies: Bodies) -> dict[int, int]:
    """The returns that are summed: the id of each by that of its body.

    A return is left out when its body was voided, and when the return of a body above has summed
    it already: named it among its sources, or one that it stands below.
    """
    found = session.execute(
        select(ReceivedReturn.organisation_id, ReceivedReturn.id).where(*of_form(form, period))
    )
    returns = {body_id: id_ for body_id, id_ in found if body_id in bodies.newest}
    inside = _summed_above(session, returns, bodies, period)
    return {body_id: id_ for body_id, id_ in returns.items() if body_id not in inside}


def expected(session: Session, form: Form, period: Period, bodies: Bodies) -> tuple[Body, ...]:
    """Who is to hand in, by code; who has done so without a card is not passed over."""
    handed_in = session.scalars(
        select(ReceivedReturn.organisation_id).where(*of_form(form, period))
    )
    return bodies.expected(period, set(handed_in))


def sources_of(
    session: Session, returns: Mapping[int, int], bodies: Bodies
) -> dict[int, frozenset[int]]:
    """The bodies whose returns each of these returns has summed, as far as they are known here."""
    ids = {body.code: body.id for body in bodies.newest.values()}
    found = session.execute(
        select(ReceivedReturn.organisation_id, ReceivedReturn.content).where(
            these(returns.values())
        )
    )
    sources: dict[int, frozenset[int]] = {}
    for body_id, content in found:
        named = figures_of(read_document(content.encode())).sources or ()
        sources[body_id] = frozenset(
            ids[each.organisation] for each in named if each.organisation in ids
        )
    return sources


def _summed_above(
    session: Session, returns: dict[int, int], bodies: Bodies, period: Period
) -> set[int]:
    """Bodies whose return is part of another one; only where several levels hand in."""
    ranks = {body_id: LEVELS.keys.index(bodies.newest[body_id].level) for body_id in returns}
    lowest = min(ranks.values(), default=0)
    upper = {body_id: id_ for body_id, id_ in returns.items() if ranks[body_id] > lowest}
    if not upper:
        return set()
    tree = bodies.on(period.last)
    inside: set[int] = set()
    for body_id, sources in sources_of(session, upper, bodies).items():
        below = {body.id for source in sources if source in tree for body in tree.below(source)}
        inside |= (sources | below) - {body_id}
    return inside
