"""How one body stands on a board: its state, what looks wrong, what was said to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.core.formatting import day as shown
from unionoffice.core.periods import Period
from unionoffice.exchange.deadlines import FormDeadlines
from unionoffice.exchange.giving_back import RowRemark, given_back
from unionoffice.exchange.remarks import NOTE, Explanation, Remark
from unionoffice.exchange.returns import ReportedReturn
from unionoffice.registers.organisation.model import LEVELS
from unionoffice.registers.returns.following import ExplainedRemark, ReturnedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Body

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


class EntryMaker:
    """Makes the entries of one board from what is known besides the returns."""

    def __init__(
        self,
        session: Session,
        form: Form,
        period: Period,
        rules: FormDeadlines,
        today: date,
        *,
        is_checked: bool = True,
    ) -> None:
        self.due = {level: rules.due(level, period) for level in LEVELS.keys}
        self.today = today
        self.explained = _explained(session, form, period)
        self.given_back = _given_back(session, form, period)
        self.without_remarks: State = VALID if is_checked else UNCHECKED

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
            yield self.seen(each.organisation_id, remark)

    def seen(self, body_id: int, remark: Remark) -> RemarkView:
        return RemarkView(remark, self.explained.get((body_id, remark.field, remark.says)))


_Key = tuple[int, str, str]  # body, row, sentence


def _asked(back: ReturnedReturn) -> tuple[RowRemark, ...]:
    told = given_back(back.content)
    whole = (RowRemark("", "", told.message),) if told.message else ()
    return (*whole, *told.remarks)


def _explained(session: Session, form: Form, period: Period) -> dict[_Key, Explanation]:
    found = session.scalars(select(ExplainedRemark).where(*of_board(ExplainedRemark, form, period)))
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
        select(ReturnedReturn)
        .where(*of_board(ReturnedReturn, form, period))
        .order_by(ReturnedReturn.id)
    )
    return {(each.organisation_id, each.version): each for each in found}


def of_board(model: Any, form: Form, period: Period) -> Iterable[ColumnElement[bool]]:
    """Conditions for what was said of one form and period."""
    return (
        model.appendix == form.id,
        model.period_first == period.first,
        model.period_last == period.last,
    )
