"""Making a form at a federation: rows of every sort beside the sheet; only right ones are kept."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from unionoffice.gui.screens.form_editor import FormEditor
from unionoffice.reports.form_making import new_form, next_version
from unionoffice.workplace import Workplace


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def editor(desk: Workplace, parent: QWidget) -> FormEditor:
    made = FormEditor(desk, new_form("h1-quick", "Báo cáo nhanh"), parent)
    made.show()
    return made


def test_form_without_a_row_cannot_be_saved_and_says_why(editor: FormEditor) -> None:
    assert "empty" in editor.problem.text
    assert not editor.save.isEnabled()


def test_made_form_is_kept_and_offered(editor: FormEditor, desk: Workplace, qtbot: QtBot) -> None:
    editor.tabs.setCurrentIndex(1)
    editor.add.click()
    box = editor.row_box
    box.labels["vi"].set_value("Số cuộc họp")
    box.words["vi"].set_value("Cuộc:")
    box.edited.emit()
    editor.add.click()
    box.labels["vi"].set_value("Người được trợ cấp")
    box.sort.set_value("people")
    box.indicator.set_value("charity.other")
    box.edited.emit()
    assert editor.problem.text == ""
    assert [spot.figure for spot in _laid(editor)] == ["result", "total", "members", "share"]

    with qtbot.waitSignal(editor.saved) as signal:
        editor.save.click()
    assert signal.args == ["h1-quick", 1]
    form = desk.reporting.forms.open("h1-quick")
    assert [row.label["vi"] for row in form.rows()] == ["Số cuộc họp", "Người được trợ cấp"]
    assert form.indicators() == {"charity.other"}


def test_what_is_typed_after_a_row_was_added_is_what_it_is_called(
    editor: FormEditor, qtbot: QtBot
) -> None:
    editor.tabs.setCurrentIndex(1)
    editor.add.click()
    qtbot.keyClicks(editor.row_box.labels["vi"].line, "Bu")
    (row,) = editor.draft.rows()
    assert row.label == {"vi": "Bu"}


def _laid(editor: FormEditor) -> list[object]:
    editor.paper.fit(600)
    return list(editor.paper.figures)


def test_sum_adds_up_the_rows_that_are_ticked(editor: FormEditor) -> None:
    editor.add.click()
    editor.add.click()
    editor.add.click()
    editor.row_box.sort.set_value("sum")
    editor.row_box.edited.emit()
    assert "adds up nothing" in editor.problem.text
    for place in range(editor.row_box.parts.count()):
        editor.row_box.parts.item(place).setCheckState(Qt.CheckState.Checked)
    assert editor.problem.text == ""
    rows = list(editor.draft.rows())
    assert rows[2].figures["result"].rows == (rows[0].key, rows[1].key)


def test_rows_are_moved_and_taken_out(editor: FormEditor) -> None:
    for _each in range(3):
        editor.add.click()
    keys = [row.key for row in editor.draft.rows()]
    editor.up.click()
    assert [row.key for row in editor.draft.rows()] == [keys[0], keys[2], keys[1]]
    editor.remove.click()
    assert [row.key for row in editor.draft.rows()] == [keys[0], keys[1]]


def test_second_language_asks_for_its_words(editor: FormEditor) -> None:
    editor.add.click()
    editor.head.languages.set_value("vi,en")
    editor.head.edited.emit()
    assert editor.draft.languages == ("vi", "en")
    assert editor.row_box.labels["en"].isVisibleTo(editor.row_box)
    assert editor.problem.text == ""


def test_new_version_of_a_form_keeps_its_rows_as_they_are(desk: Workplace, parent: QWidget) -> None:
    known = desk.reporting.forms.open("vn-member-benefit")
    editor = FormEditor(desk, next_version(known, date(2026, 1, 1)), parent)
    editor.tabs.setCurrentIndex(1)
    editor.rows.selectRow(4)
    editor.row_box.labels["vi"].set_value("Khám sức khỏe")
    editor.row_box.edited.emit()
    editor.head.accepts.set_value(True)
    editor.head.edited.emit()
    editor.keep()
    form = desk.reporting.forms.open("vn-member-benefit")
    assert (form.version, form.accepts) == (2, (1,))
    changed = {row.key for row in form.rows()} ^ {row.key for row in known.rows()}
    assert changed == set()
    health = form.row("health")
    assert health is not None
    assert health.label["vi"] == "Khám sức khỏe"
    assert [row.figures for row in form.rows()] == [row.figures for row in known.rows()]
