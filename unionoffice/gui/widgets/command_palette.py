"""Ctrl+K: find a page, an action or a person by any word of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from unionoffice.core.i18n import _
from unionoffice.core.text import fold
from unionoffice.gui.icons import icon
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S2, S6, SEARCH_PAUSE_MS
from unionoffice.gui.widgets.command import Command
from unionoffice.gui.widgets.labels import Line, Text
from unionoffice.gui.widgets.layouts import column
from unionoffice.gui.widgets.search_line import is_override_of_escape

MOST_SHOWN = 12
COMMAND = Qt.ItemDataRole.UserRole + 1


class CommandPalette(QFrame):
    """Floats over its parent; type, choose with the arrows, Enter runs it, Esc closes."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._commands: tuple[Command, ...] = ()
        self._search: Callable[[str], Sequence[Command]] | None = None
        self._line = QLineEdit()
        self._line.setPlaceholderText(_("Find a page, an action or a person …"))
        self._line.setAccessibleName(_("Find anything"))
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setAccessibleName(_("What was found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._nothing = Text(_("Nothing found. Try another word."), "muted")
        self._nothing.setContentsMargins(S2, S2, S2, S2)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._layout = column(self, S2, S2)
        for part in (self._line, Line(), self._nothing, self._list):
            self._layout.addWidget(part)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self._line.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._find)
        self._line.installEventFilter(self)
        self._list.clicked.connect(self._run_current)
        self._ground.installEventFilter(self)

    def open(
        self,
        commands: Sequence[Command],
        search: Callable[[str], Sequence[Command]] | None = None,
    ) -> None:
        """Offer `commands`; `search` adds what only the register knows, such as people."""
        self._commands = tuple(commands)
        self._search = search
        self._line.clear()
        self._find()
        self.show()
        self.raise_()
        self._line.setFocus()

    def close_palette(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _find(self) -> None:
        self._pause.stop()
        wanted = fold(self._line.text()).split()
        found = [
            command
            for command in self._commands
            if all(f" {word}" in f" {_folded(command)}" for word in wanted)
        ]
        if self._search is not None and wanted:
            found = [*found[: MOST_SHOWN // 2], *self._search(self._line.text())]
        self._show(found[:MOST_SHOWN])

    def _show(self, found: Sequence[Command]) -> None:
        self._model.clear()
        for command in found:
            text = f"{command.title}   ·   {command.note}" if command.note else command.title
            item = QStandardItem(icon(command.icon, "muted"), text)
            item.setData(command, COMMAND)
            self._model.appendRow(item)
        self._list.setVisible(bool(found))
        self._list.setFixedHeight(len(found) * max(1, self._list.sizeHintForRow(0)) + S1)
        self._nothing.setVisible(not found)
        if found:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._place()

    def _run_current(self) -> None:
        command = self._list.currentIndex().data(COMMAND)
        if command is not None:
            self.close_palette()
            command.run()

    def _place(self) -> None:
        self._layout.activate()
        room = self._ground.rect()
        width = min(scaled(600), room.width() - 2 * S6)
        self.setGeometry(
            (room.width() - width) // 2,
            scaled(64),
            width,
            self.sizeHint().height(),
        )

    def _step(self, by: int) -> None:
        rows = self._model.rowCount()
        if rows:
            row = (self._list.currentIndex().row() + by) % rows
            self._list.setCurrentIndex(self._model.index(row, 0))

    def _handle_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_palette()
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._pause.isActive():
                    self._find()
                self._run_current()
            case _:
                return False
        return True

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line:
            if is_override_of_escape(event):
                event.accept()
                return True
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._handle_key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.close_palette()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


def _folded(command: Command) -> str:
    return fold(f"{command.title} {command.words}")
