"""What figures from outside must keep to beyond their shape: a wrong figure would be believed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat
from operator import attrgetter, is_

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

# All rows are gone through at once by these, for there are very many returns.
_KEY_OF = attrgetter("key")
_FIGURES_OF = attrgetter(*FIGURES)
_NUMBERS_OF = attrgetter(*NUMBERS)

# The places of a part and of the whole it belongs to among the rows, and of the figure both have.
_Containment = tuple[int, int, int]


class FormChecks:
    """The checks that one form asks of the figures of its returns."""

    def __init__(self, form: Form) -> None:
        rows = list(form.rows())
        self.form = form
        self._keys = tuple(row.key for row in rows)
        self._lacks = tuple(name not in row.figures for row in rows for name in FIGURES)
        self._typed = [frozenset[str](row.typed()) for row in rows]
        self._to_type = [
            (place, name)
            for place, typed in enumerate(self._typed)
            for name in NUMBERS
            if name in typed
        ]
        self._contained: list[_Containment] = [
            (part, whole, figure)
            for part in range(len(rows))
            for whole in range(len(rows))
            for figure, name in enumerate(NUMBERS)
            if _contains(rows[whole], rows[part], name)
        ]

    def check(self, document: Document) -> None:
        """Raise RefusedFileError for figures that are not this form's, or cannot be true.

        Consolidated figures may contain corrections made by hand further down, so that only
        counted ones must keep their parts within the whole.
        """
        rows = document.rows
        if tuple(map(_KEY_OF, rows)) != self._keys or _lacks(rows) != self._lacks:
            check_against(self.form, figures_of(document))
        numbers = chain.from_iterable(map(_NUMBERS_OF, rows))
        is_huge = max(filter(None, numbers), default=0) > LARGEST_FIGURE
        for row, typed in zip(rows, self._typed, strict=True):
            if is_huge or row.by_head_count:
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
        for place, name in self._to_type:
            row = document.rows[place]
            if name not in (row.typed or {}):
                yield row.key, name

    def containments(self) -> Iterator[tuple[str, str, str]]:
        """`(part, whole, figure)` by the keys of the rows."""
        for part, whole, figure in self._contained:
            yield self._keys[part], self._keys[whole], NUMBERS[figure]

    def exceeding(self, document: Document) -> Iterator[tuple[str, str]]:
        """`(part, whole)` where a part is above its whole, but for rows corrected by hand.

        An indicator `a.b` is a part of the indicator `a`: its people are among that one's people.
        """
        if document.appendix_version != self.form.version:
            return  # a return of an older version, which has other rows
        rows = document.rows
        numbers = list(map(_NUMBERS_OF, rows))
        for part, whole, figure in self._contained:
            if numbers[part][figure] <= numbers[whole][figure]:
                continue
            if not rows[part].corrected and not rows[whole].corrected:
                yield rows[part].key, rows[whole].key


def _lacks(rows: tuple[DocumentRow, ...]) -> tuple[bool, ...]:
    figures = chain.from_iterable(map(_FIGURES_OF, rows))
    return tuple(map(is_, figures, repeat(msgspec.UNSET)))


def _contains(whole: Row, part: Row, name: str) -> bool:
    inner, outer = part.figures.get(name), whole.figures.get(name)  # type: ignore[call-overload]
    if inner is None or outer is None or not outer.indicator or inner.count != outer.count:
        return False
    return bool(inner.indicator.startswith(f"{outer.indicator}."))
