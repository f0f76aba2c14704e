"""The records behind a figure. Of each only its id is kept; its rows are read when looked at.

An agreement covers every member: a few records may have a million rows of evidence.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from unionoffice.registerkit.evidence import Selection
from unionoffice.registers.people.evidence import member_on, standing
from unionoffice.registers.people.model import Person
from unionoffice.reports.forms import Row
from unionoffice.services.stopping import Stopping, never_stopped
from unionoffice.store.store import Store

AT_ONCE = 500  # records


@dataclass(frozen=True)
class EvidenceRow:
    """One record behind a figure. `member`: whether the person was a member on the day."""

    register: str
    id: int
    person_id: int | None
    person: str | None
    event_on: date
    member: bool
    turns: int
    head_total: int
    head_members: int

    def as_json(self) -> dict[str, Any]:
        return {**self.__dict__, "event_on": self.event_on.isoformat()}


class Behind:
    """The evidence of some indicators, in the order of days, records and people."""

    def __init__(
        self,
        store: Store,
        indicators: Sequence[Selection],
        counted_by: str = "",
        stopping: Stopping = never_stopped,
    ) -> None:
        """`counted_by`: only what counts as turns, people or members; "" for all of it."""
        self._store = store
        self._rows = _rows(indicators, counted_by) if indicators else None
        self._ids: array[int] = array("q")
        self._ends: array[int] = array("q")  # behind the rows of each record
        self._heads: list[tuple[Any, str]] = []  # day and register; many share each
        self.registers: frozenset[str] = frozenset()
        self.people = 0
        if self._rows is not None:
            with store.reading() as session, stopping(store.interrupting(session)):
                self._count(session, self._rows)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[EvidenceRow]:
        with self._store.reading() as session:
            for first in range(0, self.records, AT_ONCE):
                yield from self._read(session, self._of(first, first + AT_ONCE))

    @property
    def records(self) -> int:
        """How many records; one that counts on two days counts twice."""
        return len(self._ids)

    def page(self, offset: int, limit: int) -> list[EvidenceRow]:
        """`limit` rows from `offset` on, as they stand now."""
        first = bisect_right(self._ends, offset)
        behind = bisect_left(self._ends, offset + limit) + 1
        begin = self._ends[first - 1] if first else 0
        page = self._of(first, behind).offset(offset - begin).limit(limit)
        with self._store.reading() as session:
            return list(self._read(session, page))

    def _count(self, session: Session, rows: Any) -> None:
        keys = (rows.c.event_on, rows.c.register, rows.c.record_id)
        records = select(*keys, func.count()).group_by(*keys).order_by(*keys)
        heads: dict[tuple[Any, str], tuple[Any, str]] = {}
        end = 0
        for day, register, record_id, count in session.connection().execute(records):
            end += count
            self._ids.append(record_id)
            self._ends.append(end)
            self._heads.append(heads.setdefault((day, register), (day, register)))
        self.registers = frozenset(register for _day, register in heads)
        self.people = session.scalar(select(func.count(rows.c.person_id.distinct()))) or 0

    def _of(self, first: int, behind: int) -> Select[Any]:
        """The rows of some of the records, in their order."""
        rows: Any = self._rows
        ids = list(self._ids[first:behind])
        keys = [(*head, each) for head, each in zip(self._heads[first:behind], ids, strict=True)]
        return (
            select(
                rows.c.register,
                rows.c.record_id,
                rows.c.person_id,
                Person.full_name,
                rows.c.event_on,
                case((member_on(rows.c.person_id, rows.c.event_on), 1), else_=0),
                rows.c.turns,
                rows.c.head_total,
                rows.c.head_members,
            )
            .outerjoin(Person, Person.id == rows.c.person_id)
            # The ids by themselves, too: by them the records are found without looking at all.
            .where(
                rows.c.record_id.in_(ids),
                tuple_(rows.c.event_on, rows.c.register, rows.c.record_id).in_(keys),
            )
            .order_by(
                rows.c.event_on, rows.c.register, rows.c.record_id, rows.c.person_id.nulls_last()
            )
        )

    def _read(self, session: Session, wanted: Select[Any]) -> Iterator[EvidenceRow]:
        found = session.connection().execute(wanted)
        for register, record_id, person_id, person, day, member, *numbers in found:
            yield EvidenceRow(
                register, record_id, person_id, person, _day(day), bool(member), *numbers
            )


def counted_by(row: Row, figure: str) -> tuple[str, str]:
    """The indicator of a figure, and as what it is counted; a share is that of its total."""
    declared = row.figures.get("total" if figure == "share" else figure)  # type: ignore[call-overload]  # any name may be asked for
    return ("", "") if declared is None else (declared.indicator, declared.count)


def _rows(indicators: Sequence[Selection], counted_by: str) -> Any:
    """The evidence of people who are not void, as far as it is counted."""
    parts = []
    for indicator in indicators:
        rows = indicator.subquery()
        parts.append(select(rows).where(standing(rows.c.person_id), *_counts(rows.c, counted_by)))
    return (union_all(*parts) if len(parts) > 1 else parts[0]).subquery()


def _counts(row: Any, counted_by: str) -> tuple[ColumnElement[bool], ...]:
    match counted_by:
        case "turns" | "titles":
            return (row.turns > 0,)
        case "people":
            return (or_(row.person_id.is_not(None), row.head_total > 0),)
        case "members":
            return (or_(member_on(row.person_id, row.event_on), row.head_members > 0),)
    return ()


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
