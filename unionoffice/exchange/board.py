"""The collection board: how each body stands that is to report for a form and period."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.collecting import uncollected
from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.exchange.board_entries import Entry, EntryMaker, of_board
from unionoffice.exchange.board_states import States
from unionoffice.exchange.board_told import board_told
from unionoffice.exchange.consolidation import WHOLE
from unionoffice.exchange.deadlines import Deadlines
from unionoffice.exchange.refusals import RefusedView
from unionoffice.exchange.remarks import Remark
from unionoffice.exchange.returns import Remarks, Reported, Returns
from unionoffice.exchange.structures import Place, View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ExplainedRemark
from unionoffice.reports.forms import Form
from unionoffice.store.store import Store


@dataclass(frozen=True)
class BoardView:
    """The board of one form and period."""

    form_id: str
    period: Period
    entries: tuple[Entry, ...]
    refused: tuple[RefusedView, ...]
    reported: Reported


class Board:
    """Answers how the collection stands, and keeps what was found out about remarks."""

    def __init__(
        self,
        store: Store,
        returns: Returns,
        deadlines: Deadlines,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store = store
        self._returns = returns
        self._deadlines = deadlines
        self._today = today

    @uncollected()
    def view(self, form: Form, period: Period, part: View = WHOLE) -> BoardView:
        """The board of the whole office, or of a body and those below it."""
        reported = self._returns.overview(form, period, part)
        rules = self._deadlines.of(form)
        with self._store.reading() as session:
            makes = EntryMaker(session, form, period, rules, self._today())
        entries = [makes.of_return(each) for each in reported.returns]
        entries += map(makes.of_missing, reported.waited_for)
        entries.sort(key=lambda entry: entry.code)
        return BoardView(form.id, period, tuple(entries), reported.refused, reported)

    @contextlib.contextmanager
    def told(self, form: Form, period: Period, part: View = WHOLE) -> Iterator[dict[str, Any]]:
        """The same as it is written for scripts: however many bodies, few of them are held.

        They are read while they are written, all of one state.
        """
        with uncollected(), self._store.one_state(), self._store.reading() as session:
            states = self.states(form, period, self.remarks(form, period))
            yield board_told(states, Place(session, part, period.last))

    def states(self, form: Form, period: Period, remarks: Remarks | None = None) -> States:
        """How all bodies stand; what looks wrong is found out now only where returns are few."""
        if remarks is None and not self._returns.are_many(form, period):
            remarks = self.remarks(form, period)
        rules, refused = self._deadlines.of(form), self._returns.refused(form, period)
        return States(self._store, form, period, rules, self._today(), refused, remarks)

    def remarks(self, form: Form, period: Period) -> Remarks:
        """What looks wrong, by body; of very many returns it takes long to find out."""
        return self._returns.remarks(form, period)

    def explain(self, form: Form, period: Period, code: str, remark: Remark, note: str) -> None:
        """Keep what was found out about a remark; it no longer asks to be looked at.

        It holds for later versions too, as long as the remark stays the same.
        """
        if not clean(note):
            why = N_("Say in a few words what explains it.")
            raise InvalidRecordError([Problem("note", why)])
        with self._store.writing(N_("Remark explained")) as session:
            body_id = _body_id(session, code)
            for standing in session.scalars(_same(form, period, body_id, remark)):
                session.delete(standing)
            session.add(
                ExplainedRemark(
                    organisation_id=body_id,
                    appendix=form.id,
                    period_first=period.first,
                    period_last=period.last,
                    row_key=remark.field,
                    says=remark.says,
                    note=clean(note),
                    explained_at=datetime.now(UTC),
                    explained_by=self._store.who,
                )
            )
            self._store.touched(session, 1)

    def ask_again(self, form: Form, period: Period, code: str, remark: Remark) -> None:
        """Let a remark that was explained ask to be looked at again."""
        with self._store.writing(N_("Explanation withdrawn")) as session:
            found = session.scalars(_same(form, period, _body_id(session, code), remark)).all()
            for standing in found:
                session.delete(standing)
            self._store.touched(session, len(found))


def _same(form: Form, period: Period, body_id: int, remark: Remark) -> Any:
    return select(ExplainedRemark).where(
        *of_board(ExplainedRemark, form, period),
        ExplainedRemark.organisation_id == body_id,
        ExplainedRemark.row_key == remark.field,
        ExplainedRemark.says == remark.says,
    )


def _body_id(session: Session, code: str) -> int:
    found = session.scalars(select(Organisation.id).where(Organisation.code == code)).first()
    if found is None:
        raise UserError(N_("There is no organisation with the code {code} here."), code=code)
    return found
