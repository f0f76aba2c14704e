"""A form as a workbook to be filled in by hand, for offices without the program.

It is the paper with cells to write in; all else is locked. Whose form it is, for which days, and
which figure stands in which cell is written in plain values in hidden columns at the right, row by
row, so that a row that was moved or changed is noticed when the workbook comes back.
"""

from __future__ import annotations

import io
import string
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_, words_in
from unionoffice.reports.blank_form import TITLES, BlankIdentity
from unionoffice.reports.filled import FilledForm
from unionoffice.reports.forms import Form
from unionoffice.reports.sheet import Line, sheet
from unionoffice.reports.xlsx import SheetWriter
from unionoffice.reports.xlsx_cells import Placed
from unionoffice.reports.xlsx_page import FONT, Look, Page

LARGEST = 10**12
_INPUT: Look = {"locked": False, "bg_color": "#FFF8DC"}
_FAINT: Look = {"font_color": "#808080", "font_size": 8}


def write_blank(filled: FilledForm, identity: BlankIdentity, path: Path, language: str) -> None:
    """Write the form of `filled`, its figures left open, under its letterhead."""
    form, figures = filled.form, filled.figures
    # One line is kept open below every row that lists names.
    rows = tuple(
        replace(row, titles=("…",)) if row.titles is not None else row for row in figures.rows
    )
    paper = sheet(replace(filled, figures=replace(figures, rows=rows)), language)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
        },
    )
    book.set_properties({"title": " ".join(paper.title), "author": filled.letterhead.upper_body})
    page = book.add_worksheet(
        words_in(paper.language).gettext(N_("The form")), worksheet_class=Page
    )
    by_key = {row.key: row for row in rows}
    writer = _BlankWriter(
        book,
        page,
        paper,
        by_key,
        form=form,
        identity=identity,
        above=filled.letterhead.upper_body,
    )
    writer.write()
    writer.seal()
    book.close()
    write_whole(path, content.getvalue())


ITEMS_HEIGHT = 60  # points, for what is listed by name


@dataclass
class _BlankWriter(SheetWriter):
    """Writes the sheet with open cells, and notes where each of them stands."""

    form: Form = field(kw_only=True)
    identity: BlankIdentity = field(kw_only=True)
    above: str = field(kw_only=True)
    _cells: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    _sums: list[tuple[str, str, int, int, Look]] = field(default_factory=list)

    def write_header(self) -> None:
        words = self._say(
            N_(
                "Fill in the yellow cells only, with whole numbers; then send this file back "
                "to {body} as it is."
            )
        )
        self._across(words.format(body=self.above or "…"), {"italic": True, "font_size": 11})
        self._gap(6)
        super().write_header()

    def write_line(self, line: Line, below: Look) -> None:
        if line.kind == "item":
            self._keep_whole(ITEMS_HEIGHT)
        first, used = self._row, self._used
        super().write_line(line, below)
        if line.kind == "item":
            place = next(
                place for place, head in enumerate(self.paper.heads) if head.holds == "label"
            )
            column = self._spans[place][0]
            look: Look = {"text_wrap": True, "left": 1, "right": 1, **below, **_INPUT}
            self._put(first, column, first, column, "", look)
            self.page.set_row(first, ITEMS_HEIGHT)
            self._used = used + ITEMS_HEIGHT
            self._cells[line.key, TITLES] = (first, column)

    def write_figure(
        self, row: int, span: tuple[int, int], key: str, placed: list[Placed], look: Look
    ) -> None:
        if not placed:
            super().write_figure(row, span, key, placed, look)
            return
        (entry,) = placed
        figure = entry.run.figure
        is_share = figure == "share"
        pattern = entry.pattern(self.paper.language, r"0.0\ %" if is_share else "#,##0")
        shown = {**look, "num_format": pattern, "shrink": True, "text_wrap": False}
        declared = self.form.row(key)
        counted = declared.figures.get(figure) if declared else None  # type: ignore[call-overload]
        if is_share or (counted is not None and counted.count == "sum"):
            self._put(row, span[0], row, span[1], "", shown)
            self._sums.append((key, figure, row, span[0], shown))
            return
        shown |= {"bold": True, **_INPUT}
        if span[0] != span[1]:
            self.page.merge_range(row, span[0], row, span[1], "", self._look(shown))
        self.page.write_blank(row, span[0], None, self._look(shown))
        self._cells[key, figure] = (row, span[0])

    def seal(self) -> None:
        """Write what is computed, check what is typed, hide the identity, lock all else."""
        for key, figure, row, column, look in self._sums:
            formula = self._formula(key, figure)
            self.page.write_formula(row, column, formula, self._look(look), "")
        for (key, figure), (row, column) in self._cells.items():
            if figure != TITLES:
                self.page.data_validation(row, column, row, column, self._check(key, figure))
        self._write_identity()
        self.page.protect("", {"select_locked_cells": True, "format_rows": True})

    def _formula(self, key: str, figure: str) -> str:
        declared = self.form.row(key)
        if figure == "share" or declared is None:
            total, members = self._name(key, "total"), self._name(key, "members")
            return f'=IF(N({total})=0,"",{members}/{total})'
        parts = declared.figures[figure].rows  # type: ignore[index]  # the name of a figure
        return "=" + "+".join(f"N({self._name(part, figure)})" for part in parts)

    def _name(self, key: str, figure: str) -> str:
        place = self._cells.get((key, figure))
        found = (each for each in self._sums if each[:2] == (key, figure))
        row, column = place or next((each[2], each[3]) for each in found)
        return str(xl_rowcol_to_cell(row, column))

    def _check(self, key: str, figure: str) -> dict[str, Any]:
        said = {
            "input_message": self._say(N_("A whole number; 0 where there is nothing.")),
            "error_message": self._say(N_("Write a whole number that is not negative.")),
        }
        declared = self.form.row(key)
        if figure == "members" and declared is not None and declared.has_share:
            cell, total = self._name(key, figure), self._name(key, "total")
            said["error_message"] = self._say(N_("There cannot be more members than people."))
            formula = f"=AND(ISNUMBER({cell}),{cell}=INT({cell}),{cell}>=0,{cell}<=N({total}))"
            return {"validate": "custom", "value": formula, **said}
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": LARGEST,
            **said,
        }

    def _write_identity(self) -> None:
        """Names and values from the top, and the key and cells of each row beside it."""
        left = self._last + 2
        look = self._look(_FAINT)
        for row, (name, value) in enumerate(self.identity.as_cells().items()):
            self.page.write_string(row, left, name, look)
            self.page.write_string(row, left + 1, value, look)
        by_row: dict[int, list[str]] = {}
        for (key, figure), (row, column) in self._cells.items():
            by_row.setdefault(row, [key]).append(f"{figure}={_letter(column)}")
        for row, (key, *cells) in by_row.items():
            self.page.write_string(row, left + 2, key, look)
            self.page.write_string(row, left + 3, " ".join(cells), look)
        self.page.set_column(left - 1, left + 3, None, None, {"hidden": True})

    def _say(self, text: str) -> str:
        return words_in(self.paper.language).gettext(text)


def _letter(column: int) -> str:
    return str(xl_rowcol_to_cell(0, column)).rstrip(string.digits)
