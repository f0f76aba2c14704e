"""Types that msgspec reads files and rows into, made known to it where they are declared."""

from __future__ import annotations

from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")


def known_at_once(shape: type[Shape]) -> type[Shape]:
    """Let msgspec look at a type in the one thread that imports it.

    By itself it looks when it first reads one: two threads that do so together end the program
    with a segmentation fault, because the second finds what the first has only half written.
    """
    msgspec.json.Decoder(shape)
    return shape
