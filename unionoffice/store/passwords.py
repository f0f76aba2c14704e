"""Passwords of accounts: kept as Argon2id hashes that carry their own salt and stretch.

They keep the neighbour at the desk out. Whoever has a copy of a file that is not encrypted needs
no password, and reads it with another program.
"""

from __future__ import annotations

import re
import secrets

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from unionoffice.store.wrapping import MOST, bearable_stretch, normal

_STRETCH = re.compile(r"\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,3})\$")


def hashed(password: str) -> str:
    """What is kept of a password, by what this computer bears within a second."""
    stretch = bearable_stretch()
    kdf = Argon2id(
        salt=secrets.token_bytes(16),
        length=32,
        iterations=stretch.passes,
        lanes=stretch.lanes,
        memory_cost=stretch.memory,
    )
    return kdf.derive_phc_encoded(_bytes(password))


def is_right(password: str, kept: str) -> bool:
    """Whether this is the password; False too for a hash that only a hostile file would hold."""
    found = _STRETCH.match(kept)
    if found is None:
        return False
    memory, passes, lanes = map(int, found.groups())
    if memory > MOST.memory or passes > MOST.passes or lanes > MOST.lanes:
        return False
    try:
        Argon2id.verify_phc_encoded(_bytes(password), kept)
    except (InvalidKey, ValueError):
        return False
    return True


def _bytes(password: str) -> bytes:
    return normal(password).encode("utf-8", "surrogatepass")
