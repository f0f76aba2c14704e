"""Values that no two records share: who has them already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register


def twins_among(
    session: Session, register: Register, records: Sequence[Any]
) -> Iterator[tuple[Any, Problem]]:
    """Records whose values stand in another that is not void, be it one of those before them."""
    for group in register.unique:
        wanted = [each for each in records if getattr(each, group[0].attribute.key) is not None]
        taken = _taken(session, register, group, wanted) if wanted else {}
        for record in wanted:
            values = _values(group, record)
            if values in taken:
                problem = N_("Another record already has this value.")
                yield record, Problem(group[0].key, problem)
            taken[values] = record.id


def _taken(
    session: Session, register: Register, group: Sequence[Field], records: Sequence[Any]
) -> dict[tuple[Any, ...], int]:
    """Who else has such values in the office, whatever the records themselves had before."""
    first = group[0].attribute
    model = register.model
    others = select(model.id, *(field.attribute for field in group)).where(
        model.voided_at.is_(None),
        first.in_({getattr(record, first.key) for record in records}),
    )
    own = {record.id for record in records}
    return {tuple(row[1:]): row[0] for row in session.execute(others) if row[0] not in own}


def _values(group: Sequence[Field], record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, field.attribute.key) for field in group)
