"""A register as rows of plain values, complete enough to be brought in again elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.dates import PartialDate
from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.narrowing import without_sensitive
from unionoffice.registerkit.register import Register
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.people.model import Person
from unionoffice.registers.people.register import BIRTH_DATE, FULL_NAME, IDENTITY_NUMBER
from unionoffice.services.records import Records
from unionoffice.services.views import Query
from unionoffice.store.store import Store

BATCH = 10_000  # pages are found by counting rows off: the fewer, the faster
PERSON_FIELDS = (FULL_NAME, IDENTITY_NUMBER, BIRTH_DATE)


@dataclass(frozen=True)
class ExportColumn:
    """One column of a written list; `label` is untranslated, `choices` label the keys."""

    key: str
    label: str
    kind: Kind
    choices: dict[str, str]


class Exporting:
    """Reads whole registers, batch by batch, never all at once."""

    def __init__(self, store: Store, catalogue: Catalogue, records: Records) -> None:
        self._store = store
        self._catalogue = catalogue
        self._records = records

    def sensitive_labels(self, key: str, among: Sequence[str] | None = None) -> list[str]:
        """The untranslated labels of what is left out of a list unless it is asked for.

        `among` are the columns of the list; None means that it has all.
        """
        register = self._catalogue[key]
        lines = register.lines.fields if register.lines is not None else ()
        labels = [
            each.label
            for each in (*register.fields, *lines)
            if each.is_sensitive and (among is None or each.key in among)
        ]
        return list(dict.fromkeys(labels))

    def open_fields(self, key: str, fields: Sequence[str], *, with_sensitive: bool) -> list[str]:
        """Of these columns the ones that a list may have."""
        by_key = self._catalogue[key].by_key
        return [
            each
            for each in fields
            if with_sensitive or each not in by_key or not by_key[each].is_sensitive
        ]

    def note_sensitive(self, key: str) -> None:
        """Write into the journal that a list with sensitive fields leaves the office.

        The deed counts no records and offers no undo: what was written out stays written out.
        """
        with self._store.writing(N_("Sensitive fields written out"), key):
            pass

    def objects(
        self, key: str, query: Query, *, with_sensitive: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Every wanted record as JSON-ready values by field key, with its lines as a list.

        What is left out of a record is there as None: whoever reads it may rely on the keys.
        """
        register = self._wanted(key, with_sensitive)
        fields = register.fields
        of_lines = register.lines.model if register.lines is not None else None
        left_out = [each.key for each in register.hidden if each.owner is not of_lines]
        names = [field.key for field in fields]
        for rows in self._batches(key, query, names):
            lines = self._lines(register, [row.id for row in rows])
            for row in rows:
                values: dict[str, Any] = {"id": row.id} | dict.fromkeys(left_out)
                for field, cell in zip(fields, row.cells, strict=True):
                    values[field.key] = plain(cell)
                if register.person is not None:
                    values["person_id"] = row.person_id
                if register.lines is not None:
                    values[register.lines.key] = [
                        {name: plain(value) for name, value in line.items()}
                        for line in lines.get(row.id, ())
                    ]
                yield values

    def columns(self, key: str, *, with_sensitive: bool = False) -> list[ExportColumn]:
        """The columns of a written list: people with what tells namesakes apart."""
        register = self._wanted(key, with_sensitive)
        line_fields = register.lines.fields if register.lines else ()
        columns: list[ExportColumn] = []
        for field in (*register.fields, *line_fields):
            if field.kind is Kind.PERSON:
                columns.extend(_column(each) for each in PERSON_FIELDS)
            else:
                columns.append(_column(field))
        return columns

    def rows(self, key: str, query: Query, *, with_sensitive: bool = False) -> Iterator[list[Any]]:
        """Rows of Python values for `columns`: one for each record, or for each of its lines."""
        register = self._wanted(key, with_sensitive)
        names = [field.key for field in register.fields]
        for rows in self._batches(key, query, names):
            lines = self._lines(register, [row.id for row in rows])
            people = self._people([row.person_id for row in rows if row.person_id])
            for row in rows:
                cells: list[Any] = []
                for field, cell in zip(register.fields, row.cells, strict=True):
                    if field.kind is Kind.PERSON:
                        cells.extend(people.get(row.person_id or 0, (None, None, None)))
                    else:
                        cells.append(cell)
                yield from self._with_lines(register, cells, lines.get(row.id, []))

    def _wanted(self, key: str, with_sensitive: bool) -> Register:
        register = self._catalogue[key]
        return register if with_sensitive else without_sensitive(register)

    def _with_lines(
        self, register: Register, cells: list[Any], lines: list[dict[str, Any]]
    ) -> Iterator[list[Any]]:
        if register.lines is None:
            yield cells
            return
        for line in lines or [{}]:
            values = list(cells)
            for field in register.lines.fields:
                if field.kind is Kind.PERSON:
                    values.extend(line.get(each.key) for each in PERSON_FIELDS)
                else:
                    values.append(line.get(field.key))
            yield values

    def _batches(self, key: str, query: Query, names: Sequence[str]) -> Iterator[list[Any]]:
        offset = 0
        while rows := self._records.page(key, query, names, offset, BATCH):
            yield rows
            offset += len(rows)

    def _people(self, ids: list[int]) -> dict[int, tuple[Any, ...]]:
        if not ids:
            return {}
        with self._store.reading() as session:
            columns = [field.attribute for field in PERSON_FIELDS]
            found = session.execute(select(Person.id, *columns).where(Person.id.in_(set(ids))))
            return {row[0]: tuple(row[1:]) for row in found}

    def _lines(self, register: Register, ids: list[int]) -> dict[int, list[dict[str, Any]]]:
        if register.lines is None or not ids:
            return {}
        with self._store.reading() as session:
            return _lines_of(session, register, ids)


def _lines_of(
    session: Session, register: Register, ids: list[int]
) -> dict[int, list[dict[str, Any]]]:
    lines = register.lines
    assert lines is not None
    parent = getattr(lines.model, lines.parent_key)
    own = [field for field in lines.fields if field.kind is not Kind.PERSON]
    statement = (
        select(parent, lines.model.person_id, *(f.attribute for f in (*PERSON_FIELDS, *own)))
        .join(Person, Person.id == lines.model.person_id)
        .where(parent.in_(ids))
        .order_by(lines.model.id)
    )
    keys = ["person_id", *(field.key for field in (*PERSON_FIELDS, *own))]
    found: dict[int, list[dict[str, Any]]] = {}
    for owner, *values in session.execute(statement):
        found.setdefault(owner, []).append(dict(zip(keys, values, strict=True)))
    return found


def _column(field: Field) -> ExportColumn:
    labels = {choice.key: choice.label for choice in field.choices or ()}
    return ExportColumn(field.key, field.label, field.kind, labels)


def plain(value: Any) -> Any:
    """A value as JSON has it: ISO days, whole amounts as integers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, PartialDate)):
        return str(value)
    return value
