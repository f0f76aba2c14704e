"""How all bodies of a board stand: sorted and counted by the database, read as they are looked at.

What looks wrong about returns no database can tell. It is handed in once it is known; until then
returns are unchecked.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, true
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.core.text import fold
from unionoffice.exchange.awaited import awaited
from unionoffice.exchange.board_entries import (
    LATE,
    MISSING,
    RETURNED,
    UNCHECKED,
    VALID,
    WARNINGS,
    Entry,
    EntryMaker,
    State,
    of_board,
)
from unionoffice.exchange.counting import listed
from unionoffice.exchange.deadlines import FormDeadlines
from unionoffice.exchange.handed_in import handed_in
from unionoffice.exchange.refusals import RefusedView
from unionoffice.exchange.returns import Remarks, ReportedReturn, reported_by
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReturnedReturn
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Body
from unionoffice.store.store import Store

GRAVEST_FIRST: Final[tuple[State, ...]] = (RETURNED, LATE, MISSING, WARNINGS, UNCHECKED, VALID)
ALL, IN, OUT = "all", "in", "out"
TILES: Final = (ALL, IN, WARNINGS, RETURNED, LATE, MISSING)
NAME, STATE, DUE, VERSION, RECEIVED, REMARKS = ORDERS = (
    "name",
    "state",
    "due",
    "version",
    "received",
    "remarks",
)
CODE = "code"
READ_AT_ONCE = 500
_IS_IN: ColumnElement[bool] = ReceivedReturn.id.is_not(None)
_RANKS = {state: rank for rank, state in enumerate(GRAVEST_FIRST)}


@dataclass(frozen=True)
class Wanted:
    """Which bodies of a board are asked for, and in which order: without one, the gravest first."""

    tile: str = ALL
    search: str = ""
    order: str = ""
    is_falling: bool = False


class States:
    """The board of one form and period as it stood when it was asked for."""

    def __init__(
        self,
        store: Store,
        form: Form,
        period: Period,
        rules: FormDeadlines,
        today: date,
        refused: Sequence[RefusedView],
        remarks: Remarks | None,
    ) -> None:
        self.form = form
        self.period = period
        self.refused = refused
        self.is_checked = remarks is not None
        self._store = store
        self._remarks: Remarks = remarks or {}
        with store.reading() as session:
            self._makes = EntryMaker(
                session, form, period, rules, today, is_checked=self.is_checked
            )
            self._awaited, self._known = awaited(session, form, period)
            self._is_its = and_(
                ReceivedReturn.organisation_id == Organisation.id,
                *handed_in(session, form, period),
            )
            self._open = self._open_remarks()
            self._rank = self._ranking(session, today)
            self._counts = self._counted(session)

    def counts(self) -> dict[str, int | None]:
        """How many bodies each tile lets through; None as long as nobody can say."""
        known = dict.fromkeys(TILES, 0) | self._counts
        return {tile: None if self._is_unknown(tile) else count for tile, count in known.items()}

    def ranked(self, wanted: Wanted) -> Ranked:
        """The bodies that were asked for, in their order."""
        with self._store.reading() as session:
            found = self._selected(Organisation.id).where(*self._conditions(wanted))
            ids = array("q", session.scalars(found.order_by(*self._order(wanted))))
        if wanted.order == REMARKS:
            counts = self._open
            ids = array("q", sorted(ids, key=lambda id_: counts[id_], reverse=wanted.is_falling))
        shows_refused = wanted.tile in (ALL, WARNINGS) and not wanted.search
        return Ranked(self, wanted, ids, self.refused if shows_refused else ())

    def entry(self, code: str) -> Entry | None:
        """How one body stands; None where it is not on the board."""
        id_ = self.id_of(code)
        return None if id_ is None else next(iter(self.entries([id_])), None)

    def id_of(self, code: str) -> int | None:
        with self._store.reading() as session:
            found = self._selected(Organisation.id).where(Organisation.code == code)
            return session.scalars(found.order_by(_IS_IN.desc())).first()

    def entries(self, ids: Sequence[int]) -> list[Entry]:
        """These bodies, in this order."""
        makes = self._makes
        with self._store.reading() as session:
            reported = reported_by(session, self.form, self.period, ids, self._remarks)
            missing = self._bodies(session, [id_ for id_ in ids if id_ not in reported])
        found = {id_: makes.of_return(each) for id_, each in reported.items()}
        found |= {id_: makes.of_missing(body) for id_, body in missing.items()}
        return [found[id_] for id_ in ids if id_ in found]

    def reported(self, ids: Sequence[int]) -> Iterator[ReportedReturn]:
        """The returns of those of these bodies that have handed in, in this order."""
        with self._store.reading() as session:
            found = reported_by(session, self.form, self.period, ids, self._remarks)
        return (found[id_] for id_ in ids if id_ in found)

    def _is_unknown(self, tile: str) -> bool:
        return tile == WARNINGS and not self.is_checked

    def _open_remarks(self) -> Counter[int]:
        """How many remarks ask to be looked at, by body."""
        seen = self._makes.seen
        return Counter(
            {
                body_id: count
                for body_id, remarks in self._remarks.items()
                if (count := sum(seen(body_id, each).is_open for each in remarks))
            }
        )

    def _ranking(self, session: Session, today: date) -> ColumnElement[int]:
        """The place of a body's state among all, the gravest first."""
        late = [level for level, due in self._makes.due.items() if due and due < today]
        given_back = select(ReturnedReturn.id).where(
            *of_board(ReturnedReturn, self.form, self.period),
            ReturnedReturn.organisation_id == ReceivedReturn.organisation_id,
            ReturnedReturn.version == ReceivedReturn.version,
        )
        is_back = given_back.exists() if self._makes.given_back else ~true()
        is_open = Organisation.id.in_(select(listed(session, list(self._open)).c.id))
        without_remarks = self._makes.without_remarks
        return case(
            (and_(~_IS_IN, self._level().in_(late)), _RANKS[LATE]),
            (~_IS_IN, _RANKS[MISSING]),
            (is_back, _RANKS[RETURNED]),
            (is_open, _RANKS[WARNINGS]),
            else_=_RANKS[without_remarks],
        )

    def _level(self) -> ColumnElement[str]:
        """Of what level a body is; one that is missing, of what level it was."""
        levels = {id_: literal(body.level) for id_, body in self._known.items()}
        if not levels:
            return Organisation.level.expression
        return case(levels, value=Organisation.id, else_=Organisation.level)

    def _came_late(self) -> ColumnElement[bool]:
        """Whether a return was received after the last day for it, by the clock of this place."""
        late = [
            and_(Organisation.level == level, ReceivedReturn.received_at >= _end_of(due))
            for level, due in self._makes.due.items()
            if due is not None
        ]
        return and_(_IS_IN, or_(*late)) if late else ~true()

    def _selected(self, *columns: Any) -> Select[Any]:
        return (
            select(*columns)
            .select_from(Organisation)
            .outerjoin(ReceivedReturn, self._is_its)
            .where(or_(_IS_IN, self._awaited))
        )

    def _counted(self, session: Session) -> dict[str, int]:
        is_late = case((self._came_late(), 1), else_=0)
        by_state = self._selected(self._rank, is_late, func.count()).group_by(self._rank, is_late)
        counts: Counter[str] = Counter()
        for rank, came_late, count in session.execute(by_state):
            state = GRAVEST_FIRST[rank]
            tiles = {ALL, *({state} & {*TILES}), *({LATE} if came_late else ())}
            if state not in (LATE, MISSING):
                tiles.add(IN)
            counts.update(dict.fromkeys(tiles, count))
        return counts

    def _conditions(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        if wanted.tile == IN:
            yield _IS_IN
        elif wanted.tile == OUT:
            yield ~_IS_IN
        elif wanted.tile == LATE:
            yield or_(self._rank == _RANKS[LATE], self._came_late())
        elif wanted.tile != ALL:
            yield self._rank.in_([_RANKS[cast("State", wanted.tile)]])
        for word in fold(wanted.search).split():
            yield Organisation.search_text.contains(word, autoescape=True)

    def _order(self, wanted: Wanted) -> Iterator[ColumnElement[Any]]:
        if wanted.order not in (REMARKS, CODE):
            for each in self._sort_values(wanted.order):
                yield each.desc() if wanted.is_falling else each.asc()
        yield Organisation.code.asc()

    def _sort_values(self, order: str) -> Sequence[ColumnElement[Any]]:
        if order == NAME:
            # What is searched is code and name, folded.
            return (func.substr(Organisation.search_text, func.length(Organisation.code) + 2),)
        if order == DUE:
            last = {level: (due or date.max).toordinal() for level, due in self._makes.due.items()}
            return (case(last, value=self._level(), else_=date.max.toordinal()),)
        if order == VERSION:
            return (func.coalesce(ReceivedReturn.version, 0),)
        if order == RECEIVED:
            return (case((_IS_IN, 1), else_=0), ReceivedReturn.received_at.expression)
        return (self._rank,)

    def _bodies(self, session: Session, ids: Sequence[int]) -> dict[int, Body]:
        found = session.execute(
            select(Organisation.id, Organisation.code, Organisation.name, Organisation.level).where(
                Organisation.id.in_(ids)
            )
        )
        read = {id_: Body(id_, code, name, level, None) for id_, code, name, level in found}
        return {id_: self._known.get(id_, body) for id_, body in read.items()}


@dataclass(frozen=True)
class Ranked:
    """Bodies in the order that was asked for; above them stand files that were refused."""

    states: States
    wanted: Wanted
    ids: array[int]
    refused: Sequence[RefusedView]

    def page(self, first: int, limit: int) -> list[Entry]:
        return self.states.entries(self.ids[first : first + limit])

    def place_of(self, code: str) -> int | None:
        id_ = self.states.id_of(code)
        return self.ids.index(id_) if id_ is not None and id_ in self.ids else None

    def __iter__(self) -> Iterator[Entry]:
        """All of them, of which some are read at once."""
        for some in self._some():
            yield from self.states.entries(some)

    def returns(self) -> Iterator[ReportedReturn]:
        """The returns of those among them who have handed in; some are read at once."""
        for some in self._some():
            yield from self.states.reported(some)

    def _some(self) -> Iterator[array[int]]:
        for start in range(0, len(self.ids), READ_AT_ONCE):
            yield self.ids[start : start + READ_AT_ONCE]

    def to_remind(self) -> list[Entry]:
        """Those among them who have not handed in, or whose return went back."""
        return [each for each in self if each.to_remind]


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time()).astimezone()
