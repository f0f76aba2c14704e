"""Who reports to whom, as it stands in the head of a paper: in lines that fit its left part."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from unionoffice.reports import fonts
from unionoffice.reports.line_breaks import broken

LEFT_HEADER = 0.43  # of the width; the rest must hold the motto in one line
HEADER_GAP = 8
SIZE = 12
_WIDTH = 165 * mm * LEFT_HEADER - HEADER_GAP


def head_lines(
    upper_body: str, organisation: str, width: float = _WIDTH
) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is bold: that of the body itself is."""
    for name, font in ((upper_body, fonts.REGULAR), (organisation, fonts.BOLD)):
        measure = partial(_width_of, font=font)
        for line in broken(name.upper(), measure, width) if name else ():
            yield line, font == fonts.BOLD


def _width_of(text: str, font: str) -> float:
    return sum(float(stringWidth(piece, face, SIZE)) for face, piece in fonts.pieces(text, font))
