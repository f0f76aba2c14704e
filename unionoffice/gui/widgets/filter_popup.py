"""A small form that opens under a chip and sets one filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.screen_room import room_around
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S3, S4
from unionoffice.gui.widgets.buttons import PrimaryButton, QuietButton
from unionoffice.gui.widgets.editors import FieldEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row

WIDTH = 300


class FilterPopup(QFrame):
    """Editors, one button that applies them, and quiet ones for special conditions.

    It stays open while something typed cannot be read, and says so under the editor.
    """

    applied = Signal()
    special = Signal(str)
    closed = Signal()

    def __init__(
        self,
        title: str,
        editors: Sequence[FieldEditor],
        parent: QWidget,
        specials: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._editors = list(editors)
        layout = column(self, S3, S4)
        layout.addWidget(Text(title, "strong"))
        for editor in self._editors:
            layout.addWidget(editor)
        buttons = row()
        for key, words in specials:
            button = QuietButton(words)
            button.setProperty("key", key)
            button.clicked.connect(self._announce_special)
            buttons.addWidget(button)
        buttons.addStretch(1)
        if self._editors:
            apply = PrimaryButton(_("Apply"))
            apply.clicked.connect(self._apply)
            buttons.addWidget(apply)
        layout.addLayout(buttons)

    def open_below(self, widget: QWidget) -> None:
        """Show it under `widget`, inside the screen."""
        self.setMinimumWidth(scaled(WIDTH))
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + S1))
        room = room_around(widget)
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        if self._editors:
            self._editors[0].setFocus()

    def _apply(self) -> None:
        for editor in self._editors:
            editor.set_problem(editor.unreadable())
        if not any(editor.problem for editor in self._editors):
            self.applied.emit()
            self.close()

    def _announce_special(self) -> None:
        self.special.emit(self.sender().property("key"))
        self.close()

    # Qt overrides
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        else:
            super().keyPressEvent(event)
