"""The columns of a list being read: blocks of cells in, typed values and remarks out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean, title_case
from unionoffice.registerkit.columns import Kind, ListColumn
from unionoffice.spreadsheets.assigned import PIECE, Assigned
from unionoffice.spreadsheets.days import DMY, MDY, order_evidence
from unionoffice.spreadsheets.flags import DITTO, absent_for_v, crosses_who_came, read_flag
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.outcomes import Outcome, refused
from unionoffice.spreadsheets.readers import (
    NOT_A_DAY,
    SEX,
    Circumstances,
    is_clean,
    reader_for,
)

MAX_CACHED = 60_000
FEW = 8  # as many rows as different cells, and more
_DAYS = (Kind.DAY, Kind.PARTIAL_DAY)
_NAMES = (Kind.NAME, Kind.PERSON)
_ONE_S_OWN = (
    Kind.NAME,
    Kind.IDENTITY_NUMBER,
    Kind.CARD_NUMBER,
    Kind.PHONE,
    Kind.EMAIL,
)

BOTH_COLUMNS = N_("Both columns are filled, where only one of them can be true.")

Remark = tuple[int, str, Outcome]  # place in the block, the cell as it was, what became of it


class ColumnReader:
    """Reads one field that stands in one column."""

    def __init__(self, column: ListColumn, assigned: Assigned, context: Circumstances) -> None:
        self.field = column.key
        self.made_of = (column, assigned, context)
        self.indexes = [assigned.index]
        self._column = column
        self._context = replace(context, header=assigned.header)
        self._read = reader_for(column, self._context)
        self._cache: dict[Cell, Outcome] = {}
        self._clean: dict[Cell, Any] = {"": None}
        self._remarkable: set[Cell] = set()
        self._clean_names: set[Cell] = set()
        self._above: Cell = ""
        self._orders: set[str | None] = set()  # in which the days so far can be read alone

    def read(self, columns: Sequence[Sequence[Cell]]) -> tuple[list[Any], list[Remark]]:
        """The values of a block and the remarks on it; `columns` as named by `indexes`."""
        (cells,) = columns
        distinct = set(cells)
        if self._column.kind not in _ONE_S_OWN:
            if not DITTO.isdisjoint(distinct) and self._follows(cells):
                cells = self._written_out(cells)
                distinct = set(cells)
            self._above = cells[-1] if cells else self._above
        says_much = len(distinct) > len(cells) // FEW  # else its few words are soon learnt
        if says_much and self._are_clean(cells, distinct):
            return [cell or None for cell in cells] if "" in distinct else list(cells), []
        self._learn(distinct)
        values = list(map(self._clean.__getitem__, cells))
        remarks: list[Remark] = []
        if not self._remarkable.isdisjoint(distinct):
            remarks = [
                (place, plain_text(cell), self._cache[cell])
                for place, cell in enumerate(cells)
                if cell in self._remarkable
            ]
        if len(self._clean) > MAX_CACHED:
            self._clean, self._cache, self._remarkable = {"": None}, {}, set()
        return values, remarks

    def _are_clean(self, cells: Sequence[Cell], distinct: set[Cell]) -> bool:
        if self._column.kind not in _NAMES:
            return is_clean(self._column.kind, cells)
        new = distinct.difference(self._clean_names)  # names come again, numbers hardly do
        if not is_clean(self._column.kind, list(new)):
            return False
        self._clean_names |= new
        return True

    def _follows(self, cells: Sequence[Cell]) -> bool:
        """Whether something stands above the first ditto mark: else it only fills a cell."""
        first = next((cell for cell in (self._above, *cells) if cell != ""), "")
        return first not in DITTO

    def _written_out(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells with every ditto mark replaced by what stands above it."""
        written: list[Cell] = []
        above = self._above
        for cell in cells:
            above = above if cell in DITTO else cell
            written.append(above)
        return written

    def _learn(self, distinct: set[Cell]) -> None:
        if self._column.kind is Kind.FLAG and crosses_who_came(distinct):
            self._read = absent_for_v(self._read)
        for cell in distinct.difference(self._clean):
            if type(cell) is str and self._column.kind in _DAYS and DMY not in self._orders:
                self._orders.add(order_evidence(cell))
            outcome = self._read(cell)
            self._clean[cell] = outcome.value
            if outcome.problem is not None:
                self._cache[cell] = outcome
                self._remarkable.add(cell)

    @property
    def wants_other_order(self) -> bool:
        """Whether the column turned out to be written month first."""
        return MDY in self._orders and DMY not in self._orders and self._context.order == DMY


class SeveralColumns:
    """Reads one field that stands in several columns; subclasses put the parts together."""

    def __init__(
        self, column: ListColumn, parts: Iterable[Assigned], context: Circumstances
    ) -> None:
        self.field = column.key
        self.parts = {assigned.part: assigned.index for assigned in parts}
        self.indexes = list(self.parts.values())
        header = " ".join(assigned.header for assigned in parts)
        self._whole = reader_for(column, replace(context, header=header))

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        raise NotImplementedError

    def read(self, columns: Sequence[Sequence[Cell]]) -> tuple[list[Any], list[Remark]]:
        names = list(self.parts)
        values, remarks = [], []
        rows = zip(*columns, strict=True)
        for place, row in enumerate(rows):
            outcome = self.read_row(dict(zip(names, row, strict=True)))
            values.append(outcome.value)
            if outcome.problem is not None:
                shown = " ".join(plain_text(cell) for cell in row if cell != "")
                remarks.append((place, shown, outcome))
        return values, remarks


