"""What one row of a list of events says, as values of its record and of its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from unionoffice.core.choices import Choices
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_, _
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.spreadsheets.day_spans import is_session
from unionoffice.spreadsheets.flags import says_absent
from unionoffice.spreadsheets.matching import tells_whose_child
from unionoffice.spreadsheets.names import begins_like_unit
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.units_index import UnitsIndex

WHOSE = N_(
    "The list names several, and “{name}” is none of the units. Name the units in “{label}”."
)
_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")


class RowValues:
    """Reads the rows of lists of one register; units that they name are entered."""

    def __init__(self, register: Register, units: UnitsIndex) -> None:
        self._register = register
        self._units = units
        self._units_told = next(
            (each for each in register.fields if each.kind is Kind.UNITS and each.told_by), None
        )

    def of(self, read: ReadList, place: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """The row's values of the record and of its line, by field key, references as ids."""
        values: dict[str, Any] = {}
        line: dict[str, Any] = {}
        lines = self._register.lines
        line_fields = {each.key for each in lines.fields} if lines is not None else set()
        for key, column in read.values.items():
            value = column[place]
            field = self._register.by_key.get(key)
            if field is not None:
                value = self._referring(field.kind, value)
                if value is not None:
                    values[key] = value
            elif key in line_fields:
                line[key] = value
        for key, told_by_groups in read.grouped.items():
            if told_by_groups[place] is not None and not self._register.by_key[key].told_by:
                values.setdefault(key, told_by_groups[place])
        told_above = {key: told.value for key, told in read.told.items()}
        for key, value in told_above.items():
            if not self._register.by_key[key].told_by:
                values.setdefault(key, value)
        if lines is not None and lines.presence is not None:
            # Without a column of crosses everybody listed was there; with one, only the crossed.
            key = lines.presence.key
            line[key] = bool(line[key]) if key in line else True
            if key not in read.values:
                strange = (words.get(place) for words in read.unknown.values())
                cells = self._cells_of_no_field(read, place)
                if says_absent([*line.values(), values.get("notes"), *strange, *cells]):
                    line[key] = False
        for field in self._register.fields:
            if values.get(field.told_by_header) is not None and field.key not in read.values:
                told = self._told_by_header(read, field, field.told_by_header)
                if told is not None:
                    values[field.key] = told
            wording = read.unknown.get(field.key, {}).get(place)
            if wording and field.otherwise:
                values[field.key] = field.otherwise
                if field.spills_into:
                    values.setdefault(field.spills_into, wording)
            if field.told_by and field.choices and field.key not in read.values:
                group = read.group_over(read.numbers[place])
                if group is not None and begins_like_unit(group.name):
                    group = None
                told = None
                if field.key in read.grouped:
                    told = read.grouped[field.key][place]
                told = told or (_told_by_title(field.choices, group.name) if group else None)
                told = told or told_above.get(field.key)
                # "Mẹ bệnh nặng" below "Trợ cấp khó khăn" is why, and not what was given.
                told = told or self._told_by_header(read, field, field.told_by)
                title = str(values.get(field.told_by) or "")
                told = told or field.choices.read(title)
                if told is None and is_session(title):
                    told = field.choices.read(str(told_above.get(field.told_by) or ""))
                if told is not None:
                    values[field.key] = told
            if field.told_by_days and field.key not in values:
                days = (value for value, day in field.told_by_days if values.get(day) is not None)
                told = next(days, None)
                if told is not None:
                    values[field.key] = told
        return values, line

    def doubts_in(self, read: ReadList) -> Callable[[dict[str, Any]], list[Problem]]:
        """What takes the unit that another field names; of several employers none is everybody's.

        Given the values of a row, it says why nobody can tell whom the row covers.
        """
        field = self._units_told
        if field is None:
            return lambda _values: []
        others = {fold(each) for each in read.values.get(field.told_by, ()) if each}

        def doubts(values: dict[str, Any]) -> list[Problem]:
            name = values.get(field.told_by)
            if name is None or values.get(field.key) is not None:
                return []
            values[field.key] = self._units.known(name)
            if values[field.key] or len(others) < 2 or self._units.is_whole(name):
                return []
            return [Problem(field.key, WHOSE, {"name": name, "label": _(field.label)})]

        return doubts

    @staticmethod
    def _cells_of_no_field(read: ReadList, place: int) -> list[str]:
        row = read.numbers[place]
        return [read.shown_at(row, each.index) for each in read.columns if not each.field]

    @staticmethod
    def _told_by_header(read: ReadList, field: Field, other: str) -> str | None:
        """`Họ tên con` over a name says that it is a child's."""
        if field.choices is None:
            return None
        headers = [each.header for each in read.columns if each.field == other and not each.part]
        headers += [each.header for each in read.columns if tells_whose_child(each.header)]
        return next(filter(None, map(field.choices.read, headers)), None)

    def _referring(self, kind: Kind, value: Any) -> Any:
        if value is None:
            return None
        if kind is Kind.UNIT:
            return self._units.id_of(value)
        if kind is Kind.UNITS:
            if any(map(self._units.is_whole, value)):
                return ()
            return tuple(id_ for name in value for id_ in self._units.ids_of(name))
        return value


def _told_by_title(choices: Choices, title: str) -> str | None:
    """`Hội thi cắm hoa (Văn nghệ)`: what stands in brackets says it before all else."""
    told = (choices.read(text) for text in (*_BRACKETS.findall(title), title))
    return next(filter(None, told), None)
