"""A filled form as a workbook: it looks like the paper, yet every figure is a number.

A number cannot wrap, so the words of a cell stand in a row of their own above its figures, without
a rule between. A column of the form that holds two figures is two columns of the workbook. Brackets
and footnote marks are carried by the number formats, so that sums and copies see only numbers.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import xlsxwriter

from unionoffice.core.files import write_whole
from unionoffice.reports import fonts
from unionoffice.reports.filled import FilledForm, RowFigures
from unionoffice.reports.head_lines import head_lines
from unionoffice.reports.sheet import Line, Run, Sheet, sheet, superscript
from unionoffice.reports.xlsx_cells import Placed, figures_of, words_of
from unionoffice.reports.xlsx_page import (
    BOOK,
    CHARACTERS,
    FONT,
    LINE_HEIGHT,
    MOST_PAGES_TO_SHRINK,
    PAGE_HEIGHT,
    POINTS,
    SCALES,
    SIZE,
    Look,
    Page,
    height_of,
    lines_of,
    parts,
)
from unionoffice.reports.xlsx_parts import write_parts

SIGNING_SPACE = 50.0
CLOSING_HEIGHT = SIGNING_SPACE + 5 * LINE_HEIGHT
_GAPS = (_LAST_RULE := 3.0) + (_BELOW_TABLE := 8.0) + (_ABOVE_SIGNATURE := 10.0)
MOST_NOTES_KEPT = 3
HIGHEST_ROW = 400.0  # the program allows 409
LONGEST_TEXT = 1500  # characters that fit such a row over the whole width

_MARGIN, _STEP = 1, 9  # words do not touch the line at their left; points of a step of indent
_RULE: Look = {"top": 1}
_CLOSED: Look = {"bottom": 1}
_DOTS: Look = {"top": 4, "top_color": "#808080"}
_CENTRED: Look = {"align": "center", "valign": "vcenter", "text_wrap": True}
_TITLE: Look = {"align": "center", "shrink": True, "text_wrap": False}


def write_xlsx(filled: FilledForm, path: Path, language: str) -> None:
    """Write the form as a workbook, set up to be printed on A4 as it is."""
    paper = sheet(filled, language)
    book = xlsxwriter.Workbook(content := io.BytesIO(), BOOK)
    book.set_properties(
        {
            "title": " ".join(paper.title),
            "author": paper.organisation,
            "created": filled.figures.generated_at.replace(tzinfo=None),
        }
    )
    rows = {row.key: row for row in filled.figures.rows}
    page = book.add_worksheet(worksheet_class=Page)
    SheetWriter(book, page, paper, rows, best_scale(paper, rows)).write()
    write_parts(book, filled, language)
    book.close()
    write_whole(path, content.getvalue())


def best_scale(paper: Sheet, figures: Mapping[str, RowFigures]) -> int:
    """The largest at which a short form takes no page more than it must."""

    def pages(scale: int) -> int:
        book = xlsxwriter.Workbook(io.BytesIO(), BOOK)
        return SheetWriter(book, book.add_worksheet("", Page), paper, figures, scale).write()

    whole = pages(SCALES[0])
    if not 1 < whole <= MOST_PAGES_TO_SHRINK:
        return SCALES[0]
    return min(SCALES, key=pages)


@dataclass
class SheetWriter:
    """Writes one sheet from the top down; `_row` is the row that comes next."""

    book: Any
    page: Any
    paper: Sheet
    figures: Mapping[str, RowFigures]
    scale: int = SCALES[0]  # of the print, per cent
    _row: int = 0
    _used: float = 0.0  # points of the page that is being filled
    _head_height: float = 0.0
    _breaks: list[int] = field(default_factory=list)
    _spans: list[tuple[int, int]] = field(default_factory=list)  # of the form's columns
    _formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def write(self) -> int:
        """Returns on how many pages it is printed."""
        self._set_up()
        self.write_header()
        for place, line in enumerate(self.paper.title):
            is_date = place > 0 and place == len(self.paper.title) - 1
            self._across(line, {**_TITLE, "bold": not is_date, "italic": is_date})
        self._gap(8)
        self._table()
        self._gap(_BELOW_TABLE)
        self._notes()
        self._gap(_ABOVE_SIGNATURE)
        self._closing()
        self.page.set_h_pagebreaks(self._breaks)
        self.page.print_area(0, 0, self._row - 1, self._last)
        return len(self._breaks) + 1

    def lead_back(self, name: str) -> None:  # beside what is printed
        self.page.write_url(0, self._last + 2, f"internal:'{name}'!A1", string=f"← {name}")

    @property
    def _characters(self) -> float:
        return CHARACTERS * 100 / self.scale

    @property
    def _page_height(self) -> float:
        return PAGE_HEIGHT * 100 / self.scale

    @property
    def _last(self) -> int:
        return self._spans[-1][1]

    @property
    def _middle(self) -> int:
        """The last column of the left half, on which header and signature divide the width."""
        edges = accumulate(head.width for head in self.paper.heads[:-1])
        halves = [(abs(edge - 0.45), place) for place, edge in enumerate(edges)]
        return self._spans[min(halves)[1]][1]

    @property
    def _left_width(self) -> float:
        return sum(
            self._width(place)
            for place, (_first, last) in enumerate(self._spans)
            if last <= self._middle
        )

    def _look(self, look: Look) -> Any:
        """One format of the workbook for every different look."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {"font_name": FONT, "font_size": SIZE, "valign": "top", **look}
            )
        return self._formats[key]

    def _set_up(self) -> None:
        self.page.set_up(self.scale)
        column = 0
        for place, head in enumerate(self.paper.heads):
            count = self._most_figures(place) if head.holds == "figures" else 1
            self._spans.append((column, column + count - 1))
            for part in parts(count):
                self.page.set_column(column, column, self._characters * head.width * part)
                column += 1

    def _most_figures(self, place: int) -> int:
        """How many figures stand beside each other in a column of the form, at most."""
        cell = sum(head.holds == "figures" for head in self.paper.heads[:place])
        counts = [
            sum(bool(run.figure) for run in line.cells[cell])
            for line in self.paper.lines
            if line.cells
        ]
        return max([1, *counts])

    def _width(self, place: int) -> float:
        return self.paper.heads[place].width * self._characters * POINTS + 1

    def _put(self, row: int, column: int, last_row: int, last: int, text: str, look: Look) -> None:
        """Write a text over one cell or several; as text, whatever it begins with."""
        if (row, column) != (last_row, last):
            self.page.merge_range(row, column, last_row, last, "", self._look(look))
        self.page.write_string(row, column, text, self._look(look))

    def _across(self, text: str, look: Look) -> None:
        """A text over the whole width, with a row as high as it needs, or several rows."""
        size = look.get("font_size", SIZE)
        width = sum(self._width(place) for place in range(len(self.paper.heads)))
        font = fonts.BOLD if look.get("bold") else fonts.REGULAR
        for part in textwrap.wrap(text, LONGEST_TEXT) or [""]:
            self._put(self._row, 0, self._row, self._last, part, {"text_wrap": True, **look})
            lines = 1 if look.get("shrink") else lines_of(part, width, size, font)
            self._gap(lines * size * 1.3)

    def _gap(self, height: float) -> None:
        """Finish a row, giving it this height."""
        self.page.set_row(self._row, height)
        self._used += height
        self._row += 1

    def _keep_whole(self, height: float) -> None:
        """Begin a new page unless this much still fits: left alone, pages end amid a row."""
        if self._used + height > self._page_height:
            self._breaks.append(self._row)
            self._used = self._head_height

    def write_header(self) -> None:
        paper, middle = self.paper, self._middle
        width = self._left_width * 0.95
        left = list(head_lines(paper.upper_body, paper.organisation, width))
        right = [(line, place > 0) for place, line in enumerate(paper.motto)]
        for row in range(max(len(left), len(right))):
            if row < len(left):
                text, is_bold = left[row]
                self._half(0, middle, text, {"bold": is_bold, "font_size": 12})
            if row < len(right):
                text, is_motto = right[row]
                look = {"bold": True, "font_size": 13 if is_motto else 11}
                self._half(middle + 1, self._last, text, {**look, "underline": int(is_motto)})
            self._gap(16)
        self._half(0, middle, "_" * 14, {"font_size": 7, "valign": "top"})
        self._gap(12)
        self._gap(10)

    def _half(self, column: int, last: int, text: str, look: Look) -> None:
        self._put(self._row, column, self._row, last, text, {**_CENTRED, "valign": "top", **look})

    def _table(self) -> None:
        look = {**_CENTRED, "bold": True, "border": 1}
        for (first, last), head in zip(self._spans, self.paper.heads, strict=True):
            self._put(self._row, first, self._row, last, head.title, look)
        heights = [
            lines_of(head.title, self._width(place), SIZE, fonts.BOLD)
            for place, head in enumerate(self.paper.heads)
        ]
        self._head_height = max(heights) * LINE_HEIGHT + 4
        self.page.repeat_rows(self._row)
        self._gap(self._head_height)
        for line, following in pairwise((*self.paper.lines, None)):
            assert line is not None
            if following is None:
                self._keep_with_signature(line)
            if line.kind == "section":
                self._keep_whole(5 * LINE_HEIGHT)
                beside = {"align": "left", "indent": _MARGIN}
                self._across(line.label, {"bold": True, "border": 1, "valign": "vcenter", **beside})
            else:
                # The page may end here: then the line above the next row is on another one.
                goes_on = following is not None and (following.is_part or following.kind == "item")
                self.write_line(line, {} if goes_on else _CLOSED)
        for column in range(self._last + 1):
            self.page.write_blank(self._row, column, None, self._look(_RULE))
        self._gap(_LAST_RULE)

    def _keep_with_signature(self, last: Line) -> None:
        """The head is repeated on the signature's page, so a row of the table goes with it."""
        below = sum(height for _note, _look, height in self._small_print())
        below += sum(self._heights(last)) + _GAPS + CLOSING_HEIGHT
        if below <= self._page_height - self._head_height:
            self._keep_whole(below)

    def write_line(self, line: Line, below: Look) -> None:
        """One row of the form: its figures, and above them their words if it has any."""
        words_height, last_height = self._heights(line)
        self._keep_whole(words_height + last_height)
        first = self._row
        last = first + 1 if words_height else first
        above = _DOTS if line.is_part else _RULE if line.kind == "row" else {}
        cells = iter(line.cells)
        for head, span in zip(self.paper.heads, self._spans, strict=True):
            look: Look = {**_CENTRED, "left": 1, "right": 1, **above, **below}
            if head.holds == "figures":
                self._cell((first, last), span, line.key, next(cells), look)
            elif head.holds == "label":
                look = {**look, "align": "left", "indent": _MARGIN + line.indent}
                self._put(first, span[0], last, span[0], line.label, look)
            else:
                look = {**_CENTRED, "left": 1, "right": 1, **below} if line.is_part else look
                self._put(first, span[0], last, span[0], line.number, look)
        if words_height:
            self._gap(words_height)
        self._gap(last_height)

    def _heights(self, line: Line) -> tuple[float, float]:
        """How high the words above the figures stand, and what the row of figures needs then."""
        cells = iter(line.cells)
        words_height = label_height = 0.0
        for place, head in enumerate(self.paper.heads):
            width = self._width(place)
            if head.holds == "figures":
                words_height = max(words_height, height_of(words_of(next(cells)), width))
            elif head.holds == "label":
                label_height = height_of(line.label, width - (_MARGIN + line.indent) * _STEP)
        return words_height, max(LINE_HEIGHT + 2, label_height + 3 - words_height)

    def _cell(
        self,
        rows: tuple[int, int],
        span: tuple[int, int],
        key: str,
        runs: tuple[Run, ...],
        look: Look,
    ) -> None:
        """The words of a cell over its whole width, its figures side by side below."""
        first, last = rows
        if last > first:
            words = {**look, "valign": "bottom"}
            words.pop("bottom", None)
            self._put(first, span[0], first, span[1], words_of(runs), words)
            look = {name: value for name, value in look.items() if not name.startswith("top")}
        placed = figures_of(runs)
        if len(placed) < 2:
            self.write_figure(last, span, key, placed, look)
            return
        for place, entry in enumerate(placed):
            is_last = place == len(placed) - 1
            columns = (span[0] + place, span[1] if is_last else span[0] + place)
            beside = {"left": int(place == 0), "right": int(is_last)}
            align = "left" if is_last else "right"
            self.write_figure(last, columns, key, [entry], {**look, **beside, "align": align})

    def write_figure(
        self, row: int, span: tuple[int, int], key: str, placed: list[Placed], look: Look
    ) -> None:
        text, value = "", None
        shown = dict(look)
        if placed:
            (entry,) = placed
            text, value = (
                f"{entry.before}{entry.run.text}{entry.after}{entry.run.mark}",
                self._value(key, entry),
            )
            is_share = entry.run.figure == "share"
            pattern = entry.pattern(self.paper.language, r"0.0\ %" if is_share else "#,##0")
            shown.update(num_format=pattern, bold=not is_share)
            # A number too wide for its cell would show as ####.
            shown.update(shrink=True, text_wrap=False)
        self._put(row, span[0], row, span[1], text, shown)
        if value is not None:
            self.page.write_number(row, span[0], value, self._look(shown))

    def _value(self, key: str, entry: Placed) -> float | None:
        figures = self.figures.get(key, RowFigures(key))
        if entry.run.figure == "share":
            return None if figures.share is None else float(figures.share / 100)
        return figures.number(entry.run.figure)

    def _notes(self) -> None:
        """A signature never stands alone on a page: the last notes go with it."""
        notes = self._small_print()
        for place, (note, look, _height) in enumerate(notes):
            if place == max(0, len(notes) - MOST_NOTES_KEPT):
                height = sum(height for _note, _look, height in notes[place:])
                self._keep_whole(height + _ABOVE_SIGNATURE + CLOSING_HEIGHT)
            self._across(note, look)

    def _small_print(self) -> list[tuple[str, Look, float]]:
        """What stands below the table: each text, its look and its height."""
        plain: Look = {"font_size": 11}
        paper, marked = self.paper, enumerate(self.paper.footnotes, 1)
        notes = [(f"{superscript(number)} {note}", plain) for number, note in marked]
        notes += [(remark, plain) for remark in paper.remarks]
        notes += [(note, {**plain, "italic": True}) for note in paper.notes]
        notes += [(paper.code, plain)] if paper.code else []
        width = sum(map(self._width, range(len(paper.heads))))
        return [(text, look, lines_of(text, width, 11) * 11 * 1.3) for text, look in notes]

    def _closing(self) -> None:
        """Who gets a copy at the left; place, day and signature at the right."""
        paper, middle = self.paper, self._middle
        rows: list[tuple[str, Look, float]] = [
            (paper.date_line, {"italic": True}, LINE_HEIGHT),
            *((line, {"bold": True}, LINE_HEIGHT) for line in paper.signature),
            ("", {}, SIGNING_SPACE),
            (paper.signatory, {"bold": True}, LINE_HEIGHT),
        ]
        heading, *recipients = paper.recipients or ("",)
        width = self._left_width
        needed = 13.5 * sum(lines_of(line, width, 11) for line in recipients)
        have = sum(height for _text, _look, height in rows[1:])
        while have < needed:
            rows.append(("", {}, min(needed - have, HIGHEST_ROW)))
            have += HIGHEST_ROW
        self._keep_whole(CLOSING_HEIGHT)
        first = self._row
        small: Look = {"font_size": 11, "align": "left"}
        self._half(0, middle, heading, {**small, "bold": True, "italic": True})
        names, last = "\n".join(recipients), first + len(rows) - 1
        below = {"text_wrap": True, "valign": "top", **small}
        self._put(first + 1, 0, last, middle, names, below)
        for text, look, height in rows:
            self._half(middle + 1, self._last, text, look)
            self._gap(height)
