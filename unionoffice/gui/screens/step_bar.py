"""The steps of one piece of work, all of them visible, the present one marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.icons import icon
from unionoffice.gui.theme import colour, scaled, text_font
from unionoffice.gui.tokens import CONTROL_HEIGHT, S2, S3, S6, SEMIBOLD

MARK = 24


class StepBar(QWidget):
    """A number in a circle for each step; steps that are done carry a tick."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    @property
    def current(self) -> int:
        return self._current

    def show_step(self, place: int) -> None:
        self._current = place
        words = _("Step {number} of {count}: {step}")
        self.setAccessibleName(
            words.format(number=place + 1, count=len(self._steps), step=self._steps[place])
        )
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(text_font(weight=SEMIBOLD))
        texts = sum(metrics.horizontalAdvance(step) for step in self._steps)
        marks = len(self._steps) * (scaled(MARK) + S2 + S6 + S3)
        return QSize(round(texts + marks), scaled(CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x = 0.0
            for place, step in enumerate(self._steps):
                if place:
                    middle = self.height() / 2
                    painter.setPen(QPen(colour("border"), 1))
                    painter.drawLine(round(x), round(middle), round(x + S6 - S2), round(middle))
                    x += S6
                x = self._draw_step(painter, place, step, x)

    def _draw_step(self, painter: QPainter, place: int, step: str, x: float) -> float:
        side = scaled(MARK)
        mark = QRectF(x, (self.height() - side) / 2, side, side)
        is_current, is_done = place == self._current, place < self._current
        font = text_font(weight=SEMIBOLD) if is_current else text_font()
        painter.setFont(font)
        painter.setPen(QPen(colour("accent" if is_current or is_done else "border"), 1.5))
        painter.setBrush(colour("accent" if is_current else "surface"))
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if is_done:
            icon("check", "accent").paint(painter, mark.adjusted(4, 4, -4, -4).toRect())
        else:
            painter.setPen(colour("on_accent" if is_current else "muted"))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        painter.setPen(colour("text" if is_current else "muted"))
        width = QFontMetricsF(font).horizontalAdvance(step)
        words = QRectF(mark.right() + S2, 0, width + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, step)
        return words.right() + S2
