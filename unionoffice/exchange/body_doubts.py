"""Returns whose figures another return may hold as well: of bodies above, and of successors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.counting import counted, of_form
from unionoffice.exchange.remarks import CONTRADICTION, NOTE, Remark
from unionoffice.exchange.successions import CHECK, succession_remarks
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Bodies


class Sources(NamedTuple):
    """Whose return it is, and the codes of the bodies whose returns it has summed."""

    name: str
    codes: Sequence[str]


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
    return remarks


def shared_sources(returns: Mapping[int, Sources]) -> Iterator[tuple[int, Remark]]:
    """Returns of bodies above that have summed the same one: by the id of the return."""
    summed_in: dict[str, list[int]] = defaultdict(list)
    for id_, sources in returns.items():
        for code in sources.codes:
            summed_in[code].append(id_)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for code, ids in summed_in.items():
        for one, other in permutations(ids, 2):
            shared[one, other].append(code)
    for (one, other), codes in shared.items():
        why = N_(
            "It has summed the same returns as that of “{other}”: {codes}. They are counted twice "
            "as long as neither is given back."
        )
        values = {"other": returns[other].name, "codes": ", ".join(sorted(codes))}
        yield one, Remark("", why, values, CONTRADICTION, "shared")
