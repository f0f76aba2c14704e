"""The page of any register: what it is for, search and filters, table, totals, the open record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.gui.filter_bar import FilterBar
from unionoffice.gui.marked_deeds import MarkedDeeds
from unionoffice.gui.memory import Memory
from unionoffice.gui.pages import Page
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.record_model import AT_A_GLANCE, FIRST
from unionoffice.gui.record_panel import RecordPanel
from unionoffice.gui.record_table import RecordTable
from unionoffice.gui.register_menu import RegisterMenu
from unionoffice.gui.tokens import PANEL_WIDTH, S1, S2, S3, S4, S6
from unionoffice.gui.totals_line import TotalsLine
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import ElidedText
from unionoffice.gui.widgets.layouts import WatchedWidth, column, row
from unionoffice.gui.widgets.splitter import RememberedSplitter
from unionoffice.gui.widgets.states import StateView
from unionoffice.services.views import Draft, Filter, Query, RegisterView


class RegisterPage(Page):
    """One page for every register; all that it knows of one comes from its RegisterView."""

    record_saved = Signal(str, int)
    records_changed = Signal(str)
    person_wanted = Signal(int)
    import_wanted = Signal(str)
    export_wanted = Signal(str, object, object)  # register, Query, keys of the columns
    sealing_wanted = Signal(str, object, object)  # the same
    print_wanted = Signal(str, object, object)  # the same

    def __init__(
        self,
        service: RecordService,
        register: RegisterView,
        memory: Memory,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._register = register
        self._memory = memory
        self._order = self._recall_order()
        self._shows_voided = False
        self._can_seal = False
        self._can_write, self._can_import = True, register.can_import
        self._is_stale = True
        self._query = Query()
        self._title = ElidedText(_(register.title), "title")
        self._import = SecondaryButton(_("Bring in from Excel"), "file-import")
        self._export = SecondaryButton(_("Export"), "file-export")
        self._more = IconButton("dots", _("More"))
        self._new = PrimaryButton(_("New"), "plus")
        self.filters = FilterBar(register, service, today)
        self.table = RecordTable(service, register, memory)
        self.panel = RecordPanel(service, register, today)
        self._state = StateView()
        self._stack = QStackedWidget()
        self._busy = BusyOverlay(self._stack)
        self.marked = MarkedDeeds(service, register, self.table, self.panel, today)
        self._foot = TotalsLine(service, register)
        self._splitter = RememberedSplitter(memory, "register_panel")
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(spacing=S2)
        head.addWidget(self._title, 1)
        for button in (self._import, self._export, self._new, self._more):
            head.addWidget(button)
        words = column(spacing=S1)
        words.addLayout(head)
        words.addWidget(ElidedText(_(self._register.purpose), "muted"))
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._state)
        left = WatchedWidth()
        left.width_changed.connect(self._fit_buttons)
        parts = column(left, S3)
        parts.setContentsMargins(S6, S4, S6, S2)
        parts.addLayout(words)
        parts.addWidget(self.filters)
        parts.addWidget(self._stack, 1)
        parts.addWidget(self._foot)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.panel)
        self._splitter.begin([3, 0], PANEL_WIDTH)
        self.panel.hide()
        column(self, 0).addWidget(self._splitter)

    def _connect(self) -> None:
        self._import.clicked.connect(self.begin_import)
        self._export.clicked.connect(self.ask_for_export)
        self._new.clicked.connect(self.begin_new)
        self._more.clicked.connect(self._open_menu)
        self.filters.changed.connect(self._ask_anew)
        self.filters.left_down.connect(self._enter_table)
        self.table.opened.connect(self.open_record)
        self.table.order_wanted.connect(self._sort)
        self.table.columns_changed.connect(self.reload)
        self.table.marked.connect(self._foot.show_marked)
        self.table.said.connect(self._say)
        self.table.shown.connect(self._take_rows)
        self.table.refused.connect(self._say_refused)
        self.marked.done.connect(self._after_marked)
        self.marked.said.connect(self._say)
        self.marked.export_wanted.connect(self._export_marked)
        self.marked.broke.connect(self.broke)
        self.panel.saved.connect(self._after_save)
        self.panel.taken_out.connect(self._after_taking_out)
        self.panel.papers.changed.connect(self._after_papers)
        self.panel.step_wanted.connect(self._step)
        self.panel.closed.connect(self._enter_table)
        self.panel.person_wanted.connect(self.person_wanted)
        self._state.acted.connect(self._act_on_state)
        self._state.acted_otherwise.connect(self.begin_import)
        self._foot.counted.connect(self.table.records.set_count)
        self._foot.failed.connect(self._say)
        self._foot.broke.connect(self.broke)
        self.table.records.broke.connect(self.broke)

    # What others use

    @property
    def query(self) -> Query:
        """What the table shows."""
        return self._query

    @property
    def foot_words(self) -> str:
        """The line of totals; empty while they are being counted."""
        return self._foot.text()

    def reload(self) -> None:
        """Read the table again, keeping the marked record in sight where it is still there."""
        kept = self.table.current_id
        self._ask_anew(FIRST)
        if kept is not None:
            self.table.choose(kept)

    def mark_stale(self) -> None:
        """Its records have changed elsewhere: read them again when the page is next shown."""
        self._is_stale = True
        if self.isVisible():
            self.on_shown()

    def allow_only_reading(self) -> None:
        """Records can be looked at and written out, but neither entered nor changed."""
        self._can_write = self._can_import = False
        self._new.setEnabled(False)
        self.panel.allow_only_reading()
        self.marked.allow_only_reading()

    def show_only(self, *filters: Filter, period: Period | None = None) -> None:
        """Show what a figure or a warning on another page speaks of."""
        self.filters.set_conditions(filters, period)
        self._ask_anew()

    def open_record(self, record_id: int) -> None:
        """Open one record beside the table, saving the one that is open."""
        if record_id != self.panel.record_id and not self.panel.try_leave():
            return
        if not self.panel.is_open or record_id != self.panel.record_id:
            self.panel.open_record(record_id)
            self._splitter.make_room()
        self.table.choose(record_id)
        self.panel.setFocus()

    def open_new(self, draft: Draft | None = None) -> None:
        """An empty form beside the table, or one that is filled in already."""
        if self._can_write and self.panel.try_leave():
            self.panel.open_new(draft)
            self._splitter.make_room()

    # Reading

    def _ask_anew(self, first: int = AT_A_GLANCE) -> None:
        order_by, descending = self._order
        self._query = replace(
            self.filters.query(),
            order_by=order_by,
            descending=descending,
            include_voided=self._shows_voided,
        )
        self._is_stale = False
        try:
            self.table.show_query(self._query, first)
        except UserError as error:
            self._say_refused(str(error))
        if self.table.is_waiting:
            self._foot.setText("")
            self._busy.begin(_("Reading the records …"), can_cancel=False)

    def _take_rows(self) -> None:
        self._busy.end()
        self._show_whether_empty()
        self._foot.count(self._query)  # after the rows: it may take a while

    def _say_refused(self, sentence: str) -> None:
        self._busy.end()
        self._state.say_error(sentence)
        self._stack.setCurrentWidget(self._state)

    def _show_whether_empty(self) -> None:
        if self.table.records.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        if self.filters.is_narrowed:
            self._state.say_nothing_found()
        else:
            bring_in = _("Bring in from Excel") if self._can_import else ""
            self._state.say(
                self._register.icon,
                _("Nothing is recorded here yet."),
                _("Write the first record") if self._can_write else "",
                bring_in,
            )
        self._stack.setCurrentWidget(self._state)

    # Writing

    def _after_save(self, record_id: int, deed_id: int) -> None:
        self.said.emit(_("Saved."), deed_id or None)
        self._announce_change(record_id)

    def _after_papers(self, words: str, deed_id: int) -> None:
        self.said.emit(words, deed_id)

    def _after_taking_out(self, record_id: int, deed_id: int, is_voided: bool) -> None:
        if is_voided:
            self.panel.hide()
        words = _("The record is voided.") if is_voided else _("The record is restored.")
        self.said.emit(words, deed_id)
        self._announce_change(record_id)

    def _after_marked(self, words: str, deed_id: int) -> None:
        self.panel.hide()
        self.said.emit(words, deed_id)
        place = self.table.currentIndex().row()
        self.reload()
        if self.table.current_id is None and self.table.records.rowCount():
            self.table.selectRow(max(0, min(place, self.table.records.rowCount() - 1)))
        self.records_changed.emit(self._register.key)

    def _announce_change(self, record_id: int) -> None:
        self.reload()
        self.table.choose(record_id)
        self.record_saved.emit(self._register.key, record_id)
        self.records_changed.emit(self._register.key)

    # Buttons and keys

    def _fit_buttons(self, width: int) -> None:
        """In a narrow place only the main action stays a button; the menu has the others."""
        buttons = (self._import, self._export, self._new, self._more)
        taken = sum(button.sizeHint().width() + S2 for button in buttons) + 2 * S6
        has_room = width >= taken + self._title.fontMetrics().horizontalAdvance(self._title.text())
        self._import.setVisible(has_room and self._can_import)
        self._export.setVisible(has_room)

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._memory.keep(f"columns/{self._register.key}/order", list(self._order))
        self.reload()

    def _recall_order(self) -> tuple[str, bool]:
        """As the user last sorted it, if there still is such a column."""
        kept = self._memory.recall(f"columns/{self._register.key}/order", [])
        known = {field.key for field in self._register.table_fields}
        return (kept[0], bool(kept[1])) if len(kept) == 2 and kept[0] in known else ("", False)

    def _step(self, by: int) -> None:
        if self.panel.try_leave():
            following = self.table.step(by)
            if following is not None:
                self.panel.open_record(following)

    def _enter_table(self) -> None:
        if self.table.records.rowCount():
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)

    def _act_on_state(self) -> None:
        if self.filters.is_narrowed:
            self.filters.clear()
        elif self.table.records.rowCount():
            self._ask_anew()
        else:
            self.begin_new()

    def ask_for_export(self) -> None:
        """Announce what is shown, for whoever writes it to a file."""
        self.export_wanted.emit(self._register.key, self._query, self.table.shown_fields)

    def _export_marked(self, ids: tuple[int, ...]) -> None:
        query = replace(self._query, ids=ids)
        self.export_wanted.emit(self._register.key, query, self.table.shown_fields)

    def offer_sealing(self) -> None:
        """What the table shows can be sealed as a list of people."""
        self._can_seal = True

    def begin_print(self) -> None:
        """Announce what is shown, for whoever prints it."""
        self.print_wanted.emit(self._register.key, self._query, self.table.shown_fields)

    def ask_for_sealing(self) -> None:
        """Announce what is shown, for whoever seals it as a list."""
        self.sealing_wanted.emit(self._register.key, self._query, self.table.shown_fields)

    def _open_menu(self) -> None:
        deeds = [(_("Print …"), self.begin_print)]
        if self._export.isHidden():
            deeds.append((_("Export"), self.ask_for_export))
            if self._can_import:
                deeds.insert(0, (_("Bring in from Excel"), self.begin_import))
        if self._can_seal:
            deeds.append((_("Seal as a list …"), self.ask_for_sealing))
        menu = RegisterMenu(
            self,
            self._register,
            self.table,
            deeds,
            self.marked.actions,
            shows_voided=self._shows_voided,
        )
        menu.order_wanted.connect(self._sort_by)
        menu.voided_wanted.connect(self.show_voided)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _sort_by(self, key: str) -> None:
        sorted_by, descending = self._order
        self._sort(key, sorted_by == key and not descending)

    def show_voided(self, shows: bool) -> None:
        """Whether the table has voided records too, struck through."""
        self._shows_voided = shows
        self.marked.offer_restoring(shows and self._can_write)
        self.reload()

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence, None)

    # What the window asks of a page

    def on_shown(self) -> None:
        if self._is_stale:
            self.panel.read_again()
            self.reload()

    def can_leave(self) -> bool:
        return self.panel.try_leave()

    def begin_new(self) -> None:
        self.open_new()

    def focus_search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def begin_import(self) -> None:
        if self._can_import and self.panel.try_leave():
            self.import_wanted.emit(self._register.key)

    def escape(self) -> None:
        if self.panel.is_open:
            self.panel.close_panel()
