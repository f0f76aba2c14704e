"""Returns whose figures another return may hold as well: of bodies above, and of successors."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import shared_in
from unionoffice.exchange.counting import counted
from unionoffice.exchange.handed_in import of_form
from unionoffice.exchange.remarks import NOTE, Remark
from unionoffice.exchange.settling_shares import share_remarks
from unionoffice.exchange.short_lives import short_lives
from unionoffice.exchange.successions import CHECK, succession_remarks
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Bodies


def body_doubts(
    session: Session, form: Form, period: Period, bodies: Bodies
) -> dict[int, list[Remark]]:
    """Remarks by the id of the return."""
    remarks: dict[int, list[Remark]] = defaultdict(list)
    found = session.execute(
        select(ReceivedReturn.organisation_id, ReceivedReturn.id).where(
            *of_form(session, form, period)
        )
    )
    returns = {body_id: id_ for body_id, id_ in found}  # noqa: C416 - rows are no pairs to mypy
    summed = counted(session, form, period, bodies)
    succeeded = set()
    for body_id, remark in succession_remarks(session, form, period, bodies, set(returns)):
        remarks[returns[body_id]].append(remark)
        succeeded.add((body_id, remark.check))
    for body_id in returns.keys() - summed.keys():
        if (body_id, CHECK) in succeeded and body_id in bodies.newest:
            continue  # the remark on its succession says so
        why = N_("It is not summed: its body was voided.")
        if body_id in bodies.newest:
            why = N_("It is not summed: a return from above has its figures already.")
        remarks[returns[body_id]].append(Remark("", why, {}, NOTE, "not_summed"))
    by_code = {bodies.newest[id_].code: returns[id_] for id_ in returns if id_ in bodies.newest}
    for shared in shared_in(session, form, period):
        for code, remark in share_remarks(shared):
            remarks[by_code[code]].append(remark)
    for life in short_lives(session, form, period):
        if life.counted is not None:
            why = N_("It tells of {first} to {last}: on no other day of the period it existed.")
            values = {"first": day(life.days.first), "last": day(life.days.last)}
            remarks[life.counted].append(Remark("", why, values, NOTE, "part"))
    return remarks
