"""JSON from outside: what two readers could understand differently is refused."""

from __future__ import annotations

import json
import re
from typing import Any

_CONTROL = re.compile(r"(?<!\\)(?:\\\\)*\\u00")  # an escape, not a backslash before "u00"


def parse(content: str | bytes) -> Any:
    """Plain values of a JSON text (bytes are UTF-8).

    Raises ValueError for repeated keys, NaN and infinity, endless nesting, and for letters that no
    database could keep (half characters, control characters).
    """
    text = content if isinstance(content, str) else content.decode("utf-8")
    try:
        values = json.loads(
            text, object_pairs_hook=_without_repetition, parse_constant=_no_constant
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if "\\u" in text:
        _check_letters(json.dumps(values, ensure_ascii=False))
    return values


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key stands there twice")
    return values


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _check_letters(text: str) -> None:
    """Escapes can smuggle in what UTF-8 itself cannot hold; control characters stay escaped."""
    text.encode("utf-8")
    if _CONTROL.search(text):
        raise ValueError("control characters")
