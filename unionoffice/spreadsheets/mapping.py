"""A mapping of columns, as it was corrected once or as a small TOML file gives it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import ListShape
from unionoffice.spreadsheets.readlist import ReadList

# Beside them the values of closed lists, see `ListShape.choice_of`.
PARTS = (
    "", "family", "middle", "given", "last", "day", "month", "year", "male", "female",
    "first", "second", "no",
)  # fmt: skip


@dataclass(frozen=True)
class Mapping:
    """Header wording or column letter → field, `field.part`, or None for a column left out."""

    register: str
    columns: dict[str, str | None] = field(default_factory=dict)
    signature: str = ""
    values: dict[str, str] = field(default_factory=dict)  # field → its value for the whole list


def mapping_of(read: ReadList, register: str) -> Mapping:
    """The mapping by which a list was read, by its headers where they are unmistakable."""
    headers = [column.header for column in read.columns]
    columns = {
        column.header if column.header and headers.count(column.header) == 1 else column.letter: (
            f"{column.field}.{column.part}" if column.part else column.field
        )
        for column in read.columns
        if (column.header or column.field) and column.letter not in read.unclear
    }
    return Mapping(register, columns, read.signature)


def _header_first(key: str, value: object, shape: ListShape) -> tuple[str, object]:
    """`full_name = "Tên gọi"` says the same as `"Tên gọi" = "full_name"`."""
    if not isinstance(value, str) or _is_field(value, shape) or not _is_field(key, shape):
        return key, value
    return value, key


def _is_field(name: str, shape: ListShape) -> bool:
    return shape.column(name.partition(".")[0]) is not None


def read_mapping(path: Path, shape: ListShape) -> Mapping:
    """Read a mapping; UserError names the line that cannot be right."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(
            N_("{file} cannot be opened: {why}."), file=path.name, why=error.strerror or str(error)
        ) from error
    except (ValueError, RecursionError) as error:  # of text, of TOML, and of its endless numbers
        raise UserError(
            N_("{file} is no mapping of columns: {why}."), file=path.name, why=str(error)
        ) from error
    register = content.get("register", shape.key)
    # Written by hand the table may lack its title, and the field stand before the header.
    columns = content.get("columns") or {
        key: value
        for key, value in content.items()
        if key not in ("register", "signature", "columns", "values")
    }
    if isinstance(columns, dict):
        columns = dict(_header_first(key, value, shape) for key, value in columns.items())
    if not isinstance(columns, dict) or register != shape.key:
        raise UserError(
            N_("{file} maps the columns of the register “{other}”, not of “{register}”."),
            file=path.name, other=register, register=shape.key,
        )  # fmt: skip
    checked = {str(name): _checked(value, shape, path) for name, value in columns.items()}
    values = content.get("values", {})
    given = values if isinstance(values, dict) else {}
    for name in given:
        _checked(name, shape, path)
    texts = {name: str(value) for name, value in given.items()}
    return Mapping(register, checked, str(content.get("signature", "")), texts)


def _checked(value: object, shape: ListShape, path: Path) -> str | None:
    if value in ("", "-", None, False):
        return None
    key, _, part = str(value).partition(".")
    is_part = part.partition("#")[0] in PARTS
    if shape.column(key) is None or not (is_part or shape.choice_of(key, part)):
        raise UserError(
            N_("{file} names the field “{field}”, which the register does not have."),
            file=path.name,
            field=str(value),
        )
    return str(value)
