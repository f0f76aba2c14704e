"""Cells merged downwards over several rows, as these rows come."""

from __future__ import annotations

from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import Kind, ListShape
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.headers import Layout
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.outcomes import Note, noted

GIVEN_ONCE = N_("The amount stands once for several rows; the first of them was given it.")


class MergedDown:
    """A cell merged downwards over its people holds for each of them.

    A sum of money does not, unless it is a rate ("Mức hỗ trợ"): it was given once to all of them,
    so the first row keeps it; `once` are remarks on such sums.
    """

    def __init__(self, raw: RawSheet, layout: Layout, shape: ListShape) -> None:
        self._raw = raw
        self._shape = shape
        self._mapped = {column.index: column for column in layout.columns if column.field}
        spans = [
            (first_row, column, last_row)
            for first_row, column, last_row, _ in raw.merged
            if layout.bottom < first_row < last_row and column in self._mapped
        ]
        self._ahead = sorted(spans, reverse=True)
        self._open: list[tuple[int, int, int]] = []  # begun, and not ended by the rows so far
        self.once: list[Note] = []

    def fill(self, start: int, end: int) -> None:
        """Fill the rows of a block; the blocks follow one another."""
        while self._ahead and self._ahead[-1][0] < end:
            self._open.append(self._ahead.pop())
        for first_row, column, last_row in self._open:
            cells, assigned = self._raw.columns[column], self._mapped[column]
            if self._is_given_once(assigned):
                if first_row >= start:
                    shown, field = plain_text(cells[first_row]), assigned.field or ""
                    self.once.append(noted(first_row + 1, field, shown, GIVEN_ONCE, shown))
                continue
            for row in range(max(first_row + 1, start), min(last_row + 1, end)):
                if cells[row] == "":
                    cells[row] = cells[first_row]
        self._open = [span for span in self._open if span[2] >= end]

    def _is_given_once(self, assigned: Assigned) -> bool:
        column = self._shape.column(assigned.field or "")
        is_money = column is not None and column.kind is Kind.MONEY
        return is_money and "muc" not in fold(assigned.header).split()
