"""Papers by their code, keys, cards and sealing in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker

from unionoffice.bootstrap import open_workplace
from unionoffice.core.periods import Period
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.office import OwnOrganisation
from unionoffice.workplace import Workplace

FEDERATION = OwnOrganisation(code="H1", name="LĐLĐ huyện Châu Phú", level="district")
YEAR = Period.year(2017)


@pytest.fixture
def federation(offices: OfficeMaker, tmp_path: Path) -> Iterator[Workplace]:
    path = tmp_path / "district.uoffice"
    offices.make(path, FEDERATION).close()
    opened = open_workplace(str(path))
    yield opened
    opened.close()


@pytest.fixture
def board(
    look: Look, memory: Memory, federation: Workplace, ways: Ways, qtbot: QtBot
) -> ReturnsPage:
    made = ReturnsPage(federation, ways, memory)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    return made


@pytest.fixture
def settled(board: ReturnsPage, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: not board._worker.is_busy, timeout=15_000)

    return wait


def test_the_code_on_a_paper_opens_its_return(
    board: ReturnsPage,
    settled: Callable[[], None],
    desk: Workplace,
    federation: Workplace,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    card, package = tmp_path / "T1.ucard", tmp_path / "T1.upack"
    desk.cards.write(card)
    form = desk.reporting.forms.open("vn-member-benefit")
    desk.sending.send(form, YEAR, package)
    federation.cards.enrol([card])
    (code,) = {desk.reporting.filled(form, YEAR).content_sha256}
    federation.collecting.collect([package])
    board.paper_search.setText("UNIONOFFICE:RETURN:" + code)
    qtbot.keyClick(board.paper_search, Qt.Key.Key_Return)
    settled()
    assert "belongs to version 1" in board.outcome.banner.text
    assert board.period.period == YEAR
    (chosen,) = board.board.selectionModel().selectedRows()
    assert board.board.content.rows[chosen.row()].data == desk.office.own().code


def test_a_code_that_belongs_to_nothing_says_so(board: ReturnsPage, qtbot: QtBot) -> None:
    board.paper_search.setText("7k3m 9qpx")
    qtbot.keyClick(board.paper_search, Qt.Key.Key_Return)
    assert "No package that belongs to this paper came here" in board.outcome.banner.text
