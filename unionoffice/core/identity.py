"""Identities that stay the same wherever a thing travels, in letters that nobody mistakes."""

from __future__ import annotations

import secrets
import time

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_uid() -> str:
    """A fresh ULID: 26 letters, 48 bits of milliseconds and 80 random bits."""
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    return "".join(_LETTERS[number >> shift & 31] for shift in range(125, -1, -5))


def short_code(digest: bytes, letters: int) -> str:
    """The first bits of a digest as letters in groups of four: to be read out and typed."""
    number = int.from_bytes(digest) >> (len(digest) * 8 - letters * 5)
    code = "".join(_LETTERS[number >> shift & 31] for shift in range(letters * 5 - 5, -1, -5))
    return "-".join(code[place : place + 4] for place in range(0, letters, 4))
