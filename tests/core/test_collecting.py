"""What is made while nobody looks for circles is not gone through as soon as that is over."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from unionoffice.core.collecting import uncollected


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


class Circle:
    """Refers to itself."""

    def __init__(self) -> None:
        self.me = self


def test_collecting_goes_on_afterwards_and_counts_what_was_made_as_old() -> None:
    with uncollected():
        assert not gc.isenabled()
        made = [Circle() for _ in range(5000)]
    assert gc.isenabled()
    assert gc.get_count()[0] < 1000
    young = set(map(id, gc.get_objects(generation=0))) | set(map(id, gc.get_objects(generation=1)))
    assert young.isdisjoint(map(id, made))


def test_circles_made_meanwhile_are_found_when_everything_is_looked_at() -> None:
    gc.collect()
    with uncollected():
        for _ in range(100):
            Circle()
    assert gc.collect() >= 100


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
