"""The recovery key on a page of paper: in groups to be typed, and as a QR code to be scanned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from unionoffice.core.files import written_whole
from unionoffice.core.formatting import show
from unionoffice.core.i18n import _
from unionoffice.reports import fonts

LEFT, TOP, WIDTH = 25 * mm, A4[1] - 30 * mm, A4[0] - 50 * mm
SIZE, LINE = 12.0, 17.0
QR_SIDE = 55 * mm


def qr_rows(recovery_key: str) -> list[list[bool]]:
    """The dark and light squares of the QR code, row by row, without its quiet border."""
    return [[bool(square) for square in row] for row in segno.make(recovery_key, error="m").matrix]


def write_recovery_page(
    path: Path, office: str, recovery_key: str, day: date | None = None
) -> None:
    """Write the page as a PDF; raises UserError when it cannot be written."""
    with written_whole(path) as partial:
        canvas = Canvas(str(partial), pagesize=A4)
        canvas.setTitle(_("Recovery key"))
        below = _text(canvas, TOP, _("Recovery key"), fonts.BOLD, 22.0)
        below = _text(canvas, below - 4, office, fonts.BOLD, 14.0)
        words = _("Printed on {day}").format(day=show(day or date.today()))
        below = _text(canvas, below, words, fonts.REGULAR, SIZE)
        below = _key(canvas, below - 24, recovery_key) - 24
        for sentence in _sentences():
            below = _text(canvas, below, sentence, fonts.REGULAR, SIZE) - 6
        canvas.showPage()
        canvas.save()


def _sentences() -> list[str]:
    return [
        _("This key opens the office file when its passphrase is forgotten."),
        _("Keep this page locked away, apart from the computer and from backups."),
        _("Whoever has this page and a copy of the file can read everything in it."),
        _(
            "To use it: open the office, choose “I forgot the passphrase”, and type the key or "
            "scan the code. The letters I, L, O and U do not occur; capitals do not matter."
        ),
        _("Without passphrase and recovery key nobody can open the file, not even its makers."),
    ]


def _key(canvas: Canvas, top: float, recovery_key: str) -> float:
    """The groups in two lines beside the QR code; gives where it ends."""
    rows = qr_rows(recovery_key)
    side = QR_SIDE / len(rows)
    for place, row in enumerate(rows):
        for column, is_dark in enumerate(row):
            if is_dark:
                # A hair larger than its place: no white lines between squares.
                left, bottom = LEFT + column * side, top - (place + 1) * side
                canvas.rect(left, bottom, side + 0.1, side + 0.1, stroke=0, fill=1)
    groups = recovery_key.split("-")
    canvas.setFont("Courier-Bold", 20)
    for place, group in enumerate(groups):
        across, down = place % 2, place // 2
        canvas.drawString(
            LEFT + QR_SIDE + 14 * mm + across * 42 * mm, top - 16 * mm - down * 14 * mm, group
        )
    return float(top - QR_SIDE)


def _text(canvas: Canvas, top: float, text: str, font: str, size: float) -> float:
    """Print a text, wrapped at the width of the page; gives where the next one begins."""
    fonts.letters_of(font)
    leading = size * LINE / SIZE
    for line in simpleSplit(text, font, size, WIDTH):
        left = LEFT
        top -= leading
        for face, piece in fonts.pieces(line, font):
            canvas.setFont(face, size)
            canvas.drawString(left, top, piece)
            left += stringWidth(piece, face, size)
    return top
