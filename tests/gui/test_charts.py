"""Charts: drawn from plain data, told in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from unionoffice.gui.charts import (
    BarChart,
    Chart,
    ChartData,
    DonutChart,
    HorizontalBars,
    LineChart,
    Series,
    nice_top,
)
from unionoffice.gui.look import Look, Theme
from unionoffice.gui.tokens import DARK, LIGHT

DATA = ChartData("Benefits", ("January", "February"), (Series("Turns", (12, 30)),))
KINDS = [BarChart, LineChart, HorizontalBars, DonutChart]


def shown(chart: Chart, qtbot: QtBot) -> Chart:
    qtbot.addWidget(chart)
    chart.resize(320, 200)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def colours_in(chart: Chart) -> set[str]:
    image = chart.grab().toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_chart_is_drawn_in_the_colours_of_either_theme(
    kind: type[Chart], look: Look, qtbot: QtBot
) -> None:
    chart = shown(kind(DATA), qtbot)
    assert LIGHT.series[0] in colours_in(chart)
    look.set_theme(Theme.DARK)
    assert DARK.series[0] in colours_in(chart)


@pytest.mark.parametrize("kind", KINDS)
def test_chart_without_values_says_so_instead_of_failing(
    kind: type[Chart], look: Look, qtbot: QtBot
) -> None:
    for data in (ChartData("", (), ()), ChartData("", ("a",), (Series("", (0,)),))):
        chart = shown(kind(data), qtbot)
        assert LIGHT.series[0] not in colours_in(chart)


def test_chart_is_told_in_words(look: Look, qtbot: QtBot) -> None:
    chart = shown(BarChart(DATA), qtbot)
    assert chart.accessibleName() == "Benefits"
    assert chart.accessibleDescription() == "January: 12; February: 30"


def test_value_is_told_where_the_mouse_rests(look: Look, qtbot: QtBot) -> None:
    chart = shown(HorizontalBars(DATA), qtbot)
    chart.grab()
    place = QPoint(20, 20)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, place, chart.mapToGlobal(place)))
    assert QToolTip.text() == "January: 12"


def test_many_parts_of_a_donut_end_in_the_rest(look: Look, qtbot: QtBot) -> None:
    labels = tuple(f"Kind {number}" for number in range(9))
    donut = DonutChart(ChartData("", labels, (Series("", tuple([5.0] * 9)),)))
    shown(donut, qtbot)
    assert donut._parts()[-1] == ("Other", 20.0)
    assert len(donut._parts()) == len(LIGHT.series)


@pytest.mark.parametrize(
    ("largest", "top"),
    [(0.4, 4), (4, 4), (15, 20), (30, 40), (214, 400), (96_400_000, 100_000_000)],
)
def test_axis_ends_at_a_round_number(largest: float, top: float) -> None:
    assert nice_top(largest) == top
