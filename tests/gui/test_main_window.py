"""The window: pages when they are first wanted, keys, toasts, and what it remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from unionoffice.gui.help_window import HelpWindow
from unionoffice.gui.look import Look
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.memory import Memory
from unionoffice.gui.page_entries import PageEntry
from unionoffice.gui.pages import Page
from unionoffice.gui.screen_room import room_around
from unionoffice.gui.widgets.command import Command
from unionoffice.gui.widgets.command_palette import CommandPalette
from unionoffice.gui.widgets.layouts import column
from unionoffice.gui.widgets.side_bar import SideBar, SideBarButton, SideBarGroup
from unionoffice.gui.widgets.toast import Toast


class APage(Page):
    """Counts what it is asked for; `is_dirty` keeps it from being left."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.is_dirty = False
        self.line = QLineEdit()
        column(self).addWidget(self.line)

    def can_leave(self) -> bool:
        return not self.is_dirty

    def begin_new(self) -> None:
        self.asked.append("new")

    def focus_search(self) -> None:
        self.asked.append("search")

    def begin_import(self) -> None:
        self.asked.append("import")

    def escape(self) -> None:
        self.asked.append("escape")


PAGES = (
    PageEntry("today", "Today", "home", "", APage),
    PageEntry("members", "Members", "id-badge-2", "people", APage, "register"),
    PageEntry("benefits", "Đoàn viên", "heart-handshake", "care", APage),
)


@pytest.fixture
def open_window(look: Look, memory: Memory, qtbot: QtBot) -> Callable[[], MainWindow]:
    def open_it() -> MainWindow:
        window = MainWindow(PAGES, look, memory)
        qtbot.addWidget(window)
        window.show_page("today")
        window.show()
        qtbot.waitExposed(window)
        return window

    return open_it


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_window()


def the_page(window: MainWindow, key: str) -> APage:
    page = window.page(key)
    assert isinstance(page, APage)
    return page


def test_page_is_made_when_it_is_first_visited(look: Look, memory: Memory, qtbot: QtBot) -> None:
    made: list[str] = []

    def make(key: str) -> Callable[[], Page]:
        def making() -> Page:
            made.append(key)
            return APage()

        return making

    pages = [PageEntry(key, key, "home", "", make(key)) for key in ("a", "b")]
    window = MainWindow(pages, look, memory)
    qtbot.addWidget(window)
    window.show_page("a")
    window.show_page("b")
    window.show_page("a")
    assert made == ["a", "b"]


def test_page_with_something_unsaved_is_not_left(window: MainWindow) -> None:
    the_page(window, "today").is_dirty = True
    assert not window.show_page("members")
    assert window.current_key == "today"


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, "new"),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, "search"),
        (Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier, "import"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "escape"),
    ],
)
def test_keys_reach_the_page_that_is_open(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, asked: str
) -> None:
    qtbot.keyClick(the_page(window, "today").line, key, modifier)
    assert the_page(window, "today").asked == [asked]


def test_f1_opens_the_help_of_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("members")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    help_window = window.findChild(HelpWindow)
    assert help_window.isVisible()
    assert help_window.page == "register"


def test_anything_is_found_without_accents_and_opened_by_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = window.findChild(CommandPalette).findChild(QLineEdit)
    qtbot.keyClicks(line, "doan vien")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.current_key == "benefits"


def test_escape_closes_the_palette_and_nothing_behind_it(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert the_page(window, "today").asked == []


def test_people_are_found_beside_pages(window: MainWindow, qtbot: QtBot) -> None:
    opened: list[str] = []
    window.set_search(
        lambda text: [Command("Nguyễn Thị Hằng", "user", lambda: opened.append(text))]
    )
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = window.findChild(CommandPalette).findChild(QLineEdit)
    qtbot.keyClicks(line, "hang")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened == ["hang"]


def test_what_was_done_can_be_undone_from_the_toast(window: MainWindow, qtbot: QtBot) -> None:
    undone: list[bool] = []
    window.say("Saved.", lambda: undone.append(True))
    toast = window.findChild(Toast)
    assert toast.isVisible()
    toast.findChild(QPushButton).click()
    assert undone == [True]
    assert not toast.isVisible()


def test_window_is_first_no_larger_than_its_screen(
    open_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old screen at 150 % has 910 by 512 points; buttons at the right must not lie beyond."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    window = open_window()
    room = room_around(window)
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_folded_side_bar_keeps_its_names_for_tips_and_screen_readers(window: MainWindow) -> None:
    bar = window.findChild(SideBar)
    bar.fold(True)
    buttons = bar.findChildren(SideBarButton)
    assert [button.text() for button in buttons] == ["", "", ""]
    assert [button.accessibleName() for button in buttons] == ["Today", "Members", "Đoàn viên"]
    assert buttons[1].toolTip() == "Members"


def test_arrows_walk_through_the_side_bar_and_enter_opens(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.findChild(SideBar)
    buttons = bar.findChildren(SideBarButton)
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Down)
    assert buttons[1].hasFocus()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Return)
    assert window.current_key == "members"


def test_window_comes_back_as_it_was(open_window: Callable[[], MainWindow]) -> None:
    first = open_window()
    first.resize(780, 520)
    first.findChild(SideBar).fold(True)
    first.findChild(SideBar).folded.emit(True)
    first.close()
    second = open_window()
    assert second.findChild(SideBar).is_folded
    assert second.size() == first.size()


def test_damaged_memory_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\ngeometry=\x00ÿÿ{{\ntext_size=oops\n")
    damaged = Memory(tmp_path)
    assert damaged.recall("text_size", 100) == 100
    assert damaged.recall_bytes("geometry").isEmpty()


def test_closing_is_refused_while_something_is_unsaved(window: MainWindow) -> None:
    the_page(window, "today").is_dirty = True
    assert not window.close()
    the_page(window, "today").is_dirty = False
    assert window.close()


def test_groups_of_the_side_bar_fold_and_stay_folded(
    open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    first = open_window()
    people = first.findChildren(SideBarGroup)[0]
    qtbot.mouseClick(people, Qt.MouseButton.LeftButton)
    assert not people.buttons[0].isVisible()
    first.close()
    second = open_window()
    people, care = second.findChildren(SideBarGroup)
    assert not people.buttons[0].isVisible()
    assert care.buttons[0].isVisible()


def test_hidden_group_stands_by_its_icon_in_a_bar_of_icons(window: MainWindow) -> None:
    bar = window.findChild(SideBar)
    bar.fold_groups(["people"])
    people, care = bar.findChildren(SideBarGroup)
    assert not people._icon.isVisible()
    bar.fold(True)
    assert people._icon.isVisible()
    assert people.toolTip() == people.accessibleName()
    assert not care.isVisible()


def test_a_page_that_is_opened_unfolds_its_group(window: MainWindow) -> None:
    bar = window.findChild(SideBar)
    bar.fold_groups(["people"])
    window.show_page("members")
    assert bar.findChildren(SideBarGroup)[0].isChecked()


def test_arrows_reach_the_heading_of_a_folded_group(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.findChild(SideBar)
    bar.fold_groups(["people"])
    today = bar.findChildren(SideBarButton)[0]
    today.setFocus()
    qtbot.keyClick(today, Qt.Key.Key_Down)
    people = bar.findChildren(SideBarGroup)[0]
    assert people.hasFocus()
    qtbot.keyClick(people, Qt.Key.Key_Return)
    assert people.buttons[0].isVisible()
