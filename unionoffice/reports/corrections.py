"""Figures corrected by hand: the computed figure and the reason stay on record and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.registerkit.register import TOO_LARGE
from unionoffice.registers.returns.model import Correction
from unionoffice.reports.by_hand import entries_of, remove_entries
from unionoffice.reports.filled import RowFigures
from unionoffice.reports.typed import LARGEST
from unionoffice.store.store import Store


def with_corrections(
    session: Session,
    appendix: str,
    period: Period,
    unit_id: int | None,
    rows: Sequence[RowFigures],
) -> tuple[RowFigures, ...]:
    """The rows with the figures that were set by hand for this form, period and unit."""
    corrections = session.scalars(
        select(Correction)
        .where(*entries_of(Correction, appendix, period, unit_id))
        .order_by(Correction.id)
    ).all()
    by_key = {row.key: row for row in rows}
    for entry in corrections:
        row = by_key.get(entry.row_key)
        if row is not None and row.number(entry.figure) is not None:
            by_key[row.key] = row.corrected(
                entry.figure, entry.value, entry.reason, entry.corrected_by, entry.corrected_at
            )
    return tuple(by_key.values())


class Corrections:
    """Setting figures by hand, and taking that back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def correct(
        self,
        appendix: str,
        row: RowFigures,
        figure: str,
        period: Period,
        unit_id: int | None,
        value: int,
        reason: str,
    ) -> None:
        """Let `value` stand instead of the computed figure of `row`.

        Raises InvalidRecordError without a reason, for negative figures, or for more members than
        people.
        """
        problems = _problems(row, figure, value, reason)
        if problems:
            raise InvalidRecordError(problems)
        with self._store.writing(N_("Figure corrected by hand")) as session:
            remove_entries(session, Correction, appendix, period, unit_id, row.key, figure)
            session.add(
                Correction(
                    appendix=appendix,
                    period_first=period.first,
                    period_last=period.last,
                    unit_id=unit_id,
                    row_key=row.key,
                    figure=figure,
                    value=value,
                    reason=clean(reason),
                    corrected_at=datetime.now(UTC),
                    corrected_by=self._store.who,
                )
            )
            self._store.touched(session, 1)

    def withdraw(
        self, appendix: str, row_key: str, figure: str, period: Period, unit_id: int | None
    ) -> None:
        """Let the computed figure stand again."""
        with self._store.writing(N_("Correction by hand withdrawn")) as session:
            count = remove_entries(session, Correction, appendix, period, unit_id, row_key, figure)
            self._store.touched(session, count)


def _problems(row: RowFigures, figure: str, value: int, reason: str) -> list[Problem]:
    problems = []
    if not clean(reason):
        problems.append(
            Problem("reason", N_("Say why the figure is corrected: it is printed too."))
        )
    if value < 0:
        problems.append(Problem("value", N_("A figure cannot be negative.")))
    if value > LARGEST:
        problems.append(Problem("value", TOO_LARGE))
    total = value if figure == "total" else row.total
    members = value if figure == "members" else row.members
    if total is not None and members is not None and members > total:
        problems.append(Problem("value", N_("There cannot be more members than people.")))
    return problems
