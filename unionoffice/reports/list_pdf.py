"""A list of any length on paper: A4 across, every row equally high, page by page.

Flowing tables measure every cell and grow quadratically; here a page is written as plain text
operators, what a cell becomes is remembered, and the time grows only with the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.rl_accel import escapePDF
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from unionoffice.core.files import written_whole
from unionoffice.core.text import clean
from unionoffice.reports import fonts

PAGE = landscape(A4)
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 15 * mm, 18 * mm, 15 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
SIZE = 11.0
LINE = 13.5
PADDING = 2.5
SIDE = 5.0  # between the edge of a column and its text
SAMPLE = 200  # rows that the widths of the columns are taken from
NARROWEST, WIDEST = 24.0, 260.0
REMEMBERED = 20_000
ELLIPSIS = "…"


@dataclass(frozen=True)
class PrintedColumn:
    """One column of a printed list; numbers and money stand at the right."""

    title: str
    align: Literal["left", "right", "centre"] = "left"


@dataclass(frozen=True)
class PrintedList:
    """What stands around the rows: `subtitle` says whose list it is, of which day or period."""

    title: str
    columns: tuple[PrintedColumn, ...]
    subtitle: str = ""


def write_list(printed: PrintedList, rows: Iterable[Sequence[str]], path: Path) -> int:
    """Print rows of shown texts, as many as come; the number of pages.

    Rows are taken one by one: the caller may show progress, or stop by raising, and nothing is
    left behind. A text too long for its column is wrapped once, then cut with an ellipsis.
    """
    coming = iter(rows)
    sample = list(islice(coming, SAMPLE))
    with written_whole(path) as partial:
        writer = _ListWriter(str(partial), printed, sample)
        for row in chain(sample, coming):
            writer.write(row)
        return writer.close()


class _ListWriter:
    """Fills page after page; knows nothing of the rows that went before but the current page."""

    def __init__(self, path: str, printed: PrintedList, sample: Sequence[Sequence[str]]) -> None:
        fonts.letters_of(fonts.REGULAR)
        self._canvas = Canvas(
            path, pagesize=PAGE, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR
        )
        self._canvas.setTitle(printed.title)
        self._canvas.setCreator("UnionOffice")
        self._printed = printed
        self._edges = _edges(printed.columns, sample)
        self._cell = lru_cache(REMEMBERED)(self._coded)
        self._row_lines = self._lines_of(sample)
        self._row_height = self._row_lines * LINE + 2 * PADDING
        self._pages = 0
        self._code: list[str] = []
        self._rules: list[tuple[float, float, float, float]] = []
        self._begin_page()

    def write(self, row: Sequence[str]) -> None:
        if self._y - self._row_height < BOTTOM:
            self._end_page()
            self._begin_page()
        top = self._y - PADDING - SIZE
        for place, text in enumerate(row):
            if text:
                self._draw(place, self._cell(place, text, fonts.REGULAR), top)
        self._finish_row(self._row_height)

    def close(self) -> int:
        self._end_page()
        self._canvas.save()
        return self._pages

    def _begin_page(self) -> None:
        self._pages += 1
        self._y = PAGE[1] - TOP
        middle = LEFT + WIDTH / 2
        if self._pages == 1:
            self._centred(self._printed.title.upper(), fonts.BOLD, 14, middle, self._y - 14)
            self._y -= 22
            if self._printed.subtitle:
                self._centred(self._printed.subtitle, fonts.ITALIC, 12, middle, self._y - 10)
                self._y -= 20
            self._y -= 4
        else:
            self._centred(str(self._pages), fonts.REGULAR, 12, middle, PAGE[1] - 12 * mm)
        self._head()

    def _head(self) -> None:
        cells = [
            self._cell(place, column.title, fonts.BOLD)
            for place, column in enumerate(self._printed.columns)
        ]
        lines = max(len(cell) for cell in cells)
        self._rules.append((LEFT, self._y, LEFT + WIDTH, self._y))
        for place, cell in enumerate(cells):
            self._draw(place, cell, self._y - PADDING - SIZE)
        self._finish_row(lines * LINE + 2 * PADDING)

    def _finish_row(self, height: float) -> None:
        self._y -= height
        self._rules.append((LEFT, self._y, LEFT + WIDTH, self._y))

    def _draw(self, place: int, cell: tuple[tuple[float, str], ...], top: float) -> None:
        edge = self._edges[place] + SIDE
        for offset, code in cell:
            self._code.append(f"1 0 0 1 {edge + offset:.2f} {top:.2f} Tm {code}")
            top -= LINE

    def _end_page(self) -> None:
        canvas = self._canvas
        canvas.setLineWidth(0.4)
        canvas.setStrokeGray(0.45)
        canvas.lines(self._rules)
        canvas.addLiteral("BT\n" + "\n".join(self._code) + "\nET")
        canvas.showPage()
        self._code.clear()
        self._rules.clear()

    def _coded(self, place: int, text: str, font: str) -> tuple[tuple[float, str], ...]:
        """The lines of a cell: how far each stands from the edge, and what draws it."""
        width = self._edges[place + 1] - self._edges[place] - 2 * SIDE
        align = self._printed.columns[place].align
        limit = 2 if font == fonts.BOLD else self._row_lines
        lines = []
        for line in _wrapped(clean(text), font, width, limit):
            spare = width - _width(line, font)
            offset = {"left": 0.0, "right": spare, "centre": spare / 2}[align]
            lines.append((offset, self._operators(line, font, SIZE)))
        return tuple(lines)

    def _operators(self, text: str, font: str, size: float) -> str:
        document = self._canvas._doc
        return " ".join(
            f"{getFont(face).getSubsetInternalName(subset, document)} {size:g} Tf "
            f"({escapePDF(part)}) Tj"
            for face, piece in fonts.pieces(text, font)
            for subset, part in getFont(face).splitString(piece, document)
        )

    def _centred(self, text: str, font: str, size: float, middle: float, y: float) -> None:
        text = clean(text)
        x = middle - _width(text, font, size) / 2
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {self._operators(text, font, size)}")

    def _lines_of(self, sample: Sequence[Sequence[str]]) -> int:
        """Two lines for every row where more than one in ten of the first needs them, else one."""
        if not sample:
            return 1
        long = sum(
            any(
                _width(text, fonts.REGULAR) > self._edges[place + 1] - self._edges[place] - 2 * SIDE
                for place, text in enumerate(row)
            )
            for row in sample
        )
        return 2 if long * 10 > len(sample) else 1


def _edges(columns: Sequence[PrintedColumn], sample: Sequence[Sequence[str]]) -> list[float]:
    """Where the columns begin, and where the last one ends: as wide as most of their texts."""
    natural = []
    for place, column in enumerate(columns):
        widths = sorted(_width(clean(row[place]), fonts.REGULAR) for row in sample)
        most = widths[int(len(widths) * 0.95)] if widths else 0.0
        words = max((_width(word, fonts.BOLD) for word in column.title.split()), default=0.0)
        natural.append(min(max(most, words, NARROWEST) + 2 * SIDE + 1, WIDEST))
    scale = WIDTH / sum(natural)
    edges = [LEFT]
    for width in natural:
        edges.append(edges[-1] + width * scale)
    return edges


def _width(text: str, font: str, size: float = SIZE) -> float:
    return sum(float(stringWidth(piece, face, size)) for face, piece in fonts.pieces(text, font))


def _wrapped(text: str, font: str, width: float, limit: int) -> Iterator[str]:
    """At most `limit` lines that fit the width; the last one is cut with an ellipsis."""
    while text:
        if _width(text, font) <= width:
            yield text
            return
        fitting = _longest_fitting(text, font, width if limit > 1 else width - 10)
        if limit == 1:
            yield text[:fitting].rstrip() + ELLIPSIS
            return
        at_word = text.rfind(" ", 0, fitting + 1)
        fitting = at_word if at_word > 0 else fitting
        yield text[:fitting].rstrip()
        text, limit = text[fitting:].lstrip(), limit - 1


def _longest_fitting(text: str, font: str, width: float) -> int:
    """How many letters of a text fit a width; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(text[:middle], font) <= width:
            low = middle
        else:
            high = middle - 1
    return low
