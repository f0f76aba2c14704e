"""A condition on records; apart from the other plain values, so that the first picture is quick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Filter:
    """One condition. `operator`: is, is_not, contains, empty, not_empty, from, to."""

    field: str
    operator: str
    value: Any = None
