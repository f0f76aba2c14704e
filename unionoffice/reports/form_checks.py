"""What a form file must keep to beyond its structure; the first fault found refuses the file."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from unionoffice.core.i18n import N_

if TYPE_CHECKING:
    from unionoffice.reports.forms import Form, Row

Fault = tuple[str, Mapping[str, Any]]

TITLE_GAPS = frozenset({"year", "dd", "mm", "yyyy"})
DATE_GAPS = frozenset({"place", "day", "month", "year"})
RECIPIENT_GAPS = frozenset({"upper_body"})
DEEPEST_INDENT = 4
LONGEST_TEXT = 300

# Control characters (line ends too), invisible ones, halves of characters.
_UNPRINTABLE = {"Cc", "Cf", "Cs"}

# What may be counted for a figure: shares are only ever taken of people.
_COUNTS = {
    "result": {"turns", "people", "members", "typed", "sum"},
    "total": {"people", "typed", "sum"},
    "members": {"members", "typed", "sum"},
    "titles": {"titles"},
}
_ADDABLE = {"turns", "typed"}
LONGEST_DELAY = 366


def faults(form: Form, known_indicators: Collection[str]) -> Iterator[Fault]:
    """Sentences (marked, with the gap {file} left open) for everything wrong with a form."""
    yield from _identity(form)
    yield from _times(form)
    yield from _columns(form)
    yield from _languages(form)
    yield from _rows(form, known_indicators)


def _identity(form: Form) -> Iterator[Fault]:
    plain = set(string.ascii_lowercase + string.digits + ".-_")
    if not form.id or len(form.id) > 64 or not set(form.id) <= plain or form.version < 1:
        yield (
            N_(
                "The form {file} has no proper id and version: "
                "an id is small letters, digits and hyphens, a version is 1 or more."
            ),
            {},
        )
    if not form.languages or not any(True for _ in form.rows()):
        yield N_("The form {file} is empty: it needs a language and a row."), {}


def _times(form: Form) -> Iterator[Fault]:
    if form.due_days is not None and not 0 <= form.due_days <= LONGEST_DELAY:
        yield N_("The form {file} is to be handed in 0 to 366 days after its period, no other."), {}
    for version in form.accepts:
        if not 1 <= version < form.version:
            yield (
                N_("The form {file} accepts its version {version}, which is no older one."),
                {"version": version},
            )


def _columns(form: Form) -> Iterator[Fault]:
    keys = [column.key for column in form.columns]
    yield from _repeated(keys, N_("The form {file} has two columns with the key “{key}”."))
    held = [column.holds for column in form.columns]
    if held.count("number") > 1 or held.count("label") != 1 or "figures" not in held:
        yield (
            N_(
                "The form {file} needs one column for labels, at most one for numbers, "
                "and at least one for figures."
            ),
            {},
        )
    if any(column.width < 1 for column in form.columns):
        yield N_("The form {file} has a column without width."), {}


def _languages(form: Form) -> Iterator[Fault]:
    for where, words, gaps in _all_words(form):
        for language in form.languages:
            texts = words.get(language)
            lines = (texts,) if isinstance(texts, str) else texts
            if not lines or not all(line.strip() for line in lines):
                yield (
                    N_("The form {file} has no words in “{language}” at “{where}”."),
                    {"language": language, "where": where},
                )
                continue
            if any(unicodedata.category(letter) in _UNPRINTABLE for letter in "".join(lines)):
                yield (
                    N_("The form {file} has signs at “{where}” that cannot be printed."),
                    {"where": where},
                )
            if max(map(len, lines)) > LONGEST_TEXT:
                yield (
                    N_("The form {file} has words at “{where}” that are too long for a page."),
                    {"where": where},
                )
            yield from _gaps(where, lines, gaps)


def _all_words(form: Form) -> Iterator[tuple[str, Mapping[str, Any], frozenset[str] | None]]:
    """Every text by language, with the gaps allowed in it (None: its braces mean nothing)."""
    yield "name", form.name, None
    yield "title", form.title, TITLE_GAPS
    if form.motto is not None:
        yield "motto", form.motto, None
    if form.date_line is not None:
        yield "date_line", form.date_line, DATE_GAPS
    if form.recipients is not None:
        yield "recipients", form.recipients, RECIPIENT_GAPS
    if form.notes is not None:
        yield "notes", form.notes, None
    for signature in form.signatures:
        yield "signature", signature.lines, None
    for column in form.columns:
        yield f"column {column.key}", column.title, None
    for section in form.sections:
        yield "section", section.label, None
        for row in section.rows:
            yield row.key, row.label, None
            for key, words in row.cells.items():
                yield f"{row.key}, {key}", words, _figure_gaps(row)


def _figure_gaps(row: Row) -> frozenset[str]:
    names = {name for name in row.figures if name != "titles"}
    return frozenset(names | {"share"} if row.has_share else names)


def _gaps(where: str, lines: Iterable[str], allowed: frozenset[str] | None) -> Iterator[Fault]:
    if allowed is None:
        return
    for line in lines:
        try:
            gaps = [part[1:] for part in string.Formatter().parse(line) if part[1] is not None]
        except ValueError:
            gaps = [(line, "", None)]
        for name, pattern, conversion in gaps:
            if name not in allowed or pattern or conversion:
                yield (
                    N_("The form {file} has the gap “{gap}” at “{where}”, which nothing can fill."),
                    {"gap": name, "where": where},
                )


def _rows(form: Form, known_indicators: Collection[str]) -> Iterator[Fault]:
    keys = [row.key for row in form.rows()]
    yield from _repeated(keys, N_("The form {file} has two rows with the key “{key}”."))
    columns = {column.key for column in form.columns if column.holds == "figures"}
    for row in form.rows():
        yield from _row(row, columns, known_indicators)
        yield from _sums(form, row)


def _row(row: Row, columns: set[str], known_indicators: Collection[str]) -> Iterator[Fault]:
    if not row.key.strip() or not 0 <= row.indent <= DEEPEST_INDENT:
        yield N_("The form {file} has a row without a key, or indented too far."), {}
    for column in row.cells:
        if column not in columns:
            yield (
                N_("The row “{row}” of the form {file} has a cell “{column}”: no such column."),
                {"row": row.key, "column": column},
            )
    for name, figure in row.figures.items():
        if bool(figure.indicator) == (figure.count in ("typed", "sum")):
            yield (
                N_(
                    "The row “{row}” of the form {file} must either count records or be typed in "
                    "or summed: its “{figure}” does not say which."
                ),
                {"row": row.key, "figure": name},
            )
        elif figure.indicator and figure.indicator not in known_indicators:
            yield (
                N_(
                    "The row “{row}” of the form {file} asks for the indicator “{indicator}”, "
                    "which this program does not know. A newer version of the program may."
                ),
                {"row": row.key, "indicator": figure.indicator},
            )
        if figure.count not in _COUNTS[name]:
            yield (
                N_("The row “{row}” of the form {file} cannot have “{count}” as its “{figure}”."),
                {"row": row.key, "count": figure.count, "figure": name},
            )


def _sums(form: Form, row: Row) -> Iterator[Fault]:
    for name, figure in row.figures.items():
        if (figure.count == "sum") != bool(figure.rows):
            yield N_("The row “{row}” of the form {file} adds up nothing."), {"row": row.key}
        yield from _repeated(
            list(figure.rows), N_("A row of the form {file} adds up the row “{key}” twice.")
        )
        for key in figure.rows:
            part = form.row(key)
            added = None if part is None else part.figures.get(name)
            if added is None or added.count not in _ADDABLE:
                yield (
                    N_(
                        "The row “{row}” of the form {file} cannot add up the row “{part}”: only "
                        "turns and typed figures add up, people may stand in several rows."
                    ),
                    {"row": row.key, "part": key},
                )


def _repeated(keys: list[str], message: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield message, {"key": key}
        seen.add(key)
