"""The few questions that are asked in a dialog: before something is lost or taken out."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S3, S6
from unionoffice.gui.widgets.buttons import DangerButton, SecondaryButton
from unionoffice.gui.widgets.editors import LongTextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.message_box import MessageBox

DIALOG_WIDTH = 420


def ask_whether_to_drop(parent: QWidget) -> bool:
    """The record cannot be saved as it is: True gives the changes up, False goes on writing."""
    box = MessageBox(
        parent,
        _("Not saved"),
        _("This record cannot be saved yet."),
        _("Go on writing and mend the marked fields, or drop what you have changed."),
    )
    return box.ask(_("Drop the changes"), _("Go on writing"), takes_away=True)


def ask_whether_to_restore(parent: QWidget, made: str) -> bool:
    """Restoring puts the whole office back; `made` is the moment of the backup in words."""
    box = MessageBox(
        parent,
        _("Restore a backup"),
        _("Put the office back as it was on {moment}?").format(moment=made),
        _("The office as it is now is backed up first, and kept beside its place as well."),
    )
    return box.ask(_("Restore"))


def ask_whether_to_take_back(parent: QWidget, deed: str, records: int) -> bool:
    """A deed of many records, such as a list, is not brought back by a second press of a key."""
    becomes = ngettext(
        "{count} record becomes again what it was before.",
        "{count} records become again what they were before.",
        records,
    )
    asked, more = _("Undo “{deed}”?").format(deed=deed), becomes.format(count=number(records))
    return MessageBox(parent, _("Undo"), asked, more).ask(_("Undo"), _("Keep it"), is_offered=True)


def ask_whether_to_hand_in(parent: QWidget, what: str) -> bool:
    """Figures that nobody typed in leave as 0; `what` says which in a sentence."""
    more = _("Handed in now, they stand as 0, and a new version has to follow.")
    box = MessageBox(parent, _("Hand in"), what, more)
    return box.ask(_("Hand in all the same"), _("Type them in first"))


def ask_for_reason(parent: QWidget, count: int = 1) -> str:
    """The reason for voiding records; "" when the user thinks better of it."""
    dialog = ReasonDialog(parent, count)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else ""


class ReasonDialog(QDialog):
    """Voiding takes records out of all figures, so it wants a reason."""

    def __init__(self, parent: QWidget, count: int = 1) -> None:
        super().__init__(parent)
        title, what = _voiding_words(count)
        self.setWindowTitle(title)
        self._reason = LongTextEditor(_("Reason"), is_required=True)
        self._void = DangerButton(title, "ban")
        self._cancel = SecondaryButton(_("Cancel"))
        self._void.setEnabled(False)
        layout = column(self, S3, S6)
        layout.addWidget(Text(what, wrap=True))
        layout.addWidget(self._reason)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._void)
        layout.addLayout(buttons)
        self.setMinimumWidth(scaled(DIALOG_WIDTH))
        self._reason.edited.connect(self._follow)
        self._void.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        return self._reason.value() or ""

    def _follow(self) -> None:
        self._void.setEnabled(bool(self.reason))


def _voiding_words(count: int) -> tuple[str, str]:
    if count == 1:
        return _("Void this record"), _(
            "It leaves all tables and figures, is kept with your reason, and can be restored."
        )
    words = ngettext("Void {count} record", "Void {count} records", count)
    return words.format(count=number(count)), _(
        "They leave all tables and figures, are kept with your reason, and can be restored."
    )
