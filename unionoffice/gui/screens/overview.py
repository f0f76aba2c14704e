"""Today: what needs attention, four figures with their trend, two charts. It opens first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.charts import BarChart, ChartData, HorizontalBars, Series
from unionoffice.gui.figures import Figure, figures_of
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.need_words import (
    FEW_NEEDS,
    ICONS,
    MENDING,
    MOST_KINDS,
    TONES,
    action_of,
    sentence_of,
)
from unionoffice.gui.screens.steps import FirstSteps
from unionoffice.gui.screens.summed_card import SummedCard
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import NARROW_PAGE, S2, S3, S4, S6
from unionoffice.gui.widgets.buttons import QuietButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card, IconLabel, StatTile
from unionoffice.gui.widgets.labels import Line, Text
from unionoffice.gui.widgets.layouts import column, row, scrolled
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.glance import Glance, Need

REFRESH_PAUSE_MS = 400


class OverviewPage(Page):
    """Shows a glance at once, whatever day it is of, and the newest when it has been counted."""

    def __init__(self, ways: Ways, first: Glance | None = None) -> None:
        super().__init__()
        self._ways = ways
        self._count: Callable[[], Glance] | None = None
        self._worker = Worker(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REFRESH_PAUSE_MS)
        self._day = Text("", "muted")
        self._steps = FirstSteps(ways)
        self._needs = NeedsCard(ways)
        self._tiles = Tiles()
        self._sums = SummedCard(ways)
        self._charts = Charts()
        self._build()
        self._connect()
        if first is not None:
            self.show_glance(first)

    def _build(self) -> None:
        inner = QWidget()
        layout = column(inner, S4)
        layout.setContentsMargins(S6, S4, S6, S6)
        head = column(spacing=0)
        head.addWidget(Text(_("Today"), "title"))
        head.addWidget(self._day)
        layout.addLayout(head)
        parts = (self._steps, self._needs, self._tiles, self._sums, self._charts)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        column(self).addWidget(scrolled(inner, is_in_first_picture=True))
        for part in parts:
            part.hide()

    def _connect(self) -> None:
        self._ways.changed.connect(self._count_soon)
        self._soon.timeout.connect(self.count_anew)
        self._worker.broke.connect(self.broke)

    def attach(self, count: Callable[[], Glance]) -> None:
        """From now on figures can be counted; the first ones are counted at once."""
        self._count = count
        self.count_anew()

    def count_anew(self) -> None:
        """Count in the background; what stands is shown until the answer comes."""
        if self._count is not None:
            self._worker.run(self._counted, "count").done.connect(self.show_glance)

    def _counted(self, _progress: Progress) -> Glance:
        assert self._count is not None
        return self._count()

    def _count_soon(self, _register: str) -> None:
        self._soon.start()

    def show_glance(self, glance: Glance) -> None:
        """Show these figures."""
        self._day.setText(
            _("{day} · {office}").format(day=day(glance.counted_on), office=glance.office)
        )
        beginning = not glance.has_all_firsts and not glance.collects
        self._steps.setVisible(beginning)
        self._steps.show_glance(glance)
        self._needs.setVisible(not glance.is_empty)
        self._needs.show_needs(glance.needs)
        self._tiles.setVisible(not beginning)
        self._tiles.show_glance(glance)
        self._sums.show_sums(glance.summed)
        self._charts.setVisible(bool(glance.benefit_kinds))
        self._charts.show_glance(glance)

    # Qt overrides
    def on_shown(self) -> None:
        self.count_anew()


class NeedsCard(Card):
    """What needs attention, the most pressing first, each with its button."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways = ways
        self._needs: tuple[Need, ...] = ()
        self._shows_all = False
        self._heading = Text(_("Needs attention"), "heading")
        self._rows = column(spacing=0)
        self._more = QuietButton("", "chevron-down")
        self.content.addWidget(self._heading)
        self.content.addLayout(self._rows)
        self.content.addWidget(self._more)
        self._more.clicked.connect(self._show_all)

    def show_needs(self, needs: tuple[Need, ...]) -> None:
        if needs != self._needs or not self._rows.count():
            self._needs = needs
            self._fill()

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()

    def _fill(self) -> None:
        while self._rows.count():
            widget = self._rows.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        shown = self._needs if self._shows_all else self._needs[:FEW_NEEDS]
        for place, need in enumerate(shown):
            if place:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(need))
        if not shown:
            self._rows.addWidget(_calm_row())
        hidden = len(self._needs) - len(shown)
        self._more.setVisible(hidden > 0)
        words = ngettext("Show {count} more", "Show {count} more", hidden)
        self._more.setText(words.format(count=number(hidden)))

    def _row(self, need: Need) -> QWidget:
        sentence = sentence_of(need)
        line = QWidget()
        layout = row(line, S3)
        layout.setContentsMargins(0, S2, 0, S2)
        layout.addWidget(IconLabel(ICONS[need.severity], TONES[need.severity]))
        layout.addWidget(Text(sentence, wrap=True), 1)
        button = SecondaryButton(action_of(need))
        button.setAccessibleDescription(sentence)
        button.clicked.connect(then(self._follow, need))
        layout.addWidget(button)
        return line

    def _follow(self, need: Need) -> None:
        if need.kind in MENDING:
            self._ways.mending_wanted.emit()
        elif need.person_id is not None:
            self._ways.person_wanted.emit(need.person_id)
        elif need.register and need.filters:
            self._ways.register_wanted.emit(need.register, need.filters)
        elif need.register:
            self._ways.new_wanted.emit(need.register)
        else:
            self._ways.page_wanted.emit(need.page)


