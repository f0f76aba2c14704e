"""The declaration of a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, inspect
from sqlalchemy.orm import InstrumentedAttribute

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_, ngettext
from unionoffice.registerkit.columns import Kind, ListColumn, ListShape
from unionoffice.registerkit.evidence import Indicator
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.norms import Norms

Rule = Callable[[Any], Iterator[Problem]]
DatedRule = Callable[[Any, Norms], Iterator[Problem]]

# What is larger was mistyped; and of thousands such the sum would be more than a database holds.
MOST = {Kind.NUMBER: 10**12, Kind.MONEY: 10**13}
TOO_LARGE = N_("This figure is too large to be true.")


def _turns(count: int) -> str:
    return ngettext("{count} turn", "{count} turns", count)


@dataclass(frozen=True)
class Section:
    """Fields that stand together in the form, under a heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Part:
    """A second mapped class whose current row belongs to the record, such as a membership.

    `owner` is its foreign key to the register's model; `is_current` marks the one row that the
    register shows, of the several there may be over time. A `required` part makes the record one
    of this register: people without a membership are no members. Where `began` and `ended` are
    named, what else it says may become another from a day on, and the row before stays on record.
    """

    model: type[Any]
    owner: InstrumentedAttribute[Any]
    is_current: InstrumentedAttribute[Any]
    required: bool = False
    began: InstrumentedAttribute[Any] | None = None
    ended: InstrumentedAttribute[Any] | None = None

    @cached_property
    def key(self) -> str:
        """The name by which a record knows all these rows of its own."""
        column = self.owner.property.columns[0]
        ties = inspect(self.model).relationships
        return next(str(each.back_populates) for each in ties if column in each.local_columns)

    def current_of(self, record: Any) -> Any:
        """The row that the register shows; None when there is none."""
        rows = getattr(record, self.key)
        return next((row for row in rows if getattr(row, self.is_current.key)), None)

    def says_from_a_day(self, field: Field) -> bool:
        """Whether the field is of this part and may become another from a day on."""
        if field.owner is not self.model or self.began is None or self.ended is None:
            return False
        return field.attribute.key not in (self.began.key, self.ended.key)


@dataclass(frozen=True)
class Lines:
    """Rows that belong to one record, such as who took part in an activity."""

    title: str
    relationship: InstrumentedAttribute[Any]
    fields: tuple[Field, ...]
    presence: Field | None = None  # says whether somebody on the list was there

    @property
    def model(self) -> type[Any]:
        model: type[Any] = self.relationship.property.mapper.class_
        return model

    @property
    def key(self) -> str:
        return str(self.relationship.key)

    @cached_property
    def parent_key(self) -> str:
        """The name of the line's foreign key to its record."""
        (pair,) = self.relationship.property.local_remote_pairs
        return str(pair[1].key)

    @cached_property
    def person(self) -> Field | None:
        return next((field for field in self.fields if field.kind is Kind.PERSON), None)


@dataclass(frozen=True)
class Counting:
    """What makes a record count: `field` has one of these values. Others are but proposed …"""

    field: Field
    values: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """A register, declared: everything that the table, form, lists and figures need to know.

    `identified_by` are the fields by which a list's row is recognised as a record already kept;
    `apart_by` are days which, when both known and different, make it another record after all.
    `unique` are groups of fields whose values no two records share.
    `dated_warnings` judge a record by the rules of the field that were in force on its day.
    `complete` fills derived columns just before a record is written. A register that
    `is_for_collectors` is shown only in offices that have others below them; one that is
    `is_of_money` is kept by those who answer for money. `hidden` are fields left out of it.
    `sorted_by` is the column by which a list tells its rows from those of another register, and
    `list_fields` are that register's.
    Without `counting` every record counts that is not void.
    """

    key: str
    model: type[Any]
    title: str
    purpose: str
    singular: str
    group: str
    icon: str
    sections: tuple[Section, ...]
    order_by: tuple[Any, ...]
    parts: tuple[Part, ...] = ()
    lines: Lines | None = None
    restriction: Callable[[], ColumnElement[bool]] | None = None
    event: Field | None = None
    amount: Field | None = None
    counting: Counting | None = None
    identified_by: tuple[Field, ...] = ()
    apart_by: tuple[Field, ...] = ()
    unique: tuple[tuple[Field, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    dated_warnings: tuple[DatedRule, ...] = ()
    complete: Callable[[Any], None] | None = None
    indicators: tuple[Indicator, ...] = ()
    is_for_collectors: bool = False
    is_of_money: bool = False
    counted: Callable[[int], str] = _turns  # "{count} loans", in the language of the window
    names: Field | None = None  # the field by which other registers refer to a record
    hidden: tuple[Field, ...] = ()
    sorted_by: ListColumn | None = None
    list_fields: tuple[Field, ...] = ()

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def by_key_in_lists(self) -> dict[str, Field]:
        return {field.key: field for field in (*self.list_fields, *self.fields)}

    @cached_property
    def person(self) -> Field | None:
        return next((field for field in self.fields if field.kind is Kind.PERSON), None)

    def part_from_a_day(self, field: Field) -> Part | None:
        """The part in which the field may become another from a day on."""
        return next((part for part in self.parts if part.says_from_a_day(field)), None)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables that hold a record of this register."""
        parts = tuple(part.model.__tablename__ for part in self.parts)
        lines = (self.lines.model.__tablename__,) if self.lines else ()
        return (self.model.__tablename__, *parts, *lines)

    @cached_property
    def _sums(self) -> tuple[tuple[str, int], ...]:
        """The attributes of a record that are added up, each with the most that it may be."""
        return tuple(
            (field.key, MOST[field.kind])
            for field in self.fields
            if field.kind in MOST and field.owner is self.model
        )

    def problems(self, record: Any) -> list[Problem]:
        too_large = [
            Problem(key, TOO_LARGE)
            for key, most in self._sums
            if (value := getattr(record, key)) is not None and value > most
        ]
        return too_large + [problem for rule in self.rules for problem in rule(record)]

    def warnings_about(self, record: Any, norms: Norms) -> tuple[Problem, ...]:
        """What is worth a word, but keeps nobody from saving."""
        dated = (problem for rule in self.dated_warnings for problem in rule(record, norms))
        return (*(problem for rule in self.warnings for problem in rule(record)), *dated)

    def list_shape(self, person_columns: Iterable[ListColumn]) -> ListShape:
        """The columns a list may have; a person is given by `person_columns` instead of an id."""
        columns: list[ListColumn] = []
        line_fields = self.lines.fields if self.lines else ()
        for field in (*self.fields, *line_fields):
            if field.kind is Kind.PERSON:
                columns.extend(
                    replace(column, words=(*column.words, *field.words))
                    if column.kind is Kind.NAME
                    else column
                    for column in person_columns
                )
            elif field.kind is not Kind.RECORD:
                columns.append(field.as_list_column())
        if self.sorted_by is not None:
            columns.append(self.sorted_by)
            columns.extend(
                replace(field.as_list_column(), only_with=self.sorted_by.key)
                for field in self.list_fields
            )
        has_person = any(each.kind is Kind.PERSON for each in (*self.fields, *line_fields))
        return ListShape(
            self.key,
            tuple({column.key: column for column in columns}.values()),
            has_person,
            self.person is not None and self.person.required,
        )
