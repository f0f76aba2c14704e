"""Which rows of a sheet are people or events, and which are titles, groups, totals, signatures."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence

from unionoffice.core.text import clean, fold
from unionoffice.registerkit.columns import Kind, ListShape
from unionoffice.spreadsheets.days import is_placeholder
from unionoffice.spreadsheets.evidence import is_day
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.headers import Layout
from unionoffice.spreadsheets.names import looks_like_person, looks_like_unit, plain_text
from unionoffice.spreadsheets.titles import (
    are_hints,
    has_prefix,
    holds_total,
    is_count,
    is_footer,
    is_marker,
    is_numbering,
    is_outline_marker,
    is_title,
    is_total,
)
from unionoffice.spreadsheets.told_choices import choice_told


class RowKind(enum.StrEnum):
    """What a row is; only RECORD rows are read, the others are said to be left out."""

    RECORD = "record"
    BLANK = "blank"
    HEADER = "header"
    GROUP = "group"
    TOTAL = "total"
    FOOTER = "footer"


_NO_NAME_STARTS = frozenset("([0123456789")


class RowSorter:
    """Tells the rows of one sheet apart, block by block from the top."""

    def __init__(self, shape: ListShape, layout: Layout) -> None:
        columns = layout.columns
        self._columns = columns
        self._headers = [fold(column.header) for column in columns]
        self._headings = set(layout.wordings)
        self._serials = [c.index for c in columns if c.is_serial]
        kinds = shape.kinds
        self._kinds = {c.index: kinds[c.field] for c in columns if c.field}
        self._names = [c.index for c in columns if c.field and kinds[c.field] is Kind.NAME]
        fields = layout.fields
        self._told = [
            (c.choices, c.told_above)
            for c in shape.columns
            if c.choices is not None and c.told_above and c.key not in fields
        ]
        self._ticked = shape.ticked.ticked if shape.ticked is not None else None
        self._required = self._names[:1] or self._required_columns(shape)
        self._mapped = [c.index for c in columns if c.field]
        self.has_serials = bool(self._serials)

    def _required_columns(self, shape: ListShape) -> list[int]:
        found = [c.index for c in self._columns if c.field in shape.required]
        return found or [c.index for c in self._columns if c.field][:1]

    def suspects(self, block: list[list[Cell]]) -> list[int]:
        """The rows of a block that may be something else than a record."""
        found = {0, *self._gappy(block)}  # in text files columns are numbered by words
        for index in self._required:
            is_day = self._kinds.get(index) is Kind.DAY  # beside which a cash book is signed
            if is_day or set(map(type, block[index])) != {str} or "" in block[index]:
                found.update(
                    row
                    for row, cell in enumerate(block[index])
                    if type(cell) is not str or not cell or (is_day and not cell[0].isdigit())
                )
        for index in self._serials:
            if set(map(type, block[index])) != {float}:
                found.update(
                    row
                    for row, cell in enumerate(block[index])
                    if type(cell) is not float and not (type(cell) is str and cell.isdecimal())
                )
        for index in self._names[:1]:
            found.update(self._titles_among(block[index]))
        return sorted(found)

    def _gappy(self, block: list[list[Cell]]) -> Iterator[int]:
        """The rows in which most cells are empty."""
        few = max(len(block) - max(2, len(self._mapped) // 3), 0)
        if sum("" in column for column in block) >= few:
            for row, cells in enumerate(zip(*block, strict=True)):
                if cells.count("") >= few:
                    yield row

    def _titles_among(self, names: list[Cell]) -> Iterator[int]:
        """Totals and repeated headers that stand in the column of names."""
        starts = [str(cell)[:1] for cell in names]
        if not _NO_NAME_STARTS.isdisjoint(starts):
            yield from (place for place, mark in enumerate(starts) if mark in _NO_NAME_STARTS)
        if self._headings.isdisjoint(names) and not holds_total("\n".join(map(str, names))):
            return
        for place, cell in enumerate(names):
            if isinstance(cell, str) and (cell in self._headings or is_total(clean(cell))):
                yield place

    def kind_of(self, cells: Sequence[Cell]) -> RowKind:
        """What one row is, seen by itself."""
        texts = [plain_text(cell) for cell in cells]
        filled = [index for index, text in enumerate(texts) if text]
        if not filled or self._only_serial(texts, filled):
            return RowKind.BLANK
        strength = self._strength(cells, texts)
        if strength < 2 and self._repeats_header(texts, filled):
            return RowKind.HEADER
        said = [texts[index] for index in filled]
        if is_numbering(said) or are_hints(said):
            return RowKind.HEADER
        first = next(index for index in filled)
        name = next((texts[index] for index in self._names if texts[index]), "")
        heads = [texts[index] for index in filled[:3]]
        numbered = any(self._has_serial_number(texts[i]) for i in self._serials)
        if strength < 2 and not numbered and any(is_total(text) for text in heads):
            return RowKind.TOTAL
        if strength == 0 and self._is_footer(cells, texts, filled, name):
            return RowKind.FOOTER
        if strength >= 2:
            return RowKind.RECORD
        return self._weak(cells, texts, filled, first, name, strength)

    def repeats_header(self, cells: Sequence[Cell]) -> bool:
        """Whether a row says again what the columns are, as on every page."""
        texts = [plain_text(cell) for cell in cells]
        return self._repeats_header(texts, [index for index, text in enumerate(texts) if text])

    def is_certain(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is a record beyond doubt: numbered, or with a day, a number, an amount."""
        texts = [plain_text(cell) for cell in cells]
        return (
            self._strength(cells, texts) >= 2
            or any(self._has_serial_number(texts[i]) for i in self._serials)
            or any(self._is_amount(i, texts[i]) for i in self._mapped)
        )

    def says_more_than_names(self, cells: Sequence[Cell]) -> bool:
        """Whether a row says anything beside its number that no signature would."""
        texts = [plain_text(cell) for i, cell in enumerate(cells) if i not in self._serials]
        return any(text and not (looks_like_person(text) or is_footer(text)) for text in texts)

    def _only_serial(self, texts: list[str], filled: list[int]) -> bool:
        return filled[0] in self._serials and len(filled) == 1 and _is_number(texts[filled[0]])

    def _repeats_header(self, texts: list[str], filled: list[int]) -> bool:
        named = [i for i in filled if not _is_number(texts[i])]
        if not named:
            return False
        same = sum(
            bool(self._headers[i])
            and (
                fold(texts[i]) == self._headers[i]
                or (len(texts[i]) > 1 and f" {fold(texts[i])} " in f" {self._headers[i]} ")
            )
            for i in named
        )
        return same >= 2 and same >= 0.6 * len(filled)

    def _strength(self, cells: Sequence[Cell], texts: list[str]) -> int:
        """How surely the row speaks of one person or event: 0 not at all, 2 for certain."""
        best = 0
        for index in self._mapped:
            if texts[index] and index not in self._names:
                best = max(
                    best, self._cell_strength(self._kinds[index], cells[index], texts[index])
                )
        return best

    @staticmethod
    def _cell_strength(kind: Kind, cell: Cell, text: str) -> int:
        digits = sum(map(str.isdigit, text))
        if sum(map(str.isalpha, text)) > digits and "@" not in text:
            digits = 0  # a sentence with numbers in it, such as the place and day of signing
        match kind:
            case Kind.DAY | Kind.PARTIAL_DAY:
                if isinstance(cell, float) and cell < 366:
                    return 0
                return 2 if is_day(cell) or (digits >= 4 and len(text) <= 12) else 0
            case Kind.IDENTITY_NUMBER | Kind.PHONE:
                return 2 if digits >= 8 else 0
            case Kind.CARD_NUMBER:
                return 2 if digits >= 5 else 0
            case Kind.EMAIL:
                return 2 if "@" in text else 0
            case Kind.MONEY | Kind.NUMBER | Kind.FLAG:
                return 0
        return 0 if is_placeholder(text) or text.replace(".", "").isdigit() else 1

    def _is_footer(
        self, cells: Sequence[Cell], texts: list[str], filled: list[int], name: str
    ) -> bool:
        if any(self._has_serial_number(texts[i]) for i in self._serials):
            return False
        if name and looks_like_person(name) and not is_footer(name):
            return False
        return any(isinstance(cells[i], str) and is_footer(texts[i]) for i in self._signing(filled))

    def _signing(self, filled: list[int]) -> list[int]:
        """The cells of a row that may sign the list.

        "Công đoàn cơ sở" does, yet is a value below "Cấp ký kết" in a row that fills most columns.
        """
        is_full = 2 * len(filled) > len(self._columns)
        return [i for i in filled if not is_full or self._kinds.get(i) is not Kind.CHOICE]

    @staticmethod
    def _has_serial_number(text: str) -> bool:
        return text.strip(" .)").isdigit()

    def _weak(
        self,
        cells: Sequence[Cell],
        texts: list[str],
        filled: list[int],
        first: int,
        name: str,
        strength: int,
    ) -> RowKind:
        """A row with no more than words: a person of whom little is known, a group, a footer."""
        numbered = any(self._has_serial_number(texts[i]) for i in self._serials)
        sums = {i for i in filled if self._is_amount(i, texts[i])}
        if numbered and sums and self._names:
            return RowKind.RECORD
        words = [texts[i] for i in filled if i not in sums and not _is_number(texts[i])]
        words = [word for word in words if not is_count(word)] or words
        if not words:
            return RowKind.TOTAL if not numbered or len(filled) > 1 else RowKind.BLANK
        marked = any(is_outline_marker(texts[i]) for i in self._serials)
        if strength == 1:
            if (
                any(is_footer(texts[i]) for i in self._signing(filled))
                and not numbered
                and (not name or is_footer(name))
            ):
                return RowKind.FOOTER
            named = [texts[i] for i in self._required if texts[i]]
            unmarked = not marked and (not self._serials or numbered or bool(named))
            if len(words) > 1 and unmarked:
                return RowKind.RECORD
        if self._names and not marked and self._gives_money(texts):
            return RowKind.RECORD
        meaningful = [text for text in words if not is_marker(text)]
        if len(meaningful) == 1:
            return self._single(meaningful[0], name, numbered, marked)
        return RowKind.RECORD if name or not self._names else RowKind.FOOTER

    def _is_amount(self, index: int, text: str) -> bool:
        """Whether a cell holds an amount other than 0, as formulas give below a list."""
        is_money = self._kinds.get(index) is Kind.MONEY
        return is_money and any(each.isdigit() and each != "0" for each in text)

    def _gives_money(self, texts: list[str]) -> bool:
        """Whether an amount stands beside what it was given for; beside a title stands a sum."""
        named = {*self._names, *self._serials}
        filled = {self._kinds[i] for i in self._mapped if texts[i] and i not in named}
        gives = any(self._is_amount(i, texts[i]) for i in self._mapped)
        return gives and not filled.isdisjoint((Kind.CHOICE, Kind.TEXT))

    def _single(self, text: str, name: str, numbered: bool, marked: bool) -> RowKind:
        if not self._names:
            required = len(self._required) == 1 and len(self._mapped) == 1
            # A number in front and one value: a record of which no more is said, not a title.
            return RowKind.RECORD if required or numbered else RowKind.GROUP
        if text != name or marked:
            return RowKind.GROUP
        # Đoàn and Danh are surnames, but "Đoàn viên" and "Danh sách …" are nobody.
        if is_title(text) or (self._ticked is not None and self._ticked(text)):
            return RowKind.GROUP
        if looks_like_person(text) and not has_prefix(text):
            return RowKind.RECORD
        if looks_like_unit(text) or not numbered:
            return RowKind.GROUP
        told = any(choice_told(choices, marks, text) for choices, marks in self._told)
        return RowKind.GROUP if told else RowKind.RECORD


def _is_number(text: str) -> bool:
    return text.replace(".", "").replace(",", "").replace("%", "").strip().isdigit()
