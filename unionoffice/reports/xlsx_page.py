"""A sheet of a workbook that is printed on A4: how large things are on it, and its page numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.lib.utils import simpleSplit
from xlsxwriter.worksheet import Worksheet

from unionoffice.reports import fonts

FONT = "Times New Roman"
SIZE = 13
LINE_HEIGHT = 16.5  # points
CHARACTERS = 80.0  # column widths that fit between the margins of A4
POINTS = 5.25  # of a column's width unit: seven pixels
PAGE_HEIGHT = 715.0  # points between the margins, less some for programs that draw higher
# Smaller print, so that a form takes as few pages as on paper, where rows are not as high.
SCALES = (100, 95, 90, 85)
MOST_PAGES_TO_SHRINK = 3
LEFT_MARGIN, RIGHT_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 30 / 25.4, 15 / 25.4, 20 / 25.4, 20 / 25.4

Look = Mapping[str, Any]
BOOK: Look = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    # Columns are as wide as so many digits of this font: one that has the same measures everywhere.
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A sheet whose first page has no number, as office rules ask."""

    def set_up(self, scale: int) -> None:
        """For A4, at so many per cent."""
        self.set_paper(9)
        self.set_portrait()
        self.set_margins(LEFT_MARGIN, RIGHT_MARGIN, TOP_MARGIN, BOTTOM_MARGIN)
        self.set_header(f'&C&"{FONT},Regular"&{SIZE}&P', {"margin": 0.4})
        # Not fitted to the width: Excel forgets the page breaks of a sheet that is.
        self.set_print_scale(scale)
        self.center_horizontally()
        self.hide_gridlines(2)

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1), ("scaleWithDoc", 0)])
        self._write_odd_header()
        self._xml_end_tag("headerFooter")


def parts(count: int) -> list[float]:
    """How figures share a column: the last one, with its brackets, gets the larger part."""
    if count == 1:
        return [1.0]
    return [*[0.46 / (count - 1)] * (count - 1), 0.54]


def lines_of(text: str, width: float, size: float, font: str = fonts.REGULAR) -> int:
    fonts.letters_of(font)
    return max(1, len(simpleSplit(text, font, size, width)))


def height_of(text: str, width: float) -> float:
    return lines_of(text, width, SIZE) * LINE_HEIGHT if text else 0.0
