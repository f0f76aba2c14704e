"""The second sheet of a consolidated workbook: each figure of the form, body by body."""

from __future__ import annotations

import textwrap
from typing import Any

from unionoffice.core.i18n import N_, words_in
from unionoffice.reports.filled import FIGURE_NAMES, NUMBERS, FilledForm, Part

LABEL_WIDTH, NUMBER_WIDTH = 50, 14  # in letters
LINE_HEIGHT = 15  # points


def write_parts(book: Any, filled: FilledForm, language: str) -> None:
    """Write the sub-totals of the structure; every sum is the form's own figure."""
    structure = filled.figures.structure
    if structure is None:
        return
    words = words_in(language).gettext
    page = book.add_worksheet(words(N_("By body")))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    edge = {"border": 1, "border_color": "#A0A0A0", "valign": "top"}
    head = book.add_format({"bold": True, "text_wrap": True, "align": "center", **edge})
    text = book.add_format({"text_wrap": True, **edge})
    number = book.add_format({"num_format": "#,##0", **edge})
    page.set_column(0, 0, LABEL_WIDTH)
    page.set_column(1, 2 + len(structure.parts), NUMBER_WIDTH)
    names = [part.name or words(N_("No single body")) for part in structure.parts]
    heads = (words(N_("Row")), words(N_("Figure")), words(N_("Sum")), *names)
    for place, title in enumerate(heads):
        page.write_string(0, place, title, head)
    page.set_row(0, LINE_HEIGHT * max(_lines(title, NUMBER_WIDTH) for title in heads))
    page.freeze_panes(1, 2)
    line = 1
    for row in filled.form.rows():
        for name in (each for each in NUMBERS if each in row.figures):
            label = row.label[language if language in row.label else filled.form.languages[0]]
            label = f"{row.number} {label}".strip()
            # Not every program makes a row as high as its words need.
            page.set_row(line, LINE_HEIGHT * _lines(label, LABEL_WIDTH))
            page.write_string(line, 0, label, text)
            page.write_string(line, 1, words(FIGURE_NAMES[name]), text)
            own = filled.figures.row(row.key)
            parts = (_of(part, row.key, name) for part in structure.parts)
            for place, value in enumerate((own.number(name) if own else None, *parts)):
                page.write_number(line, 2 + place, value or 0, number)
            line += 1


def _lines(text: str, width: int) -> int:
    return max(1, len(textwrap.wrap(text, width - 2)))


def _of(part: Part, row_key: str, name: str) -> int | None:
    return next((row.number(name) for row in part.rows if row.key == row_key), None)
