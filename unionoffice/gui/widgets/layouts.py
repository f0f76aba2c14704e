"""Boxes with the spacing of the tokens, and one that wraps like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from unionoffice.gui.tokens import S2, S4, S6


def column(parent: QWidget | None = None, spacing: int = S4, margin: int = 0) -> QVBoxLayout:
    """A column of parts."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def row(parent: QWidget | None = None, spacing: int = S2, margin: int = 0) -> QHBoxLayout:
    """A row of parts."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def hide_unless(is_wanted: bool, *parts: QWidget) -> None:
    """Take parts away that have no place yet.

    To show such a part would make it a window of its own for a moment, which takes the keys.
    """
    if not is_wanted:
        for part in parts:
            part.hide()


def scrolled(content: QWidget, *, is_in_first_picture: bool = False) -> QScrollArea:
    """`content` that scrolls up and down when it does not fit, on the ground of its parent."""
    content.setProperty("role", "scrolled")
    area = FollowingArea(is_in_first_picture)
    area.setWidget(content)
    return area


class FollowingArea(QScrollArea):
    """Scrolls to whatever takes the keys; Qt does that for Tab only.

    In the first picture not before it is painted: when the first slot is connected to the signal
    of the focus, PySide makes every class of Qt known.
    """

    def __init__(self, is_in_first_picture: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._is_following = not is_in_first_picture
        if self._is_following:
            self._watch_focus()

    def _watch_focus(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible() or not self.viewport().isAncestorOf(now):
            return
        # What is higher than the area itself cannot come into view as a whole; to show its middle
        # would take what was just clicked away from under the pointer.
        if now.visibleRegion().isEmpty() or now.height() <= self.viewport().height():
            self.ensureWidgetVisible(now, 0, S6)

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_following:
            self._is_following = True
            QTimer.singleShot(0, self, self._watch_focus)


class WatchedWidth(QWidget):
    """Tells how wide it has become, for parts that do with less in a narrow place."""

    width_changed = Signal(int)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit(event.size().width())


class FlowLayout(QLayout):
    """A row that goes on in the next line when it is full: chips, tiles, buttons."""

    def __init__(self, parent: QWidget | None = None, spacing: int = S2) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def insert(self, place: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def _arrange(self, area: QRect, really: bool) -> int:
        top = area.y()
        for line in self._lines(area.width()):
            height = max(item.sizeHint().height() for item in line)
            left = area.x()
            for item in line:
                size = item.sizeHint()
                if really:
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(0, top - self.spacing() - area.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            needed = item.sizeHint().width()
            if not lines or used + self.spacing() + needed > width:
                lines.append([])
                used = -self.spacing()
            lines[-1].append(item)
            used += self.spacing() + needed
        return lines

    # Qt overrides
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # None ends a walk
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, really=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size
