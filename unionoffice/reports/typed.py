"""Figures that no record stands behind: the office types them in, and says where they are from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.registerkit.register import TOO_LARGE
from unionoffice.registers.returns.model import TypedFigure
from unionoffice.reports.by_hand import entries_of, remove_entries
from unionoffice.reports.filled import NUMBERS, RowFigures, TypedIn
from unionoffice.reports.forms import Form, Row
from unionoffice.store.store import Store

LARGEST = 10**12  # what the body above takes for possible
NOTHING: Mapping[tuple[str, str], int] = MappingProxyType({})


def with_typed(
    session: Session, form: Form, period: Period, unit_id: int | None, rows: Sequence[RowFigures]
) -> tuple[RowFigures, ...]:
    """The rows with what was typed in for this form, period and unit, and with their sums."""
    if form.has_typed():
        found = session.scalars(
            select(TypedFigure)
            .where(*entries_of(TypedFigure, form.id, period, unit_id))
            .order_by(TypedFigure.id)
        )
        rows = tuple(_typed_into(form, rows, found))
    return summed(form, rows)


def summed(
    form: Form, rows: Sequence[RowFigures], beside: Mapping[tuple[str, str], int] = NOTHING
) -> tuple[RowFigures, ...]:
    """The rows with every sum that the form declares made of its parts, but for corrected ones.

    `beside` is what the sums of others, which are added up here, say beside their parts.
    """
    by_key = {row.key: row for row in rows}
    return tuple(_with_sums(form.row(row.key), row, by_key, beside) for row in rows)


def _with_sums(
    declared: Row | None,
    row: RowFigures,
    by_key: Mapping[str, RowFigures],
    beside: Mapping[tuple[str, str], int],
) -> RowFigures:
    sums: dict[str, Any] = {
        name: sum(by_key[key].number(name) or 0 for key in figure.rows)
        + beside.get((row.key, name), 0)
        for name, figure in (declared.figures if declared else {}).items()
        if figure.count == "sum" and row.correction(name) is None
    }
    return replace(row, **sums) if sums else row


def _typed_into(
    form: Form, rows: Sequence[RowFigures], found: Iterable[TypedFigure]
) -> Iterable[RowFigures]:
    entries: dict[tuple[str, str], TypedIn] = {
        (each.row_key, each.figure): TypedIn(
            each.figure, each.value, each.source, each.typed_by, each.typed_at
        )
        for each in found
    }
    for row in rows:
        declared = form.row(row.key)
        for name in declared.typed() if declared else ():
            entry = entries.get((row.key, name))
            row = row if entry is None else row.with_typed(entry)
        yield row


class TypedFigures:
    """Typing figures in, and taking that back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def type_in(
        self,
        form: Form,
        row: RowFigures,
        figure: str,
        period: Period,
        unit_id: int | None,
        value: int,
        source: str,
    ) -> None:
        """Let `value` be a figure of `row`; `source` says which paper or list it comes from.

        Raises InvalidRecordError without a source, for impossible figures, or for more members
        than people; UserError for a figure that is counted.
        """
        declared = form.row(row.key)
        if declared is None or figure not in declared.typed():
            raise UserError(N_("This figure is counted from records: it cannot be typed in."))
        problems = problems_of(row, figure, value, source)
        if problems:
            raise InvalidRecordError(problems)
        with self._store.writing(N_("Figure typed in")) as session:
            remove_entries(session, TypedFigure, form.id, period, unit_id, row.key, figure)
            session.add(
                TypedFigure(
                    appendix=form.id,
                    period_first=period.first,
                    period_last=period.last,
                    unit_id=unit_id,
                    row_key=row.key,
                    figure=figure,
                    value=value,
                    source=clean(source),
                    typed_at=datetime.now(UTC),
                    typed_by=self._store.who,
                )
            )
            self._store.touched(session, 1)

    def withdraw(
        self, form: Form, row_key: str, figure: str, period: Period, unit_id: int | None
    ) -> None:
        """Leave the figure empty again."""
        with self._store.writing(N_("Typed figure taken back")) as session:
            count = remove_entries(session, TypedFigure, form.id, period, unit_id, row_key, figure)
            self._store.touched(session, count)


def problems_of(row: RowFigures, figure: str, value: int, source: str) -> list[Problem]:
    """What speaks against this value, by "source" and "value"."""
    problems = []
    if not clean(source):
        problems.append(
            Problem("source", N_("Say where the figure comes from: it is printed too."))
        )
    if value < 0:
        problems.append(Problem("value", N_("A figure cannot be negative.")))
    if value > LARGEST:
        problems.append(Problem("value", TOO_LARGE))
    numbers = {name: row.number(name) for name in NUMBERS} | {figure: value}
    # A total that nobody has typed in yet says nothing against the members.
    is_open = figure == "members" and not numbers["total"] and row.typed_in("total") is None
    if (
        numbers["total"] is not None
        and numbers["members"] is not None
        and numbers["members"] > numbers["total"]
        and not is_open
    ):
        problems.append(Problem("value", N_("There cannot be more members than people.")))
    return problems
