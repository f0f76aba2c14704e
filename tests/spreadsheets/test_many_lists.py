"""Many offices, each with its own habits: everybody on every list is read as they are."""

from __future__ import annotations

from typing import Any

import pytest

from unionoffice.registers.catalogue import CATALOGUE

from .lists import TODAY, records
from .offices import Office

SHAPE = CATALOGUE.list_shape("members")


@pytest.mark.parametrize("seed", range(150))
def test_a_list_made_by_lot_is_read_whole(seed: int) -> None:
    office = Office(seed)

    found = office.read(SHAPE, TODAY)

    assert found is not None
    assert found.header_row == office.header_row
    assert found.refusals == []
    assert records(found, *office.fields) == [
        tuple(_text(person[field]) for field in office.fields) for person in office.people
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
