"""Returns whose figures another return may hold as well: of bodies above, and of successors."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.counting import counted, of_form
from unionoffice.exchange.remarks import DOUBT, NOTE, Remark
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Bodies


def body_doubts(
    session: Session, form: Form, period: Period, bodies: Bodies
) -> dict[int, list[Remark]]:
    """Remarks by the id of the return."""
    remarks: dict[int, list[Remark]] = defaultdict(list)
    found = session.execute(
        select(ReceivedReturn.organisation_id, ReceivedReturn.id).where(*of_form(form, period))
    )
    returns = {body_id: id_ for body_id, id_ in found}  # noqa: C416 - rows are no pairs to mypy
    summed = counted(session, form, period, bodies)
    for body_id in returns.keys() - summed.keys():
        why = N_("It is not summed: its body was voided.")
        if body_id in bodies.newest:
            why = N_("It is not summed: a return from above has its figures already.")
        remarks[returns[body_id]].append(Remark("", why, {}, NOTE, "not_summed"))
    for body_id in summed:
        ended_on = bodies.newest[body_id].dissolved_on
        if ended_on is None or ended_on not in period:
            continue
        heirs = [bodies.newest[heir] for heir in bodies.successors(body_id) if heir in summed]
        if heirs:
            why = N_("“{heir}” succeeds it and has handed in too: does anything count twice?")
            names = {"heir": "; ".join(heir.name for heir in heirs)}
            remarks[returns[body_id]].append(Remark("", why, names, DOUBT, "successor"))
    return remarks
