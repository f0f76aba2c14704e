"""The board in the window: what it shows, sorts, finds and asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from exchange.levels import YEAR, AnOffice
from pytestqt.qtbot import QtBot

from unionoffice.core.periods import Period
from unionoffice.exchange import returns as handed_in
from unionoffice.exchange.board_states import States
from unionoffice.exchange.deadlines import DeadlineRule
from unionoffice.exchange.papers import FoundPaper
from unionoffice.exchange.reminders import LetterDetails
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.form_choice import FormChoice
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.workplace import Workplace

TODAY = date(2027, 1, 20)
DATA = Path(__file__).parents[2] / "data"


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
