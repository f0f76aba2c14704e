"""Names that look like markup, format strings or formulas are shown as they are, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import Qt as RichQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker
from support.records import a_benefit, a_checkup, a_member, a_unit, add, an_agreement

from unionoffice import bootstrap
from unionoffice.gui import error_box
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.tips import plain_tip
from unionoffice.services.office import OwnOrganisation

EVIL = "<img src=x> {0} {name} %s %(x)d <b>&amp; =1+1"
MOST_ROWS, MOST_COLUMNS = 30, 12


@pytest.fixture(params=["primary", "district"])
def office(
    request: pytest.FixtureRequest,
    offices: OfficeMaker,
    tmp_path: Path,
    look: Look,
    memory: Memory,
    qtbot: QtBot,
) -> Iterator[OfficeWindow]:
    own = OwnOrganisation(code=EVIL, name=EVIL, level=request.param, parent_name=EVIL, place=EVIL)
    path = tmp_path / "office.uoffice"
    store = offices.make(path, own)
    member = a_member(EVIL, unit=a_unit(EVIL), notes=EVIL)
    add(store, member, a_benefit(member, date(2026, 3, 12), priority_reason=EVIL))
    add(store, a_checkup(member), an_agreement(number=EVIL))
    store.close()
    window = OfficeWindow(str(path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(window.opened, timeout=15_000):
        window.show()
    yield window
    window.close()


def shown(text: str) -> str:
    """A text as a tip or a label that may be rich shows it."""
    if not RichQt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def is_harmless(text: str) -> bool:
    """Whether what is shown of it still has the name as it was written."""
    return "src=x" not in text or "<img src=x>" in shown(text)


def tips_of(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(MOST_COLUMNS):
            index = model.index(row, column, parent)
            if not index.isValid():
                break
            yield str(model.data(index, Qt.ItemDataRole.ToolTipRole) or "")


def faults(widget: QWidget) -> Iterator[str]:
    for label in widget.findChildren(QLabel):
        is_plain = label.textFormat() == Qt.TextFormat.PlainText
        if not is_plain and not is_harmless(label.text()):
            yield f"{type(label).__name__}: {label.text()}"
    for child in widget.findChildren(QWidget):
        if not is_harmless(child.toolTip()):
            yield f"tip of {type(child).__name__}: {child.toolTip()}"
    for view in widget.findChildren(QAbstractItemView):
        for tip in tips_of(view.model(), QModelIndex()) if view.model() is not None else ():
            if not is_harmless(tip):
                yield f"tip in {type(view).__name__}: {tip}"


def test_every_page_shows_names_as_they_are(office: OfficeWindow, qtbot: QtBot) -> None:
    found, seen = [], 0
    for key in office.window._entries:
        assert office.window.show_page(key), key
        qtbot.wait(30)
        page = office.window.page(key)
        seen += sum("src=x" in label.text() for label in page.findChildren(QLabel))
        found += [f"{key}: {fault}" for fault in faults(office.window)]
    assert found == []
    assert seen > 0


def test_messages_show_names_as_they_are(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = error_box._box(parent, "UnionOffice", EVIL)
    assert isinstance(box, QMessageBox)
    assert list(faults(box)) == []
    assert EVIL in [label.text() for label in box.findChildren(QLabel)]


def test_tips_show_what_was_written() -> None:
    assert shown(plain_tip(EVIL)) == EVIL
    assert plain_tip("Nguyễn Thị Ánh & con") == "Nguyễn Thị Ánh & con"
