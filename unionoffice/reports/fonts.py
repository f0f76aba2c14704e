"""The fonts of printed papers, and which of them can show which letters.

Liberation Serif has the measures of Times New Roman; what it lacks comes from Noto Serif, Chinese
from Droid Sans Fallback. A sign that none of them has is shown as �, never as an empty box.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from unionoffice.core.paths import resources_folder

REGULAR = "LiberationSerif-Regular"
BOLD = "LiberationSerif-Bold"
ITALIC = "LiberationSerif-Italic"
BOLD_ITALIC = "LiberationSerif-BoldItalic"
CHINESE = "DroidSansFallbackFull"
UNKNOWN = "\ufffd"

_FALLBACKS = {
    REGULAR: ("NotoSerif-Regular", CHINESE),
    BOLD: ("NotoSerif-Bold", CHINESE),
    ITALIC: ("NotoSerif-Regular", CHINESE),
    BOLD_ITALIC: ("NotoSerif-Bold", CHINESE),
}


@cache
def letters_of(font: str) -> frozenset[str]:
    """The letters that a font can draw; the font is registered on the way."""
    file = _folder() / f"{font}.ttf"
    try:
        face = TTFont(font, str(file))
    except TTFError as error:
        raise FileNotFoundError(f"font of the program: {file}") from error
    pdfmetrics.registerFont(face)
    return frozenset(map(chr, face.face.charToGlyph))


def pieces(text: str, font: str = REGULAR) -> list[tuple[str, str]]:
    """Cut a text into (font, piece) so that every piece can be drawn with its font."""
    text = unicodedata.normalize("NFC", text)
    if letters_of(font).issuperset(text):
        return [(font, text)]
    chosen: list[tuple[str, str]] = []
    for face, group in groupby(text, lambda letter: _face_for(letter, font)):
        # One mark stands for a whole run of unknown signs: an emoji often is several of them.
        piece = "".join(group) if face else UNKNOWN
        chosen.append((face or _FALLBACKS[font][0], piece))
    return chosen


def _face_for(letter: str, font: str) -> str:
    return next((face for face in (font, *_FALLBACKS[font]) if letter in letters_of(face)), "")


def _folder() -> Path:
    return resources_folder() / "fonts" / "paper"
