"""The plain values that services hand to the window and the command line, and take from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from unionoffice.core.errors import Problem
from unionoffice.core.periods import Period
from unionoffice.registerkit.columns import Kind
from unionoffice.services.filters import Filter as Filter


@dataclass(frozen=True)
class ChoiceView:
    """One value of a closed list; `label` is untranslated."""

    key: str
    label: str


@dataclass(frozen=True)
class FieldView:
    """One field of a register as a form and a table need it; `label` and `hint` untranslated."""

    key: str
    label: str
    kind: Kind
    choices: tuple[ChoiceView, ...] = ()
    is_required: bool = False
    is_read_only: bool = False
    is_in_table: bool = True  # shown in the table until the user chooses otherwise
    is_sensitive: bool = False
    hint: str = ""
    refers_to: str = ""  # for Kind.RECORD: the register that is chosen from
    default: Any = None  # what a new record or line begins with
    is_dated: bool = False  # may become another from a day on, what was before staying on record


@dataclass(frozen=True)
class SectionView:
    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class LinesView:
    """The people (or clauses …) that belong to one record, as a small table inside its form."""

    key: str
    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class RegisterView:
    """One register as the window shows it; texts untranslated."""

    key: str
    title: str
    purpose: str  # one line: what the register is for
    singular: str  # "benefit", as in "New benefit"
    counted: Callable[[int], str]  # "{count} turns", in the language of the window
    group: str  # key of the side bar's group: people, care, voice, life
    icon: str  # name of an icon under resources/icons
    sections: tuple[SectionView, ...]
    lines: LinesView | None = None
    event_field: str = ""  # key of the day on which a record happened, "" when it has none
    person_field: str = ""
    has_units: bool = False
    is_of_people: bool = False  # its records are people
    can_import: bool = True
    counting_field: str = ""  # with one of `counting_values` a record counts; "": all of them do
    counting_values: tuple[str, ...] = ()
    default_order: str = ""
    default_descending: bool = False
    counts: tuple[FieldView, ...] = ()  # columns that only the table has: how many lines …
    hidden: tuple[str, ...] = ()  # untranslated labels of fields that are left out here

    @property
    def fields(self) -> tuple[FieldView, ...]:
        return tuple(view for section in self.sections for view in section.fields)

    @property
    def table_fields(self) -> tuple[FieldView, ...]:
        """All columns a table can show."""
        return self.fields + self.counts


@dataclass(frozen=True)
class Query:
    """Which records of a register are wanted, and in which order."""

    find: str = ""
    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    unit_id: int | None = None  # this unit and all below it
    order_by: str = ""  # a field's key; "" is the register's own order
    descending: bool = False
    include_voided: bool = False
    ids: tuple[int, ...] = ()  # these records alone, such as the marked ones


class Row(NamedTuple):
    """One record in a table; `cells` stand in the order of the fields that were asked for.

    A person, unit or record shows as its name; a choice as its key; everything else as its value.
    """

    id: int
    cells: tuple[Any, ...]
    person_id: int | None = None
    is_voided: bool = False


@dataclass(frozen=True)
class Totals:
    """What is shown, in the right units; None where the register does not know the unit.

    Of the `records`, so many are `uncounted`, being void or not decided: the rest is without them.
    """

    records: int
    people: int | None = None
    members: int | None = None
    amount: Decimal | None = None
    uncounted: int = 0
    currency: str = "VND"


@dataclass
class Draft:
    """A record being written: values by field key, and its lines (each with values by key).

    PERSON, UNIT, RECORD values are ids, UNITS a tuple of ids (empty: the whole organisation),
    CHOICE a key, MONEY a Decimal, DAY a date, PARTIAL_DAY a PartialDate.
    """

    values: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)
    version: int = 0  # of the record when it was read; a save on top of a newer one is refused
    names: dict[str, str] = field(default_factory=dict)  # shown text of PERSON/UNIT/RECORD values
    is_voided: bool = False
    void_reason: str = ""


@dataclass(frozen=True)
class Saved:
    """What a save did; `warnings` let the record through but deserve a look."""

    id: int
    warnings: tuple[Problem, ...] = ()
    deed_id: int = 0


@dataclass(frozen=True)
class NamedChoice:
    """Somebody or something to choose: `note` tells namesakes apart (unit, birth date …)."""

    id: int
    name: str
    note: str = ""


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class HistoryEntry:
    """One change of one record."""

    at: datetime
    who: str
    what: str  # untranslated name of the deed
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class DeedView:
    """One deed in the journal; the newest one that is not undone can be undone."""

    id: int
    at: datetime
    who: str
    what: str
    register: str
    records: int
    is_undone: bool = False


@dataclass(frozen=True)
class TimelineEntry:
    """One thing done for (or by) a person, from whichever register."""

    register: str
    record_id: int
    on: date | None
    title: str
    note: str = ""
    amount: Decimal | None = None
    was_member: bool | None = None
