"""The day of the date line: today, until somebody wants another one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import show
from unionoffice.core.i18n import _
from unionoffice.gui.screens.day_question import DayQuestion
from unionoffice.gui.widgets.editors import CalmComboBox

USUAL, OTHER = "usual", "other"


class SigningDay(CalmComboBox):
    """The usual day is that of today; of a return that was handed in, that of handing in."""

    chosen = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = DayQuestion(_("Another day …"), _("Day of signing"), today, self.choose)
        self.day: date | None = None
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)
        self.addItem(self._words(today()), USUAL)
        self.addItem(_("Another day …"), OTHER)
        self.activated.connect(self._take)

    def show_usual(self, day: date | None) -> None:
        """Say which day the paper bears that nobody chose a day for."""
        if self.day is None and day is not None:
            self.setItemText(0, self._words(day))

    def choose(self, day: date | None) -> None:
        """Date the paper on this day; None: on the usual one."""
        self.day = day
        if self.count() > 2:
            self.removeItem(1)
        if day is not None:
            self.insertItem(1, self._words(day), day)
        self.setCurrentIndex(0 if day is None else 1)
        self.chosen.emit()

    def _words(self, day: date) -> str:
        return _("Signed on {day}").format(day=show(day))

    def _take(self) -> None:
        wanted = self.currentData()
        if wanted == OTHER:
            self.setCurrentIndex(0 if self.day is None else 1)
            self._question.ask(self, self.day)
        elif wanted == USUAL:
            self.choose(None)
