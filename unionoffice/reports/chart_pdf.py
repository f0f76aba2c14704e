"""A comparison on paper: A4 across, its sentences, the chart, and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing
from reportlab.graphics.widgets.markers import makeMarker
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Spacer,
    Table,
)

from unionoffice.core.files import written_whole
from unionoffice.reports import fonts
from unionoffice.reports.chart_paper import ChartPaper, PaperChart
from unionoffice.reports.pdf import style, written

PAGE = landscape(A4)
SIDE, TOP, BOTTOM = 18 * mm, 16 * mm, 14 * mm
WIDTH = PAGE[0] - 2 * SIDE
LINES_HEIGHT, BAR_HEIGHT = 75 * mm, 6.2 * mm
LONGEST_LABEL = 44
COLOURS = [
    HexColor(each) for each in ("#0B6E69", "#B4541A", "#3B5BA5", "#7A3E9D", "#5B7A1E", "#8A6D00")
]
_RULE = Color(0.6, 0.6, 0.6)
_TITLE = style("chart_title", 14, TA_CENTER, spaceAfter=2)
_SUBTITLE = style("chart_subtitle", 12, TA_CENTER, spaceAfter=8)
_OFFICE = style("chart_office", 12, spaceAfter=6)
_TEXT = style("chart_text", 12, spaceAfter=3)
_SMALL = style("chart_small", 10, spaceAfter=2)
_CELL = style("chart_cell", 10)
_NUMBER = style("chart_number", 10, TA_RIGHT)
_HEAD = style("chart_head", 10, TA_CENTER)


def write_chart_pdf(paper: ChartPaper, path: Path) -> None:
    """Equal figures give an equal file, byte for byte."""
    fonts.letters_of(fonts.REGULAR)
    fonts.letters_of(fonts.BOLD)
    with written_whole(path) as partial:
        document = BaseDocTemplate(
            str(partial),
            pagesize=PAGE,
            title=paper.title,
            author=paper.organisation,
            creator="UnionOffice",
            lang=paper.language,
            invariant=1,
            initialFontName=fonts.REGULAR,
            pageTemplates=[PageTemplate("page", [_frame()], onPage=_number_page)],
        )
        document.build(list(_story(paper)))


def _frame() -> Frame:
    height = PAGE[1] - TOP - BOTTOM
    return Frame(SIDE, BOTTOM, WIDTH, height, 0, 0, 0, 0)


def _number_page(canvas: Any, document: Any) -> None:
    if document.page > 1:
        canvas.setFont(fonts.REGULAR, 11)
        canvas.drawCentredString(PAGE[0] / 2, PAGE[1] - 11 * mm, str(document.page))


def _story(paper: ChartPaper) -> Iterator[Flowable]:
    yield written(paper.organisation.upper(), _OFFICE, fonts.BOLD)
    yield written(paper.title, _TITLE, fonts.BOLD)
    yield written(paper.subtitle, _SUBTITLE, fonts.ITALIC)
    for sentence in paper.sentences:
        yield written(sentence, _TEXT)
    yield Spacer(0, 3 * mm)
    if any(any(series.values) for series in paper.chart.series):
        yield _drawing(paper)
        yield Spacer(0, 4 * mm)
    yield _table(paper)
    yield Spacer(0, 2 * mm)
    for note in paper.notes:
        yield written(note, _SMALL, fonts.ITALIC)


def _drawing(paper: ChartPaper) -> Drawing:
    return _lines(paper) if paper.chart.kind == "lines" else _bars(paper)


def _lines(paper: ChartPaper) -> Drawing:
    data = paper.chart
    drawing = Drawing(WIDTH, LINES_HEIGHT)
    chart = HorizontalLineChart()
    chart.x, chart.y = 22 * mm, 10 * mm
    chart.width, chart.height = WIDTH - 30 * mm, LINES_HEIGHT - 22 * mm
    chart.data = [series.values for series in data.series]
    chart.categoryAxis.categoryNames = list(data.labels)
    chart.valueAxis.valueMin = 0
    chart.valueAxis.valueMax = max(max(series.values) for series in data.series) * 1.1
    for place in range(len(data.series)):
        chart.lines[place].strokeColor = COLOURS[place % len(COLOURS)]
        chart.lines[place].strokeWidth = 1.8
        chart.lines[place].symbol = makeMarker("FilledCircle", size=4)
    _dress(chart, paper)
    drawing.add(chart)
    if len(data.series) > 1:
        drawing.add(_legend(data))
    return drawing


def _bars(paper: ChartPaper) -> Drawing:
    data = paper.chart
    height = (len(data.labels) * BAR_HEIGHT * max(1, len(data.series) * 0.7)) + 12 * mm
    drawing = Drawing(WIDTH, height)
    chart = HorizontalBarChart()
    chart.x, chart.y = 82 * mm, 8 * mm
    chart.width, chart.height = WIDTH - 100 * mm, height - 12 * mm
    # The first stands at the top.
    chart.data = [tuple(reversed(series.values)) for series in data.series]
    chart.categoryAxis.categoryNames = [_cut(label) for label in reversed(data.labels)]
    chart.categoryAxis.labels.boxAnchor = "e"
    chart.categoryAxis.labelAxisMode = "low"
    chart.barLabelFormat = lambda value: data.column.shown(_decimal(value), paper.language)
    chart.barLabels.fontName, chart.barLabels.fontSize = fonts.REGULAR, 9
    chart.barLabels.nudge = 18
    chart.barLabels.boxAnchor = "c"
    lowest = min(value for series in data.series for value in series.values)
    chart.valueAxis.valueMin = min(0.0, lowest * 1.3)  # room for the figure beside the bar
    for place in range(len(data.series)):
        chart.bars[place].fillColor = COLOURS[place % len(COLOURS)]
        chart.bars[place].strokeColor = None
    _dress(chart, paper)
    drawing.add(chart)
    return drawing


def _dress(chart: Any, paper: ChartPaper) -> None:
    """The paper's letters and quiet lines on both axes."""
    column, language = paper.chart.column, paper.language
    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = fonts.REGULAR, 9
        axis.strokeColor = _RULE
    chart.valueAxis.visibleGrid = True
    chart.valueAxis.gridStrokeColor = Color(0.88, 0.88, 0.88)
    chart.valueAxis.labelTextFormat = lambda value: column.shown(_decimal(value), language)


