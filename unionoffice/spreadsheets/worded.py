"""Amounts in Vietnamese words: `Hai triệu năm trăm nghìn đồng chẵn`, `1 triệu 500 nghìn`."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 1000, "ngàn": 1000}
_SILENT = {"linh", "lẻ", "và"}
_AROUND = re.compile(r"^(?:bằng chữ|số tiền|là)\s*:?\s*|\s*(?:đồng|chẵn|việt nam|vnđ|[./()!])*\s*$")


def amount_in_words(text: str) -> int:
    """The amount; raises ValueError when a word is no numeral or stands where none can."""
    lowered = " ".join(unicodedata.normalize("NFC", text).lower().split())
    while (bare := _AROUND.sub("", lowered)) != lowered:
        lowered = bare
    words = lowered.replace(",", " ").split()
    if not words:
        raise ValueError(text)
    total = part = 0
    waiting: int | None = None  # a digit that its place has not followed yet
    last_scale = 10**12
    for word in words:
        digit = int(word) if word.isdecimal() and len(word) <= 3 else _DIGITS.get(word)
        if digit is not None:
            if waiting is not None:
                raise ValueError(text)
            waiting = digit
        elif word == "rưỡi" and waiting is None and total:
            total += last_scale // 2
        elif word == "mười" and waiting is None:
            part += 10
        elif word in ("mươi", "chục", "trăm") and waiting is not None:
            part += waiting * (100 if word == "trăm" else 10)
            waiting = None
        elif word in _SCALES and _SCALES[word] < last_scale:
            last_scale = _SCALES[word]
            total += (part + (waiting or 0)) * last_scale
            part, waiting = 0, None
        elif word not in _SILENT:
            raise ValueError(text)
    rest = part + (waiting or 0)
    if rest and last_scale != _SCALES["nghìn"]:
        # "Một triệu hai" may be 1.200.000, "năm trăm" 500.000: nobody counts in single đồng.
        raise ValueError(text)
    return total + rest
