"""A field of a register: a mapped attribute, its label, and the words lists use for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from sqlalchemy import BigInteger, Column
from sqlalchemy.orm import InstrumentedAttribute, RelationshipProperty
from sqlalchemy.types import TypeDecorator

from unionoffice.core.choices import Choices
from unionoffice.registerkit.columns import Kind, ListColumn
from unionoffice.store import types

_KIND_OF_TYPE: tuple[tuple[type, Kind], ...] = (
    (types.LongWords, Kind.LONG_TEXT),
    (types.FullName, Kind.NAME),
    (types.IdentityNumber, Kind.IDENTITY_NUMBER),
    (types.CardNumber, Kind.CARD_NUMBER),
    (types.Phone, Kind.PHONE),
    (types.Email, Kind.EMAIL),
    (types.ChoiceKey, Kind.CHOICE),
    (types.Words, Kind.TEXT),
    (types.Day, Kind.DAY),
    (types.PartialDay, Kind.PARTIAL_DAY),
    (types.Flag, Kind.FLAG),
    (types.Amount, Kind.MONEY),
    (BigInteger, Kind.NUMBER),
)


@dataclass(frozen=True)
class Field:
    """One field. Kind, obligation and choices are read from the mapping.

    `words` are header wordings met in lists beside the label; `otherwise` is the choice taken for
    a wording that means none of them, which is then kept in the field `spills_into`. A row of a
    list whose wording of an `is_decisive` field is not understood is refused: figures hang on it.
    A number that is decisive is asked for where an unknown column may hold it.
    """

    attribute: InstrumentedAttribute[Any]
    label: str
    words: tuple[str, ...] = ()
    hint: str = ""
    in_table: bool = True
    is_required: bool | None = None  # None: what the mapping says
    is_read_only: bool = False
    is_sensitive: bool = False
    is_searched: bool = False  # for sensitive ones: it stands among the words a record is found by
    is_without_people: bool = False  # in a list that names people the column means theirs
    default: Any = None
    otherwise: str = ""
    spills_into: str = ""
    is_decisive: bool = False
    told_above: tuple[str, ...] = ()  # what stands above a list tells it, behind these words
    is_past: bool = False  # a day that cannot lie in the future
    told_by: str = ""  # the field whose words, or else a group's title, tell it without a column
    # (of units: the field that may name one of them)
    told_by_header: str = ""  # the field whose column's header tells it where a row fills it
    told_by_days: tuple[tuple[str, str], ...] = ()  # value and field: the first filled one tells it
    until: str = ""  # the field that the end of a span fills: "12/3 - 15/3/2017"
    since: tuple[str, ...] = ()  # lists may give a term, counted from the first filled of these
    heads_amounts: bool = False  # lists may have a column of amounts for each of its values
    names_relative: bool = False  # it holds the name of somebody's child, spouse …
    is_told_beside: bool = False  # a note or a cell of no column may tell it: "chưa nhận"
    takes_remarks: bool = False  # it holds remarks on the person a row of a list is about
    refers_to: str = ""  # for foreign keys to another register's records

    @property
    def key(self) -> str:
        return self.attribute.key.removesuffix("_id")

    @property
    def owner(self) -> type[Any]:
        """The mapped class the attribute belongs to."""
        return cast(type[Any], self.attribute.class_)

    @cached_property
    def column(self) -> Column[Any] | None:
        """The mapped column; None for a relationship (several units)."""
        if isinstance(self.attribute.property, RelationshipProperty):
            return None
        column: Column[Any] = self.attribute.property.columns[0]
        return column

    @cached_property
    def kind(self) -> Kind:
        if self.column is None:
            return Kind.UNITS
        for key in self.column.foreign_keys:
            table = key.target_fullname.split(".")[0]
            return {"people": Kind.PERSON, "units": Kind.UNIT}.get(table, Kind.RECORD)
        kind = self.column.type
        for type_, name in _KIND_OF_TYPE:
            if isinstance(kind, type_):
                return name
        raise TypeError(f"{self.attribute} has no kind that a register can show")

    @cached_property
    def choices(self) -> Choices | None:
        kind = self.column.type if self.column is not None else None
        return kind.choices if isinstance(kind, types.ChoiceKey) else None

    @cached_property
    def required(self) -> bool:
        if self.is_required is not None:
            return self.is_required
        column = self.column
        return (
            column is not None
            and not column.nullable
            and column.default is None
            and self.kind is not Kind.FLAG
        )

    def as_list_column(self) -> ListColumn:
        return ListColumn(
            self.key,
            self.kind,
            self.label,
            self.words,
            self.choices,
            self.required and self.default is None and not self.otherwise,
            self.required or self.is_decisive or bool(self.otherwise),
            self.is_decisive,
            self.is_without_people,
            self.told_above,
            self.is_past,
            self.heads_amounts,
            self.names_relative,
            self.until,
            self.since,
            is_told_beside=self.is_told_beside,
            takes_remarks=self.takes_remarks,
        )

    def stored_type(self) -> TypeDecorator[Any] | None:
        kind = self.column.type if self.column is not None else None
        return kind if isinstance(kind, TypeDecorator) else None


Completion = Callable[[Any], None]
