"""A register as a list sees it: which columns it can have, and how each is read."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from unionoffice.core.choices import Choices


class Kind(enum.StrEnum):
    """What sort of value a field holds; decides the editor, the alignment and the reading."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"  # a person's full name
    IDENTITY_NUMBER = "identity_number"  # digits kept as text, leading zeros and all
    CARD_NUMBER = "card_number"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"  # whole, not negative
    MONEY = "money"  # Decimal, in whole currency units
    DAY = "day"  # datetime.date
    PARTIAL_DAY = "partial_day"  # PartialDate
    FLAG = "flag"  # yes or no
    CHOICE = "choice"  # the key of one of `choices`
    PERSON = "person"  # the id of a person
    UNIT = "unit"  # the id of a unit; in a list, its name
    UNITS = "units"  # several units or the whole organisation; in a list, names between ";"
    RECORD = "record"  # the id of a record of another register


NAMING = (Kind.NAME, Kind.IDENTITY_NUMBER, Kind.CARD_NUMBER)  # what tells who somebody is


@dataclass(frozen=True)
class ListColumn:
    """One column that a list of this register may have.

    `words` are header wordings in any language (Vietnamese, Russian, Chinese, English) beside the
    label and its translations; a header is recognised by its words, accents and case aside.
    """

    key: str
    kind: Kind
    label: str
    words: tuple[str, ...] = ()
    choices: Choices | None = None
    is_required: bool = False
    is_wanted: bool = False  # worth looking for below a header that nobody understands
    is_decisive: bool = False  # a wording not understood refuses the row: a guess would count
    is_without_people: bool = False  # in a list that names people the column means theirs
    told_above: tuple[str, ...] = ()  # words after which the title tells it, "" for anywhere
    is_past: bool = False  # a day that cannot lie in the future
    heads_amounts: bool = False  # a list may have a column of amounts for each of its values
    names_relative: bool = False  # the name of somebody's child, spouse …: never of themselves
    until: str = ""  # the field that the end of a span of days fills
    since: tuple[str, ...] = ()  # the fields from the first filled of which a term is counted
    # Of two values, which of them a header above ticks or the title of a group speaks of.
    ticked: Callable[[str], str | None] | None = None
    only_with: str = ""  # the field without which a list says nothing by this column
    is_told_beside: bool = False  # a note or a cell of no column may tell it: "chưa nhận"
    takes_remarks: bool = False  # on whoever a row is about; an event's notes are not theirs


@dataclass(frozen=True)
class ListShape:
    """All the columns that lists of one register may have; `key` is the register's key."""

    key: str
    columns: tuple[ListColumn, ...]
    means_people: bool = False  # a row means somebody by name or by number
    needs_person: bool = False  # and no row goes without

    @property
    def kinds(self) -> dict[str, Kind]:
        return {column.key: column.kind for column in self.columns}

    @property
    def name(self) -> ListColumn | None:
        """The name of whoever a row is about."""
        return next((column for column in self.columns if column.kind is Kind.NAME), None)

    @property
    def required(self) -> set[str]:
        return {column.key for column in self.columns if column.is_required}

    @property
    def unit(self) -> str | None:
        """The field that the title of a group of rows may tell: the unit, but never an event's."""
        units = (c.key for c in self.columns if c.kind is Kind.UNIT and not c.is_without_people)
        return next(units, None)

    def columns_without_people(self, fields: Iterable[str | None]) -> set[str]:
        """The fields that a list with these fields cannot give, because it names people."""
        kinds = self.kinds
        if not any(kinds.get(field or "") in NAMING for field in fields):
            return set()
        return {column.key for column in self.columns if column.is_without_people}

    @property
    def ticked(self) -> ListColumn | None:
        """The field that ticks alone tell."""
        return next((column for column in self.columns if column.ticked), None)

    @property
    def remarks(self) -> str | None:
        """The field for remarks on whoever a row is about."""
        return next((column.key for column in self.columns if column.takes_remarks), None)

    @property
    def amount(self) -> ListColumn | None:
        """The field of money of which a list may have a column for each value of another field."""
        if not any(column.heads_amounts for column in self.columns):
            return None
        return next((column for column in self.columns if column.kind is Kind.MONEY), None)

    @property
    def event_day(self) -> ListColumn | None:
        """The day of the event, which a title may tell."""
        days = [each for each in self.columns if each.kind is Kind.DAY and each.told_above]
        return days[0] if len(days) == 1 else None

    @property
    def presence(self) -> ListColumn | None:
        """The field that says whether somebody on the list of an event was there."""
        return next((c for c in self.columns if c.kind is Kind.FLAG and c.is_decisive), None)

    @property
    def event_title(self) -> ListColumn | None:
        """The name of the event, which a title may tell."""
        return next(
            (c for c in self.columns if c.kind is Kind.TEXT and c.told_above and c.is_required),
            None,
        )

    def choice_of(self, field: str, part: str) -> str:
        """The untranslated value that a column stands for by its part; "" for any other column.

        Either ticks say it (`kind.new`), or the column has the amounts of it (`amount.fund:cep`).
        """
        head, colon, key = part.partition("#")[0].partition(":")
        column = self.column(head if colon else field)
        if column is None or column.choices is None:
            return ""
        key = key if colon else head
        return column.choices.label(key) if key in column.choices else ""

    def column(self, key: str) -> ListColumn | None:
        return next((column for column in self.columns if column.key == key), None)
