"""Lists of people in the window: sealed from a register's table, read, and removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker
from support.records import a_member, add

from unionoffice.bootstrap import open_workplace
from unionoffice.gui.look import Look
from unionoffice.gui.screens import list_sealing
from unionoffice.gui.screens.list_sealing import ListSealing
from unionoffice.gui.screens.people_lists import ListDialog, PeopleListsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.workplace import Workplace

FEDERATION = OwnOrganisation(code="H1", name="LĐLĐ huyện Châu Phú", level="district")
COLUMNS = ("full_name", "birth_date")


@pytest.fixture
def federation(offices: OfficeMaker, tmp_path: Path, desk: Workplace) -> Iterator[Workplace]:
    """The body above the empty primary office; each has the other's card."""
    path, card = tmp_path / "district.uoffice", tmp_path / "T1.ucard"
    offices.make(path, FEDERATION).close()
    opened = open_workplace(str(path))
    desk.cards.write(card)
    opened.cards.enrol([card])
    opened.cards.write(tmp_path / "H1.ucard")
    desk.upper_bodies.take(tmp_path / "H1.ucard")
    add(desk.store, a_member("Trần Thị Khó"))
    yield opened
    opened.close()


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def wait_for(page: PeopleListsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)


def sealing(desk: Workplace, window: QWidget) -> ListSealing:
    made = ListSealing(desk, window)
    made.begin("members", Query(), COLUMNS)
    return made


def test_a_list_is_sealed_read_and_removed(
    desk: Workplace,
    federation: Workplace,
    window: QWidget,
    ways: Ways,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "list.ulist"
    monkeypatch.setattr(list_sealing, "ask_where_to_write", lambda *_arguments: path)
    made = sealing(desk, window)
    made.purpose.set_value("Xét trợ cấp khó khăn")
    made.expires_on.set_value(date.today() + timedelta(days=30))
    assert made.dialog is not None
    with qtbot.waitSignal(made.done):
        made.dialog.attempt()
    page = PeopleListsPage(federation, ways)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    page.take([path])
    wait_for(page, qtbot)
    page.table.selectRow(0)
    page.open_button.click()
    assert isinstance(page.dialog, ListDialog)
    assert [row.cells[0] for row in page.dialog.table.content.rows] == ["Trần Thị Khó"]
    page.dialog.accept()
    page.table.selectRow(0)
    page.remove_button.click()
    page.dialog.attempt()  # type: ignore[attr-defined] # it is the dialog of a deed now
    wait_for(page, qtbot)
    assert page.table.content.rows[0].cells[5].startswith("Removed")
    assert not page.open_button.isEnabled()


def test_purpose_and_day_are_asked_for_beside_their_fields(
    desk: Workplace, federation: Workplace, window: QWidget
) -> None:
    made = sealing(desk, window)
    assert made.dialog is not None
    made.dialog.attempt()
    assert made.purpose.problem == "Say what the list is for."
    assert made.expires_on.problem
    assert desk.giving.given() == []


def test_without_the_card_of_the_body_above_it_says_what_is_missing(
    desk: Workplace, window: QWidget, qtbot: QtBot
) -> None:
    made = ListSealing(desk, window)
    with qtbot.waitSignal(made.done) as said:
        made.begin("members", Query(), COLUMNS)
    assert "card of the body above is not here" in said.args[0]


def test_a_file_that_is_no_list_is_refused_with_its_reason(
    federation: Workplace, ways: Ways, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "x.ulist"
    file.write_text("{}")
    page = PeopleListsPage(federation, ways)
    qtbot.addWidget(page)
    page.show()
    page.take([file])
    wait_for(page, qtbot)
    assert "only if they are sealed" in page.done.text
