"""Long lists for JSON, made while they are written."""

from __future__ import annotations

from unionoffice.core.streamed import Streamed


def test_items_are_made_one_by_one_as_they_are_asked_for() -> None:
    made: list[int] = []

    def as_json(number: int) -> dict[str, int]:
        made.append(number)
        return {"number": number}

    items = iter(Streamed(range(3), as_json))
    assert next(items) == {"number": 0}
    assert made == [0]
    assert list(items) == [{"number": 1}, {"number": 2}]
