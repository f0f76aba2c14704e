"""Rows are painted dot by dot as Qt would paint them by the style sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_member, add

from unionoffice.gui.look import Look, Theme
from unionoffice.gui.record_table import RecordTable
from unionoffice.gui.register_page import RegisterPage
from unionoffice.services.desk import Desk
from unionoffice.services.views import Query
from unionoffice.store.store import Store

OpenPage = Callable[[str], RegisterPage]
COLUMNS = ("given_on", "person", "kind", "amount", "notes")
LONG = "Nằm viện dài ngày vì tai nạn lao động tại phân xưởng, gia đình đang rất khó khăn"


@pytest.fixture
def table(store: Store, open_page: OpenPage, desk: Desk, qtbot: QtBot) -> RecordTable:
    """Benefits: marked, voided, both, with words that are too long or stand in several lines."""
    hang = a_member("Nguyễn Thị Hằng")
    add(store, hang)
    gifts = [
        a_benefit(hang, date(2026, 3, day), amount=Decimal(day) * 1_234_567, notes=note)
        for day, note in enumerate(("", LONG, "Hai\ndòng", "Thăm", "", LONG, "Thăm", "", ""), 1)
    ]
    add(store, *gifts)
    for gift in gifts[3:6]:
        desk.void("benefits", gift.id, "Nhập nhầm")
    table = open_page("benefits").table
    table._shown = list(COLUMNS)
    table.show_query(Query(include_voided=True))
    mark = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (1, 2, 4, 7):
        table.selectionModel().setCurrentIndex(table.records.index(row, 1), mark)
    table.setFocus()
    return table


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("text_size", [90, 100, 110, 125, 150, 175])
def test_rows_look_as_the_style_sheet_has_them(
    table: RecordTable,
    look: Look,
    theme: Theme,
    text_size: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look.set_theme(theme)
    look.set_text_size(text_size)
    assert_is_painted_as_by_the_style(table, monkeypatch)


def test_rows_that_were_scrolled_and_moved_look_as_the_style_sheet_has_them(
    table: RecordTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.horizontalHeader().moveSection(3, 0)
    table.horizontalHeader().resizeSection(4, 900)
    table.setFixedHeight(180)
    QApplication.processEvents()
    table.scrollToBottom()
    table.horizontalScrollBar().setValue(130)
    assert_is_painted_as_by_the_style(table, monkeypatch)


def assert_is_painted_as_by_the_style(table: RecordTable, monkeypatch: pytest.MonkeyPatch) -> None:
    QApplication.processEvents()
    ours = table.viewport().grab().toImage()
    monkeypatch.delattr(RecordTable, "paintEvent")
    assert ours == table.viewport().grab().toImage()
