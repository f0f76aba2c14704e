"""The table of a register: columns as the user wants them, totals of what is marked, copying."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionRange, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.gui.column_widths import head_width, shared_out, wanted_width
from unionoffice.gui.memory import Memory
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.record_model import FIRST, RecordModel, money_field
from unionoffice.gui.row_painter import RowPainter
from unionoffice.gui.theme import scaled, text_font, text_scale
from unionoffice.gui.tokens import CONTROL_HEIGHT, SEMIBOLD, SMALL
from unionoffice.services.views import Query, RegisterView, Row, Totals

MOST_SUMMED = 2_000
MOST_COPIED = 10_000
ROWS_FITTED = 40  # so many of the first ones say how wide their columns must be
# What a spreadsheet would take for a formula when a name or note begins with it.
FORMULA_SIGNS = ("=", "+", "-", "@")


class RecordTable(QTableView):
    """Enter or a double click opens a record; a click on a head sorts, a right click chooses."""

    opened = Signal(int)
    order_wanted = Signal(str, bool)
    columns_changed = Signal()
    marked = Signal(object)  # Totals of the marked rows, None when fewer than two are marked
    said = Signal(str)
    shown = Signal()  # the rows that were asked for last
    refused = Signal(str)

    def __init__(
        self,
        service: RecordService,
        register: RegisterView,
        memory: Memory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._register = register
        self._memory = memory
        self._key = f"columns/{register.key}"
        self._fields = {field.key: field for field in register.table_fields}
        self._money = money_field(register.fields)
        self._shown = self._recall_columns()
        self._widths: dict[str, float] = memory.recall(f"{self._key}/widths", {})
        self._wanted: dict[str, int] = {}  # widths, by the rows that were seen first
        self._is_laying_out = False
        self._is_waiting = False
        self._to_choose: int | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self.records = RecordModel(service, register.key, self)
        self.setModel(self.records)
        self._painter = RowPainter(self, self.records)
        self._prepare()
        self._connect()

    def _prepare(self) -> None:
        self.setAccessibleName(_(self._register.title))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setSectionsMovable(True)
        across.setSectionsClickable(True)
        across.setHighlightSections(False)
        across.setStretchLastSection(True)
        across.setSortIndicatorShown(True)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.setMinimumSectionSize(48)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._follow_text_size()

    def _connect(self) -> None:
        across = self.horizontalHeader()
        across.sectionClicked.connect(self._ask_for_order)
        across.sectionMoved.connect(self._remember_order)
        across.sectionResized.connect(self._remember_width)
        across.customContextMenuRequested.connect(self._open_column_menu)
        self.doubleClicked.connect(self._open_current)
        self._soon.timeout.connect(self._sum_up_marked)
        self.records.modelAboutToBeReset.connect(self._begin_laying_out)
        self.records.shown.connect(self._show_from_the_top)
        self.records.refused.connect(self._pass_on_refusal)
        for words, deed in ((_("Open"), self._open_current), (_("Copy"), self.copy_marked)):
            action = QAction(words, self)
            action.triggered.connect(deed)
            self.addAction(action)

    # What is shown

    def show_query(self, query: Query, first: int = FIRST) -> None:
        """Ask for the rows of a query; they are shown from the top, at once or a little later."""
        fields = tuple(self._fields[key] for key in self._shown)
        summed = filter(None, (self._money, self._register.counting_field))
        hidden = tuple(key for key in summed if key not in self._shown)
        self._is_waiting, self._to_choose = True, None
        try:
            self.records.show(query, fields, hidden, first)
        except UserError:
            self._is_waiting = False
            raise

    @property
    def is_waiting(self) -> bool:
        """The rows that are seen are not yet those that were asked for."""
        return self._is_waiting

    def _begin_laying_out(self) -> None:
        """Qt moves and sizes columns when the rows change: that is no wish of the user."""
        self._is_laying_out = True

    def _pass_on_refusal(self, sentence: str) -> None:
        self._is_waiting = False
        self.refused.emit(sentence)

    def _show_from_the_top(self) -> None:
        self._is_waiting = False
        self._lay_out()
        self._is_laying_out = False
        self._show_order(self.records.query)
        self.scrollToTop()
        self.executeDelayedItemsLayout()  # or else it asks for a second repaint, after the first
        self.marked.emit(None)
        if self._to_choose is not None:
            self.choose(self._to_choose)
        self.shown.emit()

    def choose(self, record_id: int) -> bool:
        """Mark one record if it is among the rows looked at, or will be when they come."""
        if self._is_waiting:
            self._to_choose = record_id
            return False
        place = self.records.row_of(record_id)
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self.records.index(place, 0))
        return True

    def step(self, by: int) -> int | None:
        """Go to the row after or before the current one; gives its record."""
        place = max(0, min(self.records.rowCount() - 1, self.currentIndex().row() + by))
        row = self.records.row(place) if self.records.rowCount() else None
        if row is None or place == self.currentIndex().row():
            return None
        self.selectRow(place)
        self.scrollTo(self.records.index(place, 0))
        return row.id

    @property
    def current_id(self) -> int | None:
        index = self.currentIndex()
        row = self.records.row(index.row()) if index.isValid() else None
        return row.id if row is not None else None

    @property
    def shown_fields(self) -> tuple[str, ...]:
        """The keys of the columns, in the order in which they are seen."""
        return tuple(self._shown)

    # Columns

    def column_menu(self, parent: QWidget) -> QMenu:
        """A menu in which columns are ticked."""
        menu = QMenu(parent)
        for key, field in self._fields.items():
            action = menu.addAction(_(field.label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key in self._shown)
            action.setEnabled(self._shown != [key])
            action.setData(key)
        menu.addSeparator()
        usual = menu.addAction(_("The usual columns"))
        usual.setData("")
        menu.triggered.connect(self._toggle_column)
        return menu

    def _open_column_menu(self) -> None:
        self.column_menu(self).popup(self.cursor().pos())

    def _toggle_column(self, action: QAction) -> None:
        key = action.data()
        if not key:
            self._shown = self._usual_columns()
            self._widths, self._wanted = {}, {}
        elif key in self._shown:
            self._shown.remove(key)
        else:
            # A column that comes back stands where the register has it.
            order = list(self._fields)
            behind = [
                place
                for place, shown in enumerate(self._shown)
                if order.index(shown) < order.index(key)
            ]
            self._shown.insert(behind[-1] + 1 if behind else 0, key)
        self._memory.keep(self._key, self._shown)
        self.columns_changed.emit()

    def _usual_columns(self) -> list[str]:
        usual = [key for key, field in self._fields.items() if field.is_in_table]
        return usual or list(self._fields)

    def _recall_columns(self) -> list[str]:
        kept = [key for key in self._memory.recall(self._key, []) if key in self._fields]
        return kept or self._usual_columns()

    def _lay_out(self) -> None:
        across = self.horizontalHeader()
        if self.records.rowCount() and not self._wanted.keys() >= set(self._shown):
            self._wanted = self._fit_to_rows()
        fitted = self._share_out()
        for column, field in enumerate(self.records.fields):
            across.moveSection(across.visualIndex(column), column)
            chosen = self._widths.get(field.key)
            if chosen is not None:
                self.setColumnWidth(column, scaled(chosen))
            elif field.key in fitted:
                self.setColumnWidth(column, fitted[field.key])

    def _fit_to_rows(self) -> dict[str, int]:
        fields, font = self.records.fields, self.fontMetrics()
        seen = range(min(self.records.rowCount(), ROWS_FITTED))
        rows = [row for place in seen if (row := self.records.row(place)) is not None]
        ordered = self.records.query.order_by or self._register.default_order
        wanted = []
        for column, field in enumerate(fields):
            texts = (self.records.text(row, column) for row in rows)
            head = head_width(_(field.label), has_arrow=field.key == ordered)
            wanted.append(wanted_width(field, head, texts, font))
        return {field.key: width for field, width in zip(fields, wanted, strict=True)}

    def _share_out(self) -> dict[str, int]:
        fields = [field for field in self.records.fields if field.key in self._wanted]
        if not fields:
            return {}
        wanted = [self._wanted[field.key] for field in fields]
        widths = shared_out(wanted, self.viewport().width(), fields)
        return {field.key: width for field, width in zip(fields, widths, strict=True)}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_waiting and event.size().width() != event.oldSize().width():
            self._is_laying_out = True
            self._lay_out()
            self._is_laying_out = False

    def _remember_order(self) -> None:
        if self._is_laying_out:
            return
        across = self.horizontalHeader()
        fields = self.records.fields
        self._shown = [fields[across.logicalIndex(place)].key for place in range(len(fields))]
        self._memory.keep(self._key, self._shown)

    def _remember_width(self, column: int, _before: int, width: int) -> None:
        last = self.horizontalHeader().visualIndex(column) == len(self.records.fields) - 1
        if not self._is_laying_out and not last:
            self._widths[self.records.fields[column].key] = width / text_scale()
            self._memory.keep(f"{self._key}/widths", self._widths)

    def _ask_for_order(self, column: int) -> None:
        across = self.horizontalHeader()
        key = self.records.fields[column].key
        was_here = across.sortIndicatorSection() == column
        ascending = across.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.order_wanted.emit(key, was_here and not ascending)

    def _show_order(self, query: Query) -> None:
        key = query.order_by or self._register.default_order
        down = query.descending if query.order_by else self._register.default_descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        place = self._shown.index(key) if key in self._shown else -1
        self.horizontalHeader().setSortIndicator(place, order)

    # Marked rows

    def marked_rows(self) -> Iterable[int]:
        for part in self._marked_ranges():
            yield from range(part.top(), part.bottom() + 1)

    def _marked_ranges(self) -> list[QItemSelectionRange]:
        # Ranges, never indexes: marking all of 100,000 rows must cost nothing.
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    @property
    def marked_count(self) -> int:
        return sum(part.height() for part in self._marked_ranges())

    def marked_records(self) -> list[Row]:
        """The records of the marked rows, from top to bottom."""
        rows = map(self.records.row, sorted(self.marked_rows()))
        return [row for row in rows if row is not None]

    def copy_marked(self) -> None:
        """Put the marked rows on the clipboard as a spreadsheet reads them."""
        if self.marked_count > MOST_COPIED:
            self.said.emit(_("That is too much to copy at once. Use Export instead."))
            return
        order = [self.records.fields.index(self._fields[key]) for key in self._shown]
        lines = [[_(self._fields[key].label) for key in self._shown]]
        lines += [
            [_for_a_cell(self.records.text(row, column)) for column in order]
            for row in self.marked_records()
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _sum_up_marked(self) -> None:
        if (count := self.marked_count) < 2:
            self.marked.emit(None)
        elif count > MOST_SUMMED:
            self.marked.emit(Totals(count))
        else:
            self.marked.emit(self._totals_of(self.marked_records()))

    def _totals_of(self, rows: Sequence[Row]) -> Totals:
        counting = [row for row in rows if self._counts(row)]
        people = {row.person_id for row in counting}
        amount = None
        if self._money:
            values = [self.records.hidden_value(row, self._money) for row in counting]
            amount = sum((value for value in values if value is not None), Decimal(0))
        uncounted = len(rows) - len(counting)
        known_people = None if self._register.is_of_people or None in people else len(people)
        return Totals(len(rows), known_people, None, amount, uncounted)

    def _counts(self, row: Row) -> bool:
        key = self._register.counting_field
        decided = not key or self.records.hidden_value(row, key) in self._register.counting_values
        return decided and not row.is_voided

    def _open_current(self) -> None:
        if self.current_id is not None:
            self.opened.emit(self.current_id)

    def _follow_text_size(self) -> None:
        self.setFont(text_font())
        # The style sheet draws heads in small letters; by these Qt judges what has room.
        self.horizontalHeader().setFont(text_font(SMALL, SEMIBOLD))
        self._painter.follow_look()
        self.verticalHeader().setDefaultSectionSize(scaled(CONTROL_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(scaled(CONTROL_HEIGHT))

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(event.rect(), self._marked_ranges())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_marked()
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._soon.start(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "records"):
            self.records.follow_look()
            self._follow_text_size()
            self._wanted = {}
            self._is_laying_out = True
            self._lay_out()
            self._is_laying_out = False


def _for_a_cell(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
