"""What a header says that the codes below it mean: `Giới tính (1: Nam, 0: Nữ)`."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"[(\[（]([^)\]）]*)[)\]）]?")
_CODE_FIRST = re.compile(r"\s*(?P<code>\d{1,2})\s*[:=：.–-]\s*(?P<word>[^\W\d].*?)\s*")
_WORD_FIRST = re.compile(r"\s*(?P<word>[^\W\d].*?)\s*[:=：–-]\s*(?P<code>\d{1,2})\s*")


def codes_told(header: str) -> dict[str, str]:
    """Code → its word; nothing where the header tells fewer than two."""
    told: dict[str, str] = {}
    for inside in _BRACKETS.findall(header):
        for piece in re.split(r"[,;/，；]", inside):
            found = _CODE_FIRST.fullmatch(piece) or _WORD_FIRST.fullmatch(piece)
            if found is not None:
                told[found["code"]] = found["word"]
    return told if len(told) > 1 else {}
