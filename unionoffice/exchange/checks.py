"""What figures from outside must keep to beyond their shape: a wrong figure would be believed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.reports.as_json import check_against
from unionoffice.reports.figures_document import Document, DocumentRow, figures_of
from unionoffice.reports.filled import NUMBERS
from unionoffice.reports.forms import Form, Row

# Sums over every organisation of a country still fit the 64 bits of a database's whole numbers.
LARGEST_FIGURE = 10**12

FIGURES = (*NUMBERS, "titles")

# The places of a part and of the whole it belongs to among the rows, and the figure both have.
_Containment = tuple[int, int, str]


class FormChecks:
    """The checks that one form asks of the figures of its returns."""

    def __init__(self, form: Form) -> None:
        rows = list(form.rows())
        self.form = form
        self._declared = [(row.key, tuple(name in row.figures for name in FIGURES)) for row in rows]
        self._typed = [frozenset[str](row.typed()) for row in rows]
        self._contained: list[_Containment] = [
            (part, whole, name)
            for part in range(len(rows))
            for whole in range(len(rows))
            for name in NUMBERS
            if _contains(rows[whole], rows[part], name)
        ]

    def check(self, document: Document) -> None:
        """Raise RefusedFileError for figures that are not this form's, or cannot be true.

        Consolidated figures may contain corrections made by hand further down, so that only
        counted ones must keep their parts within the whole.
        """
        if [_figures(row) for row in document.rows] != self._declared:
            check_against(self.form, figures_of(document))
        for row, typed in zip(document.rows, self._typed, strict=True):
            self._check_numbers(row)
            if row.typed and not typed.issuperset(row.typed):
                raise RefusedFileError(
                    N_("Row “{row}” was typed in, but the form counts it from records."),
                    row=self.form.label(row.key),
                )
        if document.sources is not msgspec.UNSET:
            return
        for part, whole in self.exceeding(document):
            raise RefusedFileError(
                N_("The figures contradict themselves: row “{part}” has more than row “{whole}”."),
                part=self.form.label(part),
                whole=self.form.label(whole),
            )

    def _check_numbers(self, row: DocumentRow) -> None:
        result, total, members = row.result or 0, row.total or 0, row.members or 0
        counted = row.by_head_count
        if max(result, total, members, counted.total if counted else 0) > LARGEST_FIGURE:
            raise RefusedFileError(
                N_("The figure in row “{row}” is too large to be true."),
                row=self.form.label(row.key),
            )
        if not counted or row.corrected:
            return
        if counted.total > total or counted.members > members:
            raise RefusedFileError(
                N_("In row “{row}” more was counted by heads than there is altogether."),
                row=self.form.label(row.key),
            )

    def left_open(self, document: Document) -> Iterator[tuple[str, str]]:
        """`(row, figure)` that the office was to type in and has not: it stands as 0."""
        if document.appendix_version != self.form.version:
            return
        for row, typed in zip(document.rows, self._typed, strict=True):
            for name in NUMBERS:
                if name in typed and name not in (row.typed or {}):
                    yield row.key, name

    def containments(self) -> Iterator[tuple[str, str, str]]:
        """`(part, whole, figure)` by the keys of the rows."""
        for part, whole, name in self._contained:
            yield self._declared[part][0], self._declared[whole][0], name

    def exceeding(self, document: Document) -> Iterator[tuple[str, str]]:
        """`(part, whole)` where a part is above its whole, but for rows corrected by hand.

        An indicator `a.b` is a part of the indicator `a`: its people are among that one's people.
        """
        if document.appendix_version != self.form.version:
            return  # a return of an older version, which has other rows
        rows = document.rows
        for part, whole, name in self._contained:
            if getattr(rows[part], name) <= getattr(rows[whole], name):
                continue
            if not rows[part].corrected and not rows[whole].corrected:
                yield rows[part].key, rows[whole].key


def _figures(row: DocumentRow) -> tuple[str, tuple[bool, ...]]:
    unset = msgspec.UNSET
    return row.key, (
        row.result is not unset,
        row.total is not unset,
        row.members is not unset,
        row.titles is not unset,
    )


def _contains(whole: Row, part: Row, name: str) -> bool:
    inner, outer = part.figures.get(name), whole.figures.get(name)  # type: ignore[call-overload]
    if inner is None or outer is None or not outer.indicator or inner.count != outer.count:
        return False
    return bool(inner.indicator.startswith(f"{outer.indicator}."))
