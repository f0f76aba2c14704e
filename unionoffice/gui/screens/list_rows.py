"""Which rows of a list that was read each filter shows; decided where the list is read.

A list may have a hundred thousand rows: the window would stand still meanwhile.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Container, Sequence
from dataclasses import dataclass

from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.results import Fate, ListOutcome, Remark


class Shown(enum.Enum):
    """Which rows the table shows."""

    ALL = "all"
    PROBLEMS = "problems"
    REPAIRED = "repaired"


@dataclass(frozen=True)
class ListRows:
    """The rows of one list by their numbers in the sheet, and what is said of them."""

    fates: dict[int, Fate]
    places: dict[int, int]  # of a row among the values that were read
    further: dict[int, list[int]]  # places of a row that is several records, behind the first
    remarks: dict[tuple[int, str], list[Remark]]  # by row and field
    by_sort: dict[Shown, list[int]]
    reasons: dict[int, str]  # why a row was refused
    titles: str = ""  # what is remarked on rows that are none of the table's


def rows_of(read: ReadList, outcome: ListOutcome | None, remarks: Sequence[Remark]) -> ListRows:
    """`outcome` and `remarks` are what the trial says of the list."""
    fates = outcome.fates if outcome is not None else {}
    places: dict[int, int] = {}
    counted = itertools.count()
    for some in parts(read.numbers):
        places.update(zip(some, counted, strict=False))
    further: dict[int, list[int]] = {}
    if len(places) < len(read.numbers):
        for place, row in reversed(tuple(enumerate(read.numbers))):
            places[row] = place
        for place, row in enumerate(read.numbers):
            if places[row] != place:
                further.setdefault(row, []).append(place)
    by_cell: dict[tuple[int, str], list[Remark]] = {}
    for remark in remarks:
        by_cell.setdefault((remark.row, remark.field), []).append(remark)
    every = sorted(places)
    if read.refused_rows or not all(row in places for row in fates):
        every = sorted({*every, *read.refused_rows, *fates})
    refused = {row for row, fate in fates.items() if fate is Fate.REFUSED}
    problems = [row for row in every if row in refused] if refused else []
    sound = [row for row in every if row not in refused] if refused else every
    remarked = {row for row, _field in by_cell}
    by_sort = {
        Shown.ALL: problems + sound if problems else sound,
        Shown.PROBLEMS: problems,
        Shown.REPAIRED: [row for row in sound if row in remarked] if remarked else [],
    }
    titles = _titles_said(read, remarks, (places, fates, frozenset(read.refused_rows)))
    return ListRows(fates, places, further, by_cell, by_sort, _reasons(by_cell), titles)


def _reasons(remarks: dict[tuple[int, str], list[Remark]]) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for (row, _field), of_cell in remarks.items():
        for each in of_cell:
            if each.now is None:
                said = f"{each.value}: {each.why}" if each.value else each.why
                reasons[row] = f"{reasons.get(row, '')} {said}".strip()
    return reasons


def _titles_said(read: ReadList, remarks: Sequence[Remark], rows: Sequence[Container[int]]) -> str:
    """What is remarked on titles and headers, which stand in none of the table's rows."""
    by_why: dict[str, list[str]] = {}
    for each in remarks:
        if each.field in read.told or not each.row:
            continue
        if not any(each.row in some for some in rows):
            said = f"“{each.value}” → {each.now}" if each.now else f"“{each.value}”"
            by_why.setdefault(each.why, []).append(said)
    lines = []
    for why, quoted in by_why.items():
        more = f" (+{len(quoted) - MOST_TITLES})" if len(quoted) > MOST_TITLES else ""
        lines.append(f"{'; '.join(quoted[:MOST_TITLES])}{more}: {why}")
    return "\n".join(lines)


MOST_TITLES = 4  # that are quoted for one remark
NO_ROWS = ListRows({}, {}, {}, {}, {shown: [] for shown in Shown}, {})
