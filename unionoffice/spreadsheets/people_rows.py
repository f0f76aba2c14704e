"""Rows of a list of members or workers, brought in: found, entered, updated or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import Problem
from unionoffice.core.text import fold, name_sort_key
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.spreadsheets.merging import changed_value
from unionoffice.spreadsheets.people_index import (
    CONTRADICTION,
    NOBODY,
    SEVERAL,
    Clues,
    Found,
    Known,
    PeopleIndex,
)
from unionoffice.spreadsheets.results import Fate
from unionoffice.store.bulk import Bulk

PEOPLE, MEMBERSHIPS, EMPLOYMENTS = (
    Person.__tablename__,
    Membership.__tablename__,
    Employment.__tablename__,
)
_MODELS = {PEOPLE: Person, MEMBERSHIPS: Membership, EMPLOYMENTS: Employment}
_COLUMNS = {
    name: tuple(column.key for column in model.__table__.c) for name, model in _MODELS.items()
}
_NEW: dict[str, dict[str, Any]] = {
    PEOPLE: {"version": 1, "search_text": "", "name_key": "", "name_folded": ""},
    MEMBERSHIPS: {"is_current": 1, "status": "active"},
    EMPLOYMENTS: {"is_current": 1, "is_hazardous": 0},
}
_SEARCHED = ("full_name", "identity_number", "phone")

Columns = dict[str, Any]


@dataclass(slots=True)
class State:
    """A person's rows as they stand: stored columns by table; None for a row that is not there.

    `changed` holds, for rows that stood before, the columns as they were when first changed.
    """

    is_new: bool
    rows: dict[str, Columns | None]
    changed: dict[str, Columns] = field(default_factory=dict)
    is_touched: bool = False


class PeopleRows:
    """Brings the rows of lists of one register of people into the office."""

    def __init__(self, session: Session, register: Register, index: PeopleIndex) -> None:
        self._session = session
        self._register = register
        self._index = index
        self._bulk = Bulk(session)
        self._states: dict[int, State] = {}
        self._closed: list[tuple[int, Columns, Columns]] = []
        self._fields: dict[str, tuple[Field, str]] = {
            each.key: (each, each.owner.__tablename__) for each in register.fields
        }
        self._has_membership = any(part.model is Membership for part in register.parts)
        self._next_id = -1

    def preload(self, ids: Iterable[int]) -> None:
        """Read the rows of people who will be compared, many at a time."""
        wanted = [id_ for id_ in ids if id_ > 0 and id_ not in self._states]
        for start in range(0, len(wanted), 500):
            self._read(wanted[start : start + 500])

    def bring_in(
        self, clues: Clues, values: Columns, taken: set[int]
    ) -> tuple[Fate, list[Problem]]:
        """One row; `values` by field key in stored form, empty ones left out."""
        problems = self._problems(values)
        if problems:
            return Fate.REFUSED, problems
        found = self._index.find(clues, taken)
        person = found.person or self._one_of(found, values)
        if person is not None:
            taken.add(person.id)
            return self._update(person, values), []
        if found.why not in (NOBODY, CONTRADICTION):
            return Fate.REFUSED, [Problem(found.field, found.why, found.values or {})]
        taken.add(self._enter(clues, values))
        return Fate.CREATED, []

    def enter(self, clues: Clues, values: Columns) -> Known:
        """Enter somebody unknown, met in a list of something else."""
        return self._index_entry(self._enter(clues, values))

    def write(self) -> dict[int, int]:
        """Write everything; returns the final ids of people entered under provisional ones."""
        new = [state for state in self._states.values() if state.is_new]
        provisional = [key for key, state in self._states.items() if state.is_new]
        final = dict(zip(provisional, self._bulk.new_ids(PEOPLE, len(new)), strict=True))
        self._bulk.update(MEMBERSHIPS, self._closed)
        for key, state in self._states.items():
            for name, row in state.rows.items():
                if row is not None and (state.is_new or "id" not in row):
                    row["id" if name == PEOPLE else "person_id"] = final.get(key, key)
            if state.is_touched and not state.is_new:
                self._count_version(state)
        for table in (PEOPLE, MEMBERSHIPS, EMPLOYMENTS):
            self._write(table)
        return final

    def _count_version(self, state: State) -> None:
        person = state.rows[PEOPLE]
        assert person is not None
        self._set(state, PEOPLE, person, "version", person["version"] + 1)

    def _write(self, table: str) -> None:
        columns = _COLUMNS[table]
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

    def _enter(self, clues: Clues, values: Columns) -> int:
        person_id, self._next_id = self._next_id, self._next_id - 1
        rows: dict[str, Columns | None] = {PEOPLE: dict(_NEW[PEOPLE]), EMPLOYMENTS: None}
        if self._has_membership:
            rows[MEMBERSHIPS] = dict(_NEW[MEMBERSHIPS])
        state = State(True, rows)
        for key, value in values.items():
            each, table = self._fields[key]
            row = rows.get(table)
            if row is None:
                row = rows[table] = dict(_NEW[table])
            row[each.attribute.key] = value
        self._derive(state)
        self._states[person_id] = state
        person = rows[PEOPLE]
        assert person is not None
        cards = {clues.card} if clues.card else set()
        self._index.add(
            Known(
                person_id,
                person["full_name"],
                person["name_folded"],
                person.get("birth_date"),
                person.get("identity_number"),
                cards,
                person.get("sex"),
            )
        )
        return person_id

    def _index_entry(self, person_id: int) -> Known:
        state = self._states[person_id]
        person = state.rows[PEOPLE] or {}
        return next(
            known for known in self._index.by_name[person["name_folded"]] if known.id == person_id
        )

    def _update(self, person: Known, values: Columns) -> Fate:
        state = self._state(person.id)
        fate = Fate.UNCHANGED
        if self._rejoins(state, values):
            self._open_new_membership(state)
            fate = Fate.UPDATED
        for key, given in values.items():
            each, table = self._fields[key]
            name = each.attribute.key
            row = state.rows.get(table)
            new = changed_value(each.kind, None if row is None else row.get(name), given)
            if new is None:
                continue
            if row is None:
                row = state.rows[table] = dict(_NEW[table])
            self._set(state, table, row, name, new)
            fate = Fate.UPDATED
        if self._has_membership and state.rows.get(MEMBERSHIPS) is None:
            state.rows[MEMBERSHIPS] = dict(_NEW[MEMBERSHIPS])
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
        if membership.get("card_number"):
            person.cards.add(membership["card_number"])
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
        words = " ".join(filter(None, (*(person.get(key) for key in _SEARCHED), card)))
        derived = {
            "name_key": name_sort_key(name),
            "name_folded": fold(name),
            "search_text": fold(words),
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
        state.rows[MEMBERSHIPS] = dict(_NEW[MEMBERSHIPS]) | {
            "card_number": card,
            "person_id": old.get("person_id"),
        }

    def _one_of(self, found: Found, values: Columns) -> Known | None:
        """Of several it could be, the one about whom the row says nothing new, or of its unit."""
        if found.why != SEVERAL:
            return None
        self.preload(person.id for person in found.candidates)
        same = [each for each in found.candidates if self._is_unchanged(each, values)]
        if same:
            return same[0]
        unit = values.get("unit")
        beside = [each for each in found.candidates if unit and self._unit_of(each) == unit]
        return beside[0] if len(beside) == 1 else None

    def _is_unchanged(self, person: Known, values: Columns) -> bool:
        state = self._state(person.id)
        for key, given in values.items():
            each, table = self._fields[key]
            row = state.rows.get(table) or {}
            if changed_value(each.kind, row.get(each.attribute.key), given) is not None:
                return False
        return not (self._has_membership and state.rows.get(MEMBERSHIPS) is None)

    def _unit_of(self, person: Known) -> int | None:
        row = self._state(person.id).rows.get(EMPLOYMENTS) or {}
        unit: int | None = row.get("unit_id")
        return unit

    def _state(self, person_id: int) -> State:
        if person_id not in self._states:
            self._read([person_id])
        return self._states[person_id]

    def _read(self, ids: list[int]) -> None:
        for id_ in ids:
            self._states[id_] = State(False, {PEOPLE: None, MEMBERSHIPS: None, EMPLOYMENTS: None})
        for table, model in _MODELS.items():
            owner: Any = Person.id if model is Person else model.__table__.c.person_id
            wanted = [owner.in_(ids)]
            if model is not Person:
                wanted.append(model.__table__.c.is_current == 1)
            rows = self._session.execute(select(*model.__table__.c).where(*wanted))
            for row in rows.mappings():
                columns = {key: _stored(value) for key, value in row.items() if value is not None}
                person_id = columns["id"] if model is Person else columns["person_id"]
                self._states[person_id].rows[table] = columns

    def _problems(self, values: Columns) -> list[Problem]:
        """What the register's rules say of the row; only rows with two days can break them."""
        birth, joined = values.get("birth_date"), values.get("joined_on")
        if (
            values.get("left_on") is None
            and values.get("ended_on") is None
            and (birth is None or joined is None or joined >= birth)
            and values.get("identity_number") is None
        ):
            return []
        membership = SimpleNamespace(joined_on=_day(joined), left_on=_day(values.get("left_on")))
        employment = SimpleNamespace(
            employed_on=_day(values.get("employed_on")), ended_on=_day(values.get("ended_on"))
        )
        person = SimpleNamespace(
            full_name=values.get("full_name"),
            identity_number=values.get("identity_number"),
            birth_date=_day(birth),
            memberships=[membership],
            employments=[employment],
        )
        return self._register.problems(person)


def _day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _stored(value: Any) -> Any:
    """Days, flags and the like as the file keeps them."""
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, (int, str)) else str(value)
