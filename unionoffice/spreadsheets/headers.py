"""Where the header of a list stands, and which column means which field."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from unionoffice.core.text import clean
from unionoffice.registerkit.columns import NAMING
from unionoffice.spreadsheets.amounts import tells_unit_of_money
from unionoffice.spreadsheets.assigned import Assigned, HeaderCell
from unionoffice.spreadsheets.assignment import Assignment
from unionoffice.spreadsheets.evidence import is_day
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.matching import OTHER, SERIAL, Vocabulary, name_part
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.titles import is_footer, is_numbering, is_title

HEADER_DEPTH = 100  # rows from the top among which the header is looked for
MAX_HEADER = 4  # rows that a header can have
SAMPLE = 250
LEAST_HEADERS, LONGEST_SERIAL, SURE = 3, 12, 90.0

Merged = Sequence[tuple[int, int, int, int]]


@dataclass
class Layout:
    """The header block of a sheet and the meaning of its columns; rows count from 0."""

    top: int
    bottom: int
    columns: list[Assigned] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)  # of the header's cells as they stand there

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns if column.field}


class HeaderFinder:
    """Finds the header of one sheet by the words of a register."""

    def __init__(
        self, vocabulary: Vocabulary, columns: list[list[Cell]], merged: Merged, start: int = 0
    ) -> None:
        """`start` is the row with which the part of the sheet begins that is looked at."""
        self._vocabulary = vocabulary
        self._columns = columns
        self._start = start
        deepest = start + HEADER_DEPTH
        self._height = min(max(map(len, columns), default=0), deepest)
        self._filled_right: dict[tuple[int, int], int] = {}
        for first_row, first, last_row, last in merged:
            if start <= first_row < deepest + MAX_HEADER:
                for row in range(first_row, min(last_row, deepest + MAX_HEADER) + 1):
                    for column in range(first, min(last, len(columns) - 1) + 1):
                        self._filled_right[row, column] = first
        self._vertical = {
            (row, column): first_row
            for first_row, column, last_row, last in merged
            if last_row > first_row and last == column and start <= first_row < deepest
            for row in range(first_row, min(last_row, deepest + MAX_HEADER) + 1)
        }

    def find(self) -> Layout | None:
        """The header block, or None when the sheet holds no list of this register."""
        best_row, best = -1, 0.0
        scores = [0.0] * self._start + [
            self._row_score(row) for row in range(self._start, self._height)
        ]
        for row, score in enumerate(scores):
            if score > best + 0.01:
                best_row, best = row, score
        if best_row < 0:
            return None
        top, bottom = self._block_around(best_row)
        for row in range(self._start, top - 1):
            # The first of several lists below each other may have fewer columns.
            cells = [self._raw(row, column) for column in range(len(self._columns))]
            if scores[row] and begins_list(self._vocabulary, cells):
                top, bottom = self._block_around(row)
                break
        return self.assigned(top, bottom)

    def assigned(self, top: int, bottom: int) -> Layout:
        """The meaning of every column below a header block."""
        headers = self.header_cells(top, bottom)
        start = bottom + 1
        below = (plain_text(column[start]) for column in self._columns if len(column) > start)
        start += is_numbering(list(filter(None, below)))
        end = self._end_of_sample(start)

        def sample(column: int) -> list[Cell]:
            return self._columns[column][start:end]

        titles = [
            cell
            for column in self._columns
            for cell in column[max(self._start, top - HEADER_DEPTH) : top]
            if isinstance(cell, str) and cell
        ]
        assignment = Assignment(self._vocabulary, headers, sample, titles)
        wordings = [
            cell
            for column in self._columns
            for cell in column[top : bottom + 1]
            if isinstance(cell, str) and cell
        ]
        return Layout(top, bottom, assignment.columns(), wordings)

    def _end_of_sample(self, start: int) -> int:
        """Where the rows end that a short list has: signatures say nothing of its columns."""
        rows = list(zip(*(c[start : start + SAMPLE] for c in self._columns), strict=False))
        if len(rows) < SAMPLE:
            rows = list(itertools.takewhile(_is_unsigned, rows))
        filled = [len(row) - row.count("") for row in rows]
        enough = max(filled, default=0) / 2
        while filled and filled[-1] <= enough:
            filled.pop()
        return start + len(filled)

    def text(self, row: int, column: int) -> str:
        cells = self._columns[column]
        if row >= len(cells):
            return ""
        cell = cells[row]
        return clean(cell) if isinstance(cell, str) else ""

    def _row_score(self, row: int) -> float:
        score, fields, exact, texts, others = 0.0, set(), set(), 0, 0
        for column in range(len(self._columns)):
            cells = self._columns[column]
            cell = cells[row] if row < len(cells) else ""
            if cell == "":
                continue
            if not isinstance(cell, str) or len(cell) > 150 or _is_data(cell):
                others += 1
                continue
            texts += 1
            gain, target = self._cell_score(cell)
            if target and target not in fields:
                fields.add(target)
                score += gain
                if gain > 0.95:
                    exact.add(target)
            elif target == OTHER:
                score += 0.4
        if texts < 2 and (texts == 0 or len(self._columns) > 1):
            return 0.0
        real = fields - {OTHER, SERIAL}
        if not real or (len(fields) < 2 and texts > 1 and not self._is_enough(real, exact)):
            return 0.0
        return score - 0.7 * others

    def _is_enough(self, fields: set[str], exact: set[str]) -> bool:
        """One column alone makes a header when it is one that every row needs, named exactly."""
        columns = self._vocabulary.shape.columns
        return fields == exact and any(c.is_required and c.key in exact for c in columns)

    def _cell_score(self, text: str) -> tuple[float, str]:
        guesses = self._vocabulary.guesses(text)
        if guesses:
            first = guesses[0]
            return (first.score / 100) ** 2 * (0.5 if first.target == OTHER else 1), first.target
        if name_part(text) in ("family", "given"):
            return 0.4, f"name {name_part(text)}"
        return 0.0, ""

    def _block_around(self, row: int) -> tuple[int, int]:
        top = bottom = row
        if self._is_under_parents(row, row - 1):
            top = row - 1
            if top > 0 and self._is_under_parents(top, top - 1):
                top -= 1
        while bottom - top < MAX_HEADER - 1 and self._has_children(top, bottom, bottom + 1):
            bottom += 1
        return top, bottom

    def _is_under_parents(self, row: int, above: int) -> bool:
        """Whether the row is the lower line of a header whose upper line stands above it."""
        if above < 0:
            return False
        upper = [c for c in range(len(self._columns)) if self.text(above, c)]
        if not upper or any(_is_no_header(self.text(above, c)) for c in upper):
            return False
        hanging = [c for c in upper if not self.text(row, c)]
        hanging = [c for c in hanging if self._vertical.get((row, c)) == above] or hanging
        known = sum(1 for c in hanging if self._vocabulary.guesses(self.text(above, c)))
        if known:
            return True
        # Titles over several columns each ("Thông tin cá nhân") belong to the header as well,
        # yet only where they say more than the line below does.
        spans = [c for c in upper if self._filled_right.get((above, c + 1)) == c]
        if len(spans) < 1 or len(upper) < 2:
            return False
        return self._total(above, row) > self._total(row, row) + 0.5

    def _total(self, top: int, bottom: int) -> float:
        return sum(column.score for column in self.assigned(top, bottom).columns if column.field)

    def _has_children(self, top: int, bottom: int, below: int) -> bool:
        """Whether the row below continues the header: it fills only what lies under a span."""
        if below >= self._height + MAX_HEADER:
            return False
        if self._says_units_of_money(bottom, below):
            return True
        children = [c for c in range(len(self._columns)) if self._raw(below, c) != ""]
        if not children:
            return False
        if any(
            (below, c) in self._vertical and self._vertical[below, c] <= bottom
            for c in range(len(self._columns))
        ):
            return True  # be it days that stand there: "8/3/2024" below "Nội dung chi"
        if any(_is_data(self._raw(below, c)) for c in children):
            return False
        under = [c for c in children if self._is_spanned(bottom, c)]
        if len(children) < 2 or len(under) < 0.6 * len(children):
            return False
        named = [c for c in range(len(self._columns)) if self.text(bottom, c) and c not in under]
        hanging = [c for c in named if c not in children]
        return len(hanging) >= 0.5 * len(named) if named else True

    def _says_units_of_money(self, above: int, row: int) -> bool:
        """`(triệu đồng)` below `Xây mới`, and nothing else in the row."""
        said = [c for c in range(len(self._columns)) if self.text(row, c)]
        return bool(said) and all(
            tells_unit_of_money(self.text(row, c)) and self.text(above, c) for c in said
        )

    def _raw(self, row: int, column: int) -> Cell:
        cells = self._columns[column]
        return cells[row] if row < len(cells) else ""

    def _is_spanned(self, row: int, column: int) -> bool:
        """Whether the header cell above this column stands over several columns."""
        if (row, column) in self._filled_right:
            start = self._filled_right[row, column]
            return self._filled_right.get((row, start + 1)) == start
        if self._filled_right and self.text(row, column):
            return False
        if not self.text(row, column):
            return any(self.text(row, left) for left in range(column))
        right = column + 1
        return (
            right < len(self._columns)
            and not self.text(row, right)
            and (self._raw(row + 1, right) != "")
        )

    def header_cells(self, top: int, bottom: int) -> list[HeaderCell]:
        """The wording above each column, spans filled to the right."""
        found = []
        for column in range(len(self._columns)):
            lines: list[str] = []
            for row in range(top, bottom + 1):
                text = self._spread_text(row, column, bottom)
                if lines and tells_unit_of_money(text):
                    lines[-1] = f"{lines[-1]} {text}"
                elif text and (not lines or lines[-1] != text):
                    lines.append(text)
            own = lines[-1] if lines else ""
            found.append(HeaderCell(own, " ".join(lines[:-1])))
        return found

    def _spread_text(self, row: int, column: int, bottom: int) -> str:
        text = self.text(row, column)
        if text:
            return text
        start = self._filled_right.get((row, column))
        if start is not None:
            return self.text(row, start)
        if row == bottom:
            return ""
        # Without merged cells: an empty cell over a filled one belongs to the title on its left.
        if not any(self.text(lower, column) for lower in range(row + 1, bottom + 1)):
            return ""
        for left in range(column - 1, -1, -1):
            if self.text(row, left):
                below = any(self.text(lower, left) for lower in range(row + 1, bottom + 1))
                return self.text(row, left) if below else ""
        return ""


def begins_list(vocabulary: Vocabulary, cells: Sequence[Cell]) -> bool:
    """Whether a row is beyond doubt the header of a list: `STT`, a name, and one column more."""
    texts = [cell for cell in cells if cell != ""]
    if len(texts) < LEAST_HEADERS or not all(isinstance(cell, str) for cell in texts):
        return False
    first = str(texts[0])
    if len(first) > LONGEST_SERIAL or first.isdigit() or _target(vocabulary, first) != SERIAL:
        return False
    targets = {_target(vocabulary, str(cell)) for cell in texts}
    kinds = vocabulary.shape.kinds
    known = targets & kinds.keys()
    return len(known) > 1 and any(kinds[key] in NAMING for key in known)


def _target(vocabulary: Vocabulary, text: str) -> str:
    guesses = vocabulary.guesses(text)
    return guesses[0].target if guesses and guesses[0].score > SURE else ""


def _is_no_header(text: str) -> bool:
    return _is_data(text) or is_title(text) or tells_unit_of_money(text)


def _is_data(cell: Cell) -> bool:
    """Whether a cell is certainly no header: a number, a day, a long row of digits."""
    if not isinstance(cell, str):
        return True
    digits = sum(map(str.isdigit, cell))
    return (digits >= 6 and digits > len(cell) / 2) or (digits >= 4 and is_day(cell))


def _is_unsigned(row: Sequence[Cell]) -> bool:
    """Whether a row is none of several titles that people sign below."""
    texts = [plain_text(cell) for cell in row]
    return sum(map(is_footer, texts)) < 2 or any(map(str.isdigit, "".join(texts)))
