"""A federation's office on a server does what one in a file does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from exchange.levels import YEAR, YEAR_END, AnOffice, Levels, added, body, help_one_more
from sqlalchemy import select

from unionoffice.core.paper_code import code_of
from unionoffice.exchange.comparing import Comparing
from unionoffice.exchange.giving import Giving
from unionoffice.exchange.papers import Papers
from unionoffice.exchange.received_lists import ReceivedLists
from unionoffice.exchange.unsigned import UnsignedReturns
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.returns.model import TypedFigure
from unionoffice.reports.typed import TypedFigures
from unionoffice.services.office import Office
from unionoffice.services.records import Records
from unionoffice.services.views import Query
from unionoffice.store.store import open_store

TYPED_FORM = Path(__file__).parents[1] / "data" / "forms" / "typed.toml"


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


def test_sealed_packages_and_lists_are_opened_and_papers_found(
    levels: Levels, district: AnOffice
) -> None:
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    UpperBodies(primary.store).take(district.card())
    package, people = primary.folder / "T1.upack", primary.folder / "T1.ulist"
    primary.sending.send(primary.form, YEAR, package, seal=True)
    assert district.statuses(package) == ["accepted"]
    digest = primary.reporting.filled(primary.form, YEAR).content_sha256
    (found,) = Papers(district.store).find(code_of(digest))
    assert (found.state, found.organisation) == ("current", "T1")
    giving = Giving(primary.store, Records(primary.store, CATALOGUE), lambda: YEAR_END)
    giving.give("members", Query(), ("full_name",), "Mái ấm", date(2027, 1, 31), people)
    lists = ReceivedLists(district.store, lambda: YEAR_END)
    assert [each.status for each in lists.take([people])] == ["accepted"]
    assert lists.open(lists.received()[0].id).rows == (("Đoàn viên 0",),)


def test_what_is_typed_in_from_paper_gives_way_to_a_package(
    levels: Levels, district: AnOffice
) -> None:
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    unsigned = UnsignedReturns(district.store, district.reporting.forms, lambda: YEAR_END)
    values = {("charity", "total"): 7, ("charity", "members"): 5}
    assert unsigned.type_in(district.form, YEAR, "T1", values).version == 1
    assert unsigned.type_in(district.form, YEAR, "T1", values).status == "already_held"
    values[("charity", "members")] = 6
    assert unsigned.type_in(district.form, YEAR, "T1", values).version == 2
    assert district.numbers("charity") == (None, 7, 6)

    assert district.statuses(primary.send()) == ["accepted"]
    assert district.figures().row("charity") != values
    assert [entry.origin for entry in district.overview().returns] == ["package"]
    district.undo()
    assert district.numbers("charity") == (None, 7, 6)


def test_figures_are_typed_in_and_taken_back(district: AnOffice) -> None:
    form = district.reporting.forms.open(TYPED_FORM)
    figures = TypedFigures(district.store)
    row = district.reporting.figures(form, YEAR).row("meetings")
    assert row is not None
    figures.type_in(form, row, "result", YEAR, None, 5, "Sổ họp")
    figures.withdraw(form, "meetings", "result", YEAR, None)
    district.undo()
    with district.store.reading() as session:
        assert [each.value for each in session.scalars(select(TypedFigure))] == [5]


def test_returns_open_into_those_behind_them_and_bodies_are_compared(
    levels: Levels, postgresql_office_url: str
) -> None:
    store = open_store(postgresql_office_url)
    Office(store).found(body("TINH", "province"))
    province, district = levels.adopt(store), levels.office("H1", "district", "TINH")
    primaries = levels.primaries("T1", "T2")
    district.enrol(*primaries)
    province.enrol(district)
    district.collect(*(each.send() for each in primaries))
    assert province.statuses(district.send()) == ["accepted"]
    traced = province.reporting.trace(province.form, "health", YEAR)
    (whole,) = traced["evidence"]
    assert [part["members"] for part in whole["parts"]] == [1, 2]
    comparing = Comparing(store)
    found = comparing.over_periods(province.form, "health", "members", [YEAR], ["", "H1"])
    assert [each.values[0].figure for each in found.series] == [3, 3]
    assert [
        each.code for each in comparing.ranking(province.form, "health", "members", YEAR).ranked
    ] == ["H1"]
