"""The page of a register: what is shown, found, narrowed, sorted, counted and copied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_member, a_person, a_unit, add

from unionoffice.core.periods import Period
from unionoffice.gui import record_model
from unionoffice.gui.column_widths import shared_out, wanted_width
from unionoffice.gui.filter_chips import FieldChip
from unionoffice.gui.memory import Memory
from unionoffice.gui.period_choice import PeriodChip
from unionoffice.gui.record_model import AT_A_GLANCE, FIRST, PAGE
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.tokens import S3
from unionoffice.gui.widgets.buttons import PrimaryButton
from unionoffice.gui.widgets.states import StateView
from unionoffice.registerkit.columns import Kind
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Headcount
from unionoffice.registers.policies.model import PolicyContribution
from unionoffice.services import records
from unionoffice.services.desk import Desk
from unionoffice.services.views import FieldView, Filter
from unionoffice.store.store import Store

OpenPage = Callable[[str], RegisterPage]


@pytest.fixture
def benefits(store: Store, open_page: OpenPage, qtbot: QtBot) -> RegisterPage:
    """Three benefits of two people."""
    hang, anh = a_member("Nguyễn Thị Hằng"), a_person("Đào Thị Ánh")
    add(store, hang, anh)
    add(
        store,
        a_benefit(hang, date(2026, 3, 12), amount=Decimal(500_000)),
        a_benefit(hang, date(2025, 7, 1), amount=Decimal(300_000), kind="hardship"),
        a_benefit(anh, date(2026, 5, 2), amount=Decimal(200_000)),
    )
    return counted(open_page("benefits"), qtbot)


def counted(page: RegisterPage, qtbot: QtBot) -> RegisterPage:
    qtbot.waitUntil(lambda: bool(page.foot_words))
    return page


def column(page: RegisterPage, key: str) -> list[str]:
    place = page.table.shown_fields.index(key)
    model = page.table.records
    return [model.index(row, place).data() for row in range(model.rowCount())]


def state_of(page: RegisterPage) -> StateView:
    return page.findChild(StateView)


def chosen(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


@pytest.mark.parametrize("key", [register.key for register in CATALOGUE])
def test_every_register_has_a_page_and_a_form(key: str, open_page: OpenPage) -> None:
    page = open_page(key)
    assert state_of(page).isVisible()
    page.begin_new()
    assert page.panel.is_open
    assert not page.panel.is_changed


def test_rows_are_shown_with_names_words_days_and_sums(benefits: RegisterPage) -> None:
    assert column(benefits, "given_on") == ["02/05/2026", "12/03/2026", "01/07/2025"]
    assert column(benefits, "person") == ["Đào Thị Ánh", "Nguyễn Thị Hằng", "Nguyễn Thị Hằng"]
    assert column(benefits, "kind")[2] == "Hardship support"
    assert column(benefits, "amount") == ["200,000", "500,000", "300,000"]


def test_sums_stand_at_the_right(benefits: RegisterPage) -> None:
    place = benefits.table.shown_fields.index("amount")
    alignment = benefits.table.records.index(0, place).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & int(Qt.AlignmentFlag.AlignRight)


def test_totals_are_told_each_in_its_unit(benefits: RegisterPage) -> None:
    assert benefits.foot_words == "3 turns · 2 people · 1 member · 1,000,000 ₫"


def test_search_needs_no_accents(benefits: RegisterPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(benefits.filters.changed):
        qtbot.keyClicks(benefits.filters.search, "dao anh")
    assert column(benefits, "person") == ["Đào Thị Ánh"]


def test_nothing_found_offers_to_show_everything(benefits: RegisterPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(benefits.filters.changed):
        qtbot.keyClicks(benefits.filters.search, "xyz")
    assert "Nothing fits" in state_of(benefits).text
    state_of(benefits).findChild(PrimaryButton).click()
    assert benefits.table.records.rowCount() == 3
    assert benefits.table.isVisible()


def test_period_is_chosen_from_the_menu_and_taken_off_by_key(
    benefits: RegisterPage, qtbot: QtBot
) -> None:
    chip = benefits.filters.findChild(PeriodChip)
    chip.click()
    chosen(chip.findChild(QMenu), "Year 2025")
    assert column(benefits, "given_on") == ["01/07/2025"]
    assert chip.text() == "Year 2025"
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert benefits.table.records.rowCount() == 3


def test_filter_on_a_choice_reads_as_words(benefits: RegisterPage) -> None:
    benefits.show_only(Filter("kind", "is", "hardship"))
    chips = [chip for chip in benefits.filters.findChildren(FieldChip) if chip.filters]
    assert [chip.text() for chip in chips] == ["Kind: Hardship support"]
    assert column(benefits, "given_on") == ["01/07/2025"]
    chips[0].removed.emit()
    assert benefits.table.records.rowCount() == 3


def test_filter_on_a_span_of_sums(benefits: RegisterPage) -> None:
    benefits.show_only(
        Filter("amount", "from", Decimal(250_000)), Filter("amount", "to", Decimal(400_000))
    )
    assert column(benefits, "amount") == ["300,000"]


def test_unit_narrows_to_those_who_work_there(
    store: Store, open_page: OpenPage, qtbot: QtBot
) -> None:
    line = a_unit("Chuyền 1")
    (unit_id,) = add(store, line)
    with store.reading() as session:
        line = session.get_one(type(line), unit_id)
    add(
        store,
        a_benefit(a_member("Nguyễn Thị Hằng", unit=line), date(2026, 3, 1)),
        a_benefit(a_member("Đào Thị Ánh"), date(2026, 3, 1)),
    )
    page = open_page("benefits")
    unit_chip = page.filters.findChildren(FieldChip)[0]
    unit_chip.set_filters(Filter("", "is", unit_id), name="Chuyền 1")
    assert unit_chip.text() == "Unit: Chuyền 1"
    assert column(page, "person") == ["Nguyễn Thị Hằng"]


def test_click_on_a_head_sorts_and_a_second_one_turns_it_round(
    benefits: RegisterPage, qtbot: QtBot
) -> None:
    header = benefits.table.horizontalHeader()
    place = benefits.table.shown_fields.index("amount")
    at = QPoint(header.sectionViewportPosition(place) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert column(benefits, "amount") == ["200,000", "300,000", "500,000"]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert column(benefits, "amount") == ["500,000", "300,000", "200,000"]


def test_people_are_sorted_by_given_name(benefits: RegisterPage) -> None:
    benefits.table.order_wanted.emit("person", False)
    assert column(benefits, "person")[0] == "Đào Thị Ánh"


def test_columns_and_widths_are_remembered(
    benefits: RegisterPage, open_page: OpenPage, memory: Memory
) -> None:
    menu = benefits.table.column_menu(benefits)
    chosen(menu, "Source of funds")
    assert "fund" not in benefits.table.shown_fields
    benefits.table.setColumnWidth(0, 333)
    again = open_page("benefits")
    assert again.table.shown_fields == benefits.table.shown_fields
    assert again.table.columnWidth(0) == 333


def test_columns_are_as_wide_as_the_words_in_them(
    store: Store, open_page: OpenPage, qtbot: QtBot
) -> None:
    long = "Góp ý dự thảo Nghị định về tiền lương tối thiểu vùng"
    add(store, PolicyContribution(title=long, contributed_on=date(2026, 3, 1)))
    page = counted(open_page("policies"), qtbot)
    place = page.table.shown_fields.index("title")
    assert page.table.columnWidth(place) > page.table.fontMetrics().horizontalAdvance(long)
    across = page.table.horizontalHeader()
    assert across.length() <= page.table.viewport().width()
    assert page.table.records.index(0, place).data(Qt.ItemDataRole.ToolTipRole) == long


def test_widths_stay_while_one_searches(benefits: RegisterPage, qtbot: QtBot) -> None:
    before = [benefits.table.columnWidth(place) for place in range(4)]
    with qtbot.waitSignal(benefits.filters.changed):
        qtbot.keyClicks(benefits.filters.search, "dao anh")
    assert [benefits.table.columnWidth(place) for place in range(4)] == before


@pytest.mark.parametrize(
    ("wanted", "room", "widths"),
    [
        ((100, 150), 600, [100, 150]),
        ((100, 500), 600, [100, 500]),
        ((100, 500, 300), 700, [100, 300, 300]),
        ((500, 500, 90), 300, [200, 200, 90]),
        ((500, 500, 90), 440, [200, 150, 90]),
    ],
)
def test_room_goes_first_to_the_columns_that_want_least_of_it(
    wanted: tuple[int, ...], room: int, widths: list[int]
) -> None:
    words = FieldView("title", "Title", Kind.TEXT)
    assert shared_out(wanted, room, [words] * len(wanted)) == widths


def test_numbers_in_the_last_column_stay_beside_the_others() -> None:
    unit, heads = FieldView("unit", "Unit", Kind.UNIT), FieldView("heads", "Heads", Kind.NUMBER)
    assert shared_out((150, 80, 90), 600, [unit, heads, heads]) == [430, 80, 90]
    assert shared_out((80, 90), 600, [heads, heads]) == [80, 90]


def test_columns_fit_again_when_a_panel_takes_room(
    store: Store, open_page: OpenPage, qtbot: QtBot
) -> None:
    add(store, Headcount(counted_on=date(2026, 1, 1), workers=40, women=12))
    page = counted(open_page("headcounts"), qtbot)
    assert page.foot_words == "1 count"
    for width in (1_100, 900):
        page.resize(width, 600)
        QApplication.processEvents()
        across = page.table.horizontalHeader()
        assert page.table.viewport().width() < width
        assert across.length() == page.table.viewport().width()
        women = page.table.shown_fields.index("women")
        assert across.sectionSize(women) < width // 4


def test_last_column_cannot_be_taken_away(benefits: RegisterPage) -> None:
    for field in benefits.table.shown_fields[1:]:
        fields = benefits.table.records.fields
        label = next(each.label for each in fields if each.key == field)
        chosen(benefits.table.column_menu(benefits), label)
    menu = benefits.table.column_menu(benefits)
    ticked = [action for action in menu.actions() if action.isChecked()]
    assert [action.isEnabled() for action in ticked] == [False]


def test_marked_people_are_counted_once(store: Store, open_page: OpenPage, qtbot: QtBot) -> None:
    add(store, a_member("Nguyễn Thị Hằng"), a_member("Đào Thị Ánh"))
    members = counted(open_page("members"), qtbot)
    members.table.selectAll()
    qtbot.waitUntil(lambda: members.foot_words == "Marked: 2 people")


def test_marked_rows_have_totals_of_their_own(benefits: RegisterPage, qtbot: QtBot) -> None:
    table = benefits.table
    table.selectRow(1)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.records.index(2, 0), flags.Select | flags.Rows)
    qtbot.waitUntil(lambda: benefits.foot_words == "Marked: 2 turns · 1 person · 800,000 ₫")
    table.clearSelection()
    qtbot.waitUntil(lambda: benefits.foot_words.startswith("3 turns"))


def test_marked_rows_that_do_not_count_are_told_apart(
    store: Store, open_page: OpenPage, qtbot: QtBot
) -> None:
    member = a_member()
    add(store, member)
    for status in ("paid", "rejected"):
        add(store, a_benefit(member, amount=Decimal(500_000), status=status))
    page = counted(open_page("benefits"), qtbot)
    whole = "2 turns · 1 of them does not count · 1 person · 1 member · 500,000 ₫"
    assert page.foot_words == whole
    page.table.selectAll()
    marked = "Marked: 2 turns · 1 of them does not count · 1 person · 500,000 ₫"
    qtbot.waitUntil(lambda: page.foot_words == marked)


def test_marked_rows_are_copied_for_a_spreadsheet(benefits: RegisterPage, qtbot: QtBot) -> None:
    benefits.table.selectRow(0)
    qtbot.keyClick(benefits.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, line = QApplication.clipboard().text().split("\n")
    assert head.split("\t")[:2] == ["For", "Given on"]
    assert line.split("\t")[:2] == ["Đào Thị Ánh", "02/05/2026"]


def test_copied_text_is_never_a_formula(store: Store, open_page: OpenPage) -> None:
    add(store, a_benefit(a_person('=HYPERLINK("http://x")')))
    page = open_page("benefits")
    page.table.selectRow(0)
    page.table.copy_marked()
    assert "\n'=HYPERLINK" in QApplication.clipboard().text()


def test_rows_are_read_page_by_page(
    store: Store, open_page: OpenPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_model, "SLOW", 60)  # a busy computer is not what is tested here
    hang = a_member()
    add(
        store,
        *[a_benefit(hang, date(2026, 1, 1 + day % 28)) for day in range(FIRST + 3 * PAGE + 7)],
    )
    page = counted(open_page("benefits"), qtbot)
    model = page.table.records
    assert model.rowCount() == FIRST + 3 * PAGE + 7
    looked_at = set(range(FIRST // PAGE))
    assert set(model._pages) == looked_at
    assert model.index(FIRST + 3 * PAGE + 6, 0).data() == "Nguyễn Thị Hằng"
    assert set(model._pages) == {*looked_at, FIRST // PAGE + 3}


def test_typing_reads_no_more_rows_than_are_seen_and_the_mark_is_kept_among_the_first(
    store: Store, open_page: OpenPage, qtbot: QtBot
) -> None:
    hang = a_member()
    add(store, hang)
    add(store, *[a_benefit(hang, date(2026, 1, 1 + day % 28)) for day in range(FIRST)])
    page = counted(open_page("benefits"), qtbot)
    page.filters.search.setText("hang")
    page.filters.search.announce()
    assert page.table.records.rowCount() == AT_A_GLANCE
    qtbot.waitUntil(lambda: page.table.records.rowCount() == FIRST)
    page.table.selectRow(FIRST - 1)
    marked = page.table.current_id
    page.reload()
    assert page.table.current_id == marked
    assert page.table.currentIndex().row() == FIRST - 1


def test_window_does_not_wait_for_pages_that_come_slowly(
    store: Store, open_page: OpenPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang = a_member()
    add(store, *[a_benefit(hang, date(2026, 1, 1 + day % 28)) for day in range(FIRST + 7)])
    monkeypatch.setattr(record_model, "SLOW", -1.0)
    page = counted(open_page("benefits"), qtbot)
    last = page.table.records.index(FIRST + 6, 0)
    assert last.data() == ""
    qtbot.waitUntil(lambda: last.data() == "Nguyễn Thị Hằng")


def test_window_does_not_wait_while_a_large_office_is_searched_and_sorted(
    benefits: RegisterPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MANY", 0)
    benefits.filters.search.setText("hang")
    benefits.filters.search.announce()
    assert len(column(benefits, "person")) == 3  # what was there stays until the answer comes
    with qtbot.waitSignal(benefits.table.shown):
        pass
    assert column(benefits, "person") == ["Nguyễn Thị Hằng"] * 2
    counted(benefits, qtbot)

    benefits.table.order_wanted.emit("amount", False)
    smallest = benefits.table.records.row(1)
    assert smallest is not None
    benefits.table.choose(smallest.id)
    with qtbot.waitSignal(benefits.table.shown):
        pass
    assert column(benefits, "amount") == sorted(column(benefits, "amount"))
    assert benefits.table.current_id == smallest.id


def test_workers_are_told_from_members_without_the_window_waiting(
    store: Store, open_page: OpenPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is no member is found by looking at everybody, even when nothing is searched for."""
    add(store, a_member(), a_person("Lê Văn An"))
    monkeypatch.setattr(records, "MANY", 0)
    page = open_page("workers")
    assert page.table.is_waiting
    with qtbot.waitSignal(page.table.shown):
        pass
    assert column(page, "full_name") == ["Lê Văn An"]
    assert not open_page("members").table.is_waiting


