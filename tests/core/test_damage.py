"""What the readers of declarations complain of, in words for those who wrote them by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Literal

import msgspec
import pytest

from unionoffice.core.damage import damage


class Row(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    kind: Literal["sum", "count"] = "sum"


class Sheet(msgspec.Struct):
    rows: list[Row]


def a_sheet(told: object) -> Callable[[], object]:
    return lambda: msgspec.convert(told, Sheet)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda: tomllib.loads("a = [1"), "it cannot be read to its end"),
        (lambda: tomllib.loads("a = 1\nb = = 2\n"), "in line 2"),
        (lambda: tomllib.loads("a = 1\na = 2\n"), "in line 2"),
        (a_sheet({}), "“rows” is missing"),
        (a_sheet({"rows": [{"key": "a"}, {}]}), "“key” is missing, at “rows[1]”"),
        (a_sheet({"rows": [{"key": "a", "kind": "x"}]}), "“x” is not known, at “rows[0].kind”"),
        (a_sheet({"rows": [{"key": "a", "size": 1}]}), "“size” is not known, at “rows[0]”"),
        (a_sheet({"rows": [{"key": 7}]}), "a value is not as it should be, at “rows[0].key”"),
        (a_sheet([]), "a value is not as it should be"),
    ],
)
def test_damage_is_said_in_words_of_ours(read: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - what it says is asked below
        read()
    assert damage(raised.value) == said
