"""What needs the chair's attention, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from unionoffice import MADE_IN
from unionoffice.core.dates import months_after
from unionoffice.core.periods import Period
from unionoffice.registerkit.evidence import Scope, within
from unionoffice.registerkit.norms import Norms
from unionoffice.registers.agreements.model import Agreement
from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.dialogues.model import Dialogue
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.people.evidence import in_force
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.registers.privacy.model import DataRequest
from unionoffice.services.glance import Need
from unionoffice.services.norms import norms_of
from unionoffice.services.office import read_setting
from unionoffice.services.views import Filter
from unionoffice.store.journal import Deed
from unionoffice.store.types import Day

ENDING_WITHIN = 90  # days, where no rule says how early an agreement is renewed
DIALOGUE_EVERY = CHECKUP_EVERY = 12  # months, where no rule says how often
CLOCK_IS_AHEAD_AFTER = timedelta(days=20 * 366)  # nobody uses a program that long
BACKUP_IS_OLD_AFTER = timedelta(days=14)
SECOND_COPY_IS_OLD_AFTER = timedelta(days=14)

LAST_BACKUP = "last_backup_on"  # the setting that keeps the day of the newest backup elsewhere
SECOND_COPY_DAYS = "second_copy_days"  # the setting that stands for SECOND_COPY_IS_OLD_AFTER


def needs_of(
    session: Session,
    catalogue: Catalogue,
    level: str,
    today: date,
    kept_on: date | None = None,
    *,
    is_file: bool = True,
) -> Iterator[Need]:
    """All that needs attention today; nothing of it for an office that has nothing yet.

    `kept_on` is the day of the newest backup that the program keeps by itself; an office that
    is no file is backed up by the tools of its server.
    """
    if not _has(session, select(Person.id)) and level == "primary":
        return
    yield from _clock(session, today)
    if is_file:
        yield from _backup(session, today, kept_on)
        yield from _second_copy(session, today, kept_on)
    yield from _bodies(session, level)
    norms = norms_of(session)
    yield from _agreements(session, today, norms)
    yield from _people(session, today)
    yield from _benefits(session)
    yield from _requests(session, today)
    if level == "primary":
        yield from _dialogue(session, today, norms)
        yield from _checkups(session, catalogue, today, norms)
        yield from _year(session, catalogue, today)


def _clock(session: Session, today: date) -> Iterator[Need]:
    """A computer whose battery is empty, or whose day somebody mistyped, would misdate records."""
    newest = session.scalar(select(func.max(Deed.done_at)))
    # A day of grace: the newest deed may come from a computer in an earlier time zone.
    worked_on = MADE_IN if newest is None else newest.date() - timedelta(days=1)
    if today < max(worked_on, MADE_IN):
        yield Need("clock_behind", 1, "bad", on=today)
    elif today - MADE_IN > CLOCK_IS_AHEAD_AFTER:
        yield Need("clock_ahead", 1, "bad", on=today)


def copied_elsewhere_on(session: Session) -> date | None:
    """The day of the newest backup on another disk or stick."""
    text = read_setting(session, LAST_BACKUP)
    return date.fromisoformat(text) if text else None


def _backup(session: Session, today: date, kept_on: date | None) -> Iterator[Need]:
    copied_on = copied_elsewhere_on(session)
    made_on = max((day for day in (copied_on, kept_on) if day is not None), default=None)
    if made_on is None:
        yield Need("no_backup", 1, "bad", page="backups")
    elif today - made_on > BACKUP_IS_OLD_AFTER and _changed_after(session, made_on):
        yield Need("old_backup", (today - made_on).days, page="backups", on=made_on)


def _second_copy(session: Session, today: date, kept_on: date | None) -> Iterator[Need]:
    """The program's own backups lie on the same disk as the office: a copy elsewhere is needed."""
    copied_on = copied_elsewhere_on(session)
    old_after = timedelta(
        days=read_setting(session, SECOND_COPY_DAYS) or SECOND_COPY_IS_OLD_AFTER.days
    )
    if kept_on is None:
        return
    if copied_on is None:
        yield Need("no_second_copy", 1, "info", page="backups")
    elif today - copied_on > old_after and _changed_after(session, copied_on):
        days = (today - copied_on).days
        yield Need("old_second_copy", days, page="backups", on=copied_on)


def _changed_after(session: Session, day: date) -> bool:
    """An office in which nothing was done needs no newer backup."""
    newest = session.scalar(select(func.max(Deed.done_at)))
    return newest is None or newest.astimezone().date() > day


def _bodies(session: Session, level: str) -> Iterator[Need]:
    enrolled = select(Organisation.id).where(
        Organisation.is_own == False,  # noqa: E712 - SQL
        Organisation.enrolled_at.is_not(None),
    )
    if level != "primary" and not _has(session, enrolled):
        yield Need("nobody_enrolled", 1, "info", page="returns")


def ends_soon_until(norms: Norms, today: date) -> date:
    """Agreements that end by this day are to be renewed."""
    days = norms.whole("agreement.renewal_days", today, ENDING_WITHIN)
    return today + timedelta(days=days)


