"""The sub-totals of a structure on paper, behind the form: a column for every body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, words_in
from unionoffice.reports import fonts
from unionoffice.reports.filled import (
    FIGURE_NAMES,
    NUMBERS,
    FilledForm,
    Part,
    RowFigures,
    Structure,
)

BODIES_BESIDE = 5
SIZE = 9.0
_LABEL, _SUM = 0.42, 0.1  # of the width; the rest is for the bodies
_RULE = Color(0.5, 0.5, 0.5)
_USUAL = {"fontName": fonts.REGULAR, "fontSize": SIZE, "leading": SIZE * 1.15}
_HEAD = ParagraphStyle("parts_head", alignment=TA_CENTER, **_USUAL)
_CELL = ParagraphStyle("parts_cell", **_USUAL)
_TITLE = ParagraphStyle("parts_title", _HEAD, fontSize=13, leading=15)

Written = Callable[..., Paragraph]  # a text, its style, and its font where it is another


def parts_story(
    filled: FilledForm, language: str, width: float, written: Written
) -> Iterator[Flowable]:
    """A page of its own for every few bodies; nothing when nothing was broken down."""
    structure = filled.figures.structure
    if structure is None or not structure.parts:
        return
    writer = _Writer(filled, structure, language, width, written)
    for first in range(0, len(structure.parts), BODIES_BESIDE):
        yield PageBreak()
        yield from writer.page(structure.parts[first : first + BODIES_BESIDE])


class _Writer:
    """Makes the tables of one form."""

    def __init__(
        self,
        filled: FilledForm,
        structure: Structure,
        language: str,
        width: float,
        written: Written,
    ) -> None:
        self._written = written
        self._filled = filled
        self._structure = structure
        self._language = language
        self._words = words_in(language).gettext
        self._width = width

    def page(self, parts: Sequence[Part]) -> Iterator[Flowable]:
        words = self._words(N_("Figures by body, by the structure of {day}"))
        day = formatting.day(self._structure.on, self._language)
        yield self._written(words.format(day=day), _TITLE, fonts.BOLD)
        yield Spacer(0, 8)
        beside = (1 - _LABEL - _SUM) / BODIES_BESIDE
        widths = [_LABEL, _SUM, *[beside] * len(parts)]
        table = Table(
            [self._heads(parts), *self._rows(parts)],
            colWidths=[self._width * each for each in widths],
            repeatRows=1,
            hAlign="LEFT",
        )
        table.setStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
                ("FONTNAME", (1, 1), (1, -1), fonts.BOLD),
                ("FONTSIZE", (0, 0), (-1, -1), SIZE),
                ("ALIGN", (1, 1), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("GRID", (0, 0), (-1, -1), 0.4, _RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ]
        )
        yield table

    def _heads(self, parts: Sequence[Part]) -> list[Paragraph]:
        names = [part.name or self._words(N_("No single body")) for part in parts]
        titles = [self._words(N_("Row")), self._words(N_("Sum")), *names]
        return [self._written(title, _HEAD, fonts.BOLD) for title in titles]

    def _rows(self, parts: Sequence[Part]) -> Iterator[list[Paragraph | str]]:
        form = self._filled.form
        spoken = form.speaks(self._language)
        columns = [{row.key: row for row in rows} for rows in self._all_rows(parts)]
        for row in form.rows():
            for name in (each for each in NUMBERS if each in row.figures):
                label = f"{row.number} {row.label[spoken].strip(' :.,')}".strip()
                figure = self._words(FIGURE_NAMES[name])
                shown = [
                    formatting.number(column[row.key].number(name) or 0, self._language)
                    if row.key in column
                    else formatting.DASH
                    for column in columns
                ]
                yield [self._written(f"{label} ({figure})", _CELL), *shown]

    def _all_rows(self, parts: Sequence[Part]) -> Iterator[Sequence[RowFigures]]:
        yield self._filled.figures.rows
        for part in parts:
            yield part.rows
