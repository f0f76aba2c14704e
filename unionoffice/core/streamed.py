"""Lists for JSON that may be very long: their items are made while they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")


class Streamed(list[Any]):
    """A list to `cli.json_text`, which goes through it; it holds nothing itself.

    Whatever looks into lists past their own ways, as `json.dumps` may, finds it empty.
    """

    def __init__(self, items: Iterable[Item], as_json: Callable[[Item], Any]) -> None:
        super().__init__()
        self._items = items
        self._as_json: Callable[[Any], Any] = as_json

    def __iter__(self) -> Iterator[Any]:
        return map(self._as_json, self._items)
