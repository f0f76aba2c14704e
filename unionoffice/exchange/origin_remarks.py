"""What is to be known of returns that nobody signed, and of packages that took their place."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.handed_in import of_form
from unionoffice.exchange.remarks import NOTE, Remark
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form

CHECK = "unsigned"


def origin_remarks(session: Session, form: Form, period: Period) -> dict[int, list[Remark]]:
    """Remarks by the id of the return that counts."""
    remarks: dict[int, list[Remark]] = defaultdict(list)
    unsigned = select(ReceivedReturn).where(
        *of_form(session, form, period), ReceivedReturn.origin != "package"
    )
    for received in session.scalars(unsigned):
        remarks[received.id].append(_unsigned(received))
    former = aliased(ReceivedReturn)
    replaced = (
        select(ReceivedReturn.id, former)
        .join(
            former,
            (former.organisation_id == ReceivedReturn.organisation_id)
            & (former.appendix == ReceivedReturn.appendix)
            & (former.period_first == ReceivedReturn.period_first)
            & (former.period_last == ReceivedReturn.period_last),
        )
        .where(
            *of_form(session, form, period),
            ReceivedReturn.origin == "package",
            former.origin != "package",
            former.id < ReceivedReturn.id,
        )
        .order_by(former.id)
    )
    for id_, before in session.execute(replaced):
        on = day(before.received_at.astimezone().date())
        words = N_("It took the place of a form without a signature that came on {day}.")
        remarks[id_] = [Remark("", words, {"day": on}, check=CHECK)]
    return remarks


def _unsigned(received: ReceivedReturn) -> Remark:
    if received.origin != "typed":
        return Remark("", N_("By workbook, unsigned."), severity=NOTE, check=CHECK)
    on = day(received.received_at.astimezone().date())
    return Remark(
        "",
        N_("Typed in from paper by {who}, {day}."),
        {"who": received.entered_by or "", "day": on},
        severity=NOTE,
        check=CHECK,
    )
