"""Keeping records: finding, reading and saving them, in any register."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, case, func, null, select, update
from sqlalchemy.orm import Session

from unionoffice.core.errors import ChangedMeanwhileError, InvalidRecordError, Problem, UserError
from unionoffice.core.i18n import N_
from unionoffice.registerkit.register import Register
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.coverage import units_below
from unionoffice.registers.people.evidence import member_on, standing
from unionoffice.registers.people.model import Person
from unionoffice.services.drafts import apply_draft, blank_draft, draft_of, missing_values
from unionoffice.services.found import Found
from unionoffice.services.norms import norms_of
from unionoffice.services.queries import COUNTS, Table
from unionoffice.services.register_views import view_of
from unionoffice.services.stopping import Stopping, never_stopped
from unionoffice.services.twins import twins_among
from unionoffice.services.views import Draft, Query, RegisterView, Row, Saved, Totals
from unionoffice.services.word_index import Hits
from unionoffice.store.base import Record
from unionoffice.store.store import Store

IDS = "ids"
MANY = 5000  # records that are no longer searched and sorted at once
FEW = 1000  # ids that a statement may list


class Sums(NamedTuple):
    """What records amount to; None where their register does not know the unit."""

    records: int
    people: int | None
    members: int | None
    amount: Decimal | None


class Records:
    """The records of every register in the catalogue."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue
        self._found = Found(store)
        self._large: set[str] = set()  # registers that have grown large; none becomes small again
        self._statements: dict[tuple[str, tuple[str, ...]], Select[Any]] = {}
        self._views = {register.key: view_of(register) for register in catalogue}

    def registers(self) -> tuple[RegisterView, ...]:
        return tuple(self._views.values())

    def register(self, key: str) -> RegisterView:
        return self._views[self._catalogue[key].key]

    def takes_a_while(self, key: str, query: Query) -> bool:
        """Whether nobody should wait for the first rows: they are to be searched, or sorted."""
        register = self._catalogue[key]
        if query == Query() and register.restriction is None:
            return False
        if key not in self._large:
            with self._store.reading() as session:
                tables: tuple[type[Record], ...] = (register.model, Person)
                newest = [session.scalar(select(func.max(each.id))) or 0 for each in tables]
            if max(newest) > MANY:
                self._large.add(key)
        return key in self._large

    def page(
        self, key: str, query: Query, fields: Sequence[str], offset: int, limit: int
    ) -> list[Row]:
        """`limit` records from `offset` on, with the cells of `fields` in their order."""
        table = self._table(key)
        with self._store.reading() as session:
            ids = self._ids(session, table, query, offset, limit)
            statement = self._cells_of(key, tuple(fields))
            # Past the session, whose own ways take half as long again as all the reading.
            rows = session.connection().execute(statement, {IDS: self._listed(ids)}).all()
            found = {row[0]: row for row in rows}
            return [
                Row(row[0], row[3:], row[2], row[1] is not None)
                for row in map(found.get, ids)
                if row is not None
            ]

    def totals(self, key: str, query: Query, stopping: Stopping = never_stopped) -> Totals:
        """How many records, people, members on the day and how much money the query amounts to.

        What does not count – void, merely proposed, rejected – is a record, and nothing else.
        """
        table = self._table(key)
        with (
            self._store.reading() as session,
            stopping(self._store.interrupting(session)),
        ):
            hits = self._hits(session, table, query)
            if hits is not None and query == Query(find=query.find) and table.has_no_sums:
                return Totals(hits.count)
            ids = self._all_ids(session, table, query, hits)
            sums = self._sums(session, table, query, ids)
            uncounted = len(ids) - sums.records
            return Totals(len(ids), sums.people, sums.members, sums.amount, uncounted)

    def distinct(self, key: str, field: str, query: Query) -> list[Any]:
        """The different values of one field among the wanted records, most frequent first."""
        table = self._table(key)
        with self._store.reading() as session:
            cell = table.cell(table.field(field))
            ids = self._wanted(session, table, query)
            statement = ids.with_only_columns(cell).where(cell.is_not(None))
            return list(session.scalars(statement.group_by(cell).order_by(func.count().desc())))

    def blank(self, key: str) -> Draft:
        return blank_draft(self._catalogue[key])

    def draft(self, key: str, record_id: int) -> Draft:
        """The record as it stands, to be changed and saved."""
        with self._store.reading() as session:
            register = self._catalogue[key]
            return draft_of(register, self._loaded(session, register, record_id), session)

    def check(self, key: str, draft: Draft, record_id: int | None = None) -> list[Problem]:
        """What would keep the draft from being saved; nothing is written."""
        register = self._catalogue[key]
        with self._store.reading() as session:
            record = (
                register.model()
                if record_id is None
                else session.get_one(register.model, record_id)
            )
            with session.no_autoflush:
                session.add(record)
                return self._problems(session, register, draft, record)

    def save(self, key: str, draft: Draft, record_id: int | None) -> Saved:
        """Write the draft as a new record, or over the one with `record_id`.

        Raises InvalidRecordError with what is wrong at which field, and ChangedMeanwhileError
        when somebody has saved the record since the draft was made.
        """
        register = self._catalogue[key]
        what = N_("Record entered") if record_id is None else N_("Record changed")
        with self._store.writing(what, key) as session:
            record = (
                register.model()
                if record_id is None
                else self._loaded(session, register, record_id)
            )
            if record_id is not None and draft.version and record.version != draft.version:
                raise ChangedMeanwhileError(
                    N_("Somebody else has changed this record meanwhile. Open it again first.")
                )
            self._write(session, register, draft, record)
            deed = self._store.touched(session, 1)
            warnings = register.warnings_about(record, norms_of(session))
            return Saved(record.id, warnings, deed)

    def _cells_of(self, key: str, fields: tuple[str, ...]) -> Select[Any]:
        """Records by their ids, with these cells; made once: that costs as much as a page."""
        if (key, fields) not in self._statements:
            table = self._table(key)
            cells = [self._cell(table, field) for field in fields]
            person = _person_column(table.register)
            columns = (table.model.voided_at, person.label("who"), *cells)
            self._statements[key, fields] = table.rows(self._ids_asked_for(), columns)
        return self._statements[key, fields]

    def _ids_asked_for(self) -> Any:
        """Ids as one parameter where SQLite is asked: a statement of its own for each is slower."""
        if self._store.dialect != "sqlite":
            return bindparam(IDS, expanding=True)
        return select(func.json_each(bindparam(IDS)).table_valued("value").c.value)

    def _listed(self, ids: Sequence[int]) -> Any:
        return str(list(ids)) if self._store.dialect == "sqlite" else list(ids)

    def _table(self, key: str) -> Table:
        register = self._catalogue[key]
        named = {
            other.key: (other.model, other.names.attribute)
            for other in self._catalogue
            if other.names is not None
        }
        return Table(register, named)

    def _cell(self, table: Table, key: str) -> Any:
        return table.count(key) if key in COUNTS else table.cell(table.field(key))

    def _wanted(self, session: Session, table: Table, query: Query) -> Select[Any]:
        return table.records(query, unit_and_below(session, query.unit_id))

    def _ids(
        self, session: Session, table: Table, query: Query, offset: int, limit: int
    ) -> Sequence[int]:
        """The ids of one page. The first one is read by itself: it must not wait for the rest."""
        hits = self._hits(session, table, query)
        if hits is not None and _is_in_usual_order(query):
            return hits.page(offset, limit)
        name = _name_of(table, query)
        if offset == 0 and hits is None and self._found.known(session, name) is None:
            order = table.order(query)
            first = self._wanted(session, table, query).order_by(*order).limit(limit)
            ids = array("q", session.connection().scalars(first))
            return ids if len(ids) == limit else self._found.ids(session, name, lambda: ids)
        return self._all_ids(session, table, query, hits)[offset : offset + limit]

    def _all_ids(
        self, session: Session, table: Table, query: Query, hits: Hits | None
    ) -> array[int]:
        if hits is not None and _is_in_usual_order(query):
            return hits.all()

        def look() -> array[int]:
            if hits is not None:
                among = set(hits.all())
                everything = replace(query, find="")
                ids = self._all_ids(session, table, everything, None)
                return array("q", filter(among.__contains__, ids))
            order = table.order(query)
            wanted = self._wanted(session, table, query).order_by(*order)
            return array("q", session.connection().scalars(wanted))

        return self._found.ids(session, _name_of(table, query), look)

    def _hits(self, session: Session, table: Table, query: Query) -> Hits | None:
        """What was found in memory, in the register's own order; None where nothing is kept."""
        if not query.find or not table.is_found_by_words:
            return None
        everything = Query(include_voided=query.include_voided)

        def words() -> Select[Any]:
            order = table.order(everything)
            wanted = self._wanted(session, table, everything).add_columns(table.model.search_text)
            return wanted.order_by(*order)

        return self._found.hits(session, _name_of(table, everything), words, query.find)

    def _sums(self, session: Session, table: Table, query: Query, ids: array[int]) -> Sums:
        """What the records that count amount to."""
        register = table.register
        wanted = self._wanted(session, table, query)
        if len(ids) <= FEW:
            wanted = select(register.model.id).where(register.model.id.in_(ids))
        wanted = wanted.where(*table.counting())
        day = register.event.attribute if register.event is not None else None
        money = register.amount.attribute if register.amount is not None else None
        if day is not None and register.person is not None:
            return _people_and_money(session, wanted, register.person.attribute, day, money)
        people, members = None, None
        records = len(ids)
        if register.counting is not None or query.include_voided:
            records = session.scalar(wanted.with_only_columns(func.count())) or 0
        lines = register.lines
        if day is not None and lines is not None and lines.person is not None:
            taking_part = wanted.join(
                lines.model, getattr(lines.model, lines.parent_key) == register.model.id
            )
            if lines.presence is not None:
                taking_part = taking_part.where(lines.presence.attribute == True)  # noqa: E712 - SQL
            taking_part = taking_part.where(standing(lines.person.attribute))
            present = _people_and_money(session, taking_part, lines.person.attribute, day, None)
            people, members = present.people, present.members
        amount = None
        if money is not None:
            amount = session.scalar(wanted.with_only_columns(func.sum(money)))
        return Sums(records, people, members, amount)

    def _loaded(self, session: Session, register: Register, record_id: int) -> Any:
        record = session.get(register.model, record_id)
        if record is None:
            raise UserError(N_("This record does not exist any more."))
        return record

    def _write(self, session: Session, register: Register, draft: Draft, record: Any) -> None:
        """Take the draft's values over; raises InvalidRecordError with what is wrong then."""
        session.add(record)
        with session.no_autoflush:
            problems = self._problems(session, register, draft, record)
        if problems:
            raise InvalidRecordError(problems)
        is_new, version = record.id is None, record.version
        session.flush()
        if not is_new and record.version == version:
            # Saved is saved, be it only in rows that belong to the record: its version counts.
            model = register.model
            counted = update(model).where(model.id == record.id)
            session.execute(counted.values(version=version + 1))

    def _problems(
        self, session: Session, register: Register, draft: Draft, record: Any
    ) -> list[Problem]:
        """Fill the record from the draft, and say what is wrong with it then."""
        missing = missing_values(register, draft)
        if missing:
            return missing
        apply_draft(register, draft, record, session)
        problems = register.problems(record)
        if not problems and register.complete is not None:
            register.complete(record)
        twins = twins_among(session, register, (record,))
        return problems + [problem for _record, problem in twins]


