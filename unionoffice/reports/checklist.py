"""What deserves a look before a form is handed in, read off its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unionoffice.reports.filled import NUMBERS, FilledForm, FormFigures, RowFigures
from unionoffice.reports.forms import Form, Row


@dataclass(frozen=True)
class Check:
    """`rows` are keys.

    `kind` is not_over, signed_early, missing, shared, nothing, too_many, head_counts, by_hand,
    not_typed, or of others.
    """

    kind: str
    count: int
    rows: tuple[str, ...] = ()
    figure: str = ""


def checks_of(filled: FilledForm, today: date) -> Iterator[Check]:
    """Days left, missing returns, empty rows, too many members, head counts, corrections."""
    figures = filled.figures
    if figures.period.last > today:
        yield Check("not_over", 1)
    elif figures.period.last > (filled.letterhead.signed_on or today):
        yield Check("signed_early", 1)
    if figures.missing:
        yield Check("missing", len(figures.missing))
    counted_twice = sum(not each.keeper for each in figures.shared)
    if counted_twice:
        yield Check("shared", counted_twice)
    by_key = {row.key: row for row in figures.rows}
    for row in filled.form.rows():
        found = by_key.get(row.key)
        if row.number and found is not None and _is_empty(found):
            yield Check("nothing", 1, (row.key,), first_figure(row))
    for found in figures.rows:
        if found.total is not None and found.members is not None and found.members > found.total:
            yield Check("too_many", 1, (found.key,), "members")
    counted = [row.key for row in figures.rows if row.by_head_count and row.by_head_count.total]
    if counted:
        yield Check("head_counts", len(counted), tuple(counted), "total")
    corrected = [(row.key, entry.figure) for row in figures.rows for entry in row.corrections]
    if corrected:
        keys = tuple(key for key, _figure in corrected)
        yield Check("by_hand", len(corrected), keys, corrected[0][1])
    open_figures = list(not_typed(filled.form, figures))
    if open_figures:
        rows = tuple(dict.fromkeys(key for key, _figure in open_figures))
        yield Check("not_typed", len(open_figures), rows, open_figures[0][1])


def not_typed(form: Form, figures: FormFigures) -> Iterator[tuple[str, str]]:
    """Row and name of figures that the office has to type in and has not: they stand as 0.

    A federation types none in: its figures are sums.
    """
    by_key = {} if figures.is_consolidated else {row.key: row for row in figures.rows}
    for row in form.rows():
        for name in row.typed():
            if row.key in by_key and by_key[row.key].typed_in(name) is None:
                yield row.key, name


def first_figure(row: Row) -> str:
    return next((name for name in NUMBERS if name in row.figures), "")


def _is_empty(row: RowFigures) -> bool:
    return not any(row.number(name) for name in NUMBERS)
