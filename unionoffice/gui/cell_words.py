"""Writes the words of a table's cells where the style sheet has them, without laying them out."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from unionoffice.gui.tokens import S2

# The padding of the style sheet, and what every style leaves beside the words of a cell.
BESIDE = S2 + 3
LINE = 1  # below each cell
BREAKS = frozenset("\t\n\r\v\f\u2028\u2029")  # words of several lines are left to the style
WIDTHS_KEPT = 4096


class CellWords:
    """Writes in one font; how wide words are is worked out once."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._width = lru_cache(WIDTHS_KEPT)(self._metrics.horizontalAdvance)

    def base(self, height: int) -> float:
        """How far below the top of a cell its words stand."""
        return (height - LINE) // 2 - ceil(self._metrics.height()) // 2 + self._metrics.ascent()

    def write(
        self,
        painter: QPainter,
        across: tuple[int, int],
        base: float,
        text: str,
        *,
        is_right_aligned: bool = False,
    ) -> None:
        """Write words that may be too long into a cell, given by its left and its width."""
        left, room = across[0] + BESIDE, across[1] - 2 * BESIDE
        width = self._width(text)
        if width > room:
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = self._width(text)
        painter.drawText(QPointF(left + (room - width if is_right_aligned else 0), base), text)
