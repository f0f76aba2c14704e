"""The evidence panel of a federation: returns open into the returns behind them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from exchange.levels import YEAR, Levels
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker

from unionoffice.bootstrap import open_workplace
from unionoffice.core.paper_code import code_of
from unionoffice.exchange.manifest import content_sha256
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.views import NamedChoice
from unionoffice.workplace import Workplace


@pytest.fixture
def province(offices: OfficeMaker, tmp_path: Path) -> Iterator[Workplace]:
    """A province whose one district has collected from two primaries."""
    levels = Levels(offices, tmp_path)
    above, district = levels.office("TINH", "province"), levels.office("H1", "district", "TINH")
    primaries = levels.primaries("T1", "T2")
    above.enrol(district)
    district.enrol(*primaries)
    district.collect(*(each.send() for each in primaries))
    above.collect(district.send())
    levels.close()
    opened = open_workplace(str(tmp_path / "0.uoffice"))
    yield opened
    opened.close()


@pytest.fixture
def page(look: Look, memory: Memory, province: Workplace, ways: Ways, qtbot: QtBot) -> AppendixPage:
    made = AppendixPage(province, ways, memory, lambda: YEAR.last)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.show_period(YEAR)
    qtbot.waitUntil(lambda: bool(made.paper.figures))
    made.show_figure("charity.fund.visit", "total")
    qtbot.waitUntil(lambda: bool(made.panel.model.rows))
    return made


def names(page: AppendixPage) -> list[str]:
    model = page.panel.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def open_first(page: AppendixPage, qtbot: QtBot) -> None:
    page.panel.table.activated.emit(page.panel.model.index(0, 0))
    qtbot.waitUntil(lambda: not page._worker.is_busy)


def test_a_return_opens_into_those_behind_it_and_closes_again(
    page: AppendixPage, qtbot: QtBot
) -> None:
    assert names(page) == ["Công đoàn H1"]
    open_first(page, qtbot)
    shown = names(page)
    assert [each.strip() for each in shown] == ["Công đoàn H1", "Công đoàn T1", "Công đoàn T2"]
    assert shown[1].startswith(" ")
    assert page.panel.model.is_open(0)
    open_first(page, qtbot)
    assert names(page) == ["Công đoàn H1"]


def test_the_way_down_to_the_chosen_return_and_the_code_on_its_paper_are_said(
    page: AppendixPage, qtbot: QtBot, tmp_path: Path
) -> None:
    open_first(page, qtbot)
    page.panel.table.setCurrentIndex(page.panel.model.index(2, 0))
    way, code = page.panel._path.text().split("\n")
    assert way == "Công đoàn H1 › Công đoàn T2"
    with zipfile.ZipFile(tmp_path / "T2.upack") as package:
        digest = content_sha256(package.read("manifest.json"))
    assert code == f"Code on its paper: {code_of(digest or '')}"
    assert page.panel._path.isVisible()


def test_the_bodies_of_a_structure_open_too(page: AppendixPage, qtbot: QtBot) -> None:
    page.bar.structure.choose(YEAR.last)
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    page.show_figure("charity.fund.visit", "total")
    qtbot.waitUntil(lambda: bool(page.panel.model.rows) and not page._worker.is_busy)
    open_first(page, qtbot)
    assert [each.strip() for each in names(page)] == [
        "Công đoàn H1",
        "Công đoàn T1",
        "Công đoàn T2",
    ]


def test_a_body_below_has_a_paper_of_its_own_that_is_not_handed_in(
    page: AppendixPage, province: Workplace, qtbot: QtBot
) -> None:
    (body,) = (each for each in province.structure.bodies().newest.values() if each.code == "H1")
    choice = NamedChoice(body.id, body.name)
    page.bar.body.set_choice(choice)
    page.bar.body.chosen.emit(choice)
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    assert page.paper._sheet.organisation == "Công đoàn H1"
    assert not page.bar.hand_in.isEnabled()
    page.bar.body.set_choice(None)
    page.bar.body.chosen.emit(None)
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    assert page.paper._sheet.organisation == "Công đoàn TINH"
    assert page.bar.hand_in.isEnabled()
