"""What holds for units and head counts."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import Headcount, Unit


def dissolved_after_founded(unit: Unit) -> Iterator[Problem]:
    if unit.founded_on and unit.dissolved_on and unit.dissolved_on < unit.founded_on:
        yield Problem("dissolved_on", N_("A unit cannot be dissolved before it was founded."))


def not_below_itself(unit: Unit) -> Iterator[Problem]:
    above, seen = unit.parent, {id(unit)}
    while above is not None and id(above) not in seen:
        seen.add(id(above))
        above = above.parent
    if above is not None:
        yield Problem("parent", N_("A unit cannot stand below itself."))


def women_among_workers(headcount: Headcount) -> Iterator[Problem]:
    if headcount.women is not None and headcount.women > headcount.workers:
        yield Problem("women", N_("There cannot be more women than workers."))
