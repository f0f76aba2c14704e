"""Choosing a passphrase: twice, with what it is worth."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S3
from unionoffice.gui.widgets.layouts import column
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.gui.widgets.strength_meter import StrengthMeter
from unionoffice.services.strength import check_passphrase


class NewPassphrase(QWidget):
    """Two lines that have to agree; `entered` follows every letter."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseEditor(
            _("New passphrase"),
            _("Four or five words in a row are easy to type and hard to guess."),
        )
        self.meter = StrengthMeter()
        self.again = PassphraseEditor(_("Once more"))
        layout = column(self, S3)
        for part in (self.first, self.meter, self.again):
            layout.addWidget(part)
        self.setFocusProxy(self.first)
        self.meter.judge("")
        self.first.edited.connect(self._follow)
        self.again.edited.connect(self._follow)

    def value(self) -> str:
        return self.first.value()

    def is_acceptable(self) -> bool:
        """Whether it may be taken; says beside the lines why not."""
        self.first.set_problem("")
        self.again.set_problem("")
        try:
            check_passphrase(self.value())
        except UserError as error:
            self.first.set_problem(str(error))
            self.first.setFocus()
            return False
        if self.again.value() != self.value():
            self.again.set_problem(_("This is not the same. Type it once more."))
            self.again.setFocus()
            return False
        return True

    def _follow(self) -> None:
        self.meter.judge(self.value())
        self.entered.emit()
