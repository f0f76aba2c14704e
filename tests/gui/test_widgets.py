"""The generic parts: what they show, and that keyboard and mouse both reach them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.own_form import OwnForm
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.tokens import BUTTON_ICON, SMALL_ICON
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card, Sparkline, StatTile
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.editors import CalmComboBox, TextEditor
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import FlowLayout
from unionoffice.gui.widgets.page_head import PageHead
from unionoffice.gui.widgets.search_line import SearchLine
from unionoffice.gui.widgets.splitter import RememberedSplitter
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.widgets.toast import Toast
from unionoffice.services.views import NamedChoice

pytestmark = pytest.mark.usefixtures("look")


def test_name_with_markup_is_shown_as_it_is_written(qtbot: QtBot) -> None:
    text = Text("<b>Hằng</b>")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_text_without_room_is_told_in_full_as_a_tip(qtbot: QtBot) -> None:
    text = ElidedText("Công đoàn cơ sở Công ty TNHH May Hòa Bình")
    qtbot.addWidget(text)
    text.resize(80, 24)
    text.grab()
    assert text.toolTip() == text.text()
    text.resize(800, 24)
    text.grab()
    assert text.toolTip() == ""


def test_quiet_buttons_of_a_page_lose_their_words_before_the_title_does(qtbot: QtBot) -> None:
    quiet, main = SecondaryButton("Preview and print", "printer"), PrimaryButton("Hand in", "send")
    head = PageHead("Appendix", (quiet,), main)
    qtbot.addWidget(head)
    head.resize(800, 40)
    head.show()
    assert (quiet.text(), quiet.toolTip()) == ("Preview and print", "")
    head.resize(340, 40)
    assert (quiet.text(), quiet.toolTip()) == ("", "Preview and print")
    assert quiet.accessibleName() == "Preview and print"
    assert main.text() == "Hand in"
    title = head.findChild(ElidedText)
    qtbot.waitUntil(lambda: title.width() >= title.sizeHint().width())
    assert head.minimumSizeHint().width() < 340


def test_choice_without_room_ends_in_dots_and_a_long_text_shows_its_beginning(
    qtbot: QtBot,
) -> None:
    combo = CalmComboBox()
    qtbot.addWidget(combo)
    combo.addItem("Công đoàn cấp trên trực tiếp cơ sở")
    option = QStyleOptionComboBox()
    combo.resize(120, 34)
    combo.initStyleOption(option)
    assert option.currentText.endswith("…")  # type: ignore[attr-defined]
    combo.resize(600, 34)
    combo.initStyleOption(option)
    assert option.currentText == combo.currentText()  # type: ignore[attr-defined]
    editor = TextEditor("Name")
    qtbot.addWidget(editor)
    editor.set_value("Công đoàn khu vực Châu Phú")
    assert editor.line.cursorPosition() == 0


def test_search_waits_for_a_pause_in_typing(qtbot: QtBot) -> None:
    line = SearchLine("Search")
    qtbot.addWidget(line)
    heard: list[str] = []
    line.searched.connect(heard.append)
    with qtbot.waitSignal(line.searched):
        qtbot.keyClicks(line, "hang")
    assert heard == ["hang"]


def test_escape_empties_the_search_before_it_closes_anything(qtbot: QtBot) -> None:
    line = SearchLine("Search")
    qtbot.addWidget(line)
    line.setText("hang")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""


def test_active_chip_is_taken_off_by_mouse_and_by_keyboard(qtbot: QtBot) -> None:
    chip = Chip("Fund")
    qtbot.addWidget(chip)
    chip.show_state("Fund: social", is_active=True)
    chip.resize(chip.sizeHint())
    chip.show()
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center())
    with qtbot.assertNotEmitted(chip.removed), qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_chip_without_a_filter_has_nothing_to_take_off(qtbot: QtBot) -> None:
    chip = Chip("Add filter")
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_card_is_pressed_by_mouse_and_by_keyboard_once_it_is_clickable(qtbot: QtBot) -> None:
    card = Card("Members")
    qtbot.addWidget(card)
    with qtbot.assertNotEmitted(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    card.make_clickable("Open the members")
    with qtbot.waitSignals([card.clicked, card.clicked]):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.accessibleName() == "Open the members"


def test_figure_is_told_with_its_label_and_trend(qtbot: QtBot) -> None:
    tile = StatTile("Members")
    qtbot.addWidget(tile)
    tile.show_figure("1,284", "12 more than last year", "ok", (3, 5, 8))
    assert tile.accessibleName() == "Members: 1,284. 12 more than last year"


def test_banner_says_offers_and_closes(qtbot: QtBot) -> None:
    banner = Banner("Twelve people have no birth date.", "warn", "Show them", is_closable=True)
    qtbot.addWidget(banner)
    assert banner.isVisibleTo(None)
    with qtbot.waitSignal(banner.acted):
        banner.findChild(SecondaryButton).click()
    with qtbot.waitSignal(banner.closed):
        banner.findChild(IconButton).click()
    assert banner.isHidden()
    banner.say("")
    assert banner.isHidden()


def test_narrow_tile_writes_its_small_line_in_full_and_leaves_the_sparkline_out(
    qtbot: QtBot,
) -> None:
    tile = StatTile("Benefits this year", "gift")
    qtbot.addWidget(tile)
    trend = "398.660 turns · 95.609 people · last year 593.301"
    tile.show_figure("95.963.850.000 ₫", trend, "", (1.0, 2.0, 3.0))
    tile.resize(250, tile.heightForWidth(250))
    tile.show()
    spark, line = tile.findChild(Sparkline), tile.findChildren(Text)[-1]
    assert not spark.isVisible()
    assert line.text() == trend
    assert line.height() >= line.heightForWidth(line.width()) > line.fontMetrics().height()
    tile.resize(500, tile.heightForWidth(500))
    assert spark.isVisible()


def test_toast_without_a_way_back_offers_none(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(600, 300)
    ground.show()
    toast = Toast(ground)
    toast.say("Copied.")
    assert toast.findChild(QPushButton).isHidden()
    assert ground.rect().contains(toast.geometry())


def test_toast_whose_undo_is_clicked_leaves_the_keys_where_they_were(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(600, 300)
    line = QLineEdit(ground)
    ground.show()
    line.setFocus()
    toast = Toast(ground)
    undone: list[bool] = []
    toast.say("Saved.", lambda: undone.append(True))
    qtbot.mouseClick(toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert ground.focusWidget() is line


def test_state_offers_what_can_be_done(qtbot: QtBot) -> None:
    state = StateView()
    qtbot.addWidget(state)
    state.say("users", "No members yet.", "Bring in a list")
    with qtbot.waitSignal(state.acted):
        state.findChild(PrimaryButton).click()
    assert state.findChild(SecondaryButton).isHidden()


def test_busy_is_shown_only_when_it_lasts_and_can_then_be_stopped(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(600, 300)
    ground.show()
    busy = BusyOverlay(ground)
    busy.begin("Reading the list …")
    assert busy.isHidden()
    qtbot.waitUntil(busy.isVisible, timeout=500)
    cancel = busy.findChild(SecondaryButton)
    assert cancel.isHidden()
    qtbot.waitUntil(cancel.isVisible, timeout=2_000)
    with qtbot.waitSignal(busy.cancel_wanted):
        cancel.click()
    busy.end()
    assert busy.isHidden()


class Counted(QLabel):
    """Counts how often it is painted."""

    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        self.times += 1
        super().paintEvent(event)


def test_what_is_under_a_veil_is_painted_once_and_looks_the_same(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(600, 300)
    under = Counted("Đoàn viên", ground)
    under.resize(600, 300)
    busy = BusyOverlay(ground)
    with qtbot.waitExposed(ground):
        ground.show()
    busy.begin("Reading the list …")
    qtbot.waitUntil(busy.isVisible, timeout=500)
    before = under.times
    for done in range(20):
        busy.show_progress(done, 20, "Reading the list …")
        busy.update()
        QApplication.processEvents()
    assert under.times == before
    with_picture = ground.grab().toImage()
    ground.resize(601, 300)
    ground.resize(600, 300)  # from now on it is painted anew
    before = under.times
    busy.update()
    QApplication.processEvents()
    assert under.times > before
    assert ground.grab().toImage() == with_picture


def test_flow_goes_on_in_the_next_line_and_centres_what_is_lower(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    flow = FlowLayout(ground, spacing=8)
    boxes = [QWidget() for _ in range(3)]
    for box, height in zip(boxes, (40, 20, 20), strict=True):
        box.setFixedSize(100, height)
        flow.addWidget(box)
    ground.resize(220, 200)
    ground.show()
    flow.activate()
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (108, 10), (0, 48)]
    assert flow.heightForWidth(220) == 68


def test_split_comes_back_as_wide_as_it_was_left(memory: Memory, qtbot: QtBot) -> None:
    def a_split() -> RememberedSplitter:
        split = RememberedSplitter(memory, "panel")
        for _ in range(2):
            split.addWidget(QWidget())
        split.begin([3, 0], 200)
        qtbot.addWidget(split)
        split.resize(800, 200)
        split.show()
        split.make_room()
        return split

    first = a_split()
    assert first.sizes()[1] == 200
    first.moveSplitter(500, 1)
    assert abs(a_split().sizes()[1] - first.sizes()[1]) <= 1


def test_wide_column_keeps_a_readable_width_in_a_narrow_table(qtbot: QtBot) -> None:
    table = SimpleTable("Returns", ("Organisation", "Received", "Remark"), wide=2)
    qtbot.addWidget(table)
    table.show_rows([SimpleRow(("A long name of an organisation", "21/11/2026", "Late"))])
    table.resize(240, 200)
    table.show()
    assert table.columnWidth(2) >= 140
    table.resize(900, 200)
    left = table.viewport().width() - table.columnWidth(0) - table.columnWidth(1)
    assert table.columnWidth(2) == left


def test_form_of_the_office_stands_in_one_column_in_a_narrow_place(qtbot: QtBot) -> None:
    levels = [NamedChoice(1, "Công đoàn cấp trên trực tiếp cơ sở", "district")]
    form = OwnForm(levels, with_signature=True)
    qtbot.addWidget(form)
    form.resize(700, 700)
    form.show()
    code, level = form.editors["code"], form.editors["level"]
    qtbot.waitUntil(lambda: code.y() == level.y() and code.x() < level.x())
    form.resize(300, 900)
    qtbot.waitUntil(lambda: code.x() == level.x() and code.y() < level.y())


def _inked(button: SecondaryButton) -> tuple[int, int]:
    """The first and the last column of the button's icon that anything is drawn in."""
    picture = button.icon().pixmap(button.iconSize()).toImage()
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y).alpha() > 0 for y in range(picture.height()))
    ]
    return columns[0], picture.width() - 1 - columns[-1]


def test_there_is_air_between_the_icon_of_a_button_and_its_words(qtbot: QtBot) -> None:
    button = SecondaryButton("Export", "file-export")
    qtbot.addWidget(button)
    button.ensurePolished()
    before, after = _inked(button)
    assert after - before >= BUTTON_ICON - SMALL_ICON - 2


def test_an_icon_without_words_stands_in_the_middle_of_its_button(qtbot: QtBot) -> None:
    button = SecondaryButton("Export", "plus")
    qtbot.addWidget(button)
    button.ensurePolished()
    button.setText("")
    before, after = _inked(button)
    assert abs(after - before) <= 1
    button.setText("Export")
    assert _inked(button)[1] > before
