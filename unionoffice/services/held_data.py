"""Everything that is held on one person, as the person may ask to see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import moment, show
from unionoffice.core.i18n import N_, _
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.papers.model import Paper
from unionoffice.registers.people.model import Person
from unionoffice.registers.returns.model import GivenList, GivenPerson
from unionoffice.services.drafts import draft_of
from unionoffice.services.person_rows import PersonRows, rows_of
from unionoffice.store.journal import Change, Deed
from unionoffice.store.store import Store


@dataclass(frozen=True)
class HeldLine:
    """One thing that is held: where, what it is, and what it says."""

    part: str
    field: str
    value: str


@dataclass(frozen=True)
class Held:
    """All of it, in the language of the window."""

    name: str
    lines: tuple[HeldLine, ...]


class HeldData:
    """Gathers one person's data from registers, papers, the journal and lists handed out."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def of(self, person_id: int) -> Held:
        """Raises UserError when there is no such person."""
        with self._store.reading() as session:
            person = session.get(Person, person_id)
            if person is None:
                raise UserError(N_("This person is not in the office any more."))
            found = rows_of(session, person_id)
            lines = [
                *self._of_registers(session, found, person),
                *(_of_papers(session, found) if self._catalogue.shows_sensitive else ()),
                *_of_lists(session, self._catalogue, found),
                *_of_journal(session, found),
            ]
        return Held(person.full_name, tuple(lines))

    def _of_registers(
        self, session: Session, found: PersonRows, person: Person
    ) -> Iterator[HeldLine]:
        seen: set[str] = set()
        for register in self._catalogue:
            table = register.model.__tablename__
            if table == Person.__tablename__:
                if register.key == ("members" if person.memberships else "workers"):
                    yield from _of_record(session, register, person.id)
                continue
            if register.person is not None and table not in seen:
                seen.add(table)
                for record_id in found.of(table):
                    yield from _of_record(session, register, record_id)
            elif register.lines is not None and register.lines.person is not None:
                yield from _of_lines(session, register, found)


def _of_record(session: Session, register: Register, record_id: int) -> Iterator[HeldLine]:
    record = session.get(register.model, record_id)
    if record is None:
        return
    draft = draft_of(register, record, session)
    part = _(register.title)
    for field in register.fields:
        value = draft.names.get(field.key) or _shown(field, draft.values[field.key])
        if value:
            yield HeldLine(part, _(field.label), value)
    if record.is_voided:
        yield HeldLine(part, _("Void"), record.void_reason or "")


def _of_lines(session: Session, register: Register, found: PersonRows) -> Iterator[HeldLine]:
    """The person's line of each list, and of which event the list is."""
    lines = register.lines
    assert lines is not None
    for line_id in found.of(lines.model.__tablename__):
        line = session.get(lines.model, line_id)
        if line is None:
            continue
        event = session.get_one(register.model, getattr(line, lines.parent_key))
        day = getattr(event, register.event.attribute.key) if register.event else None
        title = getattr(event, "title", None) or _(register.singular)
        yield HeldLine(_(register.title), title, show(day))
        for field in lines.fields:
            value = "" if field is lines.person else _shown(field, _value(line, field))
            if value:
                yield HeldLine(_(register.title), _(field.label), value)


def _value(row: Any, field: Field) -> Any:
    return getattr(row, field.attribute.key)


def _shown(field: Field, value: Any) -> str:
    if value is None or value == () or value == "":
        return ""
    return _(field.choices.label(value)) if field.choices is not None else show(value)


def _of_papers(session: Session, found: PersonRows) -> Iterator[HeldLine]:
    for paper_id in found.of(Paper.__tablename__):
        paper = session.get(Paper, paper_id)
        if paper is not None:
            yield HeldLine(_("Papers"), f"{paper.name}{paper.suffix}", moment(paper.added_at))


def _of_lists(session: Session, catalogue: Catalogue, found: PersonRows) -> Iterator[HeldLine]:
    """Lists handed out with the person on them, and older ones, whose people were not kept."""
    on_it = set(
        session.scalars(
            select(GivenPerson.list_id).where(GivenPerson.person_id.in_(found.person_ids))
        )
    )
    is_told = select(GivenPerson.list_id).where(GivenPerson.list_id == GivenList.id).exists()
    tables = {name for name, _row_id in found.rows}
    own = {register.key for register in catalogue if register.model.__tablename__ in tables}
    might_be = GivenList.register.in_(own) & ~is_told
    given = select(GivenList).where(or_(GivenList.id.in_(on_it), might_be)).order_by(GivenList.id)
    for each in session.scalars(given):
        words = _("{purpose}; until {day}. The person may have been on it.")
        if each.id in on_it:
            words = _("{purpose}; until {day}. The person was on it.")
        said = words.format(purpose=each.purpose, day=show(each.expires_on))
        part = _("Lists handed out")
        yield HeldLine(part, f"{each.receiver_name}, {moment(each.given_at)}", said)


def _of_journal(session: Session, found: PersonRows) -> Iterator[HeldLine]:
    """Who did what with the person's records, and when."""
    deeds: dict[int, str] = {}
    for condition in _changes_of(found):
        changes = select(Deed).join(Change, Change.deed_id == Deed.id).where(condition)
        for deed in session.scalars(changes.distinct()):
            deeds[deed.id] = f"{moment(deed.done_at)}, {deed.done_by}\0{deed.what}"
    for _deed_id, text in sorted(deeds.items()):
        when, what = text.split("\0")
        yield HeldLine(_("Journal"), when, _(what))


def _changes_of(found: PersonRows) -> Iterator[ColumnElement[bool]]:
    """Which changes were of the person's records; of those that are another's now, the earlier."""
    for name in {name for name, _row_id in found.rows}:
        yield and_(Change.table_name == name, Change.record_id.in_(found.of(name)))
    for (name, row_id), last in found.former.items():
        yield and_(Change.table_name == name, Change.record_id == row_id, Change.id <= last)
