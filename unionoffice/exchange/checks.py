"""What figures from outside must keep to beyond their shape: a wrong figure would be believed."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.reports.filled import NUMBERS, FormFigures, HeadCount, RowFigures
from unionoffice.reports.forms import Form, Row

# Sums over every organisation of a country still fit the 64 bits of a database's whole numbers.
LARGEST_FIGURE = 10**12
_NOBODY = HeadCount()


# A part, the whole it belongs to, and the figure that both have.
Containment = tuple[str, str, str]


def containments(form: Form) -> tuple[Containment, ...]:
    """Which rows of a form are parts of which: an indicator `a.b` counts among those of `a`."""
    rows = list(form.rows())
    return tuple(
        (part.key, whole.key, name)
        for part in rows
        for whole in rows
        for name in NUMBERS
        if _contains(whole, part, name)
    )


def check_plausible(figures: FormFigures, contained: tuple[Containment, ...]) -> None:
    """Raise RefusedFileError for figures that no counting can give.

    Consolidated figures may contain corrections made by hand further down, so that only counted
    ones must keep their parts within the whole.
    """
    for row in figures.rows:
        _check_numbers(row)
    if figures.is_consolidated:
        return
    for part, whole in exceeding(figures, contained):
        raise RefusedFileError(
            N_("The figures contradict themselves: row “{part}” has more than row “{whole}”."),
            part=part,
            whole=whole,
        )


def exceeding(
    figures: FormFigures, contained: tuple[Containment, ...]
) -> Iterator[tuple[str, str]]:
    """`(part, whole)` where a part is above its whole; rows corrected by hand are left out."""
    rows = {row.key: row for row in figures.rows if not row.corrections}
    for part, whole, name in contained:
        inner, outer = rows.get(part), rows.get(whole)
        if inner is None or outer is None:
            continue
        if (inner.number(name) or 0) > (outer.number(name) or 0):
            yield part, whole


def _check_numbers(row: RowFigures) -> None:
    counted = row.by_head_count or _NOBODY
    largest = max(row.result or 0, row.total or 0, row.members or 0, counted.total)
    if largest > LARGEST_FIGURE:
        raise RefusedFileError(
            N_("The figure in row “{row}” is too large to be true."), row=row.key
        )
    above = counted.total > (row.total or 0) or counted.members > (row.members or 0)
    if above and not row.corrections:
        raise RefusedFileError(
            N_("In row “{row}” more was counted by heads than there is altogether."), row=row.key
        )


def _contains(whole: Row, part: Row, name: str) -> bool:
    inner, outer = part.figures.get(name), whole.figures.get(name)  # type: ignore[call-overload]
    if inner is None or outer is None or inner.count != outer.count:
        return False
    return bool(inner.indicator.startswith(f"{outer.indicator}."))
