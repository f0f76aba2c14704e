"""Lists of people that came sealed from below, and those that were given out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.exchange.giving import GivenView
from unionoffice.exchange.received_lists import OpenedList, ReceivedListView, TakenList
from unionoffice.gui.pages import Page
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.folders import ask_for_files
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import column, hide_unless, row
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Progress, Worker
from unionoffice.workplace import Workplace

LISTS = (".ulist",)
WIDTH, HEIGHT = 900, 560


class PeopleListsPage(Page):
    """Names are read here until their day; afterwards only this table knows that they were here."""

    def __init__(self, services: Workplace, ways: Ways, *, is_read_only: bool = False) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._is_read_only = is_read_only
        self._collects = services.office.own().collects
        self._worker = Worker(self)
        self.dialog: QDialog | None = None
        self.done = Banner(is_closable=True)
        self.take_button = PrimaryButton(_("Take in a list …"), "inbox")
        self.open_button = SecondaryButton(_("Open"), "eye")
        self.remove_button = SecondaryButton(_("Remove …"), "ban")
        parties = _("From") if self._collects else _("For")
        heads = (parties, _("List"), _("Purpose"), _("People"), _("Expires on"), _("State"))
        self.table = SimpleTable(_("Lists of people"), heads, wide=2, numbers=(3,))
        self._state = StateView()
        self._build()
        self._connect()
        self._follow_choice()

    def _build(self) -> None:
        head = row(spacing=S2)
        head.addWidget(ElidedText(_("Lists of people"), "title"), 1)
        for button in (self.open_button, self.remove_button, self.take_button):
            head.addWidget(button)
            hide_unless(self._collects, button)
        words = column(spacing=S1)
        words.addLayout(head)
        purpose = _("Sealed, for one purpose, until one day: then the names are removed.")
        words.addWidget(ElidedText(purpose, "muted"))
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(words)
        layout.addWidget(self.done)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._state, 1)
        self._state.hide()

    def _connect(self) -> None:
        self.take_button.clicked.connect(self._ask_for_lists)
        self.open_button.clicked.connect(self.open_chosen)
        self.remove_button.clicked.connect(self.remove_chosen)
        self.table.doubleClicked.connect(self.open_chosen)
        self.table.selectionModel().selectionChanged.connect(self._follow_choice)
        self.table.content.modelReset.connect(self._follow_choice)
        self._worker.broke.connect(self.broke)
        self.take_button.setEnabled(not self._is_read_only)

    # What is shown

    def reload(self) -> None:
        """Read which lists there are; those whose day has passed are removed."""
        self._worker.run(self._read, "lists").done.connect(self._show)

    def _read(self, _progress: Progress) -> list[SimpleRow]:
        received = [_received_row(each) for each in self._services.received_lists.received()]
        return [*received, *(_given_row(each) for each in self._services.giving.given())]

    def _show(self, rows: list[SimpleRow]) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._state.setVisible(not rows)
        self._state.say(
            "shield-lock",
            _(
                "There are no lists. In a register of people, “Seal as a list …” among “More” "
                "makes one for the body above."
            ),
        )

    def _chosen(self) -> ReceivedListView | None:
        chosen = self.table.selectionModel().selectedRows()
        return self.table.content.rows[chosen[0].row()].data if chosen else None

    def _follow_choice(self) -> None:
        chosen = self._chosen()
        is_there = chosen is not None and chosen.removed_at is None
        self.open_button.setEnabled(is_there)
        self.remove_button.setEnabled(is_there and not self._is_read_only)

    # Deeds

    def take(self, paths: Sequence[Path]) -> None:
        """Take in sealed lists; says why one is refused."""

        def work(_progress: Progress) -> list[TakenList]:
            return self._services.received_lists.take(paths)

        job = self._worker.run(work, "take")
        job.done.connect(self._say_taken)
        job.failed.connect(partial(self.done.say, tone="bad"))

    def _say_taken(self, taken: list[TakenList]) -> None:
        refused = [each.why for each in taken if each.why]
        count = len(taken) - len(refused)
        words = ngettext("{count} list was taken in.", "{count} lists were taken in.", count)
        self.done.say(
            refused[0] if refused else words.format(count=number(count)), "bad" if refused else "ok"
        )
        self.reload()

    def open_chosen(self) -> None:
        """Show the people on the chosen list."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            opened = self._services.received_lists.open(chosen.id)
        except UserError as error:
            self.done.say(str(error), "warn")
            self.reload()
        else:
            self.dialog = ListDialog(opened, self)
            self.dialog.open()

    def remove_chosen(self) -> None:
        """Remove the names of the chosen list before its day."""
        chosen = self._chosen()
        if chosen is None:
            return
        self.dialog = DeedDialog(
            _("Remove the names"),
            _("The names are removed from this office for good; the journal keeps that it was so."),
            {},
            _("Remove"),
            partial(self._services.received_lists.remove, chosen.id),
            self,
        )
        self.dialog.accepted.connect(self.reload)
        self.dialog.open()

    def _ask_for_lists(self) -> None:
        paths = ask_for_files(self, _("Take in a list"), _("Lists of people"), LISTS)
        if paths:
            self.take(paths)

    # What the window asks of a page

    def on_shown(self) -> None:
        self.reload()

    def begin_import(self) -> None:
        if self._collects and not self._is_read_only:
            self._ask_for_lists()

    def escape(self) -> None:
        self.done.hide()


class ListDialog(QDialog):
    """The people on a list, to be read; from here nothing is exported."""

    def __init__(self, opened: OpenedList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(opened.title)
        self.table = SimpleTable(opened.title, opened.columns, wide=0)
        self.table.show_rows([SimpleRow(row) for row in opened.rows])
        words = _("From {organisation}, for: {purpose}. It is removed after {day}.")
        note = words.format(
            organisation=opened.organisation, purpose=opened.purpose, day=day(opened.expires_on)
        )
        close = PrimaryButton(_("Close"))
        layout = column(self, S3, S6)
        layout.addWidget(Text(opened.title, "heading", wrap=True))
        layout.addWidget(Text(note, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        self.resize(fitting(self, WIDTH, HEIGHT))
        close.clicked.connect(self.accept)


def _received_row(entry: ReceivedListView) -> SimpleRow:
    is_gone = entry.removed_at is not None
    state = _("Removed {at}") if is_gone else _("Received {at}")
    cells = (
        entry.organisation,
        entry.title,
        entry.purpose,
        number(entry.rows),
        day(entry.expires_on),
        state.format(at=_day_of(entry.removed_at or entry.received_at)),
    )
    return SimpleRow(cells, "minus" if is_gone else "shield-lock", "muted", entry)


def _day_of(at: datetime) -> str:
    return day(at.astimezone().date())


def _given_row(entry: GivenView) -> SimpleRow:
    cells = (
        entry.receiver,
        _(entry.title),
        entry.purpose,
        number(entry.rows),
        day(entry.expires_on),
        _("Given out {at}").format(at=_day_of(entry.given_at)),
    )
    return SimpleRow(cells, "send", "muted")
