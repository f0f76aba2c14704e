"""What every body has reported for one form and period: figures, and how many members it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import WHOLE, returns_summed
from unionoffice.exchange.handed_in import these
from unionoffice.exchange.structures import View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.filled import NUMBERS
from unionoffice.reports.forms import Form

Cell = tuple[str, str]  # row and figure


class _Told(msgspec.Struct, frozen=True):
    """The one field that is wanted of a return; the rest is passed over."""

    registered_members: int | None = None


_TOLD = msgspec.json.Decoder(_Told)


@dataclass(frozen=True)
class BodyFigures:
    """The return of one body; `heads` are its registered members, None if it does not tell."""

    body_id: int
    code: str
    name: str
    heads: int | None
    figures: Mapping[Cell, int]


def figures_by_body(
    session: Session, form: Form, period: Period, view: View = WHOLE, row_key: str = ""
) -> dict[int, BodyFigures]:
    """The returns that a view sums, by the id of their body; of one row, or of all rows."""
    summed = returns_summed(session, form, period, view)
    figures = _figures(session, summed, row_key)
    found = session.execute(
        select(ReceivedReturn.id, Organisation.code, Organisation.name, ReceivedReturn.content)
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(these(summed.values()))
    )
    told = {
        id_: (code, name, _TOLD.decode(content or "{}").registered_members)
        for id_, code, name, content in found
    }
    return {
        body_id: BodyFigures(body_id, *told[id_], figures.get(id_, {}))
        for body_id, id_ in summed.items()
    }


def _figures(
    session: Session, summed: Mapping[int, int], row_key: str
) -> dict[int, dict[Cell, int]]:
    columns = (getattr(ReceivedFigure, name) for name in NUMBERS)
    asked = select(ReceivedFigure.return_id, ReceivedFigure.row_key, *columns).where(
        these(summed.values(), ReceivedFigure.return_id)
    )
    if row_key:
        asked = asked.where(ReceivedFigure.row_key == row_key)
    figures: dict[int, dict[Cell, int]] = {}
    for return_id, key, *numbers in session.execute(asked):
        cells = figures.setdefault(return_id, {})
        for name, number in zip(NUMBERS, numbers, strict=True):
            if number is not None:
                cells[key, name] = number
    return figures
