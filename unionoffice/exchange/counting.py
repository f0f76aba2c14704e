"""Which of the received returns are summed, so that every body counts once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, BigInteger, ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.core.text import fold
from unionoffice.exchange.handed_in import handed_in, of_form, these
from unionoffice.exchange.successions import held_by_heirs
from unionoffice.exchange.told_below import Node, Path, told_below, walk
from unionoffice.registers.organisation.model import LEVELS, Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.figures_document import figures_of, read_document
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Bodies, Body


def listed(session: Session, ids: Sequence[Any], of_type: Any = BigInteger) -> Any:
    """Ids or codes in their order, to be joined with: columns `id` and `place`.

    It is one parameter of the statement, however many they are.
    """
    if session.connection().dialect.name == "sqlite":
        each = func.json_each(json.dumps(ids)).table_valued("value", "key")
    else:
        array = bindparam(None, list(ids), type_=ARRAY(of_type))
        each = func.unnest(array).table_valued("value", with_ordinality="key").render_derived()
    return select(each.c.value.label("id"), each.c.key.label("place")).subquery("listed")


class Standing(NamedTuple):
    """The newest return of one body, whether or not it is summed."""

    body_id: int
    id: int
    code: str
    version: int
    origin: str
    level: str
    is_valid: bool  # its body was not voided


def standing(session: Session, form: Form, period: Period) -> list[Standing]:
    """The returns that stand, by the codes of their bodies."""
    is_valid = Organisation.voided_at.is_(None) & (Organisation.is_own == False)  # noqa: E712 - SQL
    session.flush()  # unlike the session, its connection does not see to that
    found = session.connection().execute(
        select(
            Organisation.id,
            ReceivedReturn.id,
            Organisation.code,
            ReceivedReturn.version,
            ReceivedReturn.origin,
            Organisation.level,
            is_valid,
        )
        .join(ReceivedReturn, ReceivedReturn.organisation_id == Organisation.id)
        .where(*of_form(session, form, period))
    )
    return sorted(map(Standing._make, found.all()), key=attrgetter("code"))


def summed_ones(
    session: Session,
    form: Form,
    returns: Sequence[Standing],
    period: Period,
    bodies: Callable[[], Bodies],
) -> list[Standing]:
    """Those of the returns that are summed; the bodies are asked for where they matter.

    A return is left out when its body was voided, when the heirs of its body report for it, and
    when the return of a body above has summed it already: named it among its sources, or one that
    it stands below.
    """
    valid = [each for each in returns if each.is_valid]
    held = held_by_heirs(session, form, period)
    if held:
        have_come = {each.body_id for each in valid}
        held = {each for each in held if have_come.intersection(bodies().successors(each))}
        valid = [each for each in valid if each.body_id not in held]
    if len({each.level for each in valid}) <= 1:
        return valid
    ids = {each.body_id: each.id for each in valid}
    inside = _summed_above(session, ids, bodies(), period)
    return [each for each in valid if each.body_id not in inside]


def conditions_of(
    session: Session,
    form: Form,
    period: Period,
    returns: Sequence[Standing],
    chosen: Sequence[Standing],
) -> list[ColumnElement[bool]]:
    """Conditions for those chosen among all returns that stand, in as few words as will do."""
    if len(chosen) == len(returns):
        return of_form(session, form, period)
    left_out = {each.id for each in returns}.difference(each.id for each in chosen)
    if len(left_out) > len(chosen):
        return [these(each.id for each in chosen)]
    return [*of_form(session, form, period), ~these(left_out)]


def counted(session: Session, form: Form, period: Period, bodies: Bodies) -> dict[int, int]:
    """The returns that are summed: the id of each by that of its body."""
    returns = standing(session, form, period)
    summed = summed_ones(session, form, returns, period, lambda: bodies)
    return {each.body_id: each.id for each in summed}


def expected(session: Session, form: Form, period: Period, bodies: Bodies) -> tuple[Body, ...]:
    """Who is to hand in, by code; who has done so without a card is not passed over."""
    have_come = session.scalars(
        select(ReceivedReturn.organisation_id).where(*handed_in(session, form, period))
    )
    return bodies.expected(period, set(have_come))


def have_all_handed_in(session: Session, returns: Sequence[Standing]) -> bool:
    """Whether no body at all is left that could be waited for; told without their tree."""
    bodies = select(func.count()).where(
        Organisation.voided_at.is_(None),
        Organisation.is_own == False,  # noqa: E712 - SQL
    )
    return session.scalars(bodies).one() == sum(each.is_valid for each in returns)


def sources_of(
    session: Session, returns: Mapping[int, int], bodies: Bodies
) -> dict[int, frozenset[int]]:
    """The bodies whose returns each of these returns has summed, as far as they are known here."""
    known = _Known(session, bodies)
    told = told_below(session, returns.values())
    sources = {body_id: known.among(told[id_]) for body_id, id_ in returns.items() if told.get(id_)}
    untold = session.execute(
        select(ReceivedReturn.organisation_id, ReceivedReturn.content).where(
            these(id_ for id_ in returns.values() if not told.get(id_))
        )
    )
    for body_id, content in untold:
        named = figures_of(read_document(content.encode())).sources or ()
        sources[body_id] = known.among(Node(each.organisation, "", "") for each in named)
    return sources


class _Known:
    """The bodies of this office's tree, as they are found among the returns behind others."""

    def __init__(self, session: Session, bodies: Bodies) -> None:
        self._codes = {body.code: body for body in bodies.newest.values()}
        # Whom no card enrolled has an identity that this office made up itself.
        enrolled = Organisation.enrolled_at.is_not(None)
        found = session.execute(select(Organisation.uid, Organisation.id).where(enrolled))
        self._ids = {uid: id_ for uid, id_ in found if id_ in bodies.newest}
        self._with_card = frozenset(self._ids.values())

    def among(self, nodes: Iterable[Node]) -> frozenset[int]:
        found = {self._id(node, path) for node, path in walk(nodes)}
        return frozenset(id_ for id_ in found if id_ is not None)

    def _id(self, node: Node, path: Path) -> int | None:
        """By the identity of its office; by its code if it does not tell it or was set up anew.

        Codes may be given out again further below, and to others with another name.
        """
        if node.uid in self._ids:
            return self._ids[node.uid]
        body = self._codes.get(node.code) if len(path) == 1 else None
        if body is None:
            return None
        is_known = bool(node.uid) and body.id in self._with_card
        return None if is_known and fold(node.name) != fold(body.name) else body.id


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
