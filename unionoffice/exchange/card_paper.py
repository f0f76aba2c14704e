"""An identity card on one page: what the body above compares before it takes the card in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from unionoffice.core.files import written_whole
from unionoffice.core.i18n import N_, _
from unionoffice.exchange.card_file import Card, card_text
from unionoffice.registers.organisation.model import LEVELS
from unionoffice.reports import fonts
from unionoffice.reports.qr import draw_qr

LEFT = 18 * mm
WIDTH = A5[0] - 2 * LEFT
LEADING = 1.3
QR_WIDTH = 62 * mm
MOST_IN_QR = 1_500  # bytes; more would be drawn too finely to be read
LONGEST_NAME = 240

TITLE = N_("Identity card of a trade-union office")
ADVICE = N_(
    "Give this paper to the body above together with the card's file. Before it takes the card in "
    "it compares the fingerprint, letter by letter, with the one on its screen."
)


def write_card_paper(card: Card, path: Path) -> None:
    """Write the card as a PDF of one A5 page, in the language of the program."""
    with written_whole(path) as partial:
        fonts.letters_of(fonts.REGULAR)  # registers it: the page begins with it
        canvas = Canvas(str(partial), pagesize=A5, invariant=1, initialFontName=fonts.REGULAR)
        canvas.setTitle(f"{_(TITLE)}: {card.name}")
        canvas.setCreator("UnionOffice")
        page = _Page(canvas)
        page.write(_(TITLE), 10)
        page.write(card.name[:LONGEST_NAME], 17, fonts.BOLD)
        page.gap(4 * mm)
        page.fact(_("Code"), card.code)
        page.fact(_("Level"), _(LEVELS.label(card.level)))
        if card.parent_code:
            page.fact(_("Code of the body above"), card.parent_code)
        page.gap(3 * mm)
        page.write(_("Fingerprint of the key"), 10)
        page.write((card.fingerprint or "").replace("-", "   "), 19, fonts.BOLD)
        page.gap(5 * mm)
        page.square(card_text(card, indent=None))
        page.gap(5 * mm)
        page.write(_(ADVICE), 10)
        canvas.showPage()
        canvas.save()


class _Page:
    """Writes down the page, line by line."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._y = A5[1] - 18 * mm

    def gap(self, height: float) -> None:
        self._y -= height

    def fact(self, name: str, value: str) -> None:
        self.write(f"{name}: {value}", 12)

    def write(self, text: str, size: float, font: str = fonts.REGULAR) -> None:
        """A paragraph, broken between words."""
        for line in _lines(text, size, font):
            self._y -= size * LEADING
            x = LEFT
            for face, piece in fonts.pieces(line, font):
                self._canvas.setFont(face, size)
                self._canvas.drawString(x, self._y, piece)
                x += self._canvas.stringWidth(piece, face, size)

    def square(self, text: str) -> None:
        """The card itself, for a reader of QR codes."""
        self._y -= QR_WIDTH
        if len(text.encode()) > MOST_IN_QR:
            return
        draw_qr(self._canvas, text, LEFT, self._y, QR_WIDTH)


def _lines(text: str, size: float, font: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip() if word else f"{lines[-1]} "
        if lines[-1] and _width(longer, size, font) > WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(text: str, size: float, font: str) -> float:
    return sum(float(stringWidth(piece, face, size)) for face, piece in fonts.pieces(text, font))
