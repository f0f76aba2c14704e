"""What the title of a group tells of the event that its people had: `I. Hội thao (12/3/2017)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from unionoffice.core.choices import Choices
from unionoffice.core.i18n import N_, _
from unionoffice.registerkit.columns import Kind, ListColumn, ListShape
from unionoffice.spreadsheets.above import year_above
from unionoffice.spreadsheets.day_spans import DayWithin, day_within, title_beside
from unionoffice.spreadsheets.days_told import day_told
from unionoffice.spreadsheets.names import begins_like_unit
from unionoffice.spreadsheets.readlist import GroupRow, ReadList
from unionoffice.spreadsheets.told_choices import choice_told

TOLD_BY_GROUP = N_("No column says it: it was taken from the title of the group, for its rows.")
DAY_OF_GROUP = N_("The day was taken from the title of the group above.")

# "(ngày 12/3)", "(12/3)": the year stands above the list; a class may be called 1/2.
_DAY_AND_MONTH = re.compile(
    r"(?:\bngày\s*|[(（]\s*)(?P<day>\d{1,2}\s*[/.\-]\s*\d{1,2})(?![\d/.\-])", re.IGNORECASE
)


def take_what_groups_tell(read: ReadList, shape: ListShape, today: date) -> None:
    """Fill what has no column from the titles of groups: day and title of events, closed lists."""
    _take_choices(read, shape)
    _take_events(read, shape, today)
    _take_names(read, shape)
    read.lacks_no_more(read.values.keys() | read.grouped.keys())


def _take_choices(read: ReadList, shape: ListShape) -> None:
    """`I. Nguồn Quỹ xã hội`, and within it `1. Thăm ốm đau`."""
    if not read.groups:
        return
    for column in shape.columns:
        choices, marks = column.choices, column.told_above
        if choices is None or not marks or column.key in read.values:
            continue
        told = {
            group.row: key
            for group in read.groups
            if (key := _choice_of(group, choices, marks)) is not None
        }
        if not told:
            continue
        by_row = dict(_each_row(read, told))
        read.grouped[column.key] = [by_row.get(number) for number in read.numbers]
        for group in read.groups:
            if group.row in told:
                shown = _(choices.label(told[group.row]))
                read.warn(group.row, column.key, group.name, TOLD_BY_GROUP, shown)


def _choice_of(group: GroupRow, choices: Choices, marks: Iterable[str]) -> str | None:
    """What a title tells; the name of a unit only by a word for it: `CĐCS tổ chức`."""
    if begins_like_unit(group.name):
        marks = filter(None, marks)
    return choice_told(choices, marks, group.name)


def _take_names(read: ReadList, shape: ListShape) -> None:
    """`I. Siêu thị Co.op` over its rows names the partner that every row needs, and no unit."""
    lacking = [
        column
        for column in shape.columns
        if column.key in read.missing and column.kind is Kind.TEXT and not column.told_above
    ]
    if len(lacking) != 1 or not read.groups or any(begins_like_unit(g.name) for g in read.groups):
        return
    key = lacking[0].key
    by_row = dict(_each_row(read, {group.row: group.name for group in read.groups}))
    read.grouped[key] = [by_row.get(number) for number in read.numbers]
    if shape.unit is not None and all(column.field != shape.unit for column in read.columns):
        read.values.pop(shape.unit, None)
    for group in read.groups:
        read.warn(group.row, key, group.name, TOLD_BY_GROUP, group.name)


def _take_events(read: ReadList, shape: ListShape, today: date) -> None:
    day = shape.event_day
    if day is None or day.key in read.values or not read.groups:
        return
    year = year_above(read.raw, read.header_row - 1)
    told = {group.row: found for group in read.groups if (found := _told(group, day, today, year))}
    if not told:
        return
    by_row = dict(_each_row(read, told))
    read.grouped[day.key] = [by_row.get(number, (None, None))[0] for number in read.numbers]
    title = shape.event_title
    if title is not None and title.key not in read.values:
        names = [by_row.get(number, (None, None))[1] for number in read.numbers]
        if any(names):
            read.grouped[title.key] = names
    for group in read.groups:
        if group.row in told:
            read.warn(group.row, day.key, group.name, DAY_OF_GROUP, str(told[group.row][0]))


Event = tuple[date, str | None]
Told = TypeVar("Told")


def _each_row(read: ReadList, told: dict[int, Told]) -> Iterator[tuple[int, Told]]:
    """Every row with what the innermost group around it tells, of those that tell anything."""
    groups = {group.row: group for group in read.groups}
    last: dict[str, Told] = {}  # of a group by its name, as the groups within name it
    places = sorted({*groups, *read.numbers})
    current: Told | None = None
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


def _told(group: GroupRow, day: ListColumn, today: date, year: int | None) -> Event | None:
    found = day_within(group.name)
    without_year = _DAY_AND_MONTH.search(group.name) if found is None and year else None
    if without_year is not None:
        found = DayWithin(without_year["day"])
    told = day_told(day, found, today, year)
    if found is None or told is None:
        return None
    return told, title_beside(group.name, found)
