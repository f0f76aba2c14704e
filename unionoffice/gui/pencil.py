"""Draws words, icons and boxes in the fonts and colours of the tokens, for the first picture.

Boxes and icons become one drawing in SVG, which Qt paints as a whole; words are written in layers,
one for every colour, that take their colour from their palette. The ordinary way would be twice as
long: at the first colour that a painter is given PySide asks for `Qt`, and makes the hundred
classes of numbers that this name has. For the same reason nothing here names `Qt` or QStyle.
"""

from __future__ import annotations

from functools import cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from unionoffice.gui.chart_shapes import points_of
from unionoffice.gui.drawings import svg_in
from unionoffice.gui.theme import text_scale
from unionoffice.gui.tokens import BASE_POINTS, NORMAL, RADIUS, REGULAR, Colours

# Where words stand in their place, and how they are broken, as Qt numbers it.
LEFT, CENTRE, MIDDLE, WRAPPED, MNEMONIC = 0x1, 0x4, 0x80, 0x1000, 0x800
EVER = 10_000.0  # room that is never used up
ICON_SIDE, ICON_FRAME = 24, 'viewBox="0 0 24 24"'  # of the drawings of the icons


Words = tuple[str, QRectF, QFont, int]  # what is written where, with what, and how


class Pencil:
    """Lengths are pixels; `size` and `weight` of words are steps of the type scale."""

    def __init__(self, font: QFont, colours: Colours) -> None:
        self._base = font
        self._colours = colours
        self._scale = text_scale()
        self._shapes: list[str] = []
        self.words: dict[str, list[Words]] = {}  # by their colour
        self._font = cache(self._made_font)
        self._metrics = cache(self._made_metrics)

    def scaled(self, pixels: float) -> int:
        """A length of the tokens at the text size that is set."""
        return round(pixels * self._scale)

    # Words

    def width(self, words: str, size: float = NORMAL, weight: int = REGULAR) -> float:
        return self._metrics(size, weight).horizontalAdvance(words)

    def height(
        self, words: str = "X", room: float = EVER, size: float = NORMAL, weight: int = REGULAR
    ) -> int:
        """Of words that are broken where the room ends."""
        place = QRectF(0, 0, room, EVER)
        whole = self._metrics(size, weight).boundingRect(place, LEFT | WRAPPED, words)
        return ceil(whole.height())

    def write(
        self,
        words: str,
        place: QRectF,
        tone: str = "text",
        size: float = NORMAL,
        weight: int = REGULAR,
        how: int = LEFT | MIDDLE,
    ) -> None:
        written = (words, place, self._font(size, weight), how)
        self.words.setdefault(getattr(self._colours, tone), []).append(written)

    def fitted(self, words: str, room: float, weight: int = REGULAR) -> str:
        """The words, cut off with an ellipsis when they are too long for one line."""
        if self.width(words, NORMAL, weight) <= room:
            return words
        while words and self.width(words + "…", NORMAL, weight) > room:
            words = words[:-1]
        return words + "…"

    def _made_font(self, size: float, weight: int) -> QFont:
        font = QFont(self._base)
        font.setPointSizeF(round(BASE_POINTS * self._scale * size, 2))  # as the style sheet has it
        font.setWeight(QFont.Weight(weight))
        return font

    def _made_metrics(self, size: float, weight: int) -> QFontMetricsF:
        return QFontMetricsF(self._font(size, weight))

    # Shapes

    def fill(self, place: QRectF, tone: str) -> None:
        self._rect(place, 0, tone)

    def box(
        self,
        place: QRectF,
        tone: str = "surface",
        line: str = "hairline",
        radius: float = RADIUS,
        thickness: float = 1.0,
    ) -> None:
        """A surface with its line around it."""
        self._rect(place, radius, line)
        inner = place.adjusted(thickness, thickness, -thickness, -thickness)
        self._rect(inner, radius - thickness, tone)

    def handle(self, place: QRectF, tone: str) -> None:
        """Of a scroll bar."""
        self._rect(place, place.width() / 2, tone)

    def icon(self, name: str, tone: str, place: QRectF, size: float) -> None:
        """In the middle of its place."""
        left = place.left() + (place.width() - size) / 2
        top = place.top() + (place.height() - size) / 2
        drawing = svg_in(name, getattr(self._colours, tone)).decode()
        inner = drawing.partition(ICON_FRAME)[2].replace("</svg>", "</g>")
        move = f"translate({left} {top}) scale({size / ICON_SIDE})"
        self._shapes.append(f"<g transform='{move}'{inner}")

    def spark(self, values: tuple[float, ...], place: QRectF) -> None:
        """The way a figure went."""
        points = points_of(values, place.adjusted(3, 3, -3, -3))
        way = " ".join(f"{point.x():.2f},{point.y():.2f}" for point in points)
        end, accent = points[-1], self._colours.accent
        self._shapes.append(
            f"<polyline points='{way}' fill='none' stroke='{accent}' stroke-width='1.75'/>"
            f"<circle cx='{end.x()}' cy='{end.y()}' r='3.375' fill='{accent}'/>"
        )

    def _rect(self, place: QRectF, radius: float, tone: str) -> None:
        self._shapes.append(
            f"<rect x='{place.left()}' y='{place.top()}' width='{place.width()}'"
            f" height='{place.height()}' rx='{radius}' fill='{getattr(self._colours, tone)}'/>"
        )

    def paint_shapes(self, widget: QWidget) -> None:
        place = QRectF(widget.rect())
        frame = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {place.width()} "
        drawing = f"{frame}{place.height()}'>{''.join(self._shapes)}</svg>"
        with QPainter(widget) as painter:
            QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)


class Layer(QWidget):
    """Over its parent: all words of one colour."""

    def __init__(self, colour: str, words: list[Words], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self.setPalette(palette)
        self.setGeometry(parent.rect())
        self.show()

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for words, place, font, how in self._words:
                painter.setFont(font)
                painter.drawText(place, how, words)
