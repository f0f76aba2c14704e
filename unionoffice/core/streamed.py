"""Lists for JSON that may be very long: their items are made while they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")


class Streamed:
    """What `cli.json_text` writes as a list, item by item; it holds nothing itself."""

    def __init__(self, items: Iterable[Item], as_json: Callable[[Item], Any]) -> None:
        self._items = items
        self._as_json: Callable[[Any], Any] = as_json

    def __iter__(self) -> Iterator[Any]:
        return map(self._as_json, self._items)
