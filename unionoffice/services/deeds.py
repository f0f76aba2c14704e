"""What was done: the journal as the user reads it, and the way back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.model import Person
from unionoffice.services.views import DeedView, FieldChange, HistoryEntry
from unionoffice.store import journal
from unionoffice.store.base import Base
from unionoffice.store.store import Store


class Deeds:
    """The journal: what was done to one record or to all, and undoing the last deed."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def last_deed(self) -> DeedView | None:
        """The newest deed that can be undone."""
        with self._store.reading() as session:
            deed = journal.last_deed(session)
            return None if deed is None else view_of_deed(deed, is_undone=False)

    def undo(self, deed_id: int) -> DeedView:
        """Put everything back as it was before the deed, and tell which it was.

        Raises UserError if later ones stand. Who may not do a deed may not undo it either.
        """
        with self._store.writing(N_("Undone")) as session:
            deed = session.get(journal.Deed, deed_id)
            if deed is not None:
                self._store.gate.admit(session, deed.what, deed.register)
            return view_of_deed(journal.undo(session, deed_id), is_undone=True)

    def deeds(self, limit: int = 200) -> list[DeedView]:
        """The newest deeds that touched records, newest first."""
        undone = select(journal.Deed.undoes_id).where(journal.Deed.undoes_id.is_not(None))
        with self._store.reading() as session:
            taken_back = set(session.scalars(undone))
            found = session.scalars(
                select(journal.Deed)
                .where(journal.Deed.records > 0)
                .order_by(journal.Deed.id.desc())
                .limit(limit)
            )
            return [view_of_deed(deed, is_undone=deed.id in taken_back) for deed in found]

    def history(self, key: str, record_id: int) -> list[HistoryEntry]:
        """Every change of one record, newest first, field by field."""
        register = self._catalogue[key]
        with self._store.reading() as session:
            found = session.execute(
                select(journal.Change, journal.Deed)
                .join(journal.Deed, journal.Deed.id == journal.Change.deed_id)
                .where(or_(*self._rows(session, register, record_id)))
                .order_by(journal.Change.id.desc())
            ).all()
            return [
                HistoryEntry(deed.done_at, deed.done_by, deed.what, changes)
                for change, deed in found
                if (changes := self._field_changes(session, register, change))
            ]

    def _rows(self, session: Session, register: Register, record_id: int) -> list[Any]:
        """Which journalled rows belong to the record: its own, its parts', its lines'."""
        change = journal.Change
        rows = [
            and_(change.table_name == register.model.__tablename__, change.record_id == record_id)
        ]
        owners = [(part.model, part.owner) for part in register.parts]
        if register.lines is not None:
            lines = register.lines
            owners.append((lines.model, getattr(lines.model, lines.parent_key)))
        for model, owner in owners:
            ids = session.scalars(select(model.id).where(owner == record_id)).all()
            rows.append(and_(change.table_name == model.__tablename__, change.record_id.in_(ids)))
        return rows

    def _field_changes(
        self, session: Session, register: Register, change: journal.Change
    ) -> tuple[FieldChange, ...]:
        table = Base.metadata.tables[change.table_name]
        before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
        fields = self.fields_by_column(register, change.table_name)

        def value(field: Field, column: str, stored: Any) -> Any:
            found = journal.read_stored(table, column, stored)
            return named(self._catalogue, session, field, found)

        return tuple(
            FieldChange(
                field.label,
                value(field, column, before.get(column)),
                value(field, column, after.get(column)),
            )
            for column, field in fields.items()
            if column in table.c and (column in before or column in after)
        )

    def fields_by_column(self, register: Register, table: str) -> dict[str, Field]:
        """The fields of a register whose columns stand in one of its tables."""
        line_fields = register.lines.fields if register.lines else ()
        return {
            field.attribute.key: field
            for field in (*register.fields, *line_fields)
            if field.owner.__tablename__ == table
        }


def named(catalogue: Catalogue, session: Session, field: Field, value: Any) -> Any:
    """The name instead of an id, as it is today; every other value as it is."""
    models: dict[Kind, tuple[type[Any], str]] = {
        Kind.PERSON: (Person, "full_name"),
        Kind.UNIT: (Unit, "name"),
    }
    if field.kind is Kind.RECORD:
        register = catalogue[field.refers_to]
        if register.names is not None:
            models[Kind.RECORD] = (register.model, register.names.attribute.key)
    if value is None or field.kind not in models:
        return value
    model, name = models[field.kind]
    return getattr(session.get(model, value), name, value)


def view_of_deed(deed: journal.Deed, *, is_undone: bool) -> DeedView:
    return DeedView(
        deed.id, deed.done_at, deed.done_by, deed.what, deed.register, deed.records, is_undone
    )
