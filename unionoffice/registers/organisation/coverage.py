"""Events that cover the whole organisation or some of its units (with all units below them)."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, or_, select

from unionoffice.registerkit.evidence import Scope
from unionoffice.registers.organisation.model import Unit


@cache
def units_below() -> CTE:
    """Pairs `(ancestor_id, unit_id)` of every unit with itself and with all units below it.

    One and the same for all that a statement is put together from.
    """
    pairs = select(Unit.id.label("ancestor_id"), Unit.id.label("unit_id")).cte(
        "units_below", recursive=True
    )
    return pairs.union(
        select(pairs.c.ancestor_id, Unit.id).where(Unit.parent_id == pairs.c.unit_id)
    )


def covers_whole(record: type[Any], link: type[Any], owner: Any) -> ColumnElement[bool]:
    """The record names no unit, so it covers everybody."""
    return ~select(link.id).where(owner == record.id).exists()


def touches(
    scope: Scope, record: type[Any], link: type[Any], owner: Any
) -> list[ColumnElement[bool]]:
    """Conditions under which a covering event belongs to the asked-for units: none for all.

    What covers a unit below one of these covers one of these: they are with all below them.
    """
    if scope.unit_ids is None:
        return []
    below = units_below()
    covered = (
        select(link.id)
        .join(below, below.c.ancestor_id == link.unit_id)
        .where(owner == record.id, below.c.unit_id.in_(scope.unit_ids))
    )
    return [or_(covers_whole(record, link, owner), covered.exists())]


def of_units(scope: Scope, unit_id: Any) -> list[ColumnElement[bool]]:
    """Conditions for a record that names one unit, or none (the whole organisation's own)."""
    return [] if scope.unit_ids is None else [unit_id.in_(scope.unit_ids)]
