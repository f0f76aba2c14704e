"""Surfaces: a card, a figure with its trend, a title over a group."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.chart_shapes import points_of
from unionoffice.gui.icons import icon
from unionoffice.gui.theme import colour, scaled
from unionoffice.gui.tokens import S1, S2, S4
from unionoffice.gui.widgets.labels import Text, restyle
from unionoffice.gui.widgets.layouts import column, row


class Card(QFrame):
    """A surface with a hairline; put parts into `content`. Clickable only when made so."""

    clicked = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: QVBoxLayout = column(self, S2, S4)
        if title:
            self.content.addWidget(Text(title, "strong"))

    def make_clickable(self, name: str) -> None:
        """Let the whole card be pressed, by mouse and keyboard; `name` says what it opens."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setProperty("clickable", "true")
        restyle(self)

    @property
    def _is_clickable(self) -> bool:
        return bool(self.property("clickable") == "true")

    # Qt overrides
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_clickable and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._is_clickable and pressed:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class StatTile(Card):
    """One figure with its unit in words, its change, and a small line of how it came about."""

    def __init__(self, label: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        head = row()
        if icon_name:
            head.addWidget(IconLabel(icon_name, "muted"))
        self._label = Text(label, "muted", wrap=True)
        head.addWidget(self._label, 1)
        self._figure = Text("", "figure")
        self._trend = Text("", "small", wrap=True)
        self._spark = Sparkline()
        middle = row()
        middle.addWidget(self._figure, 1)
        middle.addWidget(self._spark)
        self.content.setSpacing(S1)
        self.content.addLayout(head)
        self.content.addLayout(middle)
        self.content.addWidget(self._trend)
        self.content.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_figure(
        self, figure: str, trend: str = "", tone: str = "", values: tuple[float, ...] = ()
    ) -> None:
        """`figure` as text with its unit, `trend` in words ("12 more than last year")."""
        self._figure.setText(figure)
        self._trend.setText(trend)
        self._trend.setVisible(bool(trend))
        self._trend.set_tone(tone)
        self._spark.show_values(values)
        self._fit_spark()
        spoken = _("{label}: {figure}. {trend}")
        self.setAccessibleName(
            spoken.format(label=self._label.text(), figure=figure, trend=trend).strip()
        )

    def _fit_spark(self) -> None:
        """A long sum takes the whole line: what is written matters more than its way here."""
        taken = self._figure.sizeHint().width() + S2 + self._spark.sizeHint().width()
        self._spark.setVisible(
            self._spark.has_values and taken <= self.contentsRect().width() - 2 * S4
        )

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_spark()


class Sparkline(QWidget):
    """A line without axes: only the way a figure went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self.setVisible(False)

    @property
    def has_values(self) -> bool:
        return len(self._values) > 1

    def show_values(self, values: tuple[float, ...]) -> None:
        self._values = values
        self.setVisible(self.has_values)
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(scaled(72), scaled(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            points = points_of(self._values, area)
            painter.setPen(QPen(colour("accent"), 1.75))
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(colour("accent"))
            painter.drawEllipse(points[-1], 2.5, 2.5)


class IconLabel(QLabel):
    """A picture beside words; a screen reader passes over it."""

    def __init__(
        self, name: str, tone: str = "text", size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_icon(self, name: str, tone: str) -> None:
        self._name, self._tone = name, tone
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(scaled(self._size), scaled(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Painted from the palette of the moment, so that it follows a change of theme.
        icon(self._name, self._tone).paint(QPainter(self), self.rect())


class SectionTitle(QWidget):
    """A title over a group of parts, with one line under it and room for an action at its end."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = column(spacing=S1)
        words.addWidget(Text(title, "heading"))
        if note:
            words.addWidget(Text(note, "muted", wrap=True))
        self._row = row(self)
        self._row.addLayout(words, 1)

    def add_action(self, button: QWidget) -> None:
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
