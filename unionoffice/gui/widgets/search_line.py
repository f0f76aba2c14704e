"""A line to search with: it waits for a pause in typing, Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.icons import icon
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S2, SEARCH_PAUSE_MS

MARK_SIZE = 18


class SearchLine(QLineEdit):
    """Announces what is searched for after a pause in typing; `left_down` goes to the results."""

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._clear = ClearButton(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._announced = ""
        self._fit()
        self._connect()

    def _connect(self) -> None:
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self.announce)
        self._pause.timeout.connect(self.announce)
        self._clear.clicked.connect(self.clear)

    def announce(self) -> None:
        """Do not wait for the pause in typing."""
        self._pause.stop()
        if self.text().strip() != self._announced:
            self._announced = self.text().strip()
            self.searched.emit(self._announced)

    def _wait(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _fit(self) -> None:
        mark = scaled(MARK_SIZE)
        self.setTextMargins(mark + S1, 0, mark + S1, 0)
        self._clear.place_in(self)

    # Qt overrides
    def event(self, event: QEvent) -> bool:
        # The window has Esc as a shortcut; a line with text in it comes first.
        if is_override_of_escape(event) and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.announce()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = scaled(MARK_SIZE)
        corner = QPoint(S2 + 1, (self.height() - side) // 2)
        icon("search", "muted").paint(QPainter(self), QRect(corner, QSize(side, side)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._clear.place_in(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def is_override_of_escape(event: QEvent) -> bool:
    """Whether Qt asks if Esc is wanted here before it goes to the window's shortcuts."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )


class ClearButton(QToolButton):
    """The ✕ at the end of a line; not in the tab order, since the keyboard has its own way."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.setIcon(icon("x", "muted"))
        self.setAccessibleName(_("Clear"))
        self.setToolTip(_("Clear"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def place_in(self, line: QLineEdit) -> None:
        side = scaled(MARK_SIZE) + 2 * S1
        self.setIconSize(QSize(scaled(MARK_SIZE), scaled(MARK_SIZE)))
        self.setGeometry(line.width() - side - S1, (line.height() - side) // 2, side, side)
