"""Reading the values of records, block by block, into the columns of the list."""

from __future__ import annotations

import bisect
from typing import Any

from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind, ListShape
from unionoffice.spreadsheets.columns import (
    ColumnReader,
    Remark,
    SeveralColumns,
    value_as_text,
)
from unionoffice.spreadsheets.flags import says_absent
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.identity import contradiction
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.outcomes import Note, noted
from unionoffice.spreadsheets.readers import UNKNOWN_CHOICE
from unionoffice.spreadsheets.readlist import ReadList

NAME_MISSING = N_("The name is missing.")
VALUE_MISSING = N_("A value that every row needs is missing.")

ON_NO_DAY = N_("Who was absent has no day; that of the nearest row was taken.")

Found = dict[str, list[Any]]


class ValueCollector:
    """Fills one list with the values of its records."""

    def __init__(
        self, read: ReadList, shape: ListShape, readers: list[ColumnReader | SeveralColumns]
    ) -> None:
        self._list = read
        self._shape = shape
        self._readers = readers
        self._unit = shape.unit
        # An event may be without people, and people may be given by their numbers alone.
        self._required = [
            column
            for column in shape.columns
            if column.is_required and not (column.kind is Kind.NAME and shape.means_people)
        ]
        self._day = shape.event_day
        self._dayless: list[int] = []  # rows of people who came on no day
        self._sound: set[tuple[str, int | None, str | None] | None] = set()
        fields = {reader.field for reader in readers} | ({self._unit} if self._unit else set())
        read.values = {key: [] for key in sorted(fields)}
        kinds = shape.kinds
        self._names = [name for name in read.values if kinds.get(name) is Kind.NAME]
        self._of_names = {i for r in readers if r.field in self._names for i in r.indexes}

    def collect(
        self, block: list[list[Cell]], numbers: list[int], units: list[str | None] | None
    ) -> None:
        """Read the records of a block; `numbers` are their rows in the sheet."""
        found, remarks = self._read(block)
        if self._unit:
            found[self._unit] = _with_units(found.get(self._unit), units, len(numbers))
        refused = {place for _, (place, _, outcome) in remarks if outcome.is_refused}
        refused |= self._lacking(block, found, numbers, refused)
        self._note(remarks, numbers, refused)
        self._check_identities(found, numbers, refused)
        self._append(found, numbers, refused)
        for name in self._names:
            self._list.names.meet(found[name])

    def _read(self, block: list[list[Cell]]) -> tuple[Found, list[tuple[str, Remark]]]:
        found: Found = {}
        remarks: list[tuple[str, Remark]] = []
        for reader in self._readers:
            values, said = reader.read([block[index] for index in reader.indexes])
            found[reader.field] = values
            remarks.extend((reader.field, remark) for remark in said)
        return found, remarks

    def _lacking(
        self, block: list[list[Cell]], found: Found, numbers: list[int], refused: set[int]
    ) -> set[int]:
        """The rows without a value that every record needs."""
        lacking: set[int] = set()
        for column in self._required:
            values = found.get(column.key)
            if values is None or None not in values:
                continue
            message = NAME_MISSING if column.kind is Kind.NAME else VALUE_MISSING
            for place, value in enumerate(values):
                if value is not None or place in refused:
                    continue
                if column is self._day and self._is_absent(block, found, place):
                    self._dayless.append(numbers[place])
                    continue
                self._list.refusals.append(noted(numbers[place], column.key, "", message))
                lacking.add(place)
        return lacking

    def _is_absent(self, block: list[list[Cell]], found: Found, place: int) -> bool:
        presence = self._shape.presence
        if presence is None:
            return False
        told = found.get(presence.key)
        cells = [
            plain_text(column[place])
            for index, column in enumerate(block)
            if index not in self._of_names  # Vàng is a surname
        ]
        return (told is not None and told[place] is False) or says_absent(cells)

    def finish(self) -> None:
        """Who came on none of several days is put down for that of the nearest row."""
        read = self._list
        rows = {*self._dayless}.intersection(read.numbers)
        if not rows or self._day is None:
            return
        key, days = self._day.key, read.values[self._day.key]
        if not any(days):
            self.drop(rows)
            read.refusals += [noted(row, key, "", VALUE_MISSING) for row in rows]
            return
        for row in rows:
            place = bisect.bisect_left(read.numbers, row)
            around = (*reversed(days[:place]), *days[place:])
            days[place] = next(filter(None, around))
            read.warn(row, key, "", ON_NO_DAY, value_as_text(days[place]))

    def _note(
        self, remarks: list[tuple[str, Remark]], numbers: list[int], refused: set[int]
    ) -> None:
        gone = sorted(refused)
        for field, (place, shown, outcome) in remarks:
            if outcome.problem is None:
                continue
            now = value_as_text(outcome.value)
            note = Note(numbers[place], field, shown, outcome.problem, now)
            if outcome.is_refused:
                self._list.refusals.append(note)
            elif place not in refused:
                self._list.warnings.append(note)
                if outcome.problem.message == UNKNOWN_CHOICE:
                    before = sum(other < place for other in gone)
                    where = len(self._list.numbers) + place - before
                    self._list.unknown.setdefault(field, {})[where] = shown

    def _check_identities(self, found: Found, numbers: list[int], refused: set[int]) -> None:
        identities = found.get("identity_number")
        if identities is None:
            return
        nothing: list[Any] = [None] * len(numbers)
        births, sexes = found.get("birth_date", nothing), found.get("sex", nothing)
        kinds = [
            (number[:6], birth.year if birth is not None else None, sex)
            if number is not None and len(number) == 12
            else None
            for number, birth, sex in zip(identities, births, sexes, strict=True)
        ]
        unknown = set(kinds).difference(self._sound, (None,))
        if not unknown:
            return
        for place, kind in enumerate(kinds):
            if kind not in unknown or place in refused:
                continue
            message = contradiction(identities[place], births[place], sexes[place])
            if message is None:
                self._sound.add(kind)
                unknown.discard(kind)
            else:
                number = identities[place]
                self._list.warn(numbers[place], "identity_number", number, message, number)

    def _append(self, found: Found, numbers: list[int], refused: set[int]) -> None:
        if not refused:
            self._list.numbers.extend(numbers)
            for field, values in self._list.values.items():
                values.extend(found[field])
            return
        kept = [place for place in range(len(numbers)) if place not in refused]
        self._list.numbers.extend(numbers[place] for place in kept)
        for field, values in self._list.values.items():
            new = found[field]
            values.extend(new[place] for place in kept)

    def drop(self, rows: set[int]) -> None:
        """Take back rows that turned out to be no records."""
        read = self._list
        kept = [place for place, number in enumerate(read.numbers) if number not in rows]
        read.numbers = [read.numbers[place] for place in kept]
        read.values = {key: [values[p] for p in kept] for key, values in read.values.items()}
        read.refusals = [note for note in read.refusals if note.row not in rows]
        read.warnings = [note for note in read.warnings if note.row not in rows]


def _with_units(own: list[Any] | None, units: list[str | None] | None, count: int) -> list[Any]:
    """The list's own unit where it gives one, else the unit of the group row above."""
    if units is None:
        return own if own is not None else [None] * count
    if own is None:
        return units
    return [value if value is not None else unit for value, unit in zip(own, units, strict=True)]
