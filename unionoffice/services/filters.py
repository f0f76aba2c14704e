"""A condition on records; apart from the other plain values, so that the first picture is quick."""

from typing import Any, NamedTuple


class Filter(NamedTuple):
    """One condition. `operator`: is, is_not, contains, empty, not_empty, from, to."""

    field: str
    operator: str
    value: Any = None
