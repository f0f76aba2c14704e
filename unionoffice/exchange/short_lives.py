"""Bodies that lived for a part of a period only, and which of their returns counts for it.

A body that was dissolved in a year, or founded in it, may report for its days of the year instead
of the whole. People are counted once within one return alone, and so the return that tells of all
its days counts; several that tell of some of them each are not added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import ONE_DAY


class ShortLife(NamedTuple):
    """One such body, its days of the period, and what it handed in for them."""

    body_id: int
    code: str
    name: str
    days: Period
    has_ended: bool
    counted: int | None  # the return that counts, though it tells of a part of the period
    told: tuple[Period, ...]  # the days of which its returns within the period tell
    has_whole: bool  # it handed in for the whole period, as if it had lived all of it


class _Held(NamedTuple):
    id: int
    days: Period


def short_lives(session: Session, form: Form, period: Period) -> list[ShortLife]:
    """By code; most offices have none."""
    bodies = session.execute(
        select(
            Organisation.id,
            Organisation.code,
            Organisation.name,
            Organisation.founded_on,
            Organisation.dissolved_on,
        )
        .where(
            Organisation.voided_at.is_(None),
            Organisation.is_own == False,  # noqa: E712 - SQL
            _within(Organisation.founded_on, period) | _within(Organisation.dissolved_on, period),
        )
        .order_by(Organisation.code)
    ).all()
    returns = _returns_within(session, form, period, [body.id for body in bodies])
    return [
        _short_life(body_id, code, name, days, dissolved_on, returns[body_id], period)
        for body_id, code, name, founded_on, dissolved_on in bodies
        if (days := _days(period, founded_on, dissolved_on)) is not None
    ]


def counted_in_part(session: Session, form: Form, period: Period) -> list[int]:
    """The returns that count for a period though they tell of a part of it."""
    lives = short_lives(session, form, period)
    return [each.counted for each in lives if each.counted is not None]


def _within(column: Any, period: Period) -> ColumnElement[bool]:
    """A body that ended on the first day, or began on it, lived for none of the period or all."""
    found: ColumnElement[bool] = (column > period.first) & (column <= period.last)
    return found


def _days(period: Period, founded_on: date | None, dissolved_on: date | None) -> Period | None:
    first = max(period.first, founded_on or period.first)
    last = period.last if dissolved_on is None else min(period.last, dissolved_on - ONE_DAY)
    return Period(first, last) if first <= last else None


def _short_life(
    body_id: int,
    code: str,
    name: str,
    days: Period,
    dissolved_on: date | None,
    held: Sequence[_Held],
    period: Period,
) -> ShortLife:
    has_whole = any(each.days == period for each in held)
    told = [each for each in held if each.days.first <= days.first and days.last <= each.days.last]
    counted = None if has_whole or not told else told[-1].id
    has_ended = dissolved_on is not None and dissolved_on <= period.last
    all_days = tuple(sorted(each.days for each in held))
    return ShortLife(body_id, code, name, days, has_ended, counted, all_days, has_whole)


def _returns_within(
    session: Session, form: Form, period: Period, body_ids: Sequence[int]
) -> Mapping[int, list[_Held]]:
    """The current returns of these bodies for days of the period, the newest last."""
    returns: dict[int, list[_Held]] = defaultdict(list)
    if not body_ids:
        return returns
    found = session.execute(
        select(
            ReceivedReturn.organisation_id,
            ReceivedReturn.id,
            ReceivedReturn.period_first,
            ReceivedReturn.period_last,
        )
        .where(
            ReceivedReturn.organisation_id.in_(body_ids),
            ReceivedReturn.appendix == form.id,
            ReceivedReturn.is_current == True,  # noqa: E712 - SQL
            ReceivedReturn.appendix_version.in_((form.version, *form.accepts)),
            ReceivedReturn.period_first >= period.first,
            ReceivedReturn.period_last <= period.last,
        )
        .order_by(ReceivedReturn.id)
    )
    for body_id, id_, first, last in found:
        returns[body_id].append(_Held(id_, Period(first, last)))
    return returns
