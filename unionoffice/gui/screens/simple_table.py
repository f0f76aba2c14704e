"""A table of plain rows that fits into memory: texts, an icon, a tone for states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from unionoffice.gui.icons import icon
from unionoffice.gui.theme import colour, scaled, text_font
from unionoffice.gui.tokens import CONTROL_HEIGHT

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class SimpleRow:
    """One row; `icon_name` and `tone` (ok, warn, bad, muted) mark the first cell."""

    cells: tuple[str, ...]
    icon_name: str = ""
    tone: str = "muted"
    data: Any = None


class SimpleModel(QAbstractTableModel):
    """Rows as they are given; columns named in `numbers` stand at the right."""

    def __init__(
        self, heads: Sequence[str], numbers: Sequence[int] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._numbers = frozenset(numbers)
        self.rows: tuple[SimpleRow, ...] = ()

    def show_rows(self, rows: Sequence[SimpleRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.cells[column]
            case Qt.ItemDataRole.DecorationRole if column == 0 and row.icon_name:
                return icon(row.icon_name, row.tone)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column in self._numbers else LEFT
            case Qt.ItemDataRole.FontRole:
                return text_font()
            case Qt.ItemDataRole.ForegroundRole if column == 0 and row.tone in ("warn", "bad"):
                return colour(row.tone)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in self._numbers else LEFT
        return None


class SimpleTable(QTableView):
    """Shows a SimpleModel; one column takes the room that is left."""

    def __init__(
        self, name: str, heads: Sequence[str], wide: int, numbers: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self.content = SimpleModel(heads, numbers, self)
        self._wide = wide
        self.setModel(self.content)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(CONTROL_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, rows: Sequence[SimpleRow]) -> None:
        self.content.show_rows(rows)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
