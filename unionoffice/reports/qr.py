"""QR codes drawn as rectangles: sharp at every size, and no picture in the file."""

from __future__ import annotations

from typing import Any

import segno
from reportlab.lib.colors import black


def draw_qr(canvas: Any, text: str, left: float, bottom: float, width: float) -> None:
    """Draw the code into this square, on paper that is white around it."""
    rows = segno.make_qr(text, error="m", boost_error=False).matrix
    step = width / len(rows)
    canvas.saveState()
    canvas.setFillColor(black)
    path = canvas.beginPath()
    for place, row in enumerate(rows):
        top = bottom + width - (place + 1) * step
        for first, last in _runs(row):
            path.rect(left + first * step, top, (last - first) * step, step)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Where dark squares stand side by side: drawn as one, no hair line shows between them."""
    runs: list[tuple[int, int]] = []
    for place, is_dark in enumerate(row):
        if not is_dark:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
