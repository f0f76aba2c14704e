"""Telephone numbers as they are dialled at home, whoever wrote them: a list or a clerk."""

from __future__ import annotations

import re
from typing import NamedTuple

ZERO_RESTORED, COUNTRY_CODE = "zero_restored", "country_code"

_PARTS = re.compile(r"[/;,\n|]+|\s-\s|\bhoặc\b")
_NOT_DIALLED = re.compile(r"[^\d+]")


class Dialled(NamedTuple):
    """`number` is None where the text is no telephone number; `change` says what was mended."""

    number: str | None
    change: str = ""


def dialled(text: str, *, is_foreign: bool = False) -> Dialled:
    """The number of a text, or its several numbers parted by semicolons."""
    parts = [_one(part, is_foreign) for part in _PARTS.split(text) if any(map(str.isdigit, part))]
    found = [part.number for part in parts if part.number]
    if len(parts) == 1 and found:
        return parts[0]
    return Dialled("; ".join(dict.fromkeys(found)) or None)


def as_dialled(text: str) -> str:
    """What a clerk typed, mended where it is nothing but one or several numbers."""
    numbers = [_one(part, is_foreign=False).number for part in _PARTS.split(text)]
    if None in numbers or any(map(str.isalpha, text)):
        return text
    return dialled(text).number or text


def _one(text: str, is_foreign: bool) -> Dialled:
    digits = _NOT_DIALLED.sub("", text)
    if digits.startswith("+") and not digits.startswith("+84"):
        return Dialled(digits if 9 <= len(digits) <= 16 else None)
    bare = digits.replace("+", "")
    if is_foreign and len(bare) in (10, 11) and bare[0] in "1789":
        return Dialled(bare)
    for prefix in ("0084", "84"):
        local = bare.removeprefix(prefix).removeprefix("0")
        if bare.startswith(prefix) and 9 <= len(local) <= 10 and len(bare) > 10:
            return Dialled("0" + local, COUNTRY_CODE)
    if bare.startswith("0") and 10 <= len(bare) <= 11:
        return Dialled(bare)
    if len(bare) == 9 or (len(bare) == 10 and bare[0] in "12"):
        return Dialled("0" + bare, ZERO_RESTORED)
    if 6 <= len(bare) <= 8 and not bare.startswith("0"):
        return Dialled(bare)  # a local number, dialled without its area
    return Dialled(None)
