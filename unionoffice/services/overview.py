"""The figures of the first page, counted in SQL and kept as one row for the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.registerkit.evidence import Scope, within
from unionoffice.registers.agreements.model import Agreement
from unionoffice.registers.benefits.choices import KINDS
from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.benefits.states import COUNTED
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.dialogues.model import Dialogue
from unionoffice.registers.housing.model import HousingCase
from unionoffice.registers.loans.model import Loan
from unionoffice.registers.organisation.model import Headcount, Setting, Unit
from unionoffice.registers.people.evidence import in_force, member_on, standing
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.services.attention import LAST_BACKUP, ends_soon_until, needs_of, number_of
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.services.bodies import read_bodies
from unionoffice.services.glance import (
    SETTING,
    Glance,
    KindSum,
    MonthSum,
    Need,
    Shelf,
    SummedForm,
    from_text,
    to_text,
)
from unionoffice.services.norms import norms_of
from unionoffice.services.office import own_organisation, write_setting
from unionoffice.store.store import Store
from unionoffice.store.types import Day, Words

SEVERITIES = ("bad", "warn", "info")


def _pressing_first(needs: Iterable[Need]) -> tuple[Need, ...]:
    return tuple(sorted(needs, key=lambda need: SEVERITIES.index(need.severity)))


class Overview:
    """Counts the glance, and keeps the newest one in the office for the next start."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        today: Callable[[], date] = date.today,
        more_needs: Callable[[date], tuple[Need, ...]] = lambda _today: (),
        summed: Callable[[date], SummedForm | None] = lambda _today: None,
    ) -> None:
        """`more_needs` and `summed` know of returns, which services know nothing of."""
        self._store = store
        self._catalogue = catalogue
        self._today = today
        self._more_needs = more_needs
        self._summed = summed

    def count(self) -> Glance:
        """Count everything as of today."""
        # Asked first: it opens the file anew, and must not wait for a writer who waits for us.
        kept_on = self._kept_on()
        more = self._more_needs(self._today())
        summed = self._summed(self._today())
        with self._store.reading() as session:
            glance = self._counted(session, self._today(), kept_on)
        return glance._replace(summed=summed, needs=_pressing_first((*more, *glance.needs)))

    def kept(self) -> Glance | None:
        """The newest glance that was kept, whatever day it is of."""
        with self._store.reading() as session:
            row = session.get(Setting, SETTING)
            return None if row is None else from_text(row.value)

    def refresh(self) -> Glance:
        """Count, and keep the glance for the next start; called after every write."""
        glance = self.count()
        if not self._store.is_read_only and glance != self.kept():
            with self._store.remembering() as session:
                session.merge(Setting(key=SETTING, value=to_text(glance)))
        return glance

    def note_backup(self) -> None:
        """A backup of the office was made today."""
        with self._store.remembering() as session:
            write_setting(session, LAST_BACKUP, self._today().isoformat())

    def _counted(self, session: Session, today: date, kept_on: date | None) -> Glance:
        own = own_organisation(session)
        year = Period(date(today.year, 1, 1), today)
        last_year = Period(date(today.year - 1, 1, 1), a_year_before(today))
        turns, people, amount = session.execute(_benefits_of(year)).one()
        agreements = _agreements(session, today)
        reporters = _have_reported(session, year)
        return Glance(
            counted_on=today,
            office=own.name,
            level=own.level,
            members=_members_on(session, today),
            members_a_year_ago=_members_on(session, a_year_before(today)),
            members_by_month=tuple(_members_on(session, day) for day in month_ends(today)),
            women=_members_on(session, today, Person.sex == "female"),
            workers=_workers_on(session, today),
            units=number_of(session, select(Unit.id).where(_stands(Unit), _not_dissolved(today))),
            people=number_of(session, select(Person.id).where(_stands(Person))),
            benefit_turns=turns,
            benefit_people=people,
            benefit_amount=amount or Decimal(0),
            benefit_turns_last_year=number_of(session, select(Benefit.id).where(_given(last_year))),
            benefit_kinds=_benefits_by_kind(session, year),
            benefit_months=_benefits_by_month(session, year),
            checked_members=self._checked(session, year),
            checked_members_last_year=self._checked(session, last_year),
            agreements_in_force=agreements[0],
            agreements_ending=agreements[1],
            dialogues=number_of(
                session,
                select(Dialogue.id).where(_stands(Dialogue), within(Dialogue.held_on, year)),
            ),
            housing_open=number_of(
                session,
                select(HousingCase.id).where(
                    _stands(HousingCase),
                    HousingCase.status.in_(("proposed", "approved", "building")),
                ),
            ),
            loans_open=number_of(
                session, select(Loan.id).where(_stands(Loan), Loan.status == "lent")
            ),
            records=self._records(session),
            bodies=len(reporters | {body.id for body in read_bodies(session).expected(year)}),
            returns_received=len(reporters),
            needs=(
                *self._scarce_room(),
                *needs_of(
                    session,
                    self._catalogue,
                    own.level,
                    today,
                    kept_on,
                    is_file=self._store.path is not None,
                ),
            ),
            shelves=tuple(
                Shelf(each.key, each.title, each.icon, each.group)
                for each in self._catalogue
                if own.collects or not each.is_for_collectors
            ),
        )

    def _kept_on(self) -> date | None:
        """The day of the newest backup that the program has made by itself."""
        path = self._store.path
        newest = BackupKeeper(path).all().newest if path is not None else None
        return None if newest is None else newest.made_at.astimezone().date()

    def _scarce_room(self) -> Iterator[Need]:
        path = self._store.path
        free = BackupKeeper(path).scarce_room() if path is not None else None
        if free is not None:
            yield Need("disk_nearly_full", free >> 20, "bad", page="backups")

    def _checked(self, session: Session, period: Period) -> int:
        """Members who attended a check-up: the evidence that the appendix counts, too."""
        found = self._catalogue.indicators["health"].select(Scope(period)).subquery()
        members = select(found.c.person_id).where(
            standing(found.c.person_id), member_on(found.c.person_id, found.c.event_on)
        )
        return number_of(session, members.distinct())

    def _records(self, session: Session) -> int:
        """How many registers of what was done hold anything at all."""
        models = {each.model for each in self._catalogue if each.event is not None}
        there = [exists(select(model.id).where(_stands(model))) for model in models]
        return sum(bool(session.scalar(select(each))) for each in there)


