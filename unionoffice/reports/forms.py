"""A reporting form as it is declared in a TOML file: titles, columns, rows, and what fills them.

A form knows indicators by name only. `figures` of a row say which indicator gives which figure and
how it is counted; `cells` give the words of the form, with the figures standing in named gaps.
A figure of the count `typed` has no indicator: the office types it in. One of the count `sum` adds
up the same figure of other `rows`, which must be turns or typed in: people are never added up.
A row with a `total` and `members` also has their `share`, which is never counted but computed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from unionoffice.core.damage import damage
from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.paths import resources_folder
from unionoffice.reports.form_checks import faults
from unionoffice.store.known_types import known_at_once

FigureName = Literal["result", "total", "members", "titles"]
Count = Literal["turns", "people", "members", "titles", "typed", "sum"]
PeriodKind = Literal["any", "month", "quarter", "half", "year"]
Level = Literal["primary", "district", "province", "national"]
Words = Mapping[str, str]  # by language
Lines = Mapping[str, tuple[str, ...]]

LARGEST_FILE = 1024 * 1024


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Anything that a form file declares; a word that is not known is refused."""


class Figure(Declared, frozen=True):
    """Where a figure comes from: an indicator, and what of its evidence is counted."""

    count: Count
    indicator: str = ""
    rows: tuple[str, ...] = ()  # what a sum adds up


class Row(Declared, frozen=True):
    """One row; `indent` is its depth below the numbered row above it."""

    key: str
    label: Words
    figures: Mapping[FigureName, Figure]
    cells: Mapping[str, Words]  # by column key; the gaps are names of figures, or {share}
    number: str = ""
    indent: int = 0

    @property
    def has_share(self) -> bool:
        return "total" in self.figures and "members" in self.figures

    def typed(self) -> tuple[FigureName, ...]:
        """The figures that an office types in."""
        return tuple(name for name, figure in self.figures.items() if figure.count == "typed")


class Section(Declared, frozen=True):
    label: Words
    rows: tuple[Row, ...] = msgspec.field(name="row")


class Column(Declared, frozen=True):
    """One column; `width` counts in parts of the width between the margins."""

    key: str
    holds: Literal["number", "label", "figures"]
    width: int
    title: Words


class Signature(Declared, frozen=True):
    """In whose name, and as what, somebody signs at these levels."""

    levels: tuple[Level, ...]
    lines: Lines


@known_at_once
class Form(Declared, frozen=True):
    """A form, checked. Every text is there in every one of its `languages`."""

    id: str
    version: int
    languages: tuple[str, ...]
    name: Words
    title: Lines  # gaps: {year}, {dd}, {mm}, {yyyy} of the last day of the period
    columns: tuple[Column, ...] = msgspec.field(name="column")
    sections: tuple[Section, ...] = msgspec.field(name="section")
    motto: Lines | None = None
    date_line: Words | None = None  # gaps: {place}, {day}, {month}, {year} of signing
    recipients: Lines | None = None  # a heading, then lines; gap: {upper_body}
    notes: Lines | None = None  # printed below the table: how it is counted
    signatures: tuple[Signature, ...] = msgspec.field(name="signature", default=())
    period: PeriodKind = "any"  # what span of days it is made for
    due_days: int | None = None  # after the last day of the period it is to be handed in
    in_force_from: date | None = None  # for periods that end on that day or later; None: for all
    accepts: tuple[int, ...] = ()  # older versions whose returns are summed as well

    def rows(self) -> Iterator[Row]:
        for section in self.sections:
            yield from section.rows

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows() if row.key == key), None)

    def label(self, key: str, language: str = "") -> str:
        """What a row is called within a sentence; its key where the form has no such row."""
        row = self.row(key)
        return key if row is None else row.label[self.speaks(language)].strip(" :.,;-+")

    def speaks(self, language: str) -> str:
        """`language` if the form has its words, else the form's first language."""
        return language if language in self.languages else self.languages[0]

    def indicators(self) -> frozenset[str]:
        figures = (figure for row in self.rows() for figure in row.figures.values())
        return frozenset(figure.indicator for figure in figures if figure.indicator)

    def has_typed(self) -> bool:
        return any(row.typed() for row in self.rows())

    def is_in_force_for(self, last: date) -> bool:
        """Whether it is made for periods that end on this day."""
        return self.in_force_from is None or self.in_force_from <= last


def form_ids() -> tuple[str, ...]:
    """The ids of the forms that travel with the program."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def bundled_text(form_id: str) -> str:
    """The declaration of a form that travels with the program."""
    return (_folder() / f"{form_id}.toml").read_text(encoding="utf-8")


def open_form(form: str | Path, known_indicators: Collection[str]) -> Form:
    """The form with this id, or in this file. Raises UserError, or RefusedFileError with why."""
    if isinstance(form, str) and not form.endswith(".toml"):
        if form not in form_ids():
            raise UserError(
                N_("There is no form “{form}”. Known forms: {known}. A form file ends in .toml."),
                form=form,
                known=", ".join(form_ids()),
            )
        return read_form(_folder() / f"{form}.toml", known_indicators)
    return read_form(Path(form), known_indicators)


def read_form(path: Path, known_indicators: Collection[str]) -> Form:
    """Read and check a form file; `known_indicators` are the names that can be counted."""
    return parse_form(form_content(path), path.name, known_indicators)


def form_content(path: Path) -> bytes:
    """What stands in a form file; raises UserError where it cannot be read, or is far too large."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UserError(
            N_("The form file {file} cannot be read. Check that it is there."), file=path
        ) from error
    if len(content) > LARGEST_FILE:
        raise RefusedFileError(
            N_("{file} is too large for a form file. Ask for the form again."), file=path.name
        )
    return content


def parse_form(content: bytes, file_name: str, known_indicators: Collection[str]) -> Form:
    """Check the content of a form file; `file_name` is only for the sentences that refuse it."""
    try:
        form = msgspec.convert(tomllib.loads(content.decode("utf-8")), Form)
    except UnicodeDecodeError as error:
        raise RefusedFileError(
            N_("{file} is not a form file: it is not text in UTF-8."), file=file_name
        ) from error
    except msgspec.ValidationError as error:
        raise RefusedFileError(
            N_("The form {file} cannot be used: {why}."), file=file_name, why=damage(error)
        ) from error
    except (ValueError, RecursionError) as error:  # of TOML, and of its endless numbers and lists
        raise RefusedFileError(
            N_("{file} is not a form file: it breaks the rules of TOML ({why})."),
            file=file_name,
            why=damage(error),
        ) from error
    for message, values in faults(form, known_indicators):
        raise RefusedFileError(message, file=file_name, **values)
    return form


def _folder() -> Path:
    return resources_folder() / "appendices"
