"""Work done one batch ahead: in order, never further, and what goes wrong told in its place."""

from __future__ import annotations

import threading

import pytest

from unionoffice.core.ahead import batches_ahead

PATIENCE = 10  # seconds


def test_results_come_in_order_and_in_batches() -> None:
    with batches_ahead(range(7), lambda item: item * 2, 3) as batches:
        assert list(batches) == [[0, 2, 4], [6, 8, 10], [12]]


def test_nothing_is_done_further_ahead_than_one_batch() -> None:
    done: list[int] = []
    fourth = threading.Event()

    def work(item: int) -> int:
        done.append(item)
        if item == 3:
            fourth.set()
        return item

    with batches_ahead(range(100), work, 2) as batches:
        assert next(batches) == [0, 1]
        assert fourth.wait(PATIENCE)  # the second batch is made while the first is used
    assert done == [0, 1, 2, 3]


def test_what_goes_wrong_ahead_is_told_after_the_batches_before_it() -> None:
    def work(item: int) -> int:
        if item == 3:
            raise LookupError(item)
        return item

    used: list[list[int]] = []
    with batches_ahead(range(9), work, 2) as batches:
        used += [next(batches)]
        with pytest.raises(LookupError):
            next(batches)
    assert used == [[0, 1]]


def test_whoever_leaves_waits_for_the_item_at_hand_alone() -> None:
    done: list[int] = []
    begun, may_go_on = threading.Event(), threading.Event()

    def work(item: int) -> int:
        if item == 2:
            begun.set()
            assert may_go_on.wait(PATIENCE)
        done.append(item)
        return item

    def leave() -> None:
        with batches_ahead(range(1000), work, 2) as batches:
            next(batches)
            assert begun.wait(PATIENCE)
            threading.Timer(0.05, may_go_on.set).start()
            raise KeyError

    with pytest.raises(KeyError):
        leave()
    assert done == [0, 1, 2]
