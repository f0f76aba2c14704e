"""The choice of a form on the board: the one looked at last, or else of the newest return."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal

from unionoffice.core.i18n import _
from unionoffice.gui.memory import Memory
from unionoffice.gui.theme import scaled
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.workplace import Workplace

_KEPT = "returns/form"
_LEAST_WIDTH = 140  # of a long name where there is no room


class FormChoice(CalmComboBox):
    """Hidden where there is no choice."""

    chosen = Signal()

    def __init__(self, services: Workplace, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self.setAccessibleName(_("Form"))
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)
        for form_id in services.reporting.forms.ids():
            form = services.reporting.forms.open(form_id)
            self.addItem(form.name[form.languages[0]], form_id)
        wanted = memory.recall(_KEPT, "") or services.returns.newest_form()
        self.setCurrentIndex(max(0, self.findData(wanted)))
        if self.count() < 2:
            self.hide()
        self.currentTextChanged.connect(self._tell_whole_name)
        self.activated.connect(self._keep)
        self._tell_whole_name(self.currentText())

    def _tell_whole_name(self, name: str) -> None:
        self.setToolTip(plain_tip(name))

    def _keep(self) -> None:
        self._memory.keep(_KEPT, self.currentData())
        self.chosen.emit()

    # Qt overrides
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), scaled(_LEAST_WIDTH)), hint.height())
