"""Records of any register as SQL: which, in which order, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.text import sought_words
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.evidence import within
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Part, Register
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.evidence import in_force, standing
from unionoffice.registers.people.model import Employment, Person
from unionoffice.services.papers import paper_count
from unionoffice.services.register_views import LINES_COUNT, PAPERS_COUNT
from unionoffice.services.views import Filter, Query
from unionoffice.store.types import Lowered

COUNTS = (LINES_COUNT, PAPERS_COUNT)


class Table:
    """One register as a joined selection, with a name for every joined person, unit or record."""

    def __init__(self, register: Register, named: dict[str, tuple[type[Any], Any]]) -> None:
        """`named`: for every register that is referred to, its model and naming attribute."""
        self.register = register
        self.model = register.model
        self._named = named
        self._joins: dict[str, Any] = {}
        self._parts: dict[type[Any], Part] = {part.model: part for part in register.parts}
        self._joined_parts: set[type[Any]] = set()
        self._wanted_of: dict[type[Any], list[ColumnElement[bool]]] = {}
        self._walks_people = ""

    def records(self, query: Query, unit_ids: Sequence[int] | None) -> Select[Any]:
        """Ids of the wanted records; what is shown and sorted by is to be asked for before."""
        conditions = [*self._standing(query), *self._filters(query)]
        if query.period is not None and self.register.event is not None:
            conditions.append(within(self.register.event.attribute, query.period))
        if query.find:
            conditions += [self._finds(word) for word in sought_words(query.find)]
        if unit_ids is not None:
            conditions.append(self._in_units(tuple(unit_ids)))
        statement = select(self.model.id)
        for model, part in self._parts.items():
            if model in self._joined_parts:
                statement = statement.join(model, self._link(part), isouter=not part.required)
            if part.required:
                conditions += self._has_part(part)
        return self._with_joins(statement, self._walks_people).where(*conditions)

    def counting(self) -> list[ColumnElement[bool]]:
        """What a record must be to count: neither void, nor its person, nor merely proposed …"""
        conditions: list[ColumnElement[bool]] = [self.model.voided_at.is_(None)]
        counting = self.register.counting
        if counting is not None:
            conditions.append(counting.field.attribute.in_(counting.values))
        if self.register.person is not None:
            conditions.append(standing(self.register.person.attribute))
        return conditions

    @property
    def is_found_by_words(self) -> bool:
        """A record is found by its own words alone, not by those of people on it."""
        lines = self.register.lines
        if any(each.is_searched for each in self.register.hidden):
            return False
        return self.register.person is None and (lines is None or lines.person is None)

    @property
    def has_no_sums(self) -> bool:
        """Only its records can be counted: neither people on a day nor money."""
        return self.register.event is None and self.register.amount is None

    def rows(self, ids: Any, columns: Sequence[Any]) -> Select[Any]:
        """These records, in no order, with `columns` behind their ids."""
        statement = select(self.model.id, *columns).select_from(self.model)
        for model, part in self._parts.items():
            statement = statement.outerjoin(model, self._link(part))
        return self._with_joins(statement).where(self.model.id.in_(ids))

    def cell(self, field: Field) -> Any:
        """What a field shows: the name for a person, unit or record, else the value."""
        if field.kind is Kind.UNITS:
            return self._unit_names(field)
        name, _key = self._shown(field)
        return name

    def count(self, key: str) -> Any:
        """How many lines or papers a record has."""
        return {LINES_COUNT: self._lines_count, PAPERS_COUNT: self._papers_count}[key]()

    def _papers_count(self) -> Any:
        return paper_count(self.model)

    def _lines_count(self) -> Any:
        lines = self.register.lines
        if lines is None:
            raise ValueError(f"{self.register.key} has no lines")
        parent = getattr(lines.model, lines.parent_key)
        return select(func.count(lines.model.id)).where(parent == self.model.id).scalar_subquery()

    def order(self, query: Query) -> list[Any]:
        """The wanted order, nulls last, always ending in the id so that pages never overlap."""
        if not query.order_by:
            return [*self.register.order_by]
        if query.order_by in COUNTS:
            keys = [self.count(query.order_by), self.model.id]
        else:
            keys = [*self._sorted_by(self.field(query.order_by), query), self.model.id]
        if not query.descending:
            first, *others = keys
        else:
            first, *others = (key.desc() for key in keys)
        nullable = getattr(keys[0], "nullable", True)
        return [first.nulls_last() if nullable else first, *others]

    def field(self, key: str) -> Field:
        field = self.register.by_key.get(key)
        if field is None:
            raise UserError(N_("The register has no field “{name}”."), name=key)
        return field

    def _with_joins(self, statement: Select[Any], walked: str = "") -> Select[Any]:
        """Add the joins that the cells and the order asked for so far have need of."""
        for field_key, alias in self._joins.items():
            field = self.register.by_key[field_key]
            if field_key == walked:
                # The sum keeps SQLite from looking people up for each record and sorting them all:
                # it goes through people in the order of names, and through the records of each.
                statement = statement.join(alias, field.attribute == alias.id + 0)
            else:
                statement = statement.outerjoin(alias, alias.id == field.attribute)
        return statement

    def _sorted_by(self, field: Field, query: Query) -> list[Any]:
        if field.kind is Kind.UNITS:
            return [self._unit_names(field)]
        key = self._shown(field)[1]
        if field.kind is not Kind.PERSON:
            return [key]
        if query == Query(order_by=query.order_by, descending=query.descending) and field.required:
            self._walks_people = field.key
        return [key, self._joined(field, Person).id]

    def _link(self, part: Part) -> ColumnElement[bool]:
        return and_(part.owner == self.model.id, part.is_current == True)  # noqa: E712 - SQL

    def _has_part(self, part: Part) -> list[ColumnElement[bool]]:
        """What is wanted of a required part: not joined, so that records come in their order."""
        wanted = self._wanted_of.get(part.model, [])
        if part.model in self._joined_parts:
            return wanted
        return [select(part.owner).where(self._link(part), *wanted).exists()]

    def _shown(self, field: Field) -> tuple[Any, Any]:
        """The expression that is shown and the one that is sorted by."""
        if field.owner in self._parts:
            self._joined_parts.add(field.owner)
        if field.kind is Kind.NAME:
            return field.attribute, Person.name_key
        if field.kind is Kind.PERSON:
            person = self._joined(field, Person)
            return person.full_name, person.name_key
        if field.kind is Kind.UNIT:
            unit = self._joined(field, Unit)
            return unit.name, unit.name
        if field.kind is Kind.RECORD:
            model, attribute = self._named[field.refers_to]
            name = getattr(self._joined(field, model), attribute.key)
            return name, name
        return field.attribute, field.attribute

    def _joined(self, field: Field, model: type[Any]) -> Any:
        return self._joins.setdefault(field.key, aliased(model))

    def _unit_names(self, field: Field) -> Any:
        link = field.attribute.property.mapper.class_
        (pair,) = field.attribute.property.local_remote_pairs
        return (
            select(func.aggregate_strings(Unit.name, "; "))
            .join(link, link.unit_id == Unit.id)
            .where(getattr(link, pair[1].key) == self.model.id)
            .scalar_subquery()
        )

    def _standing(self, query: Query) -> list[ColumnElement[bool]]:
        conditions = [] if query.include_voided else [self.model.voided_at.is_(None)]
        if self.register.restriction is not None:
            conditions.append(self.register.restriction())
        if query.ids:
            conditions.append(self.model.id.in_(query.ids))
        return conditions

    def _finds(self, word: str) -> ColumnElement[bool]:
        """One folded word occurs in the record's own words or in a person's on it."""
        found = self._own_words(word)
        person = self.register.person
        if person is not None:
            found.append(person.attribute.in_(_people_called(word)))
        lines = self.register.lines
        if lines is not None and lines.person is not None:
            parent = getattr(lines.model, lines.parent_key)
            found.append(
                select(lines.model.id)
                .where(parent == self.model.id, lines.person.attribute.in_(_people_called(word)))
                .exists()
            )
        return or_(*found)

    def _own_words(self, word: str) -> list[ColumnElement[bool]]:
        """The kept words of a record, or its open fields where those words would betray others."""
        if not any(each.is_searched for each in self.register.hidden):
            return [self.model.search_text.contains(word, autoescape=True)]
        return [
            Lowered(field.attribute).contains(word, autoescape=True)
            for field in self.register.fields
            if field.kind is Kind.TEXT and field.owner is self.model
        ]

    def _filters(self, query: Query) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        self._wanted_of.clear()
        for wanted in query.filters:
            if wanted.field in COUNTS:
                conditions.append(_counted(self.count(wanted.field), wanted))
                continue
            field = self.field(wanted.field)
            condition = self._filter(wanted)
            part = self._parts.get(field.owner)
            if part is None:
                conditions.append(condition)
            elif part.required and field.column is not None and not field.column.index:
                self._wanted_of.setdefault(part.model, []).append(condition)
            else:
                self._joined_parts.add(part.model)
                conditions.append(condition)
        return conditions

    def _filter(self, wanted: Filter) -> Any:
        field = self.field(wanted.field)
        if field.kind is Kind.UNITS:
            names = self._unit_names(field)
            return names.is_(None) if wanted.operator == "empty" else names.is_not(None)
        column: Any = field.attribute
        value = wanted.value
        match wanted.operator:
            case "is":
                return column.in_(value) if isinstance(value, (list, tuple)) else column == value
            case "is_not":
                return or_(column.is_(None), column != value)
            case "contains":
                return Lowered(column).contains(str(value).lower(), autoescape=True)
            case "empty":
                return column.is_(None)
            case "not_empty":
                return column.is_not(None)
            case "from":
                return column >= value
            case "to":
                return column <= value
        raise ValueError(f"no such condition: {wanted.operator}")

    def _in_units(self, unit_ids: tuple[int, ...]) -> ColumnElement[bool]:
        for field in self.register.fields:
            if field.kind is Kind.UNIT:
                if field.owner in self._parts:
                    self._joined_parts.add(field.owner)
                inside: ColumnElement[bool] = field.attribute.in_(unit_ids)
                return inside
            if field.kind is Kind.UNITS:
                link = field.attribute.property.mapper.class_
                (pair,) = field.attribute.property.local_remote_pairs
                named = getattr(link, pair[1].key) == self.model.id
                return or_(
                    ~select(link.id).where(named).exists(),
                    select(link.id).where(named, link.unit_id.in_(unit_ids)).exists(),
                )
        person = self.register.person
        if person is None:
            raise UserError(N_("This register knows no units."))
        day = self.register.event.attribute if self.register.event is not None else None
        spans = (
            in_force(Employment.employed_on, Employment.ended_on, day)
            if day is not None
            else Employment.is_current == True  # noqa: E712 - SQL
        )
        return (
            select(Employment.id)
            .where(
                Employment.person_id == person.attribute, Employment.unit_id.in_(unit_ids), spans
            )
            .exists()
        )


def _counted(count: Any, wanted: Filter) -> ColumnElement[bool]:
    condition: ColumnElement[bool]
    match wanted.operator:
        case "empty":
            condition = count == 0
        case "not_empty":
            condition = count > 0
        case "from":
            condition = count >= wanted.value
        case "to":
            condition = count <= wanted.value
        case _:
            raise ValueError(f"no such condition: {wanted.operator}")
    return condition


def _people_called(word: str) -> Select[Any]:
    return select(Person.id).where(Person.search_text.contains(word, autoescape=True))
