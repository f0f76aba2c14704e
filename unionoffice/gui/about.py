"""Which program this is and what it works on: what whoever helps from afar asks first."""

from __future__ import annotations

import platform
import sys

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from unionoffice import __version__
from unionoffice.core.i18n import _
from unionoffice.core.paths import home_folder, licences_folder, program_folder
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.message_box import MessageBox


class AboutBox(MessageBox):
    """`office` is the file's path or the server's address, of which only that it is one is told."""

    def __init__(self, parent: QWidget | None, office: str) -> None:
        self.details = "\n".join(f"{name}: {value}" for name, value in _details(office))
        super().__init__(parent, _("About UnionOffice"), f"UnionOffice {__version__}", self.details)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._close = PrimaryButton(_("Close"))
        self.licences = SecondaryButton(_("Licences"), "folder-open")
        self._copy = SecondaryButton(_("Copy"), "copy")
        self.addButton(self._close, QMessageBox.ButtonRole.RejectRole)
        for button, act in ((self.licences, _open_licences), (self._copy, self.copy)):
            self.addButton(button, QMessageBox.ButtonRole.ActionRole)
            button.clicked.disconnect()  # or it would close the box
            button.clicked.connect(act)
        self.setDefaultButton(self._close)
        self.setEscapeButton(self._close)

    def copy(self) -> None:
        """For a letter to whoever helps."""
        QGuiApplication.clipboard().setText(f"{self.text()}\n{self.details}")


def _details(office: str) -> tuple[tuple[str, str], ...]:
    return (
        (_("Office"), _("on the server") if "://" in office else office),
        (_("Program"), str(program_folder())),
        (_("Settings and backups"), str(home_folder())),
        (_("Computer"), f"{platform.platform()}, Python {sys.version.split()[0]}, Qt {qVersion()}"),
        (_("Licence"), "LGPL-3.0-or-later"),
    )


def _open_licences() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(licences_folder())))
