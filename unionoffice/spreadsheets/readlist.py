"""What was understood of a list: typed columns, what was refused, repaired and left out."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from unionoffice.core.errors import Problem
from unionoffice.core.formatting import show
from unionoffice.core.i18n import _
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.matching import normal
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.outcomes import Note, noted
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.rows import RowKind
from unionoffice.spreadsheets.worked_out import NamesWorkedOut


@dataclass(frozen=True)
class ReadColumn:
    """One column of the sheet and the field it was taken for, if any.

    `part` says which part of a value the column holds when the value stands in several columns:
    family, middle, given, last; day, month, year; male, female.
    """

    index: int
    letter: str
    header: str
    field: str | None = None
    part: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A row that is no record (title, group, total, signature …), or with row 0 a whole sheet."""

    row: int
    kind: RowKind
    text: str


@dataclass(frozen=True)
class GroupRow:
    """The title of a group of rows; `parents` are the names of the groups around it.

    `ticked` is what the titles down to this one say as a tick beside each row would.
    """

    row: int
    name: str
    parents: tuple[str, ...] = ()
    ticked: str | None = None


@dataclass(frozen=True)
class Told:
    """A value for all rows of a list, and where it stands (row 0: in the name of sheet or file).

    Without any text it is what somebody has answered.

    `label` is the field's; `word` that of the choice, if it is one: both as they are translated.
    """

    value: Any
    row: int
    text: str
    label: str
    word: str = ""

    @property
    def shown(self) -> date | str:
        """The value as a list says it."""
        return _(self.word) if self.word else self.value

    @property
    def is_answer(self) -> bool:
        return not self.text

    def __str__(self) -> str:
        value = show(self.shown)
        if self.is_answer:
            words = _("{label} is “{value}” for all rows, as it was chosen.")
            return words.format(label=_(self.label), value=value)
        words = _("{label} is “{value}” for all rows, as “{text}” says.")
        return words.format(label=_(self.label), value=value, text=self.text)


@dataclass
class ReadList:
    """One sheet, understood. `values[field][i]` belongs to the sheet's row `numbers[i]`.

    A row that says of several amounts where each comes from is several records of that number.

    An empty cell is None. Rows that were refused are in `refusals` only, and in the file.
    `missing` names required fields that have no column: nothing can be taken in before the user
    says which column it is (or confirms that the list has none). `told` holds for all rows,
    `grouped` is like `values`, but what the titles of groups say of their rows.
    """

    file: Path
    sheet: str
    header_row: int
    first_row: int
    columns: list[ReadColumn]
    raw: RawSheet
    numbers: list[int] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=dict)
    refusals: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    unknown: dict[str, dict[int, str]] = field(default_factory=dict)
    groups: list[GroupRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    told: dict[str, Told] = field(default_factory=dict)
    grouped: dict[str, list[Any]] = field(default_factory=dict)
    encoding: str | None = None
    names: NamesWorkedOut = field(default_factory=NamesWorkedOut)
    part_from: int = 1  # the row with which its part of the sheet begins: other lists above it
    unclear: tuple[str, ...] = ()  # letters of columns of which somebody has to say what they are

    def warn(self, row: int, field: str, value: str, message: str, now: str | None = None) -> None:
        """Say something of a cell that is taken in all the same."""
        self.warnings.append(noted(row, field, value, message, now))

    def lacks_no_more(self, keys: Collection[str]) -> None:
        """These fields are told after all, though they have no column."""
        self.missing = tuple(key for key in self.missing if key not in keys)

    def column(self, key: str) -> list[Any]:
        """The values of a field, one for each record; made where the list has none so far."""
        return self.values.setdefault(key, [None] * len(self.numbers))

    def filled(self, index: int) -> Iterator[tuple[int, Cell]]:
        """The cells of a column that are not empty, with the places of their records."""
        cells = self.raw.columns[index]
        for place, number in enumerate(self.numbers):
            cell = cells[number - 1]
            if cell != "":
                yield place, cell

    def texts(self, index: int) -> Iterator[tuple[int, str]]:
        """Those of them that are text."""
        for place, cell in self.filled(index):
            if type(cell) is str:
                yield place, cell

    def different_texts(self, index: int) -> list[str]:
        """What stands in a column, each text once, rows that are no records included."""
        different: set[Cell] = set()
        for some in parts(self.raw.columns[index]):
            different.update(some)
        return [cell for cell in different if type(cell) is str]

    @property
    def rows(self) -> int:
        """How many records the sheet holds, refused ones included."""
        different = {*self.refused_rows}
        for some in parts(self.numbers):
            different.update(some)
        return len(different)

    @property
    def refused_rows(self) -> list[int]:
        return sorted({note.row for note in self.refusals})

    @property
    def mapping(self) -> dict[str, str | None]:
        """Column letter → field (`field.part` for a part), as `understand` takes it back."""
        return {
            column.letter: f"{column.field}.{column.part}" if column.part else column.field
            for column in self.columns
            if column.letter not in self.unclear
        }

    def group_over(self, row: int) -> GroupRow | None:
        """The title of the group in which a row stands."""
        place = bisect.bisect_left(self.groups, row, key=lambda group: group.row) - 1
        return self.groups[place] if place >= 0 else None

    @property
    def signature(self) -> str:
        """The same for every list of this shape, whatever its rows."""
        return signature_of([column.header for column in self.columns])

    def cells(self, row: int) -> list[Cell]:
        """The cells of one row as they stand in the file, by its number in the sheet."""
        return self.raw.row(row)

    def shown(self, row: int) -> list[str]:
        """The cells of one row as text, as they look in Excel."""
        return [plain_text(cell) for cell in self.raw.row(row)]

    def shown_at(self, row: int, index: int) -> str:
        """One of these cells; "" behind the last column."""
        columns = self.raw.columns
        return plain_text(columns[index][row - 1]) if index < len(columns) else ""


@dataclass(frozen=True)
class SkippedSheet:
    """A sheet that was left out and why (it is hidden, or holds no list of this register)."""

    file: Path
    sheet: str
    problem: Problem


def signature_of(headers: list[str]) -> str:
    """A short mark of the wording of a header row."""
    words = "|".join(normal(header) for header in headers).strip("|")
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def letter_of(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
