"""The journal as a book to read: page by page, searched, each deed opened to its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.registers.accounts.model import ROLES, Account
from unionoffice.registers.catalogue import Catalogue
from unionoffice.services.choosing import Choosing
from unionoffice.services.deeds import Deeds, named, view_of_deed
from unionoffice.services.person_rows import standing_rows
from unionoffice.services.records import Records
from unionoffice.services.rights import NOTED
from unionoffice.services.views import DeedView
from unionoffice.store import journal
from unionoffice.store.base import Base
from unionoffice.store.journal import Change, Deed
from unionoffice.store.store import Store

MOST_PEOPLE = 5
MOST_CHANGES = 500
ACCOUNT_LABELS = {"name": N_("Name"), "role": N_("Role"), "is_active": N_("Can sign in")}


@dataclass(frozen=True)
class JournalQuery:
    """Which deeds are wanted; nothing is all of them."""

    find: str = ""
    register: str = ""
    who: str = ""
    period: Period | None = None


@dataclass(frozen=True)
class FieldOfDeed:
    """One field of one record, before and after; with `key` the former value can be put back."""

    register: str  # key, "" where the row belongs to no register
    title: str  # of the register, untranslated, else the name of the table
    record_id: int
    record: str  # a name for the record
    label: str
    before: Any
    after: Any
    key: str = ""
    change_id: int = 0


class JournalPages(Deeds):
    """Reads deeds whose records whoever is at work may see, and puts single values back."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        super().__init__(store, catalogue)
        self._records = Records(store, catalogue)
        self._choosing = Choosing(store, catalogue)

    def page(self, query: JournalQuery, offset: int, limit: int) -> list[DeedView]:
        """`limit` deeds from `offset` on, the newest first."""
        with self._store.reading() as session:
            found = session.scalars(
                self._wanted(session, query).order_by(Deed.id.desc()).offset(offset).limit(limit)
            ).all()
            undoing = select(Deed.undoes_id).where(Deed.undoes_id.in_([each.id for each in found]))
            undone = set(session.scalars(undoing))
            return [view_of_deed(deed, is_undone=deed.id in undone) for deed in found]

    def people_at_work(self) -> list[str]:
        """Everybody who did something."""
        with self._store.reading() as session:
            return list(session.scalars(select(Deed.done_by).distinct().order_by(Deed.done_by)))

    def fields_of(self, deed_id: int) -> list[FieldOfDeed]:
        """What a deed changed, field by field; of a long list the first records."""
        with self._store.reading() as session:
            changes = session.scalars(
                select(Change)
                .where(Change.deed_id == deed_id)
                .order_by(Change.id)
                .limit(MOST_CHANGES)
            )
            return [field for change in changes for field in self._fields(session, change)]

    def put_back(self, change_id: int, key: str) -> int:
        """Give a field the value it had before a deed, as a new deed; the rules hold as ever.

        Returns the id by which that can be undone. Raises UserError where it is not possible.
        """
        with self._store.reading() as session:
            change = session.get(Change, change_id)
            register = None if change is None else self._register_of(session, change)
            field = None if register is None else register.by_key.get(key)
            if change is None or register is None or field is None or change.before is None:
                raise UserError(N_("This value cannot be put back."))
            column = field.attribute.key
            before = json.loads(change.before).get(column)
            table = Base.metadata.tables[change.table_name]
            value = journal.read_stored(table, column, before)
            record_id = _record_of(session, register, change)
        draft = self._records.draft(register.key, record_id)
        draft.values[key] = value
        return self._records.save(register.key, draft, record_id).deed_id

    def _wanted(self, session: Session, query: JournalQuery) -> Select[Deed]:
        wanted = select(Deed).where(*self._conditions(query))
        if query.find:
            wanted = wanted.where(self._says(session, query.find))
        return wanted

    def _conditions(self, query: JournalQuery) -> Iterator[ColumnElement[bool]]:
        if not query.find:
            yield or_(Deed.records > 0, Deed.what.in_(NOTED))
        if query.register:
            yield Deed.register == query.register
        if query.who:
            yield Deed.done_by == query.who
        if query.period is not None:
            first = datetime.combine(query.period.first, time()).astimezone(UTC)
            last = datetime.combine(query.period.last + timedelta(days=1), time()).astimezone(UTC)
            yield and_(Deed.done_at >= first, Deed.done_at < last)

    def _says(self, session: Session, text: str) -> ColumnElement[bool]:
        """Deeds in which the text stands, or which touched a record of somebody of that name."""
        # What stands in the changes would betray to some what they may not see.
        sides = (Change.before, Change.after) if self._catalogue.shows_sensitive else ()
        hits = [false(), *(side.contains(text, autoescape=True) for side in sides)]
        people = [each.id for each in self._choosing.find_people(text, MOST_PEOPLE)]
        for table, ids in standing_rows(session, people).items():
            hits.append(and_(Change.table_name == table, Change.record_id.in_(ids)))
        return Deed.id.in_(select(Change.deed_id).where(or_(*hits)))

    def _register_of(self, session: Session, change: Change) -> Register | None:
        """The register in which the changed record stands; several may share its table."""
        may_be = [each for each in self._catalogue if change.table_name in each.tables]
        standing = (each for each in may_be if _stands_in(session, each, change))
        return next(standing, may_be[0]) if may_be else None

    def _fields(self, session: Session, change: Change) -> Iterator[FieldOfDeed]:
        register = self._register_of(session, change)
        if change.table_name == Account.__tablename__:
            yield from _fields_of_account(session, change)
            return
        if register is None:
            yield FieldOfDeed("", change.table_name, change.record_id, "", "", None, None)
            return
        record_id = _record_of(session, register, change)
        record = _name_of(session, register, record_id)
        own = {field.attribute.key for field in register.fields}
        table = Base.metadata.tables[change.table_name]
        before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
        for column, field in self.fields_by_column(register, change.table_name).items():
            if column not in table.c or before.get(column) == after.get(column):
                continue
            was, now = (
                named(
                    self._catalogue,
                    session,
                    field,
                    journal.read_stored(table, column, side.get(column)),
                )
                for side in (before, after)
            )
            can_go_back = change.before is not None and change.after is not None and column in own
            key = field.key if can_go_back and not field.is_read_only else ""
            yield FieldOfDeed(
                register.key, register.title, record_id, record, field.label,
                _words(field, was), _words(field, now), key, change.id,
            )  # fmt: skip


