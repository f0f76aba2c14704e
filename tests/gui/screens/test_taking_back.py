"""Undoing in the window: never in its own thread, in the order asked for, and shown everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_member, add

from unionoffice import bootstrap
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.screens.journal import JournalPage
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.registers.people.model import Person
from unionoffice.services.desk import Desk
from unionoffice.services.views import Query
from unionoffice.store.store import Store


@pytest.fixture
def office(office_path: Path, look: Look, memory: Memory, qtbot: QtBot) -> Iterator[OfficeWindow]:
    window = OfficeWindow(str(office_path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(window.opened, timeout=15_000):
        window.show()
    yield window
    window.close()


@pytest.fixture
def store(office: OfficeWindow) -> Store:
    assert office._office is not None
    return office._office.workplace.store


@pytest.fixture
def desk(office: OfficeWindow) -> Desk:
    assert office._office is not None
    return office._office.workplace.desk


def opened(office: OfficeWindow, key: str, qtbot: QtBot) -> RegisterPage:
    office.window.show_page(key)
    page = office.window.page(key)
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: bool(page.foot_words))
    return page


def press_undo(office: OfficeWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(office.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def people(desk: Desk) -> int:
    return desk.totals("members", Query()).records


def retyped(page: RegisterPage, desk: Desk, amount: int) -> int:
    """The first record, open in the panel, with another amount saved."""
    record_id = desk.page("benefits", Query(), [], 0, 1)[0].id
    page.open_record(record_id)
    page.panel._form._editors["amount"].set_value(Decimal(amount))
    page.panel._form._editors["amount"].edited.emit()
    assert page.panel.save()
    return record_id


def with_a_retyped_benefit(
    office: OfficeWindow, store: Store, desk: Desk, qtbot: QtBot
) -> tuple[RegisterPage, Person]:
    """One member and one benefit of 500,000, of which 700,000 was made in the panel."""
    hang = a_member()
    add(store, hang)
    add(store, a_benefit(hang, amount=Decimal(500_000)))
    page = opened(office, "benefits", qtbot)
    retyped(page, desk, 700_000)
    return page, hang


def test_two_quick_presses_take_back_the_two_newest_deeds(
    office: OfficeWindow, store: Store, desk: Desk, qtbot: QtBot
) -> None:
    for name in ("Nguyễn Thị Hằng", "Lê Văn An", "Trần Thị Bích"):
        add(store, a_member(name))
    with store.writing("test"):  # the first cannot be undone before this has ended
        press_undo(office, qtbot)
        press_undo(office, qtbot)
        overlay = office._pages._back._busy  # type: ignore[union-attr]
        qtbot.waitUntil(overlay.isVisible)  # so the window's own thread does not wait
        assert people(desk) == 3
    qtbot.waitUntil(lambda: people(desk) == 1)
    qtbot.waitUntil(overlay.isHidden)
    assert [row.cells[0] for row in desk.page("members", Query(), ["full_name"], 0, 5)] == [
        "Nguyễn Thị Hằng"
    ]


def test_what_undo_of_the_toast_took_back_is_not_taken_back_again_by_the_key(
    office: OfficeWindow, store: Store, desk: Desk, qtbot: QtBot
) -> None:
    with_a_retyped_benefit(office, store, desk, qtbot)
    with store.writing("test"):
        office.window._toast._button.click()
        press_undo(office, qtbot)
    qtbot.waitUntil(lambda: desk.totals("benefits", Query()).records == 0)
    assert people(desk) == 1


def test_panel_shows_the_record_as_it_is_after_its_change_was_undone(
    office: OfficeWindow, store: Store, desk: Desk, qtbot: QtBot
) -> None:
    page, _hang = with_a_retyped_benefit(office, store, desk, qtbot)
    office.window._toast._button.click()
    qtbot.waitUntil(
        lambda: page.panel._form._editors["amount"].value() == Decimal(500_000), timeout=5_000
    )
    assert page.panel.is_open
    assert not page.panel.is_changed
    assert "was undone" in office.window._toast.text
    press_undo(office, qtbot)  # and now the record itself
    qtbot.waitUntil(lambda: not page.panel.is_open)
    assert page.table.records.rowCount() == 0


def test_what_can_no_longer_be_undone_is_said_and_the_page_read_anew(
    office: OfficeWindow, store: Store, desk: Desk, qtbot: QtBot
) -> None:
    page, hang = with_a_retyped_benefit(office, store, desk, qtbot)
    add(store, a_benefit(hang))  # somebody else, meanwhile
    office.window._toast._button.click()
    qtbot.waitUntil(lambda: "no longer be undone" in office.window._toast.text)
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)


def test_journal_takes_back_through_the_window(
    office: OfficeWindow, store: Store, desk: Desk, qtbot: QtBot
) -> None:
    add(store, a_member("A"))
    add(store, a_member("B"), a_member("C"))
    office.window.show_page("journal")
    journal = office.window.page("journal")
    assert isinstance(journal, JournalPage)
    qtbot.waitUntil(lambda: len(journal.table.content.rows) == 2)
    journal.undo_button.click()
    qtbot.waitUntil(lambda: len(journal.table.content.rows) == 3)
    assert people(desk) == 1
    assert journal.undo_button.isEnabled()
    assert not journal.findChildren(BusyOverlay)
