"""Rows of a list of members or workers, brought in: found, entered, updated or refused."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import Problem
from unionoffice.core.text import fold, name_sort_key
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.registers.people.model import Membership, Person
from unionoffice.registers.people.ticks import IS_MEMBER, MEMBER, NO_MEMBER
from unionoffice.spreadsheets.merging import changed_value
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.people_batch import (
    DERIVED,
    NUMBERS,
    ROWS_AT_ONCE,
    Batch,
    Columns,
    derived_columns,
    fill_in,
    members_among,
    rows_that_say_anything,
    searched,
    some_of,
    stored_value,
)
from unionoffice.spreadsheets.people_index import (
    CONTRADICTION,
    NOBODY,
    SEVERAL,
    Found,
    Known,
    PeopleIndex,
)
from unionoffice.spreadsheets.people_screening import doubtful_places, problems_of
from unionoffice.spreadsheets.people_state import (
    COLUMNS,
    EMPLOYMENTS,
    KEPT_AS_MEMBER,
    MEMBERSHIPS,
    MODELS,
    NEW,
    PEOPLE,
    State,
)
from unionoffice.spreadsheets.results import Fate
from unionoffice.store.bulk import Bulk


class PeopleRows:
    """Brings the rows of lists of one register of people into the office."""

    def __init__(self, session: Session, register: Register, index: PeopleIndex) -> None:
        self._session = session
        self._register = register
        self._index = index
        self._bulk = Bulk(session)
        self._states: dict[int, State] = {}
        # Who was entered: each one's list, and place in it unless taken out to be changed.
        self._batches: list[Batch] = []
        self._places: list[int | None] = []
        self._unnoted: list[range] = []  # of them, those whom the index does not know yet
        self._closed: list[tuple[int, Columns, Columns]] = []
        self._fields: dict[str, tuple[Field, str]] = {
            each.key: (each, each.owner.__tablename__) for each in register.by_key_in_lists.values()
        }
        self._has_membership = any(part.model is Membership for part in register.parts)

    def preload(self, ids: Iterable[int]) -> None:
        """Read the rows of people who will be compared, many at a time."""
        wanted = [id_ for id_ in ids if id_ > 0 and id_ not in self._states]
        for start in range(0, len(wanted), 500):
            self._read(wanted[start : start + 500])

    def doubtful_places(self, batch: Batch) -> list[int]:
        """The rows to bring in one by one; all others may be entered as new."""
        for numbers in self._unnoted:
            for number in numbers:
                place = self._places[number]
                assert place is not None
                self._note(-1 - number, self._batches[number], place)
        self._unnoted.clear()
        return doubtful_places(batch, self._index)

    def enter_all(self, batch: Batch, places: range) -> None:
        """Enter people who are new beyond doubt; the index learns of them with the next list."""
        self._unnoted.append(range(len(self._places), len(self._places) + len(places)))
        for some in parts(places):
            self._batches.extend([batch] * len(some))
            self._places.extend(some)

    def bring_in(self, batch: Batch, place: int, taken: set[int]) -> tuple[Fate, list[Problem]]:
        """One row of a list of people."""
        problems = problems_of(self._register, batch, place)
        if problems:
            return Fate.REFUSED, problems
        if self._is_plainly_new(batch, place):
            taken.add(self._enter(batch, place))
            return Fate.CREATED, []
        found = self._index.find(batch.clues(place), taken)
        person = found.person
        if person is None and found.why == SEVERAL:
            person = self._one_of(found, batch.values(place))
        if person is not None:
            taken.add(person.id)
            values = batch.values(place)
            if values.get(IS_MEMBER.key) == NO_MEMBER and self._state(person.id).is_member:
                return Fate.REFUSED, [Problem(IS_MEMBER.key, KEPT_AS_MEMBER)]
            return self._update(person, values), []
        if found.why not in (NOBODY, CONTRADICTION):
            return Fate.REFUSED, [Problem(found.field, found.why, found.values or {})]
        taken.add(self._enter(batch, place))
        return Fate.CREATED, []

    def enter(self, values: Columns) -> int:
        """Enter somebody unknown, met in a list of something else; returns a provisional id."""
        return self._enter(Batch({key: [value] for key, value in values.items()}, 1), 0)

    def write(self) -> Sequence[int]:
        """Write everything; returns the ids of the people who were known as -1, -2 and so on."""
        ids = self._bulk.new_ids(PEOPLE, len(self._places))
        self._bulk.update(MEMBERSHIPS, self._closed)
        for key, state in self._states.items():
            for name, row in state.rows.items():
                if row is not None and (state.is_new or "id" not in row):
                    row["id" if name == PEOPLE else "person_id"] = ids[-1 - key] if key < 0 else key
            if state.is_touched and not state.is_new:
                self._count_version(state)
        entered = list(self._entered(ids))
        with self._bulk.of_many(tuple(MODELS), len(ids)):
            own = {PEOPLE: iter(ids)}
            for table in (MEMBERSHIPS, EMPLOYMENTS):
                own[table] = iter(self._bulk.new_ids(table, len(ids)))
            # Whoever was just written is still at hand when others refer to them.
            for batch, places, people in entered:
                for table in MODELS:
                    self._write_some(table, batch, places, people, own[table])
            for table in MODELS:
                self._write(table)
        return ids

    def _entered(self, ids: Sequence[int]) -> Iterator[tuple[Batch, list[int], list[int]]]:
        """People entered from a list and not touched since: places in their batch, and ids."""
        end = 0
        for _batch, of_batch in itertools.groupby(self._batches, id):
            begin, end = end, end + len(list(of_batch))
            for start in range(begin, end, ROWS_AT_ONCE):
                some = slice(start, min(start + ROWS_AT_ONCE, end))
                places, people = self._places[some], list(ids[some])
                standing = [place for place in places if place is not None]
                if len(standing) < len(places):
                    pairs = zip(places, people, strict=True)
                    people = [person for place, person in pairs if place is not None]
                if standing:
                    yield self._batches[start], standing, people

    def _write_some(
        self, table: str, batch: Batch, places: list[int], people: list[int], own: Iterator[int]
    ) -> None:
        """Some rows of one table; `own` are ids for them."""
        if table == MEMBERSHIPS:
            places, people = members_among(batch, places, people, self._has_membership)
        if not people:
            return
        columns = {
            self._fields[key][0].attribute.key: some_of(column, places)
            for key, column in batch.columns.items()
            if key in self._fields and self._fields[key][1] == table
        }
        if table == EMPLOYMENTS:
            people, columns = rows_that_say_anything(people, columns)
        if not people:
            return
        fill_in(columns, NEW[table], len(people))
        if table == PEOPLE:
            columns |= {"id": people, **derived_columns(batch, places)}
        else:
            columns |= {"id": list(itertools.islice(own, len(people))), "person_id": people}
        if table == MEMBERSHIPS and "left_on" in columns:
            columns["status"] = [
                "left" if left is not None and status == "active" else status
                for left, status in zip(columns["left_on"], columns["status"], strict=True)
            ]
        self._bulk.insert_columns(table, columns, DERIVED)

    def _count_version(self, state: State) -> None:
        person = state.rows[PEOPLE]
        assert person is not None
        self._set(state, PEOPLE, person, "version", person["version"] + 1)

    def _write(self, table: str) -> None:
        columns = COLUMNS[table]
        fresh, changes = [], []
        for state in self._states.values():
            row = state.rows.get(table)
            if row is None:
                continue
            if "id" not in row or state.is_new:
                fresh.append(row)
            elif table in state.changed:
                before = state.changed[table]
                changes.append((row["id"], before, {name: row[name] for name in before}))
        if table != PEOPLE:
            for row, new_id in zip(fresh, self._bulk.new_ids(table, len(fresh)), strict=True):
                row["id"] = new_id
        self._bulk.insert(table, columns, [tuple(map(row.get, columns)) for row in fresh])
        self._bulk.update(table, changes)

    def _is_plainly_new(self, batch: Batch, place: int) -> bool:
        """Nobody the office knows, or the list has named so far, can be meant."""
        value, name = batch.value, batch.value("full_name", place)
        return name is not None and self._index.is_plainly_new(
            batch.folded([name])[0], value("identity_number", place), value("card_number", place)
        )

    def _enter(self, batch: Batch, place: int) -> int:
        """Note somebody new under a provisional, negative id."""
        self._batches.append(batch)
        self._places.append(place)
        person_id = -len(self._places)
        self._note(person_id, batch, place)
        return person_id

    def _note(self, person_id: int, batch: Batch, place: int) -> None:
        """Make somebody entered from a list known to the rows that follow."""
        value = batch.value
        name, card = value("full_name", place), value("card_number", place)
        self._index.add(
            Known(
                person_id,
                name,
                batch.folded([name])[0],
                value("birth_date", place),
                value("identity_number", place),
                (card,) if card else (),
                value("sex", place),
            )
        )

    def _makes_member(self, values: Columns) -> bool:
        """Whether somebody of whom a row says this is a member; else the register tells."""
        told = values.get(IS_MEMBER.key)
        return self._has_membership if told is None else told == MEMBER

    def _said(self, values: Columns) -> Iterator[tuple[Field, str, Any]]:
        """What a row says, with its fields and tables; of a membership only if there is one."""
        is_member = self._makes_member(values)
        for key, value in values.items():
            if key in self._fields:
                each, table = self._fields[key]
                if is_member or table != MEMBERSHIPS:
                    yield each, table, value

    def _opened(self, person_id: int) -> State:
        """The rows of somebody entered from a list, taken out of the batch to be changed."""
        batch, place = self._batches[-1 - person_id], self._places[-1 - person_id]
        assert place is not None
        self._places[-1 - person_id] = None
        rows: dict[str, Columns | None] = {PEOPLE: dict(NEW[PEOPLE]), EMPLOYMENTS: None}
        values = batch.values(place)
        if self._makes_member(values):
            rows[MEMBERSHIPS] = dict(NEW[MEMBERSHIPS])
        for each, table, value in self._said(values):
            row = rows.get(table)
            if row is None:
                row = rows[table] = dict(NEW[table])
            row[each.attribute.key] = value
        state = State(True, rows)
        self._derive(state)
        return state

    def _update(self, person: Known, values: Columns) -> Fate:
        state = self._state(person.id)
        fate = Fate.UNCHANGED
        if self._rejoins(state, values):
            self._open_new_membership(state)
            fate = Fate.UPDATED
        for each, table, given in self._said(values):
            name = each.attribute.key
            row = state.rows.get(table)
            new = changed_value(each.kind, None if row is None else row.get(name), given)
            if new is None:
                continue
            if row is None:
                row = state.rows[table] = dict(NEW[table])
            self._set(state, table, row, name, new)
            fate = Fate.UPDATED
        if self._makes_member(values) and state.rows.get(MEMBERSHIPS) is None:
            state.rows[MEMBERSHIPS] = dict(NEW[MEMBERSHIPS])
            fate = Fate.UPDATED
        if fate is Fate.UPDATED:
            state.is_touched = True
            self._derive(state)
            self._note_again(person, state)
        return fate

    def _note_again(self, person: Known, state: State) -> None:
        row, membership = state.rows[PEOPLE] or {}, state.rows.get(MEMBERSHIPS) or {}
        person.identity = row.get("identity_number")
        person.birth = row.get("birth_date")
        person.sex = row.get("sex")
        card = membership.get("card_number")
        if card and card not in person.cards:
            person.cards = (*person.cards, card)
        self._index.note_numbers(person)

    def _set(self, state: State, table: str, row: Columns, name: str, value: Any) -> None:
        if "id" in row and not state.is_new:
            state.changed.setdefault(table, {}).setdefault(name, row.get(name))
        row[name] = value

    def _derive(self, state: State) -> None:
        """Fill what search, order and status are derived from."""
        person, membership = state.rows[PEOPLE], state.rows.get(MEMBERSHIPS)
        assert person is not None
        name = person["full_name"]
        card = membership.get("card_number") if membership else None
        folded = fold(name)
        derived = {
            "name_key": name_sort_key(name),
            "name_folded": folded,
            "search_text": searched(folded, *(person.get(key) for key in NUMBERS), card),
        }
        for key, value in derived.items():
            if person.get(key) != value:
                self._set(state, PEOPLE, person, key, value)
        left = membership is not None and membership.get("left_on") is not None
        if membership is not None and left and membership["status"] == "active":
            self._set(state, MEMBERSHIPS, membership, "status", "left")

    def _rejoins(self, state: State, values: Columns) -> bool:
        membership = state.rows.get(MEMBERSHIPS)
        left = membership.get("left_on") if membership else None
        return bool(left and "joined_on" in values and values["joined_on"] > left)

    def _open_new_membership(self, state: State) -> None:
        old = state.rows[MEMBERSHIPS]
        assert old is not None
        if "id" in old:
            self._closed.append((old["id"], {"is_current": 1}, {"is_current": 0}))
            state.changed.pop(MEMBERSHIPS, None)
        card = old.get("card_number")
        state.rows[MEMBERSHIPS] = dict(NEW[MEMBERSHIPS]) | {
            "card_number": card,
            "person_id": old.get("person_id"),
        }

    def _one_of(self, found: Found, values: Columns) -> Known | None:
        """Of several it could be, the one about whom the row says nothing new, or of its unit."""
        self.preload(person.id for person in found.candidates)
        same = [each for each in found.candidates if self._is_unchanged(each, values)]
        if same:
            return same[0]
        unit = values.get("unit")
        beside = [each for each in found.candidates if unit and self._unit_of(each) == unit]
        return beside[0] if len(beside) == 1 else None

    def _is_unchanged(self, person: Known, values: Columns) -> bool:
        state = self._state(person.id)
        for each, table, given in self._said(values):
            row = state.rows.get(table) or {}
            if changed_value(each.kind, row.get(each.attribute.key), given) is not None:
                return False
        return not (self._makes_member(values) and state.rows.get(MEMBERSHIPS) is None)

    def _unit_of(self, person: Known) -> int | None:
        row = self._state(person.id).rows.get(EMPLOYMENTS) or {}
        unit: int | None = row.get("unit_id")
        return unit

    def _state(self, person_id: int) -> State:
        if person_id not in self._states:
            if person_id < 0:
                self._states[person_id] = self._opened(person_id)
            else:
                self._read([person_id])
        return self._states[person_id]

    def _read(self, ids: list[int]) -> None:
        for id_ in ids:
            self._states[id_] = State(False, {PEOPLE: None, MEMBERSHIPS: None, EMPLOYMENTS: None})
        for table, model in MODELS.items():
            owner: Any = Person.id if model is Person else model.__table__.c.person_id
            wanted = [owner.in_(ids)]
            if model is not Person:
                wanted.append(model.__table__.c.is_current == 1)
            rows = self._session.execute(select(*model.__table__.c).where(*wanted))
            for row in rows.mappings():
                columns = {
                    key: stored_value(value) for key, value in row.items() if value is not None
                }
                person_id = columns["id"] if model is Person else columns["person_id"]
                self._states[person_id].rows[table] = columns
