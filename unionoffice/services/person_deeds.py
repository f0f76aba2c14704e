"""What happens to a person's membership and work: moving, leaving, joining again, being one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Table, inspect, select, update
from sqlalchemy.orm import Session

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.model import STATUSES, Employment, Membership, Person
from unionoffice.services.episodes import begin_on, end_on
from unionoffice.services.people import current
from unionoffice.services.person_rows import keys_to_people
from unionoffice.store.base import Base, Row
from unionoffice.store.store import Store


class PersonDeeds:
    """Each deed is one entry of the journal and can be undone there."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def move(self, person_id: int, unit_id: int, day: date, job_title: str = "") -> None:
        """Let the person work in another unit from a day on; the work before stays on record."""
        with self._store.writing(N_("Person moved to another unit"), "members") as session:
            person = _standing(session, person_id)
            if session.get(Unit, unit_id) is None:
                raise UserError(N_("There is no such unit."))
            register = self._catalogue["members"]
            unit, job = register.by_key["unit"], register.by_key["job_title"]
            part = register.part_from_a_day(unit)
            assert part is not None
            standing: Employment | None = part.current_of(person)
            _refuse_if(
                standing is not None and standing.unit_id == unit_id,
                "unit",
                N_("The person already works in this unit."),
            )
            before = end_on(part, person, day)
            session.flush()
            values = {unit: unit_id} | ({job: job_title} if clean(job_title) else {})
            begin_on(part, person, before, day, values)
            self._finish(session, person)

    def leave(self, person_id: int, day: date, status: str = "left") -> None:
        """End the membership: `day` is the first day on which the person is no member any more."""
        with self._store.writing(N_("Member left the union"), "members") as session:
            person = _standing(session, person_id)
            membership: Membership | None = current(person.memberships)
            if membership is None or membership.left_on is not None:
                raise UserError(N_("The person is no member now."))
            if status not in STATUSES or status == "active":
                raise UserError(N_("Choose in which way the member leaves."))
            _refuse_if(
                _begins_after(membership.joined_on, day),
                "day",
                N_("A member cannot leave before joining."),
            )
            membership.left_on = PartialDate.of(day)
            membership.status = status
            self._finish(session, person)

    def join(self, person_id: int, day: date, card_number: str = "") -> None:
        """Begin a membership, the first or one after an earlier one."""
        with self._store.writing(N_("Person joined the union"), "members") as session:
            person = _standing(session, person_id)
            before: Membership | None = current(person.memberships)
            card = clean(card_number) or None
            if before is not None:
                if before.left_on is None:
                    raise UserError(N_("The person is a member already."))
                _refuse_if(
                    str(before.left_on) > day.isoformat(),
                    "day",
                    N_("The earlier membership ended only after this day."),
                )
                card = card or before.card_number
                before.is_current = False
                session.flush()  # only one row may be the current one at any moment
            person.memberships.append(
                Membership(joined_on=PartialDate.of(day), card_number=card, status="active")
            )
            self._finish(session, person)

    def merge(self, kept_id: int, other_id: int) -> None:
        """Make one person of two who are the same: all that refers to `other` moves to `kept`.

        What only the other record knows is taken over; the other record is voided. Raises
        UserError when both have different identity numbers: they are two people.
        """
        with self._store.writing(N_("Two records of one person merged"), "members") as session:
            kept, other = _standing(session, kept_id), _standing(session, other_id)
            if kept is other:
                raise UserError(N_("Choose two different records."))
            if (
                kept.identity_number
                and other.identity_number
                and kept.identity_number != other.identity_number
            ):
                raise UserError(
                    N_("Their identity numbers differ: these are two people. Nothing was changed.")
                )
            _join_episodes(session, kept.memberships, other.memberships)
            _join_episodes(session, kept.employments, other.employments)
            session.flush()
            self._drop_doubles(session, kept_id, other_id)
            for row, column in _references(session, other_id):
                setattr(row, column, kept_id)
            _take_over(kept, other, skipped={"id", "version"})
            other.voided_at = datetime.now(UTC)
            other.void_reason = f"= {kept.full_name} ({kept_id})"
            session.flush()
            session.expire(kept, ["memberships", "employments"])
            session.expire(other, ["memberships", "employments"])
            self._finish(session, kept, 2)

    def _drop_doubles(self, session: Session, kept_id: int, other_id: int) -> None:
        """Nobody stands twice on one list: of two lines of one record, the kept person's stays."""
        for register in self._catalogue:
            lines = register.lines
            if lines is None or lines.person is None:
                continue
            person, parent = lines.person.attribute, getattr(lines.model, lines.parent_key)
            kept = {
                getattr(line, lines.parent_key): line
                for line in session.scalars(select(lines.model).where(person == kept_id))
            }
            others = session.scalars(
                select(lines.model).where(person == other_id, parent.in_(kept))
            ).all()
            for line in others:
                _take_over(kept[getattr(line, lines.parent_key)], line, skipped={"id"})
                session.delete(line)
        session.flush()

    def _finish(self, session: Session, person: Person, records: int = 1) -> None:
        register = self._catalogue["members"]
        if register.complete is not None:
            register.complete(person)
        session.flush()
        problems = register.problems(person)
        if problems:
            raise InvalidRecordError(problems)
        # A form that is open on this person elsewhere must notice that something has changed.
        session.connection().execute(
            update(Person).where(Person.id == person.id).values(version=Person.version + 1)
        )
        self._store.touched(session, records)


def _standing(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.is_voided:
        raise UserError(N_("This person is not in the office any more."))
    return person


def _begins_after(begin: PartialDate | None, day: date) -> bool:
    return begin is not None and str(begin) > day.isoformat()


def _refuse_if(is_wrong: bool, field: str, message: str) -> None:
    if is_wrong:
        raise InvalidRecordError([Problem(field, message)])


def _join_episodes(session: Session, kept: list[Any], others: list[Any]) -> None:
    """One current episode in the end: what the other's knows fills what the kept one lacks."""
    mine, theirs = current(kept), current(others)
    if mine is None or theirs is None:
        return
    (first, last), (their_first, their_last) = _span(mine), _span(theirs)
    is_one = first is not None and first == their_first
    if is_one or (last is None) == (their_last is None):
        _take_over(mine, theirs, skipped={"id", "person_id", "is_current"})
        session.delete(theirs)
    else:
        # What one record knows of an earlier episode must not end the one that lasts.
        (theirs if last is None else mine).is_current = False


def _span(episode: Membership | Employment) -> tuple[PartialDate | None, PartialDate | None]:
    if isinstance(episode, Membership):
        return episode.joined_on, episode.left_on
    return episode.employed_on, episode.ended_on


def _take_over(kept: Row, other: Row, skipped: set[str]) -> None:
    """Fill the empty columns of one row from another."""
    for column in inspect(type(kept)).column_attrs:
        if column.key in skipped or column.key in _OWN:
            continue
        value = getattr(other, column.key)
        if getattr(kept, column.key) in (None, "", False) and value not in (None, "", False):
            setattr(kept, column.key, value)


_OWN = {"search_text", "name_key", "name_folded", "voided_at", "void_reason"}


def _references(session: Session, person_id: int) -> Iterator[tuple[Row, str]]:
    """Every row of any table that names the person, with the attribute by which it does."""
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if not issubclass(mapper.class_, Row) or not isinstance(table, Table):
            continue
        for key in keys_to_people(table):
            column = getattr(mapper.class_, mapper.get_property_by_column(key).key)
            for row in session.scalars(select(mapper.class_).where(column == person_id)):
                yield row, column.key