def _legend(data: PaperChart) -> Legend:
    legend = Legend()
    legend.x, legend.y = 22 * mm, LINES_HEIGHT - 2 * mm
    legend.alignment, legend.columnMaximum = "right", 1
    legend.fontName, legend.fontSize = fonts.REGULAR, 9
    legend.deltax, legend.dxTextSpace, legend.dx = 60, 4, 8
    legend.colorNamePairs = [
        (COLOURS[place % len(COLOURS)], _cut(series.name))
        for place, series in enumerate(data.series)
    ]
    return legend


def _table(paper: ChartPaper) -> Table:
    heads = [written(column.title, _HEAD, fonts.BOLD) for column in paper.columns]
    texts = [
        column.kind == "text" and place != len(paper.columns) - 1
        for place, column in enumerate(paper.columns)
    ]
    body = [
        [
            written(cell, _CELL if is_text else _NUMBER)
            for cell, is_text in zip(row, texts, strict=True)
        ]
        for row in paper.texts()
    ]
    table = Table([heads, *body], colWidths=_widths(paper), repeatRows=1)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("GRID", (0, 0), (-1, -1), 0.4, _RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return table


def _widths(paper: ChartPaper) -> list[float]:
    """Names of organisations get the room that figures leave."""
    weights = []
    for place, column in enumerate(paper.columns):
        longest = max([len(row[place]) for row in paper.texts()[:200]], default=0)
        is_name = column.kind == "text" and longest > 14
        weights.append(4.0 if is_name else 1.2)
    return [WIDTH * weight / sum(weights) for weight in weights]


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _decimal(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))
