"""Keys and cards: this office's own, the body's above, and those of the organisations below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.formatting import day, moment
from unionoffice.core.i18n import _
from unionoffice.exchange.cards import EnrolledCard
from unionoffice.exchange.trusted_keys import BodyKey
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.card_dialog import CardDialog
from unionoffice.gui.screens.folders import (
    ask_for_files,
    ask_for_name_and_kind,
    open_folder,
)
from unionoffice.gui.screens.key_deeds import KeyDeeds
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import FlowLayout, column, hide_unless, row
from unionoffice.gui.work import Progress, Worker
from unionoffice.workplace import Workplace

CARDS = (".ucard",)


class KeysPage(Page):
    """By its key an office is known, and by the card of the body above it seals."""

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
        self._is_read_only = is_read_only
        self._own = services.office.own()
        self._folder: Path | None = None
        self._worker = Worker(self)
        self.deeds = KeyDeeds(services, today, self)
        self.dialog: CardDialog | None = None
        self.done = Banner(is_closable=True)
        reading = _("Reading the records …")
        self.own_key = Text(reading, "strong", wrap=True)
        self.upper_key = Text(reading, "strong", wrap=True)
        self._write = PrimaryButton(_("Write the card …"), "id")
        self._renew = SecondaryButton(_("Make a new key …"), "refresh")
        self._take_upper = SecondaryButton(_("Take in its card …"), "file-import")
        self._enrol = SecondaryButton(_("Enrol cards …"), "id")
        self._replace = SecondaryButton(_("Replace a key …"), "refresh")
        self.revoke_button = SecondaryButton(_("Revoke …"), "ban")
        heads = (_("Organisation"), _("Code"), _("Fingerprint of the key"), _("State"))
        self.table = SimpleTable(_("Keys of the organisations below"), heads, wide=3)
        self.table.say_when_empty(reading)
        self._build()
        self._connect()
        self._follow_choice()

    def _build(self) -> None:
        words = column(spacing=S1)
        words.addWidget(ElidedText(_("Keys and cards"), "title"))
        purpose = _("Who is who: by its key a package is known to be its organisation's.")
        words.addWidget(ElidedText(purpose, "muted"))
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(words)
        layout.addWidget(self.done)
        own = _part(
            _("This office"),
            self.own_key,
            _("Give the card and its paper to the body above, once and after every new key."),
            (self._write, self._renew),
        )
        upper = _part(
            _("The body above"),
            self.upper_key,
            _("With its card here, packages can be sealed so that only that body can open them."),
            (self._take_upper,),
        )
        hide_unless(self._own.level != "national", upper)
        parts = row(spacing=S3)
        parts.addWidget(own, 1)
        parts.addWidget(upper, 1)
        layout.addLayout(parts)
        self._below = Card(_("The organisations below"))
        buttons = FlowLayout(spacing=S2)
        for button in (self._enrol, self._replace, self.revoke_button):
            buttons.addWidget(button)
        self._below.content.setSpacing(S3)
        self._below.content.addWidget(self.table, 1)
        self._below.content.addLayout(buttons)
        hide_unless(self._own.collects, self._below)
        layout.addWidget(self._below, 1)
        if not self._own.collects:
            layout.addStretch(1)

    def _connect(self) -> None:
        self._write.clicked.connect(self._ask_where_to_write)
        self._renew.clicked.connect(self.deeds.renew)
        self._take_upper.clicked.connect(self._ask_for_upper)
        self._enrol.clicked.connect(self._ask_for_cards)
        self._replace.clicked.connect(self._ask_for_new_card)
        self.revoke_button.clicked.connect(self.revoke)
        self.table.selectionModel().selectionChanged.connect(self._follow_choice)
        self.table.content.modelReset.connect(self._follow_choice)
        self.deeds.done.connect(self._say_done)
        self.done.acted.connect(self._open_folder)
        self._worker.broke.connect(self.broke)
        for button in (self._renew, self._take_upper, self._enrol, self._replace):
            button.setEnabled(not self._is_read_only)

    # What is shown

    def reload(self) -> None:
        """Read the keys again."""
        job = self._worker.run(self._read, "keys")
        job.done.connect(self._show)

    def _read(self, _progress: Progress) -> tuple[str, str, list[BodyKey]]:
        own = self._services.trusted_keys.own_fingerprint()
        upper = self._services.upper_bodies.current()
        above = "" if upper is None else f"{upper.name} ({upper.code})\n{upper.fingerprint}"
        return own, above, self._services.trusted_keys.bodies()

    def _show(self, read: tuple[str, str, list[BodyKey]]) -> None:
        own, upper, bodies = read
        self.own_key.setText(own or _("No key yet; it is made with the card."))
        self.upper_key.setText(upper or _("Its card is not here yet."))
        self.table.say_when_empty(_("No organisation is enrolled yet."))
        self.table.show_rows([_body_row(body) for body in bodies])

    def _follow_choice(self) -> None:
        body = self._chosen()
        can_revoke = body is not None and body.state == "trusted"
        self.revoke_button.setEnabled(can_revoke and not self._is_read_only)

    def _chosen(self) -> BodyKey | None:
        chosen = self.table.selectionModel().selectedRows()
        return self.table.content.rows[chosen[0].row()].data if chosen else None

    # Deeds

    def write_card(self, path: Path) -> None:
        """Write this office's card: the file, or the paper that proves it."""
        try:
            self._services.cards.write(path)
        except UserError as error:
            self.done.say(str(error), "bad")
            return
        self._folder = path.parent
        words = _("{file} was written. Give it to the body above, once.").format(file=path.name)
        self.done.say(words, "ok", _("Open the folder"))
        self.reload()

    def compare(self, paths: Sequence[Path]) -> None:
        """Show cards before they are taken in."""
        self.dialog = CardDialog(self._services.cards.look(paths), self)
        self.dialog.accepted.connect(partial(self.enrol, paths))
        self.dialog.open()

    def enrol(self, paths: Sequence[Path]) -> None:
        """Take in cards of organisations below; says the first reason for a refusal."""
        try:
            cards = self._services.cards.enrol(paths)
        except UserError as error:
            self.done.say(str(error), "bad")
            return
        self._say_enrolled(cards)

    def _say_enrolled(self, cards: Sequence[EnrolledCard]) -> None:
        refused = [card.why for card in cards if card.why]
        if refused:
            self.done.say(refused[0], "bad")
            self._ways.changed.emit("")
            self.reload()
        else:
            self._say_done(_("The cards were taken in."))

    def revoke(self) -> None:
        """Withdraw the trust in the chosen key."""
        body = self._chosen()
        if body is not None:
            self.deeds.revoke(body)

    def _ask_where_to_write(self) -> None:
        kinds = ((".ucard", _("Identity card")), (".pdf", _("Card on paper")))
        proposal = Path.home() / f"{file_stem(self._own.code)}.ucard"
        path = ask_for_name_and_kind(self, _("Write the identity card"), proposal, kinds)
        if path is not None:
            self.write_card(path)

    def _ask_for_cards(self) -> None:
        paths = ask_for_files(self, _("Enrol cards"), _("Identity cards"), CARDS)
        if paths:
            self.compare(paths)

    def _ask_for_upper(self) -> None:
        for path in self._one_card(_("Take in the card of the body above")):
            self.deeds.take_upper(path)

    def _ask_for_new_card(self) -> None:
        for path in self._one_card(_("Replace a key")):
            self.deeds.replace(path)

    def _one_card(self, title: str) -> list[Path]:
        return ask_for_files(self, title, _("Identity cards"), CARDS)[:1]

    def _say_done(self, sentence: str) -> None:
        self._folder = None
        self.done.say(sentence, "ok")
        self._ways.changed.emit("")
        self.reload()

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    # What the window asks of a page

    def on_shown(self) -> None:
        self.reload()

    def escape(self) -> None:
        self.done.hide()


def _part(title: str, what: Text, note: str, buttons: Sequence[QWidget]) -> Card:
    card = Card(title)
    card.content.setSpacing(S3)
    card.content.addWidget(what)
    card.content.addWidget(Text(note, "muted", wrap=True))
    card.content.addStretch(1)
    flow = FlowLayout(spacing=S2)
    for button in buttons:
        flow.addWidget(button)
    card.content.addLayout(flow)
    return card


def _body_row(body: BodyKey) -> SimpleRow:
    if body.state == "trusted":
        state, mark, tone = _("Trusted since {at}"), "circle-check", "ok"
    elif body.state == "revoked":
        state, mark, tone = _("Revoked from {day}: {reason}"), "ban", "bad"
    else:
        state, mark, tone = _("No key: ask for the new card"), "alert-triangle", "warn"
    words = state.format(
        at="" if body.since is None else moment(body.since),
        day="" if body.revoked_on is None else day(body.revoked_on),
        reason=body.reason,
    )
    return SimpleRow((body.name, body.code, body.fingerprint, words), mark, tone, body)
