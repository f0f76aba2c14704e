"""Indicators: selections of the evidence behind a figure.

An indicator is not a number but a SELECT with exactly the columns of `evidence`. Whoever counts
(turns, distinct people, members on the day, head counts) counts these rows, and whoever asks for
the records behind a figure reads the same rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, null, select
from sqlalchemy.orm import InstrumentedAttribute

from unionoffice.core.periods import Period
from unionoffice.store.types import WHOLE, Words


@dataclass(frozen=True)
class Scope:
    """What is asked for: a period, and the ids of a unit and all below it (None: everything)."""

    period: Period
    unit_ids: tuple[int, ...] | None = None


Selection = Select[Any]


@dataclass(frozen=True)
class Indicator:
    """A named selection of evidence; `explanation` says in one sentence how it is counted.

    One composed of others names them as its `parts`, so that each is counted but once. Where the
    evidence is nothing but members, and has each of them for many records, `people` selects the
    same members once each: counting must not go through all of their records.
    """

    key: str
    title: str
    explanation: str
    select: Callable[[Scope], Selection]
    parts: tuple[Indicator, ...] = ()
    people: Callable[[Scope], Selection] | None = None


def evidence(
    register: str,
    record_id: InstrumentedAttribute[int] | ColumnElement[int],
    event_on: Any,
    *,
    person_id: Any = None,
    turns: Any = 1,
    head_total: Any = 0,
    head_members: Any = 0,
) -> Selection:
    """A selection with the columns of evidence, in their order, to be narrowed with `.where`."""
    return select(
        literal(register, Words()).label("register"),
        record_id.label("record_id"),
        (null().cast(WHOLE) if person_id is None else person_id).label("person_id"),
        event_on.label("event_on"),
        _number(turns).label("turns"),
        _number(head_total).label("head_total"),
        _number(head_members).label("head_members"),
    )


def _number(value: Any) -> Any:
    return literal(value, WHOLE) if isinstance(value, int) else value


def within(event_on: Any, period: Period) -> ColumnElement[bool]:
    """The day lies in the period, both ends included."""
    # Not `between`: PostgreSQL's grammar refuses a collation inside of it.
    return and_(event_on >= period.first, event_on <= period.last)
