"""Rows that somebody has struck through.

A line through a name means that the person has left, or that what was planned was cancelled; taken
in like any other the row would count. It is refused with this reason, so that a person decides.
Rows that are hidden are taken in: a filter hides them, and they are as true as the others.
"""

from __future__ import annotations

from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind, ListShape
from unionoffice.spreadsheets.headers import Layout
from unionoffice.spreadsheets.outcomes import Note, noted
from unionoffice.spreadsheets.readlist import ReadList

STRUCK = N_("The row is struck through in the list. If it still holds, remove the line.")


def struck_rows(read: ReadList, layout: Layout, shape: ListShape) -> list[Note]:
    """A refusal for each; the name decides, or without names all that was understood."""
    struck = read.raw.struck
    if not struck:
        return []
    kinds = shape.kinds
    mapped = [(c.index, c.field) for c in layout.columns if c.field]
    names = [each for each in mapped if kinds[each[1]] is Kind.NAME]
    notes = []
    for row in sorted({row + 1 for row, _ in struck} & {*read.numbers}):
        filled = [each for each in names or mapped if read.shown_at(row, each[0])]
        if filled and all((row - 1, index) in struck for index, _ in filled):
            index, field = filled[0]
            notes.append(noted(row, field, read.shown_at(row, index), STRUCK))
    return notes
