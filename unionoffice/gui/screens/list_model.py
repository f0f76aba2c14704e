"""A list as it looks in Excel, with what was understood and repaired, problem rows first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from unionoffice.core.choices import Choices
from unionoffice.core.formatting import show
from unionoffice.core.i18n import N_, _
from unionoffice.gui.icons import icon
from unionoffice.gui.screens.list_rows import NO_ROWS, ListRows, Shown
from unionoffice.gui.theme import colour, text_font
from unionoffice.gui.tips import plain_tip
from unionoffice.registerkit.columns import ListShape
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.results import Fate, Remark

Index = QModelIndex | QPersistentModelIndex
# Plain numbers: comparing an enum costs twice as much, and data() is asked thousands of times.
DISPLAY, TIP, DESCRIPTION, BACKGROUND, FOREGROUND, DECORATION, FONT = (
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.AccessibleDescriptionRole),
    int(Qt.ItemDataRole.BackgroundRole),
    int(Qt.ItemDataRole.ForegroundRole),
    int(Qt.ItemDataRole.DecorationRole),
    int(Qt.ItemDataRole.FontRole),
)
ROOT = QModelIndex()

FATES = {
    Fate.CREATED: (N_("New"), "plus", "accent"),
    Fate.UPDATED: (N_("Changed"), "edit", "accent"),
    Fate.UNCHANGED: (N_("As it is"), "check", "muted"),
    Fate.REFUSED: (N_("Refused"), "alert-circle", "bad"),
}


@dataclass(frozen=True)
class ListColumnView:
    """One column of the preview: of the sheet, or (without a letter) filled from elsewhere."""

    letter: str
    header: str
    field: str = ""
    part: str = ""
    label: str = ""  # translated name of the field
    index: int = -1  # in the sheet


class ListModel(QAbstractTableModel):
    """The first column says what becomes of a row; the others stand as in the sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[ListColumnView, ...] = ()
        self._read: ReadList | None = None
        self._of_list = NO_ROWS
        self._rows: list[int] = []
        self._shown = Shown.ALL
        self._choices: dict[str, Choices] = {}

    def show_list(self, read: ReadList, shape: ListShape, rows: ListRows) -> None:
        self.beginResetModel()
        self._read = read
        self._of_list = rows
        self.columns = tuple(_columns(read, shape))
        self._choices = {each.key: each.choices for each in shape.columns if each.choices}
        self._rows = rows.by_sort[self._shown]
        self.endResetModel()

    def show_only(self, shown: Shown) -> None:
        self.beginResetModel()
        self._shown = shown
        self._rows = self._of_list.by_sort[shown]
        self.endResetModel()

    def is_problem(self, row: int) -> bool:
        return self._of_list.fates.get(row) is Fate.REFUSED

    def count(self, shown: Shown) -> int:
        """How many rows there are to see of each sort."""
        return len(self._of_list.by_sort[shown])

    def row_number(self, place: int) -> int:
        """The number in the sheet of a row of the table."""
        return self._rows[place]

    # Cells

    def _text(self, row: int, column: ListColumnView) -> str:
        assert self._read is not None
        if column.index < 0:
            return self._reading(row, column.field)
        as_it_stood = self._as_it_stood(row, column)
        if not column.field or column.part:
            return as_it_stood
        return self._reading(row, column.field) or as_it_stood

    def _as_it_stood(self, row: int, column: ListColumnView) -> str:
        assert self._read is not None
        return self._read.shown_at(row, column.index) if column.index >= 0 else ""

    def _reading(self, row: int, field: str) -> str:
        """What a cell was understood as, in the way in which the office shows it."""
        assert self._read is not None
        place = self._of_list.places.get(row)
        if place is None:
            return ""
        values = self._read.values.get(field)
        if values is None:
            return ""  # an empty column, about which is asked
        further = self._of_list.further.get(row, ())
        return "; ".join(self._shown_value(field, values[each]) for each in (place, *further))

    def _shown_value(self, field: str, value: Any) -> str:
        if isinstance(value, tuple):
            return "; ".join(value)
        choices = self._choices.get(field)
        return _(choices.label(value)) if choices is not None and value else show(value)

    def _of(self, row: int, column: ListColumnView) -> list[Remark]:
        return self._of_list.remarks.get((row, column.field), []) if column.field else []

    def _tip(self, row: int, column: ListColumnView) -> str:
        lines = []
        for each in self._of(row, column):
            if each.now:
                lines.append(
                    _("{why} In the list: {before}. Now: {after}.").format(
                        why=each.why, before=each.value or "–", after=each.now
                    )
                )
            else:
                lines.append(each.why)
        stood, shown = self._as_it_stood(row, column), self._text(row, column)
        if not lines and column.index >= 0 and stood != shown:
            lines.append(_("In the list: {before}").format(before=stood))
        return "\n".join(lines) or shown

    def _ground(self, row: int, column: ListColumnView) -> str:
        """The colour token under a cell; "" for the ordinary one."""
        remarks = self._of(row, column)
        if not remarks:
            return ""
        is_bad = self.is_problem(row) and any(each.now is None for each in remarks)
        return "bad_soft" if is_bad else "warn_soft"

    # Qt overrides
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self.columns else len(self.columns) + 1

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row = self._rows[index.row()]
        if index.column() == 0:
            return self._fate_data(row, role)
        column = self.columns[index.column() - 1]
        if role == DISPLAY:
            return self._text(row, column)
        if role == FONT:
            return text_font()
        if role == FOREGROUND:
            return None if column.field else colour("muted")
        if role == BACKGROUND:
            ground = self._ground(row, column)
            return QBrush(colour(ground)) if ground else None
        if role == DECORATION and self._of(row, column):
            is_bad = self._ground(row, column) == "bad_soft"
            return icon("alert-circle", "bad") if is_bad else icon("edit", "warn")
        if role == TIP:
            return plain_tip(self._tip(row, column))
        if role == DESCRIPTION:
            return self._tip(row, column)
        return None

    def _fate_data(self, row: int, role: int) -> Any:
        fate = self._of_list.fates.get(row)
        words, icon_name, tone = FATES[fate] if fate is not None else (N_("Not tried"), "", "muted")
        if role == DISPLAY:
            reasons = self._of_list.reasons.get(row, "") if fate is Fate.REFUSED else ""
            return f"{_(words)}: {reasons}" if reasons else _(words)
        if role == TIP:
            return plain_tip(self._of_list.reasons.get(row) or _(words))
        if role == DECORATION and icon_name:
            return icon(icon_name, tone)
        if role == FOREGROUND:
            return colour(tone)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role != DISPLAY:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._rows[section])
        if section == 0:
            return _("What becomes of it")
        column = self.columns[section - 1]
        return column.header or column.letter or column.label


def _columns(read: ReadList, shape: ListShape) -> list[ListColumnView]:
    views = []
    for column in read.columns:
        of_shape = shape.column(column.field) if column.field else None
        label = _(of_shape.label) if of_shape is not None else ""
        choice = shape.choice_of(column.field, column.part) if column.field else ""
        if choice:
            label = _("{field}: {value}").format(field=label, value=_(choice))
        views.append(
            ListColumnView(
                column.letter, column.header, column.field or "", column.part, label, column.index
            )
        )
    known = {column.field for column in read.columns}
    for key, values in read.values.items():
        of_shape = shape.column(key)
        if key not in known and of_shape is not None and any(each is not None for each in values):
            views.append(ListColumnView("", "", key, "", _(of_shape.label)))
    return views
