"""JSON as the commands print it: indented, and written while it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from unionoffice.core.streamed import Streamed


def json_parts(value: Any, margin: str = "") -> Iterator[str]:
    """The text in pieces; what is listed directly, or by a key of the whole, item by item.

    Indenting in Python takes ten times as long as all else about a row.
    """
    if isinstance(value, (list, Streamed)):
        before = "["
        for each in value:
            yield f"{before}\n{margin} {_indented(each, f'{margin} ')}"
            before = ","
        yield "[]" if before == "[" else f"\n{margin}]"
    elif isinstance(value, dict) and value and not margin:
        for place, (key, each) in enumerate(value.items()):
            yield f"{',' if place else '{'}\n {_indented(key)}: "
            yield from json_parts(each, " ")
        yield "\n}"
    else:
        yield _indented(value, margin)


def _indented(value: Any, margin: str = "") -> str:
    text = msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
    return text.replace("\n", f"\n{margin}")
