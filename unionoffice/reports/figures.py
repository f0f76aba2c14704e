"""Counting: the figures of a form from the evidence of its indicators, and that evidence itself.

Turns, distinct people, members on the day and head counts are counted in SQL over one selection
per indicator; the same selection answers which records stand behind a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.registerkit.evidence import Indicator, Scope
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.coverage import units_below
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.evidence import member_on
from unionoffice.registers.people.model import Person
from unionoffice.reports.corrections import with_corrections
from unionoffice.reports.filled import FormFigures, HeadCount, Organisation, RowFigures
from unionoffice.reports.forms import Form, Row
from unionoffice.reports.indicators import known_indicators
from unionoffice.services.office import own_organisation
from unionoffice.store.store import Store


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


@dataclass(frozen=True)
class EvidenceRow:
    """One record behind a figure. `member`: whether the person was a member on the day."""

    register: str
    id: int
    person_id: int | None
    person: str | None
    event_on: date
    member: bool
    turns: int
    head_total: int
    head_members: int

    def as_json(self) -> dict[str, Any]:
        return {**self.__dict__, "event_on": self.event_on.isoformat()}


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
            name: self._indicators[figure.indicator].explanation
            for name, figure in row.figures.items()
        }

    def count(self, form: Form, period: Period, unit_id: int | None = None) -> FormFigures:
        """All figures of the form for the period; for one unit and all below it if asked."""
        with self._store.reading() as session:
            scope, unit = scope_of(session, period, unit_id)
            own = own_organisation(session)
            counted = {key: self._counted(session, key, scope) for key in form.indicators()}
            rows = tuple(self._row(session, row, counted, scope) for row in form.rows())
            return FormFigures(
                appendix=form.id,
                appendix_version=form.version,
                organisation=Organisation(own.code, own.name, own.level),
                period=period,
                generated_at=self._now(),
                rows=with_corrections(session, form.id, period, unit_id, rows),
                unit=unit,
            )

    def evidence(
        self, form: Form, row_key: str, period: Period, unit_id: int | None = None
    ) -> list[EvidenceRow]:
        """The records behind the figures of one row, in the order of their days.

        Raises UserError when the form has no such row.
        """
        row = row_of(form, row_key)
        with self._store.reading() as session:
            scope, _unit = scope_of(session, period, unit_id)
            keys = dict.fromkeys(figure.indicator for figure in row.figures.values())
            found = [each for key in keys for each in self._evidence(session, key, scope)]
        return sorted(found, key=lambda each: (each.event_on, each.register, each.id))

    def _counted(self, session: Session, key: str, scope: Scope) -> Counted:
        rows = self._standing(key, scope)
        member = case((member_on(rows.c.person_id, rows.c.event_on), rows.c.person_id))
        figures = session.execute(
            select(
                func.coalesce(func.sum(rows.c.turns), 0),
                func.count(rows.c.person_id.distinct()),
                func.count(member.distinct()),
                func.coalesce(func.sum(rows.c.head_total), 0),
                func.coalesce(func.sum(rows.c.head_members), 0),
            )
        ).one()
        return Counted(*(int(figure) for figure in figures))

    def _row(
        self, session: Session, row: Row, counted: Mapping[str, Counted], scope: Scope
    ) -> RowFigures:
        values: dict[str, Any] = {}
        for name, figure in row.figures.items():
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
        void = select(Person.id).where(Person.voided_at.is_not(None))
        standing = or_(rows.c.person_id.is_(None), rows.c.person_id.not_in(void))
        return select(rows).where(standing).subquery()

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

    def _evidence(self, session: Session, key: str, scope: Scope) -> list[EvidenceRow]:
        rows = self._standing(key, scope)
        found = session.execute(
            select(
                rows.c.register,
                rows.c.record_id,
                rows.c.person_id,
                Person.full_name,
                rows.c.event_on,
                case((member_on(rows.c.person_id, rows.c.event_on), 1), else_=0),
                rows.c.turns,
                rows.c.head_total,
                rows.c.head_members,
            ).outerjoin(Person, Person.id == rows.c.person_id)
        )
        return [
            EvidenceRow(register, id_, person_id, person, _day(day), bool(member), *numbers)
            for register, id_, person_id, person, day, member, *numbers in found
        ]


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


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
