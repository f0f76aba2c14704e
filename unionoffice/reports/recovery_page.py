"""The recovery key of a file or of its accounts on paper: to be typed, and scanned as a QR code."""

from __future__ import annotations

from dataclasses import dataclass
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
from unionoffice.core.i18n import N_, _
from unionoffice.reports import fonts

LEFT, TOP, WIDTH = 25 * mm, A4[1] - 30 * mm, A4[0] - 50 * mm
SIZE, LINE = 12.0, 17.0
QR_SIDE = 55 * mm


def qr_rows(recovery_key: str) -> list[list[bool]]:
    """The dark and light squares of the QR code, row by row, without its quiet border."""
    return [[bool(square) for square in row] for row in segno.make(recovery_key, error="m").matrix]


@dataclass(frozen=True)
class PageWords:
    """What a page says; untranslated."""

    title: str
    sentences: tuple[str, ...]


OF_FILE = PageWords(
    N_("Recovery key"),
    (
        N_("This key opens the office file when its passphrase is forgotten."),
        N_("Keep this page locked away, apart from the computer and from backups."),
        N_("Whoever has this page and a copy of the file can read everything in it."),
        N_(
            "To use it: open the office, choose “I forgot the passphrase”, and type the key or "
            "scan the code. The letters I, L, O and U do not occur; capitals do not matter."
        ),
        N_("Without passphrase and recovery key nobody can open the file, not even its makers."),
    ),
)
OF_ACCOUNTS = PageWords(
    N_("Recovery code of the accounts"),
    (
        N_("By this code a chair signs in who has forgotten the password."),
        N_("Keep this page locked away, apart from the computer."),
        N_("Whoever has this page can sign in as the chair, at a computer with the office."),
        N_(
            "To use it: choose the name of the chair, type the code in place of the password, and "
            "set the password anew in the settings. Capitals do not matter."
        ),
        N_("A new code takes the place of this one: destroy the page then."),
    ),
)


def write_recovery_page(
    path: Path,
    office: str,
    recovery_key: str,
    day: date | None = None,
    words: PageWords = OF_FILE,
) -> None:
    """Write the page as a PDF; raises UserError when it cannot be written."""
    with written_whole(path) as partial:
        canvas = Canvas(str(partial), pagesize=A4)
        canvas.setTitle(_(words.title))
        below = _text(canvas, TOP, _(words.title), fonts.BOLD, 22.0)
        below = _text(canvas, below - 4, office, fonts.BOLD, 14.0)
        printed = _("Printed on {day}").format(day=show(day or date.today()))
        below = _text(canvas, below, printed, fonts.REGULAR, SIZE)
        below = _key(canvas, below - 24, recovery_key) - 24
        for sentence in words.sentences:
            below = _text(canvas, below, _(sentence), fonts.REGULAR, SIZE) - 6
        canvas.showPage()
        canvas.save()


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
