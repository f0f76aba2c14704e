"""Which figures somebody set by hand – corrected or typed in – for one form, period and unit."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.registers.returns.model import Correction, TypedFigure

ByHand = type[Correction] | type[TypedFigure]


def entries_of(
    kept: ByHand, appendix: str, period: Period, unit_id: int | None
) -> list[ColumnElement[bool]]:
    """What the entries of this form, period and unit have in common; no unit is all of it."""
    return [
        kept.appendix == appendix,
        kept.period_first == period.first,
        kept.period_last == period.last,
        kept.unit_id.is_(None) if unit_id is None else kept.unit_id == unit_id,
    ]


def remove_entries(
    session: Session,
    kept: ByHand,
    appendix: str,
    period: Period,
    unit_id: int | None,
    row_key: str,
    figure: str,
) -> int:
    """Take back what was set by hand for one figure; how many entries that were."""
    here = (*entries_of(kept, appendix, period, unit_id), kept.row_key == row_key)
    standing = session.scalars(select(kept).where(*here, kept.figure == figure)).all()
    for entry in standing:
        session.delete(entry)
    return len(standing)
