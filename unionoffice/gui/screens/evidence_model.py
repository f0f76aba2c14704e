"""The records, or the returns, behind a figure, as a table; returns open into those below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _
from unionoffice.exchange.consolidation import ReturnEvidence
from unionoffice.gui.icons import icon
from unionoffice.gui.paged_rows import PagedRows
from unionoffice.gui.theme import text_font
from unionoffice.gui.tips import plain_tip
from unionoffice.reports.behind import Behind, EvidenceRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
INDENT = " " * 10  # of names, for every level
TURNS = ("result", "titles")
Evidence = Behind | Sequence[ReturnEvidence]
NamesOf = Callable[[Iterable[tuple[str, int]]], Mapping[tuple[str, int], str]]
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class NamedRow(NamedTuple):
    """A record behind a figure, and what it is called; "" where it has no name of its own."""

    row: EvidenceRow
    name: str


class EvidenceModel(QAbstractTableModel):
    """Two sorts of evidence: records of this office, or returns of the bodies below it."""

    broke = Signal(str)

    def __init__(
        self, name_of: Callable[[str], str], names_of: NamesOf, parent: QObject | None = None
    ) -> None:
        """`name_of(register)` gives a register's title, translated; `names_of` those of records."""
        super().__init__(parent)
        self._name_of = name_of
        self._names_of = names_of
        self._records: Behind | None = None
        self._read = PagedRows(self)
        self._read.came.connect(self._tell_rows)
        self._read.broke.connect(self.broke)
        self._rows: Sequence[ReturnEvidence] = ()
        self._depths: list[int] = []
        self._opened: set[tuple[str, ...]] = set()
        self._figure = ""
        self._has_several_registers = False

    def show_rows(self, found: Evidence, figure: str) -> None:
        self.beginResetModel()
        self._figure = figure
        self._records = found if isinstance(found, Behind) else None
        self._rows = () if isinstance(found, Behind) else found
        self._read.begin(
            None if self._records is None else partial(_named_page, self._records, self._names_of)
        )
        self._depths, self._opened = [0] * len(self._rows), set()
        self._has_several_registers = self._records is not None and (
            len(self._records.registers) > 1
        )
        self.endResetModel()

    def evidence(self, row: int) -> EvidenceRow | ReturnEvidence | None:
        """What stands in a row; None until it has been read."""
        if self._records is None:
            return self._rows[row]
        found: NamedRow | None = self._read.row(row)
        return None if found is None else found.row

    def _named(self, row: int) -> str:
        found: NamedRow | None = self._read.row(row)
        return "" if found is None else found.name

    def is_open(self, row: int) -> bool:
        """Whether the returns behind this one stand below it."""
        return self._shows_returns and self._rows[row].path in self._opened

    def open_parts(self, whole: ReturnEvidence, parts: Sequence[ReturnEvidence]) -> int:
        """Put the returns behind one below it; the row of that one, -1 if it is not there."""
        place = self._rows.index(whole) if whole in self._rows else -1
        if place >= 0 and parts and whole.path not in self._opened:
            self._opened.add(whole.path)
            self.beginInsertRows(ROOT, place + 1, place + len(parts))
            self._rows = [*self._rows[: place + 1], *parts, *self._rows[place + 1 :]]
            depth = self._depths[place] + 1
            self._depths[place + 1 : place + 1] = [depth] * len(parts)
            self.endInsertRows()
            self._tell_row(place)
        return place

    def close_parts(self, row: int) -> None:
        """Take away everything below an open return."""
        end = row + 1
        while end < len(self._rows) and self._depths[end] > self._depths[row]:
            end += 1
        self._opened -= {each.path for each in self._rows[row:end]}
        self.beginRemoveRows(ROOT, row + 1, end - 1)
        self._rows = [*self._rows[: row + 1], *self._rows[end:]]
        del self._depths[row + 1 : end]
        self.endRemoveRows()
        self._tell_row(row)

    def path_of(self, row: int) -> list[str]:
        """The names from the return handed in here down to this one."""
        names: list[str] = []
        if not self._shows_returns:
            return names
        depth = self._depths[row] + 1
        for place in range(row, -1, -1):
            each = self._rows[place]
            if self._depths[place] < depth:
                names.append(each.name or each.organisation)
                depth = self._depths[place]
        return names[::-1]

    def digest(self, row: int) -> str:
        """Of the package behind a return; "" for all else."""
        return self._rows[row].content_sha256 if self._shows_returns else ""

    def _tell_rows(self, first: int, behind: int) -> None:
        last = min(behind, self.rowCount()) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _tell_row(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    @property
    def wide_column(self) -> int:
        """The column of names, which takes the room that is left."""
        return 0 if self._shows_returns else 1

    @property
    def rows(self) -> Evidence:
        return self._rows if self._records is None else self._records

    @property
    def _shows_returns(self) -> bool:
        return bool(self._rows)

    def _heads(self) -> tuple[str, ...]:
        if self._shows_returns:
            return (_("Organisation"), _("Version"), _("Figure"))
        if self._figure in TURNS:
            return (_("Day"), _("What"), _("Turns"))
        last = (_("Member"),) if self._figure in ("total", "share") else ()
        source = (_("Register"),) if self._has_several_registers else ()
        return (_("Day"), _("Who"), *source, *last)

    def _cells(self, place: int) -> tuple[str, ...]:
        row = self.evidence(place)
        if row is None:
            return ("",) * self.columnCount()
        if isinstance(row, ReturnEvidence):
            value = getattr(row, self._figure, None)
            version = number(row.version) if row.version else ""  # a sub-total has none
            return (row.name or row.organisation, version, number(value or 0))
        if self._figure in TURNS:
            name = row.person or self._named(place) or self._name_of(row.register)
            return (day(row.event_on), name, number(row.turns))
        last = (_("yes") if row.member else "",) if self._figure in ("total", "share") else ()
        source = (self._name_of(row.register),) if self._has_several_registers else ()
        return (day(row.event_on), self._who(row), *source, *last)

    def _who(self, row: EvidenceRow) -> str:
        if row.person:
            return row.person
        heads = row.head_members if self._figure == "members" else row.head_total
        return _("{count} by head count: {register}").format(
            register=self._name_of(row.register), count=number(heads)
        )

    # Qt overrides
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0 and self._shows_returns:
            return plain_tip(" › ".join(self.path_of(index.row())))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._cells(index.row())[index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self._cells(index.row())[index.column()]
            return self._indent(index.row()) + cell if index.column() == 0 else cell
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return text_font()
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._arrow(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(index.column()):
            return RIGHT
        return None

    def _indent(self, row: int) -> str:
        return INDENT * self._depths[row] if self._shows_returns else ""

    def _arrow(self, row: int) -> Any:
        if not self._shows_returns or not self._rows[row].opens:
            return None
        return icon("chevron-down" if self.is_open(row) else "chevron-right", "muted")

    def _is_number(self, column: int) -> bool:
        return column > 0 and (self._shows_returns or (self._figure in TURNS and column == 2))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads()[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                is_number = self._is_number(section)
                return RIGHT if is_number else LEFT
        return None


def _named_page(found: Behind, names_of: NamesOf, offset: int, limit: int) -> list[NamedRow]:
    """One page; records of nobody in particular are told apart by their names."""
    rows = found.page(offset, limit)
    names = names_of({(row.register, row.id) for row in rows if not row.person})
    return [NamedRow(row, names.get((row.register, row.id), "")) for row in rows]
