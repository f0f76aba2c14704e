"""Where there is little room nothing is cut off: narrow panels and tables, low screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from support.records import a_member, add

from unionoffice.gui.look import Look
from unionoffice.gui.record_form import RecordForm
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.screen_room import room_around
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.pdf_view import PdfView
from unionoffice.gui.screens.recovery import RecoveryDialog
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import PANEL_WIDTH, S3
from unionoffice.gui.widgets import growing_dialog
from unionoffice.gui.widgets.editors import FieldEditor, FlagEditor, TextEditor
from unionoffice.gui.widgets.message_box import MessageBox
from unionoffice.services.desk import Desk
from unionoffice.store.store import Store

TODAY = date(2026, 11, 21)
OpenPage = Callable[[str], RegisterPage]


@pytest.mark.parametrize("text_size", [100, 150])
def test_form_of_every_register_fits_into_its_panel(
    desk: Desk, look: Look, text_size: int, use_language: Callable[[str], None], qtbot: QtBot
) -> None:
    use_language("vi")
    look.set_text_size(text_size)
    too_wide = {}
    for register in desk.registers():
        form = RecordForm(register, desk, lambda: TODAY)
        qtbot.addWidget(form)
        too_wide[register.key] = form.minimumSizeHint().width() + S3  # the bar beside it
    assert {key: w for key, w in too_wide.items() if w > scaled(PANEL_WIDTH)} == {}


def test_members_need_no_scrolling_sideways_on_a_usual_screen(
    open_page: OpenPage, store: Store, use_language: Callable[[str], None], qtbot: QtBot
) -> None:
    use_language("vi")
    add(store, a_member())
    table = open_page("members").table  # as wide as beside the side bar, 1,366 dots in all
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("heads", [("Đơn vị", "Mã", "Dấu vân tay", "Tình trạng")])
def test_words_of_a_narrow_table_are_cut_before_it_scrolls(
    heads: tuple[str, ...], look: Look, qtbot: QtBot
) -> None:
    table = SimpleTable("Khóa", heads, wide=3)
    qtbot.addWidget(table)
    table.resize(560, 200)
    table.show()
    table.show_rows(
        [SimpleRow(("CĐCS Công ty Cổ phần May Bảy Núi", "AG-001", "10WF-888W-06A3-MHSD", "Tin"))]
    )
    across = table.horizontalHeader()
    assert table.horizontalScrollBar().maximum() == 0
    assert across.sectionSize(1) < 120  # what is short already stays as it is
    table.resize(1_200, 200)
    assert across.sectionSize(0) > 200


def test_numbers_stay_near_to_a_column_that_is_not_to_be_wide(look: Look, qtbot: QtBot) -> None:
    table = SimpleTable("So sánh", ("Kỳ", "Số"), wide=0, numbers=(1,), most=170)
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    table.show_rows([SimpleRow(("2026", "84"))])
    assert table.horizontalHeader().sectionSize(0) == 170


def test_dialog_with_many_fields_stays_on_the_screen(look: Look, qtbot: QtBot) -> None:
    look.set_text_size(175)
    page = QWidget()
    qtbot.addWidget(page)
    fields: dict[str, FieldEditor] = {str(each): TextEditor(f"Trường {each}") for each in range(9)}
    dialog = DeedDialog("Công văn", "Gửi 2 đơn vị.", fields, "Ghi", lambda: None, page)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= room_around(page).height()
    assert dialog._do.visibleRegion().boundingRect().height() == dialog._do.height()


def test_long_words_beside_a_box_go_on_in_the_next_line_and_tick_it(
    look: Look, qtbot: QtBot
) -> None:
    words = "Cơ quan nhà nước, không có người sử dụng lao động, tính cả đơn vị sự nghiệp"
    editor = FlagEditor(words)
    qtbot.addWidget(editor)
    editor.resize(240, editor.heightForWidth(240))
    editor.show()
    assert editor.minimumSizeHint().width() < 240
    label = editor._box.parentWidget().layout().itemAt(1).widget()
    with qtbot.waitSignal(editor.edited):
        qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert editor.value() is True


def test_question_has_as_much_room_at_its_left_as_at_its_right(look: Look, qtbot: QtBot) -> None:
    box = MessageBox(None, "Hỏi", "Bỏ những gì đã sửa?", "Không lấy lại được.")
    qtbot.addWidget(box)
    box.addButton("Thôi", QMessageBox.ButtonRole.RejectRole)
    box.show()
    grid = box.layout()
    assert isinstance(grid, QGridLayout)
    words = box.findChild(QLabel, "qt_msgbox_label")
    assert words is not None
    left = words.x()
    button = box.buttons()[0]
    right = box.width() - button.mapTo(box, button.rect().topRight()).x() - 1
    assert abs(left - right) <= 2


def test_page_that_is_wider_than_the_preview_is_fitted_into_it(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    canvas = Canvas(str(tmp_path / "list.pdf"), pagesize=landscape(A4))
    canvas.drawString(100, 100, "Danh sách")
    canvas.save()
    view = PdfView(tmp_path / "list.pdf")
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    qtbot.waitUntil(lambda: view.page_count == 1 and view.zoom < 1)
    qtbot.waitUntil(lambda: view._pages.width() <= view.viewport().width())


def test_dialog_that_grows_stays_on_a_low_screen_with_its_button(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing_dialog, "largest_around", lambda _dialog: QSize(900, 380))
    dialog = RecoveryDialog("CĐCS May Bảy Núi", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF")
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.finish()  # nothing was typed: there is a sentence more
    qtbot.waitUntil(lambda: not dialog.confirm.visibleRegion().isEmpty())
    assert dialog.minimumHeight() == 380
    assert dialog.height() == 380
    assert not dialog.done_button.visibleRegion().isEmpty()


def test_dialog_that_grows_is_as_high_as_what_it_says(look: Look, qtbot: QtBot) -> None:
    dialog = RecoveryDialog("CĐCS May Bảy Núi", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF")
    qtbot.addWidget(dialog)
    dialog.open()
    before = dialog.height()
    dialog.finish()
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog._area.verticalScrollBar().maximum() == 0
