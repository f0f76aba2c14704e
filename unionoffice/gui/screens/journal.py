"""What was done in the office, page by page: who changed what, and the way back."""

from __future__ import annotations

from functools import partial

from unionoffice.core.formatting import moment, number
from unionoffice.core.i18n import _
from unionoffice.exchange.journal_ends import ends_of
from unionoffice.gui.pages import Page
from unionoffice.gui.period_choice import PeriodChip
from unionoffice.gui.screens.journal_deed import DeedFieldsDialog
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.page_head import PageHead
from unionoffice.gui.widgets.search_line import SearchLine
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.journal_pages import JournalQuery
from unionoffice.services.journal_proof import Proof, prove, sentences
from unionoffice.services.views import DeedView
from unionoffice.workplace import Workplace

AT_ONCE = 100  # deeds to a page


class JournalPage(Page):
    """Only the newest deed can be undone; of any other, single values can be put back."""

    def __init__(self, services: Workplace, ways: Ways, *, is_read_only: bool = False) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._is_read_only = is_read_only
        self._last: DeedView | None = None
        self._offset = 0
        self._worker = Worker(self)
        self.dialog: DeedFieldsDialog | None = None
        self.undo_button = PrimaryButton(_("Undo the last deed"), "arrow-back-up")
        self.check_button = SecondaryButton(_("Check the chain"), "shield-lock")
        self._next = Text("", "muted", wrap=True)
        self.banner = Banner(is_closable=True)
        self.search = SearchLine(_("Name, number or word"))
        self.registers, self.who = CalmComboBox(), CalmComboBox()
        self.period = PeriodChip()
        self.newer = SecondaryButton(_("Newer"), "chevron-left")
        self.older = SecondaryButton(_("Older"), "chevron-right")
        heads = (_("What"), _("Register"), _("Records"), _("Who"), _("When"))
        self.table = SimpleTable(_("Journal"), heads, wide=0, numbers=(2,))
        self._state = StateView()
        self._build()
        self._connect()

    def _build(self) -> None:
        words = column(spacing=S1)
        words.addWidget(PageHead(_("Journal"), (self.check_button,), self.undo_button))
        # In a narrow window the search line would be left hardly any room beside these two.
        told = row(spacing=S2)
        told.addWidget(self._next, 1)
        told.addWidget(self.newer)
        told.addWidget(self.older)
        words.addLayout(told)
        filters = row(spacing=S2)
        filters.addWidget(self.search, 1)
        for part in (self.registers, self.who, self.period):
            filters.addWidget(part)
        self.registers.setAccessibleName(_("Register"))
        self.who.setAccessibleName(_("Who"))
        self._fill_choices()
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(words)
        layout.addWidget(self.banner)
        layout.addLayout(filters)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._state, 1)
        self._state.hide()

    def _fill_choices(self) -> None:
        self.registers.addItem(_("All registers"), "")
        for register in self._services.desk.registers():
            self.registers.addItem(_(register.title), register.key)
        self.who.addItem(_("Everybody"), "")
        for name in self._services.journal.people_at_work():
            self.who.addItem(name, name)

    def _connect(self) -> None:
        self.undo_button.clicked.connect(self.undo_last)
        self.check_button.clicked.connect(self.check_chain)
        self.search.searched.connect(self._begin_anew)
        self.registers.activated.connect(self._begin_anew)
        self.who.activated.connect(self._begin_anew)
        self.period.chosen.connect(self._begin_anew)
        self.newer.clicked.connect(partial(self._turn, -AT_ONCE))
        self.older.clicked.connect(partial(self._turn, AT_ONCE))
        self.table.activated.connect(self.open_deed)
        self._ways.changed.connect(self._note_change)
        self._worker.broke.connect(self.broke)

    # What is shown

    def query(self) -> JournalQuery:
        """Which deeds the filters ask for."""
        return JournalQuery(
            self.search.text().strip(),
            self.registers.currentData() or "",
            self.who.currentData() or "",
            self.period.period,
        )

    def reload(self) -> None:
        self._worker.run(partial(self._read, self.query(), self._offset), "deeds").done.connect(
            self._show
        )

    def _read(
        self, query: JournalQuery, offset: int, _progress: Progress
    ) -> tuple[DeedView | None, list[DeedView]]:
        deeds = self._services.journal.page(query, offset, AT_ONCE + 1)
        return self._services.desk.last_deed(), deeds

    def _show(self, read: tuple[DeedView | None, list[DeedView]]) -> None:
        self._last, deeds = read
        self.table.show_rows([self._row(deed) for deed in deeds[:AT_ONCE]])
        self.older.setEnabled(len(deeds) > AT_ONCE)
        self.newer.setEnabled(self._offset > 0)
        self.table.setVisible(bool(deeds))
        self._state.setVisible(not deeds)
        if not deeds and self.query() == JournalQuery():
            self._state.say("history", _("Nothing has been done in this office yet."))
        elif not deeds:
            self._state.say("search", _("No deed fits these filters."))
        can_undo = self._last is not None and not self._is_read_only
        self.undo_button.setEnabled(can_undo)
        if self._last is None:
            self._next.setText(_("Everything that changes a record is written down here."))
        else:
            words = _("The last deed that can be undone: {what}, {when}.")
            self._next.setText(words.format(what=_(self._last.what), when=moment(self._last.at)))

    def _row(self, deed: DeedView) -> SimpleRow:
        register = ""
        if deed.register:
            register = _(self._services.whole_catalogue[deed.register].title)
        what = _(deed.what)
        cells = (
            _("{deed} (undone)").format(deed=what) if deed.is_undone else what,
            register,
            number(deed.records),
            deed.who,
            moment(deed.at),
        )
        is_last = self._last is not None and deed.id == self._last.id
        shown = "arrow-back-up" if is_last else "check"
        return SimpleRow(cells, "restore" if deed.is_undone else shown, "muted", deed)

    def _begin_anew(self, _chosen: object = None) -> None:
        self._offset = 0
        self.reload()

    def _turn(self, by: int) -> None:
        self._offset = max(0, self._offset + by)
        self.reload()

    # Deeds

    def open_deed(self) -> None:
        """Show which fields the chosen deed changed, before and after."""
        chosen = self.table.selectionModel().selectedRows()
        if not chosen:
            return
        deed = self.table.content.rows[chosen[0].row()].data
        self.dialog = DeedFieldsDialog(self._services, deed, self, is_read_only=self._is_read_only)
        self.dialog.put_back.connect(self._after_put_back)
        self.dialog.open()

    def _after_put_back(self) -> None:
        self.said.emit(_("The former value stands again."), None)
        self._ways.changed.emit("")
        self.reload()

    def check_chain(self) -> None:
        """Go through the whole journal, and say since when it is unbroken."""
        job = self._worker.run(self._prove, "chain")
        job.done.connect(self._say_proof)
        job.failed.connect(partial(self.banner.say, tone="bad"))

    def _prove(self, _progress: Progress) -> Proof:
        return prove(self._services.store, ends_of())

    def _say_proof(self, proof: Proof) -> None:
        self.banner.say(" ".join(sentences(proof)), "ok" if proof.is_sound else "bad")

    def undo_last(self) -> None:
        """Put everything back as it was before the last deed."""
        if self._last is not None:
            self.undo_button.setEnabled(False)
            self.taking_back_wanted.emit(self._last.id)

    def _note_change(self, _register: str) -> None:
        if self.isVisible():
            self.reload()

    # What the window asks of a page

    def on_shown(self) -> None:
        self.reload()

    def focus_search(self) -> None:
        self.search.setFocus()

    def escape(self) -> None:
        self.banner.hide()
