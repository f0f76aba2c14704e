"""What comes to the desk on sticks and in folders, and what goes on to others."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from exchange.levels import AnOffice, Levels
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from unionoffice.bootstrap import open_workplace
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.from_above import FromAbove
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.stick_watch import Found, StickWatch
from unionoffice.workplace import Workplace

TODAY = date(2027, 1, 20)


@pytest.mark.parametrize(("level", "offers"), [("province", True), ("national", False)])
def test_only_who_has_a_body_above_hands_in(
    level: str, offers: bool, levels: Levels, qtbot: QtBot, tmp_path: Path
) -> None:
    office = Workplace(levels.office("VN", level).store)
    page = AppendixPage(office, Ways(), Memory(tmp_path), lambda: TODAY)
    qtbot.addWidget(page)
    assert page.bar.hand_in.isVisibleTo(page) is offers


def test_a_check_up_is_handed_on_and_brought_in(
    primaries: list[AnOffice], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kham.ucampaign"
    monkeypatch.setattr(
        "unionoffice.gui.screens.from_above.ask_where_to_write", lambda *_asked: file
    )
    window = QWidget()
    qtbot.addWidget(window)
    offices = []
    for primary in primaries[:2]:
        primary.store.close()
        offices.append(open_workplace(str(primary.store.path)))
    FromAbove(offices[0], Ways(), window).hand_on()
    above = FromAbove(offices[0], Ways(), window)
    above.hand_on()
    above.dialog.attempt()
    assert file.exists()
    ways = Ways()
    receiving = FromAbove(offices[1], ways, window)
    with qtbot.waitSignal(ways.record_wanted, timeout=15_000) as wanted:
        receiving.take([file])
    assert wanted.args[0] == "checkups"
    with qtbot.waitSignal(receiving.said, timeout=15_000) as said:
        receiving.take([file])
    assert "was here already" in said.args[0]
    for office in offices:
        office.close()


def a_package(path: Path) -> None:
    """Written some time ago."""
    path.write_bytes(b"whole")
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_stick_that_brings_packages_is_offered_once(qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "KINGSTON"
    (stick / "báo cáo").mkdir(parents=True)
    drives: list[Path] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    watch = StickWatch(parent, None, lambda: drives)
    watch.look()
    qtbot.waitUntil(lambda: not watch.worker.is_busy)
    a_package(stick / "báo cáo" / "T1.upack")
    (stick / "notes.txt").write_bytes(b"x")
    drives.append(stick)
    with qtbot.waitSignal(watch.found) as found:
        watch.look()
    assert found.args == [Found(stick, (stick / "báo cáo" / "T1.upack",))]
    with qtbot.assertNotEmitted(watch.found, wait=300):
        watch.look()
    drives.clear()
    watch.look()
    qtbot.waitUntil(lambda: not watch.worker.is_busy)
    drives.append(stick)
    with qtbot.waitSignal(watch.found):
        watch.look()


def test_a_package_is_offered_when_it_is_whole(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    watch = StickWatch(parent, tmp_path, list)
    package = tmp_path / "T1.upack"
    for size in (1, 2):  # it grows from one look to the next
        package.write_bytes(b"x" * size)
        with qtbot.assertNotEmitted(watch.found, wait=200):
            watch.look()
    with qtbot.waitSignal(watch.found) as found:
        watch.look()
    assert found.args == [Found(tmp_path, (package,))]
    a_package(package)  # another of the same name
    with qtbot.waitSignal(watch.found):
        watch.look()


def test_a_watched_folder_offers_what_comes_into_it(
    board: ReturnsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    a_package(inbox / "x.upack")
    with qtbot.waitSignal(board.sticks.watch.found):
        board.sticks.watch_folder(inbox)
        assert "“inbox” is watched from now on" in board.sticks.text
    with qtbot.waitSignal(board.sticks.wanted) as wanted:
        board.sticks.acted.emit()
    assert wanted.args == [[inbox / "x.upack"]]
    menu = board._folder.menu()
    entry = next(each for each in menu.actions() if "inbox" in each.text())
    entry.trigger()  # "No longer watch “inbox”"
    assert board.sticks.folder is None
    assert not entry.isVisible()
    qtbot.waitUntil(lambda: not board._worker.is_busy, timeout=15_000)


def test_files_are_listed_only_where_there_is_something_to_tell(
    board: ReturnsPage,
    primaries: list[AnOffice],
    tmp_path: Path,
    settled: Callable[[ReturnsPage], None],
) -> None:
    package = primaries[2].send()
    board.collect([package])
    settled(board)
    assert board.outcome.isVisibleTo(board)
    assert not board.outcome.table.isVisibleTo(board)

    board.collect([package])
    settled(board)
    assert board.outcome.banner.text == "Nothing new: what was given is held already."

    broken = tmp_path / "broken.upack"
    broken.write_bytes(b"no package")
    board.collect([package, broken])
    settled(board)
    assert board.outcome.table.isVisibleTo(board)
    assert board.outcome.banner.text == "1 file was refused."


def test_a_refused_file_opens_and_is_taken_off_the_list(
    board: ReturnsPage,
    tmp_path: Path,
    settled: Callable[[ReturnsPage], None],
) -> None:
    stray = tmp_path / "thu.upack"
    stray.write_bytes(b"no package")
    board.collect([stray])
    settled(board)
    assert board.board.content.rows[0].cells[0] == "thu.upack"
    board.board.clicked.emit(board.board.model().index(0, 0))
    panel = board.pane.panel
    assert panel.isVisibleTo(board.pane)
    assert not panel.give_back.isVisibleTo(panel)
    panel.take_off.click()
    settled(board)
    assert "thu.upack" not in {row.cells[0] for row in board.board.content.rows}
    assert not panel.isVisibleTo(board.pane)
