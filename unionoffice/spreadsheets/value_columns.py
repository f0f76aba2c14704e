"""A column for each value of a closed list: ticked where it holds, or with the amounts of it.

`Loại I | Loại II | Loại III` with crosses, `Quỹ xã hội | Công ty` with what each of them gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unionoffice.core.choices import REST
from unionoffice.registerkit.columns import Kind, ListColumn, ListShape
from unionoffice.spreadsheets.assigned import Assigned, HeaderCell
from unionoffice.spreadsheets.day_spans import names_day
from unionoffice.spreadsheets.evidence import fitness, is_tick
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.readers import SEX

Titled = tuple[str, dict[str, int]]  # a title, and which columns below it mean which field

_DIGIT = re.compile(r"\d")
LONGEST_TICK = 3
_SURE = 90.0
_OF_RECORDS = (Kind.DAY, Kind.MONEY, Kind.CHOICE, Kind.FLAG, Kind.NUMBER, Kind.TEXT)
_NUMBER_BEHIND = re.compile(r"\W*\b(?:\d{1,2}|[IVX]{1,4})\s*(?:\(.*)?$")
_MOST = 0.8  # of the cells of a column have to be what is expected


@dataclass(frozen=True)
class Facts:
    """What is known of the columns under one title (or under none)."""

    shape: ListShape
    cells: Callable[[int], Sequence[Cell]]  # the filled cells of a sample
    parent: str  # the field that the title means
    targets: Sequence[str]  # the field that each header of the sheet means by itself


def assign_values(
    result: list[Assigned], headers: list[HeaderCell], indexes: list[int], facts: Facts
) -> None:
    """Give columns that stand beside each other the values that their headers name."""
    taken = {column.field for column in result if column.field}
    free = [index for index in indexes if result[index].field is None]
    for column in facts.shape.columns:
        if column.choices is None or column.key in taken or set(column.choices.keys) == SEX:
            continue
        if column.ticked:
            continue
        named = {index: key for index in free if (key := _named(column, headers[index].own, facts))}
        for run in _runs(named):
            keys = [named[index] for index in run]
            if all(_are_ticks(facts.cells(index)) for index in run):
                if not any(map(facts.cells, run)) or facts.parent not in ("", column.key):
                    continue
                if column.heads_amounts and all(names_day(headers[index].own) for index in run):
                    _assign_records(result, run, keys, column, column.key)
                elif len(set(keys)) == len(keys):
                    for index, key in zip(run, keys, strict=True):
                        result[index].give(column.key, key, _SURE)
                else:
                    continue
                break  # what follows is of a list beside this one
            if column.heads_amounts and not _has_own_column((column.key,), run, facts):
                _assign_amounts(result, run, keys, column, facts)


def assign_blocks(
    result: list[Assigned],
    headers: list[HeaderCell],
    groups: Mapping[str, list[int]],
    facts: Facts,
    target_of: Callable[[str], str],
) -> None:
    """Columns that come again below each of several titles: each title is a record of its own."""
    titled = [
        (parent, {target_of(headers[index].own): index for index in indexes})
        for parent, indexes in groups.items()
        if parent
    ]
    if not _assign_titled(result, titled, facts.shape):
        _assign_repeated(result, titled, facts.shape)


def _assign_titled(result: list[Assigned], titled: list[Titled], shape: ListShape) -> bool:
    """`Ốm đau: Ngày | Số tiền` beside `Hiếu: Ngày | Số tiền`."""
    amount, day = shape.amount, shape.event_day
    if amount is None or day is None:
        return False
    for head in shape.columns:
        if head.choices is None or not _is_told_by_any_title(head):
            continue
        blocks: list[tuple[str, dict[str, int]]] = []
        for parent, targets in titled:
            key = head.choices.read(parent)
            if key is not None and {amount.key, day.key} <= targets.keys():
                blocks.append((key, targets))
        if len(blocks) > 1:
            for place, (key, targets) in enumerate(blocks):
                part = _part(head, key, [each for each, _ in blocks[:place]])
                result[targets[amount.key]].give(amount.key, part, _SURE)
                result[targets[day.key]].give(day.key, part, _SURE)
            return True
    return False


def _assign_repeated(result: list[Assigned], titled: list[Titled], shape: ListShape) -> None:
    """`Lần 1: Ngày | Lý do | Số tiền` beside `Lần 2: Ngày | Lý do | Số tiền`."""
    own = {c.key for c in shape.columns if c.kind in _OF_RECORDS}
    day = shape.event_day
    blocks: dict[tuple[str, ...], list[Titled]] = {}
    for parent, targets in titled:
        if len(targets) > 1 and own.issuperset(targets):
            blocks.setdefault(tuple(targets), []).append((parent, targets))
    for fields, alike in blocks.items():
        has_days = day is not None and day.key in fields
        parents = [parent for parent, _ in alike]
        is_counted = len({_NUMBER_BEHIND.sub("", parent) for parent in parents}) == 1
        if len(alike) > 1 and (has_days or is_counted or all(map(names_day, parents))):
            for place, (_, targets) in enumerate(alike, 1):
                for field, index in targets.items():
                    result[index].give(field, f"#{place}", _SURE)


def assign_events(result: list[Assigned], headers: list[HeaderCell], facts: Facts) -> None:
    """`Hội thao (12/3) | Tham quan (4/6)`: who is crossed below an event took part in it."""
    title, day = facts.shape.event_title, facts.shape.event_day
    if title is None or day is None:
        return
    named = {
        index: title.key
        for index, header in enumerate(headers)
        if result[index].field is None and names_day(header.own) and _are_ticks(facts.cells(index))
    }
    for run in _runs(named):
        if any(map(facts.cells, run)) and not _has_own_column((title.key, day.key), run, facts):
            for place, index in enumerate(run, 1):
                result[index].give(title.key, f"#{place}", _SURE)
            return


def _named(column: ListColumn, header: str, facts: Facts) -> str | None:
    """The value that a header names; a day stands for an event that has no value of its own."""
    assert column.choices is not None
    key = column.choices.read(header)
    if key in (None, REST) and _is_told_by_any_title(column) and names_day(header):
        return REST if REST in column.choices else None
    return None if key == REST and facts.parent != column.key else key


def _is_told_by_any_title(column: ListColumn) -> bool:
    return column.heads_amounts and "" in column.told_above


def _has_own_column(keys: tuple[str, ...], run: list[int], facts: Facts) -> bool:
    return any(target in keys for index, target in enumerate(facts.targets) if index not in run)


def _assign_amounts(
    result: list[Assigned], run: list[int], keys: list[str], head: ListColumn, facts: Facts
) -> None:
    """Each amount is one of its own, from the fund (for the purpose …) that its column names."""
    amount = facts.shape.amount
    if amount is None or any(column.field == amount.key for column in result):
        return
    if not any(map(facts.cells, run)):
        return
    if not all(_are_amounts(amount, facts.cells(index)) for index in run):
        return
    _assign_records(result, run, keys, head, amount.key)


def _assign_records(
    result: list[Assigned], run: list[int], keys: list[str], head: ListColumn, field: str
) -> None:
    for place, index in enumerate(run):
        result[index].give(field, _part(head, keys[place], keys[:place]), _SURE)


def _part(head: ListColumn, key: str, before: Sequence[str]) -> str:
    """What a column stands for; two columns may name the same fund."""
    number = f"#{before.count(key) + 1}" if key in before else ""
    return f"{head.key}:{key}{number}"


def _runs(named: dict[int, str]) -> Iterator[list[int]]:
    """Columns side by side, two or more."""
    run: list[int] = []
    for index in (*sorted(named), -1):
        if run and index != run[-1] + 1:
            if len(run) > 1:
                yield run
            run = []
        run.append(index)


def _are_amounts(amount: ListColumn, cells: Sequence[Cell]) -> bool:
    """Whether nothing but amounts stands in a column; words below it are of those who signed."""
    figures = [cell for cell in cells if not isinstance(cell, str) or _DIGIT.search(cell)]
    fit = fitness(amount, figures)
    return 2 * len(figures) >= len(cells) and (fit is None or fit >= _MOST)


def _are_ticks(cells: Sequence[Cell]) -> bool:
    """Whether nothing but ticks stands in a column; words below it are of those who signed."""
    short = [cell for cell in cells if not isinstance(cell, str) or len(cell) <= LONGEST_TICK]
    return sum(map(is_tick, short)) >= _MOST * len(short) and (bool(short) or not cells)
