"""The second sheet of a consolidated workbook: each figure of the form, body by body."""

from __future__ import annotations

from typing import Any

from unionoffice.core.i18n import N_, words_in
from unionoffice.reports.filled import FIGURE_NAMES, NUMBERS, FilledForm, Part

LABEL_WIDTH, NUMBER_WIDTH = 50, 14


def write_parts(book: Any, filled: FilledForm, language: str) -> None:
    """Write the sub-totals of the structure; every sum is the form's own figure."""
    structure = filled.figures.structure
    if structure is None:
        return
    words = words_in(language).gettext
    page = book.add_worksheet(words(N_("By body")))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    text, number = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "#,##0"}),
    )
    page.set_column(0, 0, LABEL_WIDTH)
    page.set_column(1, 2 + len(structure.parts), NUMBER_WIDTH)
    names = [part.name or words(N_("No single body")) for part in structure.parts]
    heads = (words(N_("Row")), words(N_("Figure")), words(N_("Sum")), *names)
    for place, title in enumerate(heads):
        page.write_string(0, place, title, head)
    page.freeze_panes(1, 2)
    line = 1
    for row in filled.form.rows():
        for name in (each for each in NUMBERS if each in row.figures):
            label = row.label[language if language in row.label else filled.form.languages[0]]
            page.write_string(line, 0, f"{row.number} {label}".strip(), text)
            page.write_string(line, 1, words(FIGURE_NAMES[name]), text)
            own = filled.figures.row(row.key)
            parts = (_of(part, row.key, name) for part in structure.parts)
            for place, value in enumerate((own.number(name) if own else None, *parts)):
                page.write_number(line, 2 + place, value or 0, number)
            line += 1


def _of(part: Part, row_key: str, name: str) -> int | None:
    return next((row.number(name) for row in part.rows if row.key == row_key), None)
