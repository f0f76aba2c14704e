"""The next packages are read while those before are judged, and nothing gets lost between them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from exchange.levels import AnOffice, Levels

from unionoffice.core.ahead import batches_ahead
from unionoffice.exchange import collecting
from unionoffice.store.package_files import PackageFolder

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


def test_the_same_package_in_several_batches_is_taken_in_once_and_kept_whole(
    levels: Levels, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(collecting, "BATCH", 2)
    district, primaries = levels.office("H1", "district"), levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    stranger = levels.office("T9").send()
    first, second, third = (each.send() for each in primaries)
    came = [first, stranger, first, second, stranger, third, second, first]
    copies = [copy_of(path, tmp_path / str(place)) for place, path in enumerate(came)]
    taken, held, refused = "accepted", "already_held", "refused"
    assert district.statuses(*copies) == [
        *(taken, refused, held, taken, refused, taken, held, held),
    ]
    assert contents_kept(district) == sorted(path.read_bytes() for path in (first, second, third))


def copy_of(path: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    return folder / path.name


def contents_kept(office: AnOffice) -> list[bytes]:
    assert office.store.path is not None
    folder = PackageFolder(office.store.path).path
    return sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())
