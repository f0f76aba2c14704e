"""Comparing: one figure over the years and between bodies, and who stands first and last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from unionoffice.core.i18n import _, current_language
from unionoffice.exchange.comparison_paper import paper_of_comparison, paper_of_ranking
from unionoffice.exchange.structures import View
from unionoffice.gui.charts import ChangeBars, Chart, ChartData, HorizontalBars, LineChart, Series
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.compare_bar import PERIODS, CompareBar, Question
from unionoffice.gui.screens.folders import ask_where_to_write, open_folder
from unionoffice.gui.screens.simple_table import LEAST_WIDE, SimpleRow, SimpleTable
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import column, row, scrolled
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Progress, Worker
from unionoffice.reports.chart_paper import ChartPaper, PaperChart
from unionoffice.services.body_tree import Tree
from unionoffice.workplace import Workplace

NAME_LEAST, NAME_WIDTH, PERIOD_WIDTH = 210, 270, 170


class ComparePage(Page):
    """A table, the same as a chart, and what changed in words; all of it as a PDF."""

    def __init__(
        self, services: Workplace, ways: Ways, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self._services = services
        self._today = today
        self._worker = Worker(self)
        self._tree: Tree | None = None
        self._paper: ChartPaper | None = None
        self._is_stale = True
        self.bar = CompareBar(services.reporting.forms, self._bodies, today)
        self.bar.suggest(services.returns.periods())
        self.export = SecondaryButton(_("Export (PDF) …"), "file-export")
        self.done = Banner(is_closable=True)
        self.words = Text("", wrap=True)
        self.notes = Text("", "muted", wrap=True)
        self.table: SimpleTable | None = None
        self._tables = QStackedWidget()
        self.charts: dict[str, Chart] = {
            "lines": LineChart(),
            "bars": HorizontalBars(),
            "changes": ChangeBars(),
        }
        self._charts = QStackedWidget()
        self._state = StateView()
        self._card = Card()
        self._build()
        self._busy = BusyOverlay(self)
        self._connect(ways)

    def _build(self) -> None:
        head = row(spacing=S2)
        head.addWidget(ElidedText(_("Compare"), "title"), 1)
        head.addWidget(self.export)
        title = column(spacing=S1)
        title.addLayout(head)
        purpose = _("One figure of the form over the years, and between the bodies below.")
        title.addWidget(ElidedText(purpose, "muted"))
        for chart in self.charts.values():
            self._charts.addWidget(scrolled(chart))
        parts = row(spacing=S4)
        parts.addWidget(self._tables, 3)
        parts.addWidget(self._card, 2)
        self._card.content.addWidget(self._charts)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(title)
        layout.addWidget(self.bar)
        layout.addWidget(self.done)
        layout.addWidget(self.words)
        layout.addLayout(parts, 1)
        layout.addWidget(self.notes)
        layout.addWidget(self._state, 1)
        self._show_parts(False)
        self._state.say_loading()

    def _connect(self, ways: Ways) -> None:
        self.bar.changed.connect(self.reload)
        self.export.clicked.connect(self._ask_where)
        self._state.acted.connect(self.reload)
        self._worker.broke.connect(self.broke)
        ways.changed.connect(self._note_change)

    def _bodies(self) -> Tree:
        """The tree of today, read once for each showing."""
        if self._tree is None:
            self._tree = self._services.structure.tree(self._today())
        return self._tree

    def reload(self) -> None:
        """Compare again; what stands is shown until the answer comes."""
        self._is_stale = False
        work = partial(self._compared, self.bar.question, current_language())
        self._busy.begin(_("Comparing …"))
        job = self._worker.run(work, "compare")
        self._busy.cancel_wanted.connect(job.cancel)
        job.progressed.connect(self._busy.show_progress)
        job.done.connect(self._show_paper)
        job.failed.connect(self._show_error)
        job.ended.connect(self._busy.end)

    def _compared(self, asked: Question, language: str, progress: Progress) -> ChartPaper:
        """Called in a worker's thread."""
        comparing, own = self._services.comparing, self._services.office.own().name
        if asked.mode == PERIODS:
            found = comparing.over_periods(
                asked.form,
                asked.row_key,
                asked.figure,
                asked.periods,
                asked.bodies,
                asked.measure,
                progress,
            )
            return paper_of_comparison(found, own, language)
        (period,) = asked.periods
        view = View(asked.bodies[-1], period.last)
        ranking = comparing.ranking(
            asked.form,
            asked.row_key,
            asked.figure,
            period,
            asked.measure,
            view,
            of_parts=asked.of_parts,
        )
        return paper_of_ranking(ranking, own, language)

    def _show_paper(self, paper: ChartPaper) -> None:
        self._paper = paper
        self._state.hide()
        self._show_parts(True)
        self.words.setText("\n".join(paper.sentences))
        self.notes.setText("\n".join(paper.notes))
        self.notes.setVisible(bool(paper.notes))
        self._show_table(paper)
        chart = self.charts[paper.chart.kind]
        chart.show_data(chart_data(paper.chart, paper.language))
        if isinstance(chart, HorizontalBars):  # as high as its bars: it scrolls
            chart.setMinimumHeight(chart.sizeHint().height())
        self._charts.setCurrentIndex(list(self.charts).index(paper.chart.kind))

    def _show_table(self, paper: ChartPaper) -> None:
        """Every question has columns of its own, so that the table is made anew."""
        kinds = [column.kind for column in paper.columns]
        numbers = [place for place, kind in enumerate(kinds) if kind != "text"]
        wide = 1 if kinds[:2] == ["text", "text"] else 0
        heads = [column.title for column in paper.columns]
        most = NAME_WIDTH if wide else PERIOD_WIDTH
        least = NAME_LEAST if wide else LEAST_WIDE
        table = SimpleTable(paper.title, heads, wide, numbers, least=least, most=most)
        if wide:  # names of bodies begin alike
            table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.show_rows([SimpleRow(texts) for texts in paper.texts()])
        if self.table is not None:
            self._tables.removeWidget(self.table)
            self.table.deleteLater()
        self.table = table
        self._tables.addWidget(table)
        self._tables.setCurrentWidget(table)

    def _show_error(self, sentence: str) -> None:
        self._show_parts(False)
        self._state.show()
        self._state.say_error(sentence)

    def _show_parts(self, is_there: bool) -> None:
        for part in (self.words, self._tables, self._card, self.notes):
            part.setVisible(is_there)
        self.export.setEnabled(is_there)

    def _note_change(self, _register: str) -> None:
        self._is_stale, self._tree = True, None
        if self.isVisible():
            self.reload()

    # The paper

    def _ask_where(self) -> None:
        proposal = Path.home() / f"{_('Compare')}.pdf"
        path = ask_where_to_write(self, _("Export the comparison"), proposal, "PDF", ".pdf")
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Print what is shown."""
        if self._paper is None:
            return
        job = self._worker.run(partial(_printed, self._paper, path), "paper")
        job.done.connect(self._say_exported)
        job.failed.connect(self._say_failed)

    def _say_exported(self, path: Path) -> None:
        self.done.say(_("{file} was written.").format(file=path.name), "ok", _("Open the folder"))
        self.done.acted.connect(then(open_folder, path.parent))

    def _say_failed(self, sentence: str) -> None:
        self.done.say(sentence, "bad")

    # What the window asks of a page

    def on_shown(self) -> None:
        if self._is_stale:
            self.reload()

    def focus_search(self) -> None:
        self.bar.row.setFocus()


def chart_data(chart: PaperChart, language: str) -> ChartData:
    """What the charts of the window take."""

    def shown(value: float) -> str:
        return chart.column.shown(_rounded(value), language)

    series = tuple(Series(each.name, each.values) for each in chart.series)
    return ChartData(chart.title, chart.labels, series, shown)


def _rounded(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))


def _printed(paper: ChartPaper, path: Path, _progress: Progress) -> Path:
    # ReportLab is loaded when something is printed.
    from unionoffice.reports.chart_pdf import write_chart_pdf

    write_chart_pdf(paper, path)
    return path
