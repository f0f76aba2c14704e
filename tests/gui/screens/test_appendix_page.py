"""The appendix page: figures on paper, exactly the evidence behind each, corrections, papers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from unionoffice.core.formatting import show
from unionoffice.core.periods import Period
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.evidence_panel import LEAST_NAME
from unionoffice.gui.screens.paper import PaperDesk
from unionoffice.gui.screens.preview import Preview
from unionoffice.gui.screens.ways import Ways
from unionoffice.registers.policies.model import PolicyContribution
from unionoffice.reports.behind import EvidenceRow
from unionoffice.workplace import Workplace

EXPECTED = json.loads(
    (Path(__file__).parents[2] / "data" / "year-2017" / "expected.json").read_text("utf-8")
)


@pytest.fixture
def page(
    look: Look,
    memory: Memory,
    year: Workplace,
    ways: Ways,
    today: Callable[[], date],
    qtbot: QtBot,
) -> AppendixPage:
    made = AppendixPage(year, ways, memory, today)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.show_period(Period.year(2017))
    qtbot.waitUntil(lambda: bool(made.paper.figures))
    return made


def test_period_that_goes_on_is_said_and_offered_as_of_today(
    page: AppendixPage, today: Callable[[], date], qtbot: QtBot
) -> None:
    assert "not over" not in page.checklist.banner.text
    first = date(today().year, 1, 1)
    page.show_period(Period(first, today() + timedelta(days=31)))
    qtbot.waitUntil(lambda: "not over" in page.checklist.banner.text)
    point = page.checklist.points[0]
    assert show(today()) in point.action
    assert point.open is not None
    point.open()
    qtbot.waitUntil(lambda: "not over" not in page.checklist.banner.text)
    assert page.bar.asked.period == Period(first, today())


def on_paper(page: AppendixPage, row: str, figure: str) -> str:
    return next(
        spot.text for spot in page.paper.figures if (spot.row, spot.figure) == (row, figure)
    )


def evidence_of(page: AppendixPage, row: str, figure: str, qtbot: QtBot) -> list[EvidenceRow]:
    page.paper.choose(row, figure)
    qtbot.waitUntil(lambda: not page._worker.is_busy)
    assert page.panel.isVisible()
    rows = list(page.panel.model.rows)
    if rows:
        qtbot.waitUntil(lambda: page.panel.model.evidence(0) is not None)
    return rows


def counted_rows() -> list[tuple[str, str, int]]:
    return [
        (key, name, row[name])
        for key, row in EXPECTED["figures"].items()
        for name in ("result", "total", "members")
        if name in row
    ]


def test_paper_shows_the_figures_counted_independently(page: AppendixPage) -> None:
    assert counted_rows()
    for key, name, value in counted_rows():
        assert on_paper(page, key, name) == f"{value:,}".replace(",", "."), (key, name)


def test_the_paper_is_signed_today_or_on_the_day_that_is_chosen(
    page: AppendixPage, qtbot: QtBot
) -> None:
    choice = page.bar.signing_day
    assert signed_on(page) == date.today()
    assert choice.currentText() == f"Signed on {show(date.today())}"
    choice.choose(date(2018, 1, 5))
    qtbot.waitUntil(lambda: signed_on(page) == date(2018, 1, 5))
    assert choice.currentText() == "Signed on 05/01/2018"
    choice.choose(None)
    qtbot.waitUntil(lambda: signed_on(page) == date.today())
    assert choice.count() == 2


def signed_on(page: AppendixPage) -> date | None:
    assert page._answer is not None
    return page._answer.filled.letterhead.signed_on


def test_names_behind_a_figure_can_be_read_in_a_narrow_panel(
    page: AppendixPage, qtbot: QtBot
) -> None:
    page.panel.table.setFixedWidth(260)
    page.paper.choose("charity", "total")
    qtbot.waitUntil(lambda: bool(page.panel.model.rows))
    qtbot.waitUntil(lambda: page.panel.model.evidence(0) is not None)
    qtbot.waitUntil(lambda: page.panel.table.columnWidth(1) >= LEAST_NAME)


@pytest.mark.parametrize("figure", ["total", "members"])
def test_click_opens_exactly_the_people_behind_a_figure(
    page: AppendixPage, qtbot: QtBot, figure: str
) -> None:
    spot = next(
        each
        for each in page.paper.figures
        if (each.row, each.figure) == ("charity.fund.visit", figure)
    )
    qtbot.mouseClick(page.paper, Qt.MouseButton.LeftButton, pos=spot.area.center().toPoint())
    qtbot.waitUntil(lambda: bool(page.panel.model.rows))
    people = {row.person_id for row in page.panel.model.rows}
    assert len(people) == int(spot.text)
    if figure == "members":
        assert all(row.member for row in page.panel.model.rows)


def test_paper_stays_where_it_is_when_it_takes_the_keys(page: AppendixPage, qtbot: QtBot) -> None:
    page.resize(900, 400)
    bar = page.findChild(PaperDesk)._area.verticalScrollBar()
    assert bar.maximum() > 0
    page.bar.setFocus()
    page.paper.setFocus()
    assert page.focusWidget() is page.paper
    assert bar.value() == 0


def test_turns_and_members_of_one_row_have_their_own_evidence(
    page: AppendixPage, qtbot: QtBot
) -> None:
    turns = evidence_of(page, "dialogue", "result", qtbot)
    assert sum(row.turns for row in turns) == int(on_paper(page, "dialogue", "result"))
    members = evidence_of(page, "dialogue", "members", qtbot)
    assert len({row.person_id for row in members}) == int(on_paper(page, "dialogue", "members"))


def test_record_behind_a_figure_opens_in_its_register(
    page: AppendixPage, ways: Ways, qtbot: QtBot
) -> None:
    rows = evidence_of(page, "charity.loan", "total", qtbot)
    with qtbot.waitSignal(ways.record_wanted) as asked:
        page.panel.table.activated.emit(page.panel.model.index(0, 0))
    assert asked.args == ["loans", rows[0].id]


def test_records_of_nobody_are_told_apart_by_their_names(
    page: AppendixPage, year: Workplace, qtbot: QtBot
) -> None:
    evidence_of(page, "policy", "result", qtbot)
    model = page.panel.model
    qtbot.waitUntil(lambda: bool(model.index(0, 1).data()))
    shown = [model.index(row, 1).data() for row in range(model.rowCount())]
    with year.store.reading() as session:
        titles = set(session.scalars(select(PolicyContribution.title)))
    assert set(shown) <= titles
    assert len(set(shown)) > 1


def test_figures_are_reached_by_keyboard(page: AppendixPage, qtbot: QtBot) -> None:
    page.paper.setFocus()
    qtbot.keyClick(page.paper, Qt.Key.Key_Down)
    qtbot.keyClick(page.paper, Qt.Key.Key_Down)
    qtbot.keyClick(page.paper, Qt.Key.Key_Right)
    qtbot.keyClick(page.paper, Qt.Key.Key_Return)
    assert page.panel.which == ("agreement", "members")
    assert "counted once" in page.paper.accessibleDescription()
    page.escape()
    assert not page.panel.isVisible()


def test_correction_by_hand_shows_both_figures_and_can_be_withdrawn(
    page: AppendixPage, qtbot: QtBot
) -> None:
    evidence_of(page, "health", "members", qtbot)
    computed = on_paper(page, "health", "members")
    box = page.panel.correction
    box.begin()
    box.findChild(QLineEdit).setText("70")
    box.findChild(QPlainTextEdit).setPlainText("Danh sách bệnh viện gửi sau")
    box._save.click()
    qtbot.waitUntil(lambda: on_paper(page, "health", "members") == "70")
    note = next(each for each in page.paper._sheet.footnotes if "70" in each)
    assert computed in note
    assert "Danh sách bệnh viện gửi sau" in note
    assert computed in box._standing.text()
    box.withdrawal_wanted.emit()
    qtbot.waitUntil(lambda: on_paper(page, "health", "members") == computed)


def test_correction_without_a_reason_is_refused_beside_the_field(
    page: AppendixPage, qtbot: QtBot
) -> None:
    evidence_of(page, "health", "members", qtbot)
    box = page.panel.correction
    box.begin()
    box.findChild(QLineEdit).setText("70")
    box._save.click()
    assert "Say why" in box._reason.problem
    assert on_paper(page, "health", "members") != "70"


def test_what_to_check_leads_to_the_figure(page: AppendixPage, qtbot: QtBot) -> None:
    point = next(each for each in page.checklist.points if "counted by heads" in each.sentence)
    assert point.open is not None
    point.open()
    assert page.panel.which == ("spiritual", "total")


def test_one_unit_has_figures_of_its_own_and_is_not_handed_in(
    page: AppendixPage, qtbot: QtBot
) -> None:
    whole = on_paper(page, "charity", "total")
    page.bar.unit.setCurrentIndex(1)
    page.bar.unit.activated.emit(1)
    qtbot.waitUntil(lambda: on_paper(page, "charity", "total") != whole)
    assert int(on_paper(page, "charity", "total")) < int(whole)
    assert not page.bar.hand_in.isEnabled()


def test_name_that_is_proposed_says_what_when_and_whose(
    page: AppendixPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def ask(_parent: object, _title: str, proposal: Path, *_kind: object) -> None:
        proposed.append(proposal.name)

    monkeypatch.setattr("unionoffice.gui.screens.appendix_bar.ask_where_to_write", ask)
    own = page._services.office.own()
    page.bar._export.menu().actions()[0].trigger()
    what, when, whose = proposed[0].removesuffix(".pdf").split(" - ")
    assert what == "Phụ lục Năm vì lợi ích đoàn viên"
    assert when.startswith("Year ")
    assert whose == f"{own.code} {own.name}"


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".docx"])
def test_export_writes_what_the_name_says(
    page: AppendixPage, tmp_path: Path, qtbot: QtBot, suffix: str
) -> None:
    target = tmp_path / f"appendix{suffix}"
    page.export_to(target)
    qtbot.waitUntil(lambda: page.done.text != "")
    assert target.stat().st_size > 1000
    assert target.name in page.done.text


def test_handing_in_writes_paper_and_package_and_says_where(
    page: AppendixPage, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.hand_in_to(stick)
    qtbot.waitUntil(lambda: page.done.text != "", timeout=15_000)
    paper, package = sorted(stick.iterdir(), key=lambda file: file.suffix)
    assert (paper.suffix, package.suffix) == (".pdf", ".upack")
    assert paper.name.startswith("Phụ lục Năm vì lợi ích đoàn viên - ")
    assert "Version 1" in page.done.text
    page.done.say("")
    page.hand_in_to(stick)
    qtbot.waitUntil(lambda: page.done.text != "", timeout=15_000)
    assert "Nothing has changed since version 1" in page.done.text


def test_handing_in_where_nothing_can_be_written_says_so(
    page: AppendixPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.hand_in_to(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: page.done.text != "", timeout=15_000)
    assert "does not exist" in page.done.text


def test_preview_shows_the_printed_pages(page: AppendixPage, qtbot: QtBot) -> None:
    page.open_preview()
    preview = page.findChild(Preview)
    qtbot.waitUntil(
        lambda: preview.view is not None and preview.view.page_count > 0, timeout=15_000
    )
    before = preview.view._pages.natural_width
    preview.view.zoom_by(1)
    qtbot.waitUntil(lambda: preview.view._pages.natural_width > before)
    preview.accept()


def test_read_only_office_corrects_and_hands_in_nothing(
    look: Look, memory: Memory, year: Workplace, ways: Ways, qtbot: QtBot
) -> None:
    made = AppendixPage(year, ways, memory, lambda: date(2017, 12, 31), is_read_only=True)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: bool(made.paper.figures))
    made.paper.choose("health", "members")
    assert not made.panel.correction.isVisible()
    assert not made.bar.hand_in.isEnabled()
    qtbot.waitUntil(lambda: not made._worker.is_busy)