def _calm_row() -> QWidget:
    line = QWidget()
    layout = row(line, S3)
    layout.setContentsMargins(0, S2, 0, S2)
    layout.addWidget(IconLabel("circle-check", "ok"))
    layout.addWidget(Text(_("Nothing is waiting. Everything that was entered is complete.")), 1)
    return line


class Tiles(QWidget):
    """Four figures in a row, or two rows of two where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles: dict[str, StatTile] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(S4)
        self._shown: list[StatTile] = []

    def show_glance(self, glance: Glance) -> None:
        self._shown = [self._showing(figure) for figure in figures_of(glance)]
        self._arrange()

    def _showing(self, figure: Figure) -> StatTile:
        tile = self._tiles.get(figure.icon)
        if tile is None:
            tile = self._tiles[figure.icon] = StatTile(figure.label, figure.icon, self)
            # Tiles of one row are alike, however long their words are.
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tile.show_figure(figure.text, figure.trend, "", figure.values)
        return tile

    def _arrange(self) -> None:
        across = 2 if self.width() < scaled(NARROW_PAGE) else 4
        for place, tile in enumerate(self._shown):
            self._grid.addWidget(tile, place // across, place % across)
        # Placed first: what is shown without a parent is a window of its own for a moment.
        for tile in self._tiles.values():
            tile.setVisible(tile in self._shown)
        for place in range(4):
            self._grid.setColumnStretch(place, 1 if place < min(across, len(self._shown)) else 0)
            self._grid.setColumnMinimumWidth(place, 0)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class Charts(QWidget):
    """The benefits of the year by kind and by month."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds = HorizontalBars()
        self._months = BarChart()
        self._kinds_card = Card(_("Benefits this year, by kind (turns)"))
        self._months_card = Card(_("Benefits this year, by month (turns)"))
        self._kinds_card.content.addWidget(self._kinds, 1)
        self._months_card.content.addWidget(self._months, 1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(S4)

    def show_glance(self, glance: Glance) -> None:
        kinds = glance.benefit_kinds[:MOST_KINDS]
        self._kinds.show_data(
            ChartData(
                _("Benefits this year, by kind (turns)"),
                tuple(_(each.label) for each in kinds),
                (Series(_("Turns"), tuple(float(each.turns) for each in kinds)),),
            )
        )
        self._months.show_data(
            ChartData(
                _("Benefits this year, by month (turns)"),
                tuple(str(each.month) for each in glance.benefit_months),
                (Series(_("Turns"), tuple(float(each.turns) for each in glance.benefit_months)),),
            )
        )

    def _arrange(self) -> None:
        below = self.width() < scaled(NARROW_PAGE)
        self._grid.addWidget(self._kinds_card, 0, 0)
        self._grid.addWidget(self._months_card, 1 if below else 0, 0 if below else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if below else 1)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
