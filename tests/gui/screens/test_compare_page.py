"""The compare page: figures over the years and among bodies, as table, chart, words and paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot
from support import federation

from unionoffice.bootstrap import open_workplace
from unionoffice.core.periods import Period
from unionoffice.exchange.comparing import spans
from unionoffice.gui.look import Look
from unionoffice.gui.screens.compare import ComparePage
from unionoffice.gui.screens.compare_bar import PERIODS, RANKING
from unionoffice.gui.screens.report_period import ReportPeriod
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.views import NamedChoice
from unionoffice.workplace import Workplace


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workplace]:
    path = tmp_path / "ag.uoffice"
    federation.make(path, 12)
    opened = open_workplace(str(path))
    yield opened
    opened.close()


@pytest.fixture
def page(look: Look, office: Workplace, ways: Ways, qtbot: QtBot) -> ComparePage:
    made = ComparePage(office, ways, lambda: date(2026, 12, 31))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.on_shown()
    answered(made, qtbot)
    return made


def answered(page: ComparePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=20_000)


def cells(page: ComparePage) -> list[tuple[str, ...]]:
    assert page.table is not None
    return [row.cells for row in page.table.content.rows]


def test_five_years_stand_one_below_the_other(
    page: ComparePage, office: Workplace, qtbot: QtBot
) -> None:
    page.bar.choose(PERIODS, "charity")
    answered(page, qtbot)
    shown = cells(page)
    assert [row[0] for row in shown] == ["2022", "2023", "2024", "2025", "2026"]
    form = office.reporting.forms.open("vn-member-benefit")
    row = office.reporting.figures(form, Period.year(2024)).row("charity")
    assert row is not None
    assert shown[2][1] == f"{row.total:,}"
    assert "than in 2025" in page.words.text()
    assert page.charts["lines"]._data.labels == ("2022", "2023", "2024", "2025", "2026")


def test_bodies_are_added_side_by_side_and_taken_off_again(
    page: ComparePage, office: Workplace, qtbot: QtBot
) -> None:
    tree = office.structure.tree(date(2026, 12, 31))
    body = next(each for each in tree.bodies.values() if each.code == "H2")
    choice = NamedChoice(body.id, body.name)
    page.bar.body.set_choice(choice)
    page.bar.body.chosen.emit(choice)
    answered(page, qtbot)
    assert page.bar.question.bodies == ("", "H2")
    assert len(cells(page)[0]) == 5
    page.bar._chips["H2"].removed.emit()
    answered(page, qtbot)
    assert page.bar.question.bodies == ("",)


def test_a_ranking_begins_with_the_first(page: ComparePage, qtbot: QtBot) -> None:
    page.bar.choose(RANKING, "charity")
    answered(page, qtbot)
    shown = cells(page)
    assert [row[0] for row in shown][:2] == ["1", "2"]
    figures = [int(row[2].replace(",", "")) for row in shown]
    assert figures == sorted(figures, reverse=True)
    assert "Fewer than 30 members" in page.notes.text()
    page.bar.measure.setCurrentIndex(page.bar.measure.findData("change"))
    page.reload()
    answered(page, qtbot)
    assert page._charts.currentIndex() == list(page.charts).index("changes")


def test_what_is_shown_is_printed(page: ComparePage, qtbot: QtBot, tmp_path: Path) -> None:
    for mode in (PERIODS, RANKING):
        page.bar.choose(mode, "charity")
        answered(page, qtbot)
        path = tmp_path / f"{mode}.pdf"
        page.export_to(path)
        answered(page, qtbot)
        text = "".join(each.extract_text() for each in PdfReader(path).pages)
        assert cells(page)[0][1] in text
        assert page.words.text().splitlines()[0][:30] in text.replace("\n", " ")


def test_half_years_end_with_the_one_that_has_begun() -> None:
    found = spans(date(2026, 8, 3), 6, 3)
    assert found == (
        Period(date(2025, 7, 1), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 6, 30)),
        Period(date(2026, 7, 1), date(2026, 12, 31)),
    )


def test_a_late_return_of_an_old_year_or_of_one_to_come_changes_no_page(qtbot: QtBot) -> None:
    period = ReportPeriod(lambda: date(2026, 12, 3))
    qtbot.addWidget(period)
    quarter = Period(date(2026, 7, 1), date(2026, 9, 30))
    period.suggest([Period.year(2025), Period.year(2091), quarter, Period.year(2024)])
    assert period.period == quarter


def test_periods_of_returns_stand_below_the_usual_ones_with_the_newest_first(qtbot: QtBot) -> None:
    period = ReportPeriod(lambda: date(2026, 2, 3))
    qtbot.addWidget(period)
    period.set_period(Period.year(2022))
    period.suggest([Period.year(2025), Period.year(2021), Period.year(2024)])
    offered = [period.itemData(place) for place in range(period.count())]
    assert offered[4:] == [Period.year(2024), Period.year(2022), Period.year(2021), None]
    assert period.period == Period.year(2022)
