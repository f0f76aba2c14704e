"""A workbook with everybody in it: the whole in front, a table of all, and a sheet for each."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

import xlsxwriter

from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_, words_in
from unionoffice.core.text import clean
from unionoffice.reports.filled import FIGURE_NAMES, NUMBERS, FilledForm, FormFigures, RowFigures
from unionoffice.reports.forms import Form, Row
from unionoffice.reports.sheet import sheet
from unionoffice.reports.xlsx import SheetWriter, best_scale
from unionoffice.reports.xlsx_page import BOOK, Page
from unionoffice.reports.xlsx_parts import write_parts

LONGEST_SHEET_NAME, LONGEST_HEADER = 31, 250
_UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CODE_WIDTH, _NAME_WIDTH, _FIGURE_WIDTH, _HEAD_HEIGHT = 12, 44, 11, 150
_LINE_HEIGHT, _NAME_LINE = 15, 52  # points, and letters that are narrower than digits

Progress = Callable[[int, int, str], None]


class SheetNames:
    """Names that every spreadsheet program takes, each of them once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        # Excel keeps the name "History" to itself.
        self._taken = {"history", *(name.casefold() for name in taken)}

    def name(self, wanted: str) -> str:
        base = _shortened(_UNFIT.sub(" ", clean(wanted)).strip(" '")).strip(" '") or "-"
        name, count = base, 1
        while name.casefold() in self._taken:
            count += 1
            mark = f" ({count})"
            name = base[: LONGEST_SHEET_NAME - len(mark)].rstrip() + mark
        self._taken.add(name.casefold())
        return name


def _shortened(name: str) -> str:
    """The code in front and the end of the name: how names begin, many of them have in common."""
    if len(name) <= LONGEST_SHEET_NAME:
        return name
    code, _space, rest = name.partition(" ")
    room = LONGEST_SHEET_NAME - len(code) - len(" …")
    if room < 1:
        return name[:LONGEST_SHEET_NAME]
    end = rest[-room:]
    if rest[-room - 1 : -room] != " ":
        end = end.partition(" ")[2] or end
    return f"{code} …{end.strip()}"


@dataclass(frozen=True)
class _Entry:
    """One organisation: the name of its sheet, and its figures."""

    sheet: str
    figures: FormFigures


def write_all(
    whole: FilledForm,
    returns: Sequence[FilledForm],
    path: Path,
    language: str,
    progress: Progress,
) -> None:
    """Write the workbook, whole or not at all; raises what `progress` raises to stop it."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, BOOK)
    words = words_in(language).gettext
    fixed = (words(N_("Whole")), words(N_("All organisations")), words(N_("By body")))
    names = SheetNames(fixed)
    formats: dict[tuple[tuple[str, Any], ...], Any] = {}
    # Every sheet as large as the whole and that with the longest name: to try each takes long.
    longest = max((whole, *returns), key=lambda each: len(each.figures.organisation.name))
    tried = [(sheet(each, language), _rows(each)) for each in (whole, longest)]
    scale = min(best_scale(paper, rows) for paper, rows in tried)
    _write_form(book, whole, fixed[0], language, formats, scale)
    table = book.add_worksheet(fixed[1])
    write_parts(book, whole, language)
    entries = []
    for done, filled in enumerate(returns):
        own = filled.figures.organisation
        progress(done, len(returns), own.name)
        entries.append(_Entry(names.name(f"{own.code} {own.name}"), filled.figures))
        writer = _write_form(book, filled, entries[-1].sheet, language, formats, scale)
        writer.lead_back(fixed[1])
    _Table(book, table, whole, language).write(entries)
    book.close()
    write_whole(path, content.getvalue())


def _write_form(
    book: Any, filled: FilledForm, name: str, language: str, formats: Any, scale: int
) -> SheetWriter:
    page = book.add_worksheet(name, worksheet_class=Page)
    paper, rows = sheet(filled, language), _rows(filled)
    writer = SheetWriter(book, page, paper, rows, scale, _formats=formats)
    writer.write()
    return writer


def _rows(filled: FilledForm) -> dict[str, RowFigures]:
    return {row.key: row for row in filled.figures.rows}


class _Table:
    """A row for every organisation, a column for every figure, the form's own sum on top."""

    def __init__(self, book: Any, page: Any, whole: FilledForm, language: str) -> None:
        self._page = page
        self._whole = whole
        self._language = language
        self._spoken = whole.form.speaks(language)
        self._words = words_in(language).gettext
        self._columns = _columns(whole.form)
        edge = {"border": 1, "border_color": "#A0A0A0"}
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", **edge})
        self._sum = book.add_format({"bold": True, "num_format": "#,##0", **edge})
        middle = {"valign": "vcenter", **edge}
        self._number = book.add_format({"num_format": "#,##0", **middle})
        self._text = book.add_format({"text_wrap": True, **middle})
        self._link = book.add_format({"font_color": "#0B5A55", "underline": 1, **middle})

    def write(self, entries: Sequence[_Entry]) -> None:
        page = self._page
        page.set_landscape()
        page.set_paper(8)
        page.set_margins(0.5, 0.5, 0.7, 0.6)
        page.fit_to_pages(1, 0)
        title = " ".join(sheet(self._whole, self._language).title).replace("&", "&&")
        page.set_header(f"&C{title[:LONGEST_HEADER]}")
        page.set_footer("&C&P / &N")
        page.repeat_rows(0)
        page.freeze_panes(2, 2)
        page.set_column(0, 0, _CODE_WIDTH)
        page.set_column(1, 1, _NAME_WIDTH)
        page.set_column(2, 1 + len(self._columns), _FIGURE_WIDTH)
        self._write_heads()
        self._write_figures(1, self._whole.figures, self._sum)
        page.write_string(1, 0, "", self._sum)
        page.write_string(1, 1, self._words(N_("Sum")), self._sum)
        for place, entry in enumerate(entries, 2):
            own = entry.figures.organisation
            quoted = entry.sheet.replace("'", "''")
            page.write_url(place, 0, f"internal:'{quoted}'!A1", self._link, own.code)
            page.write_string(place, 1, own.name, self._text)
            # Said, because not every program makes room for two lines by itself.
            page.set_row(place, _LINE_HEIGHT * len(wrap(own.name, _NAME_LINE)))
            self._write_figures(place, entry.figures, self._number)
        page.autofilter(0, 0, 1 + len(entries), 1 + len(self._columns))

    def _write_heads(self) -> None:
        self._page.set_row(0, _HEAD_HEIGHT)
        heads = [self._words(N_("Code")), self._words(N_("Organisation"))]
        for row, name in self._columns:
            label = self._whole.form.label(row.key, self._spoken)
            figure = self._words(FIGURE_NAMES[name])
            heads.append(f"{row.number} {label}\n({figure})".strip())
        for place, head in enumerate(heads):
            self._page.write_string(0, place, head, self._head)

    def _write_figures(self, line: int, figures: FormFigures, look: Any) -> None:
        rows = {row.key: row for row in figures.rows}
        for place, (row, name) in enumerate(self._columns, 2):
            value = rows[row.key].number(name) if row.key in rows else None
            if value is None:
                self._page.write_blank(line, place, None, look)
            else:
                self._page.write_number(line, place, value, look)


def _columns(form: Form) -> list[tuple[Row, str]]:
    return [(row, name) for row in form.rows() for name in NUMBERS if name in row.figures]
