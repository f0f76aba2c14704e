"""What the tests of lists share."""

from __future__ import annotations

import pytest
from spreadsheets.test_odd_lists import PEOPLE, Office

from unionoffice.store.store import Store


@pytest.fixture
def office(store: Store) -> Office:
    """An office whose members are known; lists of what was done name them."""
    office = Office(store)
    office.take("members", PEOPLE)
    return office