def _stands_in(session: Session, register: Register, change: Change) -> bool:
    model = register.model
    found = select(model.id).where(model.id == _record_of(session, register, change))
    if register.restriction is not None:
        found = found.where(register.restriction())
    for part in register.parts:
        if part.required:
            found = found.where(select(part.owner).where(part.owner == model.id).exists())
    return session.scalar(found) is not None


def _fields_of_account(session: Session, change: Change) -> Iterator[FieldOfDeed]:
    """Who may sign in as what is no register, and yet the first thing to be asked for."""
    account = session.get(Account, change.record_id)
    before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
    name = after.get("name") or before.get("name") or (account.name if account else "")
    for column, label in ACCOUNT_LABELS.items():
        was, now = (_of_account(column, side.get(column)) for side in (before, after))
        if was != now:
            yield FieldOfDeed("", N_("Account"), change.record_id, name, label, was, now)


def _of_account(column: str, stored: Any) -> Any:
    if stored is None:
        return None
    if column == "role":
        return _(ROLES.label(stored))
    if column == "is_active":
        return _("Yes") if stored else _("No")
    return stored


def _words(field: Field, value: Any) -> Any:
    """A choice by its label, translated; every other value as it is."""
    return _(field.choices.label(value)) if field.choices is not None and value else value


def _record_of(session: Session, register: Register, change: Change) -> int:
    """The record to which a changed row belongs: itself, or that of which it is a part or line."""
    owners = [(part.model, part.owner) for part in register.parts]
    if register.lines is not None:
        lines = register.lines
        owners.append((lines.model, getattr(lines.model, lines.parent_key)))
    for model, owner in owners:
        if model.__tablename__ == change.table_name:
            found = session.scalar(select(owner).where(model.id == change.record_id))
            said = json.loads(change.before or change.after or "{}")
            return int(found or said.get(owner.key) or 0)
    return change.record_id


def _name_of(session: Session, register: Register, record_id: int) -> str:
    """Whom or what a record is about, as it stands today."""
    record = session.get(register.model, record_id)
    if record is None:
        return ""
    person = getattr(record, "person", None)
    for holder, name in (
        (person, "full_name"),
        (record, "full_name"),
        (record, "title"),
        (record, "name"),
    ):
        if holder is not None and getattr(holder, name, None):
            return str(getattr(holder, name))
    return ""
