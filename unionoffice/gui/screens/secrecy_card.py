"""The settings of secrecy: passphrase, recovery key, locking, and plain copies that still exist."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.memory import LOCK_AFTER, USUAL_LOCK_AFTER, Memory
from unionoffice.gui.screens.recovery import RecoveryDialog
from unionoffice.gui.screens.secret_dialog import Deed, SecretDialog
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import FlowLayout
from unionoffice.gui.widgets.message_box import MessageBox
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.secrecy import PlainCopy
from unionoffice.workplace import Workplace

CHOICES = (0, 5, 15, 30)


class SecrecyCard(Card):
    """What concerns the passphrase of the office; `changed` when the file became another one."""

    changed = Signal()
    broke = Signal(str)

    def __init__(self, services: Workplace, memory: Memory) -> None:
        super().__init__(_("Passphrase"))
        self._services = services
        self._secrecy = services.secrecy
        self._memory = memory
        self._worker = Worker(self)
        self.banner = Banner(is_closable=True)
        self._state = Text("", wrap=True)
        self._note = Text("", "muted", wrap=True)
        self.encrypt = PrimaryButton(_("Set a passphrase …"), "shield-lock")
        self.change = SecondaryButton(_("Change the passphrase …"), "lock")
        self.renew = SecondaryButton(_("New recovery key …"), "printer")
        self.decrypt = DangerButton(_("Remove the passphrase …"), "lock-open")
        self.lock_after = ChoiceEditor(
            _("Lock the window when nobody touches it"),
            [(str(minutes), _minutes(minutes)) for minutes in CHOICES],
            is_required=True,
        )
        self.copies = Banner()
        self.seal_copies = SecondaryButton(_("Encrypt them"), "shield-lock")
        self.delete_copies = DangerButton(_("Delete them …"), "x")
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.content.setSpacing(S3)
        for part in (self.banner, self._state, self._note):
            self.content.addWidget(part)
        buttons = FlowLayout(spacing=S2)
        for button in (self.encrypt, self.change, self.renew, self.decrypt):
            buttons.addWidget(button)
        self.content.addLayout(buttons)
        self.content.addWidget(self.copies)
        deeds = FlowLayout(spacing=S2)
        deeds.addWidget(self.seal_copies)
        deeds.addWidget(self.delete_copies)
        self.content.addLayout(deeds)
        self.content.addWidget(self.lock_after)
        self.lock_after.set_value(str(self._memory.recall(LOCK_AFTER, USUAL_LOCK_AFTER)))

    def _connect(self) -> None:
        self.encrypt.clicked.connect(self._ask_to_encrypt)
        self.change.clicked.connect(self._ask_to_change)
        self.renew.clicked.connect(self._ask_to_renew)
        self.decrypt.clicked.connect(self._ask_to_decrypt)
        self.seal_copies.clicked.connect(self.encrypt_all_copies)
        self.delete_copies.clicked.connect(self._ask_to_delete_copies)
        self.lock_after.finished.connect(self._choose_minutes)
        self._worker.broke.connect(self.broke)

    def refresh(self) -> None:
        """Show what holds for the file now, and look for plain copies of it."""
        is_encrypted = self._secrecy.is_encrypted
        self._state.setText(
            _("The office file is encrypted: it opens by its passphrase only.")
            if is_encrypted
            else _("The office file is not encrypted: whoever gets a copy of it can read it.")
        )
        self._note.setText(
            _("Backups are encrypted like the office. Ctrl+L locks the window at once.")
            if is_encrypted
            else _(
                "With a passphrase the whole file is encrypted, and its backups too. If passphrase "
                "and recovery key are both lost, nobody can open it any more."
            )
        )
        self.encrypt.setVisible(not is_encrypted)
        for part in (self.change, self.renew, self.decrypt, self.lock_after):
            part.setVisible(is_encrypted)
        self._show_copies([])
        if is_encrypted:
            job = self._worker.run(self._look_for_copies, "copies")
            job.done.connect(self._show_copies)

    def _look_for_copies(self, _progress: Progress) -> list[PlainCopy]:
        return self._secrecy.plain_copies()

    def _show_copies(self, copies: list[PlainCopy]) -> None:
        words = ngettext(
            "{count} older copy of this office can still be read by anybody: {files}",
            "{count} older copies of this office can still be read by anybody: {files}",
            len(copies),
        )
        files = ", ".join(copy.path.name for copy in copies[:3]) + (" …" if copies[3:] else "")
        said = words.format(count=number(len(copies)), files=files) if copies else ""
        self.copies.say(said, "warn")
        for button in (self.seal_copies, self.delete_copies):
            button.setVisible(bool(copies))

    # Deeds

    def _ask(self, title: str, note: str, button: str, deed: Deed, **asks: bool) -> SecretDialog:
        return SecretDialog(title, note, button, deed, self.window(), **asks)

    def _ask_to_encrypt(self) -> None:
        def deed(_present: str, new: str) -> str:
            return self._secrecy.encrypt(new)

        dialog = self._ask(
            _("Set a passphrase"),
            _("The office is written anew, encrypted, and checked before it takes its place."),
            _("Encrypt the office"),
            deed,
            asks_new=True,
        )
        if dialog.exec() == SecretDialog.DialogCode.Accepted:
            self._hand_out(dialog.outcome)
            self._tell(_("The office is encrypted now."))

    def _ask_to_change(self) -> None:
        def deed(present: str, new: str) -> None:
            self._secrecy.change_passphrase(present, new)

        dialog = self._ask(
            _("Change the passphrase"),
            _("The recovery key stays as it is. Older backups open by their old passphrase."),
            _("Change the passphrase"),
            deed,
            asks_present=True,
            asks_new=True,
        )
        if dialog.exec() == SecretDialog.DialogCode.Accepted:
            self._tell(_("The passphrase was changed. The recovery key stays as it is."))

    def _ask_to_renew(self) -> None:
        def deed(present: str, _new: str) -> str:
            return self._secrecy.renew_recovery(present)

        dialog = self._ask(
            _("New recovery key"),
            _("The former key no longer opens the office; throw its page away."),
            _("Make a new recovery key"),
            deed,
            asks_present=True,
        )
        if dialog.exec() == SecretDialog.DialogCode.Accepted:
            self._hand_out(dialog.outcome)
            self._tell(_("There is a new recovery key. The former one no longer opens the office."))

    def _ask_to_decrypt(self) -> None:
        def deed(present: str, _new: str) -> None:
            self._secrecy.decrypt(present)

        dialog = self._ask(
            _("Remove the passphrase"),
            _("From then on whoever gets a copy of the file can read it."),
            _("Remove the passphrase"),
            deed,
            asks_present=True,
        )
        if dialog.exec() == SecretDialog.DialogCode.Accepted:
            self._tell(_("The office is no longer encrypted: whoever has the file can read it."))

    def _hand_out(self, recovery_key: str) -> None:
        name = self._services.office.own().name
        RecoveryDialog(name, recovery_key, self.window()).exec()

    def _tell(self, sentence: str) -> None:
        self.banner.say(sentence, "ok")
        self.refresh()
        self.changed.emit()

    # Copies

    def encrypt_all_copies(self) -> None:
        """Encrypt every plain copy in its place."""
        self._run(self._secrecy.encrypt_copies, _("They are encrypted like the office now."))

    def _ask_to_delete_copies(self) -> None:
        box = MessageBox(
            self.window(),
            _("Delete the plain copies"),
            _("Delete every copy of this office that is not encrypted?"),
            _("An encrypted backup is made first."),
        )
        if box.ask(_("Delete them"), takes_away=True):
            self.delete_all_copies()

    def delete_all_copies(self) -> None:
        """Delete every plain copy, after an encrypted backup."""
        self._run(self._secrecy.delete_copies, _("They were deleted."))

    def _run(self, deed: Callable[[], int], words: str) -> None:
        def work(_progress: Progress) -> str:
            deed()
            return words

        self._busy.begin(_("Writing and checking the copies …"), can_cancel=False)
        job = self._worker.run(work)
        job.ended.connect(self._busy.end)
        job.done.connect(self._tell)
        job.failed.connect(self._say_failed)

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")

    def _choose_minutes(self) -> None:
        chosen = self.lock_after.value()
        if chosen is not None:
            self._memory.keep(LOCK_AFTER, int(chosen))


def _minutes(minutes: int) -> str:
    if minutes == 0:
        return _("Never")
    return ngettext("After {count} minute", "After {count} minutes", minutes).format(
        count=number(minutes)
    )
