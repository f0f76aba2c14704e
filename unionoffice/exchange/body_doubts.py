"""Returns whose figures another return may hold as well: of bodies above, and of successors."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy.orm import Session

from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import WHOLE, shared_in
from unionoffice.exchange.counting import standing, summed_ones
from unionoffice.exchange.remarks import NOTE, Remark
from unionoffice.exchange.settling_shares import share_remarks
from unionoffice.exchange.short_lives import short_lives
from unionoffice.exchange.structures import Place
from unionoffice.exchange.successions import CHECK, has_any_ended, succession_remarks
from unionoffice.reports.forms import Form


def body_doubts(session: Session, form: Form, period: Period) -> dict[int, list[Remark]]:
    """Remarks by the id of the return. The bodies are read only where one of them matters."""
    remarks: dict[int, list[Remark]] = defaultdict(list)
    place = Place(session, WHOLE, period.last)
    found = standing(session, form, period)
    returns = {each.body_id: each.id for each in found}
    by_code = {each.code: each.id for each in found if each.is_valid}
    summed = {each.id for each in summed_ones(session, form, found, period, lambda: place.bodies)}
    succeeded = set()
    if has_any_ended(session, period):
        for body_id, remark in succession_remarks(session, form, period, place.bodies, {*returns}):
            remarks[returns[body_id]].append(remark)
            succeeded.add((body_id, remark.check))
    for each in found:
        if each.id in summed or (each.is_valid and (each.body_id, CHECK) in succeeded):
            continue  # the remark on its succession says so
        why = N_("It is not summed: its body was voided.")
        if each.is_valid:
            why = N_("It is not summed: a return from above has its figures already.")
        remarks[each.id].append(Remark("", why, {}, NOTE, "not_summed"))
    for shared in shared_in(session, form, period):
        for code, remark in share_remarks(shared):
            remarks[by_code[code]].append(remark)
    for life in short_lives(session, form, period):
        if life.counted is not None:
            why = N_("It tells of {first} to {last}: on no other day of the period it existed.")
            values = {"first": day(life.days.first), "last": day(life.days.last)}
            remarks[life.counted].append(Remark("", why, values, NOTE, "part"))
    return remarks
