"""Identities that stay the same wherever a thing travels, in letters that nobody mistakes."""

from __future__ import annotations

import re
import secrets
import time

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]  # of ten bits each
_MISTAKEN = str.maketrans("OIL", "011")
_BETWEEN_LETTERS = re.compile(r"[\s\-–—_.]+")


def new_uid() -> str:
    """A fresh ULID: 26 letters, 48 bits of milliseconds and 80 random bits."""
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    return "".join(_LETTERS[number >> shift & 31] for shift in range(125, -1, -5))


def short_code(digest: bytes, letters: int) -> str:
    """The first bits of a digest as letters in groups of four: to be read out and typed."""
    needed = digest[: -(-letters // 8) * 5]  # five bytes make eight letters
    number, bits = int.from_bytes(needed, "big"), 8 * len(needed)
    pairs = [_PAIRS[number >> shift & 1023] for shift in range(bits - 10, -1, -10)]
    code = "".join(pairs)[:letters]
    return "-".join(code[place : place + 4] for place in range(0, letters, 4))


def bits_of_code(text: str, letters: int) -> int:
    """The bits that a code stands for, as somebody typed it: o for 0, l for 1, with or without "-".

    Raises ValueError for anything but that many letters.
    """
    code = _BETWEEN_LETTERS.sub("", text).upper().translate(_MISTAKEN)
    if len(code) != letters:
        raise ValueError("length")
    number = 0
    for letter in code:
        number = number << 5 | _LETTERS.index(letter)
    return number
