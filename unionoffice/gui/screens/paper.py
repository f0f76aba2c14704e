"""The appendix as the sheet of paper it will be: figures can be pointed at and chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.screens.paper_layout import WIDTH, Laid, Spot, lay_out
from unionoffice.gui.theme import colour, scaled
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import LIGHT, S3, S6, SMALL_RADIUS
from unionoffice.gui.widgets.layouts import column, scrolled
from unionoffice.reports.sheet import Sheet

# Pixels to a millimetre at 100 % text size: below the first, letters are too small to read.
SMALLEST, LARGEST = 2.85, 4.1


class Paper(QWidget):
    """Arrows go from figure to figure, Enter chooses one, a click does both."""

    figure_chosen = Signal(str, str)  # row, figure
    figure_pointed = Signal(str, str)
    spot_marked = Signal(QRectF)

    def __init__(self, explain: Callable[[str, str], str]) -> None:
        """`explain(row, figure)` says in words how a figure is counted."""
        super().__init__()
        self._explain = explain
        self._sheet: Sheet | None = None
        self._laid = Laid()
        self._room = 0
        self._current: tuple[str, str] | None = None
        self._pointed: tuple[str, str] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("The appendix on paper"))

    def show_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._lay()

    def fit(self, room: int) -> None:
        """Take a size that fits into so many pixels, as long as it stays legible."""
        if room != self._room:
            self._room = room
            self._lay()

    @property
    def figures(self) -> list[Spot]:
        """Every figure on the paper, from top to bottom."""
        return list(self._laid.spots)

    def choose(self, row: str, figure: str) -> None:
        """Mark a figure as the one that is looked at, and announce it."""
        self._mark(row, figure)
        self.figure_chosen.emit(row, figure)

    def show_choice(self) -> None:
        """Bring the figure that is chosen into view again, as when the room has changed."""
        spot = self._current_spot()
        if spot is not None:
            self.spot_marked.emit(spot.area)

    def clear_choice(self) -> None:
        self._current = None
        self.update()

    def _mark(self, row: str, figure: str) -> None:
        self._current = (row, figure)
        spot = self._current_spot()
        if spot is not None:
            self.setAccessibleDescription(f"{spot.text}. {self._explain(row, figure)}")
            self.spot_marked.emit(spot.area)
        self.update()

    def _current_spot(self) -> Spot | None:
        for spot in self._laid.spots:
            if (spot.row, spot.figure) == self._current:
                return spot
        return None

    def _lay(self) -> None:
        if self._sheet is None or self._room <= 0:
            return
        fitting = self._room / WIDTH
        scale = max(scaled(100) / 100 * SMALLEST, min(scaled(100) / 100 * LARGEST, fitting))
        self._laid = lay_out(self._sheet, scale)
        self.setFixedSize(round(WIDTH * scale), round(self._laid.height))
        self.update()

    def _step(self, key: int) -> None:
        spots = self._laid.spots
        if not spots:
            return
        here = self._current_spot()
        if here is None:
            self._mark(spots[0].row, spots[0].figure)
            return
        found = _next_spot(spots, here, key)
        if found is not None:
            self._mark(found.row, found.figure)

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(self.width(), round(self._laid.height) or scaled(400))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # Paper is white in every theme, so its ink is that of the light one.
            painter.fillRect(self.rect(), QColor(LIGHT.paper))
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            self._paint_marks(painter)
            painter.setPen(QColor(LIGHT.text))
            for words in self._laid.words:
                words.layout.draw(painter, words.at)
            painter.setPen(QPen(QColor(LIGHT.text), 1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawLines(self._laid.rules)
            painter.setPen(QPen(QColor(LIGHT.border), 1, Qt.PenStyle.DotLine))
            painter.drawLines(self._laid.hairlines)

    def _paint_marks(self, painter: QPainter) -> None:
        for spot in self._laid.spots:
            which = (spot.row, spot.figure)
            painter.setPen(Qt.PenStyle.NoPen)
            if which == self._current:
                painter.setBrush(QColor(LIGHT.selection))
                painter.setPen(QPen(QColor(LIGHT.accent), 2 if self.hasFocus() else 1.5))
            elif which == self._pointed:
                painter.setBrush(QColor(LIGHT.selection))
            elif spot.is_open:
                painter.setBrush(QColor(LIGHT.warn_soft))
                painter.setPen(QPen(QColor(LIGHT.warn), 1, Qt.PenStyle.DashLine))
            else:
                painter.setBrush(QColor(LIGHT.accent_soft))
            painter.drawRoundedRect(spot.area, SMALL_RADIUS / 2, SMALL_RADIUS / 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._laid.spot_at(event.position())
        pointed = (spot.row, spot.figure) if spot else None
        if pointed != self._pointed:
            self._pointed = pointed
            shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()
            if spot:
                self.figure_pointed.emit(spot.row, spot.figure)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._laid.spot_at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(spot.row, spot.figure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if event.key() in arrows:
            self._step(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._current is not None:
                self.choose(*self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._laid.spot_at(QPointF(event.pos()))
            if spot is None:
                QToolTip.hideText()
            else:
                tip = self._explain(spot.row, spot.figure)
                QToolTip.showText(event.globalPos(), plain_tip(tip), self, spot.area.toRect())
            return True
        return super().event(event)


def _next_spot(spots: list[Spot], here: Spot, key: int) -> Spot | None:
    """The figure that an arrow leads to: beside it in its line, or in the next line."""
    middle = here.area.center()
    same_line = [spot for spot in spots if abs(spot.area.center().y() - middle.y()) < 4]
    match key:
        case Qt.Key.Key_Right:
            return min(
                (spot for spot in same_line if spot.area.left() > here.area.left()),
                key=lambda spot: spot.area.left(),
                default=None,
            )
        case Qt.Key.Key_Left:
            return max(
                (spot for spot in same_line if spot.area.left() < here.area.left()),
                key=lambda spot: spot.area.left(),
                default=None,
            )
    sign = 1 if key == Qt.Key.Key_Down else -1
    others = [spot for spot in spots if sign * (spot.area.center().y() - middle.y()) > 4]

    def distance(spot: Spot) -> tuple[float, float]:
        return (
            abs(spot.area.center().y() - middle.y()),
            abs(spot.area.center().x() - middle.x()),
        )

    return min(others, key=distance, default=None)


class PaperDesk(QWidget):
    """The paper in the middle of its desk, scrolling; it fits the paper to the room there is."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper
        self._desk = QWidget()
        layout = column(self._desk)
        layout.setContentsMargins(S3, S3, S3, S6)
        layout.addWidget(paper, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area = scrolled(self._desk)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        column(self).addWidget(self._area)
        paper.spot_marked.connect(self._bring_into_view)

    def _bring_into_view(self, spot: QRectF) -> None:
        middle = self._paper.mapTo(self._desk, spot.center().toPoint())
        self._area.ensureVisible(middle.x(), middle.y(), scaled(120), scaled(80))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paper.fit(self._area.viewport().width() - 2 * S3)
        QTimer.singleShot(0, self._paper.show_choice)
