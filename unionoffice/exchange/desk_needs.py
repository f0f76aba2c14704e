"""What is to be seen to between levels: what came back from above, and how the returns come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionoffice.core.formatting import day
from unionoffice.core.i18n import _, current_language
from unionoffice.core.periods import Period
from unionoffice.exchange.board import Board
from unionoffice.exchange.board_entries import RETURNED, WARNINGS
from unionoffice.exchange.counting import expected
from unionoffice.exchange.deadlines import Deadlines, kind_of
from unionoffice.exchange.handed_in import handed_in
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.mending import Mending
from unionoffice.registers.returns.model import ReceivedReturn, RefusedFile
from unionoffice.reports.forms import Form
from unionoffice.services.bodies import read_bodies
from unionoffice.services.body_tree import Body
from unionoffice.services.glance import Need
from unionoffice.services.office import own_organisation
from unionoffice.store.store import Store

AHEAD: Final = timedelta(days=30)  # so long before it a deadline is told of
SOON: Final = timedelta(days=7)
MOST_COLLECTIONS: Final = 3
MOST_RETURNS: Final = 500  # of more, reading each on every change would keep the disk busy
PAGE: Final = "returns"


@dataclass(frozen=True)
class Collected:
    """Returns for one form and period."""

    form: Form
    period: Period

    @property
    def words(self) -> str:
        name = self.form.name[self.form.speaks(current_language())]
        if kind_of(self.period) == "year":
            return _("{form}, {year}").format(form=name, year=self.period.first.year)
        first, last = day(self.period.first), day(self.period.last)
        return _("{form}, {first} to {last}").format(form=name, first=first, last=last)


class DeskNeeds:
    """Asked for as of a day."""

    def __init__(
        self, store: Store, forms: KnownForms, deadlines: Deadlines, board: Callable[[], Board]
    ) -> None:
        self._store = store
        self._forms = forms
        self._deadlines = deadlines
        self._board = board

    def __call__(self, today: date) -> tuple[Need, ...]:
        back = tuple(self._came_back(today))
        with self._store.reading() as session:
            if not own_organisation(session).collects:
                return back
            periods = collected_periods(session, today)
        collections = list(self._collections(periods, today))[:MOST_COLLECTIONS]
        found = [need for each in collections for need in self._about(each, today)]
        return (*back, *found, *self._refused())

    def _came_back(self, today: date) -> Iterator[Need]:
        for each in Mending(self._store).open():
            form = self._forms.open(each.appendix, each.period.last)
            about = Collected(form, each.period).words
            is_over = each.reply_by is not None and each.reply_by < today
            kind = "return_to_mend" if each.reply_by is None else "return_to_mend_by"
            severity = "bad" if is_over else "warn"
            yield Need(kind, 1, severity, page="appendix", on=each.reply_by, about=about)

    def _collections(self, periods: list[tuple[str, Period]], today: date) -> Iterator[Collected]:
        """The newest period that somebody has handed in for, and the year that is due."""
        year = Period.year(today.year if today.month > 6 else today.year - 1)
        for form_id in self._forms.ids():
            newest = next((period for form, period in periods if form == form_id), None)
            if newest is not None:
                yield Collected(self._forms.open(form_id, newest.last), newest)
            form = self._forms.open(form_id, year.last)
            if newest != year and form.period in ("any", "year"):
                yield Collected(form, year)

    def _about(self, of: Collected, today: date) -> Iterator[Need]:
        rules = self._deadlines.of(of.form)
        with self._store.reading() as session:
            conditions = handed_in(session, of.form, of.period)
            come = set(session.scalars(select(ReceivedReturn.organisation_id).where(*conditions)))
            waited_for = expected(session, of.form, of.period, read_bodies(session))
        missing = [body for body in waited_for if body.id not in come]
        due = [(body, rules.due(body.level, of.period)) for body in missing]
        yield from self._due(of, [(body, on) for body, on in due if on is not None], today)
        undated = sum(on is None for _body, on in due)
        if undated and of.period.last < today:
            yield Need("returns_missing", undated, page=PAGE, about=of.words)
        if 0 < len(come) <= MOST_RETURNS:
            yield from self._looked_at(of, today)

    def _due(self, of: Collected, due: list[tuple[Body, date]], today: date) -> Iterator[Need]:
        late = [on for _body, on in due if on < today]
        ahead = [on for _body, on in due if today <= on <= today + AHEAD]
        if late:
            yield Need("returns_late", len(late), "bad", page=PAGE, on=min(late), about=of.words)
        if ahead:
            severity = "warn" if min(ahead) <= today + SOON else "info"
            yield Need(
                "returns_due", len(ahead), severity, page=PAGE, on=min(ahead), about=of.words
            )

    def _looked_at(self, of: Collected, today: date) -> Iterator[Need]:
        entries = self._board().view(of.form, of.period).entries
        waiting = sum(entry.state == WARNINGS for entry in entries)
        if waiting:
            yield Need("returns_to_look_at", waiting, page=PAGE, about=of.words)
        back = [entry.reply_by for entry in entries if entry.state == RETURNED]
        if back:
            is_over = any(reply_by is not None and reply_by < today for reply_by in back)
            severity = "bad" if is_over else "info"
            yield Need("returns_given_back", len(back), severity, page=PAGE, about=of.words)

    def _refused(self) -> Iterator[Need]:
        with self._store.reading() as session:
            count = session.scalar(select(func.count()).select_from(RefusedFile)) or 0
        if count:
            yield Need("refused_files", count, page=PAGE)


def collected_periods(session: Session, today: date) -> list[tuple[str, Period]]:
    """Forms and periods of the last year that somebody has handed in for, the newest first."""
    columns = (ReceivedReturn.appendix, ReceivedReturn.period_first, ReceivedReturn.period_last)
    found = session.execute(
        select(*columns)
        .where(ReceivedReturn.period_last >= today - timedelta(days=366))
        .group_by(*columns)
        .order_by(ReceivedReturn.period_last.desc(), ReceivedReturn.period_first)
    )
    return [(form, Period(first, last)) for form, first, last in found]
