"""The main figures of the newest collection, against those of the year before: for the first page.

They are those of the consolidated form, counted in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionoffice.core.i18n import current_language
from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import consolidated
from unionoffice.exchange.desk_needs import Collected, collected_periods
from unionoffice.exchange.handed_in import handed_in
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.returns import year_before
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.figures import local_now
from unionoffice.reports.filled import FIGURE_NAMES, FormFigures
from unionoffice.reports.forms import Form, Row
from unionoffice.services.glance import SummedForm, SummedRow
from unionoffice.services.office import own_organisation
from unionoffice.store.store import Store

MOST_RETURNS = 5_000  # of more, summing them on every change would keep the disk busy


class DeskSums:
    """Asked for as of a day."""

    def __init__(
        self, store: Store, forms: KnownForms, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._forms = forms
        self._now = now

    def __call__(self, today: date) -> SummedForm | None:
        """None for who collects nothing, has nothing yet, or has too much for a first page."""
        with self._store.reading() as session:
            if not own_organisation(session).collects:
                return None
            newest = next(iter(collected_periods(session, today)), None)
            if newest is None:
                return None
            form_id, period = newest
            of = Collected(self._forms.open(form_id, period.last), period)
            if _count(session, of.form, period) > MOST_RETURNS:
                return None
            now = consolidated(session, of.form, period, self._now(), with_parts=False)
            earlier = year_before(period)
            has_earlier = _count(session, of.form, earlier) > 0
            before = (
                consolidated(session, of.form, earlier, self._now(), with_parts=False)
                if has_earlier
                else None
            )
        return SummedForm(of.words, period.last, tuple(_rows(of.form, now, before)))


def _count(session: Session, form: Form, period: Period) -> int:
    conditions = handed_in(session, form, period)
    return session.scalar(select(func.count(ReceivedReturn.id)).where(*conditions)) or 0


def _rows(form: Form, now: FormFigures, before: FormFigures | None) -> Iterator[SummedRow]:
    for row in _main_rows(form):
        name = next(each for each in FIGURE_NAMES if each in row.figures)
        was = before.row(row.key) if before is not None else None
        is_now = now.row(row.key)
        yield SummedRow(
            form.label(row.key, current_language()),
            name,
            None if is_now is None else is_now.number(name),
            None if was is None else was.number(name),
        )


def _main_rows(form: Form) -> Iterator[Row]:
    """The numbered rows; where one has no figure of its own, those directly below it."""
    is_open = False
    for row in form.rows():
        has_figure = any(name in row.figures for name in FIGURE_NAMES)
        if row.number:
            is_open = not has_figure
        if has_figure and (row.number or (is_open and row.indent <= 1)):
            yield row
