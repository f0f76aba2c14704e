"""Rows of a list of benefits, check-ups, activities …, brought in: recognised, entered, updated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_, _
from unionoffice.core.text import clean
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.services.drafts import blank_draft
from unionoffice.spreadsheets.event_state import Event, EventRow, Stored, Values
from unionoffice.spreadsheets.merging import changed_value
from unionoffice.spreadsheets.results import Fate
from unionoffice.store import journal
from unionoffice.store.bulk import Bulk

NOT_FILLED = N_("“{label}” is missing.")
TOLD_OTHERWISE = N_(
    "Another row of this list gives the same event another number. Add them up in one row."
)

Verdict = tuple[Fate, list[Problem]]


class EventRows:
    """Brings the rows of lists of one register of events into the office."""

    def __init__(
        self, session: Session, register: Register, entered: Mapping[str, set[int]]
    ) -> None:
        """`entered` are ids, by table, of records that rows have named before their own came."""
        self._session = session
        self._register = register
        self._bulk = Bulk(session)
        self._fields = register.by_key
        self._identity_names = [each.attribute.key for each in register.identified_by]
        self._line_fields = (
            {each.key: each for each in register.lines.fields} if register.lines else {}
        )
        self._units_field = next(
            (each for each in register.fields if each.kind is Kind.UNITS), None
        )
        self._number_keys = [each.key for each in register.fields if each.kind is Kind.NUMBER]
        self._defaults = self._default_columns()
        self._events: dict[tuple[Any, ...], list[Event]] = defaultdict(list)
        self._is_loaded = False
        self._unmet = entered.get(register.model.__tablename__, set())

    def bring_in(self, rows: list[EventRow]) -> dict[int, Verdict]:
        """The fate of each row by its number, with the reasons where it was refused."""
        if not self._is_loaded:
            self._load()
            self._is_loaded = True
        for events in self._events.values():
            for event in events:
                event.is_met = False
                event.said.clear()
        verdicts: dict[int, Verdict] = {}
        if self._register.lines is not None:
            unclear = self._counted_twice(rows)
            for row in rows:
                problems = unclear.get(self._event_of(row)) if unclear else None
                verdict = (Fate.REFUSED, problems) if problems else self._into_event(row)
                _note(verdicts, row, verdict)
            return verdicts
        others = []
        # Rows that say nothing new first: a row never takes the record that another one means.
        for row in rows:
            known = next((each for each in self._candidates(row) if self._is_same(each, row)), None)
            if known is None:
                others.append(row)
            else:
                known.is_met = True
                _note(verdicts, row, (self._fate(known, Fate.UNCHANGED), []))
        for row in others:
            known = next(iter(self._candidates(row)), None)
            verdict = self._enter(row) if known is None else self._update(known, row)
            _note(verdicts, row, verdict)
        return verdicts

    def write(self, new_people: Sequence[int]) -> None:
        """Write everything; `new_people` are the ids of those known as -1, -2 and so on."""
        events = [event for group in self._events.values() for event in group]
        self._write(self._register.model, [event.record for event in events], new_people)
        if self._register.lines is not None:
            self._write_lines(events, new_people)
        self._write_units(events)

    def _write_lines(self, events: list[Event], new_people: Sequence[int]) -> None:
        lines = self._register.lines
        assert lines is not None
        rows = []
        for event in events:
            for line in event.lines.values():
                line.columns[lines.parent_key] = event.record.columns["id"]
                rows.append(line)
        self._write(lines.model, rows, new_people)

    def _write_units(self, events: list[Event]) -> None:
        if self._units_field is None:
            return
        link = self._units_field.attribute.property.mapper.class_
        owner = _owner_key(self._units_field)
        pairs = [
            (event.record.columns["id"], unit)
            for event in events
            for unit in sorted(event.new_units)
        ]
        ids = self._bulk.new_ids(link.__tablename__, len(pairs))
        rows = [(new_id, *pair) for new_id, pair in zip(ids, pairs, strict=True)]
        self._bulk.insert(link.__tablename__, ("id", owner, "unit_id"), rows)

    def _write(self, model: type[Any], rows: list[Stored], new_people: Sequence[int]) -> None:
        table = model.__table__
        names = tuple(column.key for column in table.c)
        entered = [row for row in rows if row.is_new]
        for row, new_id in zip(entered, self._bulk.new_ids(table.name, len(entered)), strict=True):
            row.columns["id"] = new_id
        fresh, changes = [], []
        for row in rows:
            columns = row.columns
            person = columns.get("person_id")
            if person is not None and person < 0:
                columns["person_id"] = new_people[-1 - person]
            if row.is_new:
                fresh.append([_kept(table, name, columns.get(name)) for name in names])
            elif row.before:
                before = {name: _kept(table, name, value) for name, value in row.before.items()}
                after = {name: _kept(table, name, columns.get(name)) for name in before}
                changes.append((columns["id"], before, after))
        self._bulk.insert(table.name, names, fresh)
        self._bulk.update(table.name, changes)

    def _default_columns(self) -> Values:
        blank = blank_draft(self._register).values
        given = {
            each.attribute.key: blank[each.key]
            for each in self._register.fields
            if each.kind is not Kind.UNITS and blank[each.key] is not None
        }
        return _defaults_of(self._register.model) | given

    def _load(self) -> None:
        """Read the records of the register that stand, with their lines and units."""
        model = self._register.model
        by_id: dict[int, Event] = {}
        rows = select(*model.__table__.c).where(model.voided_at.is_(None)).order_by(model.id)
        for row in self._session.execute(rows).mappings():
            event = Event(Stored(dict(row), False), units=set() if self._units_field else None)
            by_id[row["id"]] = event
            self._events[self._identity(event.record.columns)].append(event)
        lines = self._register.lines
        if lines is not None:
            for row in self._session.execute(select(*lines.model.__table__.c)).mappings():
                event_of = by_id.get(row[lines.parent_key])
                if event_of is not None:
                    event_of.lines[row["person_id"]] = Stored(dict(row), False)
        if self._units_field is not None:
            link = self._units_field.attribute.property.mapper.class_
            pairs = select(getattr(link, _owner_key(self._units_field)), link.unit_id)
            for owner, unit in self._session.execute(pairs):
                units = by_id[owner].units if owner in by_id else None
                if units is not None:
                    units.add(unit)

    def _identity(self, columns: Values) -> tuple[Any, ...]:
        return tuple(_told_apart(columns.get(name)) for name in self._identity_names)

    def _event_of(self, row: EventRow) -> tuple[Any, ...]:
        return self._identity(self._defaults | self._columns(row))

    def _counted_twice(self, rows: list[EventRow]) -> dict[tuple[Any, ...], list[Problem]]:
        """Events whose heads the rows of a list count differently: which is right, nobody knows.

        One number for each unit that took part would have to be added up, two of which one was
        corrected would not: none of them is taken.
        """
        told: dict[tuple[Any, ...], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for row in rows:
            for key in self._number_keys:
                if row.values.get(key) is not None:
                    told[self._event_of(row)][key].add(row.values[key])
        return {
            event: [Problem(key, TOLD_OTHERWISE) for key in numbers if len(numbers[key]) > 1]
            for event, numbers in told.items()
            if any(len(each) > 1 for each in numbers.values())
        }

    def _columns(self, row: EventRow) -> Values:
        """The row's values of the record by column; units apart."""
        columns = {
            self._fields[key].attribute.key: value
            for key, value in row.values.items()
            if self._fields[key].kind is not Kind.UNITS
        }
        if self._register.person is not None and row.person_id is not None:
            columns[self._register.person.attribute.key] = row.person_id
        return columns

    def _candidates(self, row: EventRow) -> list[Event]:
        """Records that the row may mean and that no other row of the list means."""
        columns = self._columns(row)
        return [
            event
            for event in self._events.get(self._identity(self._defaults | columns), ())
            if not event.is_met and not self._is_apart(event.record.columns, columns)
        ]

    def _is_apart(self, kept: Values, given: Values) -> bool:
        for each in self._register.apart_by:
            name = each.attribute.key
            one, other = kept.get(name), given.get(name)
            if one is not None and other is not None and one != other:
                return True
        return False

    def _new_value(self, name: str, kept: Any, given: Any) -> Any:
        """What a row says anew; by its case alone a title does not become another one."""
        if name in self._identity_names and _told_apart(kept) == _told_apart(given):
            return None
        return changed_value(self._kind_of(name), kept, given)

    def _is_same(self, event: Event, row: EventRow) -> bool:
        units = row.values.get(self._units_field.key) if self._units_field else None
        if units is not None and event.units is not None and not set(units) <= event.units:
            return False
        return all(
            self._new_value(name, event.record.columns.get(name), value) is None
            for name, value in self._columns(row).items()
        )

    def _kind_of(self, column: str) -> Kind:
        return next(
            (each.kind for each in self._register.fields if each.attribute.key == column), Kind.TEXT
        )

    def _enter(self, row: EventRow) -> Verdict:
        missing = self._missing(row)
        if missing:
            return Fate.REFUSED, missing
        record = Stored(self._defaults | self._columns(row), True)
        event = Event(record, units=set() if self._units_field else None)
        problems = self._completed(event, row.person_id if self._register.lines else None)
        if problems:
            return Fate.REFUSED, problems
        self._cover(event, row)
        event.is_met, event.said = True, self._columns(row)
        self._events[self._identity(record.columns)].append(event)
        return Fate.CREATED, []

    def _update(self, event: Event, row: EventRow) -> Verdict:
        """Write what the row says anew into the record; nothing, when that breaks a rule."""
        event.is_met = True
        columns = self._columns(row)
        kept, before = dict(event.record.columns), dict(event.record.before)
        fate = Fate.UNCHANGED
        for name, given in columns.items():
            if name in event.said:
                continue
            new = self._new_value(name, event.record.columns.get(name), given)
            if new is not None:
                event.record.set(name, new)
                fate = Fate.UPDATED
        if fate is Fate.UPDATED:
            problems = self._completed(event, row.person_id if self._register.lines else None)
            if problems:
                event.record.columns, event.record.before = kept, before
                return Fate.REFUSED, problems
            if not event.record.is_new:
                event.record.set("version", kept["version"] + (0 if "version" in before else 1))
        event.said = columns | event.said
        if self._cover(event, row):
            fate = Fate.UPDATED
        return self._fate(event, fate), []

    def _fate(self, event: Event, fate: Fate) -> Fate:
        """What has become of a row; the first about a record that others had named enters it."""
        id_ = event.record.columns.get("id")
        if id_ not in self._unmet:
            return fate
        self._unmet.discard(id_)
        return Fate.CREATED

    def _cover(self, event: Event, row: EventRow) -> bool:
        units = row.values.get(self._units_field.key) if self._units_field else None
        if not units or event.units is None:
            return False
        added = set(units) - event.units
        event.units |= added
        event.new_units |= added
        return bool(added)

    def _completed(self, event: Event, person_id: int | None) -> list[Problem]:
        """Fill derived columns, and say what is wrong; judged on a record that is not kept."""
        lines = self._register.lines
        record = self._register.model(**event.record.columns)
        if lines is not None and (event.lines or person_id is not None):
            people = {person_id, *event.lines} - {None}
            getattr(record, lines.key).extend(lines.model(person_id=each) for each in people)
        problems = self._register.problems(record)
        if not problems and self._register.complete is not None:
            self._register.complete(record)
            kept = self._register.model.__table__.c
            for name, value in vars(record).items():
                filled = value is not None and event.record.columns.get(name) != value
                if filled and name in kept:
                    event.record.set(name, value)
        return problems

    def _missing(self, row: EventRow) -> list[Problem]:
        columns = self._defaults | self._columns(row)
        return [
            Problem(each.key, NOT_FILLED, {"label": _(each.label)})
            for each in self._register.fields
            if each.required and columns.get(each.attribute.key) is None
        ]

    def _into_event(self, row: EventRow) -> Verdict:
        """A row of a register whose records have lines: the event, and one person on its list."""
        columns = self._defaults | self._columns(row)
        known = self._events.get(self._identity(columns))
        if known:
            verdict = self._update(known[0], row)
            event = known[0]
        else:
            verdict = self._enter(row)
            if verdict[0] is not Fate.REFUSED:
                event = self._events[self._identity(columns)][0]
        if verdict[0] is Fate.REFUSED or row.person_id is None:
            return verdict
        return self._onto_list(event, row, verdict[0])

    def _onto_list(self, event: Event, row: EventRow, fate: Fate) -> Verdict:
        lines = self._register.lines
        assert lines is not None
        assert row.person_id is not None
        line = event.lines.get(row.person_id)
        if line is None:
            if event.record.columns.get("head_total") is not None:
                problems = self._completed(event, row.person_id)
                if problems:
                    return Fate.REFUSED, problems
            columns = _defaults_of(lines.model)
            columns |= {self._line_fields[key].attribute.key: v for key, v in row.line.items()}
            columns["person_id"] = row.person_id
            event.lines[row.person_id] = Stored(columns, True)
            return Fate.CREATED, []
        for key, given in row.line.items():
            each: Field = self._line_fields[key]
            name = each.attribute.key
            new = changed_value(each.kind, line.columns.get(name), given)
            if new is not None:
                line.set(name, new)
                fate = Fate.UPDATED
        return (Fate.UNCHANGED if fate is Fate.CREATED else fate), []


_GRAVITY = (Fate.UNCHANGED, Fate.UPDATED, Fate.CREATED, Fate.REFUSED)


def _note(verdicts: dict[int, Verdict], row: EventRow, verdict: Verdict) -> None:
    """The fate of a row that is several records is the gravest of theirs."""
    fate, problems = verdicts.get(row.number, (Fate.UNCHANGED, []))
    worst = max(fate, verdict[0], key=_GRAVITY.index)
    verdicts[row.number] = (worst, problems + [each for each in verdict[1] if each not in problems])


def _told_apart(value: Any) -> Any:
    """A value as it tells records apart: by its letters, not by their case."""
    return clean(value).casefold() if isinstance(value, str) else value


def _defaults_of(model: type[Any]) -> Values:
    """What a new row of a table holds where nothing is said."""
    return {
        column.key: column.default.arg
        for column in model.__table__.c
        if column.default is not None and column.default.is_scalar
    }


def _owner_key(field_: Field) -> str:
    (pair,) = field_.attribute.property.local_remote_pairs
    return str(pair[1].key)


def _kept(table: Any, name: str, value: Any) -> Any:
    return None if value is None else journal.stored(table, name, value)