def a_year_before(day: date) -> date:
    """The same day a year ago; the last of February for a leap day."""
    return (
        day.replace(year=day.year - 1)
        if (day.month, day.day) != (2, 29)
        else date(day.year - 1, 2, 28)
    )


def month_ends(today: date) -> list[date]:
    """The last days of the eleven months before this one, and today."""
    days = [today]
    for _each in range(11):
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days[::-1]


def _stands(model: type) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = model.voided_at.is_(None)  # type: ignore[attr-defined]  # any Record
    return condition


def _members_on(session: Session, day: date, *conditions: ColumnElement[bool]) -> int:
    in_force_then = in_force(Membership.joined_on, Membership.left_on, literal(day, Day()))
    return (
        session.scalar(
            select(func.count(Membership.person_id.distinct()))
            .join(Person, Person.id == Membership.person_id)
            .where(_stands(Person), in_force_then, *conditions)
        )
        or 0
    )


def _workers_on(session: Session, day: date) -> int:
    """People who work here by name, or the head counts where they say more."""
    then = literal(day, Day())
    employments = select(Employment.id).where(Employment.person_id == Person.id)
    memberships = select(Membership.id).where(Membership.person_id == Person.id)
    employed = employments.where(in_force(Employment.employed_on, Employment.ended_on, then))
    known_by_name_only = and_(~employments.exists(), ~memberships.exists())
    named = number_of(
        session,
        select(Person.id).where(
            _stands(Person), or_(employed.exists(), member_on(Person.id, then), known_by_name_only)
        ),
    )
    newest = (
        select(Headcount.unit_id, func.max(Headcount.counted_on).label("counted_on"))
        .where(_stands(Headcount), Headcount.counted_on <= then)
        .group_by(Headcount.unit_id)
        .subquery()
    )
    same_unit = or_(
        newest.c.unit_id == Headcount.unit_id,
        and_(newest.c.unit_id.is_(None), Headcount.unit_id.is_(None)),
    )
    counted = session.scalar(
        select(func.sum(Headcount.workers))
        .join(newest, and_(same_unit, newest.c.counted_on == Headcount.counted_on))
        .where(_stands(Headcount))
    )
    return max(named, int(counted or 0))


def _not_dissolved(day: date) -> ColumnElement[bool]:
    return or_(Unit.dissolved_on.is_(None), Unit.dissolved_on > day)


def _given(period: Period) -> ColumnElement[bool]:
    return and_(
        _stands(Benefit),
        standing(Benefit.person_id),
        Benefit.status.in_(COUNTED),
        within(Benefit.given_on, period),
    )


def _benefits_of(period: Period) -> Select[int, int, Decimal | None]:
    return select(
        func.count(), func.count(Benefit.person_id.distinct()), func.sum(Benefit.amount)
    ).where(_given(period))


def _benefits_by_kind(session: Session, period: Period) -> tuple[KindSum, ...]:
    rows = session.execute(
        select(
            Benefit.kind,
            func.count(),
            func.count(Benefit.person_id.distinct()),
            func.sum(Benefit.amount),
        )
        .where(_given(period))
        .group_by(Benefit.kind)
        .order_by(func.count().desc(), Benefit.kind)
    )
    return tuple(
        KindSum(kind, KINDS.label(kind), turns, people, amount or Decimal(0))
        for kind, turns, people, amount in rows
    )


def _benefits_by_month(session: Session, period: Period) -> tuple[MonthSum, ...]:
    month = func.substr(Benefit.given_on, 6, 2, type_=Words())
    rows = session.execute(
        select(month, func.count(), func.sum(Benefit.amount)).where(_given(period)).group_by(month)
    )
    found = {int(name): (turns, amount or Decimal(0)) for name, turns, amount in rows}
    months = range(1, period.last.month + 1)
    return tuple(MonthSum(each, *found.get(each, (0, Decimal(0)))) for each in months)


def _agreements(session: Session, today: date) -> tuple[int, int]:
    """How many are in force, and how many of them end soon."""
    begins = func.coalesce(Agreement.effective_from, Agreement.signed_on)
    in_force_now = and_(
        _stands(Agreement),
        begins <= today,
        or_(Agreement.effective_to.is_(None), Agreement.effective_to >= today),
    )
    ending = Agreement.effective_to <= ends_soon_until(norms_of(session), today)
    return (
        number_of(session, select(Agreement.id).where(in_force_now)),
        number_of(session, select(Agreement.id).where(in_force_now, ending)),
    )


def _have_reported(session: Session, year: Period) -> set[int]:
    """A body that ended in the year has reported as well, though nobody waits for it any more."""
    received = (
        select(ReceivedReturn.organisation_id)
        .where(
            ReceivedReturn.is_current == True,  # noqa: E712 - SQL
            within(ReceivedReturn.period_last, Period.year(year.first.year)),
        )
        .distinct()
    )
    return set(session.scalars(received))
