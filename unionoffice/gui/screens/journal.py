"""What was done in the office, the newest first, and the way back from the last deed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import moment, number
from unionoffice.core.i18n import _
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.views import DeedView
from unionoffice.workplace import Workplace


class JournalPage(Page):
    """Only the newest deed can be undone: later ones may build on the earlier."""

    def __init__(self, services: Workplace, ways: Ways, *, is_read_only: bool = False) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._is_read_only = is_read_only
        self._last: DeedView | None = None
        self._worker = Worker(self)
        self.undo_button = PrimaryButton(_("Undo the last deed"), "arrow-back-up")
        self._next = Text("", "muted", wrap=True)
        self._banner = Banner(is_closable=True)
        heads = (_("What"), _("Register"), _("Records"), _("Who"), _("When"))
        self.table = SimpleTable(_("Journal"), heads, wide=0, numbers=(2,))
        self._state = StateView()
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(spacing=S2)
        head.addWidget(ElidedText(_("Journal"), "title"), 1)
        head.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=S1)
        words.addLayout(head)
        words.addWidget(self._next)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(words)
        layout.addWidget(self._banner)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._state, 1)
        self._state.hide()

    def _connect(self) -> None:
        self.undo_button.clicked.connect(self.undo_last)
        self._ways.changed.connect(self._note_change)
        self._worker.broke.connect(self.broke)

    def reload(self) -> None:
        self._worker.run(self._read, "deeds").done.connect(self._show)

    def _read(self, _progress: Progress) -> tuple[DeedView | None, list[DeedView]]:
        return self._services.desk.last_deed(), self._services.desk.deeds()

    def _show(self, read: tuple[DeedView | None, list[DeedView]]) -> None:
        self._last, deeds = read
        self.table.show_rows([self._row(deed) for deed in deeds])
        self.table.setVisible(bool(deeds))
        self._state.setVisible(not deeds)
        if not deeds:
            self._state.say("history", _("Nothing has been done in this office yet."))
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
            register = _(self._services.desk.register(deed.register).title)
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
        return SimpleRow(cells, "restore" if deed.is_undone else shown, "muted", deed.id)

    def undo_last(self) -> None:
        """Put everything back as it was before the last deed."""
        if self._last is None:
            return
        try:
            self._services.desk.undo(self._last.id)
        except UserError as error:
            self._banner.say(str(error), "warn")
        else:
            self.said.emit(_("“{deed}” was undone.").format(deed=_(self._last.what)), None)
            self._ways.changed.emit("")
        self.reload()

    def _note_change(self, _register: str) -> None:
        if self.isVisible():
            self.reload()

    # What the window asks of a page

    def on_shown(self) -> None:
        self.reload()