def test_only_the_newest_question_to_a_large_office_is_answered(
    benefits: RegisterPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MANY", 0)
    for text in ("h", "ha", "anh"):
        benefits.filters.search.setText(text)
        benefits.filters.search.announce()
    with qtbot.waitSignal(benefits.table.shown):
        pass
    assert column(benefits, "person") == ["Đào Thị Ánh"]
    qtbot.wait(50)
    assert column(benefits, "person") == ["Đào Thị Ánh"]
    with qtbot.waitSignal(benefits.table.shown, raising=False, timeout=50) as late:
        pass
    assert not late.signal_triggered


def test_voided_records_are_shown_struck_through_when_asked_for(
    benefits: RegisterPage, desk: Desk
) -> None:
    voided = benefits.table.records.row(0)
    assert voided is not None
    desk.void("benefits", voided.id, "Ghi nhầm")
    benefits.reload()
    assert benefits.table.records.rowCount() == 2
    benefits.show_voided(True)
    font = benefits.table.records.index(0, 0).data(Qt.ItemDataRole.FontRole)
    assert font.strikeOut()
    assert benefits.table.records.index(1, 0).data(Qt.ItemDataRole.FontRole) is None


def test_export_is_asked_for_with_what_is_shown(benefits: RegisterPage, qtbot: QtBot) -> None:
    benefits.show_only(period=Period.year(2026))
    with qtbot.waitSignal(benefits.export_wanted) as wanted:
        benefits.ask_for_export()
    key, query, fields = wanted.args
    assert (key, query.period) == ("benefits", Period.year(2026))
    assert tuple(fields) == benefits.table.shown_fields


def test_arrow_down_leads_from_the_search_into_the_table_and_enter_opens(
    benefits: RegisterPage, qtbot: QtBot
) -> None:
    benefits.focus_search()
    qtbot.keyClick(benefits.filters.search, Qt.Key.Key_Down)
    assert benefits.table.hasFocus()
    qtbot.keyClick(benefits.table, Qt.Key.Key_Return)
    assert benefits.panel.is_open
    assert benefits.panel.accessibleName() == "Đào Thị Ánh"


def test_menu_has_the_buttons_that_a_narrow_page_has_no_room_for(
    benefits: RegisterPage, qtbot: QtBot
) -> None:
    benefits.resize(500, 600)
    benefits._open_menu()
    texts = [action.text() for action in benefits.findChildren(QAction)]
    assert "Export" in texts
    assert "Bring in from Excel" in texts


def test_choices_are_as_wide_as_the_words_that_are_there(benefits: RegisterPage) -> None:
    field = next(each for each in benefits._register.table_fields if each.choices)
    font = benefits.table.fontMetrics()
    assert wanted_width(field, 20, ["Gift"], font) < wanted_width(field, 20, [], font)


def test_heads_of_columns_are_read_in_full(benefits: RegisterPage) -> None:
    across = benefits.table.horizontalHeader()
    letters = across.fontMetrics()
    assert letters.height() < benefits.table.fontMetrics().height()  # as the style sheet draws them
    for column, field in enumerate(benefits.table.records.fields):
        assert letters.horizontalAdvance(field.label) + 2 * S3 <= across.sectionSize(column)
