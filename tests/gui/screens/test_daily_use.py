"""What anybody expects of a desktop program: undo by its key, printing, dropping, and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QMessageBox
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker
from support.records import a_benefit, a_member, add

from unionoffice import bootstrap
from unionoffice.gui.help_window import help_file
from unionoffice.gui.look import Look
from unionoffice.gui.memory import MOST_RECENT, Memory, recent_offices, remember_office
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.page_keys import BACKUPS, BRING_IN, FORMS, SETTINGS, TODAY
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.screens import list_output
from unionoffice.gui.screens.bring_in import BringInPage
from unionoffice.services.views import Query
from unionoffice.workplace import Workplace


@pytest.fixture
def office(office_path: Path, look: Look, memory: Memory, qtbot: QtBot) -> Iterator[OfficeWindow]:
    window = OfficeWindow(str(office_path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(window.opened, timeout=15_000):
        window.show()
    yield window
    window.close()


def services(office: OfficeWindow) -> Workplace:
    assert office._office is not None
    return office._office.workplace


def benefits(office: OfficeWindow) -> int:
    return services(office).desk.totals("benefits", Query()).records


def answer(button: str) -> None:
    """Press this button of the box that is about to open."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(each for each in box.buttons() if each.text() == button).click()

    QTimer.singleShot(0, press)


def two_benefits(office: OfficeWindow) -> None:
    member = a_member()
    add(services(office).store, member)
    add(services(office).store, a_benefit(member), a_benefit(member))


@pytest.mark.parametrize("key", [TODAY, SETTINGS, BACKUPS, BRING_IN, FORMS])
def test_no_entry_of_the_menus_does_nothing(office: OfficeWindow, key: str) -> None:
    window = office.window
    menus = window._parts.menus
    for action in (menus.new, menus.search_here, menus.print):
        window.show_page(key)
        window._toast.hide()
        action.trigger()
        assert window._toast.isVisible()
        assert "Ctrl+K" in window._toast.accessibleName() or action is menus.print
    if key != FORMS:  # where files are chosen
        menus.bring_in.trigger()
        page = window.page(BRING_IN)
        assert isinstance(page, BringInPage)
        assert page.isVisible()
        assert page.focusWidget() is page._choose  # Enter opens the dialog


