"""The rows that belong to one record, such as who took part: a small table inside the form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.field_kinds import RIGHT_ALIGNED, editor_for, search_for, shower_for
from unionoffice.gui.protocols import Lookups
from unionoffice.gui.theme import scaled, text_font
from unionoffice.gui.tokens import CONTROL_HEIGHT, S2
from unionoffice.gui.widgets.buttons import QuietButton
from unionoffice.gui.widgets.editors import FieldEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.pickers import PickerLine
from unionoffice.gui.widgets.search_line import is_override_of_escape
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import LinesView, NamedChoice

Index = QModelIndex | QPersistentModelIndex
NAMED = frozenset({Kind.PERSON, Kind.UNIT, Kind.RECORD})
# Under which key the model keeps the text of a named value, beside the value.
NAME_OF = "{}.name"
ROWS_SHOWN = 8


class LinesModel(QAbstractTableModel):
    """The lines as dictionaries by field key, edited in place."""

    edited = Signal()

    def __init__(self, view: LinesView, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = view.fields
        self._showers = [shower_for(field) for field in view.fields]
        self.lines: list[dict[str, Any]] = []

    def reset(self, lines: list[dict[str, Any]]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def append(self, line: dict[str, Any]) -> None:
        place = len(self.lines)
        self.beginInsertRows(QModelIndex(), place, place)
        self.lines.append(line)
        self.endInsertRows()
        self.edited.emit()

    def remove(self, places: list[int]) -> None:
        for place in sorted(places, reverse=True):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self.lines[place]
            self.endRemoveRows()
        if places:
            self.edited.emit()

    def _text(self, line: dict[str, Any], column: int) -> str:
        field = self.fields[column]
        if field.kind in NAMED:
            return str(line.get(NAME_OF.format(field.key)) or "")
        return self._showers[column](line.get(field.key))

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = 0) -> Any:
        field = self.fields[index.column()]
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and field.kind != Kind.FLAG:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return line.get(field.key)
        if role == Qt.ItemDataRole.CheckStateRole and field.kind == Kind.FLAG:
            ticked = bool(line.get(field.key))
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and field.kind in RIGHT_ALIGNED:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        field = self.fields[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        self.lines[index.row()][field.key] = value
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        field = self.fields[index.column()]
        if field.kind == Kind.FLAG:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        if field.kind in NAMED or field.is_read_only:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.fields[section].label)
        return None


class LinesDelegate(QStyledItemDelegate):
    """Edits a cell with the same editor that the form has for such a field."""

    def __init__(self, view: LinesView, lookups: Lookups, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields = view.fields
        self._lookups = lookups

    # Qt overrides
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> FieldEditor:
        editor = editor_for(self._fields[index.column()], self._lookups)
        editor.hide_label()
        editor.setParent(parent)
        inner = editor.focusProxy()
        if inner is not None:
            inner.installEventFilter(self)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, FieldEditor):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, FieldEditor) and not editor.unreadable():
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The keys go to the line inside the editor, which the view knows nothing of.
        editor = editor_around(watched)
        if editor is None or editor is watched:
            return super().eventFilter(watched, event)
        if is_override_of_escape(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                following = event.key() == Qt.Key.Key_Tab
                hint = self.EndEditHint.EditNextItem if following else self.EndEditHint.NoHint
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, hint)
                return True
        return False


def editor_around(widget: QObject | None) -> FieldEditor | None:
    """The editor that a line or box is part of."""
    while widget is not None and not isinstance(widget, FieldEditor):
        widget = widget.parent()
    return widget


class LinesEditor(QWidget):
    """Lines are added by choosing a person beneath the table, and taken away with Delete."""

    edited = Signal()

    def __init__(self, view: LinesView, lookups: Lookups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._named = next((field for field in view.fields if field.kind in NAMED), None)
        self._model = LinesModel(view, self)
        self.table = LinesTable()
        self.table.setModel(self._model)
        self.table.setItemDelegate(LinesDelegate(view, lookups, self))
        self.table.setAccessibleName(_(view.title))
        self._count = Text("", "small")
        self._remove = QuietButton(_("Take off the list"))
        self._line = self._make_line(lookups)
        self._add = QuietButton(_("Add a row"), "plus")
        layout = column(self, S2)
        head = row()
        head.addWidget(Text(_(view.title), "section"))
        head.addWidget(self._count, 1)
        head.addWidget(self._remove)
        layout.addLayout(head)
        layout.addWidget(self.table)
        layout.addWidget(self._add if self._line is None else self._line)
        self._connect()
        self._fit()

    def _make_line(self, lookups: Lookups) -> PickerLine | None:
        if self._named is None:
            return None
        search = search_for(self._named, lookups)
        line = PickerLine(search, _("Add: type part of the name …"))
        line.setAccessibleName(_("Add to the list"))
        return line

    def _connect(self) -> None:
        self._model.edited.connect(self._follow)
        self._remove.clicked.connect(self._remove_marked)
        self.table.removal_wanted.connect(self._remove_marked)
        self._add.clicked.connect(self._append_blank)
        if self._line is not None:
            self._line.chosen.connect(self._append)

    def set_lines(self, lines: list[dict[str, Any]], names: dict[str, str]) -> None:
        """Show lines; `names` has the text of a named value under "number of the line.field"."""
        self._model.reset(
            [{**line, **self._names_in(names, number)} for number, line in enumerate(lines)]
        )
        self._fit()

    def lines(self) -> list[dict[str, Any]]:
        """The lines as a draft holds them."""
        ours = {NAME_OF.format(field.key) for field in self._view.fields}
        return [
            {key: value for key, value in line.items() if key not in ours}
            for line in self._model.lines
        ]

    def _names_in(self, names: dict[str, str], number: int) -> dict[str, str]:
        return {
            NAME_OF.format(field.key): names.get(f"{number}.{field.key}", "")
            for field in self._view.fields
            if field.kind in NAMED
        }

    def _append(self, choice: NamedChoice | None) -> None:
        if choice is None or self._named is None or self._line is None:
            return
        self._line.set_choice(None)
        key = self._named.key
        if all(line.get(key) != choice.id for line in self._model.lines):
            self._model.append({**self._blank(), key: choice.id, NAME_OF.format(key): choice.name})

    def _append_blank(self) -> None:
        self._model.append(self._blank())
        self.table.setCurrentIndex(self._model.index(len(self._model.lines) - 1, 0))
        self.table.edit(self.table.currentIndex())

    def _blank(self) -> dict[str, Any]:
        return {field.key: field.default for field in self._view.fields}

    def _remove_marked(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self._model.remove([index.row() for index in rows])

    def _follow(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        count = len(self._model.lines)
        words = ngettext("{count} row", "{count} rows", count)
        self._count.setText(words.format(count=count))
        self.table.setVisible(count > 0)
        self._remove.setVisible(count > 0)
        self.table.fit_height(min(count, ROWS_SHOWN))


class LinesTable(QTableView):
    """As high as its rows, up to a limit."""

    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(text_font())
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fit_height(self, rows: int) -> None:
        height = scaled(CONTROL_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * height + S2)
        across = self.horizontalHeader()
        # The first column says who it is; the others take what their heads need.
        for place in range(across.count()):
            first = place == 0
            mode = QHeaderView.ResizeMode.Stretch if first else QHeaderView.ResizeMode.Interactive
            across.setSectionResizeMode(place, mode)
            if not first:
                self.setColumnWidth(place, across.sectionSizeHint(place))

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)
