"""A row that has a column for each of several events or amounts is a record for each of them.

`Quỹ xã hội | Công ty` with what each of them gave, `8/3 | 20/10` with what was given on each day,
`Ốm đau: Ngày | Số tiền` beside `Hiếu: Ngày | Số tiền`, `Hội thao (12/3) | Tham quan (4/6)` with
a cross for whoever took part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from unionoffice.core.choices import REST
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import Kind, ListColumn, ListShape
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.columns import Remark, SeveralColumns, is_filled
from unionoffice.spreadsheets.day_spans import day_in_header, title_beside
from unionoffice.spreadsheets.days_told import day_told
from unionoffice.spreadsheets.flags import crosses_who_came
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.outcomes import Note, Outcome, noted
from unionoffice.spreadsheets.readers import UNKNOWN_CHOICE, Circumstances, reader_for
from unionoffice.spreadsheets.readlist import LeftOut, ReadList
from unionoffice.spreadsheets.rows import RowKind

NOTHING_FILLED = N_("None of the columns that tell what was given is filled: nothing to enter.")
DAY_OF_HEADER = N_("The day was taken from the header of the column.")


@dataclass
class Piece:
    """What one column, or one title over several, makes of a row: a record of its own.

    `values` are what the title says; `wording` is what it says instead of a value of a closed
    list. `cells` are the names, by field, of the columns that tell the rest.
    """

    values: dict[str, Any] = field(default_factory=dict)
    head: str = ""
    wording: str = ""
    cells: dict[str, str] = field(default_factory=dict)


Found = tuple[dict[str, Any], Piece]  # the values of a record, and what made it one


class RecordsByColumn(SeveralColumns):
    """Reads what each of several records of a row has; the value is a `Found` for each."""

    def __init__(
        self, shape: ListShape, assigned: Sequence[Assigned], context: Circumstances
    ) -> None:
        self.parts = {f"{each.field}.{each.part}": each.index for each in assigned}
        self.indexes = list(self.parts.values())
        self.field = str(next(each.field for each in assigned if not _is_day(shape, each)))
        self.notes: list[Note] = []
        self._is_absent = False  # where the letter v is short for "vắng"
        self._readers = {}
        sizes = Counter(each.part for each in assigned)
        for key in {str(each.field) for each in assigned}:
            column = shape.column(key)
            is_alone = all(sizes[each.part] == 1 for each in assigned if each.field == key)
            # A column by itself that is no amount is ticked.
            if column is not None and (column.kind is Kind.MONEY or not is_alone):
                header = next(each.header for each in assigned if each.field == key)
                self._readers[key] = reader_for(column, replace(context, header=header))
        self._pieces: dict[str, Piece] = {}
        for each in assigned:
            piece = self._pieces.setdefault(each.part, Piece())
            piece.cells[str(each.field)] = f"{each.field}.{each.part}"
            if not _is_day(shape, each):
                self._take_title(piece, each, shape, context, sizes[each.part] == 1)

    @property
    def tells(self) -> set[str]:
        """The fields that the titles and columns give."""
        return {key for piece in self._pieces.values() for key in (*piece.values, *piece.cells)}

    def has_days(self, day: ListColumn | None) -> bool:
        """Whether each record has a day of its own."""
        return day is not None and all(
            day.key in piece.values or day.key in piece.cells for piece in self._pieces.values()
        )

    def _take_title(
        self,
        piece: Piece,
        each: Assigned,
        shape: ListShape,
        context: Circumstances,
        is_alone: bool,
    ) -> None:
        day, title = shape.event_day, shape.event_title
        found = day_in_header(each.header, context.year)
        told = day_told(day, found, context.today, context.year) if day is not None else None
        if day is not None and told is not None and day.key not in piece.values:
            piece.values[day.key] = told
            self.notes.append(noted(0, day.key, each.header, DAY_OF_HEADER, str(told)))
        name = title_beside(each.header, found) if found is not None else each.header
        head, _, key = each.part.partition("#")[0].partition(":")
        if head:
            piece.values[head], piece.head = (key if key != REST else None), head
            piece.wording = (name or each.header) if key == REST else ""
        elif title is not None and name and (is_alone or found is not None):
            piece.values[title.key] = name

    def read(self, columns: Sequence[Sequence[Cell]]) -> tuple[list[Any], list[Remark]]:
        self._is_absent = crosses_who_came(cell for column in columns for cell in column)
        return super().read(columns)

    def _is_ticked(self, cell: Cell) -> bool:
        return is_filled(cell) and not (self._is_absent and fold(plain_text(cell)) == "v")

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        found = []
        for piece in self._pieces.values():
            values = dict(piece.values)
            wording = head = ""
            has_any = False
            for key, name in piece.cells.items():
                reader = self._readers.get(key)
                if reader is None:
                    has_any = has_any or self._is_ticked(cells[name])
                    continue
                outcome = reader(cells[name])
                if outcome.is_refused:
                    return outcome
                values[key] = outcome.value
                has_any = has_any or bool(outcome.value) or outcome.value is False
                if outcome.problem is not None and outcome.problem.message == UNKNOWN_CHOICE:
                    head, wording, has_any = key, plain_text(cells[name]), True
            if has_any:
                own = replace(piece, head=head, wording=wording) if wording else piece
                found.append((values, own))
        return Outcome(tuple(found))


def spread_records(read: ReadList, reader: RecordsByColumn, shape: ListShape) -> None:
    """Give every record of a row its own place. `read.numbers` then names some rows repeatedly.

    A row without any stays one record that lacks what the columns tell, and is refused for it;
    it is no record where nothing but these columns could say that there was one.
    """
    places: list[int] = []
    found: list[Found] = []
    is_told_here = reader.has_days(shape.event_day)
    for place, pieces in enumerate(read.values.pop(reader.field)):
        if not pieces and is_told_here:
            row = read.numbers[place]
            text = " · ".join(filter(None, read.shown(row)))
            read.left_out.append(LeftOut(row, RowKind.BLANK, text))
            read.warn(row, reader.field, text, NOTHING_FILLED)
        without: tuple[Found, ...] = () if is_told_here else (({}, Piece()),)
        for each in pieces or without:
            places.append(place)
            found.append(each)
    read.numbers = [read.numbers[place] for place in places]
    own = read.values
    read.values = {key: [values[place] for place in places] for key, values in own.items()}
    for key in reader.tells:
        before = read.values.get(key) or [None] * len(places)
        given = [values.get(key) for values, _ in found]
        read.values[key] = [a if a is not None else b for a, b in zip(given, before, strict=True)]
    read.unknown = {
        key: {new: words[old] for new, old in enumerate(places) if old in words}
        for key, words in read.unknown.items()
    }
    for new, (_, piece) in enumerate(found):
        if piece.wording:
            read.unknown.setdefault(piece.head, {})[new] = piece.wording
    read.warnings.extend(replace(note, row=read.header_row) for note in reader.notes)


def _is_day(shape: ListShape, assigned: Assigned) -> bool:
    column = shape.column(assigned.field or "")
    return column is not None and column.kind is Kind.DAY


def headed(columns: Iterable[Assigned]) -> list[Assigned]:
    """The columns that make a record each."""
    return [each for each in columns if ":" in each.part or each.part.startswith("#")]
