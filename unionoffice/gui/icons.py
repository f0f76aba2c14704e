"""Outlined icons, drawn in the colours of the palette at the moment they are painted."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from unionoffice.gui.drawings import svg_in
from unionoffice.gui.theme import colours
from unionoffice.gui.tokens import BUTTON_ICON, SMALL_ICON, Colours

MARK = SMALL_ICON / BUTTON_ICON


def icon(name: str, tone: str = "text") -> QIcon:
    """The icon `name` of resources/icons in the colour token `tone`; it follows the theme."""
    return QIcon(_PaletteIcon(name, tone))


def button_icon(name: str, tone: str, *, has_words: bool = True) -> QIcon:
    """The icon of a button, with air between it and the words.

    Style sheets know no such air and Qt leaves two pixels, so it is part of the icon.
    """
    return QIcon(_ButtonIcon(name, tone, has_words=has_words))


def icon_pixmap(name: str, colour: str, size: QSize) -> QPixmap:
    """The icon in device pixels, kept by Qt's own pixmap cache."""
    key = f"unionoffice:{name}:{colour}:{size.width()}x{size.height()}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(size.width(), size.height())
    corner = QPointF((size.width() - side) / 2, (size.height() - side) / 2)
    QSvgRenderer(QByteArray(svg_in(name, colour))).render(
        painter, QRectF(corner, QSizeF(side, side))
    )
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


class _PaletteIcon(QIconEngine):
    """Looks the colour up when it paints, so that a change of theme needs no new icons."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def _colour(self, mode: QIcon.Mode) -> str:
        theme: Colours = colours()
        if mode == QIcon.Mode.Disabled:
            return theme.border
        return str(getattr(theme, self._tone))

    # Qt overrides
    def clone(self) -> QIconEngine:
        return _PaletteIcon(self._name, self._tone)

    def key(self) -> str:
        return "unionoffice"

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return icon_pixmap(self._name, self._colour(mode), size)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        mode: QIcon.Mode,
        state: QIcon.State,
    ) -> None:
        ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
        size = QSize(round(rect.width() * ratio), round(rect.height() * ratio))
        painter.drawPixmap(rect, icon_pixmap(self._name, self._colour(mode), size))


class _ButtonIcon(_PaletteIcon):
    """Drawn at the beginning of its place where words follow, else in the middle."""

    def __init__(self, name: str, tone: str, *, has_words: bool) -> None:
        super().__init__(name, tone)
        self._has_words = has_words

    # Qt overrides
    def clone(self) -> QIconEngine:
        return _ButtonIcon(self._name, self._tone, has_words=self._has_words)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        mark = super().pixmap(_part(size), mode, state)
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.drawPixmap(self._place(pixmap.rect()), mark)
        return pixmap

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        mode: QIcon.Mode,
        state: QIcon.State,
    ) -> None:
        super().paint(painter, self._place(rect), mode, state)

    def _place(self, rect: QRect) -> QRect:
        size = _part(rect.size())
        left = 0 if self._has_words else (rect.width() - size.width()) // 2
        top = (rect.height() - size.height()) // 2
        return QRect(rect.topLeft() + QPoint(left, top), size)


def _part(size: QSize) -> QSize:
    return QSize(round(size.width() * MARK), round(size.height() * MARK))
