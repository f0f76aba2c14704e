"""The main ways of a day, gone with the keyboard alone: no test here touches a widget by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from unionoffice import bootstrap
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.first_run import FirstRun
from unionoffice.services.views import Query
from unionoffice.workplace import Workplace

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
MOST_TABS = 60


class Keyboard:
    """Ten fingers: what they press goes to whatever has the keys."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot

    @property
    def focused(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self._window

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        for key in keys:
            self._qtbot.keyClick(self.focused, key, CTRL if ctrl else NONE)

    def type(self, text: str) -> None:
        """Letter by letter; an input method brings Vietnamese ones like this, too."""
        for letter in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focused, QKeyEvent(kind, 0, NONE, letter))

    def tab_to(self, words: str) -> None:
        """Tab until something with these words has the keys."""
        for _step in range(MOST_TABS):
            if words in told(self.focused):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {words!r}, but to {told(self.focused)!r}")


def told(widget: QWidget) -> str:
    button = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{widget.accessibleName()} {button}"


@pytest.fixture
def office(
    _year_file: Path, tmp_path: Path, look: Look, memory: Memory, qtbot: QtBot
) -> Iterator[OfficeWindow]:
    path = tmp_path / "office.uoffice"
    shutil.copyfile(_year_file, path)
    window = OfficeWindow(str(path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(window.opened, timeout=30_000):
        window.show()
    window.window.activateWindow()
    yield window
    window.close_at_once()


@pytest.fixture
def keys(office: OfficeWindow, qtbot: QtBot) -> Keyboard:
    return Keyboard(office.window, qtbot)


def services(office: OfficeWindow) -> Workplace:
    assert office._office is not None
    return office._office.workplace


def go_to(keys: Keyboard, office: OfficeWindow, page: str, key: str, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.type(page)
    qtbot.wait(250)  # what is found follows the typing after a pause
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: office.window.current_key == key)


def test_an_office_is_founded(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = FirstRun(bootstrap.doors_of_window(), look)
    qtbot.addWidget(assistant)
    assistant.show()
    assistant.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys = Keyboard(assistant, qtbot)
    keys.press(Qt.Key.Key_Return)  # Next has the keys
    keys.type("CĐCS Trường THPT Long Xuyên")
    keys.tab_to("Code")
    keys.type("AG-31")
    keys.tab_to("Next")
    keys.press(Qt.Key.Key_Return)
    keys.type("Tổ Toán")
    keys.tab_to("Next")
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("Office file")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type(str(tmp_path / "new.uoffice"))
    keys.tab_to("Make the office")
    with qtbot.waitSignal(assistant.made, timeout=20_000):
        keys.press(Qt.Key.Key_Return)
    assert (tmp_path / "new.uoffice").exists()


def test_a_member_and_what_was_done_for_them_are_entered(
    office: OfficeWindow, keys: Keyboard, qtbot: QtBot
) -> None:
    desk = services(office).desk
    go_to(keys, office, "Members", "members", qtbot)
    keys.press(Qt.Key.Key_N, ctrl=True)
    keys.tab_to("Full name")
    keys.type("Trần Thị Bàn Phím")
    keys.tab_to("Date of birth")
    keys.type("5/3/85")
    keys.press(Qt.Key.Key_S, ctrl=True)
    qtbot.waitUntil(lambda: desk.totals("members", Query(find="ban phim")).records == 1)
    keys.press(Qt.Key.Key_Escape)

    go_to(keys, office, "Benefits", "benefits", qtbot)
    keys.press(Qt.Key.Key_N, ctrl=True)
    keys.tab_to("For")
    keys.type("ban phim")
    qtbot.wait(400)
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    keys.tab_to("Given on")
    keys.type("050317")
    for choice in ("Kind", "Source of funds"):
        keys.tab_to(choice)
        keys.press(Qt.Key.Key_Down)
    keys.tab_to("Amount")
    keys.type("500k")
    keys.press(Qt.Key.Key_S, ctrl=True)
    found = Query(find="ban phim")
    qtbot.waitUntil(lambda: desk.totals("benefits", found).amount == 500_000, timeout=10_000)


def test_a_record_is_found_opened_and_left_again(
    office: OfficeWindow, keys: Keyboard, qtbot: QtBot
) -> None:
    go_to(keys, office, "Members", "members", qtbot)
    page = office.window.page("members")
    keys.press(Qt.Key.Key_F, ctrl=True)
    keys.type("nguyen")
    qtbot.wait(400)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert page.panel.is_open
    keys.press(Qt.Key.Key_Escape)
    assert not page.panel.is_open
    assert page.table.hasFocus()  # and Enter would open it again


def test_the_menu_key_offers_what_can_be_done_with_a_row(
    office: OfficeWindow, keys: Keyboard, qtbot: QtBot
) -> None:
    go_to(keys, office, "Members", "members", qtbot)
    keys.press(Qt.Key.Key_F, ctrl=True)
    keys.press(Qt.Key.Key_Down)
    seen: list[str] = []

    def look_at_menu() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            seen.extend(action.text() for action in menu.actions())
            menu.close()

    QTimer.singleShot(200, look_at_menu)
    table = office.window.page("members").table
    assert table.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(table, event)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[:2] == ["Open", "Copy"]
    assert seen[-1] == "Void the marked rows …"


def test_the_evidence_of_a_figure_is_opened_and_the_figure_corrected(
    office: OfficeWindow, keys: Keyboard, qtbot: QtBot
) -> None:
    go_to(keys, office, "Appendix", "appendix", qtbot)
    page = office.window.page("appendix")
    assert isinstance(page, AppendixPage)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    keys.press(Qt.Key.Key_F, ctrl=True)
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.isVisibleTo(page), timeout=10_000)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    row, figure = page.panel.which
    keys.tab_to("Correct")
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("Figure that shall stand")
    keys.type("77")
    keys.tab_to("Reason")
    keys.type("Theo sổ giấy")
    keys.tab_to("Let it stand")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    assert page._answer.filled.figures.row(row).number(figure) == 77


def test_enter_in_a_line_of_the_assistant_leads_on(look: Look, qtbot: QtBot) -> None:
    assistant = FirstRun(bootstrap.doors_of_window(), look)
    qtbot.addWidget(assistant)
    assistant.show()
    assistant.show_step(1)
    name, code = (assistant.form.editors[key].focusProxy() for key in ("name", "code"))
    qtbot.keyClicks(name, "May Moi")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert assistant.step == 1  # the code is missing, which is said
    assert assistant.form.editors["code"].problem
    qtbot.keyClicks(code, "T1")
    qtbot.keyClick(code, Qt.Key.Key_Return)
    assert assistant.step == 2
    qtbot.keyClick(assistant.units, Qt.Key.Key_Return)  # one more line, not one more page
    assert assistant.step == 2
