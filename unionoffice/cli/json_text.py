"""JSON as the commands print it: indented, and written while it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.streamed import Streamed

_FAILURES = (Exception, KeyboardInterrupt)  # but not that nobody wants the rest
_STOPPED = N_("It was stopped before the end.")


def json_parts(value: Any, margin: str = "") -> Iterator[str]:
    """The text in pieces; what is listed directly, or by a key of the whole, item by item.

    Where making the items fails, the text is whole all the same, its last key says why, and the
    error goes on. Indenting in Python takes ten times as long as all else about a row.
    """
    if isinstance(value, (list, Streamed)):
        before = "["
        try:
            for each in value:
                yield f"{before}\n{margin} {_indented(each, f'{margin} ')}"
                before = ","
        except _FAILURES:
            yield _end_of_list(before, margin)
            raise
        yield _end_of_list(before, margin)
    elif isinstance(value, dict) and value and not margin:
        try:
            for place, (key, each) in enumerate(value.items()):
                yield f"{',' if place else '{'}\n {_indented(key)}: "
                yield from json_parts(each, " ")
        except _FAILURES as error:
            why = str(error) if isinstance(error, UserError) else _(_STOPPED)
            yield f',\n "error": {_indented(why)}\n}}'
            raise
        yield "\n}"
    else:
        yield _indented(value, margin)


def _end_of_list(before: str, margin: str) -> str:
    return "[]" if before == "[" else f"\n{margin}]"


def _indented(value: Any, margin: str = "") -> str:
    text = msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
    return text.replace("\n", f"\n{margin}")
