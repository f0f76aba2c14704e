"""Which returns were handed in for a form and period, as conditions of a selection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.exchange.short_lives import counted_in_part
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form


def handed_in(session: Session, form: Form, period: Period) -> list[ColumnElement[bool]]:
    """Conditions for the newest return of each organisation, on whatever version of the form.

    Of a body that lived for a part of the period only, its return for that part.
    """
    current = [
        ReceivedReturn.appendix == form.id,
        ReceivedReturn.is_current == True,  # noqa: E712 - SQL
    ]
    whole = [
        ReceivedReturn.period_first == period.first,
        ReceivedReturn.period_last == period.last,
    ]
    parts = counted_in_part(session, form, period)
    return [*current, or_(and_(*whole), these(parts))] if parts else [*current, *whole]


def is_summed_with(form: Form, version: int) -> bool:
    """Whether a return on this version of the form is summed with those on the form itself."""
    return version == form.version or version in form.accepts


def of_form(session: Session, form: Form, period: Period) -> list[ColumnElement[bool]]:
    """Conditions for the returns that stand: those handed in whose figures can be summed."""
    versions = (form.version, *form.accepts)
    return [*handed_in(session, form, period), ReceivedReturn.appendix_version.in_(versions)]


def these(return_ids: Iterable[int], column: Any = ReceivedReturn.id) -> ColumnElement[bool]:
    """The returns with these ids, however many: they are no parameters of the statement."""
    ids: BindParameter[int] = bindparam(
        "return_ids", sorted(return_ids), expanding=True, literal_execute=True
    )
    found: ColumnElement[bool] = column.in_(ids)
    return found
