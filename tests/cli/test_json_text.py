"""JSON is printed piece by piece, and is what any writer would have made of the whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from unionoffice.cli.json_text import json_parts
from unionoffice.core.errors import UserError
from unionoffice.core.streamed import Streamed

VALUES: tuple[Any, ...] = (
    {},
    [],
    {"empty": [], "none": {}, "rows": [{"a": [], "b": {}}, {"a": [1, [2]], "b": {"c": None}}]},
    {"period": {"from": "2026-01-01", "days": [1, 2]}, "share": 64.1, "late": True},
    [{"tên": 'Đào "Hoa"\n\t', "số": 10**12}, {"tên": ""}],
    "a text",
)


@pytest.mark.parametrize("value", VALUES)
def test_the_pieces_are_the_text_that_the_standard_library_writes(value: Any) -> None:
    assert "".join(json_parts(value)) == json.dumps(value, ensure_ascii=False, indent=1)


def test_rows_are_made_one_by_one_while_they_are_written() -> None:
    made: list[int] = []

    def row(number: int) -> dict[str, int]:
        made.append(number)
        return {"number": number}

    parts = json_parts({"rows": Streamed(range(3), row)})
    while '"number": 0' not in next(parts):
        pass
    assert made == [0]
    assert "".join(parts).count("number") == 2


def test_a_list_that_fails_midway_is_closed_and_says_why() -> None:
    def rows() -> Iterator[int]:
        yield from (1, 2)
        raise UserError("The disk is full.")

    text = text_until(UserError, {"all": 2, "rows": Streamed(rows(), str)})
    assert json.loads(text) == {"all": 2, "rows": ["1", "2"], "error": "The disk is full."}


def test_a_bug_in_the_very_first_row_leaves_whole_text_too() -> None:
    text = text_until(ZeroDivisionError, {"rows": Streamed([0], lambda each: 1 // each)})
    assert json.loads(text) == {"rows": [], "error": "It was stopped before the end."}


def text_until(error: type[Exception], value: Any) -> str:
    pieces: list[str] = []
    with pytest.raises(error):
        pieces.extend(json_parts(value))
    return "".join(pieces)
