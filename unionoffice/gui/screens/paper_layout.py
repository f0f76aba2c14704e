"""Where everything of a filled form stands on its sheet: texts, lines, and figures to click on.

All lengths are millimetres of an A4 sheet times a factor, as on the printed paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from unionoffice.core.paths import resources_folder
from unionoffice.gui.tokens import REGULAR, SEMIBOLD
from unionoffice.reports.line_breaks import broken
from unionoffice.reports.sheet import Line, Run, Sheet

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 22.0, 15.0, 18.0, 18.0
MM_PER_POINT = 25.4 / 72
PAD = 1.3  # around the words of a cell
INDENT = 3.5
SIGNING_SPACE = 22.0
LEFT_HEADER = 0.43
FAMILY = "Liberation Serif"
NEW_LINE = "\u2028"
CENTRE = Qt.AlignmentFlag.AlignHCenter
START = Qt.AlignmentFlag.AlignLeft


@dataclass
class Words:
    """One text in its place."""

    layout: QTextLayout
    at: QPointF


@dataclass
class Spot:
    """One figure on the paper, which can be chosen."""

    row: str
    figure: str
    area: QRectF
    text: str
    is_open: bool = False  # a field that is still to be filled in


@dataclass
class Laid:
    """A sheet laid out; `bands` are the areas of the rows of the form."""

    words: list[Words] = field(default_factory=list)
    rules: list[QLineF] = field(default_factory=list)
    hairlines: list[QLineF] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    bands: dict[str, QRectF] = field(default_factory=dict)
    height: float = 0.0

    def spot_at(self, place: QPointF) -> Spot | None:
        return next((spot for spot in self.spots if spot.area.contains(place)), None)

    def row_at(self, place: QPointF) -> str:
        return next((key for key, area in self.bands.items() if area.contains(place)), "")


def load_paper_fonts() -> None:
    """Make the letters of the printed paper known to Qt."""
    for file in sorted((resources_folder() / "fonts" / "paper").glob("LiberationSerif*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def lay_out(sheet: Sheet, scale: float) -> Laid:
    """`scale` is the number of pixels to a millimetre."""
    return _Layouter(sheet, scale).lay()


class _Layouter:
    """Goes down the sheet from top to bottom; `self._y` is where the next part begins."""

    def __init__(self, sheet: Sheet, scale: float) -> None:
        self._sheet = sheet
        self._scale = scale
        self._laid = Laid()
        self._left = LEFT * scale
        self._width = (WIDTH - LEFT - RIGHT) * scale
        self._y = TOP * scale

    def lay(self) -> Laid:
        self._header()
        self._gap(8)
        *title, last = self._sheet.title
        for line in title:
            self._line(line, self._font(13, bold=True), CENTRE)
        self._line(last, self._font(13, italic=True), CENTRE)
        self._gap(5)
        self._table()
        self._gap(3)
        self._notes()
        self._gap(4)
        self._closing()
        self._laid.height = max(HEIGHT * self._scale, self._y + BOTTOM * self._scale)
        return self._laid

    # Parts of the sheet, from top to bottom

    def _header(self) -> None:
        sheet, top, share = self._sheet, self._y, self._width * LEFT_HEADER
        left_area = (self._left, share - 3 * self._scale)
        own = (sheet.organisation, self._font(12, bold=True))
        for name, font in ((sheet.upper_body, self._font(12)), own):
            measure = QFontMetricsF(font).horizontalAdvance
            for line in broken(name.upper(), measure, left_area[1]) if name else ():
                self._line(line, font, CENTRE, left_area)
        self._rule_below(left_area, 0.4)
        bottom, self._y = self._y, top
        right_area = (self._left + share, self._width - share)
        for place, line in enumerate(sheet.motto):
            self._line(line, self._font(13 if place else 12, bold=True), CENTRE, right_area)
        if sheet.motto:
            self._rule_below(right_area, 0.6)
        self._y = max(self._y, bottom)

    def _rule_below(self, area: tuple[float, float], share: float) -> None:
        begin = area[0] + area[1] * (1 - share) / 2
        y = self._y + 1 * self._scale
        self._laid.rules.append(QLineF(begin, y, begin + area[1] * share, y))
        self._y = y

    def _table(self) -> None:
        edges = self._edges()
        heads = [
            self._text(head.title, self._font(13, bold=True), right - left - self._pad(2), CENTRE)
            for head, (left, right) in zip(self._sheet.heads, edges, strict=True)
        ]
        self._across(self._y)
        self._place_row(heads, edges)
        for line in self._sheet.lines:
            self._table_line(line, edges)
        self._across(self._y)

    def _table_line(self, line: Line, edges: Sequence[tuple[float, float]]) -> None:
        top = self._y
        if line.kind == "section":
            self._across(top)
            words = self._text(line.label, self._font(13, bold=True), self._width - self._pad(2))
            self._place_row([words], [(self._left, self._left + self._width)])
            self._across(self._y)
            return
        if line.kind == "row":
            begin = self._left if line.number else edges[0][1]
            rule = QLineF(begin, top, self._left + self._width, top)
            (self._laid.rules if line.number else self._laid.hairlines).append(rule)
        cells = iter(line.cells)
        texts: list[QTextLayout] = []
        runs_of: list[tuple[Run, ...]] = []
        for head, (left, right) in zip(self._sheet.heads, edges, strict=True):
            runs = next(cells) if head.holds == "figures" else ()
            texts.append(self._cell(line, head.holds, runs, right - left - self._pad(2)))
            runs_of.append(runs)
        placed = self._place_row(texts, edges)
        for placed_words, runs in zip(placed, runs_of, strict=True):
            self._laid.spots.extend(self._spots(line.key, placed_words, runs))
        area = QRectF(self._left, top, self._width, self._y - top)
        self._laid.bands[line.key] = self._laid.bands.get(line.key, area).united(area)

    def _cell(self, line: Line, holds: str, runs: tuple[Run, ...], width: float) -> QTextLayout:
        if holds == "number":
            return self._text(line.number, self._font(13), width, CENTRE)
        if holds == "label":
            indent = line.indent * INDENT * self._scale
            return self._text(line.label, self._font(13), width - indent, START)
        return self._text(_joined(runs), self._font(13), width, CENTRE, _formats(runs))

    def _notes(self) -> None:
        small = self._font(11)
        for number, note in enumerate(self._sheet.footnotes, 1):
            mark = Run("", "", (number,)).mark
            self._line(f"{mark} {note}", small)
        for remark in self._sheet.remarks:
            self._line(remark, small)
        for note in self._sheet.notes:
            self._line(note, self._font(11, italic=True))

    def _closing(self) -> None:
        sheet, top, share = self._sheet, self._y, self._width * 0.45
        for place, line in enumerate(sheet.recipients):
            font = self._font(11) if place else self._font(11, bold=True, italic=True)
            self._line(line, font, START, (self._left, share - 3 * self._scale))
        bottom, self._y = self._y, top
        right = (self._left + share, self._width - share)
        self._line(sheet.date_line, self._font(13, italic=True), CENTRE, right)
        self._gap(2)
        for line in sheet.signature:
            self._line(line, self._font(13, bold=True), CENTRE, right)
        self._gap(SIGNING_SPACE)
        self._line(sheet.signatory, self._font(13, bold=True), CENTRE, right)
        self._y = max(self._y, bottom)

    # Pieces

    def _font(self, points: float, *, bold: bool = False, italic: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(points * MM_PER_POINT * self._scale)))
        font.setWeight(QFont.Weight(700 if bold else REGULAR))
        font.setItalic(italic)
        return font

    def _text(
        self,
        text: str,
        font: QFont,
        width: float,
        align: Qt.AlignmentFlag = START,
        formats: Sequence[Any] = (),
    ) -> QTextLayout:
        layout = QTextLayout(text, font)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(list(formats))
        layout.setCacheEnabled(True)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _line(
        self,
        text: str,
        font: QFont,
        align: Qt.AlignmentFlag = START,
        area: tuple[float, float] | None = None,
    ) -> None:
        left, width = area or (self._left, self._width)
        if text:
            layout = self._text(text, font, width, align)
            self._laid.words.append(Words(layout, QPointF(left, self._y)))
            self._y += layout.boundingRect().height()

    def _place_row(
        self, texts: Sequence[QTextLayout], edges: Sequence[tuple[float, float]]
    ) -> list[Words]:
        """Stand the texts of one line of the table beside each other, each in its middle."""
        pad = self._pad(1)
        height = max(text.boundingRect().height() for text in texts) + 2 * pad
        placed = []
        for text, (left, right) in zip(texts, edges, strict=True):
            # A text narrower than its column was indented: it stands at the right of its room.
            room = right - left - 2 * pad
            shift = max(0.0, room - text.lineAt(0).width()) if text.lineCount() else 0.0
            y = self._y + (height - text.boundingRect().height()) / 2
            placed.append(Words(text, QPointF(left + pad + shift, y)))
        self._laid.words.extend(placed)
        for x in {x for edge in edges for x in edge}:
            self._laid.rules.append(QLineF(x, self._y, x, self._y + height))
        self._y += height
        return placed

    def _spots(self, row: str, words: Words, runs: tuple[Run, ...]) -> Iterator[Spot]:
        begin = 0
        for place, run in enumerate(runs):
            text = _shown(runs, place)
            if run.figure:
                start = begin + text.startswith(NEW_LINE)
                line = words.layout.lineForTextPosition(start)
                first = _x_of(line, start)
                last = _x_of(line, min(begin + len(text), line.textStart() + line.textLength()))
                area = QRectF(
                    words.at.x() + min(first, last),
                    words.at.y() + line.y(),
                    abs(last - first),
                    line.height(),
                )
                grow = 0.9 * self._scale
                area = area.adjusted(-grow, -0.2 * grow, grow, 0)
                yield Spot(row, run.figure, area, run.text, run.is_open)
            begin += len(text)

    def _edges(self) -> list[tuple[float, float]]:
        edges, x = [], self._left
        for head in self._sheet.heads:
            edges.append((x, x + head.width * self._width))
            x += head.width * self._width
        return edges

    def _across(self, y: float) -> None:
        self._laid.rules.append(QLineF(self._left, y, self._left + self._width, y))

    def _pad(self, times: float) -> float:
        return PAD * self._scale * times

    def _gap(self, millimetres: float) -> None:
        self._y += millimetres * self._scale


def _x_of(line: Any, position: int) -> float:
    x = line.cursorToX(position)
    return float(x[0] if isinstance(x, tuple) else x)


def _shown(runs: Sequence[Run], place: int) -> str:
    """The text of one run; the first figure of a cell begins a line of its own below the words."""
    run = runs[place]
    breaks = run.figure and place and not any(each.figure for each in runs[:place])
    return (NEW_LINE if breaks else "") + run.text + run.mark


def _joined(runs: Sequence[Run]) -> str:
    return "".join(_shown(runs, place) for place in range(len(runs)))


def _formats(runs: Sequence[Run]) -> list[Any]:
    """Counts stand bold, as on the printed paper."""
    formats: list[Any] = []
    begin = 0
    for place, run in enumerate(runs):
        length = len(_shown(runs, place))
        if run.figure and run.figure != "share":
            bold = QTextCharFormat()
            bold.setFontWeight(max(700, SEMIBOLD))
            piece: Any = QTextLayout.FormatRange()  # PySide's stubs lack its members
            piece.start, piece.length, piece.format = begin, length, bold
            formats.append(piece)
        begin += length
    return formats
