"""Records as they stand while rows of lists are brought into them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]


@dataclass(slots=True)
class Stored:
    """A row as it stands: Python values by column; `before` those that were changed."""

    columns: Values
    is_new: bool
    before: Values = field(default_factory=dict)

    def set(self, name: str, value: Any) -> None:
        if not self.is_new:
            self.before.setdefault(name, self.columns.get(name))
        self.columns[name] = value


@dataclass(slots=True)
class Event:
    """A record with its lines by person and the units it covers."""

    record: Stored
    lines: dict[int, Stored] = field(default_factory=dict)
    units: set[int] | None = None  # None: the register covers no units
    new_units: set[int] = field(default_factory=set)
    is_met: bool = False  # a row of this list means it
    said: Values = field(default_factory=dict)  # what rows of this list have said of it so far


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row, read: values of the record and of its line by field key, references as ids."""

    number: int
    values: Values
    line: Values
    person_id: int | None
