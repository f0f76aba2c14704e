"""What a cell of a list does to the value that is already kept; all values in stored form."""

from __future__ import annotations

from typing import Any

from unionoffice.core.text import fold
from unionoffice.registerkit.columns import Kind


def changed_value(kind: Kind, kept: Any, given: Any) -> Any:
    """The value to keep from now on, or None when the list says nothing new.

    An empty cell never erases; a vaguer date, a name without its accents and an old 9-digit number
    never replace better knowledge.
    """
    if given is None or given == kept:
        return None
    if kept is None:
        return given
    if kind in (Kind.PARTIAL_DAY, Kind.DAY) and str(kept).startswith(str(given)):
        return None
    if kind is Kind.NAME and fold(kept) == fold(given) and _accents(kept) >= _accents(given):
        return None
    if kind is Kind.IDENTITY_NUMBER and (len(kept), len(given)) == (12, 9):
        return None
    return given


def _accents(text: str) -> int:
    return sum(1 for letter in text if not letter.isascii())
