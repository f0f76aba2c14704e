"""Gathering the records of a sheet from its rows: groups opened, footers and titles set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from unionoffice.spreadsheets.day_spans import day_within
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.readlist import GroupRow, LeftOut
from unionoffice.spreadsheets.rows import RowKind, RowSorter
from unionoffice.spreadsheets.titles import UNMARKED, Group, group_of


@dataclass
class Kept:
    """The records of a block: their places in it, and the unit that a group row gives each."""

    places: list[int] = field(default_factory=list)
    units: list[str | None] | None = None


class RowGatherer:
    """Goes through the blocks of one sheet from the top and keeps the records."""

    def __init__(
        self,
        sorter: RowSorter,
        ticked: Callable[[str], str | None] | None,
        begins_list: Callable[[Sequence[Cell]], bool],
    ) -> None:
        self._sorter = sorter
        self._begins_list = begins_list
        self.next_header: int | None = None  # the row, from 0, in which another list begins
        self._ticked = ticked or (lambda _title: None)
        self._told: tuple[str | None, int] = (None, 0)  # by which level of titles
        self._open: list[Group] = []
        # What looks like the end of the list, until records follow after all.
        self._pending: list[tuple[LeftOut, list[str]]] = []
        self._is_after_end = False
        self._uncertain_tail: list[int] = []
        self._has_certain = False
        self.groups: list[GroupRow] = []
        self.left_out: list[LeftOut] = []

    def gather(self, block: list[list[Cell]], start: int) -> Kept:
        """The records among the rows of a block that begins at row `start`, counted from 0."""
        rows = len(block[0]) if block else 0
        suspects = self._sorter.suspects(block)
        had_groups = bool(self._open)
        if not suspects and not self._is_after_end:
            self._uncertain_tail.clear()
            self._has_certain = self._has_certain or rows > 0
            units = [self._unit()] * rows if had_groups else None
            return Kept(list(range(rows)), units)
        kept, units = Kept(), []
        suspected = set(suspects)
        for place in range(rows):
            if place in suspected:
                cells = [column[place] for column in block]
                if self._begins_list(cells) and not self._sorter.repeats_header(cells):
                    self.next_header = start + place
                    break
                if not self._takes(cells, start + place + 1):
                    continue
            else:
                self._go_on()
            kept.places.append(place)
            units.append(self._unit())
        if had_groups or self._open:
            kept.units = units
        return kept

    def _takes(self, cells: Sequence[Cell], number: int) -> bool:
        kind = self._sorter.kind_of(cells)
        if kind is RowKind.BLANK:
            return False
        texts = [text for text in map(plain_text, cells) if text]
        left = LeftOut(number, kind, " · ".join(texts))
        if kind is RowKind.RECORD:
            if self._sorter.is_certain(cells):
                self._go_on()
            elif self._is_after_end:
                self._pending.append((replace(left, kind=RowKind.FOOTER), []))
                return False
            else:
                self._uncertain_tail.append(number)
            return True
        if kind is RowKind.FOOTER or (kind is RowKind.TOTAL and self._sorter.has_serials):
            self._is_after_end = True
        if self._is_after_end:
            self._pending.append((left, texts))
            return False
        if kind is RowKind.GROUP:
            self._enter(group_of(texts), number)
        self.left_out.append(left)
        return False

    def _go_on(self) -> None:
        """A certain record follows: what looked like the end of the list was not."""
        self._has_certain = True
        self._uncertain_tail.clear()
        if not self._is_after_end:
            return
        for left, texts in self._pending:
            is_day = left.kind is RowKind.FOOTER and len(texts) == 1 and day_within(texts[0])
            if left.kind is RowKind.GROUP or is_day:
                self._enter(group_of(texts), left.row)
            self.left_out.append(left)
        self._pending.clear()
        self._is_after_end = False

    def _enter(self, group: Group, number: int) -> None:
        if not group.name:
            return
        told = self._ticked(group.name)
        if told is not None:
            # "Đoàn viên", "Chưa vào công đoàn": no unit, and it may stand within one or around it.
            self._told = (told, group.level)
        elif group.level < self._told[1]:
            self._told = (None, 0)
        beside = UNMARKED if told is None else UNMARKED + 1
        level = group.level if group.level < UNMARKED else beside
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        parents = tuple(g.name for g in self._open)
        self.groups.append(GroupRow(number, group.name, parents, self._told[0]))
        if told is None:
            self._open.append(group)

    def _unit(self) -> str | None:
        return self._open[-1].name if self._open else None

    def finish(self) -> set[int]:
        """Close the sheet; gives the rows that were kept but turn out to be signatures."""
        for left, _ in self._pending:
            kind = RowKind.FOOTER if left.kind is RowKind.GROUP else left.kind
            self.left_out.append(replace(left, kind=kind))
        # Names alone below the last certain row of a numbered list: whoever has signed it.
        is_signed = self._sorter.has_serials and self._has_certain
        return set(self._uncertain_tail) if is_signed else set()