class NameInParts(SeveralColumns):
    """`Họ và tên lót | Tên`, `Фамилия | Имя | Отчество`."""

    _ORDER = ("family", "middle", "given", "last")

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        words = [plain_text(cells[part]) for part in self._ORDER if cells.get(part, "") != ""]
        joined = clean(" ".join(words))
        if (
            len(words) > 1
            and not joined.isupper()
            and any(w.isupper() and len(w) > 1 for w in words)
        ):
            joined = title_case(joined)  # only one of the columns was in capitals
        return self._whole(joined) if joined else Outcome()


class TextInPieces(SeveralColumns):
    """`Số nhà | Xã | Huyện | Tỉnh`: an address with a column for each of its pieces."""

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        texts = [plain_text(cell) for cell in cells.values() if cell != ""]
        return self._whole(", ".join(filter(None, texts)))


class DayInParts(SeveralColumns):
    """`Ngày | Tháng | Năm`, each a column of its own."""

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        texts = {part: plain_text(cell).strip("' ") for part, cell in cells.items()}
        year = texts.get("year", "")
        if not any(texts.values()):
            return Outcome()
        if not year and any(not text.isdigit() for text in texts.values() if text):
            # A whole date in the first of the columns.
            return self._whole(next(cell for cell in cells.values() if cell != ""))
        parts = [texts.get("day", "") or "0", texts.get("month", "") or "0", year]
        if not year.isdigit():
            return refused(self.field, NOT_A_DAY)
        return self._whole("/".join(parts) if parts[1] != "0" else year)


class DayBySex(SeveralColumns):
    """The date of birth under *Nam* or *Nữ*."""

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        filled = [cell for cell in cells.values() if cell not in ("", 0.0)]
        filled = [cell for cell in filled if not isinstance(cell, str) or cell.strip()]
        if len(filled) == 2 and filled[0] != filled[1]:
            return refused(self.field, BOTH_COLUMNS)
        return self._whole(filled[0]) if filled else Outcome()


class EitherNumber(SeveralColumns):
    """An old and a new identity number, each a column of its own: the new one where there is."""

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        read = [self._whole(cell) for cell in cells.values() if cell != ""]
        wrong = next((outcome for outcome in read if outcome.is_refused), None)
        if wrong is not None:
            return wrong
        known = [outcome for outcome in read if outcome.value]
        return max(known, key=lambda outcome: len(str(outcome.value)), default=Outcome())


class SexByColumn(SeveralColumns):
    """The sex that the filled one of the columns *Nam* and *Nữ* gives, be it a tick or a date."""

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        ticked = [part for part, cell in cells.items() if is_filled(cell)]
        if len(ticked) == 1:
            return Outcome(ticked[0])
        if len(ticked) == 2:
            return Outcome(None, Problem(self.field, BOTH_COLUMNS))
        if len(cells) == 1:
            # One column for the women alone: who is not ticked there is a man.
            (part,) = cells
            return Outcome("male" if part == "female" else "female")
        return Outcome()


class ChoiceByColumn(SeveralColumns):
    """The value of a closed list whose column is ticked: `Xây mới | Sửa chữa`."""

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        ticked = [part for part, cell in cells.items() if is_filled(cell)]
        if len(ticked) > 1:
            return refused(self.field, BOTH_COLUMNS)
        return Outcome(ticked[0]) if ticked else Outcome()


class PresenceByAbsence(SeveralColumns):
    """Who is crossed below `Vắng mặt` was not there; everybody else on the list was."""

    def read_row(self, cells: dict[str, Cell]) -> Outcome:
        (cell,) = cells.values()
        return Outcome(plain_text(cell) in ("", "0", "-", "–", "FALSE"))


def is_filled(cell: Cell) -> bool:
    """Whether a cell below a header that asks for a tick has one."""
    if isinstance(cell, str):
        return bool(cell.strip()) and read_flag(cell, "").value is not False
    return bool(cell)


def reader_of(
    column: ListColumn, assigned: list[Assigned], context: Circumstances
) -> ColumnReader | SeveralColumns:
    """The reader for a field that stands in these columns."""
    if not assigned[0].part:
        return ColumnReader(column, assigned[0], context)
    parts = {one.part for one in assigned}
    if assigned[0].part.startswith(PIECE):
        return TextInPieces(column, assigned, context)
    if column.kind is Kind.FLAG:
        return PresenceByAbsence(column, assigned, context)
    if column.kind is Kind.CHOICE and not parts & SEX:
        return ChoiceByColumn(column, assigned, context)
    if parts & SEX:
        return (DayBySex if column.kind in _DAYS else SexByColumn)(column, assigned, context)
    if "second" in parts:
        return EitherNumber(column, assigned, context)
    if parts & {"day", "month", "year"}:
        return DayInParts(column, assigned, context)
    return NameInParts(column, assigned, context)


def value_as_text(value: Any) -> str | None:
    """A value as it is shown beside a remark: ISO days, plain keys."""
    if value is None:
        return None
    if isinstance(value, (PartialDate, str)):
        return str(value)
    return "; ".join(value) if isinstance(value, tuple) else str(value)
