"""Good files spoilt by lot: bytes, and the values of JSON. The same lot spoils the same way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

SCRAPS = (
    *("", "\n", "\x00", "\ufeff", "\u202e", "\u0301", "\xad", "\u200d", "𝟙", "٣", "＝1+1", "=1+1"),
    *("-1", "0", "1e999", "1e-999", "NaN", "Infinity", "9" * 30, "9" * 5000, "0x1F", "1_0", "½"),
    *("31/02/1990", "0000-00-00", "9999-12-31", "24:00", "29/02/1900", "1.2.3.4.5", "12/13/14/15"),
    *("{", "}", "{0}", "{name}", "{{", "%s", "%", "[[", "]]", '"', "'", "\\", "\\u0000", "\\ud800"),
    *("<img src=x>", "<b>", "&amp;", "../../x", "CON", "a" * 3000, "'; DROP TABLE people; --"),
    *("TRUE", "null", "[]", "{}", "#REF!", "..", ";;;;", "\t\t", "\r", "VND", "1.000.000.000.000"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, -(2**63) - 1, 10**400, 0.5, 1e308, -0.0),
    *("", " ", "\x00", "\ud800", "\u202e", "a" * 100_000, "0001-01-01", "9999-12-31", "2026-02-30"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00", "{x}", "{0}"),
    *("<img src=x>", "../x", [], {}, [[]], {"": None}, [None] * 1000, [1, "a", {}]),
)


def spoilt(content: bytes, lot: Random) -> bytes:
    """These bytes with up to four things done to them."""
    for _time in range(lot.randint(1, 4)):
        content = _with_one_fault(content, lot)
    return content


def _with_one_fault(content: bytes, lot: Random) -> bytes:
    place = lot.randint(0, len(content))
    length = min(lot.choice((1, 2, 4, 16, 100, 1000)), len(content) - place)
    before, piece, after = content[:place], content[place : place + length], content[place:]
    match lot.randint(0, 6):
        case 0:
            return before
        case 1:
            return before + after[length:]
        case 2:
            return before + piece * lot.choice((2, 3, 50)) + after[length:]
        case 3 if piece:
            return before + bytes([piece[0] ^ 1 << lot.randint(0, 7)]) + after[1:]
        case 4:
            return before + lot.randbytes(length) + after[length:]
        case 5:
            other = lot.randint(0, len(content))
            return before + content[other : other + length] + after
        case _:
            return before + lot.choice(SCRAPS).encode("utf-8", "surrogatepass") + after


def spoilt_values(values: Any, lot: Random) -> Any:
    """The same JSON values with up to three of them changed, left out or added."""
    values = json.loads(json.dumps(values))
    for _time in range(lot.randint(1, 3)):
        places = list(_places(values))
        if not places:
            return _any_value(lot)
        holder, key = lot.choice(places)
        match lot.randint(0, 5):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[lot.choice(["", "more", "id", "format"])] = _any_value(lot)
            case 1 | 2:
                holder[key] = json.loads(json.dumps(lot.choice(places)[0]))
            case 3 if isinstance(holder[key], str):
                holder[key] = spoilt_text(holder[key], lot)
            case _:
                holder[key] = _any_value(lot)
    return values


def spoilt_text(text: str, lot: Random) -> str:
    """A text with a scrap in it, or in its place."""
    place = lot.randint(0, len(text))
    return lot.choice(SCRAPS) if lot.random() < 0.5 else text[:place] + lot.choice(SCRAPS)


def as_json(values: Any) -> str:
    """Spoilt values as text: what no UTF-8 can hold stays escaped."""
    return json.dumps(values, ensure_ascii=True)


def _any_value(lot: Random) -> Any:
    """One of the odd values, as a copy: the next change may be made within it."""
    return deepcopy(lot.choice(VALUES))


def _places(values: Any) -> Iterator[tuple[Any, Any]]:
    pairs = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in pairs:
        yield values, key
        if isinstance(value, (dict, list)):
            yield from _places(value)
