"""The collection board: how each body stands that is to report for a form and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.core.collecting import uncollected
from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.formatting import day as shown
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.core.streamed import Streamed
from unionoffice.core.text import clean
from unionoffice.exchange.consolidation import WHOLE
from unionoffice.exchange.deadlines import Deadlines
from unionoffice.exchange.giving_back import RowRemark, given_back
from unionoffice.exchange.refusals import RefusedView
from unionoffice.exchange.remarks import NOTE, Explanation, Remark
from unionoffice.exchange.returns import Reported, ReportedReturn, Returns
from unionoffice.exchange.structures import View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ExplainedRemark, ReturnedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Body
from unionoffice.store.store import Store

State = Literal["valid", "unchecked", "warnings", "returned", "late", "missing"]
VALID: Final = "valid"
UNCHECKED: Final = "unchecked"  # it is here, and nobody has looked yet whether it is valid
WARNINGS: Final = "warnings"
RETURNED: Final = "returned"
LATE: Final = "late"  # still missing after the day
MISSING: Final = "missing"  # and not due yet


@dataclass(frozen=True)
class RemarkView:
    """A remark, and what somebody said to it."""

    remark: Remark
    explanation: Explanation | None = None

    @property
    def is_open(self) -> bool:
        return self.explanation is None and self.remark.severity != NOTE


@dataclass(frozen=True, slots=True)
class Entry:
    """How one body stands. `days_late`: after the deadline it handed in, or is still missing."""

    code: str
    name: str
    level: str
    state: State
    due: date | None
    days_late: int = 0
    reported: ReportedReturn | None = None
    remarks: tuple[RemarkView, ...] = ()
    returned_at: datetime | None = None
    reply_by: date | None = None
    asked: tuple[RowRemark, ...] = ()  # what it was given back with

    @property
    def is_in(self) -> bool:
        return self.reported is not None

    @property
    def to_remind(self) -> bool:
        return self.state in (RETURNED, LATE, MISSING)


@dataclass(frozen=True)
class BoardView:
    """The board of one form and period."""

    form_id: str
    period: Period
    entries: tuple[Entry, ...]
    refused: tuple[RefusedView, ...]
    reported: Reported
    is_checked: bool = True

    def counts(self) -> Counter[str]:
        return Counter(entry.state for entry in self.entries)


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

    def unchecked(self, form: Form, period: Period) -> BoardView | None:
        """The board before its returns are checked; None where they are so few that it is none."""
        if not self._returns.are_many(form, period):
            return None
        return self.view(form, period, is_checked=False)

    @uncollected()
    def view(
        self, form: Form, period: Period, part: View = WHOLE, *, is_checked: bool = True
    ) -> BoardView:
        """The board of the whole office, or of a body and those below it."""
        reported = self._returns.overview(form, period, part, is_checked=is_checked)
        deadlines = self._deadlines.of(form)
        with self._store.reading() as session:
            explained = _explained(session, form, period)
            given_back = _given_back(session, form, period)
        levels = {each.level for each in reported.returns}
        levels.update(body.level for body in reported.waited_for)
        due = {level: deadlines.due(level, period) for level in levels}
        makes = _Entries(
            due, self._today(), explained, given_back, VALID if is_checked else UNCHECKED
        )
        entries = [makes.of_return(each) for each in reported.returns]
        entries += map(makes.of_missing, reported.waited_for)
        entries.sort(key=lambda entry: entry.code)
        return BoardView(form.id, period, tuple(entries), reported.refused, reported, is_checked)

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


_Key = tuple[int, str, str]  # body, row, sentence


@dataclass(frozen=True)
class _Entries:
    """Makes the entries of one board."""

    due: Mapping[str, date | None]  # by level
    today: date
    explained: dict[_Key, Explanation]
    given_back: dict[tuple[int, int], ReturnedReturn]
    without_remarks: State  # of a return that nothing is said about

    def of_missing(self, body: Body) -> Entry:
        due = self.due[body.level]
        late = 0 if due is None else max(0, (self.today - due).days)
        return Entry(body.code, body.name, body.level, LATE if late else MISSING, due, late)

    def of_return(self, each: ReportedReturn) -> Entry:
        due = self.due[each.level]
        came_on = each.received_at.astimezone().date()
        remarks = tuple(self._remarks(each))
        back = self.given_back.get((each.organisation_id, each.version))
        is_doubtful = any(remark.is_open for remark in remarks)
        state: State = RETURNED if back else WARNINGS if is_doubtful else self.without_remarks
        return Entry(
            each.organisation,
            each.name,
            each.level,
            state,
            due,
            0 if due is None else max(0, (came_on - due).days),
            each,
            remarks,
            back.returned_at if back else None,
            back.reply_by if back else None,
            _asked(back) if back else (),
        )

    def _remarks(self, each: ReportedReturn) -> Iterator[RemarkView]:
        for remark in each.warnings:
            key = (each.organisation_id, remark.field, remark.says)
            yield RemarkView(remark, self.explained.get(key))


def _asked(back: ReturnedReturn) -> tuple[RowRemark, ...]:
    told = given_back(back.content)
    whole = (RowRemark("", "", told.message),) if told.message else ()
    return (*whole, *told.remarks)


def board_as_json(view: BoardView) -> Iterable[dict[str, Any]]:
    """Every body that is expected, with how it stands; part of `returns --json`."""
    return Streamed(view.entries, _entry_as_json)


def _entry_as_json(entry: Entry) -> dict[str, Any]:
    return {
        "organisation": entry.code,
        "name": entry.name,
        "level": entry.level,
        "state": entry.state,
        "due": None if entry.due is None else entry.due.isoformat(),
        "days_late": entry.days_late,
        "version": None if entry.reported is None else entry.reported.version,
        "reply_by": None if entry.reply_by is None else entry.reply_by.isoformat(),
        "remarks": [_remark_as_json(each) for each in entry.remarks],
    }


def _remark_as_json(each: RemarkView) -> dict[str, Any]:
    said = each.explanation
    return {
        "key": each.remark.field,
        "figure": each.remark.figure or None,
        "why": str(each.remark),
        "severity": each.remark.severity,
        "check": each.remark.check or None,
        "explained": None if said is None else {"note": said.note, "by": said.by, "on": said.at},
    }


def _explained(session: Session, form: Form, period: Period) -> dict[_Key, Explanation]:
    found = session.scalars(select(ExplainedRemark).where(*_of(ExplainedRemark, form, period)))
    return {
        (each.organisation_id, each.row_key, each.says): Explanation(
            each.note, each.explained_by, shown(each.explained_at.astimezone().date())
        )
        for each in found
    }


def _given_back(
    session: Session, form: Form, period: Period
) -> dict[tuple[int, int], ReturnedReturn]:
    found = session.scalars(
        select(ReturnedReturn).where(*_of(ReturnedReturn, form, period)).order_by(ReturnedReturn.id)
    )
    return {(each.organisation_id, each.version): each for each in found}


def _same(form: Form, period: Period, body_id: int, remark: Remark) -> Any:
    return select(ExplainedRemark).where(
        *_of(ExplainedRemark, form, period),
        ExplainedRemark.organisation_id == body_id,
        ExplainedRemark.row_key == remark.field,
        ExplainedRemark.says == remark.says,
    )


def _of(model: Any, form: Form, period: Period) -> Iterable[ColumnElement[bool]]:
    return (
        model.appendix == form.id,
        model.period_first == period.first,
        model.period_last == period.last,
    )


def _body_id(session: Session, code: str) -> int:
    found = session.scalars(select(Organisation.id).where(Organisation.code == code)).first()
    if found is None:
        raise UserError(N_("There is no organisation with the code {code} here."), code=code)
    return found
