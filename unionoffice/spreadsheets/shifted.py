"""Rows of a text file that have more cells than its header: what they say stands a column off."""

from __future__ import annotations

from unionoffice.core.i18n import N_
from unionoffice.spreadsheets.headers import Layout
from unionoffice.spreadsheets.outcomes import Note, noted
from unionoffice.spreadsheets.readlist import ReadList

MORE_CELLS = N_("The row has more cells than the list has columns: put text with commas in quotes.")
TEXT_FILES = (".csv", ".tsv", ".txt")


def shifted_rows(read: ReadList, layout: Layout) -> list[Note]:
    """A refusal for each; none where most rows are so wide: then it is a column without a name."""
    if read.file.suffix.lower() not in TEXT_FILES:
        return []
    named = max((c.index for c in layout.columns if c.header or c.field), default=0)
    # A spreadsheet program gives every row as many cells as the widest: one has no name then.
    named = max(named, read.raw.width - 1)
    behind = read.raw.columns[named + 1 :]
    if not behind:
        return []
    rows = sorted({*read.numbers, *read.refused_rows})
    wide = [row for row in rows if any(column[row - 1] != "" for column in behind)]
    if not wide or len(wide) * 2 > len(rows):
        return []
    field = next(column.field for column in layout.columns if column.field)
    return [noted(row, field, read.shown_at(row, named + 1), MORE_CELLS) for row in wide]
