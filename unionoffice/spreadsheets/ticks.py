"""A column of ticks that says to which register the people of a list belong.

Its header is taken to the letter and only above ticks: whoever it leaves out counts elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from unionoffice.core.text import fold
from unionoffice.core.wordings import Wording
from unionoffice.registerkit.columns import ListColumn, ListShape
from unionoffice.spreadsheets.assigned import Assigned, HeaderCell
from unionoffice.spreadsheets.evidence import is_day
from unionoffice.spreadsheets.flags import read_flag, read_tick
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.names import plain_text

_SURE = 95.0
_FEW = 6  # wordings of a column that has two values
_MOST, _HALF = 0.8, 0.5  # of the cells of a column are ticks
_PARENTHESES = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]?")
_AMBIGUOUS = frozenset(("dv",))  # a unit as well, unless there are ticks below


def assign_ticks(
    result: list[Assigned],
    headers: list[HeaderCell],
    cells_of: Callable[[int], Sequence[Cell]],
    shape: ListShape,
) -> None:
    """Find the column of ticks, or the two of them: one for yes and one for no."""
    column = shape.ticked
    if column is None or column.choices is None:
        return
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        key = _meaning(column, header)
        if key is not None and key not in found and _holds_ticks(column, header, cells_of(index)):
            found[key] = index
    yes, no = column.choices.keys
    if not found:
        places = range(len(headers))
        telling = next((i for i in places if _tell_by_themselves(column, cells_of(i))), None)
        found = {} if telling is None else {yes: telling}
    for key, index in found.items():
        result[index].give(column.key, "" if key == yes and no not in found else key, _SURE)


def leave_useless(result: list[Assigned], shape: ListShape) -> None:
    """Take no column for a field that says something only beside another one."""
    taken = {each.field for each in result}
    for each in result:
        column = shape.column(each.field or "")
        if column is not None and column.only_with and column.only_with not in taken:
            each.field, each.part = None, ""


def _meaning(column: ListColumn, header: HeaderCell) -> str | None:
    """The value that a tick below a header has."""
    assert column.choices is not None
    assert column.ticked is not None
    for text in (header.text, header.own):
        told = column.ticked(_bare(text))
        if told is not None:
            return told
    yes, no = column.choices.keys
    if header.own and column.ticked(_bare(header.parents)) == yes:
        flag = read_flag(header.own, column.key).value
        return None if flag is None else yes if flag else no
    return None


def _tell_by_themselves(column: ListColumn, cells: Sequence[Cell]) -> bool:
    """Whether all cells are words for one of the two values, and both occur: `ĐV`, `NLĐ`."""
    distinct = set(cells)
    if not 2 <= len(distinct) <= _FEW:
        return False
    assert column.choices is not None
    assert column.ticked is not None
    words = [" ".join(Wording.of(plain_text(cell)).words) for cell in distinct]
    told = {column.choices.exactly(each) or column.ticked(each) for each in words}
    return told == set(column.choices.keys)


def _bare(text: str) -> str:
    return _PARENTHESES.sub("", text).strip(" ?:.*")


def _holds_ticks(column: ListColumn, header: HeaderCell, cells: Sequence[Cell]) -> bool:
    if not cells:
        return fold(_bare(header.text)) not in _AMBIGUOUS
    ticks = sum(read_tick(cell, column).problem is None for cell in cells)
    # Below "Vào công đoàn" stands a day; what is unreadable among ticks refuses its row.
    return ticks >= (_MOST if any(map(is_day, cells)) else _HALF) * len(cells)
