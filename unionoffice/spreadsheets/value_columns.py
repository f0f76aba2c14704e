"""A column for each value of a closed list: ticked where it holds, or with the amounts of it.

`Loại I | Loại II | Loại III` with crosses, `Quỹ xã hội | Công ty` with what each of them gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from unionoffice.core.choices import REST
from unionoffice.registerkit.columns import ListColumn, ListShape
from unionoffice.spreadsheets.assigned import Assigned, HeaderCell
from unionoffice.spreadsheets.evidence import fitness, is_tick
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.readers import SEX

LONGEST_TICK = 3
_SURE = 90.0
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
        named = {
            index: key
            for index in free
            if (key := column.choices.read(headers[index].own)) is not None
            and (key != REST or facts.parent == column.key)
        }
        for run in _runs(named):
            keys = [named[index] for index in run]
            if all(_are_ticks(facts.cells(index)) for index in run):
                is_sure = len(set(keys)) == len(keys) and any(map(facts.cells, run))
                if is_sure and facts.parent in ("", column.key):
                    for index, key in zip(run, keys, strict=True):
                        result[index].give(column.key, key, _SURE)
                    break  # what follows is of a list beside this one
            elif column.heads_amounts and not _has_own_column(column, run, facts):
                _assign_amounts(result, run, keys, column, facts)


def _has_own_column(column: ListColumn, run: list[int], facts: Facts) -> bool:
    return any(
        target == column.key for index, target in enumerate(facts.targets) if index not in run
    )


def _assign_amounts(
    result: list[Assigned], run: list[int], keys: list[str], head: ListColumn, facts: Facts
) -> None:
    """Each amount is one of its own, from the fund (for the purpose …) that its column names."""
    amount = facts.shape.amount
    if amount is None or any(column.field == amount.key for column in result):
        return
    filled = [facts.cells(index) for index in run]
    if not any(filled) or any((fitness(amount, cells) or 1) < _MOST for cells in filled):
        return
    for place, (index, key) in enumerate(zip(run, keys, strict=True)):
        before = keys[:place].count(key)  # two columns may name the same fund
        number = f"#{before + 1}" if before else ""
        result[index].give(amount.key, f"{head.key}:{key}{number}", _SURE)


def _runs(named: dict[int, str]) -> Iterator[list[int]]:
    """Columns side by side, two or more."""
    run: list[int] = []
    for index in (*sorted(named), -1):
        if run and index != run[-1] + 1:
            if len(run) > 1:
                yield run
            run = []
        run.append(index)


def _are_ticks(cells: Sequence[Cell]) -> bool:
    """Whether nothing but ticks stands in a column; words below it are of those who signed."""
    short = [cell for cell in cells if not isinstance(cell, str) or len(cell) <= LONGEST_TICK]
    return sum(map(is_tick, short)) >= _MOST * len(short) and (bool(short) or not cells)
