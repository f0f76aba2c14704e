"""What became of a list: counts that add up to its rows, and every row that was refused."""

from __future__ import annotations

import dataclasses
import enum
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unionoffice.spreadsheets.outcomes import Note
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.readlist import ReadList


class Fate(enum.StrEnum):
    """What became of one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Remark(Note):
    """One refusal or warning about one cell of a row of one of several lists."""

    file: str = ""
    sheet: str = ""

    def as_json(self) -> dict[str, Any]:
        names = ("file", "sheet", "row", "field", "value", "why")
        return {name: getattr(self, name) for name in names}


@dataclass
class ListOutcome:
    """What became of the rows of one sheet; `fates` by row number."""

    file: str
    sheet: str
    header_row: int
    columns: list[dict[str, Any]]
    read: ReadList
    fates: dict[int, Fate] = field(default_factory=dict)
    counts: Counter[Fate] = field(default_factory=Counter)  # of fates, once all are decided

    @property
    def name(self) -> str:
        """The file and, where it has one, the sheet."""
        file = Path(self.file).name
        return f"{file} · {self.sheet}" if self.sheet else file

    def remark(self, note: Note) -> Remark:
        """What is said of a cell of this list, among what is said of others."""
        own = (note.row, note.field, note.value, note.problem, note.now)
        return Remark(*own, self.file, self.sheet)

    def decided(self) -> None:
        """Count, for a long list takes longer than the window may wait that asks."""
        for some in parts(list(self.fates.values())):
            self.counts.update({fate: some.count(fate) for fate in Fate})

    def count(self, fate: Fate) -> int:
        return self.counts[fate]

    def as_json(self) -> dict[str, Any]:
        counts = {fate.value: self.count(fate) for fate in Fate}
        return {
            "file": self.file,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": self.columns,
            "rows": len(self.fates),
            **counts,
        }


@dataclass
class ImportOutcome:
    """What became of all lists of one import; `deed_id` undoes it (0: nothing was changed)."""

    register: str
    lists: list[ListOutcome] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    deed_id: int = 0

    def count(self, fate: Fate) -> int:
        return sum(each.count(fate) for each in self.lists)

    def refusals_of(self, list_: ListOutcome) -> list[Remark]:
        place = (list_.file, list_.sheet)
        return [each for each in self.refusals if (each.file, each.sheet) == place]

    @property
    def rows(self) -> int:
        return sum(len(each.fates) for each in self.lists)

    def rejects(self) -> list[ReadList]:
        """The lists with every row that was refused, by the reader or by the office."""
        return [
            dataclasses.replace(each.read, refusals=[*self.refusals_of(each)])
            for each in self.lists
        ]

    def as_json(self) -> dict[str, Any]:
        return {
            "register": self.register,
            "files": [each.as_json() for each in self.lists],
            "refusals": [remark.as_json() for remark in self.refusals],
            "warnings": [remark.as_json() | {"now": remark.now} for remark in self.warnings],
        }
