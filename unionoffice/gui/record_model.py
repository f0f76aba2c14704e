"""The rows of a register as Qt asks for them: page by page, only those that are looked at."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from unionoffice.core.i18n import _
from unionoffice.gui.field_kinds import RIGHT_ALIGNED, shower_for
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.theme import colour, text_font
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.work import Progress, Worker, unheard
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import FieldView, Query, Row

PAGE = 50
MOST_PAGES = 120
FIRST = 4 * PAGE  # rows that are read at once: one that was marked is marked again among them
AT_A_GLANCE = PAGE  # as many as a screen has room for, while somebody types on
SLOW = 0.02  # seconds: once a page has taken longer, the next ones are read in a thread

Index = QModelIndex | QPersistentModelIndex

# Plain numbers: comparing an enum costs twice as much, and data() is asked thousands of times.
DISPLAY, TIP, FONT, ALIGNMENT, FOREGROUND = (
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.FontRole),
    int(Qt.ItemDataRole.TextAlignmentRole),
    int(Qt.ItemDataRole.ForegroundRole),
)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Asked(NamedTuple):
    """What is to be shown."""

    query: Query
    fields: tuple[FieldView, ...]
    hidden: tuple[str, ...]
    first: int  # so many rows are read at once

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(field.key for field in self.fields) + self.hidden


class FirstPage(NamedTuple):
    """The first rows of what is to be shown."""

    asked: Asked
    rows: list[Row]
    is_slow: bool


class RecordModel(QAbstractTableModel):
    """Shows the answer to one query. The service sorts and filters; nothing is sorted here.

    The number of rows is first a guess from the first ones; `set_count` makes it exact.
    """

    broke = Signal(str)
    shown = Signal()  # the rows of the query that was asked last are there
    refused = Signal(str)

    def __init__(
        self, service: RecordService, register: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._register = register
        self._query = Query()
        self._fields: tuple[FieldView, ...] = ()
        self._hidden: tuple[str, ...] = ()
        self._showers: list[Callable[[Any], str]] = []
        self._alignments: list[int] = []
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._count = 0
        self._is_slow = False
        # Threads of its own: rows must not wait until totals have been counted.
        self._worker = Worker(self, QThreadPool(self))
        self._worker.broke.connect(self.broke)
        self._asked = -1  # the page that is being read in a thread
        self._generation = 0
        self.voided_font = QFont()
        self.voided_colour = QColor()

    @property
    def query(self) -> Query:
        """What the rows answer."""
        return self._query

    @property
    def fields(self) -> tuple[FieldView, ...]:
        return self._fields

    def show(
        self,
        query: Query,
        fields: tuple[FieldView, ...],
        hidden: tuple[str, ...] = (),
        first: int = FIRST,
    ) -> None:
        """Ask anew. `hidden` are further fields that rows carry behind the shown ones.

        In a large office searching and sorting is left to a thread: the rows that were there stay
        until `shown`. Otherwise they are changed at once. Raises UserError, or emits `refused`.
        """
        asked = Asked(query, fields, hidden, first)
        self._worker.forget("show")
        if not self._service.takes_a_while(self._register, query):
            self._show_first(self._read_first(asked))
            return
        job = self._worker.run(lambda _progress: self._read_first(asked), "show")
        job.done.connect(self._show_first)
        job.failed.connect(self.refused)

    def _read_first(self, asked: Asked) -> FirstPage:
        began = time.perf_counter()
        rows = self._service.page(self._register, asked.query, asked.keys, 0, asked.first)
        return FirstPage(asked, rows, time.perf_counter() - began > SLOW)

    def _show_first(self, page: FirstPage) -> None:
        fields, rows = page.asked.fields, page.rows
        self._is_slow = page.is_slow
        self._generation += 1
        self._asked = -1
        self.beginResetModel()
        self._query, self._fields, self._hidden, _first = page.asked
        self._showers = [shower_for(field) for field in fields]
        self._alignments = [
            RIGHT if self.is_right_aligned(column) else LEFT for column in range(len(fields))
        ]
        begins = range(0, len(rows), PAGE)
        self._pages = OrderedDict((each // PAGE, rows[each : each + PAGE]) for each in begins)
        self._count = len(rows)
        self.follow_look()
        self.endResetModel()
        self.shown.emit()

    def follow_look(self) -> None:
        """Take font and colour of the theme that is on."""
        self.voided_font = text_font()
        self.voided_font.setStrikeOut(True)
        self.voided_colour = colour("muted")

    def is_right_aligned(self, column: int) -> bool:
        return self._fields[column].kind in RIGHT_ALIGNED

    def set_count(self, count: int) -> None:
        """Say how many rows there are in all."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def row(self, place: int) -> Row | None:
        """The record in a row; None when it has gone since the rows were counted."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            began = time.perf_counter()
            page = self._keep(number, self._read(number))
            self._is_slow = time.perf_counter() - began > SLOW
        place %= PAGE
        return page[place] if place < len(page) else None

    def row_in_sight(self, place: int) -> Row | None:
        """The record in a row that is painted: the window does not wait for a slow page."""
        number = place // PAGE
        if self._is_slow and number not in self._pages:
            self._ask(number)
            return None
        return self.row(place)

    def _ask(self, number: int) -> None:
        if number != self._asked:
            self._asked = number
            work = partial(self._read_in_thread, self._generation, number)
            job = self._worker.run(work, "page")
            job.done.connect(self._take)
            job.failed.connect(self._ask_again_later)

    def _read_in_thread(
        self, generation: int, number: int, _progress: Progress
    ) -> tuple[int, int, list[Row]]:
        return generation, number, self._read(number)

    def _ask_again_later(self, sentence: str) -> None:
        """What could not be read is asked for when it is painted or looked at again."""
        self._asked = -1
        unheard().emit(sentence)

    def _take(self, answer: tuple[int, int, list[Row]]) -> None:
        generation, number, page = answer
        if generation == self._generation:
            self._asked = -1
            self._keep(number, page)
            last = min((number + 1) * PAGE, self._count) - 1
            self.dataChanged.emit(
                self.index(number * PAGE, 0), self.index(last, len(self._fields) - 1)
            )

    def row_of(self, record_id: int) -> int | None:
        """Where a record stands, if it is among the rows that have been looked at."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == record_id:
                    return number * PAGE + place
        return None

    def text(self, row: Row, column: int) -> str:
        return self._showers[column](row.cells[column])

    def hidden_value(self, row: Row, key: str) -> Any:
        """The value of a hidden field, or of a shown one of that name."""
        keys = [field.key for field in self._fields] + list(self._hidden)
        return row.cells[keys.index(key)]

    def _read(self, number: int) -> list[Row]:
        keys = tuple(field.key for field in self._fields) + self._hidden
        return self._service.page(self._register, self._query, keys, number * PAGE, PAGE)

    def _keep(self, number: int, page: list[Row]) -> list[Row]:
        self._pages[number] = page
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        return page

    # Qt overrides
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            row = self.row_in_sight(index.row())
            return self.text(row, index.column()) if row is not None else ""
        if role == TIP:
            return plain_tip(self.data(index))
        if role == ALIGNMENT:
            return self._alignments[index.column()]
        if role in (FONT, FOREGROUND):
            row = self.row_in_sight(index.row())
            if row is not None and row.is_voided:
                return self.voided_font if role == FONT else self.voided_colour
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._fields):
            return None
        if role == DISPLAY:
            return _(self._fields[section].label)
        if role == ALIGNMENT:
            return self._alignments[section]
        return None


def money_field(fields: tuple[FieldView, ...]) -> str:
    """The field whose sum the totals of a selection show: the first amount of money."""
    return next((field.key for field in fields if field.kind == Kind.MONEY), "")
