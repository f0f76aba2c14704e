"""A federation's office on a server does what one in a file does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from exchange.levels import AnOffice, Levels, added, body, help_one_more

from unionoffice.services.office import Office
from unionoffice.store.base import Base
from unionoffice.store.store import open_store
from unionoffice.store.upgrade import schema_differences


@pytest.fixture
def district(levels: Levels, postgresql_office_url: str) -> Iterator[AnOffice]:
    store = open_store(postgresql_office_url)
    Office(store).found(body("H1", "district", "TINH"))
    yield levels.adopt(store)
    store.close()


def test_figures_are_summed_and_sent_upward(levels: Levels, district: AnOffice) -> None:
    province = levels.office("TINH", "province")
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    province.enrol(district)
    assert district.statuses(*(each.send() for each in primaries)) == ["accepted"] * 3
    assert added([district.figures()]) == added(each.figures() for each in primaries)
    assert province.statuses(district.send()) == ["accepted"]
    assert added([province.figures()]) == added([district.figures()])
    trace = district.reporting.trace(district.form, "health", district.figures().period)
    assert [entry["members"] for entry in trace["evidence"]] == [1, 2, 3]


def test_a_higher_version_replaces_the_lower_one_until_it_is_undone(
    levels: Levels, district: AnOffice
) -> None:
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    first = primary.send("1.upack")
    help_one_more(primary)
    second = primary.send("2.upack")
    assert district.statuses(first, second) == ["accepted", "accepted"]
    assert district.statuses(second, first) == ["already_held", "already_held"]
    assert [entry.version for entry in district.overview().returns] == [2]
    district.undo()
    assert district.statuses(first) == ["accepted"]
    assert district.statuses(second) == ["accepted"]
    district.undo()
    assert [entry.version for entry in district.overview().returns] == [1]


def test_refused_files_are_listed(levels: Levels, district: AnOffice) -> None:
    (stranger,) = levels.primaries("T9")
    assert district.statuses(stranger.send()) == ["refused"]
    assert [entry.organisation for entry in district.overview().refused] == ["T9"]
    district.enrol(stranger)
    assert district.statuses(stranger.send()) == ["accepted"]
    assert district.overview().refused == ()


def test_tables_and_classes_agree(district: AnOffice) -> None:
    with district.store.reading() as session:
        assert schema_differences(session.connection(), Base.metadata) == []
