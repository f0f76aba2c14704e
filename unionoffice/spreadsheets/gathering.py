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


@dataclass
class Ending:
    """Rows without a number, a day or an amount that stand where nobody else does.

    `doubtful` may be people or those who have signed the list.
    """

    signatures: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)


@dataclass
class _Waiting:
    """A row that looks like the end of the list, until records follow after all."""

    left: LeftOut
    texts: list[str]
    says_more: bool = False  # than names


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
        self._pending: list[_Waiting] = []
        self._is_after_end = False
        self._tail: list[tuple[int, bool]] = []  # uncertain rows, and which say more than names
        self._last_certain = 0
        self._ending = Ending()
        self.groups: list[GroupRow] = []
        self.left_out: list[LeftOut] = []

    def gather(self, block: list[list[Cell]], start: int) -> Kept:
        """The records among the rows of a block that begins at row `start`, counted from 0."""
        rows = len(block[0]) if block else 0
        had_groups = bool(self._open)
        kept, units, done = Kept(), [], 0
        for place in (*self._sorter.suspects(block), rows):
            between = range(done, place)
            if between:
                self._go_on(start + place)
                kept.places += between
                units += [self._unit()] * len(between)
            if place >= rows:
                break
            done = place + 1
            cells = [column[place] for column in block]
            if self._begins_list(cells) and not self._sorter.repeats_header(cells):
                self.next_header = start + place
                break
            if self._takes(cells, start + done):
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
            says_more = self._sorter.says_more_than_names(cells)
            if self._sorter.is_certain(cells):
                self._go_on(number)
            elif self._is_after_end:
                self._pending.append(_Waiting(left, [], says_more))
                return False
            else:
                self._tail.append((number, says_more))
            return True
        if kind is RowKind.FOOTER or (kind is RowKind.TOTAL and self._sorter.has_serials):
            self._is_after_end = True
        if self._is_after_end:
            self._pending.append(_Waiting(left, texts))
            return False
        if kind is RowKind.GROUP:
            self._enter(group_of(texts), number)
        self.left_out.append(left)
        return False

    def _go_on(self, number: int) -> None:
        """A certain record follows: what looked like the end of the list was not."""
        self._last_certain = number
        self._tail.clear()
        if not self._is_after_end:
            return
        for each in self._pending:
            left, texts = each.left, each.texts
            if left.kind is RowKind.RECORD:
                self._ending.doubtful.add(left.row)
                continue
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

    def finish(self) -> Ending:
        """Close the sheet; gives the rows that turn out to be signatures, or may be."""
        for each in self._pending:
            left = each.left
            if each.says_more:
                self._ending.doubtful.add(left.row)
                continue
            is_signature = left.kind in (RowKind.GROUP, RowKind.RECORD)
            kind = RowKind.FOOTER if is_signature else left.kind
            self.left_out.append(replace(left, kind=kind))
        if self._sorter.has_serials and self._last_certain:
            self._judge_tail()
        return self._ending

    def _judge_tail(self) -> None:
        """Names alone, away from the last certain row of a numbered list, have signed it."""
        last = self._last_certain
        for number, says_more in self._tail:
            if number > last + 1:
                told = self._ending.doubtful if says_more else self._ending.signatures
                told.add(number)
            elif says_more:
                last = number  # a person whose number was forgotten
            else:
                self._ending.doubtful.add(number)
