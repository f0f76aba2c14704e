"""Lists that name somebody's child beside them: which column is the member's, which the child's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from unionoffice.registerkit.columns import Kind, ListShape
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.evidence import certainty, looks_like
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.matching import is_about_parent, tells_whose_child

_SURE = 80.0
_LONGEST = 200  # what a header says beyond that is no heading
_NAME_OF_CHILD = re.compile(
    r"(?:tên|name|имя|ф\.?и\.?о).*\b(?:con|cháu|trẻ|người phụ thuộc|npt|child|реб[её]нка|детей)\b"
    r"|子女|孩子",
    re.IGNORECASE,
)
# "DANH SÁCH CON CNVCLĐ NHẬN QUÀ"
_OF_CHILDREN = re.compile(
    r"\b(?:con em|con (?:của )?(?:đoàn viên|đv|cđv|cn|cb|nlđ|công nhân|cán bộ|người lao động|"
    r"gia đình)\w*|các cháu|trẻ em|thiếu nhi|thiếu niên|học sinh)\b",
    re.IGNORECASE,
)
_NUMBER = "identity_number"
_MOST = 0.8  # of the cells look like one
_OF_SOMEBODY = ("birth_date", _NUMBER, "sex")


def assign_parents(
    result: list[Assigned],
    shape: ListShape,
    cells_of: Callable[[int], Sequence[Cell]],
    titles: Sequence[str],
) -> None:
    """`Họ tên con | Họ tên cha, mẹ`, `Họ và tên | Con đ/c`: the member is the parent.

    So it is with `Họ và tên | Họ tên mẹ` where the title says that children are listed.
    """
    name = shape.name
    relative = next((column for column in shape.columns if column.names_relative), None)
    if name is None or relative is None:
        return
    by_field = {column.field: column for column in result}
    whole, child = by_field.get(name.key), by_field.get(relative.key)
    tells = is_about_parent if any(map(_OF_CHILDREN.search, titles)) else tells_whose_child
    for column in result:
        if column.field or column.is_serial or not looks_like(name, cells_of(column.index)):
            continue
        if child is not None and whole is None and is_about_parent(column.header):
            column.give(name.key, "", _SURE)
            return
        if child is None and whole is not None and tells(column.header):
            column.give(name.key, "", _SURE)
            whole.give(relative.key, "", _SURE)
            return


def assign_number_of_parent(
    result: list[Assigned], shape: ListShape, cells_of: Callable[[int], Sequence[Cell]]
) -> None:
    """`Họ tên con | Họ tên cha (mẹ) | CCCD của cha (mẹ)`: the number tells who the member is."""
    relative = next((column.key for column in shape.columns if column.names_relative), None)
    taken = {column.field for column in result}
    if relative not in taken or _NUMBER in taken or shape.column(_NUMBER) is None:
        return
    for column in result:
        is_free = column.field is None and is_about_parent(column.header)
        if is_free and certainty(_NUMBER, cells_of(column.index)) >= _MOST:
            column.give(_NUMBER, "", _SURE)
            return


def leave_relatives(result: list[Assigned], shape: ListShape) -> None:
    """`Họ tên con | Ngày sinh | Họ tên cha, mẹ`: what follows the child's name is the child's."""
    of_relative = False
    before = None
    for column in result:
        kept = shape.column(column.field or "")
        if kept is None:
            before = column
            continue
        if kept.kind is Kind.NAME:
            of_relative = False
        elif kept.names_relative:
            of_relative = True
        elif (of_relative and column.field in _OF_SOMEBODY) or (
            column.field == "birth_date" and _is_child(before)
        ):
            column.field, column.part = None, ""
        before = column


def _is_child(before: Assigned | None) -> bool:
    """Whether the column on the left names a child for which the register has no field."""
    if before is None or before.field or tells_whose_child(before.header):
        return False
    return _NAME_OF_CHILD.search(before.header[:_LONGEST]) is not None
