"""A filled form as the words and figures of one sheet: what PDF, XLSX, DOCX and window all show."""

from __future__ import annotations

import string
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from gettext import NullTranslations
from typing import Literal

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, words_in
from unionoffice.core.paper_code import code_of, qr_text
from unionoffice.core.text import clean
from unionoffice.reports.filled import (
    Correction,
    FilledForm,
    RowFigures,
    TypedIn,
)
from unionoffice.reports.forms import Column, Form, Row
from unionoffice.reports.sheet_remarks import remarks

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NO_PLACE = "…………"
LONGEST_NAME = 400
LONGEST_ITEM = 300  # one line of the table must not outgrow a page


@dataclass(frozen=True)
class Run:
    """A piece of a cell: plain words, or one figure with the marks of its footnotes."""

    text: str
    figure: str = ""  # result, total, members or share
    marks: tuple[int, ...] = ()
    is_open: bool = False  # the office has yet to type it in

    @property
    def mark(self) -> str:
        """The marks of the footnotes as raised digits, so that nobody reads 62 as 621."""
        return "\u2009".join(map(superscript, self.marks))


@dataclass(frozen=True)
class Line:
    """One line of the table. A `section` fills the width; an `item` is a name listed in a row."""

    kind: Literal["section", "row", "item"]
    key: str  # of the row; "" for sections
    label: str
    number: str = ""
    indent: int = 0
    cells: tuple[tuple[Run, ...], ...] = ()  # one for every column of figures

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the numbered row above it, without a number of its own."""
        return self.kind == "row" and self.indent > 0 and not self.number


@dataclass(frozen=True)
class Head:
    """The head of one column; `width` is its part of the width between the margins."""

    title: str
    holds: str
    width: float


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the paper, in one language."""

    language: str
    upper_body: str
    organisation: str
    motto: tuple[str, ...]
    title: tuple[str, ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    footnotes: tuple[str, ...]  # marked 1, 2, 3 … in the table
    remarks: tuple[str, ...]  # what a consolidated form sums, and who is missing
    notes: tuple[str, ...]  # the form's own, on how it is counted
    date_line: str
    signature: tuple[str, ...]
    signatory: str
    recipients: tuple[str, ...]  # the heading and its lines
    code: str  # of the package that was handed in: "Code of this return: 7K3M-9QPX"
    qr: str  # the same for machines


def sheet(filled: FilledForm, language: str) -> Sheet:
    """Lay out a filled form in this language, or in the form's first one if it lacks it."""
    form, figures, letterhead = filled.form, filled.figures, filled.letterhead
    spoken = form.speaks(language)
    lines = _Lines(form, spoken, figures.rows, figures.is_consolidated, figures.counted_once)
    organisation, upper_body = figures.organisation.name, letterhead.upper_body
    if figures.unit:
        organisation, upper_body = figures.unit, organisation
    return Sheet(
        language=spoken,
        upper_body=_fitting(upper_body),
        organisation=_fitting(organisation),
        motto=form.motto[spoken] if form.motto and letterhead.has_motto else (),
        title=title_of(form.title[spoken], figures.period.last),
        heads=_heads(form.columns, spoken),
        lines=tuple(lines.all()),
        footnotes=tuple(lines.footnotes),
        remarks=tuple(remarks(filled.figures, spoken)),
        notes=form.notes[spoken] if form.notes else (),
        date_line=_date_line(filled, spoken),
        signature=tuple(map(clean, letterhead.signature)) or _signature(filled, spoken),
        signatory=clean(letterhead.signatory),
        recipients=_recipients(filled, spoken),
        code=_code(filled, spoken),
        qr=qr_text(filled.content_sha256) if filled.content_sha256 else "",
    )


@dataclass
class _Lines:
    """Makes the lines of the table, collecting the footnotes on the way."""

    form: Form
    language: str
    rows: tuple[RowFigures, ...]
    is_consolidated: bool
    counted_once: Mapping[str, int]
    footnotes: list[str] = field(default_factory=list)
    typed_below: int = 0  # the footnote of figures that offices below typed in

    def all(self) -> Iterator[Line]:
        by_key = {row.key: row for row in self.rows}
        for section in self.form.sections:
            yield Line("section", "", section.label[self.language])
            for row in section.rows:
                yield from self._row(row, by_key.get(row.key, RowFigures(row.key)))

    def _row(self, row: Row, figures: RowFigures) -> Iterator[Line]:
        marks = self._marks(row, figures)
        cells = tuple(
            tuple(self._runs(row, column.key, figures, marks)) if column.key in row.cells else ()
            for column in self.form.columns
            if column.holds == "figures"
        )
        label = row.label[self.language]
        yield Line("row", row.key, label, row.number, row.indent, cells)
        blank = ((),) * len(cells)
        for title in figures.titles or ():
            for part in textwrap.wrap(f"- {clean(title)}", LONGEST_ITEM):
                yield Line("item", row.key, part, "", row.indent + 1, blank)

    def _runs(
        self, row: Row, column: str, figures: RowFigures, marks: dict[str, tuple[int, ...]]
    ) -> Iterator[Run]:
        words = row.cells[column][self.language]
        typed = set() if self.is_consolidated else set(row.typed())
        for literal, gap, _pattern, _conversion in string.Formatter().parse(words):
            if literal:
                yield Run(literal)
            if gap is not None:
                is_open = gap in typed and figures.typed_in(gap) is None
                yield Run(self._shown(figures, gap), gap, marks.get(gap, ()), is_open)

    def _shown(self, figures: RowFigures, gap: str) -> str:
        if gap == "share":
            return formatting.percent(figures.share, self.language)
        value = figures.number(gap)
        return formatting.DASH if value is None else formatting.number(value, self.language)

    def _marks(self, row: Row, figures: RowFigures) -> dict[str, tuple[int, ...]]:
        marks: dict[str, tuple[int, ...]] = {}
        counted = figures.by_head_count
        if counted is not None and (counted.total or counted.members):
            mark = self._footnote(
                _words(self.language)
                .gettext(
                    N_("Of them {total} ({members} members) were counted by heads, without names.")
                )
                .format(
                    total=formatting.number(counted.total, self.language),
                    members=formatting.number(counted.members, self.language),
                )
            )
            marks = {"total": (mark,)} if figures.total is not None else {"members": (mark,)}
        for typed in figures.typed:
            marks[typed.figure] = (self._footnote(self._typed(typed)),)
        if self.is_consolidated:
            for name in row.typed():
                marks[name] = (self._typed_below(),)
        if self.counted_once.get(row.key):
            mark = self._footnote(self._once(self.counted_once[row.key]))
            marks["members"] = (*marks.get("members", ()), mark)
        for entry in figures.corrections:
            mark = self._footnote(self._explained(entry))
            marks[entry.figure] = (*marks.get(entry.figure, ()), mark)
        return marks

    def _once(self, members: int) -> str:
        words = N_(
            "{count} members told of by several organisations are counted once: the figures of "
            "the organisations add up to {count} more."
        )
        count = formatting.number(members, self.language)
        return _words(self.language).gettext(words).format(count=count)

    def _footnote(self, text: str) -> int:
        self.footnotes.append(text)
        return len(self.footnotes)

    def _typed_below(self) -> int:
        """One footnote stands for all the figures that the organisations below typed in."""
        if not self.typed_below:
            words = N_("Typed in by the organisations below: no records stand behind it.")
            self.typed_below = self._footnote(_words(self.language).gettext(words))
        return self.typed_below

    def _typed(self, entry: TypedIn) -> str:
        words = N_("Typed in, not counted from records. Source: {source} ({by}, {day}).")
        return (
            _words(self.language)
            .gettext(words)
            .format(
                source=clean(entry.source).rstrip("."),
                by=clean(entry.by),
                day=formatting.day(entry.at.date(), self.language),
            )
        )

    def _explained(self, entry: Correction) -> str:
        words = N_(
            "Set by hand: {value}, where {computed} was computed. Reason: {reason} ({by}, {day})."
        )
        return (
            _words(self.language)
            .gettext(words)
            .format(
                value=formatting.number(entry.value, self.language),
                computed=formatting.number(entry.computed, self.language),
                reason=clean(entry.reason).rstrip("."),
                by=clean(entry.by),
                day=formatting.day(entry.at.date(), self.language),
            )
        )


def _fitting(name: str) -> str:
    """A name that leaves room for the rest of the page: no body has one of four hundred letters."""
    name = clean(name)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _words(language: str) -> NullTranslations:
    return words_in(language)


def title_of(lines: tuple[str, ...], last: date) -> tuple[str, ...]:
    """The title of a form for a period that ends on a day."""
    gaps = {"year": last.year, "yyyy": last.year, "mm": f"{last:%m}", "dd": f"{last:%d}"}
    return tuple(line.format(**gaps) for line in lines)


def _heads(columns: tuple[Column, ...], language: str) -> tuple[Head, ...]:
    whole = sum(column.width for column in columns)
    return tuple(
        Head(column.title[language], column.holds, column.width / whole) for column in columns
    )


def _date_line(filled: FilledForm, language: str) -> str:
    if filled.form.date_line is None:
        return ""
    day = filled.letterhead.signed_on or filled.figures.generated_at.date()
    return date_line(filled.form.date_line[language], filled.letterhead.place, day)


def date_line(pattern: str, place: str, day: date) -> str:
    """Place and day of signing, as a form writes them."""
    # Vietnamese offices write 01 and 02 but 3 to 12, so that no digit can be put before.
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return pattern.format(
        place=clean(place) or NO_PLACE, day=f"{day.day:02d}", month=month, year=day.year
    )


def _signature(filled: FilledForm, language: str) -> tuple[str, ...]:
    level = filled.figures.organisation.level
    return next(
        (entry.lines[language] for entry in filled.form.signatures if level in entry.levels), ()
    )


def _recipients(filled: FilledForm, language: str) -> tuple[str, ...]:
    if filled.form.recipients is None:
        return ()
    heading, *lines = filled.form.recipients[language]
    if filled.letterhead.recipients:
        return (heading, *(clean(line) for line in filled.letterhead.recipients))
    upper_body = clean(filled.letterhead.upper_body)
    return (
        heading,
        *(line.format(upper_body=upper_body) for line in lines if upper_body or "{" not in line),
    )


def _code(filled: FilledForm, language: str) -> str:
    if not filled.content_sha256:
        return ""
    code = code_of(filled.content_sha256)
    return _words(language).gettext(N_("Code of this return: {code}")).format(code=code)


def superscript(number: int) -> str:
    """The number of a footnote in raised digits."""
    return str(number).translate(_SUPERSCRIPTS)
