"""Everything ever done for a person, the newest year first, each year with its sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from unionoffice.core.formatting import day, money, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.core.money import Money
from unionoffice.gui.icons import icon
from unionoffice.gui.screens.grounds import GroundDelegate
from unionoffice.gui.theme import colour, scaled, text_font
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import CONTROL_HEIGHT, ICON_SIZE, SEMIBOLD
from unionoffice.services.views import RegisterView, TimelineEntry

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DAY, WHAT, NOTE, AMOUNT = range(4)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class YearRow:
    """The heading of a year; `year` is None for what has no day."""

    year: int | None
    entries: int
    amount: Decimal


class TimelineModel(QAbstractTableModel):
    """Headings of years among the entries themselves."""

    def __init__(
        self, register: Callable[[str], RegisterView], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._register = register
        self._rows: list[YearRow | TimelineEntry] = []

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        self.beginResetModel()
        self._rows = []
        for year, group in groupby(entries, lambda each: each.on.year if each.on else None):
            members = list(group)
            amount = sum((each.amount or Decimal(0) for each in members), Decimal(0))
            self._rows += [YearRow(year, len(members), amount), *members]
        self.endResetModel()

    def row(self, place: int) -> YearRow | TimelineEntry:
        return self._rows[place]

    @property
    def headings(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if isinstance(row, YearRow)]

    def _text(self, row: YearRow | TimelineEntry, column: int) -> str:
        if isinstance(row, YearRow):
            return _heading(row) if column == DAY else ""
        if column == DAY:
            return day(row.on)
        if column == WHAT:
            return row.title
        if column == NOTE:
            return _note(row)
        return money(Money(row.amount)) if row.amount else ""

    # Qt overrides
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole if column in (WHAT, NOTE):
                return plain_tip(self._text(row, column))
            case Qt.ItemDataRole.TextAlignmentRole if column == AMOUNT:
                return RIGHT
            case Qt.ItemDataRole.FontRole:
                is_heading = isinstance(row, YearRow)
                return text_font(weight=SEMIBOLD) if is_heading else text_font()
            case Qt.ItemDataRole.ForegroundRole if column == NOTE:
                return colour("muted")
            case Qt.ItemDataRole.BackgroundRole if isinstance(row, YearRow):
                return QBrush(colour("hover"))
            case Qt.ItemDataRole.DecorationRole if column == WHAT:
                if isinstance(row, TimelineEntry):
                    return icon(self._register(row.register).icon, "muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Day"), _("What"), _("Details"), _("Amount"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == AMOUNT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class TimelineTable(QTableView):
    """Enter or a double click opens the record in its register."""

    record_wanted = Signal(str, int)

    def __init__(self, register: Callable[[str], RegisterView]) -> None:
        super().__init__()
        self.entries = TimelineModel(register, self)
        self.setModel(self.entries)
        self.setItemDelegate(GroundDelegate(self))
        self.setAccessibleName(_("Everything done for this person"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(scaled(ICON_SIZE), scaled(ICON_SIZE)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(CONTROL_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(self._open)

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        self.clearSpans()
        self.entries.show_entries(entries)
        for place in self.entries.headings:
            self.setSpan(place, 0, 1, 4)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for wide in (WHAT, NOTE):
            across.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def _open(self, index: QModelIndex) -> None:
        row = self.entries.row(index.row())
        if isinstance(row, TimelineEntry):
            self.record_wanted.emit(row.register, row.record_id)


def _heading(row: YearRow) -> str:
    year = _("Without a day") if row.year is None else str(row.year)
    count = ngettext("{count} entry", "{count} entries", row.entries)
    said = f"{year}   ·   {count.format(count=number(row.entries))}"
    return f"{said}   ·   {money(Money(row.amount))}" if row.amount else said


def _note(entry: TimelineEntry) -> str:
    if entry.was_member is False:
        not_yet = _("no member on that day")
        return f"{entry.note} · {not_yet}" if entry.note else not_yet
    return entry.note
