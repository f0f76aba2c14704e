"""What is done to several marked rows of a register at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_member, a_unit, add

from unionoffice.gui import marked_deeds
from unionoffice.gui.change_dialog import AS_ENTERED, ChangeDialog
from unionoffice.gui.register_page import RegisterPage
from unionoffice.services.desk import Desk
from unionoffice.services.views import Query
from unionoffice.store.store import Store

OpenPage = Callable[[str], RegisterPage]
Ask = Callable[[ChangeDialog], int]


@pytest.fixture
def gifts(store: Store, open_page: OpenPage, qtbot: QtBot) -> RegisterPage:
    """Three benefits of one member; the first two rows are marked."""
    hang = a_member("Nguyễn Thị Hằng")
    add(store, hang)
    days = (date(2026, 3, 12), date(2026, 4, 1), date(2026, 5, 2))
    add(store, *(a_benefit(hang, day, amount=Decimal(100_000)) for day in days))
    page = open_page("benefits")
    qtbot.waitUntil(lambda: bool(page.foot_words))
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.marked_count == 2
    return page


@pytest.fixture
def reason(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The reason is given without asking; for how many records it was asked."""
    asked: list[int] = []

    def ask(_parent: object, count: int) -> str:
        asked.append(count)
        return "Ghi trùng"

    monkeypatch.setattr(marked_deeds, "ask_for_reason", ask)
    return asked


def column(page: RegisterPage, key: str) -> list[str]:
    place = page.table.shown_fields.index(key)
    model = page.table.records
    return [model.index(row, place).data() for row in range(model.rowCount())]


def answer(monkeypatch: pytest.MonkeyPatch, field: str, value: object) -> None:
    """Whoever is asked chooses this."""

    def ask(dialog: ChangeDialog) -> int:
        dialog.choose(field)
        assert dialog.editor is not None
        dialog.editor.set_value(value)
        dialog.attempt()
        return dialog.result()

    monkeypatch.setattr(ChangeDialog, "exec", ask)


