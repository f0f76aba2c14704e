"""Counting: the figures of a form from the evidence of its indicators, and that evidence itself.

Turns, distinct people, members on the day and head counts are counted in SQL over one selection
per indicator; the same selection answers which records stand behind a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    FromClause,
    Result,
    Subquery,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.registerkit.evidence import Indicator, Scope, Selection
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.coverage import units_below
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.evidence import member_on, standing
from unionoffice.reports.behind import Behind, counted_by
from unionoffice.reports.corrections import with_corrections
from unionoffice.reports.filled import FormFigures, HeadCount, Organisation, RowFigures
from unionoffice.reports.forms import Form, Row
from unionoffice.reports.indicators import known_indicators
from unionoffice.reports.typed import summed, with_typed
from unionoffice.services.office import own_organisation
from unionoffice.services.stopping import Stopping, never_stopped
from unionoffice.store.store import Store
from unionoffice.store.types import Words

_UNCOUNTED = {
    "typed": N_("No records stand behind it: the office types it in, and says where it is from."),
    "sum": N_("The sum of the figures of other rows."),
}


def local_now() -> datetime:
    """The moment, with the offset of this computer's time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Counted:
    """What one indicator's evidence amounts to; people and members without head counts."""

    turns: int
    people: int
    members: int
    head_total: int
    head_members: int


