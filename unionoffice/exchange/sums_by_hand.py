"""Sums that offices below have set by hand: what they say beside their parts goes up with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from unionoffice.registers.returns.model import ReceivedFigure
from unionoffice.reports.forms import Form

RowAndName = tuple[str, str]
Numbers = Mapping[str, int]


def beside_parts(
    session: Session, form: Form, returns: Any, taken_off: Iterable[Mapping[str, Numbers]]
) -> dict[RowAndName, int]:
    """By row and name of the number: how much more the sums of these returns say than their parts.

    A return of an older form, which lacks the sum, says nothing beside its parts. `taken_off` are
    the rows of returns that count elsewhere.
    """
    more: dict[RowAndName, int] = Counter()
    for key, name, parts in _sums_of(form):
        whole, part = aliased(ReceivedFigure), aliased(ReceivedFigure)
        of_parts = (
            select(func.coalesce(func.sum(getattr(part, name)), 0))
            .where(part.return_id == whole.return_id, part.row_key.in_(parts))
            .scalar_subquery()
        )
        found = select(func.sum(func.coalesce(getattr(whole, name), 0) - of_parts))
        joined = found.select_from(returns).join(whole, whole.return_id == returns.c.id)
        more[key, name] = int(session.scalar(joined.where(whole.row_key == key)) or 0)
    for rows in taken_off:
        for which, number in beside_parts_of(form, rows).items():
            more[which] -= number
    return more


def beside_parts_of(form: Form, rows: Mapping[str, Numbers]) -> dict[RowAndName, int]:
    """The same of one return, by its rows."""
    return {
        (key, name): rows[key][name] - sum(rows[part][name] for part in parts if part in rows)
        for key, name, parts in _sums_of(form)
        if key in rows
    }


def _sums_of(form: Form) -> Iterator[tuple[str, str, Sequence[str]]]:
    for row in form.rows():
        for name, figure in row.figures.items():
            if figure.count == "sum":
                yield row.key, name, figure.rows
