"""What a row leaves out, because a row or a title above it has said it.

`12` in a column of days below the title `Tháng 3/2017` is 12 March 2017. A row with neither number
nor name below somebody's is one more record of the same person. Left of the names, what holds for
several rows may stand in the first of them alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date

from unionoffice.core.dates import PartialDate
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean, fold
from unionoffice.registerkit.columns import NAMING, Kind, ListShape
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.days import DMY, LONGEST_DAY, NoDayError, day_of_text
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.headers import Layout
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.outcomes import Note, noted

MONTH_FROM_ABOVE = N_("The month and the year were taken from the title above.")
SAID_ABOVE = N_("The cell is empty; what stands above it holds for this row as well.")
SAME_PERSON = N_("The row has no number and no name; it was taken for the person above.")

_MONTH = re.compile(
    r"(?<!\d )(?<!ngay )\bthang (?P<month>0?[1-9]|1[0-2])\b(?: (?:nam )?(?P<year>20\d\d)\b)?"
)
_DAY_NUMBER = re.compile(r"(?:ngay )?(0?[1-9]|[12]\d|3[01])")
_WHO = ("birth_date", "sex")

Block = list[list[Cell]]
Titles = Iterable[list[str]]  # those of the list, then those further away


def month_told(title: str, year: int | None, today: date) -> PartialDate | None:
    """The month that a title names; `year` is that of the list, where the title has none."""
    found = list(_MONTH.finditer(fold(title)))
    if found:
        told = int(found[0]["year"] or year or 0)
        return PartialDate(told, int(found[0]["month"])) if told and len(found) == 1 else None
    try:
        month = day_of_text(title, DMY, today, is_birth=False).day
    except (NoDayError, ValueError):
        return None
    return month if month.month and not month.day else None


def _only_month(titles: Titles, year: int | None, today: date) -> PartialDate | None:
    for some in titles:
        months = {month_told(title, year, today) for title in some} - {None}
        if months:
            return months.pop() if len(months) == 1 else None
    return None


class CarriedDown:
    """Fills the records of one list, block by block; `notes` say what was filled."""

    def __init__(
        self, shape: ListShape, layout: Layout, today: date, year: int | None, titles: Titles
    ) -> None:
        self._today = today
        self._year = year
        day = shape.event_day
        self._day = next(
            (c for c in layout.columns if day and c.field == day.key and not c.part), None
        )
        self._month = _only_month(titles, year, today) if self._day is not None else None
        kinds = shape.kinds
        self._who = [
            c for c in layout.columns if c.field and (kinds[c.field] in NAMING or c.field in _WHO)
        ]
        self._serials = [c.index for c in layout.columns if c.is_serial]
        self._has_names = any(kinds[c.field or ""] is Kind.NAME for c in self._who)
        self._repeats_people = shape.needs_person and self._has_names and bool(self._serials)
        self._leading = _leading(shape, layout, kinds)
        self._above: dict[int, Cell] = {}
        self._last: tuple[int, list[Cell]] = (0, [])  # the record before: its row, who it is about
        self.notes: list[Note] = []

    def fill(
        self, block: Block, numbers: Sequence[int], titles: Sequence[str | None] | None
    ) -> None:
        """Fill the records of a block, of which `titles` are the groups they stand in."""
        if self._leading and titles is None:
            self._fill_leading(block, numbers)
        if self._day is not None:
            self._fill_days(block[self._day.index], numbers, titles)
        if self._repeats_people:
            self._fill_people(block, numbers)

    def _fill_leading(self, block: Block, numbers: Sequence[int]) -> None:
        for column in list(self._leading):
            cells = block[column.index]
            above = self._above.get(column.index)
            if above is None and not _is_said_once(cells):
                self._leading.remove(column)
                continue
            for place, cell in enumerate(cells):
                if cell == "" and above is not None:
                    cells[place] = above
                    self._note(numbers[place], column.field or "", cell, SAID_ABOVE, above)
                else:
                    above = cell
            if above is not None:
                self._above[column.index] = above

    def _fill_days(
        self, cells: list[Cell], numbers: Sequence[int], titles: Sequence[str | None] | None
    ) -> None:
        if titles is None and self._month is None:
            return
        assert self._day is not None
        months: dict[str | None, PartialDate | None] = {None: None}
        for place, cell in enumerate(cells):
            day = _day_number(cell)
            if not day:
                continue
            title = titles[place] if titles is not None else None
            if title not in months:
                months[title] = month_told(title or "", self._year, self._today)
            month = months[title] or self._month
            if month is not None:
                cells[place] = f"{day}/{month.month}/{month.year}"
                self._note(
                    numbers[place], self._day.field or "", cell, MONTH_FROM_ABOVE, cells[place]
                )

    def _fill_people(self, block: Block, numbers: Sequence[int]) -> None:
        rows = list(enumerate(numbers))
        if all("" not in block[c.index] for c in self._who[:1]):
            rows = rows[-1:]  # all are named: only what follows this block may need the last
        for place, number in rows:
            is_named = any(block[c.index][place] != "" for c in self._who)
            is_numbered = any(block[index][place] != "" for index in self._serials)
            before, who = self._last
            if not is_named and not is_numbered and before == number - 1:
                for column, cell in zip(self._who, who, strict=True):
                    block[column.index][place] = cell
                name = plain_text(next((cell for cell in who if cell != ""), ""))
                self._note(number, self._who[0].field or "", "", SAME_PERSON, name)
            self._last = (number, [block[c.index][place] for c in self._who])

    def _note(self, row: int, field: str, cell: Cell, message: str, now: Cell) -> None:
        self.notes.append(noted(row, field, plain_text(cell), message, plain_text(now)))


def _leading(shape: ListShape, layout: Layout, kinds: dict[str, Kind]) -> list[Assigned]:
    """The columns left of the names that tell an event, or the unit of people."""
    names = [c.index for c in layout.columns if kinds.get(c.field or "") is Kind.NAME]
    telling = (Kind.UNIT, *((Kind.DAY, Kind.TEXT, Kind.CHOICE) if shape.event_day else ()))
    return [
        column
        for column in layout.columns
        if kinds.get(column.field or "") in telling
        and not column.part
        and column.index < min(names, default=0)
    ]


def _is_said_once(cells: Sequence[Cell]) -> bool:
    """Whether a column is filled where something new begins, and nowhere else."""
    filled = [cell for cell in cells if cell != ""]
    return (
        2 <= len(filled) <= len(cells) // 2
        and cells[0] != ""
        and all(one != other for one, other in itertools.pairwise(filled))
    )


def _day_number(cell: Cell) -> int:
    """The number of a day without its month; 0 for anything else."""
    if isinstance(cell, str):
        found = _DAY_NUMBER.fullmatch(fold(clean(cell))) if len(cell) < LONGEST_DAY else None
        return int(found[1]) if found else 0
    is_day = isinstance(cell, float) and cell.is_integer() and 1 <= cell <= 31
    return int(cell) if is_day else 0