class Figures:
    """Counts the figures of a form over the registers of one office."""

    def __init__(
        self, store: Store, catalogue: Catalogue, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now
        self._indicators = known_indicators(catalogue)

    @property
    def known_indicators(self) -> frozenset[str]:
        return frozenset(self._indicators)

    def indicator(self, key: str) -> Indicator:
        return self._indicators[key]

    def explanations(self, row: Row) -> Mapping[str, str]:
        """How each figure of a row is counted: an untranslated sentence by figure name."""
        return {
            name: _UNCOUNTED.get(figure.count) or self._indicators[figure.indicator].explanation
            for name, figure in row.figures.items()
        }

    def count(self, form: Form, period: Period, unit_id: int | None = None) -> FormFigures:
        """All figures of the form for the period; for one unit and all below it if asked."""
        with self._store.reading() as session:
            scope, unit = scope_of(session, period, unit_id)
            own = own_organisation(session)
            counted = self._count_all(session, form.indicators(), scope)
            counts = tuple(self._row(session, row, counted, scope) for row in form.rows())
            typed = with_typed(session, form, period, unit_id, counts)
            rows = with_corrections(session, form.id, period, unit_id, typed)
            return FormFigures(
                appendix=form.id,
                appendix_version=form.version,
                organisation=Organisation(own.code, own.name, own.level),
                period=period,
                generated_at=self._now(),
                rows=summed(form, rows),
                unit=unit,
            )

    def behind(
        self,
        form: Form,
        row_key: str,
        period: Period,
        unit_id: int | None = None,
        figure: str = "",
        stopping: Stopping = never_stopped,
    ) -> Behind:
        """The records behind one figure of a row, or behind all of them.

        Raises UserError when the form has no such row.
        """
        row = row_of(form, row_key)
        with self._store.reading() as session:
            scope, _unit = scope_of(session, period, unit_id)
        named = dict.fromkeys(each.indicator for each in row.figures.values())
        count = ""
        if figure:
            key, count = counted_by(row, figure)
            named = {key: None}
        selections = [self._indicators[key].select(scope) for key in named if key]
        return Behind(self._store, selections, count, stopping)

    def _count_all(self, session: Session, keys: Iterable[str], scope: Scope) -> dict[str, Counted]:
        """Count composed indicators in one statement with their parts, every other by itself."""
        wanted = {key: self._indicators[key] for key in keys}
        composed = [each for each in wanted.values() if each.parts]
        parts = {part.key for each in composed for part in each.parts}
        family = [*composed, *(each for each in wanted.values() if each.key in parts)]
        alone = [[each] for each in wanted.values() if each not in family and not each.people]
        counted = {
            each.key: _members_alone(session, each.people(scope))
            for each in wanted.values()
            if each.people
        }
        for indicators in [family, *alone] if family else alone:
            counted |= _counted(session, indicators, scope)
        return counted

    def _row(
        self, session: Session, row: Row, counted: Mapping[str, Counted], scope: Scope
    ) -> RowFigures:
        values: dict[str, Any] = {}
        for name, figure in row.figures.items():
            if not figure.indicator:
                values[name] = 0  # until it is typed in or summed
                continue
            of = counted[figure.indicator]
            if figure.count == "titles":
                values[name] = self._titles(session, figure.indicator, scope)
            elif figure.count == "turns":
                values[name] = of.turns
            elif figure.count == "people":
                values[name] = of.people + of.head_total
                values["by_head_count"] = HeadCount(of.head_total, of.head_members)
            else:
                values[name] = of.members + of.head_members
        return RowFigures(row.key, **values)

    def _standing(self, key: str, scope: Scope) -> Subquery:
        """An indicator's evidence, without what was recorded for people who are void."""
        rows = self._indicators[key].select(scope).subquery()
        return select(rows).where(standing(rows.c.person_id)).subquery()

    def _titles(self, session: Session, key: str, scope: Scope) -> tuple[str, ...]:
        """The names of the records in an indicator's evidence, by day, each record once."""
        rows = self._standing(key, scope)
        found = session.execute(
            select(rows.c.register, rows.c.record_id)
            .distinct()
            .order_by(rows.c.register, rows.c.record_id)
        ).all()
        named: list[tuple[date, str]] = []
        for register_key in dict.fromkeys(row.register for row in found):
            register = self._catalogue[register_key]
            if register.names is None or register.event is None:
                continue
            ids = [row.record_id for row in found if row.register == register_key]
            titles = session.execute(
                select(register.event.attribute, register.names.attribute)
                .where(register.model.id.in_(ids))
                .order_by(register.event.attribute, register.model.id)
            )
            named.extend((day, title) for day, title in titles if title)
        return tuple(
            dict.fromkeys(title for _day, title in sorted(named, key=lambda each: each[0]))
        )


def _counted(session: Session, indicators: Sequence[Indicator], scope: Scope) -> dict[str, Counted]:
    """What each indicator amounts to; evidence that several share is gone through once."""
    by_person: dict[str, CTE] = {}
    totals: list[Selection] = []
    for indicator in indicators:
        for part in indicator.parts or (indicator,):
            if part.key not in by_person:
                name = f"part_{len(by_person)}"
                people = _by_person(part.select(scope)).cte(name)
                # Unasked, SQLite would count it again for each indicator that has a share in it.
                by_person[part.key] = people.prefix_with("MATERIALIZED")
        parts = [by_person[part.key] for part in indicator.parts or (indicator,)]
        totals.append(_total(indicator.key, parts))
    rows: Result[Any] = session.execute(union_all(*totals) if len(totals) > 1 else totals[0])
    return {row[0]: Counted(*map(int, row[1:])) for row in rows}


def _members_alone(session: Session, people: Selection) -> Counted:
    """Evidence that is nothing but members: no turns, and nobody who is counted without a name."""
    members = session.scalar(select(func.count()).select_from(people.subquery())) or 0
    return Counted(0, members, members, 0, 0)


def _by_person(selection: Selection) -> Selection:
    """Evidence summed up by person, without that of people who are void.

    Who was a member on the day of any of it was a member.
    """
    rows = selection.subquery()
    member = case((member_on(rows.c.person_id, rows.c.event_on), 1), else_=0)
    sums = _sums(rows, member).subquery()
    return select(sums).where(standing(sums.c.person_id))


def _sums(rows: FromClause, member: Any) -> Selection:
    return select(
        rows.c.person_id,
        func.sum(rows.c.turns).label("turns"),
        func.max(member).label("member"),
        func.sum(rows.c.head_total).label("head_total"),
        func.sum(rows.c.head_members).label("head_members"),
    ).group_by(rows.c.person_id)


def _total(key: str, parts: Sequence[CTE]) -> Selection:
    """The figures of one indicator from its parts by person: a person in several counts once."""
    people: FromClause = parts[0]
    if len(parts) > 1:
        rows = union_all(*(select(part) for part in parts)).subquery()
        people = _sums(rows, rows.c.member).subquery()
    return select(
        literal(key, Words()).label("key"),
        func.coalesce(func.sum(people.c.turns), 0),
        func.count(people.c.person_id),
        func.coalesce(func.sum(people.c.member), 0),
        func.coalesce(func.sum(people.c.head_total), 0),
        func.coalesce(func.sum(people.c.head_members), 0),
    )


def row_of(form: Form, row_key: str) -> Row:
    """The row with this key; raises UserError naming the rows there are."""
    row = form.row(row_key)
    if row is None:
        raise UserError(
            N_("The form has no row “{key}”. Its rows: {known}."),
            key=row_key,
            known=", ".join(each.key for each in form.rows()),
        )
    return row


def scope_of(session: Session, period: Period, unit_id: int | None) -> tuple[Scope, str]:
    """What is asked for, and the unit's name; "" for the whole organisation."""
    if unit_id is None:
        return Scope(period), ""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise UserError(N_("There is no such unit."))
    below = units_below()
    ids = session.scalars(select(below.c.unit_id).where(below.c.ancestor_id == unit_id)).all()
    return Scope(period, tuple(ids)), unit.name
