"""Entering what was invented: lists through the import service, mass rows in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.demo.people import Someone
from unionoffice.registers.people.model import Person
from unionoffice.services.views import Draft
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.reading import read_file
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.store.base import Base
from unionoffice.store.bulk import Bulk
from unionoffice.store.journal import stored
from unionoffice.workplace import Workplace

PERSON = ("full_name", "birth_date", "identity_number")
ROWS_AT_ONCE = 20_000
SAMPLE_ENTERED = N_("Sample entered")


@dataclass(frozen=True)
class Rows:
    """Rows of one register by field keys, as a list that was read and understood."""

    register: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


def clues(someone: Someone) -> tuple[Any, ...]:
    """What a row says about whom it means, in the order of `PERSON`."""
    return (someone.full_name, someone.birth_date, someone.identity_number)


class Entering:
    """Enters invented records into one open office."""

    def __init__(self, workplace: Workplace, today: date) -> None:
        self._workplace = workplace
        self._today = today

    def save(self, register: str, values: dict[str, Any]) -> int:
        """One record, as if typed into its form; fields that are not named keep their defaults."""
        blank = self._workplace.desk.blank(register)
        draft = Draft({**blank.values, **values})
        return self._workplace.desk.save(register, draft, None).id

    def bring(self, rows: Rows) -> None:
        """Rows as a list that was read; every one of them must be taken."""
        if rows.rows:
            values = zip(rows.columns, map(list, zip(*rows.rows, strict=True)), strict=True)
            read = ReadList(Path(rows.register), "", 1, 1, [], RawSheet(""))
            read.numbers = list(range(2, len(rows.rows) + 2))
            read.values = dict(values)
            self._take(rows.register, [read])

    def bring_file(self, register: str, file: Path) -> None:
        """A workbook, the way an office brings it in."""
        found = read_file(file, self._workplace.shapes.of(register), self._today)
        self._take(register, found.lists)

    def _take(self, register: str, lists: Sequence[ReadList]) -> None:
        outcome = self._workplace.importing.bring_in(register, lists)
        if outcome.refusals:
            first = outcome.refusals[0]
            raise RuntimeError(f"the sample has a bad row in {register}: {first.row} {first.why}")

    def pour(
        self, register: str, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> int:
        """Very many rows of Python values without their ids, a part at a time; returns how many.

        One row keeps the office busy for microseconds here, and for a tenth of a millisecond when
        it comes as a list.
        """
        kinds = [_stored_by(table, column) for column in columns]
        names = ("id", *columns)
        remaining, count = iter(rows), 0
        with self._workplace.store.writing(SAMPLE_ENTERED, register) as session:
            bulk = Bulk(session)
            while part := list(islice(remaining, ROWS_AT_ONCE)):
                ids = bulk.new_ids(table, len(part))
                bulk.insert(
                    table,
                    names,
                    [
                        (id_, *[kind(value) for kind, value in zip(kinds, row, strict=True)])
                        for id_, row in zip(ids, part, strict=True)
                    ],
                )
                count += len(part)
            self._workplace.store.touched(session, count)
        return count

    def ids(self, table: str, column: str) -> dict[Any, int]:
        """The id of every row by what stands in one of its columns."""
        kept = Base.metadata.tables[table]
        with self._workplace.store.reading() as session:
            return {value: id_ for id_, value in session.execute(select(kept.c.id, kept.c[column]))}

    def give_ids(self, people: Iterable[Someone]) -> None:
        """Tell everybody invented under which id they stand in the office."""
        by_number: dict[str, int] = {}
        by_name: dict[tuple[str, str], int] = {}
        everybody = select(
            Person.id, Person.identity_number, Person.name_folded, Person.birth_date
        ).order_by(Person.id.desc())
        with self._workplace.store.reading() as session:
            for id_, number, name, born in session.execute(everybody):
                if number:
                    by_number[number] = id_
                by_name[(name, str(born))] = id_
        for someone in people:
            named = (fold(someone.full_name), str(someone.birth_date))
            known = someone.identity_number
            someone.id = by_number[known] if known else by_name[named]


def _stored_by(table: str, column: str) -> Any:
    """How a column's values are kept, remembering the few different ones of most columns."""
    known: dict[Any, Any] = {None: None}
    kept = Base.metadata.tables[table]

    def kind(value: Any) -> Any:
        if value not in known:
            if len(known) > ROWS_AT_ONCE:
                known.clear()
                known[None] = None
            known[value] = stored(kept, column, value)
        return known[value]

    return kind
