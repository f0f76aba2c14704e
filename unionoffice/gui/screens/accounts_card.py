"""The settings of accounts: who signs in, under which role, and who sees what is sensitive."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.i18n import N_, _
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.recovery import RecoveryDialog
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.ways import then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import FlowLayout
from unionoffice.gui.widgets.message_box import MessageBox
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.reports.recovery_page import OF_ACCOUNTS
from unionoffice.services.accounts import Accounts, AccountView, role_names
from unionoffice.services.rights import Right
from unionoffice.services.strength import check_passphrase

CHAIR = "chair"
TABLE_HEIGHT = 180


class AccountsCard(Card):
    """The chair keeps the accounts; everybody else changes the own password here."""

    changed = Signal()

    def __init__(self, accounts: Accounts, office: str, *, is_read_only: bool = False) -> None:
        super().__init__(_("Accounts and roles"))
        self._office = office  # its name, as it stands on the page with the recovery code
        self._accounts = accounts
        self._is_read_only = is_read_only
        self._labels = {key: _(label) for key, label in role_names()}
        self.banner, self.hint = Banner(is_closable=True), Banner()
        self._state = Text("", wrap=True)
        self.table = SimpleTable(_("Accounts"), (_("Name"), _("Role"), _("State")), wide=0)
        self.add = PrimaryButton(_("Add an account …"), "plus")
        self.role = SecondaryButton(_("Change the role …"), "user")
        self.reset = SecondaryButton(_("Set the password anew …"), "lock")
        self.close_or_open = SecondaryButton(_("Close or open"), "ban")
        self.remove = DangerButton(_("Remove …"), "x")
        self.code = SecondaryButton(_("Make a recovery code …"), "printer")
        self.own_password = SecondaryButton(_("Change my password …"), "lock")
        self.seeing = {key: QCheckBox(label) for key, label in self._labels.items() if key != CHAIR}
        self._about_seeing = Text(
            _(
                "Health class, hardship, ethnic group, Party membership and papers behind records "
                "are seen by the chair, and by:"
            ),
            wrap=True,
        )
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.content.setSpacing(S3)
        about = _(
            "Roles keep apart those who share this computer: each sees and does what the role is "
            "for. Whoever takes the computer, the file or a stick away reads everything all the "
            "same, unless the office is encrypted with a passphrase."
        )
        self.table.setMinimumHeight(scaled(TABLE_HEIGHT))
        for part in (
            self.banner,
            self.hint,
            Text(about, "muted", wrap=True),
            self._state,
            self.table,
        ):
            self.content.addWidget(part)
        self._flow(self.add, self.role, self.reset, self.close_or_open, self.remove)
        self._flow(self.own_password, self.code)
        self.content.addWidget(self._about_seeing)
        self._flow(*self.seeing.values())

    def _flow(self, *parts: QWidget) -> None:
        flow = FlowLayout(spacing=S2)
        for part in parts:
            flow.addWidget(part)
        self.content.addLayout(flow)

    def _connect(self) -> None:
        self.add.clicked.connect(self.ask_to_add)
        self.role.clicked.connect(self.ask_for_role)
        self.reset.clicked.connect(self.ask_to_reset)
        self.close_or_open.clicked.connect(self.toggle)
        self.remove.clicked.connect(self._ask_to_remove)
        self.own_password.clicked.connect(self.ask_for_own_password)
        self.code.clicked.connect(self.make_code)
        self.table.selectionModel().selectionChanged.connect(self._follow)
        for box in self.seeing.values():
            box.clicked.connect(self._choose_seeing)

    def refresh(self) -> None:
        """Show who has an account, and what whoever is at work may do about it."""
        who = self._accounts.present
        found = self._accounts.all()
        if who is None:
            self._state.setText(
                _("There are no accounts: whoever opens the office does everything as the chair.")
            )
        else:
            words = _("You are signed in as {name}, {role}.")
            jobs = _("Commands of batch jobs, backups too, need an account: --account NAME.")
            said = words.format(name=who.name, role=self._labels[who.role])
            self._state.setText(f"{said} {jobs}")
        self.table.show_rows([self._row(each) for each in found])
        may_keep = not self._is_read_only and self._accounts.may(Right.ACCOUNTS)
        kept = (self.role, self.reset, self.close_or_open, self.remove, self.code)
        for part in (*kept, *self.seeing.values()):
            part.setVisible(may_keep and who is not None)
        self._about_seeing.setVisible(may_keep and who is not None)
        self.table.setVisible(bool(found))
        self.add.setVisible(may_keep)
        self.own_password.setVisible(who is not None and not self._is_read_only)
        for key, box in self.seeing.items():
            box.setChecked(key in self._accounts.roles_seeing())
        self._follow()
        hint = ""
        if self._accounts.came_by_code:
            hint = _("You signed in by the recovery code. Set your password anew now.")
        elif may_keep and who is not None and not self._accounts.has_recovery_code:
            hint = _("There is no recovery code yet: a chair who forgets the password is shut out.")
        self.hint.say(hint, "warn")

    def _row(self, account: AccountView) -> SimpleRow:
        state, tone = _("Can sign in"), "ok"
        if account.is_locked:
            state, tone = _("Locked after wrong tries"), "bad"
        elif not account.is_active:
            state, tone = _("Closed"), "muted"
        return SimpleRow((account.name, self._labels[account.role], state), "user", tone, account)

    @property
    def chosen(self) -> AccountView | None:
        """The account that is marked in the table."""
        marked = self.table.selectionModel().selectedRows()
        rows = self.table.content.rows
        return rows[marked[0].row()].data if marked else None

    def _follow(self) -> None:
        for part in (self.role, self.reset, self.close_or_open, self.remove):
            part.setEnabled(self.chosen is not None)

    # Deeds

    def ask_to_add(self) -> None:
        """Ask for name, role and password of a new account; the first one is the chair's."""
        name = TextEditor(_("Name"), _("As it shall stand in the journal."), is_required=True)
        role = ChoiceEditor(_("Role"), [*self._labels.items()], is_required=True)
        if self._accounts.present is None:
            role.set_value(CHAIR)
            role.set_read_only(True)
        password, again = _new_password()

        def deed() -> None:
            if not name.value():
                raise InvalidRecordError([Problem("name", N_("Fill this in."))])
            _check_new(password, again)
            self._accounts.add(name.value() or "", role.value() or "", password.value())

        note = ""
        if self._accounts.present is None:
            note = _("The first account is the chair's. From then on everybody signs in.")
        fields = {"name": name, "role": role, "password": password, "again": again}
        is_first = self._accounts.present is None
        self._run(_("Add an account"), note, fields, _("Add the account"), deed)
        if is_first:
            self.dialog.accepted.connect(self.make_code)

    def make_code(self) -> None:
        """Show a new recovery code once; the former one opens nothing from now on."""
        try:
            code = self._accounts.renew_recovery_code()
        except UserError as error:
            self.banner.say(str(error), "bad")
            return
        self.recovery = RecoveryDialog(self._office, code, self.window(), OF_ACCOUNTS)
        self.recovery.accepted.connect(then(self._tell, _("The recovery code was made.")))
        self.recovery.open()

    def ask_for_role(self) -> None:
        account = self.chosen
        if account is None:
            return
        role = ChoiceEditor(_("Role"), [*self._labels.items()], is_required=True)
        role.set_value(account.role)

        def deed() -> None:
            self._accounts.change(account.name, role=role.value() or "")

        self._run(account.name, "", {"role": role}, _("Change the role"), deed)

    def ask_to_reset(self) -> None:
        """Set somebody's password anew, which also lifts a lock-out."""
        account = self.chosen
        if account is None:
            return
        password, again = _new_password()

        def deed() -> None:
            _check_new(password, again)
            self._accounts.set_password(account.name, password.value())

        note = _("Tell it to {name}, who then chooses another one. A lock-out is lifted.")
        fields: dict[str, FieldEditor] = {"password": password, "again": again}
        words = _("Set the password")
        self._run(account.name, note.format(name=account.name), fields, words, deed)

    def ask_for_own_password(self) -> None:
        present = PassphraseEditor(_("Present password"))
        password, again = _new_password()

        def deed() -> None:
            _check_new(password, again)
            self._accounts.change_own_password(present.value(), password.value())

        fields: dict[str, FieldEditor] = {"present": present, "password": password, "again": again}
        self._run(_("Change my password"), "", fields, _("Change the password"), deed)

    def toggle(self) -> None:
        """Close an account, or open a closed one again."""
        account = self.chosen
        if account is not None:
            self._do(lambda: self._accounts.change(account.name, is_active=not account.is_active))

    def _ask_to_remove(self) -> None:
        account = self.chosen
        if account is None:
            return
        box = MessageBox(
            self.window(),
            _("Remove an account"),
            _("Remove the account of {name}?").format(name=account.name),
            _("What was done under it stays in the journal with its name."),
        )
        if box.ask(_("Remove"), takes_away=True):
            self._do(lambda: self._accounts.remove(account.name))

    def _choose_seeing(self) -> None:
        chosen = [key for key, box in self.seeing.items() if box.isChecked()]
        self._do(lambda: self._accounts.let_see(chosen))

    def _run(
        self,
        title: str,
        note: str,
        fields: dict[str, FieldEditor],
        button: str,
        deed: Callable[[], None],
    ) -> None:
        self.dialog = DeedDialog(title, note, fields, button, deed, self.window())
        self.dialog.accepted.connect(then(self._tell, _("Saved.")))
        self.dialog.open()

    def _do(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except UserError as error:
            self.banner.say(str(error), "bad")
            self.refresh()
        else:
            self._tell(_("Saved."))

    def _tell(self, sentence: str) -> None:
        self.banner.say(sentence, "ok")
        self.refresh()
        self.changed.emit()


def _new_password() -> tuple[PassphraseEditor, PassphraseEditor]:
    hint = _("Four or five words in a row are easy to type and hard to guess.")
    return PassphraseEditor(_("New password"), hint), PassphraseEditor(_("Once more"))


def _check_new(password: PassphraseEditor, again: PassphraseEditor) -> None:
    """Say at its field what is wrong with a new password."""
    try:
        check_passphrase(password.value())
    except UserError as error:
        raise InvalidRecordError([Problem("password", error.message, error.values)]) from error
    if password.value() != again.value():
        raise InvalidRecordError([Problem("again", N_("This is not the same. Type it once more."))])
