"""Which column means which field: by its header, by its cells, and by its neighbours."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence

from unionoffice.registerkit.columns import Kind, ListColumn
from unionoffice.registers.people.words import CARDS_OF_ANY_KIND
from unionoffice.spreadsheets.assigned import Assigned, HeaderCell, give_pieces
from unionoffice.spreadsheets.evidence import certainty, fitness, is_day, is_tick, looks_like
from unionoffice.spreadsheets.flags import ABSENT, is_absence
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.header_cells import with_parts_apart, without_titles_of_lists
from unionoffice.spreadsheets.matching import (
    ENOUGH,
    EXACT,
    OTHER,
    SERIAL,
    Vocabulary,
    day_part,
    is_about_relative,
    is_asked_for,
    normal,
    sex_part,
)
from unionoffice.spreadsheets.name_columns import assign_name_parts
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.relatives import (
    assign_number_of_parent,
    assign_parents,
    leave_relatives,
)
from unionoffice.spreadsheets.ticks import assign_ticks, leave_useless
from unionoffice.spreadsheets.value_columns import (
    Facts,
    assign_blocks,
    assign_events,
    assign_values,
)

_GENERIC = {"", "so", "ma", "ma so", "no", "number", "id", "column", "thong tin"}
_BY_CONTENT = (
    ("full_name", Kind.NAME, 0.75),
    ("identity_number", Kind.IDENTITY_NUMBER, 0.8),
    ("phone", Kind.PHONE, 0.8),
    ("email", Kind.EMAIL, 0.7),
    ("sex", Kind.CHOICE, 0.85),
)


_ANY_CARD = frozenset(map(normal, CARDS_OF_ANY_KIND))
_UNION_CARD = 7  # letters and digits that its number has at the least
_BY_LOOK = (Kind.NAME, Kind.DAY, Kind.CHOICE, Kind.FLAG, Kind.TEXT)


class Assignment:
    """Gives every field its one best column, and puts the parts of values together."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        headers: list[HeaderCell],
        sample: Callable[[int], Sequence[Cell]],
        titles: Sequence[str] = (),
    ) -> None:
        self._vocabulary = vocabulary
        headers = without_titles_of_lists(headers, self._is_serial)
        self._headers = with_parts_apart(headers)
        self._shape = vocabulary.shape
        self._keys = {column.key for column in self._shape.columns}
        self._result = [Assigned(index, header.text) for index, header in enumerate(headers)]
        self._sample_of = sample
        self._titles = titles
        self._filled: dict[int, list[Cell]] = {}

    def _assign_serials(self) -> None:
        """Numbers from one on under a header of no known meaning, in the first column of all."""
        first = next((column for column in self._result if self._cells(column.index)), None)
        if first is None or first.field or any(column.is_serial for column in self._result):
            return
        texts = [plain_text(cell).rstrip(".") for cell in self._cells(first.index)]
        numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 6]
        steps = list(itertools.pairwise(numbers))
        first.is_serial = (
            numbers[:1] == [1] and bool(steps) and all(b == a + 1 or (b == 1 < a) for a, b in steps)
        )

    def columns(self) -> list[Assigned]:
        assign_ticks(self._result, self._headers, self._cells, self._shape)
        self._assign_parts()
        self._assign_best()
        self._assign_required()
        assign_parents(self._result, self._shape, self._cells, self._titles)
        assign_name_parts(self._result, self._headers, self._shape, self._cells)
        self._assign_by_content()
        self._assign_absence()
        self._assign_decisive()
        self._assign_second_numbers()
        self._assign_serials()
        assign_number_of_parent(self._result, self._shape, self._cells)
        leave_relatives(self._result, self._shape)
        leave_useless(self._result, self._shape)
        self._leave_to_people()
        return self._result

    def _leave_to_people(self) -> None:
        """A unit or a note beside a name is that person's, not that of the event."""
        of_people = self._shape.columns_without_people(c.field for c in self._result)
        for column in self._result:
            kept = self._shape.column(column.field or "")
            if kept is None or kept.key not in of_people:
                continue
            if kept.kind is not Kind.LONG_TEXT:
                column.field = None
            elif self._shape.remarks not in self._taken():
                column.field = self._shape.remarks

    def _cells(self, index: int) -> list[Cell]:
        """The filled cells of a sample of the column."""
        if index not in self._filled:
            self._filled[index] = [
                cell
                for cell in self._sample_of(index)
                if cell not in ("", self._headers[index].own)  # repeated on every page
            ]
        return self._filled[index]

    def _facts(self, parent: str) -> Facts:
        targets = [self._target_of(header.text) for header in self._headers]
        return Facts(self._shape, self._cells, self._target_of(parent), targets)

    def _target_of(self, text: str) -> str:
        guesses = self._vocabulary.guesses(text) if text else ()
        return guesses[0].target if guesses else ""

    def _is_serial(self, text: str) -> bool:
        return self._target_of(text) == SERIAL

    def _taken(self) -> set[str]:
        return {column.field for column in self._result if column.field}

    # Values spread over several columns

    def _assign_parts(self) -> None:
        groups: dict[str, list[int]] = {}
        for index, header in enumerate(self._headers):
            if header.own:
                groups.setdefault(header.parents, []).append(index)
        for parent, indexes in groups.items():
            self._assign_day_parts(parent, indexes)
            sexes = _firsts({i: sex_part(self._headers[i].own) for i in indexes})
            if len(sexes) == 1 and (not parent or self._target_of(parent) == "sex"):
                self._assign_one_sex(*next(iter(sexes.items())))
            elif sorted(sexes.values()) == ["female", "male"]:
                self._assign_sexes(parent, sexes)
            targets = {self._target_of(self._headers[index].own) for index in indexes}
            if self._target_of(parent) == "address" and targets <= {"", OTHER}:
                give_pieces(self._result, indexes, "address")
        assign_blocks(self._result, self._headers, groups, self._facts(""), self._target_of)
        assign_events(self._result, self._headers, self._facts(""))
        for parent, indexes in groups.items():
            assign_values(self._result, self._headers, indexes, self._facts(parent))

    def _assign_day_parts(self, parent: str, indexes: list[int]) -> None:
        parts = _firsts({index: day_part(self._headers[index].own) for index in indexes})
        names = set(parts.values())
        if "month" not in names or len(names) < 2:
            return
        days = {c.key for c in self._shape.columns if c.kind in (Kind.DAY, Kind.PARTIAL_DAY)}
        target = self._target_of(parent) if parent else "birth_date"
        if target not in days:
            return
        for index, part in parts.items():
            self._result[index].give(target, part.rstrip("?"), 90)

    def _assign_one_sex(self, index: int, part: str) -> None:
        """A single column for the women (or the men), ticked where it holds."""
        cells = self._cells(index)
        if "sex" not in self._keys or not cells:
            return
        others = (h.own for i, h in enumerate(self._headers) if i != index)
        if any(self._target_of(other) == "sex" for other in others):
            return
        if sum(map(is_tick, cells)) >= 0.75 * len(cells):
            self._result[index].give("sex", part, 80)

    def _assign_sexes(self, parent: str, sexes: dict[int, str]) -> None:
        cells = [cell for index in sexes for cell in self._cells(index)]
        days = sum(is_day(cell) and not is_tick(cell) for cell in cells)
        target = self._target_of(parent)
        if not target or target == OTHER:
            target = "birth_date" if days > 0.5 * len(cells) else "sex"
        if target not in ("sex", "birth_date") or target not in self._keys:
            return
        for index, part in sexes.items():
            self._result[index].give(target, part, 95)

    # One column, one field

    def _assign_best(self) -> None:
        taken = self._taken()
        offers = [
            (not self._is_asked(target, header), score, -index, target)
            for index, header in enumerate(self._headers)
            if header.own and not self._result[index].field and not self._is_beside(index)
            for target, score in self._offers(index, header).items()
            if score >= ENOUGH
        ]
        done: set[int] = set()
        for _granted, score, negative, target in sorted(offers, reverse=True):
            index = -negative
            if index in done or target in taken:
                continue
            done.add(index)
            if target == SERIAL:
                self._result[index].is_serial = True
            elif target != OTHER:
                taken.add(target)
                self._result[index].give(target, "", score)

    def _is_asked(self, target: str, header: HeaderCell) -> bool:
        column = self._shape.column(target)
        is_sum = column is not None and column.kind is Kind.MONEY
        return is_sum and is_asked_for(header.text)

    def _is_beside(self, index: int) -> bool:
        """Whether a header and its neighbour stand further left already: a list beside another."""
        header = self._headers[index]
        before = [i for i in range(index) if self._headers[i] == header and self._cells(i)]
        return any(
            self._headers[i + 1 : i + 2] == self._headers[index + 1 : index + 2] for i in before
        ) or any(i and self._headers[i - 1] == self._headers[index - 1] for i in before)

    def _assign_required(self) -> None:
        """What every row needs goes before what a column of like wording was taken for."""
        required = self._shape.required
        for key in sorted(required - self._taken()):
            for column in self._result:
                if column.field is None or column.field in required or column.part:
                    continue
                score = self._offers(column.index, self._headers[column.index]).get(key, 0.0)
                if score >= EXACT - 6:
                    column.give(key, "", score)
                    break

    def _offers(self, index: int, header: HeaderCell) -> dict[str, float]:
        offers: dict[str, float] = {}
        wordings = [(header.text, 0.0)]
        is_of_one_sex = bool(header.parents and sex_part(header.own))
        if header.parents and not is_about_relative(header.parents):
            wordings.append((header.own, 4.0))
        for text, handicap in wordings:
            for guess in self._vocabulary.guesses(text):
                score = guess.score - handicap
                column = self._shape.column(guess.target)
                if is_of_one_sex and text != header.own and column and column.kind is Kind.NUMBER:
                    continue  # "Số người tham gia | Nữ": the women are not all of them
                if column is not None:
                    score = self._weighed(column, index, score)
                offers[guess.target] = max(offers.get(guess.target, 0.0), score)
        return offers

    def _weighed(self, column: ListColumn, index: int, score: float) -> float:
        if column.kind is Kind.CARD_NUMBER and self._is_of_a_gate(index):
            return 0.0
        fit = fitness(column, self._cells(index))
        if fit is None:
            return score - 1.5  # an empty column loses against a filled one of like wording
        if score >= EXACT - 6:
            return score * (0.75 + 0.25 * fit)
        return score * (0.5 + 0.5 * fit) if fit >= 0.15 else 0.0

    def _is_of_a_gate(self, index: int) -> bool:
        """Whether `Mã thẻ` stands above numbers as short as those of time cards."""
        header, cells = self._headers[index], self._cells(index)
        if normal(header.text) not in _ANY_CARD or not cells:
            return False
        return sum(len(plain_text(cell)) < _UNION_CARD for cell in cells) > len(cells) / 2

    def _assign_second_numbers(self) -> None:
        """`Số CMND` beside `Số CCCD`: whoever has no number in one has it in the other."""
        first = next((c for c in self._result if c.field == "identity_number"), None)
        if first is None or first.part:
            return
        for other in self._result:
            header = self._headers[other.index]
            if other.field or other.is_serial or is_about_relative(header.text):
                continue
            if other.header == first.header:
                continue  # of the list that stands beside this one
            guesses = self._vocabulary.guesses(header.own)
            exact = [guess for guess in guesses if guess.score > 95]
            if exact and exact[0].target == "identity_number":
                other.give("identity_number", "second", exact[0].score)
                first.part = "first"
                return

    # What the header does not say

    def _assign_by_content(self) -> None:
        for key, kind, least in _BY_CONTENT:
            column = self._shape.column(key)
            if column is None or column.kind is not kind or key in self._taken():
                continue
            best, best_certainty = None, least
            for assigned in self._result:
                is_generic = normal(self._headers[assigned.index].own) in _GENERIC
                if assigned.field or assigned.is_serial or not is_generic:
                    continue
                found = certainty(key, self._cells(assigned.index))
                if found > best_certainty:
                    best, best_certainty = assigned, found
            if best is not None:
                best.give(key, "", 60 * best_certainty)

    def _assign_absence(self) -> None:
        """`Vắng mặt`, `Không khám`: whoever is crossed there did not come."""
        if self._shape.presence is None:
            return
        presence = self._shape.presence.key
        for column in self._result:
            if not is_absence(self._headers[column.index].own):
                continue
            if column.field == presence:
                column.part = ABSENT
            elif column.field is None and presence not in self._taken():
                column.give(presence, ABSENT, 80)

    def _assign_decisive(self) -> None:
        """Fields that a record cannot do without, where one unknown column alone can be meant."""
        for column in self._shape.columns:
            if not column.is_wanted or column.kind not in _BY_LOOK or column.key in self._taken():
                continue
            alike = [
                assigned
                for assigned in self._result
                if self._is_open(assigned, column)
                and looks_like(column, self._cells(assigned.index))
            ]
            if len(alike) == 1:
                alike[0].give(column.key, "", 50)

    def _is_open(self, assigned: Assigned, wanted: ListColumn) -> bool:
        """Whether a column has a header that means nothing known, such as a signature."""
        header = self._headers[assigned.index]
        if (
            assigned.field
            or assigned.is_serial
            or not header.own
            or self._is_beside(assigned.index)
        ):
            return False
        target = self._target_of(header.text)
        meant = self._shape.column(target)
        is_of_another = meant is not None and {meant.kind, wanted.kind} == {Kind.MONEY, Kind.DAY}
        return target != OTHER and not is_of_another and not is_about_relative(header.text)


def _firsts(parts: Mapping[int, str | None]) -> dict[int, str]:
    """The first column of each part; those that follow are of a list beside this one."""
    first: dict[str, int] = {}
    for index, part in sorted(parts.items()):
        if part:
            first.setdefault(part, index)
    return {index: part for part, index in first.items()}