def test_side_bar_shows_the_page_that_a_button_of_another_page_has_opened(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    two_benefits(office)
    window = office.window
    window.resize(1240, 690)
    buttons = window._parts.side_bar._buttons
    qtbot.mouseClick(buttons["members"], Qt.MouseButton.LeftButton)
    page = window.page("members")
    assert isinstance(page, RegisterPage)
    qtbot.wait(50)  # painted, the bar follows the keys
    qtbot.mouseClick(page._import, Qt.MouseButton.LeftButton)
    opened = buttons[BRING_IN]
    assert opened.isChecked()
    assert opened.visibleRegion().boundingRect() == opened.rect()


def test_ctrl_z_takes_back_the_last_deed_and_the_menu_says_which(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    menus = office.window._parts.menus
    assert QKeySequence("Ctrl+Z") in menus.undo.shortcuts()
    member = a_member()
    add(services(office).store, member)
    add(services(office).store, a_benefit(member))
    menus._menus["edit"].aboutToShow.emit()
    assert menus.undo.text().startswith("&Undo: ")
    menus.undo.trigger()
    qtbot.waitUntil(lambda: benefits(office) == 0)


def test_a_deed_of_many_records_is_taken_back_only_when_asked_twice(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    two_benefits(office)
    answer("Keep it")
    office.window._parts.menus.undo.trigger()
    assert benefits(office) == 2
    answer("Undo")
    office.window._parts.menus.undo.trigger()
    qtbot.waitUntil(lambda: benefits(office) == 0)


def test_ctrl_z_belongs_to_the_text_that_is_being_written(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    two_benefits(office)
    office.window.show_page("benefits")
    page = office.window.page("benefits")
    assert isinstance(page, RegisterPage)
    page.focus_search()
    line = page.filters.search
    qtbot.keyClicks(line, "hang")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert benefits(office) == 2


def test_a_list_is_printed_as_it_is_shown(office: OfficeWindow, qtbot: QtBot) -> None:
    add(services(office).store, a_member())
    office.window.show_page("members")
    assert services(office).exporting.sensitive_labels("members")
    office.window._parts.menus.print.trigger()  # none of them is shown: nothing is asked
    preview = office._pages.output.preview
    assert preview is not None
    qtbot.waitUntil(
        lambda: preview.view is not None and preview.view.page_count == 1, timeout=15_000
    )
    preview.accept()


def test_a_page_that_is_not_printed_says_so(office: OfficeWindow) -> None:
    office.window.show_page("journal")
    office.window._parts.menus.print.trigger()
    assert "not printed" in office.window._toast.text


def test_what_was_exported_can_be_shown_in_its_folder(
    office: OfficeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(list_output, "open_folder", opened.append)
    office.window.show_page("members")
    file = tmp_path / "out" / "members.csv"
    file.parent.mkdir()
    office._pages.output.export_to("members", Query(), ("full_name",), file)
    toast = office.window._toast
    qtbot.waitUntil(lambda: "members.csv" in toast.text, timeout=10_000)
    toast._button.click()
    assert toast._button.text() == "Open the folder"
    assert opened == [file.parent]


def drop(office: OfficeWindow, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    # Handed on by hand: Qt sends a drop only to where something was dragged over before.
    assert office._pages.dropped.eventFilter(office.window, event)
    assert event.isAccepted()


def test_a_list_dropped_anywhere_is_read(
    office: OfficeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.append(["STT", "Họ và tên", "Ngày sinh"])
    book.active.append([1, "Nguyễn Thị Hằng", "05/03/1985"])
    book.save(tmp_path / "doan-vien.xlsx")
    office.window.show_page("journal")
    drop(office, tmp_path / "doan-vien.xlsx")
    assert office.window.current_key == "bring_in"
    page = office.window.page("bring_in")
    assert isinstance(page, BringInPage)
    qtbot.waitUntil(lambda: page.steps.current >= 2, timeout=20_000)


def test_an_office_dropped_anywhere_is_opened(
    office: OfficeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(office.office_wanted) as wanted:
        drop(office, tmp_path / "other.uoffice")
    assert wanted.args == [str(tmp_path / "other.uoffice")]


def test_recent_offices_are_the_newest_ones_that_are_still_there(
    memory: Memory, tmp_path: Path
) -> None:
    files = [tmp_path / f"{place}.uoffice" for place in range(MOST_RECENT + 2)]
    for file in files:
        file.touch()
        remember_office(memory, str(file))
    remember_office(memory, str(files[4]))
    files[9].unlink()
    recent = recent_offices(memory)
    assert recent[0] == str(files[4])
    assert str(files[9]) not in recent
    assert len(recent) == len(set(recent)) == MOST_RECENT - 1


def test_menu_of_recent_offices_opens_another_one_and_greys_out_this_one(
    office: OfficeWindow, offices: OfficeMaker, memory: Memory, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.uoffice"
    offices.make(other).close()
    remember_office(memory, str(other))
    remember_office(memory, office.office)
    office._recent.aboutToShow.emit()
    here, there = office._recent.actions()
    assert (here.isEnabled(), there.isEnabled()) == (False, True)
    with qtbot.waitSignal(office.office_wanted) as wanted:
        there.trigger()
    assert wanted.args == [str(other)]


def test_a_register_is_sorted_tomorrow_as_it_was_today(
    office: OfficeWindow, office_path: Path, look: Look, memory: Memory, qtbot: QtBot
) -> None:
    office.window.show_page("benefits")
    page = office.window.page("benefits")
    assert isinstance(page, RegisterPage)
    page._sort("amount", True)
    again = RegisterPage(services(office).desk, services(office).desk.register("benefits"), memory)
    qtbot.addWidget(again)
    again.reload()
    assert (again.query.order_by, again.query.descending) == ("amount", True)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_two_entries_of_a_menu_share_their_letter(
    language: str,
    office_path: Path,
    look: Look,
    memory: Memory,
    qtbot: QtBot,
    use_language: Callable[[str], None],
) -> None:
    use_language(language)
    office = OfficeWindow(str(office_path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(office.opened, timeout=15_000):
        office.show()
    bar = office.window.menuBar()
    doubled = {}
    menus: list[QMenu | QMenuBar] = [bar, *(bar.findChildren(QMenu))]
    for menu in menus:
        letters = [mnemonic(action.text()) for action in menu.actions() if action.text()]
        known = [letter for letter in letters if letter]
        twice = {letter for letter in known if known.count(letter) > 1}
        if twice:
            doubled[menu.title() if isinstance(menu, QMenu) else "bar"] = twice
    office.close()
    assert doubled == {}


def mnemonic(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def test_every_shortcut_of_the_menus_stands_in_the_help(office: OfficeWindow) -> None:
    told = help_file("start", "en").read_text("utf-8")
    names = {"Ctrl++": "Ctrl+Plus", "Ctrl+-": "Ctrl+Minus"}
    missing = []
    for menu in office.window.menuBar().findChildren(QMenu):
        for action in menu.actions():
            keys = action.shortcut().toString()
            if keys and names.get(keys, keys) not in told:
                missing.append(f"{action.text()}: {keys}")
    assert missing == []


def test_ctrl_v_in_a_register_brings_the_copied_table_into_that_one(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    window = office.window
    window.show_page("workers")
    clipboard = QApplication.clipboard()
    clipboard.setText("Họ và tên\tNgày sinh\nNguyễn Thị Đào\t05/03/1985\n")
    page = window.page("workers")
    assert isinstance(page, RegisterPage)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bring_in = window.page(BRING_IN)
    assert isinstance(bring_in, BringInPage)
    qtbot.waitUntil(lambda: bring_in._reading is not None, timeout=30_000)
    assert bring_in.isVisible()
    assert bring_in._reading.register == "workers"
    clipboard.setText("Đào")
    window.show_page("workers")
    office._pages.pasting.paste()
    assert window.current_key == "workers"
    assert "Excel" in window._toast.accessibleName()
    clipboard.clear()
