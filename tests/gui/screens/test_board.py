"""The board in the window, and a return that goes back to its office and comes again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from exchange.levels import YEAR, AnOffice, Levels, added, help_one_more
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker

from unionoffice.bootstrap import open_workplace
from unionoffice.core.periods import Period
from unionoffice.exchange import returns as handed_in
from unionoffice.exchange.board_states import States
from unionoffice.exchange.deadlines import DeadlineRule
from unionoffice.exchange.giving_back import Asked
from unionoffice.exchange.mending import ToMend
from unionoffice.exchange.papers import FoundPaper
from unionoffice.exchange.reminders import LetterDetails
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.dropped_files import DroppedFiles
from unionoffice.gui.screens.form_choice import FormChoice
from unionoffice.gui.screens.from_above import SUFFIXES, FromAbove
from unionoffice.gui.screens.overview import NeedsCard
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.stick_watch import Found, StickWatch
from unionoffice.gui.widgets.buttons import QuietButton, SecondaryButton
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.workplace import Workplace

TODAY = date(2027, 1, 20)
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def levels(offices: OfficeMaker, tmp_path: Path) -> Iterator[Levels]:
    levels = Levels(offices, tmp_path)
    yield levels
    levels.close()


@pytest.fixture
def primaries(levels: Levels) -> list[AnOffice]:
    return levels.primaries("T1", "T2", "T3")


@pytest.fixture
def district(levels: Levels, primaries: list[AnOffice]) -> Iterator[Workplace]:
    """A district that has the returns of T1 and T2, not that of T3."""
    office = levels.office("H1", "district")
    office.enrol(*primaries)
    office.collect(primaries[0].send(), primaries[1].send())
    office.store.close()
    workplace = open_workplace(str(office.store.path))
    yield workplace
    workplace.close()


@pytest.fixture
def board(
    district: Workplace, qtbot: QtBot, tmp_path: Path, settled: Callable[[ReturnsPage], None]
) -> ReturnsPage:
    page = ReturnsPage(district, Ways(), Memory(tmp_path), lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.reload()
    settled(page)
    return page


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[ReturnsPage], None]:
    def wait(page: ReturnsPage) -> None:
        works = (page._worker, page.pane.asking)
        qtbot.waitUntil(lambda: not any(each.is_busy for each in works), timeout=15_000)

    return wait


def names(board: ReturnsPage) -> list[str]:
    return [row.cells[0] for row in board.board.content.rows]


def test_tiles_filter_and_search_finds(
    board: ReturnsPage, settled: Callable[[ReturnsPage], None]
) -> None:
    assert names(board)[0] == "Công đoàn T3"
    board.pane.show_only("in")
    settled(board)
    assert names(board) == ["Công đoàn T1", "Công đoàn T2"]
    board.focus_search()
    assert board.focusWidget() is board.pane.search
    board.pane.search.setText("t2")
    board.pane.search.announce()
    settled(board)
    assert names(board) == ["Công đoàn T2"]
    board.reload()  # what is asked for meanwhile is not lost
    board.pane.search.clear()
    board.pane.search.announce()
    board.pane.show_only("in")
    settled(board)
    assert len(names(board)) == 3


def test_the_board_opens_with_the_form_of_the_newest_return_and_keeps_the_choice(
    district: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    text = (DATA / "forms" / "typed.toml").read_text(encoding="utf-8")
    district.reporting.forms.keep_made(text)
    assert district.reporting.forms.ids()[0] == "h1-quarter"

    def shown() -> FormChoice:
        choice = FormChoice(district, Memory(tmp_path))
        qtbot.addWidget(choice)
        return choice

    choice = shown()
    assert choice.currentData() == "vn-member-benefit"
    choice.setCurrentIndex(choice.findData("h1-quarter"))
    choice.activated.emit(choice.currentIndex())
    assert choice.toolTip() == choice.currentText()
    assert shown().currentData() == "h1-quarter"


def test_the_name_of_a_form_is_readable_where_there_is_room(
    district: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    text = (DATA / "forms" / "typed.toml").read_text(encoding="utf-8")
    district.reporting.forms.keep_made(text)
    page = ReturnsPage(district, Ways(), Memory(tmp_path), lambda: TODAY)
    qtbot.addWidget(page)
    page.show()
    choice = page.form
    choice.setCurrentIndex(choice.findData("vn-member-benefit"))
    page.resize(1200, 700)
    qtbot.waitUntil(lambda: choice.width() == choice.sizeHint().width())
    assert choice.fontMetrics().horizontalAdvance(choice.currentText()) < choice.width()
    page.resize(760, 700)
    qtbot.waitUntil(lambda: choice.width() < choice.sizeHint().width())


def test_columns_sort_both_ways_and_back(
    board: ReturnsPage, settled: Callable[[ReturnsPage], None]
) -> None:
    orders = []
    for _time in range(3):
        board.pane.sort_by(0)
        settled(board)
        orders.append([name[-2:] for name in names(board)])
    assert orders == [["T1", "T2", "T3"], ["T3", "T2", "T1"], ["T3", "T1", "T2"]]


def test_deadlines_are_set_in_the_window(
    board: ReturnsPage, district: Workplace, settled: Callable[[ReturnsPage], None]
) -> None:
    board._change_deadlines()
    board.deadlines.set_rule(DeadlineRule(days=15))
    settled(board)
    assert board.board.content.rows[0].cells[2] == "15/01/2027"
    assert board.deadlines.table.content.rows[0].cells[2] == ("15 days after the end of the period")
    board.deadlines.table.selectRow(0)
    board.deadlines.remove_chosen()
    assert district.deadlines.of(board.collection().form).rules == ()


def test_letters_are_written_to_those_in_the_table(
    board: ReturnsPage, settled: Callable[[ReturnsPage], None], tmp_path: Path
) -> None:
    assert board.pane.rows.ranked is not None
    to_remind = board.pane.rows.ranked.to_remind()
    folder = tmp_path / "letters"
    folder.mkdir()
    board.write_letters(to_remind, LetterDetails(contact="điện thoại 02963 953721"), folder, "vi")
    settled(board)
    assert sorted(path.name for path in folder.iterdir()) == ["T3.docx", "T3.pdf"]


def test_a_return_goes_back_is_mended_and_comes_again(
    board: ReturnsPage,
    district: Workplace,
    primaries: list[AnOffice],
    settled: Callable[[ReturnsPage], None],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "T1.ureturn"
    monkeypatch.setattr(
        "unionoffice.gui.screens.board_deeds.ask_where_to_write", lambda *_asked: file
    )
    board.pane.choose("T1")
    board._give_back("T1")
    given = board.deeds.form
    given.others.set_value([("health members", "Xin kiểm tra lại")])
    given.reply_by.set_value(date(2099, 1, 31))
    board.deeds.dialog.attempt()
    settled(board)
    entry = board.pane.entry("T1")
    assert entry is not None
    assert entry.state == "returned"
    assert file.exists()

    primary = primaries[0]
    primary.store.close()
    office = open_workplace(str(primary.store.path))
    page = mended(office, file, qtbot, tmp_path)
    assert "Xin kiểm tra lại" in page.panel.remarks._text.text()
    assert page.panel.which == ("health", "members")
    page._correct("health", "members", 5, "Đếm lại theo danh sách")
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    again = tmp_path / "again"
    again.mkdir()
    page.hand_in_to(again)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    page.reload()
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    assert not page.mend.isVisibleTo(page)
    office.close()

    board.collect([again])
    settled(board)
    entry = board.pane.entry("T1")
    assert entry is not None
    assert entry.reported is not None
    assert entry.state != "returned"
    assert entry.reported.version == 2


def mended(office: Workplace, file: Path, qtbot: QtBot, folder: Path) -> AppendixPage:
    """Drop the file on the window of the office; its appendix opens at the figure."""
    window, ways = QWidget(), Ways()
    qtbot.addWidget(window)
    page = AppendixPage(office, ways, Memory(folder / "home"), lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    above = FromAbove(office, ways, window)
    dropped = DroppedFiles(window, dict.fromkeys(SUFFIXES, above.take))
    above.mending_wanted.connect(page.show_request)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(above.mending_wanted, timeout=15_000) as wanted:
        assert dropped.eventFilter(window, drop)
    assert isinstance(wanted.args[0], ToMend)
    qtbot.waitUntil(lambda: page.panel.which == ("health", "members"), timeout=15_000)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    needs = NeedsCard(ways)
    qtbot.addWidget(needs)
    needs.show_needs(office.desk_needs(TODAY))
    button = needs.findChild(SecondaryButton)
    assert isinstance(button, SecondaryButton)
    with qtbot.waitSignal(above.mending_wanted) as again:
        button.click()
    assert again.args[0].appendix == "vn-member-benefit"
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)
    return page


@pytest.mark.parametrize(("level", "offers"), [("province", True), ("national", False)])
def test_only_who_has_a_body_above_hands_in(
    level: str, offers: bool, levels: Levels, qtbot: QtBot, tmp_path: Path
) -> None:
    office = Workplace(levels.office("VN", level).store)
    page = AppendixPage(office, Ways(), Memory(tmp_path), lambda: TODAY)
    qtbot.addWidget(page)
    assert page.bar.hand_in.isVisibleTo(page) is offers


def test_a_check_up_is_handed_on_and_brought_in(
    primaries: list[AnOffice], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kham.ucampaign"
    monkeypatch.setattr(
        "unionoffice.gui.screens.from_above.ask_where_to_write", lambda *_asked: file
    )
    window = QWidget()
    qtbot.addWidget(window)
    offices = []
    for primary in primaries[:2]:
        primary.store.close()
        offices.append(open_workplace(str(primary.store.path)))
    FromAbove(offices[0], Ways(), window).hand_on()
    above = FromAbove(offices[0], Ways(), window)
    above.hand_on()
    above.dialog.attempt()
    assert file.exists()
    ways = Ways()
    receiving = FromAbove(offices[1], ways, window)
    with qtbot.waitSignal(ways.record_wanted, timeout=15_000) as wanted:
        receiving.take([file])
    assert wanted.args[0] == "checkups"
    with qtbot.waitSignal(receiving.said, timeout=15_000) as said:
        receiving.take([file])
    assert "was here already" in said.args[0]
    for office in offices:
        office.close()


def test_clerk_asks_about_as_many_figures_as_are_wrong(board: ReturnsPage) -> None:
    board._give_back("T1")
    form = board.deeds.form
    form.others.add_line()
    form.others.set_value(
        [("charity.fund.visit total", "Thiếu hồ sơ của tổ 3"), ("health members", "Xem lại")]
    )
    assert form.asked()[-2:] == [
        Asked("charity.fund.visit", "total", "Thiếu hồ sơ của tổ 3"),
        Asked("health", "members", "Xem lại"),
    ]


def test_figure_without_words_does_not_go_back(board: ReturnsPage) -> None:
    board._give_back("T1")
    form, dialog = board.deeds.form, board.deeds.dialog
    form.message.set_value("Xin xem lại")
    form.others.add_line()
    form.others.lines[1][0].set_value("health members")
    dialog.attempt()
    assert dialog.isVisible()
    assert form.others.problem == "Say what is asked about this figure."
    assert form.others.lines[1][1].problem == form.others.problem  # at its own line
    form.others.lines[1][1].set_value("Xem lại")
    assert form.others.unreadable() == ""


def test_line_for_one_more_figure_is_seen_when_it_comes(board: ReturnsPage, qtbot: QtBot) -> None:
    board._give_back("T1")
    form, dialog = board.deeds.form, board.deeds.dialog
    for _more in range(6):
        form.others.add_line()
    last = form.others.lines[-1][0]
    assert last.focusProxy().hasFocus() or dialog.focusWidget() is last.focusProxy()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_body_that_is_open_stays_selected_when_the_board_comes_anew(
    board: ReturnsPage, settled: Callable[[ReturnsPage], None]
) -> None:
    board.pane.choose("T2")
    settled(board)
    board.reload()
    settled(board)
    place = board.board.currentIndex().row()
    assert board.board.content.rows[place].data == "T2"
    assert board.board.selectionModel().isRowSelected(place)


def test_files_are_listed_only_where_there_is_something_to_tell(
    board: ReturnsPage,
    primaries: list[AnOffice],
    tmp_path: Path,
    settled: Callable[[ReturnsPage], None],
) -> None:
    package = primaries[2].send()
    board.collect([package])
    settled(board)
    assert board.outcome.isVisibleTo(board)
    assert not board.outcome.table.isVisibleTo(board)

    board.collect([package])
    settled(board)
    assert board.outcome.banner.text == "Nothing new: what was given is held already."

    broken = tmp_path / "broken.upack"
    broken.write_bytes(b"no package")
    board.collect([package, broken])
    settled(board)
    assert board.outcome.table.isVisibleTo(board)
    assert board.outcome.banner.text == "1 file was refused."


def test_the_next_version_shows_what_it_changed(
    board: ReturnsPage,
    primaries: list[AnOffice],
    settled: Callable[[ReturnsPage], None],
) -> None:
    help_one_more(primaries[0])
    board.collect([primaries[0].send("again.upack", YEAR)])
    settled(board)
    board.pane.choose("T1")
    settled(board)
    texts = [label.text() for label in board.pane.panel._versions.findChildren(Text)]
    assert any("2\u00a0→\u00a03" in text for text in texts)


def test_a_stick_that_brings_packages_is_offered_once(qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "KINGSTON"
    (stick / "báo cáo").mkdir(parents=True)
    drives: list[Path] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    watch = StickWatch(parent, None, lambda: drives)
    watch.look()
    qtbot.waitUntil(lambda: not watch.worker.is_busy)
    (stick / "báo cáo" / "T1.upack").write_bytes(b"x")
    (stick / "notes.txt").write_bytes(b"x")
    drives.append(stick)
    with qtbot.waitSignal(watch.found) as found:
        watch.look()
    assert found.args == [Found(stick, (stick / "báo cáo" / "T1.upack",))]
    with qtbot.assertNotEmitted(watch.found, wait=300):
        watch.look()
    drives.clear()
    watch.look()
    qtbot.waitUntil(lambda: not watch.worker.is_busy)
    drives.append(stick)
    with qtbot.waitSignal(watch.found):
        watch.look()


def test_a_watched_folder_offers_what_comes_into_it(
    board: ReturnsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "x.upack").write_bytes(b"?")
    with qtbot.waitSignal(board.sticks.watch.found):
        board.sticks.watch_folder(inbox)
    with qtbot.waitSignal(board.sticks.wanted) as wanted:
        board.sticks.acted.emit()
    assert wanted.args == [[inbox / "x.upack"]]
    qtbot.waitUntil(lambda: not board._worker.is_busy, timeout=15_000)


def test_a_refused_file_opens_and_is_taken_off_the_list(
    board: ReturnsPage,
    tmp_path: Path,
    settled: Callable[[ReturnsPage], None],
) -> None:
    stray = tmp_path / "thu.upack"
    stray.write_bytes(b"no package")
    board.collect([stray])
    settled(board)
    assert names(board)[0] == "thu.upack"
    board.board.clicked.emit(board.board.model().index(0, 0))
    panel = board.pane.panel
    assert panel.isVisibleTo(board.pane)
    assert not panel.give_back.isVisibleTo(panel)
    panel.take_off.click()
    settled(board)
    assert "thu.upack" not in names(board)
    assert not panel.isVisibleTo(board.pane)


def test_a_paper_of_an_older_period_opens_the_board_of_that_period(
    board: ReturnsPage,
    primaries: list[AnOffice],
    settled: Callable[[ReturnsPage], None],
) -> None:
    older = Period.year(2025)
    board.collect([primaries[0].send("older.upack", older)])
    settled(board)
    board.collect([primaries[2].send("newest.upack")])
    settled(board)
    assert board.period.period == YEAR
    board.show_paper(a_paper("T1", older))
    settled(board)
    assert board.period.period == older
    assert board.pane.panel.code == "T1"


def a_paper(code: str, period: Period) -> FoundPaper:
    at = datetime(2026, 1, 20, tzinfo=UTC)
    return FoundPaper("current", code, code, "vn-member-benefit", period, 1, at)


def test_a_clerk_settles_in_which_return_counts_what_two_have_summed(
    levels: Levels, qtbot: QtBot, tmp_path: Path, settled: Callable[[ReturnsPage], None]
) -> None:
    office = levels.office("AG", "province")
    old, new = levels.office("H1", "district", "AG"), levels.office("H2", "district", "AG")
    (moved,) = levels.primaries("T1", parents=[""])
    old.enrol(moved)
    new.enrol(moved)
    office.enrol(old, new)
    old.collect(moved.send())
    help_one_more(moved)
    new.collect(moved.send())
    office.collect(old.send(), new.send())
    office.store.close()
    workplace = open_workplace(str(office.store.path))
    page = ReturnsPage(workplace, Ways(), Memory(tmp_path), lambda: TODAY)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    settled(page)

    page.pane.choose("H1")
    (button,) = (each for each in page.findChildren(QuietButton) if each.text() == "Settle …")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = page.deeds.dialog
    assert dialog is not None
    (choice,) = dialog.findChildren(ChoiceEditor)
    choice.set_value("H2")
    dialog.attempt()
    settled(page)

    figures = workplace.reporting.figures(page.collection().form, YEAR)
    assert [(each.code, each.keeper) for each in figures.shared] == [("T1", "H2")]
    assert added([figures]) == added([moved.figures()])
    workplace.close()


def test_of_many_returns_the_states_come_before_what_is_wrong(
    board: ReturnsPage,
    district: Workplace,
    monkeypatch: pytest.MonkeyPatch,
    settled: Callable[[ReturnsPage], None],
) -> None:
    monkeypatch.setattr(handed_in, "MANY", 1)
    told: list[tuple[bool, str, list[tuple[str, ...]]]] = []

    def note(states: States) -> None:
        rows = [row.cells[:2] for row in board.board.content.rows]
        told.append((states.is_checked, board.pane.tiles["warnings"].accessibleName(), rows))

    board._reading.came.connect(note)
    of = board.collection()
    board.period.set_period(Period.year(2025))
    board.reload()
    settled(board)
    assert told.pop()[0]  # nobody has handed in for that year, so nothing has to be waited for
    assert not told
    board.period.set_period(of.period)
    board.reload()
    settled(board)
    (first_checked, first_tile, first), (then_checked, then_tile, then) = told
    assert (first_checked, "…" in first_tile) == (False, True)
    assert {words for name, words in first if name != "Công đoàn T3"} == {"Being checked"}
    assert (then_checked, "…" in then_tile) == (True, False)
    assert "Being checked" not in {words for _name, words in then}
    board.reload()  # as after a deed: what stands is not taken away meanwhile
    settled(board)
    assert [is_checked for is_checked, _tile, _rows in told] == [False, True, True]
