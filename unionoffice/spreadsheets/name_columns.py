"""A name that stands in several columns: `Họ và tên lót | Tên`, `Фамилия | Имя | Отчество`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from unionoffice.core.text import clean
from unionoffice.registerkit.columns import ListShape
from unionoffice.spreadsheets.assigned import Assigned, HeaderCell
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.matching import is_about_relative, name_part

CellsOf = Callable[[int], Sequence[Cell]]

_MOST_GIVEN = 0.9
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def assign_name_parts(
    result: list[Assigned], headers: Sequence[HeaderCell], shape: ListShape, cells_of: CellsOf
) -> None:
    """Give the columns of the parts to the name, unless one column has the whole of it."""
    if shape.name is None:
        return
    target = shape.name.key
    parts: dict[str, int] = {}
    for index, header in enumerate(headers):
        part = name_part(header.own) or name_part(header.text)
        is_free = result[index].field in (None, target)
        if part and is_free and part not in parts and not is_about_relative(header.text):
            parts[part] = index
    whole = next((c for c in result if c.field == target and not c.part), None)
    if "family" not in parts or not {"given", "last"} & set(parts):
        if whole is not None:
            _adopt_given_name(result, whole, target, cells_of)
    elif whole is None or whole.index in parts.values():
        for part, index in parts.items():
            result[index].give(target, part, 90)


def _adopt_given_name(
    result: list[Assigned], whole: Assigned, target: str, cells_of: CellsOf
) -> None:
    """`Họ và tên` over two columns: the family name left, the given name right."""
    if whole.index + 1 >= len(result):
        return
    right = result[whole.index + 1]
    if right.field or right.header not in ("", whole.header):
        return
    given = cells_of(right.index)
    if not given or len(given) < 0.8 * len(cells_of(whole.index)):
        return
    # One odd name must not cost everybody theirs.
    alike = sum(isinstance(cell, str) and _is_given_name(cell) for cell in given)
    if alike >= _MOST_GIVEN * len(given):
        right.give(target, "given", 90)
        whole.give(target, "family", 90)


def _is_given_name(text: str) -> bool:
    words = _APOSTROPHE.sub("", clean(text)).split()  # Điểu K'Ré
    return 1 <= len(words) <= 2 and len(text) < 15 and all(word.isalpha() for word in words)
