"""Which register a list belongs to, guessed from its header before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from unionoffice.registerkit.columns import ListShape
from unionoffice.spreadsheets.frames import SheetFrame
from unionoffice.spreadsheets.opening import ForeignFile, RawSheet
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.understanding import Request, understand

MISSING_WEIGHS = 3  # as many columns as a required one that is not there


def guess_register(file: ForeignFile, shapes: Mapping[str, ListShape], today: date) -> str | None:
    """The key of the register whose columns the first list in the file has; None for none.

    Only the head of the file is looked at. Of registers that fit alike the first one is taken.
    """
    best, best_score = None, 0.0
    for raw in _heads_of(file):
        for key, shape in shapes.items():
            read = understand(raw, Request(shape, today), file.path)
            score = _score(read) if read is not None else 0.0
            if score > best_score:
                best, best_score = key, score
        if best is not None:
            return best
    return best


def _heads_of(file: ForeignFile) -> list[RawSheet]:
    """The first rows of the visible sheets, as far as they come in one piece."""
    heads: list[RawSheet] = []
    for frame in file.look_ahead():
        if isinstance(frame, SheetFrame):
            heads.append(RawSheet(frame.name, frame.is_hidden, frame.height, frame.merged))
        elif not heads[-1].rows:
            heads[-1].add(frame)
        else:
            break  # a long sheet: its first piece says enough
    return [head for head in heads if head.rows and not head.is_hidden]


def _score(read: ReadList) -> float:
    """Columns that were understood count for a register, those that were not against it.

    So do cells: wordings that the register does not know, and rows that it would refuse.
    """
    named = [column for column in read.columns if column.header]
    known = len({column.field for column in named if column.field})
    unknown = sum(1 for column in named if not column.field)
    strange = sum(len(wordings) for wordings in read.unknown.values()) + len(read.refused_rows)
    doubt = strange / read.rows if read.rows else 0.0
    return known - 0.25 * unknown - doubt - MISSING_WEIGHS * len(read.missing)
