"""Bringing lists in through the window: what is read, corrected, written, refused, undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from spreadsheets.lists import a_workbook

from unionoffice.gui.look import Look, Theme
from unionoffice.gui.screens.bring_in import CHECK, CHOOSE, DONE, READ, BringInPage
from unionoffice.gui.screens.grounds import GroundDelegate
from unionoffice.gui.screens.list_model import Shown
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.views import Query
from unionoffice.spreadsheets.results import Fate
from unionoffice.workplace import Workplace

DATA = Path(__file__).parents[2] / "data"
LISTS = ("02-office-layout.xlsx", "03-tcvn3.xls", "05-dirty.xlsx")


@pytest.fixture
def page(look: Look, desk: Workplace, ways: Ways, qtbot: QtBot) -> BringInPage:
    made = BringInPage(desk, ways, lambda: date(2026, 11, 21))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.begin()
    return made


@pytest.fixture
def read(page: BringInPage, qtbot: QtBot) -> Callable[[Path], None]:
    def read_it(file: Path) -> None:
        page.read([file])
        qtbot.waitUntil(lambda: page.steps.current != READ, timeout=30_000)

    return read_it


def bring_in(page: BringInPage, qtbot: QtBot) -> None:
    page.check.confirm.click()
    qtbot.waitUntil(lambda: page.steps.current == DONE, timeout=30_000)


def expected_of(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        (DATA / "lists" / f"{Path(name).stem}.expected.json").read_text("utf-8")
    )
    return content


def names(desk: Workplace) -> list[str]:
    rows = desk.desk.page("members", Query(), ["full_name"], 0, 1000)
    return sorted(str(row.cells[0]) for row in rows)


@pytest.mark.parametrize("name", LISTS)
def test_list_brings_its_people_through_the_window(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot, name: str
) -> None:
    expected = expected_of(name)
    people = expected.get("members") or expected.get("people") or expected["records"]
    read(DATA / "lists" / name)
    assert page.steps.current == CHECK
    assert page._reading.register == "members"
    bring_in(page, qtbot)
    assert names(desk) == sorted(person["full_name"] for person in people)
    assert page._outcome.count(Fate.REFUSED) == expected["refused"]


def test_problem_rows_come_first_and_repaired_cells_say_what_they_were(
    page: BringInPage, read: Callable[[Path], None]
) -> None:
    read(DATA / "lists" / "05-dirty.xlsx")
    model = page.check.model
    refused = model.count(Shown.PROBLEMS)
    assert refused == expected_of("05-dirty.xlsx")["refused"]
    assert all(model.is_problem(model.row_number(place)) for place in range(refused))
    page.check.show_only(Shown.REPAIRED)
    places = [each.field for each in model.columns]
    column = places.index("identity_number") + 1
    tips = [str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)) for row in range(5)]
    assert any("In the list: " in tip and "Now: 0" in tip for tip in tips)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("text_size", [90, 100, 125, 150])
def test_cells_look_as_the_style_sheet_has_them(
    page: BringInPage, read: Callable[[Path], None], look: Look, theme: Theme, text_size: int
) -> None:
    look.set_theme(theme)
    look.set_text_size(text_size)
    read(DATA / "lists" / "05-dirty.xlsx")
    table = page.check.table
    table.setCurrentIndex(table.model().index(1, 2))
    table.setFocus()
    table.horizontalScrollBar().setValue(70)
    QApplication.processEvents()
    ours = table.viewport().grab().toImage()
    table.setItemDelegate(GroundDelegate(table))
    assert ours == table.viewport().grab().toImage()


def test_corrected_column_is_read_anew_and_remembered(
    page: BringInPage, read: Callable[[Path], None], qtbot: QtBot
) -> None:
    read(DATA / "lists" / "05-dirty.xlsx")
    unit = next(each for each in page.check.model.columns if each.field == "unit")
    page.check.table.heads.column_chosen.emit(unit.letter, "notes")
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    again = next(each for each in page.check.model.columns if each.letter == unit.letter)
    assert again.field == "notes"
    page.begin()
    read(DATA / "lists" / "05-dirty.xlsx")
    kept = next(each for each in page.check.model.columns if each.letter == unit.letter)
    assert kept.field == "notes"


def test_heads_are_corrected_from_the_keyboard_too(
    page: BringInPage, read: Callable[[Path], None], qtbot: QtBot
) -> None:
    read(DATA / "lists" / "05-dirty.xlsx")
    table = page.check.table
    table.setCurrentIndex(table.model().index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = next(iter(table.heads.children()[::-1]), None)
    assert menu is not None
    assert any(action.text() == "Full name" for action in menu.actions())
    menu.close()


def test_nothing_is_written_before_it_is_confirmed(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None]
) -> None:
    read(DATA / "lists" / "02-office-layout.xlsx")
    assert names(desk) == []
    assert desk.desk.last_deed() is None


def test_result_adds_up_to_the_rows_and_is_undone_as_a_whole(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot
) -> None:
    read(DATA / "lists" / "05-dirty.xlsx")
    bring_in(page, qtbot)
    outcome = page._outcome
    assert sum(outcome.count(fate) for fate in Fate) == outcome.rows
    assert names(desk)
    page.done.undo.click()
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    assert names(desk) == []
    assert "as it was before" in page.done.banner.text


def test_list_that_can_no_longer_be_undone_says_so_where_the_result_stands(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot
) -> None:
    read(DATA / "lists" / "02-office-layout.xlsx")
    bring_in(page, qtbot)
    draft = desk.desk.blank("members")
    draft.values["full_name"] = "Trần Thị Sau"
    desk.desk.save("members", draft, None)
    page.done.undo.click()
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    assert "something else was done after it" in page.banner.text
    assert page.steps.current == DONE
    assert "Trần Thị Sau" in names(desk)
    assert len(names(desk)) > 1


def test_same_list_again_changes_nothing(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot
) -> None:
    read(DATA / "lists" / "02-office-layout.xlsx")
    bring_in(page, qtbot)
    page.begin()
    read(DATA / "lists" / "02-office-layout.xlsx")
    assert page._reading.trial.count(Fate.UNCHANGED) == page._reading.trial.rows
    assert page.check._note.text().startswith("Every row is in the office already.")
    assert page.check.confirm.text() == "Nothing to bring in"
    assert not page.check.confirm.isEnabled()


def test_what_titles_tell_is_said_above_the_table(
    page: BringInPage, read: Callable[[Path], None], tmp_path: Path
) -> None:
    rows = [
        ("STT", "Họ và tên", "Ngày sinh", "ĐV ưu tú"),
        ("Đoàn viên",),
        (1, "Trần Văn An", "01/02/1980", "x"),
        ("Chưa vào công đoàn",),
        (1, "Lê Thị Sáu", "01/02/1981", ""),
    ]
    read(a_workbook(tmp_path, rows))
    said = page.check.banner.text
    assert "“Chưa vào công đoàn” → Not a member" in said
    assert "“ĐV ưu tú”" in said
    assert page.check.confirm.text() == "Bring in 2 rows"


def test_refused_rows_are_saved_to_be_mended(
    page: BringInPage, read: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    read(DATA / "lists" / "05-dirty.xlsx")
    bring_in(page, qtbot)
    page.save_rejects(tmp_path / "rejects.xlsx")
    qtbot.waitUntil(lambda: "rejects.xlsx" in page.banner.text)
    assert (tmp_path / "rejects.xlsx").stat().st_size > 1000


def test_damaged_file_is_refused_in_one_sentence(
    page: BringInPage, read: Callable[[Path], None]
) -> None:
    read(DATA / "lists" / "truncated.xlsx")
    assert page.steps.current == CHOOSE
    assert "truncated.xlsx" in page.banner.text


@pytest.mark.parametrize(
    "register",
    [
        *("members", "benefits", "checkups", "loans", "agreements", "dialogues", "training"),
        # Their heads fit several registers: what the list speaks of decides.
        *("negotiations", "policies", "preferences"),
    ],
)
def test_register_is_guessed_from_the_heads_and_what_the_list_speaks_of(
    page: BringInPage, read: Callable[[Path], None], register: str
) -> None:
    read(DATA / "year-2017" / f"{register}.xlsx")
    assert page._reading.register == register


def test_what_stands_above_a_list_is_said_before_it_holds_for_all_rows(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "DANH SÁCH TẶNG QUÀ TẾT\nTừ nguồn Quỹ xã hội công đoàn; trao ngày 25/01/2024\n"
        "STT,Họ và tên,Số CCCD,Số tiền\n1,Lê Văn An,089085000009,500000\n",
        encoding="utf-8",
    )
    read(file)
    assert page._reading.register == "benefits"
    note = page.check._note.text()
    for word in ("Tết gift", "Union's Social Fund", "25/01/2024", "DANH SÁCH TẶNG QUÀ TẾT"):
        assert word in note
    page.check.create_people.setChecked(True)
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    bring_in(page, qtbot)
    (row,) = desk.desk.page("benefits", Query(), ["given_on", "kind", "fund"], 0, 9)
    assert row.cells == (date(2024, 1, 25), "tet_gift", "social_fund")


def test_unknown_people_are_entered_only_when_asked_for(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot
) -> None:
    read(DATA / "year-2017" / "benefits.xlsx")
    assert not page.check.confirm.isEnabled()
    page.check.create_people.setChecked(True)
    qtbot.waitUntil(lambda: page.check.confirm.isEnabled(), timeout=30_000)
    bring_in(page, qtbot)
    assert desk.desk.totals("workers", Query()).records > 0


def test_what_a_list_does_not_say_is_asked_once_for_all_its_rows(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    rows = ("STT;Họ và tên;Số tiền;Ký nhận", "1;Lê Văn An;300.000;", "2;Lê Văn Ba;300.000;")
    lines = ("DANH SÁCH THĂM HỎI, TRỢ CẤP;;;", "Ngày 15/01/2017;;;", *rows)
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    page.register.setCurrentIndex(page.register.findData("benefits"))
    read(path)
    page.check.create_people.click()
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    choices = page.check.questions.choices
    assert list(choices) == ["kind", "fund"]
    assert page.check.model.count(Shown.PROBLEMS) == 2

    for field, value in (("kind", "tet_gift"), ("fund", "union_budget")):
        choice = page.check.questions.choices[field]
        choice.setCurrentIndex(choice.findData(value))
        choice.activated.emit(choice.currentIndex())
        qtbot.waitUntil(lambda: not page._worker.is_busy)

    assert {key: choice.currentData() for key, choice in page.check.questions.choices.items()} == {
        "kind": "tet_gift",
        "fund": "union_budget",
    }
    assert page.check.model.count(Shown.PROBLEMS) == 0
    bring_in(page, qtbot)
    found = desk.desk.page("benefits", Query(), ["kind", "fund", "given_on"], 0, 10)
    assert [row.cells for row in found] == [("tet_gift", "union_budget", date(2017, 1, 15))] * 2


def test_who_is_a_member_is_asked_where_nobody_is_ticked_as_one(
    page: BringInPage, desk: Workplace, read: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    before = names(desk)
    path = tmp_path / "list.csv"
    rows = ("STT;Họ và tên;Ngày sinh;Đoàn viên", "1;Lê Văn Ánh;1/2/1980;", "2;Lê Văn Bá;1/2/1981;")
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    page.register.setCurrentIndex(page.register.findData("members"))
    read(path)
    choice = page.check.questions.choices["membership"]
    assert page.check.model.count(Shown.PROBLEMS) == 2

    choice.setCurrentIndex(choice.findData("none"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: not page._worker.is_busy)

    assert page.check.model.count(Shown.PROBLEMS) == 0
    bring_in(page, qtbot)
    assert names(desk) == before


def test_an_empty_cell_shows_what_it_was_understood_as(
    page: BringInPage, read: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    rows = ("STT;Họ và tên;Ngày sinh;Đoàn viên", "1;Lê Văn Ánh;1/2/1980;x", "2;Lê Văn Bá;1/2/1981;")
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    page.register.setCurrentIndex(page.register.findData("members"))
    read(path)

    model = page.check.model
    shown = {
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    }
    assert {"Union member", "Not a member"} <= shown


def test_titles_that_tell_fund_and_kind_say_which_register_a_list_is_of(
    page: BringInPage, read: Callable[[Path], None], tmp_path: Path
) -> None:
    rows = [
        ("DANH SÁCH TRỢ CẤP NĂM 2024",),
        ("STT", "Họ và tên", "Số CCCD", "Ngày chi", "Số tiền"),
        ("I", "Nguồn Quỹ xã hội công đoàn"),
        ("1", "Thăm ốm đau"),
        (1, "Trần Văn An", "089080000012", "05/03/2024", 500000),
        ("2", "Hiếu"),
        (1, "Nguyễn Lạ", "", "30/02/2024", 300000),
    ]
    read(a_workbook(tmp_path, rows))
    assert page.check.register.currentData() == "benefits"


COPIED = (
    "Họ và tên\tNgày sinh\tSố CCCD\tGhi chú\r\n"
    'Nguyễn Thị Đào\t05/03/1985\t089185001234\t"hai\ndòng"\r\n'
    "Trần Văn Bình\t1979\t089179005678\t\r\n"
)


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """The clipboard, empty again afterwards."""
    yield qapp.clipboard()
    qapp.clipboard().clear()


def test_rows_copied_in_excel_come_in_like_a_list(
    page: BringInPage, desk: Workplace, clipboard: QClipboard, qtbot: QtBot
) -> None:
    clipboard.setText(COPIED)
    page.begin("members")
    page._paste.click()
    qtbot.waitUntil(lambda: page.steps.current == CHECK, timeout=30_000)
    folder = page._files[0].parent
    bring_in(page, qtbot)
    assert names(desk) == ["Nguyễn Thị Đào", "Trần Văn Bình"]
    assert not folder.exists()  # names do not stay in a file that nobody knows of


def test_a_table_copied_from_a_web_page_comes_in_too(
    page: BringInPage, clipboard: QClipboard, qtbot: QtBot
) -> None:
    copied = QMimeData()
    copied.setHtml(
        "<html><body><!--StartFragment--><table><tr><td>Họ và tên</td><td>Ngày sinh</td></tr>"
        "<tr><td>Nguyễn Thị Đào</td><td>05/03/1985</td></tr></table></body></html>"
    )
    clipboard.setMimeData(copied)
    page.begin("members")
    page.paste()
    qtbot.waitUntil(lambda: page.steps.current == CHECK, timeout=30_000)
    assert len(page._reading.lists[0].numbers) == 1


def test_what_is_no_table_is_refused_with_the_way_out(
    page: BringInPage, clipboard: QClipboard
) -> None:
    clipboard.setText("Nguyễn Thị Đào")
    page.begin("members")
    page.paste()
    assert "Excel" in page.banner.text
    assert page.steps.current == CHOOSE
