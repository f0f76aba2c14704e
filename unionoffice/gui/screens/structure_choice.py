"""By the structure of which day a federation's figures are broken down, if they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import show
from unionoffice.core.i18n import _
from unionoffice.gui.screens.day_question import DayQuestion
from unionoffice.gui.widgets.editors import CalmComboBox

NONE, OTHER = "none", "other"


class StructureChoice(CalmComboBox):
    """The sum alone, or sub-totals by the bodies of today or of another day."""

    chosen = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, label = _("Structure of another day …"), _("Structure as of")
        self._question = DayQuestion(title, label, today, self.choose)
        self.day: date | None = None
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)
        self.addItem(_("Without sub-totals"), NONE)
        self.addItem(self._words(today()), today())
        self.addItem(title, OTHER)
        self.activated.connect(self._take)

    def choose(self, day: date | None) -> None:
        """Break the figures down by the structure of this day; None: not at all."""
        self.day = day
        place = self.findData(day if day is not None else NONE)
        if place < 0:
            self.insertItem(self.count() - 1, self._words(day), day)
            place = self.count() - 2
        self.setCurrentIndex(place)
        self.chosen.emit()

    def _words(self, day: date | None) -> str:
        return _("Structure as of {day}").format(day=show(day))

    def _take(self) -> None:
        wanted = self.currentData()
        if wanted == OTHER:
            self.choose(self.day)
            self._question.ask(self, self.day)
        else:
            self.choose(wanted if isinstance(wanted, date) else None)
