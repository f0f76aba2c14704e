"""Identities that stay the same wherever a thing travels: ULIDs, sortable by their moment."""

from __future__ import annotations

import secrets
import time

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_uid() -> str:
    """A fresh ULID: 26 letters, 48 bits of milliseconds and 80 random bits."""
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    return "".join(_LETTERS[number >> shift & 31] for shift in range(125, -1, -5))
