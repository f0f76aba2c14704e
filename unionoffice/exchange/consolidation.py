"""Consolidating: sums over the current returns of a form and period, and what stands behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.exchange.overlaps import Overlap, overlaps
from unionoffice.registers.organisation.model import Organisation as Body
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.corrections import with_corrections
from unionoffice.reports.filled import (
    NUMBERS,
    FormFigures,
    HeadCount,
    Missing,
    Organisation,
    RowFigures,
    Source,
)
from unionoffice.reports.forms import Form, Row
from unionoffice.reports.typed import summed
from unionoffice.services.bodies import read_bodies
from unionoffice.services.office import own_organisation

_LISTS = msgspec.json.Decoder(list[str])


@dataclass(frozen=True)
class ReturnEvidence:
    """What one return adds to a row of the consolidated form."""

    organisation: str
    name: str
    version: int
    result: int | None
    total: int | None
    members: int | None
    head_total: int
    head_members: int

    def as_json(self) -> dict[str, Any]:
        content = {name: value for name, value in self.__dict__.items() if value is not None}
        if self.total is None:
            del content["head_total"], content["head_members"]
        return content


def of_form(form: Form, period: Period) -> list[ColumnElement[bool]]:
    """Conditions for the returns that count: the newest of each organisation."""
    return [
        ReceivedReturn.appendix == form.id,
        ReceivedReturn.appendix_version.in_((form.version, *form.accepts)),
        ReceivedReturn.period_first == period.first,
        ReceivedReturn.period_last == period.last,
        ReceivedReturn.is_current == True,  # noqa: E712 - SQL
    ]


def consolidated(session: Session, form: Form, period: Period, now: datetime) -> FormFigures:
    """The form summed over all current returns, with corrections of this office's own."""
    own = own_organisation(session)
    sums = _sums(session, form, period)
    titles = _titles(session, form, period)
    for each in overlaps(session, of_form(form, period)):
        sums[each.row_key]["members"] -= each.members
    counts = tuple(_row(row, sums.get(row.key), titles.get(row.key, ())) for row in form.rows())
    rows = with_corrections(session, form.id, period, None, summed(form, counts))
    return FormFigures(
        appendix=form.id,
        appendix_version=form.version,
        organisation=Organisation(own.code, own.name, own.level),
        period=period,
        generated_at=now,
        rows=summed(form, rows),
        sources=_sources(session, form, period),
        missing=missing(session, form, period),
    )


def returns_behind(
    session: Session, form: Form, row_key: str, period: Period
) -> list[ReturnEvidence]:
    """The returns whose figures are summed in one row, by the code of their organisation.

    What two of them tell of the same people is taken off in a line of its own.
    """
    found = session.execute(
        select(
            Body.code,
            Body.name,
            ReceivedReturn.version,
            ReceivedFigure.result,
            ReceivedFigure.total,
            ReceivedFigure.members,
            func.coalesce(ReceivedFigure.head_total, 0),
            func.coalesce(ReceivedFigure.head_members, 0),
        )
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedFigure.return_id)
        .join(Body, Body.id == ReceivedReturn.organisation_id)
        .where(*of_form(form, period), ReceivedFigure.row_key == row_key)
        .order_by(Body.code)
    )
    behind = [ReturnEvidence(*entry) for entry in found]
    twice = overlaps(session, of_form(form, period))
    return behind + [_taken_off(each) for each in twice if each.row_key == row_key]


def _taken_off(overlap: Overlap) -> ReturnEvidence:
    words = _("Told by {organisers} and again by {others}: {campaigns}")
    name = words.format(
        organisers=", ".join(overlap.organisers),
        others=", ".join(overlap.others),
        campaigns="; ".join(overlap.campaigns),
    )
    return ReturnEvidence("", name, 0, None, None, -overlap.members, 0, 0)


def missing(session: Session, form: Form, period: Period) -> tuple[Missing, ...]:
    """Who was expected to hand in and has not, by code."""
    handed_in = set(
        session.scalars(select(ReceivedReturn.organisation_id).where(*of_form(form, period)))
    )
    expected = read_bodies(session).expected(period)
    return tuple(Missing(body.code, body.name) for body in expected if body.id not in handed_in)


def _sources(session: Session, form: Form, period: Period) -> tuple[Source, ...]:
    found = session.execute(
        select(Body.code, ReceivedReturn.version, ReceivedReturn.origin)
        .join(Body, Body.id == ReceivedReturn.organisation_id)
        .where(*of_form(form, period))
        .order_by(Body.code)
    )
    return tuple(Source(code, version, origin) for code, version, origin in found)


def _sums(session: Session, form: Form, period: Period) -> dict[str, dict[str, int]]:
    columns = (*NUMBERS, "head_total", "head_members")
    found = session.execute(
        select(
            ReceivedFigure.row_key,
            *(func.coalesce(func.sum(getattr(ReceivedFigure, name)), 0) for name in columns),
        )
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedFigure.return_id)
        .where(*of_form(form, period))
        .group_by(ReceivedFigure.row_key)
    )
    # PostgreSQL sums whole numbers into decimals.
    return {
        key: dict(zip(columns, (int(value) for value in values), strict=True))
        for key, *values in found
    }


def _titles(session: Session, form: Form, period: Period) -> dict[str, tuple[str, ...]]:
    """The titles of each row, each once, in the order of the organisations."""
    named = [row.key for row in form.rows() if "titles" in row.figures]
    if not named:
        return {}
    first = func.min(Body.code)
    found = session.execute(
        select(ReceivedFigure.row_key, ReceivedFigure.titles)
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedFigure.return_id)
        .join(Body, Body.id == ReceivedReturn.organisation_id)
        .where(
            *of_form(form, period),
            ReceivedFigure.row_key.in_(named),
            ReceivedFigure.titles.is_not(None),
        )
        .group_by(ReceivedFigure.row_key, ReceivedFigure.titles)
        .order_by(first)
    )
    titles: dict[str, dict[str, None]] = {}
    for key, text in found:
        titles.setdefault(key, {}).update(dict.fromkeys(_LISTS.decode(text or "[]")))
    return {key: tuple(names) for key, names in titles.items()}


def _row(row: Row, sums: dict[str, int] | None, titles: tuple[str, ...]) -> RowFigures:
    values: dict[str, Any] = {}
    for name in row.figures:
        values[name] = titles if name == "titles" else (sums or {}).get(name, 0)
    if "total" in row.figures:
        counted = sums or {}
        values["by_head_count"] = HeadCount(
            counted.get("head_total", 0), counted.get("head_members", 0)
        )
    return RowFigures(row.key, **values)