def _agreements(session: Session, today: date, norms: Norms) -> Iterator[Need]:
    soon = ends_soon_until(norms, today)
    ending = select(Agreement.id).where(
        Agreement.voided_at.is_(None), within(Agreement.effective_to, Period(today, soon))
    )
    count = number_of(session, ending)
    if count:
        filters = (Filter("effective_to", "from", today), Filter("effective_to", "to", soon))
        yield Need("agreements_ending", count, register="agreements", filters=filters, on=soon)


def _people(session: Session, today: date) -> Iterator[Need]:
    twin = _duplicates(session)
    if twin is not None:
        count, person_id = twin
        yield Need("duplicates", count, person_id=person_id)
    without_unit = ~(
        select(Employment.id)
        .where(
            Employment.person_id == Person.id,
            Employment.is_current == True,  # noqa: E712 - SQL
            Employment.unit_id.is_not(None),
        )
        .exists()
    )
    for kind, field, condition in (
        ("no_identity_number", "identity_number", Person.identity_number.is_(None)),
        ("no_birth_date", "birth_date", Person.birth_date.is_(None)),
        ("no_unit", "unit", without_unit),
    ):
        count = number_of(session, _members(today).where(condition))
        if count:
            filters = (Filter(field, "empty"),)
            yield Need(kind, count, register="members", filters=filters)


def _members(today: date) -> Select[int]:
    return (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Person.voided_at.is_(None),
            in_force(Membership.joined_on, Membership.left_on, literal(today, Day())),
        )
        .distinct()
    )


def _duplicates(session: Session) -> tuple[int, int] | None:
    """How many names are borne twice with one birth date, and one of those people."""
    twins = (
        select(func.min(Person.id).label("person_id"))
        .where(Person.voided_at.is_(None), Person.birth_date.is_not(None))
        .group_by(Person.name_folded, Person.birth_date)
        # Two different identity numbers are two people, whatever else is alike.
        .having(func.count() > 1, func.count(Person.identity_number.distinct()) < 2)
        .subquery()
    )
    count, first = session.execute(
        select(func.count(), func.min(twins.c.person_id)).select_from(twins)
    ).one()
    return (count, first) if count else None


def _benefits(session: Session) -> Iterator[Need]:
    undated = select(Benefit.id).where(
        Benefit.voided_at.is_(None),
        Benefit.given_on.is_(None),
        Benefit.status.not_in(("rejected", "cancelled")),
    )
    count = number_of(session, undated)
    if count:
        yield Need(
            "undated_benefits", count, register="benefits", filters=(Filter("given_on", "empty"),)
        )


def _requests(session: Session, today: date) -> Iterator[Need]:
    """What people ask about their data is answered within working days: every open one counts."""
    unanswered = select(DataRequest.id).where(
        DataRequest.voided_at.is_(None), DataRequest.answered_on.is_(None)
    )
    first = session.scalar(
        unanswered.with_only_columns(func.min(DataRequest.answer_by, type_=Day()))
    )
    count = number_of(session, unanswered)
    if count:
        severity = "bad" if first is not None and first <= today else "warn"
        filters = (Filter("answered_on", "empty"),)
        yield Need("requests_open", count, severity, "requests", filters=filters, on=first)


def _dialogue(session: Session, today: date, norms: Norms) -> Iterator[Need]:
    months = norms.whole("dialogue.every_months", today, DIALOGUE_EVERY)
    recently = Period(months_after(today, -months), today)
    held = select(Dialogue.id).where(
        Dialogue.voided_at.is_(None), within(Dialogue.held_on, recently)
    )
    if months and not _has(session, held):
        yield Need("no_dialogue", months, register="dialogues")


def _checkups(session: Session, catalogue: Catalogue, today: date, norms: Norms) -> Iterator[Need]:
    """Members whose last check-up lies longer back than the rule allows for their work."""
    attended = catalogue.indicators["health"].select
    if not _has(session, attended(Scope(Period(date(1900, 1, 1), today)))):
        return
    hazardous = (
        select(Employment.id)
        .where(
            Employment.person_id == Person.id,
            Employment.is_current == True,  # noqa: E712 - SQL
            Employment.is_hazardous == True,  # noqa: E712 - SQL
        )
        .exists()
    )
    due = 0
    for key, otherwise, whose in (
        ("checkup.every_months", CHECKUP_EVERY, ~hazardous),
        ("checkup.hazardous_every_months", 0, hazardous),
    ):
        months = norms.whole(key, today, otherwise)
        recently = Scope(Period(months_after(today, -months), today))
        seen = attended(recently).subquery()
        waiting = _members(today).where(whose, Person.id.not_in(select(seen.c.person_id)))
        due += number_of(session, waiting) if months else 0
    if due:
        yield Need("checkups_due", due, "info", register="checkups")


def _year(session: Session, catalogue: Catalogue, today: date) -> Iterator[Need]:
    year = Period(date(today.year, 1, 1), today)
    empty = sum(
        not _has(session, select(indicator.select(Scope(year)).subquery().c.record_id))
        for indicator in catalogue.indicators.values()
    )
    if empty:
        yield Need("empty_figures", empty, "info", page="appendix")


def number_of(session: Session, selection: Select[Any]) -> int:
    """How many rows a selection has."""
    return session.scalar(select(func.count()).select_from(selection.subquery())) or 0


def _has(session: Session, selection: Select[Any]) -> bool:
    return session.execute(selection.limit(1)).first() is not None
