"""Papers by their code, keys, cards and sealing in the window."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker

from unionoffice.bootstrap import open_workplace
from unionoffice.core.periods import Period
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.keys import KeysPage
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


# Cards


def test_fingerprints_are_shown_before_cards_are_taken_in(
    board: ReturnsPage,
    settled: Callable[[], None],
    desk: Workplace,
    federation: Workplace,
    tmp_path: Path,
) -> None:
    card, broken = tmp_path / "T1.ucard", tmp_path / "x.ucard"
    desk.cards.write(card)
    broken.write_text("{}")
    board.take([card, broken])
    settled()
    shown = board.card_dialog.table.content.rows
    assert shown[0].cells[2] == desk.cards.key().fingerprint
    assert "no identity card" in shown[1].cells[3]
    board.card_dialog.reject()
    assert federation.cards.enrolled() == []


@pytest.fixture
def keys(look: Look, federation: Workplace, ways: Ways, qtbot: QtBot) -> KeysPage:
    return shown(KeysPage(federation, ways), qtbot)


def shown(page: KeysPage, qtbot: QtBot) -> KeysPage:
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.on_shown()
    wait_for(page, qtbot)
    return page


def wait_for(page: KeysPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)


def states(page: KeysPage) -> list[str]:
    return [row.data.state for row in page.table.content.rows]


def test_a_key_is_enrolled_revoked_and_enrolled_anew(
    keys: KeysPage, desk: Workplace, federation: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    card = tmp_path / "T1.ucard"
    desk.cards.write(card)
    keys.compare([card])
    assert keys.dialog is not None
    keys.dialog.take.click()
    wait_for(keys, qtbot)
    assert states(keys) == ["trusted"]
    keys.table.selectRow(0)
    keys.revoke_button.click()
    assert keys.deeds.dialog is not None
    keys.deeds.dialog.attempt()
    wait_for(keys, qtbot)
    assert states(keys) == ["revoked"]
    assert not keys.revoke_button.isEnabled()
    desk.cards.renew_key()
    desk.cards.write(card)
    keys.deeds.replace(card)
    keys.deeds.dialog.attempt()
    wait_for(keys, qtbot)
    assert states(keys) == ["trusted"]
    (body,) = federation.trusted_keys.bodies()
    assert body.fingerprint == desk.cards.key().fingerprint


def test_a_revoked_card_is_refused_in_the_dialog(
    keys: KeysPage, desk: Workplace, federation: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    card = tmp_path / "T1.ucard"
    desk.cards.write(card)
    federation.cards.enrol([card])
    federation.trusted_keys.revoke(desk.office.own().code, "Mất máy")
    keys.deeds.replace(card)
    assert keys.deeds.dialog is not None
    keys.deeds.dialog.attempt()
    assert keys.deeds.dialog.isVisible()
    assert "was revoked" in keys.deeds.dialog._banner.text


def test_a_new_key_says_what_follows_before_it_is_made(
    keys: KeysPage, federation: Workplace, qtbot: QtBot
) -> None:
    before = federation.cards.key().fingerprint
    keys.deeds.renew()
    assert keys.deeds.dialog is not None
    keys.deeds.dialog.attempt()
    wait_for(keys, qtbot)
    assert keys.own_key.text() == federation.cards.key().fingerprint != before


def test_the_paper_of_a_card_is_one_page_with_the_fingerprint(
    keys: KeysPage, federation: Workplace, tmp_path: Path
) -> None:
    keys.write_card(tmp_path / "H1.pdf")
    (page,) = PdfReader(tmp_path / "H1.pdf").pages
    words = "".join(page.extract_text().split())
    assert federation.cards.key().fingerprint.replace("-", "") in words
    assert "LĐLĐhuyệnChâuPhú" in words


# Sealing


def test_what_is_handed_in_is_sealed_once_the_body_above_is_known(
    desk: Workplace,
    federation: Workplace,
    ways: Ways,
    memory: Memory,
    look: Look,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    card = tmp_path / "H1.ucard"
    federation.cards.write(card)
    keys = shown(KeysPage(desk, ways), qtbot)
    page = AppendixPage(desk, ways, memory)
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    assert not page.bar.seal.isVisible()
    keys.deeds.take_upper(card)
    assert keys.deeds.dialog is not None
    keys.deeds.dialog.attempt()
    wait_for(keys, qtbot)
    assert "LĐLĐ huyện Châu Phú" in keys.upper_key.text()
    page.on_shown()
    assert page.bar.seal.isChecked()
    page.hand_in_to(tmp_path)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    assert "only LĐLĐ huyện Châu Phú can open" in page.done.text
    (package,) = tmp_path.glob("*.upack")
    with zipfile.ZipFile(package) as archive:
        assert "sealed.age" in archive.namelist()
