"""A return that goes back to its office and comes again, and what two have summed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from exchange.levels import YEAR, AnOffice, Levels, added, help_one_more
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from unionoffice.bootstrap import open_workplace
from unionoffice.exchange.giving_back import Asked
from unionoffice.exchange.mending import ToMend
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.dropped_files import DroppedFiles
from unionoffice.gui.screens.from_above import SUFFIXES, FromAbove
from unionoffice.gui.screens.overview import NeedsCard
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.widgets.buttons import QuietButton, SecondaryButton
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.workplace import Workplace

TODAY = date(2027, 1, 20)


def test_a_return_goes_back_is_mended_and_comes_again(
    board: ReturnsPage,
    district: Workplace,
    primaries: list[AnOffice],
    settled: Callable[[ReturnsPage], None],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "T1.ureturn"
    monkeypatch.setattr(
        "unionoffice.gui.screens.board_deeds.ask_where_to_write", lambda *_asked: file
    )
    board.pane.choose("T1")
    board._give_back("T1")
    given = board.deeds.form
    given.others.set_value([("health members", "Xin kiểm tra lại")])
    given.reply_by.set_value(date(2099, 1, 31))
    board.deeds.dialog.attempt()
    settled(board)
    entry = board.pane.entry("T1")
    assert entry is not None
    assert entry.state == "returned"
    assert file.exists()

    primary = primaries[0]
    primary.store.close()
    office = open_workplace(str(primary.store.path))
    page = mended(office, file, qtbot, tmp_path)
    assert "Xin kiểm tra lại" in page.panel.remarks._text.text()
    assert page.panel.which == ("health", "members")
    page.panel.correction_wanted.emit("health", "members", 5, "Đếm lại theo danh sách")
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    again = tmp_path / "again"
    again.mkdir()
    page.hand_in_to(again)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    page.reload()
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    assert not page.mend.isVisibleTo(page)
    office.close()

    board.collect([again])
    settled(board)
    entry = board.pane.entry("T1")
    assert entry is not None
    assert entry.reported is not None
    assert entry.state != "returned"
    assert entry.reported.version == 2


def mended(office: Workplace, file: Path, qtbot: QtBot, folder: Path) -> AppendixPage:
    """Drop the file on the window of the office; its appendix opens at the figure."""
    window, ways = QWidget(), Ways()
    qtbot.addWidget(window)
    page = AppendixPage(office, ways, Memory(folder / "home"), lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    above = FromAbove(office, ways, window)
    dropped = DroppedFiles(window, dict.fromkeys(SUFFIXES, above.take))
    above.mending_wanted.connect(page.show_request)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(above.mending_wanted, timeout=15_000) as wanted:
        assert dropped.eventFilter(window, drop)
    assert isinstance(wanted.args[0], ToMend)
    qtbot.waitUntil(lambda: page.panel.which == ("health", "members"), timeout=15_000)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    needs = NeedsCard(ways)
    qtbot.addWidget(needs)
    needs.show_needs(office.desk_needs(TODAY))
    button = needs.findChild(SecondaryButton)
    assert isinstance(button, SecondaryButton)
    with qtbot.waitSignal(above.mending_wanted) as again:
        button.click()
    assert again.args[0].appendix == "vn-member-benefit"
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    return page


def test_clerk_asks_about_as_many_figures_as_are_wrong(board: ReturnsPage) -> None:
    board._give_back("T1")
    form = board.deeds.form
    form.others.add_line()
    form.others.set_value(
        [("charity.fund.visit total", "Thiếu hồ sơ của tổ 3"), ("health members", "Xem lại")]
    )
    assert form.asked()[-2:] == [
        Asked("charity.fund.visit", "total", "Thiếu hồ sơ của tổ 3"),
        Asked("health", "members", "Xem lại"),
    ]


def test_figure_without_words_does_not_go_back(board: ReturnsPage) -> None:
    board._give_back("T1")
    form, dialog = board.deeds.form, board.deeds.dialog
    form.message.set_value("Xin xem lại")
    form.others.add_line()
    form.others.lines[1][0].set_value("health members")
    dialog.attempt()
    assert dialog.isVisible()
    assert form.others.problem == "Say what is asked about this figure."
    assert form.others.lines[1][1].problem == form.others.problem  # at its own line
    form.others.lines[1][1].set_value("Xem lại")
    assert form.others.unreadable() == ""


def test_line_for_one_more_figure_is_seen_when_it_comes(board: ReturnsPage, qtbot: QtBot) -> None:
    board._give_back("T1")
    form, dialog = board.deeds.form, board.deeds.dialog
    for _more in range(6):
        form.others.add_line()
    last = form.others.lines[-1][0]
    assert last.focusProxy().hasFocus() or dialog.focusWidget() is last.focusProxy()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_the_next_version_shows_what_it_changed(
    board: ReturnsPage,
    primaries: list[AnOffice],
    settled: Callable[[ReturnsPage], None],
) -> None:
    help_one_more(primaries[0])
    board.collect([primaries[0].send("again.upack", YEAR)])
    settled(board)
    board.pane.choose("T1")
    settled(board)
    texts = [label.text() for label in board.pane.panel._versions.findChildren(Text)]
    assert any("2\u00a0→\u00a03" in text for text in texts)


def test_a_clerk_settles_in_which_return_counts_what_two_have_summed(
    levels: Levels, qtbot: QtBot, tmp_path: Path, settled: Callable[[ReturnsPage], None]
) -> None:
    office = levels.office("AG", "province")
    old, new = levels.office("H1", "district", "AG"), levels.office("H2", "district", "AG")
    (moved,) = levels.primaries("T1", parents=[""])
    old.enrol(moved)
    new.enrol(moved)
    office.enrol(old, new)
    old.collect(moved.send())
    help_one_more(moved)
    new.collect(moved.send())
    office.collect(old.send(), new.send())
    office.store.close()
    workplace = open_workplace(str(office.store.path))
    page = ReturnsPage(workplace, Ways(), Memory(tmp_path), lambda: TODAY)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    settled(page)

    page.pane.choose("H1")
    (button,) = (each for each in page.findChildren(QuietButton) if each.text() == "Settle …")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = page.deeds.dialog
    assert dialog is not None
    (choice,) = dialog.findChildren(ChoiceEditor)
    choice.set_value("H2")
    dialog.attempt()
    settled(page)

    figures = workplace.reporting.figures(page.collection().form, YEAR)
    assert [(each.code, each.keeper) for each in figures.shared] == [("T1", "H2")]
    assert added([figures]) == added([moved.figures()])
    workplace.close()
