"""A list that stands to the right of another one on the same sheet, to save paper."""

from __future__ import annotations

from dataclasses import replace

from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.matching import Vocabulary
from unionoffice.spreadsheets.names import looks_like_unit, plain_text
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.titles import group_of, is_title
from unionoffice.spreadsheets.understanding import Request, understand


def list_beside(read: ReadList, request: Request, vocabulary: Vocabulary) -> ReadList | None:
    """The list whose header repeats that of `read` on its right, numbering and name included."""
    start = _start_of_repetition(read, request)
    if start is None:
        return None
    raw = read.raw
    nothing: list[Cell] = [""] * raw.rows  # columns keep their letters
    columns = [*([nothing] * start), *(list(column) for column in raw.columns[start:])]
    _take_title(raw.columns[:start], columns[start:], read.header_row - 1)
    merged = [area for area in raw.merged if area[1] >= start]
    right = replace(raw, columns=columns, merged=merged, fonts={}, converted={})
    found = understand(right, request, read.file, vocabulary)
    if found is None or not found.rows:
        return None
    unit = request.shape.unit
    for each, first, end in ((read, 0, start), (found, start, len(raw.columns))):
        if unit is not None and not any(each.values.get(unit, ())):
            named = _unit_over(raw.columns[first:end], each.header_row - 1)
            each.values[unit] = [named] * len(each.numbers)
    return found


def _unit_over(columns: list[list[Cell]], header: int) -> str | None:
    """The unit whose name stands over one of the lists alone, right above its header."""
    for row in range(header - 1, max(header - 4, -1), -1):
        texts = [plain_text(column[row]) for column in columns if column[row] != ""]
        if len(texts) == 1 and looks_like_unit(texts[0]):
            return group_of(texts).name
    return None


def _take_title(left: list[list[Cell]], right: list[list[Cell]], top: int) -> None:
    """A title that stands but once, above the list on the left, is that of both."""
    if any(is_title(plain_text(cell)) for column in right for cell in column[:top]):
        return
    for row in range(top):
        if all(column[row] == "" for column in right):
            cells = [column[row] for column in left if column[row] != ""]
            for column, cell in zip(right, cells, strict=False):
                column[row] = cell


def _start_of_repetition(read: ReadList, request: Request) -> int | None:
    wanted = request.shape.name
    headed = [column for column in read.columns if column.header]
    name = next((c for c in headed if wanted is not None and c.field == wanted.key), None)
    if name is None or name.index == headed[0].index:
        return None
    wordings = [column.header for column in read.columns[headed[0].index : name.index + 1]]
    for column in read.columns[name.index + 1 :]:
        start = column.index
        again = read.columns[start : start + len(wordings)]
        if [c.header for c in again] == wordings and not any(c.field for c in again):
            return start
    return None
