"""What the tests of the hand-made screens share: an open office with its services, and ways."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from exchange.levels import AnOffice, Levels
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker

from unionoffice.bootstrap import open_workplace
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.spreadsheets.reading import read_file
from unionoffice.workplace import Workplace

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2017, 12, 31)
DESK_DAY = date(2027, 1, 20)
YEAR = (
    "members",
    "workers",
    "benefits",
    "checkups",
    "housing",
    "loans",
    "agreements",
    "negotiations",
    "dialogues",
    "policies",
    "preferences",
    "activities",
    "training",
)


@pytest.fixture
def office_path(offices: OfficeMaker, tmp_path: Path) -> Path:
    """An empty primary office."""
    path = tmp_path / "office.uoffice"
    offices.make(path).close()
    return path


@pytest.fixture
def desk(office_path: Path) -> Iterator[Workplace]:
    """The services of an empty primary office."""
    opened = open_workplace(str(office_path))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def _year_file(offices: OfficeMaker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("year") / "year.uoffice"
    offices.make(path).close()
    opened = open_workplace(str(path))
    for register in (*YEAR, "activities-people"):
        key = register.split("-")[0]
        file = DATA / "year-2017" / f"{register}.xlsx"
        read = read_file(file, opened.shapes.of(key), TODAY)
        opened.importing.bring_in(key, read.lists)
    opened.close()
    return path


@pytest.fixture
def year(_year_file: Path, tmp_path: Path) -> Iterator[Workplace]:
    """The services of an office that has recorded a whole year."""
    path = tmp_path / "year.uoffice"
    shutil.copyfile(_year_file, path)
    opened = open_workplace(str(path))
    yield opened
    opened.close()


@pytest.fixture
def ways() -> Ways:
    return Ways()


@pytest.fixture
def today() -> Callable[[], date]:
    return lambda: TODAY


# A district's desk


@pytest.fixture
def levels(offices: OfficeMaker, tmp_path: Path) -> Iterator[Levels]:
    levels = Levels(offices, tmp_path)
    yield levels
    levels.close()


@pytest.fixture
def primaries(levels: Levels) -> list[AnOffice]:
    return levels.primaries("T1", "T2", "T3")


@pytest.fixture
def district(levels: Levels, primaries: list[AnOffice]) -> Iterator[Workplace]:
    """A district that has the returns of T1 and T2, not that of T3."""
    office = levels.office("H1", "district")
    office.enrol(*primaries)
    office.collect(primaries[0].send(), primaries[1].send())
    office.store.close()
    workplace = open_workplace(str(office.store.path))
    yield workplace
    workplace.close()


@pytest.fixture
def board(
    district: Workplace, qtbot: QtBot, tmp_path: Path, settled: Callable[[ReturnsPage], None]
) -> ReturnsPage:
    page = ReturnsPage(district, Ways(), Memory(tmp_path), lambda: DESK_DAY)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.reload()
    settled(page)
    return page


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[ReturnsPage], None]:
    def wait(page: ReturnsPage) -> None:
        works = (page._worker, page.pane.asking)
        qtbot.waitUntil(lambda: not any(each.is_busy for each in works), timeout=15_000)

    return wait
