"""A table of plain rows that fits into memory: texts, an icon, a tone for states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from unionoffice.gui.icons import icon
from unionoffice.gui.theme import colour, scaled, text_font
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import CONTROL_HEIGHT, S4, SEMIBOLD, SMALL

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ICON_IN_ROW, LEAST_WIDE, LEAST_OTHER = 16, 140, 120
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
        self.rows: Sequence[SimpleRow] = ()

    def show_rows(self, rows: Sequence[SimpleRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[column]
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(str(row.cells[column] or ""))
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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in self._numbers else LEFT
        return None


class SimpleTable(QTableView):
    """Shows a SimpleModel; one column takes the room that is left."""

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        wide: int,
        numbers: Sequence[int] = (),
        spare: Sequence[int] = (),
        least: int = LEAST_WIDE,
        most: int = 0,
    ) -> None:
        """`spare`: the columns that a narrow table does without, what it misses least first.

        `least` pixels the wide column gets before words of the others are cut, and `most` where
        numbers shall not stand far away from it.
        """
        super().__init__()
        self._spare = tuple(spare)
        self._least, self._most = least, most
        self.content = SimpleModel(heads, numbers, self)
        self._when_empty = ""
        self._wide = wide
        self._squeezed: tuple[int, ...] = ()
        self.setModel(self.content)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self._follow_text_size()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def say_when_empty(self, sentence: str) -> None:
        """What stands in the table while it has no rows."""
        self._when_empty = sentence
        self.viewport().update()

    def show_rows(self, rows: Sequence[SimpleRow]) -> None:
        self.content.show_rows(rows)
        self._fit_wide()

    def _follow_text_size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(CONTROL_HEIGHT))
        # The style sheet draws heads in small letters; by these Qt judges what has room.
        self.horizontalHeader().setFont(text_font(SMALL, SEMIBOLD))
        self.setIconSize(QSize(scaled(ICON_IN_ROW), scaled(ICON_IN_ROW)))

    def _fit_wide(self) -> None:
        """The wide column takes what is left; where that is too little, words are cut.

        Only where all of them are as short as can be does the table scroll sideways.
        """
        across = self.horizontalHeader()
        least, most = scaled(self._least), scaled(self._most)
        for place in self._squeezed:
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        self._squeezed = ()
        for place in self._spare:
            self.showColumn(place)
        left = self._room_for_wide()
        for place in self._spare:
            if left < least:
                self.hideColumn(place)
                left = self._room_for_wide()
        if left < least:
            self._squeeze(least - left)
        is_free = left >= least and (not most or left <= most)
        mode = QHeaderView.ResizeMode.Stretch if is_free else QHeaderView.ResizeMode.Fixed
        across.setSectionResizeMode(self._wide, mode)
        if not is_free:
            across.resizeSection(self._wide, max(least, min(left, most)))

    def _squeeze(self, missing: int) -> None:
        """Take from the widest of the other columns what the wide one needs."""
        across = self.horizontalHeader()
        others = [place for place in range(across.count()) if place != self._wide]
        least = scaled(LEAST_OTHER)
        for place in sorted(others, key=across.sectionSize, reverse=True):
            width = across.sectionSize(place)
            less = min(missing, max(0, width - least))
            if less:
                across.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                across.resizeSection(place, width - less)
                self._squeezed += (place,)
                missing -= less

    def _room_for_wide(self) -> int:
        across = self.horizontalHeader()
        others = (place for place in range(across.count()) if place != self._wide)
        return self.viewport().width() - sum(across.sectionSize(place) for place in others)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_wide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_wide"):
            self._follow_text_size()
            self._fit_wide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._when_empty and not self.content.rows:
            with QPainter(self.viewport()) as painter:
                painter.setPen(colour("muted"))
                room = self.viewport().rect().adjusted(S4, S4, -S4, -S4)
                wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(room, wrapped, self._when_empty)
