"""Data protection: what is held on a person, erasing it, and whose time has passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.exchange.held_document import write_held
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.erase_dialog import EraseDialog
from unionoffice.gui.screens.folders import ask_for_name_and_kind
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.page_head import PageHead
from unionoffice.gui.widgets.pickers import Picker
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.erasing import Erasure
from unionoffice.services.retention import DuePerson
from unionoffice.workplace import Workplace


class PersonalDataPage(Page):
    """One person at the top; below, former members whose data are kept longer than needed."""

    def __init__(
        self,
        services: Workplace,
        ways: Ways,
        today: Callable[[], date] = date.today,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._today = today
        self._is_read_only = is_read_only
        self._due: list[DuePerson] = []
        self._worker = Worker(self)
        self.dialog: EraseDialog | None = None
        self.banner = Banner(is_closable=True)
        self.picker = Picker(_("Person"), services.desk.find_people)
        self.held_button = SecondaryButton(_("Write out what is held …"), "file-export")
        self.erase_button = SecondaryButton(_("Erase …"), "ban")
        self.consents_button = SecondaryButton(_("Consents"), "clipboard-check")
        self.requests_button = SecondaryButton(_("Requests about data"), "mail")
        self.erase_due_button = SecondaryButton(_("Erase all of them …"), "ban")
        heads = (_("Person"), _("Membership ended on"))
        self.table = SimpleTable(_("No longer needed"), heads, wide=0)
        self._rule = Text("", "muted", wrap=True)
        self._due_card = Card(_("No longer needed"))
        self._layout = column(self, S3)
        self._fill_due_card()
        self._build()
        self._connect()
        self._follow_choice()

    def _build(self) -> None:
        words = column(spacing=S1)
        quiet = (self.consents_button, self.requests_button)
        words.addWidget(PageHead(_("Personal data"), quiet))
        purpose = _("Everybody may see what is kept on them, have it corrected and have it erased.")
        words.addWidget(ElidedText(purpose, "muted"))
        layout = self._layout
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(words)
        layout.addWidget(self.banner)
        layout.addWidget(self._person_card())
        layout.addWidget(self._due_card)
        layout.addStretch(0)
        layout.addStretch(0)

    def _person_card(self) -> Card:
        card = Card(_("One person"))
        card.content.addWidget(self.picker)
        buttons = row(spacing=S2)
        for button in (self.held_button, self.erase_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.content.addLayout(buttons)
        return card

    def _fill_due_card(self) -> None:
        card = self._due_card
        card.content.addWidget(self._rule)
        card.content.addWidget(self.table, 1)
        buttons = row(spacing=S2)
        buttons.addWidget(self.erase_due_button)
        buttons.addStretch(1)
        card.content.addLayout(buttons)

    def _connect(self) -> None:
        self.picker.finished.connect(self._follow_choice)
        self.held_button.clicked.connect(self._ask_where_to_write)
        self.erase_button.clicked.connect(self.ask_to_erase)
        self.erase_due_button.clicked.connect(self.ask_to_erase_due)
        self.consents_button.clicked.connect(then(self._ways.page_wanted.emit, "consents"))
        self.requests_button.clicked.connect(then(self._ways.page_wanted.emit, "requests"))
        self._ways.changed.connect(self._note_change)
        self._worker.broke.connect(self.broke)
        self.banner.acted.connect(self._open_person)

    # What is shown

    def show_person(self, person_id: int) -> None:
        """Choose the person whom this is about."""
        person = self._services.people.person(person_id, self._today())
        self.picker.set_value(person_id, person.name)
        self._follow_choice()

    def reload(self) -> None:
        self._worker.run(self._read, "due").done.connect(self._show)

    def _read(self, _progress: Progress) -> tuple[int, list[DuePerson]]:
        retention = self._services.retention
        return retention.months(self._today()), retention.due(self._today())

    def _show(self, read: tuple[int, list[DuePerson]]) -> None:
        months, self._due = read
        self.table.show_rows(
            [SimpleRow((each.name, day(each.left_on)), "user") for each in self._due]
        )
        self.table.setVisible(bool(self._due))
        # Without anybody on it the card stays as small as its words.
        self._layout.setStretchFactor(self._due_card, 1 if self._due else 0)
        self._layout.setStretch(self._layout.count() - 1, 0 if self._due else 1)
        self.erase_due_button.setVisible(bool(self._due))
        self.erase_due_button.setEnabled(not self._is_read_only)
        if not months:
            self._rule.setText(_("No rule says how long data are kept. Enter one in the settings."))
            return
        words = ngettext(
            "Data are kept for {count} month after the membership; then they are erased.",
            "Data are kept for {count} months after the membership; then they are erased.",
            months,
        )
        said = words.format(count=number(months))
        if not self._due:
            said += " " + _("Nobody is due now.")
        self._rule.setText(said)

    def _follow_choice(self) -> None:
        is_chosen = self.picker.value() is not None
        self.held_button.setEnabled(is_chosen)
        self.erase_button.setEnabled(is_chosen and not self._is_read_only)

    # Deeds

    def _ask_where_to_write(self) -> None:
        kinds = ((".pdf", "PDF"), (".xlsx", "Excel"))
        name = _("Personal data held on {name}").format(name=self.picker.name)
        path = ask_for_name_and_kind(
            self, _("Write out what is held"), Path.home() / f"{name}.pdf", kinds
        )
        if path is not None:
            self.write_held_to(path)

    def write_held_to(self, path: Path) -> None:
        """Write the document about the chosen person."""
        person_id = self.picker.value()

        def work(_progress: Progress) -> Path:
            office = self._services.office.own().name
            write_held(self._services.held_data.of(person_id or 0), path, office)
            return path

        job = self._worker.run(work, "held")
        job.done.connect(self._say_written)
        job.failed.connect(partial(self.banner.say, tone="bad"))

    def _say_written(self, path: Path) -> None:
        self.banner.say(_("{file} was written.").format(file=path.name), "ok")

    def ask_to_erase(self) -> None:
        """Say what would be erased, and that nothing brings it back."""
        person_id = self.picker.value()
        if person_id is None:
            return
        job = self._worker.run(partial(self._preview, person_id), "preview")
        job.done.connect(partial(self._offer_erasure, person_id))
        job.failed.connect(self._say_not_yet)

    def _preview(self, person_id: int, _progress: Progress) -> Erasure:
        return self._services.erasing.preview(person_id)

    def _say_not_yet(self, reason: str) -> None:
        """What has to be recorded first is recorded on the person's own page."""
        self.banner.say(reason, "warn", _("Open the person"))

    def _open_person(self) -> None:
        person_id = self.picker.value()
        if person_id is not None:
            self._ways.person_wanted.emit(person_id)

    def _offer_erasure(self, person_id: int, erasure: Erasure) -> None:
        self.dialog = EraseDialog.of_one(erasure, self)
        self.dialog.accepted.connect(partial(self._erase, [person_id]))
        self.dialog.open()

    def ask_to_erase_due(self) -> None:
        """The same for all who are due."""
        still_held = self._services.erasing.still_held()
        self.dialog = EraseDialog.of_many(len(self._due), still_held, self)
        self.dialog.accepted.connect(partial(self._erase, [each.id for each in self._due]))
        self.dialog.open()

    def _erase(self, person_ids: list[int]) -> None:
        def work(progress: Progress) -> int:
            return self._services.retention.erase(person_ids, progress)

        job = self._worker.run(work, "erase")
        job.done.connect(self._say_erased)
        job.failed.connect(partial(self.banner.say, tone="bad"))

    def _say_erased(self, count: int) -> None:
        words = ngettext("{count} person was erased.", "{count} people were erased.", count)
        self.banner.say(words.format(count=number(count)), "ok")
        self.picker.set_value(None)
        self.picker.setFocus()
        self._follow_choice()
        self._ways.changed.emit("")
        self.reload()

    def _note_change(self, _register: str) -> None:
        if self.isVisible():
            self.reload()

    # What the window asks of a page

    def on_shown(self) -> None:
        self.reload()

    def focus_search(self) -> None:
        self.picker.setFocus()

    def take_keys(self) -> None:
        self.focus_search()

    def escape(self) -> None:
        self.banner.hide()
