"""Editors read what people type, and say what they cannot read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from unionoffice.core.dates import PartialDate
from unionoffice.core.formatting import number
from unionoffice.core.text import fold
from unionoffice.gui.day_text import read_day
from unionoffice.gui.look import Look
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.day_editors import DayEditor, PartialDayEditor
from unionoffice.gui.widgets.editors import ChoiceEditor, FlagEditor, LongTextEditor, TextEditor
from unionoffice.gui.widgets.number_editors import MoneyEditor, NumberEditor
from unionoffice.gui.widgets.pickers import Picker, UnitsPicker
from unionoffice.services.views import NamedChoice

TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.usefixtures("look")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/3/1985", "1985-03-05"),
        ("05.03.1985", "1985-03-05"),
        ("5-3-85", "1985-03-05"),
        ("05031985", "1985-03-05"),
        ("1985-03-05", "1985-03-05"),
        ("5/3/26", "2026-03-05"),
        ("5/3", "2026-03-05"),
        ("3/1985", "1985-03"),
        (" 1985 ", "1985"),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert read_day(typed, TODAY) == PartialDate.parse(meant)


@pytest.mark.parametrize("typed", ["31/2/2024", "32/1/2024", "5 tháng 3", "5/3/1985/2", "0/0", "x"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_day(typed, TODAY)


def test_day_is_written_in_full_when_the_field_is_left(qtbot: QtBot) -> None:
    editor = DayEditor("Given on", today=lambda: TODAY)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, "5/3")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "05/03/2026"
    assert editor.value() == date(2026, 3, 5)


def test_exact_day_is_asked_for_where_it_is_needed(qtbot: QtBot) -> None:
    exact, partial = DayEditor("Given on"), PartialDayEditor("Born")
    for editor in (exact, partial):
        qtbot.addWidget(editor)
        qtbot.keyClicks(editor.line, "3/1985")
    assert "5/3/2026" in exact.unreadable()
    assert exact.value() is None
    assert partial.value() == PartialDate(1985, 3)
    assert partial.unreadable() == ""


def test_day_can_be_chosen_from_the_calendar(qtbot: QtBot) -> None:
    editor = DayEditor("Given on", today=lambda: TODAY)
    qtbot.addWidget(editor)
    editor.show()
    with qtbot.waitSignals([editor.edited, editor.finished]):
        editor.findChild(IconButton).click()
        calendar = editor.findChild(QCalendarWidget)
        assert calendar.selectedDate().toPython() == TODAY
        calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert editor.value() == date(2026, 11, 22)


def test_thousands_are_marked_while_one_types(
    qtbot: QtBot, use_language: Callable[[str], None]
) -> None:
    use_language("vi")
    editor = MoneyEditor("Amount")
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, "1500000")
    assert editor.line.text() == "1.500.000"
    qtbot.keyClicks(editor.line, ",5")
    assert editor.value() == Decimal("1500000.5")


@pytest.mark.parametrize("typed", ["1.5tr", "1,5tr", "1tr5"])
def test_a_point_that_was_typed_is_not_taken_away(
    qtbot: QtBot, use_language: Callable[[str], None], typed: str
) -> None:
    use_language("vi")
    editor = MoneyEditor("Amount")
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, typed)
    assert editor.value() == Decimal(1_500_000)


def test_a_point_where_no_thousands_end_is_asked_about(
    qtbot: QtBot, use_language: Callable[[str], None]
) -> None:
    use_language("vi")
    for editor in (MoneyEditor("Amount"), NumberEditor("People")):
        qtbot.addWidget(editor)
        qtbot.keyClicks(editor.line, "1.5")
        assert editor.value() is None
        assert editor.unreadable()
        editor.line.selectAll()
        editor.line.insert("2.75")  # pasted
        assert editor.value() is None
        editor.line.selectAll()
        qtbot.keyClicks(editor.line, "1.500.000")
        assert editor.value() == 1_500_000
        qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
        assert editor.line.text() == "150.000"
        qtbot.keyClicks(editor.line, "75")
        assert editor.line.text() == "15.000.075"


def test_caret_stays_behind_the_figure_that_was_typed(qtbot: QtBot) -> None:
    editor = NumberEditor("People")
    qtbot.addWidget(editor)
    editor.set_value(15000)
    editor.line.setCursorPosition(1)
    qtbot.keyClicks(editor.line, "9")
    assert editor.line.text() == "195,000"
    assert editor.line.cursorPosition() == 2


@pytest.mark.parametrize("typed", ["một trăm", "12a", "-5"])
def test_what_is_no_number_is_said(qtbot: QtBot, typed: str) -> None:
    editor = NumberEditor("People")
    qtbot.addWidget(editor)
    editor.line.setText(typed)
    assert editor.unreadable()


@pytest.mark.parametrize(
    ("editor", "value"),
    [
        (lambda: TextEditor("Goods"), "Gạo 10 kg"),
        (lambda: LongTextEditor("Notes"), "Một\nHai"),
        (lambda: FlagEditor("Attended"), True),
        (lambda: NumberEditor("People"), 1234),
        (lambda: MoneyEditor("Amount"), Decimal("500000")),
        (lambda: DayEditor("Given on"), date(2026, 3, 5)),
        (lambda: PartialDayEditor("Born"), PartialDate(1985)),
        (lambda: ChoiceEditor("Kind", [("a", "A"), ("b", "B")]), "b"),
        (lambda: ChoiceEditor("Kind", [("a", "A")]), "from_a_newer_form"),
    ],
)
def test_value_comes_back_as_it_was_given(
    qtbot: QtBot, editor: Callable[[], Any], value: object
) -> None:
    made = editor()
    qtbot.addWidget(made)
    made.set_value(value)
    assert made.value() == value
    made.set_value(None)
    assert not made.value()


def test_problem_stands_under_the_field_and_is_told_to_screen_readers(qtbot: QtBot) -> None:
    editor = TextEditor("Number", hint="As on the card.", is_required=True)
    qtbot.addWidget(editor)
    editor.set_problem("Fill this in.")
    assert editor.problem == "Fill this in."
    assert editor.line.accessibleDescription() == "Fill this in."
    editor.set_problem("")
    assert editor.problem == ""
    assert editor.line.accessibleDescription() == "Required. As on the card."


PEOPLE = [
    NamedChoice(1, "Nguyễn Thị Hằng", "Chuyền 1"),
    NamedChoice(2, "Đào Thị Ánh", "Chuyền 2"),
    NamedChoice(3, "Đào Thị Ánh", "Chuyền 5"),
]


def find(text: str, limit: int = 20) -> list[NamedChoice]:
    words = fold(text).split()
    return [one for one in PEOPLE if all(word in fold(one.name) for word in words)][:limit]


@pytest.fixture
def picker(look: Look, qtbot: QtBot) -> Picker:
    made = Picker("For", find)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.line.setFocus()
    return made


def test_person_is_found_without_accents_and_chosen_by_keyboard(
    picker: Picker, qtbot: QtBot
) -> None:
    qtbot.keyClicks(picker.line, "hang")
    picker.line.suggest()
    popup = picker.line._completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert picker.value() == 1
    assert picker.line.text() == "Nguyễn Thị Hằng"


def test_namesakes_are_told_apart(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.line, "dao")
    picker.line.suggest()
    popup = picker.line._completer.popup()
    assert "Chuyền 5" in popup.model().index(1, 0).data()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert picker.value() == 3


def test_text_without_a_choice_is_a_problem_and_no_value(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.line, "dao thi anh")
    picker.line.clearFocus()
    assert picker.value() is None
    assert picker.unreadable()


def test_full_name_that_only_one_bears_is_chosen_by_going_on(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.line, "nguyen thi hang")
    picker.line.clearFocus()
    assert picker.value() == 1


def test_several_units_are_added_and_taken_off(qtbot: QtBot) -> None:
    units = UnitsPicker("Units", lambda _text: [NamedChoice(7, "Tổ 7")])
    qtbot.addWidget(units)
    units.set_value((4,), "Tổ 4")
    units.line.chosen.emit(NamedChoice(7, "Tổ 7"))
    assert units.value() == (4, 7)
    chips = units.findChildren(Chip)
    assert [chip.text() for chip in chips] == ["Tổ 4", "Tổ 7"]
    with qtbot.waitSignal(units.finished):
        qtbot.keyClick(chips[0], Qt.Key.Key_Delete)
    assert units.value() == (7,)
    assert isinstance(units.line, QLineEdit)


@pytest.mark.parametrize(
    ("jotted", "amount"),
    [
        ("500k", 500_000),
        ("1,5tr", 1_500_000),
        ("1.5tr", 1_500_000),
        ("1tr5", 1_500_000),
        ("1tr250", 1_250_000),
        ("2 triệu", 2_000_000),
        ("1.500k", 1_500_000),
        ("300 nghìn", 300_000),
        ("1,2 tỷ", 1_200_000_000),
    ],
)
def test_amount_may_be_jotted_down_and_is_written_in_full_afterwards(
    qtbot: QtBot, jotted: str, amount: int
) -> None:
    editor = MoneyEditor("Amount")
    qtbot.addWidget(editor)
    editor.line.setText(jotted)
    assert editor.value() == Decimal(amount)
    assert editor.unreadable() == ""
    editor.line.editingFinished.emit()
    assert editor.line.text() == number(amount)
    assert editor.value() == Decimal(amount)


@pytest.mark.parametrize("text", ["tr", "5x", "1,5tr5", "k500", "1,55555tr", "-3k"])
def test_what_only_looks_like_a_jotted_amount_is_not_guessed_at(qtbot: QtBot, text: str) -> None:
    editor = MoneyEditor("Amount")
    qtbot.addWidget(editor)
    editor.line.setText(text)
    assert editor.value() is None
    assert editor.unreadable()


def test_long_names_that_begin_alike_are_told_apart_on_their_chips(qtbot: QtBot) -> None:
    units = UnitsPicker("Units", lambda _text: [])
    qtbot.addWidget(units)
    name = "CĐCS Trường Tiểu học thị trấn Bình Mỹ"
    units.set_value((1, 2, 3), f"{name} 1; {name} 2; Tổ 7")
    assert [chip.text() for chip in units.findChildren(Chip)] == [
        "CĐCS Trường Tiểu…ấn Bình Mỹ 1",
        "CĐCS Trường Tiểu…ấn Bình Mỹ 2",
        "Tổ 7",
    ]
