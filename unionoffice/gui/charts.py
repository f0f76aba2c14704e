"""Small charts painted over plain data: bars, horizontal bars, lines, a donut."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from unionoffice.core import formatting
from unionoffice.core.i18n import _
from unionoffice.gui.chart_shapes import TICKS, nice_top, rounded_top
from unionoffice.gui.theme import colour, colours, scaled, text_font
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import S1, S2, S3, SEMIBOLD, SMALL

BAR_SHARE = 0.64  # of the room that one label has


@dataclass(frozen=True)
class Series:
    """One row of values with its name; the name is shown when there are several."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class ChartData:
    """What a chart shows: a value of every series for every label, all words translated."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    show: Callable[[float], str] = lambda value: formatting.number(round(value))

    @property
    def largest(self) -> float:
        return max((abs(value) for row in self.series for value in row.values), default=0.0)

    def in_words(self) -> str:
        """The whole chart as one text, for those who do not see it."""
        parts = [
            _("{label}: {figure}").format(
                label=f"{label}, {row.name}" if len(self.series) > 1 else label,
                figure=self.show(value),
            )
            for row in self.series
            for label, value in zip(self.labels, row.values, strict=True)
        ]
        return "; ".join(parts)


NOTHING = ChartData("", (), ())


class Chart(QWidget):
    """Common to all charts: the data, its words, and tips over the marks."""

    def __init__(self, data: ChartData = NOTHING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._data = data
        self._marks: list[tuple[QRectF, str]] = []
        self.show_data(data)

    def show_data(self, data: ChartData) -> None:
        self._data = data
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.in_words())
        self.updateGeometry()
        self.update()

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        raise NotImplementedError

    def _mark(self, area: QRectF, label: str, value: float, name: str = "") -> None:
        words = f"{label} · {name}" if name else label
        self._marks.append((area, f"{words}: {self._data.show(value)}"))

    def _name_of(self, row: Series) -> str:
        return row.name if len(self._data.series) > 1 else ""

    def _draw_legend(self, painter: QPainter, area: QRectF) -> QRectF:
        """Names of the series at the top, in lines; gives the room that is left."""
        if len(self._data.series) < 2:
            return area
        metrics = QFontMetricsF(painter.font())
        x, y, dot = area.left(), area.top() + S1, metrics.capHeight()
        for place, row in enumerate(self._data.series):
            width = dot + S2 + metrics.horizontalAdvance(row.name)
            if x > area.left() and x + width > area.right():
                x, y = area.left(), y + metrics.height()
            painter.fillRect(QRectF(x, y, dot, dot), series_colour(place))
            painter.setPen(colour("muted"))
            painter.drawText(QPointF(x + dot + S2, y + dot), row.name)
            x += width + S3
        return area.adjusted(0, y - area.top() + metrics.height() + S1, 0, 0)

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(scaled(320), scaled(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(200), scaled(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(text_font(SMALL))
            self._marks = []
            area = QRectF(self.rect()).adjusted(0, S1, 0, -S1)
            if self._data.largest > 0:
                self._draw(painter, area)
            else:
                painter.setPen(colour("muted"))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _("Nothing to show yet."))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            tip = next((text for area, text in self._marks if area.contains(place)), "")
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)


class _AxisChart(Chart):
    """A value axis at the left with hairlines, labels below."""

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        area = self._draw_legend(painter, area)
        metrics = QFontMetricsF(painter.font())
        top = nice_top(self._data.largest)
        ticks = [top * step / TICKS for step in range(TICKS + 1)]
        left = max(metrics.horizontalAdvance(self._data.show(tick)) for tick in ticks) + S2
        plot = area.adjusted(left, metrics.height() / 2, -S1, -(metrics.height() + S2))
        for tick in ticks:
            y = plot.bottom() - plot.height() * tick / top
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(colour("muted"))
            painter.drawText(
                QRectF(area.left(), y - metrics.height() / 2, left - S2, metrics.height()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                self._data.show(tick),
            )
        self._draw_labels(painter, plot, metrics)
        self._draw_values(painter, plot, top)

    def _slot(self, plot: QRectF, place: int) -> QRectF:
        """The room that belongs to one label."""
        width = plot.width() / len(self._data.labels)
        return QRectF(plot.left() + place * width, plot.top(), width, plot.height())

    def _draw_labels(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        widest = max(metrics.horizontalAdvance(label) for label in self._data.labels) + S2
        # Every second, third … label when they would run into each other.
        step = max(1, math.ceil(widest / self._slot(plot, 0).width()))
        painter.setPen(colour("muted"))
        for place in range(0, len(self._data.labels), step):
            middle = self._slot(plot, place).center().x()
            painter.drawText(
                QRectF(middle - widest / 2, plot.bottom() + S1, widest, metrics.height()),
                Qt.AlignmentFlag.AlignCenter,
                self._data.labels[place],
            )

    def _draw_values(self, painter: QPainter, plot: QRectF, top: float) -> None:
        raise NotImplementedError


class BarChart(_AxisChart):
    """Standing bars; several series stand beside each other."""

    def _draw_values(self, painter: QPainter, plot: QRectF, top: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        rows = len(self._data.series)
        for place, label in enumerate(self._data.labels):
            slot = self._slot(plot, place)
            width = min(slot.width() * BAR_SHARE / rows, scaled(44))
            left = slot.center().x() - width * rows / 2
            for number, row in enumerate(self._data.series):
                value = row.values[place]
                height = plot.height() * value / top
                bar = QRectF(left + number * width, plot.bottom() - height, width - 1, height)
                painter.fillPath(rounded_top(bar, 3), series_colour(number))
                self._mark(bar.adjusted(0, -S2, 0, 0), label, value, self._name_of(row))


class LineChart(_AxisChart):
    """A line for every series, with a dot at every value."""

    def _draw_values(self, painter: QPainter, plot: QRectF, top: float) -> None:
        for number, row in enumerate(self._data.series):
            points = [
                QPointF(
                    self._slot(plot, place).center().x(),
                    plot.bottom() - plot.height() * value / top,
                )
                for place, value in enumerate(row.values)
            ]
            painter.setPen(QPen(series_colour(number), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(colour("surface"))
            for point, label, value in zip(points, self._data.labels, row.values, strict=True):
                painter.drawEllipse(point, 3.5, 3.5)
                around = QRectF(point.x() - 8, point.y() - 8, 16, 16)
                self._mark(around, label, value, self._name_of(row))


class HorizontalBars(Chart):
    """Lying bars with long labels above them and the value at their end; the first series only."""

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        values = self._data.series[0].values
        room = max(metrics.horizontalAdvance(self._data.show(value)) for value in values) + S3
        height = min(area.height() / len(values), self._row_height() * 1.4)
        for place, (label, value) in enumerate(zip(self._data.labels, values, strict=True)):
            line = QRectF(area.left(), area.top() + place * height, area.width(), height)
            text = QRectF(line.left(), line.top(), line.width(), metrics.height())
            painter.setPen(colour("text"))
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft, shown)
            full = QRectF(line.left(), text.bottom() + 2, line.width() - room, scaled(10))
            bar = QRectF(full.topLeft(), full.size())
            bar.setWidth(max(2.0, full.width() * value / self._data.largest))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(full, colour("sunken"))
            painter.fillRect(bar, series_colour(0))
            painter.setPen(colour("muted"))
            end = QRectF(full.right(), full.center().y() - metrics.height() / 2, room, 0)
            end.setHeight(metrics.height())
            painter.drawText(end, Qt.AlignmentFlag.AlignRight, self._data.show(value))
            self._mark(line, label, value)

    def _row_height(self) -> float:
        return QFontMetricsF(text_font(SMALL)).height() + scaled(10) + S3

    # Qt overrides
    def sizeHint(self) -> QSize:
        rows = max(3, len(self._data.labels))
        return QSize(scaled(320), round(rows * self._row_height()) + 2 * S1)


class ChangeBars(HorizontalBars):
    """Lying bars to both sides of a middle line: what grew to the right, what fell to the left."""

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        values = self._data.series[0].values
        room = max(metrics.horizontalAdvance(self._data.show(value)) for value in values) + S2
        height = min(area.height() / len(values), self._row_height() * 1.4)
        reach = area.width() / 2 - room
        for place, (label, value) in enumerate(zip(self._data.labels, values, strict=True)):
            line = QRectF(area.left(), area.top() + place * height, area.width(), height)
            text = QRectF(line.left(), line.top(), line.width(), metrics.height())
            painter.setPen(colour("text"))
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft, shown)
            length = max(2.0, reach * abs(value) / self._data.largest)
            left = line.center().x() - (length if value < 0 else 0)
            bar = QRectF(left, text.bottom() + 2, length, scaled(10))
            painter.fillRect(bar, series_colour(1 if value < 0 else 0))
            painter.setPen(colour("muted"))
            beside = QRectF(0, bar.center().y() - metrics.height() / 2, room, metrics.height())
            beside.moveLeft(bar.left() - room - S1 if value < 0 else bar.right() + S1)
            side = Qt.AlignmentFlag.AlignRight if value < 0 else Qt.AlignmentFlag.AlignLeft
            painter.drawText(beside, side, self._data.show(value))
            self._mark(line, label, value)


class DonutChart(Chart):
    """Shares of a whole with the sum in the middle and the parts named beside; first series only.

    More than six parts are shown as the five first and the rest.
    """

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        parts = self._parts()
        total = sum(value for _label, value in parts)
        side = min(area.height(), area.width() * 0.45)
        ring = QRectF(area.left(), area.center().y() - side / 2, side, side)
        thickness = side * 0.16
        arc = ring.adjusted(thickness / 2, thickness / 2, -thickness / 2, -thickness / 2)
        angle = 90.0
        for place, (_label, value) in enumerate(parts):
            span = 360.0 * value / total
            gap = 1.2 if len(parts) > 1 else 0.0
            pen = QPen(series_colour(place), thickness)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(arc, round((angle - gap / 2) * 16), -round(max(span - gap, 0.3) * 16))
            angle -= span
        painter.setPen(colour("text"))
        small = painter.font()
        painter.setFont(text_font(1.1, SEMIBOLD))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, self._data.show(total))
        painter.setFont(small)
        self._draw_names(painter, area.adjusted(side + S3, 0, 0, 0), parts)

    def _parts(self) -> list[tuple[str, float]]:
        parts = list(zip(self._data.labels, self._data.series[0].values, strict=True))
        most = len(colours().series)
        if len(parts) <= most:
            return parts
        rest = sum(value for _label, value in parts[most - 1 :])
        return [*parts[: most - 1], (_("Other"), rest)]

    def _draw_names(
        self, painter: QPainter, area: QRectF, parts: Sequence[tuple[str, float]]
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        height = min(metrics.height() + S2, area.height() / len(parts))
        top = area.center().y() - height * len(parts) / 2
        dot = metrics.capHeight()
        for place, (label, value) in enumerate(parts):
            line = QRectF(area.left(), top + place * height, area.width(), height)
            middle = line.center().y()
            painter.fillRect(QRectF(line.left(), middle - dot / 2, dot, dot), series_colour(place))
            figure = self._data.show(value)
            room = line.width() - dot - S2 - metrics.horizontalAdvance(figure) - S2
            words = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room)
            upright = Qt.AlignmentFlag.AlignVCenter
            painter.setPen(colour("text"))
            painter.drawText(
                line.adjusted(dot + S2, 0, 0, 0), upright | Qt.AlignmentFlag.AlignLeft, words
            )
            painter.setPen(colour("muted"))
            painter.drawText(line, upright | Qt.AlignmentFlag.AlignRight, figure)
            self._mark(line, label, value)


def series_colour(place: int) -> QColor:
    series = colours().series
    return QColor(series[place % len(series)])
