"""What the title of a group tells of the event that its people had: `I. Hội thao (12/3/2017)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind, ListColumn, ListShape
from unionoffice.spreadsheets.day_spans import DayWithin, day_within
from unionoffice.spreadsheets.outcomes import Note
from unionoffice.spreadsheets.readers import Circumstances, reader_for
from unionoffice.spreadsheets.readlist import GroupRow, ReadList

DAY_OF_GROUP = N_("The day was taken from the title of the group above.")

_BEFORE_DAY = re.compile(
    r"[\s,;:(（\-–—]*(?:\b(?:từ|vào|tổ chức|trong)\s+)*(?:\bngày\b)?[\s\d/.\-–—đến]*$",
    re.IGNORECASE,
)
_LEAST_LETTERS = 3


def take_what_groups_tell(read: ReadList, shape: ListShape, today: date) -> None:
    """Fill the day and the title of events that have no column from the titles of groups."""
    days = [each for each in shape.columns if each.kind is Kind.DAY and each.told_above]
    if len(days) != 1 or days[0].key in read.values or not read.groups:
        return
    day = days[0]
    told = {group.row: found for group in read.groups if (found := _told(group, day, today))}
    if not told:
        return
    by_row = dict(_each_row(read, told))
    read.values[day.key] = [by_row.get(number, (None, None))[0] for number in read.numbers]
    title = next(
        (c for c in shape.columns if c.kind is Kind.TEXT and c.told_above and c.is_required), None
    )
    if title is not None and title.key not in read.values:
        names = [by_row.get(number, (None, None))[1] for number in read.numbers]
        if any(names):
            read.values[title.key] = names
    read.missing = tuple(key for key in read.missing if key not in read.values)
    for group in read.groups:
        if group.row in told:
            problem = Problem(day.key, DAY_OF_GROUP)
            shown = str(told[group.row][0])
            read.warnings.append(Note(group.row, day.key, group.name, problem, shown))


Event = tuple[date, str | None]


def _each_row(read: ReadList, told: dict[int, Event]) -> Iterator[tuple[int, Event]]:
    """Every row with the event of the innermost group around it that tells one."""
    groups = {group.row: group for group in read.groups}
    last: dict[str, Event] = {}  # of a group by its name, as the groups within name it
    places = sorted({*groups, *read.numbers})
    current: Event | None = None
    for row in places:
        group = groups.get(row)
        if group is not None:
            if row in told:
                current = last[group.name] = told[row]
            else:
                around = (last.get(parent) for parent in reversed(group.parents))
                current = next((event for event in around if event is not None), None)
        elif current is not None:
            yield row, current


def _told(group: GroupRow, day: ListColumn, today: date) -> Event | None:
    found = day_within(group.name)
    if found is None:
        return None
    outcome = reader_for(day, Circumstances("", today))(found.text)
    if outcome.value is None or outcome.problem is not None:
        return None
    try:
        return found.begun(outcome.value), _title(group.name, found)
    except ValueError:
        return None


def _title(name: str, day: DayWithin) -> str | None:
    """The name of the event: what stands before the day, or else behind it."""
    before, _, behind = name.partition(day.text)
    for text in (_BEFORE_DAY.sub("", before.partition("(")[0]), behind):
        title: Any = text.strip(" .,:;()（）-–—")
        if sum(map(str.isalpha, title)) > _LEAST_LETTERS:
            return str(title)
    return None