def _people_and_money(
    session: Session, wanted: Select[Any], person: Any, day: Any, money: Any
) -> Sums:
    """Rows, distinct people, members on the day among them, and the sum of the money."""
    by_person = wanted.with_only_columns(
        person.label("person"),
        func.count().label("records"),
        func.max(case((member_on(person, day), 1), else_=0)).label("member"),
        (null() if money is None else func.sum(money)).label("money"),
    ).group_by(person)
    rows = by_person.subquery()
    counts = select(
        func.coalesce(func.sum(rows.c.records), 0),
        func.count(rows.c.person),
        func.coalesce(func.sum(rows.c.member), 0),
        null() if money is None else func.sum(rows.c.money),
    )
    records, people, members, amount = session.execute(counts).one()
    return Sums(int(records), people, int(members), amount)


def _is_in_usual_order(query: Query) -> bool:
    """Nothing is asked for but words, so that the register's own order and records are meant."""
    return query == Query(find=query.find, include_voided=query.include_voided)


def _name_of(table: Table, query: Query) -> str:
    """What a query's answer is kept under; `repr` says every value, be it a list."""
    return f"{table.register.key} {query!r}"


def unit_and_below(session: Session, unit_id: int | None) -> list[int] | None:
    """The ids of a unit and all below it; None when no unit was asked for."""
    if unit_id is None:
        return None
    below = units_below()
    ids = select(below.c.unit_id).where(below.c.ancestor_id == unit_id)
    return list(session.scalars(ids))


def _person_column(register: Register) -> Any:
    if register.person is not None:
        return register.person.attribute
    return register.model.id if register.model.__tablename__ == "people" else func.nullif(1, 1)