def test_delete_voids_the_marked_rows_and_one_undo_brings_them_back(
    gifts: RegisterPage, reason: list[int], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(gifts.said, timeout=5_000) as said:
        qtbot.keyClick(gifts.table, Qt.Key.Key_Delete)
    words, deed = said.args
    assert words == "2 records are voided."
    assert reason == [2]
    assert column(gifts, "given_on") == ["12/03/2026"]
    assert gifts.table.current_id is not None  # the keys go on from here
    gifts._service.undo(deed)
    gifts.mark_stale()
    assert gifts.table.records.rowCount() == 3


def test_nothing_is_voided_when_no_reason_is_given(
    gifts: RegisterPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(marked_deeds, "ask_for_reason", lambda _parent, _count: "")
    qtbot.keyClick(gifts.table, Qt.Key.Key_Delete)
    assert gifts.table.records.rowCount() == 3


def test_marked_rows_are_restored(gifts: RegisterPage, desk: Desk, qtbot: QtBot) -> None:
    ids = [row.id for row in gifts.table.marked_records()]
    desk.void_all("benefits", ids, "Ghi trùng")
    gifts.show_voided(True)
    gifts.table.selectAll()
    with qtbot.waitSignal(gifts.said, timeout=5_000) as said:
        gifts.marked.restore.trigger()
    assert said.args[0] == "2 records are restored."
    assert desk.totals("benefits", Query()).records == 3


def test_restoring_is_offered_only_where_voided_records_are_shown(gifts: RegisterPage) -> None:
    assert gifts.marked.restore not in gifts.marked.actions
    gifts.show_voided(True)
    gifts.table.selectAll()
    assert gifts.marked.restore in gifts.marked.actions


def test_one_field_of_the_marked_rows_is_changed(
    gifts: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answer(monkeypatch, "kind", "hardship")
    with qtbot.waitSignal(gifts.said, timeout=5_000) as said:
        gifts.marked.change.trigger()
    words, deed = said.args
    assert words == "2 records are changed."
    assert column(gifts, "kind").count("Hardship support") == 2
    last = desk.last_deed()
    assert last is not None
    assert last.records == 2
    desk.undo(deed)
    gifts.mark_stale()
    assert column(gifts, "kind").count("Hardship support") == 0


def test_change_that_does_not_hold_says_of_whom(
    gifts: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answer(monkeypatch, "given_on", None)
    with qtbot.waitSignal(gifts.said, timeout=5_000) as said:
        gifts.marked.change.trigger()
    assert said.args[0].startswith("Nguyễn Thị Hằng: ")
    assert said.args[0].endswith("Nothing was changed.")
    assert desk.totals("benefits", Query()).amount == Decimal(300_000)


def test_a_field_that_must_be_filled_is_not_emptied(gifts: RegisterPage, qtbot: QtBot) -> None:
    fields = marked_deeds.changeable(gifts._register)
    dialog = ChangeDialog(fields, 2, gifts._service, date.today, gifts)
    qtbot.addWidget(dialog)
    dialog.choose("kind")
    dialog.attempt()
    assert dialog.editor is not None
    assert dialog.editor.problem == "Fill this in."
    assert dialog.result() == 0


@pytest.fixture
def team(store: Store, desk: Desk, open_page: OpenPage, qtbot: QtBot) -> RegisterPage:
    """Two members of the first team, both marked; there is a second team."""
    units = [a_unit("Tổ may 1"), a_unit("Tổ may 2")]
    people = [a_member("Nguyễn Thị Hằng"), a_member("Lê Văn An")]
    add(store, *units, *people)
    desk.change_all("members", [each.id for each in people], "unit", units[0].id)
    page = open_page("members")
    qtbot.waitUntil(lambda: bool(page.foot_words))
    page.table.selectAll()
    return page


def second_unit(desk: Desk) -> int:
    rows = desk.page("units", Query(), ["name"], 0, 10)
    return next(row.id for row in rows if row.cells[0] == "Tổ may 2")


def test_unit_of_marked_members_changes_from_a_day_on(
    team: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answer(monkeypatch, "unit", second_unit(desk))
    with qtbot.waitSignal(team.said, timeout=5_000) as said:
        team.marked.change.trigger()
    words, deed = said.args
    assert words == "2 records are changed."
    ids = [row.id for row in desk.page("members", Query(), [], 0, 10)]
    drafts = [desk.draft("members", each).values for each in ids]
    assert {str(each["employed_on"]) for each in drafts} == {"2026-11-21"}
    desk.undo(deed)
    assert desk.draft("members", ids[0]).values["employed_on"] is None


def test_unit_that_was_entered_wrongly_is_corrected_without_a_day(
    team: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    unit = second_unit(desk)

    def ask(dialog: ChangeDialog) -> int:
        dialog.choose("unit")
        assert dialog.editor is not None
        dialog.editor.set_value(unit)
        assert dialog.day.isVisibleTo(dialog)
        dialog.how.set_value(AS_ENTERED)
        dialog.how.edited.emit()
        assert not dialog.day.isVisibleTo(dialog)
        dialog.attempt()
        return dialog.result()

    monkeypatch.setattr(ChangeDialog, "exec", ask)
    with qtbot.waitSignal(team.said, timeout=5_000):
        team.marked.change.trigger()
    ids = [row.id for row in desk.page("members", Query(), [], 0, 10)]
    drafts = [desk.draft("members", each).values for each in ids]
    assert {(each["unit"], each["employed_on"]) for each in drafts} == {(unit, None)}


def test_nothing_is_changed_when_it_is_cancelled(
    gifts: RegisterPage, desk: Desk, store: Store, reason: list[int], qtbot: QtBot
) -> None:
    # While something else is written, the deed has to wait.
    with qtbot.waitSignal(gifts.said, timeout=5_000) as said, store.writing("test"):
        gifts.marked.void.trigger()
        gifts.marked._busy.cancel_wanted.emit()
    assert said.args[0] == "Cancelled. Nothing was changed."
    assert desk.totals("benefits", Query()).records == 3


def test_people_are_not_offered_as_a_value_for_several(gifts: RegisterPage) -> None:
    offered = {field.key for field in marked_deeds.changeable(gifts._register)}
    assert {"kind", "fund", "amount"} <= offered
    assert "person" not in offered


def test_marked_rows_alone_are_exported(gifts: RegisterPage, qtbot: QtBot) -> None:
    ids = tuple(row.id for row in gifts.table.marked_records())
    with qtbot.waitSignal(gifts.export_wanted) as wanted:
        gifts.marked.export.trigger()
    key, query, _fields = wanted.args
    assert (key, query.ids) == ("benefits", ids)


def test_more_menu_offers_what_can_be_done_with_marked_rows(gifts: RegisterPage) -> None:
    gifts._open_menu()
    menu = gifts.findChild(QMenu)
    offered = [action.text() for action in menu.actions()]
    menu.close()
    assert "Void the marked rows …" in offered
    assert "Change a field of the marked rows …" in offered
    gifts.table.clearSelection()
    assert gifts.marked.actions == []


def test_office_open_for_reading_only_writes_marked_rows_out_and_nothing_else(
    gifts: RegisterPage, reason: list[int], qtbot: QtBot
) -> None:
    gifts.table.clearSelection()
    gifts.allow_only_reading()
    assert gifts.marked.actions == []
    gifts.table.selectRow(1)
    assert gifts.marked.actions == [gifts.marked.export]
    qtbot.keyClick(gifts.table, Qt.Key.Key_Delete)
    gifts.show_voided(True)
    gifts.table.selectAll()
    assert gifts.marked.actions == [gifts.marked.export]
    assert reason == []


def test_too_many_rows_are_refused_in_words(
    gifts: RegisterPage, reason: list[int], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(marked_deeds, "MOST_MARKED", 1)
    with qtbot.waitSignal(gifts.said) as said:
        qtbot.keyClick(gifts.table, Qt.Key.Key_Delete)
    assert "Mark 1 at most" in said.args[0]
    assert reason == []
