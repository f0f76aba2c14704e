"""The board itself: tiles that filter, a search line, the table, and one organisation beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.exchange.board_entries import LATE, MISSING, RETURNED, WARNINGS, Entry
from unionoffice.exchange.board_states import ALL, IN, States, Wanted
from unionoffice.exchange.refusals import RefusedView
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.board_panel import BoardPanel
from unionoffice.gui.screens.board_rows import HEADS, BoardRows
from unionoffice.gui.screens.simple_table import SimpleTable
from unionoffice.gui.screens.ways import then
from unionoffice.gui.tokens import PANEL_WIDTH, S2, S3
from unionoffice.gui.widgets.cards import StatTile
from unionoffice.gui.widgets.labels import Text, restyle
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.search_line import SearchLine
from unionoffice.gui.widgets.splitter import RememberedSplitter
from unionoffice.gui.work import Progress, Worker

_TILES = {
    ALL: (N_("Expected"), "building-community"),
    IN: (N_("Handed in"), "inbox"),
    WARNINGS: (N_("To be looked at"), "alert-triangle"),
    RETURNED: (N_("Given back"), "arrow-back-up"),
    LATE: (N_("Late"), "clock"),
    MISSING: (N_("Missing"), "hourglass"),
}


MEASURED_ROWS = 40  # the widths of columns are taken from; measuring a thousand takes a second


class BoardPane(QWidget):
    """Arrows walk through the bodies, Enter opens one, Esc closes it."""

    chosen = Signal(str)  # the code of the body whose panel opens
    failed = Signal(str)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._states: States | None = None
        self.rows = BoardRows()
        self._filter = ALL
        self._sorted: tuple[int, bool] | None = None
        self.tiles = {key: StatTile(_(words), icon) for key, (words, icon) in _TILES.items()}
        self.search = SearchLine(_("Search by name or code"))
        self.count = Text("", "muted")
        heads = [_(words) for words in HEADS.values()]
        self.table = SimpleTable(
            _("Returns"), heads, wide=len(heads) - 1, numbers=(3,), spare=(3, 4, 2), least=72
        )
        self.panel = BoardPanel()
        self._splitter = RememberedSplitter(memory, "board_panel")
        # A thread of its own: who searches does not wait until all returns are checked.
        self.asking = Worker(self, QThreadPool(self))
        self._build()
        self._connect()

    def _build(self) -> None:
        tiles = row(spacing=S2)
        for tile in self.tiles.values():
            tiles.addWidget(tile)
        line = row(spacing=S3)
        line.addWidget(self.search, 1)
        line.addWidget(self.count, 2)
        left = QWidget()
        parts = column(left, S3)
        parts.addLayout(line)
        parts.addWidget(self.table, 1)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.panel)
        self._splitter.begin([3, 0], PANEL_WIDTH)
        self.panel.hide()
        layout = column(self, S3)
        layout.addLayout(tiles)
        layout.addWidget(self._splitter, 1)
        across = self.table.horizontalHeader()
        across.setSectionsClickable(True)
        across.setResizeContentsPrecision(MEASURED_ROWS)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _connect(self) -> None:
        for key, tile in self.tiles.items():
            tile.make_clickable(_(_TILES[key][0]))
            tile.clicked.connect(then(self.show_only, key))
        self.search.searched.connect(self._ask)
        self.search.left_down.connect(self.table.setFocus)
        self.table.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.panel.closed.connect(self.close_panel)

    def wanted(self) -> Wanted:
        """What is filtered, searched and sorted by."""
        section, is_falling = self._sorted or (None, False)
        order = "" if section is None else tuple(HEADS)[section]
        return Wanted(self._filter, self.search.text(), order, is_falling)

    def show_states(self, states: States, rows: BoardRows) -> None:
        """Show a board; what is chosen, searched and sorted stays."""
        self._states = states
        for key, found in states.counts().items():
            self.tiles[key].show_figure("…" if found is None else number(found))
        self._mark_tiles()
        self._show_rows(rows)
        entry = self.entry(self.panel.code) if self.panel.code else None
        if entry is None:
            self.close_panel()
        elif self.panel.isVisibleTo(self):
            self.choose(entry.code)
        if rows.ranked is not None and rows.ranked.wanted != self.wanted():
            self._ask()

    def entry(self, code: str) -> Entry | None:
        return None if self._states is None else self._states.entry(code)

    def show_only(self, key: str) -> None:
        """Let one tile filter; the same again lets everybody through."""
        self._filter = ALL if key == self._filter else key
        self._mark_tiles()
        self._ask()

    def sort_by(self, section: int) -> None:
        """Sort by a column: rising, falling, then by gravity again."""
        if self._sorted is None or self._sorted[0] != section:
            self._sorted = (section, False)
        else:
            self._sorted = None if self._sorted[1] else (section, True)
        across: QHeaderView = self.table.horizontalHeader()
        order = Qt.SortOrder.AscendingOrder
        if self._sorted is not None and self._sorted[1]:
            order = Qt.SortOrder.DescendingOrder
        across.setSortIndicator(-1 if self._sorted is None else section, order)
        self._ask()

    def open(self, code: str) -> None:
        """Open the panel on one body."""
        entry = self.entry(code)
        if entry is None:
            return
        was_open = self.panel.isVisibleTo(self)
        self.panel.show_entry(entry)
        self.panel.show()
        if not was_open:
            self._splitter.make_room()
        self.chosen.emit(code)

    def open_refused(self, file: RefusedView) -> None:
        """Open the panel on a file that was refused."""
        was_open = self.panel.isVisibleTo(self)
        self.panel.show_refused(file)
        self.panel.show()
        if not was_open:
            self._splitter.make_room()

    def choose(self, code: str) -> None:
        """Open one body, and select it if it is in the table."""
        place = self.rows.place_of(code)
        if place is not None:
            self.table.selectRow(place)
        self.open(code)

    def close_panel(self) -> None:
        self.panel.hide()
        self.table.setFocus()

    def _mark_tiles(self) -> None:
        for key, tile in self.tiles.items():
            is_chosen = key == self._filter
            tile.setProperty("chosen", "true" if is_chosen else "false")
            restyle(tile)

    def _ask(self) -> None:
        states, wanted = self._states, self.wanted()
        if states is None:
            return

        def work(_progress: Progress) -> BoardRows:
            return BoardRows(states.ranked(wanted))

        job = self.asking.run(work, "rows")
        job.done.connect(self._show_rows)
        job.failed.connect(self.failed)

    def _show_rows(self, rows: BoardRows) -> None:
        self.rows = rows
        self.table.show_rows(rows)
        words = ngettext("{count} row", "{count} rows", len(rows))
        self.count.setText(words.format(count=number(len(rows))))

    def _open(self, index: QModelIndex) -> None:
        chosen = self.table.content.rows[index.row()].data
        if isinstance(chosen, RefusedView):
            self.open_refused(chosen)
        elif chosen:
            self.open(chosen)

    def _follow(self, index: QModelIndex) -> None:
        """With the panel open, the arrows leaf through the bodies."""
        if self.panel.isVisibleTo(self) and index.isValid():
            self._open(index)
