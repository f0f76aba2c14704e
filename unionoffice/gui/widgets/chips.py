"""Chips: small round buttons that read as part of a sentence, removable when set by the user."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.icons import button_icon, icon
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2
from unionoffice.gui.widgets.labels import restyle


class Chip(QPushButton):
    """A chip opens something when pressed; an active one says what is set, and ✕ takes it off.

    Delete and Backspace take it off from the keyboard.
    """

    removed = Signal()

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._is_removable = False
        self.setAutoDefault(False)
        if icon_name:
            self.setIcon(button_icon(icon_name, "muted"))

    @property
    def is_active(self) -> bool:
        return bool(self.property("active") == "true")

    def show_state(self, text: str, is_active: bool, is_removable: bool = True) -> None:
        """Say `text`; an active chip is coloured, and removable unless told otherwise."""
        self.setText(text)
        self._is_removable = is_active and is_removable
        self.setProperty("active", "true" if is_active else "false")
        self.setAccessibleDescription(
            _("Press Delete to take this filter off.") if self._is_removable else ""
        )
        restyle(self)
        self.updateGeometry()

    def _cross(self) -> QRect:
        side = scaled(16)
        return QRect(
            QPoint(self.width() - side - S2, (self.height() - side) // 2), QSize(side, side)
        )

    # Qt overrides
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return size + QSize(scaled(16) + S2 if self._is_removable else 0, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_removable:
            icon("x", "accent").paint(QPainter(self), self._cross())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._is_removable and self._cross().adjusted(-4, -8, 8, 8).contains(place):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        removing = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if removing and self._is_removable:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        return super().event(event)
