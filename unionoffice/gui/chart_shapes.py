"""The shapes that charts are painted from; the first picture draws with them too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from PySide6.QtGui import QPainterPath

TICKS = 4


def nice_top(largest: float) -> float:
    """A round number not below `largest` whose quarters are round too."""
    if largest <= TICKS:
        return float(TICKS)
    step = largest / TICKS
    power = 10.0 ** math.floor(math.log10(step))
    for factor in (1, 2, 2.5, 5, 10):
        if factor * power >= step:
            break
    return float(math.ceil(factor * power) * TICKS)


def points_of(values: Sequence[float], area: QRectF) -> list[QPointF]:
    """`values` spread over `area` from left to right, the largest at its top."""
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = area.width() / max(1, len(values) - 1)
    return [
        QPointF(area.left() + place * step, area.bottom() - area.height() * (value - low) / span)
        for place, value in enumerate(values)
    ]


def rounded_top(bar: QRectF, radius: float) -> QPainterPath:
    from PySide6.QtGui import QPainterPath  # the first picture does without

    radius = min(radius, bar.height(), bar.width() / 2)
    path = QPainterPath()
    path.moveTo(bar.bottomLeft())
    path.lineTo(bar.left(), bar.top() + radius)
    path.quadTo(bar.topLeft(), QPointF(bar.left() + radius, bar.top()))
    path.lineTo(bar.right() - radius, bar.top())
    path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + radius))
    path.lineTo(bar.bottomRight())
    path.closeSubpath()
    return path
