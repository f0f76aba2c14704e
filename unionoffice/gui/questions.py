"""The few questions that are asked in a dialog: before something is lost or taken out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S3, S6
from unionoffice.gui.widgets.buttons import DangerButton, SecondaryButton
from unionoffice.gui.widgets.editors import LongTextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row

DIALOG_WIDTH = 420


def ask_whether_to_drop(parent: QWidget) -> bool:
    """The record cannot be saved as it is: True gives the changes up, False goes on writing."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("Not saved"))
    box.setText(_("This record cannot be saved yet."))
    box.setInformativeText(
        _("Go on writing and mend the marked fields, or drop what you have changed.")
    )
    stay = box.addButton(_("Go on writing"), QMessageBox.ButtonRole.RejectRole)
    drop = box.addButton(_("Drop the changes"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is drop


def ask_whether_to_restore(parent: QWidget, made: str) -> bool:
    """Restoring puts the whole office back; `made` is the moment of the backup in words."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("Restore a backup"))
    box.setText(_("Put the office back as it was on {moment}?").format(moment=made))
    box.setInformativeText(
        _("The office as it is now is backed up first, and kept beside its place as well.")
    )
    restore = box.addButton(_("Restore"), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is restore


def ask_whether_to_take_back(parent: QWidget, deed: str, records: int) -> bool:
    """A deed of many records, such as a list, is not brought back by a second press of a key."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("Undo"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_("Undo “{deed}”?").format(deed=deed))
    words = ngettext(
        "{count} record becomes again what it was before.",
        "{count} records become again what they were before.",
        records,
    )
    box.setInformativeText(words.format(count=number(records)))
    undo = box.addButton(_("Undo"), QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(_("Keep it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(undo)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is undo


def ask_whether_to_hand_in(parent: QWidget, what: str) -> bool:
    """Figures that nobody typed in leave as 0; `what` says which in a sentence."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("Hand in"))
    box.setText(what)
    box.setInformativeText(_("Handed in now, they stand as 0, and a new version has to follow."))
    go_on = box.addButton(_("Hand in all the same"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Type them in first"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go_on


def ask_for_reason(parent: QWidget) -> str:
    """The reason for voiding a record; "" when the user thinks better of it."""
    dialog = ReasonDialog(parent)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else ""


class ReasonDialog(QDialog):
    """Voiding takes a record out of all figures, so it wants a reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Void this record"))
        self._reason = LongTextEditor(_("Reason"), is_required=True)
        self._void = DangerButton(_("Void this record"), "ban")
        self._cancel = SecondaryButton(_("Cancel"))
        self._void.setEnabled(False)
        layout = column(self, S3, S6)
        what = _("It leaves all tables and figures, is kept with your reason, and can be restored.")
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
