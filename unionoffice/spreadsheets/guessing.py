"""Which register a list belongs to, guessed from its header before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from unionoffice.core.text import fold
from unionoffice.registerkit.columns import ListShape
from unionoffice.spreadsheets.frames import SheetFrame
from unionoffice.spreadsheets.opening import ForeignFile, RawSheet
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.understanding import Request, understand

MISSING_WEIGHS = 3  # as many columns as a required one that is not there
ROWS_HEARD = 30


def guess_register(
    file: ForeignFile, shapes: Mapping[str, ListShape], titles: Mapping[str, str], today: date
) -> str | None:
    """The key of the register whose columns the first list in the file has; None for none.

    Only the head of the file is looked at. Of registers that fit alike, the one is taken of whose
    title and key the list, its sheet or its file speak most, and of those the first.
    """
    for raw in _heads_of(file):
        scores = {}
        spoken = _words_of(raw, file.path.stem)
        for key, shape in shapes.items():
            read = understand(raw, Request(shape, today), file.path)
            score = _score(read) if read is not None else 0.0
            if score > 0:
                scores[key] = (score, _share_spoken(f"{key} {titles[key]}", spoken))
        if scores:
            return max(scores, key=scores.__getitem__)
    return None


def _words_of(raw: RawSheet, file_name: str) -> frozenset[str]:
    """The words of the file's name, of the sheet's, and of its first rows, without accents."""
    cells = (cell for column in raw.columns for cell in column[:ROWS_HEARD])
    texts = (file_name, raw.name, *(cell for cell in cells if isinstance(cell, str)))
    return frozenset(word for text in texts for word in fold(text).split())


def _share_spoken(title: str, spoken: frozenset[str]) -> float:
    words = set(fold(title).split())
    return len(words & spoken) / len(words)


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

    So do cells: wordings that the register does not know, and rows that it would refuse. What
    titles tell of its closed lists speaks for it as well.
    """
    named = [column for column in read.columns if column.header]
    known = len({column.field for column in named if column.field})
    unknown = sum(1 for column in named if not column.field)
    strange = sum(len(wordings) for wordings in read.unknown.values()) + len(read.refused_rows)
    doubt = strange / read.rows if read.rows else 0.0
    told = {key for key, each in read.told.items() if each.word} | read.grouped.keys()
    return known + 0.5 * len(told) - 0.25 * unknown - doubt - MISSING_WEIGHS * len(read.missing)
