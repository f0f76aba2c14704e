"""The record beside its table: written, saved by leaving, taken back, voided, told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_member, add

from unionoffice.gui.history_view import HistoryView
from unionoffice.gui.lines_editor import LinesEditor
from unionoffice.gui.questions import ReasonDialog
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import DangerButton
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, LongTextEditor, TextEditor
from unionoffice.gui.widgets.pickers import Picker, PickerLine
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.services.views import NamedChoice, Query
from unionoffice.store.store import Store

OpenPage = Callable[[str], RegisterPage]


@pytest.fixture
def person_id(store: Store) -> int:
    (id_,) = add(store, a_member("Nguyễn Thị Hằng"))
    return id_


@pytest.fixture
def page(store: Store, person_id: int, open_page: OpenPage) -> Iterator[RegisterPage]:
    """Two benefits of one person; the newer one stands first."""
    person = a_member("Đào Thị Ánh")
    add(store, person)
    add(store, a_benefit(person, date(2026, 3, 12)), a_benefit(person, date(2026, 3, 1)))
    made = open_page("benefits")
    yield made
    made.panel.revert()


def editor(page: RegisterPage, label: str) -> FieldEditor:
    return next(each for each in page.panel.findChildren(FieldEditor) if each.label_text == label)


def line_of(page: RegisterPage, label: str) -> QLineEdit:
    found = editor(page, label)
    assert isinstance(found, TextEditor | Picker)
    return found.line


def open_first(page: RegisterPage) -> int:
    page.table.selectRow(0)
    page.open_record(page.table.current_id or 0)
    return page.panel.record_id or 0


def retype(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.selectAll()
    qtbot.keyClicks(line, text)


def answer(text: str) -> None:
    """Press the button with this text in the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(0, press)


def give_reason(reason: str) -> None:
    """Fill in the dialog that is about to ask for one."""

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        field = dialog.findChild(LongTextEditor)
        field.set_value(reason)
        field.edited.emit()
        dialog.findChild(DangerButton).click()

    QTimer.singleShot(0, write)


def test_new_record_is_written_and_saved_by_keyboard(
    page: RegisterPage, person_id: int, qtbot: QtBot
) -> None:
    page.begin_new()
    line = line_of(page, "For")
    assert isinstance(line, PickerLine)
    line.set_choice(NamedChoice(person_id, "Nguyễn Thị Hằng"))
    line.chosen.emit(line.choice)
    for label, key in (("Kind", "wedding"), ("Source of funds", "social_fund")):
        choice = editor(page, label)
        assert isinstance(choice, ChoiceEditor)
        choice.set_value(key)
        choice.edited.emit()
    qtbot.keyClicks(line_of(page, "Given on"), "5/3")
    qtbot.keyClicks(line_of(page, "Amount"), "500000")
    with qtbot.waitSignals([page.record_saved, page.records_changed, page.said]):
        qtbot.keyClick(line_of(page, "Amount"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.table.records.rowCount() == 3
    assert page.table.current_id == page.panel.record_id
    assert not page.panel.is_changed


def test_what_lacks_is_said_at_its_field_and_nothing_is_saved(page: RegisterPage) -> None:
    page.begin_new()
    assert not page.panel.save()
    assert editor(page, "For").problem == "Fill this in."
    assert editor(page, "Given on").problem == ""
    assert page.table.records.rowCount() == 2


def test_what_cannot_be_read_and_what_lacks_are_said_together(
    page: RegisterPage, qtbot: QtBot
) -> None:
    page.begin_new()
    qtbot.keyClicks(line_of(page, "Given on"), "31/02/2026")
    assert not page.panel.save()
    assert "not a day" in editor(page, "Given on").problem
    assert editor(page, "For").problem == "Fill this in."


def test_problem_is_told_only_where_somebody_has_been(page: RegisterPage, qtbot: QtBot) -> None:
    page.begin_new()
    line = line_of(page, "Given on")
    qtbot.keyClicks(line, "31/2/2026")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "not a day" in editor(page, "Given on").problem
    assert editor(page, "For").problem == ""


def test_going_to_another_record_saves_and_can_be_undone(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    first = open_first(page)
    retype(qtbot, line_of(page, "Amount"), "700000")
    with qtbot.waitSignal(page.said) as said:
        page.panel.step_wanted.emit(1)
    assert page.panel.record_id != first
    assert desk.draft("benefits", first).values["amount"] == Decimal(700_000)
    sentence, deed = said.args
    assert sentence == "Saved."
    desk.undo(deed)
    assert desk.draft("benefits", first).values["amount"] == Decimal(500_000)


def test_leaving_without_a_change_writes_nothing(page: RegisterPage, desk: Desk) -> None:
    before = desk.last_deed()
    open_first(page)
    assert page.can_leave()
    assert desk.last_deed() == before


def test_what_cannot_be_saved_is_not_lost_by_leaving(page: RegisterPage, qtbot: QtBot) -> None:
    open_first(page)
    retype(qtbot, line_of(page, "Given on"), "31/2")
    answer("Go on writing")
    assert not page.can_leave()
    assert line_of(page, "Given on").text() == "31/2"
    answer("Drop the changes")
    assert page.can_leave()
    assert line_of(page, "Given on").text() == "12/03/2026"


def test_escape_closes_and_saves(page: RegisterPage, desk: Desk, qtbot: QtBot) -> None:
    first = open_first(page)
    retype(qtbot, line_of(page, "Amount"), "1")
    page.escape()
    assert not page.panel.is_open
    assert desk.draft("benefits", first).values["amount"] == 1
    assert page.table.hasFocus()


def test_change_by_somebody_else_is_not_overwritten(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    first = open_first(page)
    other = desk.draft("benefits", first)
    other.values["amount"] = Decimal(9)
    desk.save("benefits", other, first)
    retype(qtbot, line_of(page, "Amount"), "7")
    assert not page.panel.save()
    assert any(
        "while you were writing" in banner.text for banner in page.panel.findChildren(Banner)
    )
    assert desk.draft("benefits", first).values["amount"] == 9


def test_record_is_voided_with_a_reason_and_restored(page: RegisterPage, desk: Desk) -> None:
    first = open_first(page)
    give_reason("Ghi nhầm")
    page.panel.findChild(DangerButton).click()
    assert not page.panel.is_open
    assert page.table.records.rowCount() == 1
    page.open_record(first)
    banner = next(each for each in page.panel.findChildren(Banner) if each.isVisible())
    assert banner.text == "This record is voided: Ghi nhầm"
    banner.acted.emit()
    assert page.table.records.rowCount() == 2
    assert not desk.draft("benefits", first).is_voided


def test_voiding_wants_a_reason(page: RegisterPage, qtbot: QtBot) -> None:
    dialog = ReasonDialog(page)
    void = dialog.findChild(DangerButton)
    assert not void.isEnabled()
    reason = dialog.findChild(LongTextEditor)
    reason.set_value("Ghi nhầm")
    reason.edited.emit()
    assert void.isEnabled()
    assert dialog.reason == "Ghi nhầm"


def test_history_tells_what_was_changed(page: RegisterPage, qtbot: QtBot) -> None:
    open_first(page)
    retype(qtbot, line_of(page, "Amount"), "700000")
    page.panel.save()
    history = page.panel.findChild(HistoryView)
    history.findChildren(type(page.panel._person))[0].click()
    words = [label.text() for label in history.findChildren(QLabel)]
    assert "Amount: 500,000 → 700,000" in words
    assert "For: – → Đào Thị Ánh" in words
    assert "Kind: – → Visit: sickness" in words


def test_person_of_the_record_can_be_asked_for(page: RegisterPage, qtbot: QtBot) -> None:
    open_first(page)
    with qtbot.waitSignal(page.person_wanted) as wanted:
        page.panel._person.click()
    assert wanted.args == [page.table.records.row(0).person_id]


def test_who_took_part_is_added_ticked_and_taken_off(
    store: Store, desk: Desk, open_page: OpenPage, qtbot: QtBot
) -> None:
    hang, anh = add(store, a_member("Nguyễn Thị Hằng"), a_member("Đào Thị Ánh"))
    page = open_page("activities")
    page.begin_new()
    qtbot.keyClicks(line_of(page, "Held on"), "5/3")
    qtbot.keyClicks(line_of(page, "Title"), "Hoi thao")
    people = page.panel.findChild(LinesEditor)
    adding = people.findChild(PickerLine)
    for id_, name in ((hang, "Nguyễn Thị Hằng"), (anh, "Đào Thị Ánh"), (anh, "Đào Thị Ánh")):
        adding.chosen.emit(NamedChoice(id_, name))
    assert page.panel.save()
    (row,) = desk.page("activities", Query(), ("title",), 0, 10)
    lines = desk.draft("activities", row.id).lines
    assert [(line["person"], line["attended"]) for line in lines] == [(hang, True), (anh, True)]
    table = people.table
    assert table.model().index(1, 0).data() == "Đào Thị Ánh"
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert page.panel.is_changed
    assert page.panel.save()
    assert [line["person"] for line in desk.draft("activities", row.id).lines] == [anh]


def test_remark_on_a_line_is_written_by_keyboard(
    store: Store, open_page: OpenPage, qtbot: QtBot
) -> None:
    (hang,) = add(store, a_member("Nguyễn Thị Hằng"))
    page = open_page("activities")
    page.begin_new()
    people = page.panel.findChild(LinesEditor)
    people.findChild(PickerLine).chosen.emit(NamedChoice(hang, "Nguyễn Thị Hằng"))
    table = people.table
    cell = table.model().index(0, table.model().columnCount() - 1)
    table.setCurrentIndex(cell)
    table.edit(cell)
    line = table.viewport().findChild(QLineEdit)
    qtbot.keyClicks(line, "trong tai")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert cell.data() == "trong tai"
    table.edit(cell)
    line = table.viewport().findChildren(QLineEdit)[-1]
    retype(qtbot, line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert cell.data() == "trong tai"


def test_what_somebody_else_saved_meanwhile_is_shown_and_nothing_typed_is_lost(
    page: RegisterPage, store: Store, qtbot: QtBot
) -> None:
    record_id = open_first(page)
    retype(qtbot, line_of(page, "Amount"), "700000")
    other = Desk(store, CATALOGUE)
    theirs = other.draft("benefits", record_id)
    theirs.values |= {"amount": Decimal(600_000), "notes": "Đã trao tận tay"}
    other.save("benefits", theirs, record_id)

    assert not page.panel.save()
    said = " ".join(label.text() for label in page.panel.findChildren(QLabel) if label.isVisible())
    assert "while you were writing" in said
    assert "500.000 → 600.000" in said.replace(",", ".").replace("\xa0", "")
    assert line_of(page, "Amount").text().replace(",", "").replace(".", "") == "700000"
    assert editor(page, "Notes").value() == "Đã trao tận tay"

    assert page.panel.save()
    kept = other.draft("benefits", record_id).values
    assert (kept["amount"], kept["notes"]) == (Decimal(700_000), "Đã trao tận tay")
