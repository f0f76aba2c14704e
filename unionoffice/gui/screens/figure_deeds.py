"""What is done at a figure of the form: set by hand, typed in, and taken back again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from unionoffice.core.errors import InvalidRecordError
from unionoffice.core.i18n import _
from unionoffice.gui.screens.appendix_work import Answer, AppendixWork
from unionoffice.gui.screens.evidence_panel import EvidencePanel
from unionoffice.reports.filled import RowFigures
from unionoffice.services.desk import Desk


class FigureDeeds(QObject):
    """Does what the panel asks for; `said` tells it with a way back, as a page does."""

    said = Signal(str, object)
    changed = Signal()

    def __init__(
        self,
        work: AppendixWork,
        desk: Desk,
        panel: EvidencePanel,
        counted: Callable[[], Answer | None],
    ) -> None:
        super().__init__(panel)
        self._work = work
        self._desk = desk
        self._panel = panel
        self._counted = counted
        panel.correction_wanted.connect(self._correct)
        panel.withdrawal_wanted.connect(self._withdraw)
        panel.typing_wanted.connect(self._type_in)
        panel.emptying_wanted.connect(self._leave_empty)

    def _correct(self, row_key: str, figure: str, value: int, reason: str) -> None:
        answer, row = self._row(row_key)
        if answer is not None and row is not None:
            deed = partial(self._work.correct, answer.asked, row, figure, value, reason)
            self._do(deed, _("The figure was set by hand."))

    def _withdraw(self, row_key: str, figure: str) -> None:
        answer = self._counted()
        if answer is not None:
            deed = partial(self._work.withdraw, answer.asked, row_key, figure)
            self._do(deed, _("The computed figure stands again."))

    def _type_in(self, row_key: str, figure: str, value: int, source: str) -> None:
        answer, row = self._row(row_key)
        if answer is not None and row is not None:
            deed = partial(self._work.type_in, answer.asked, row, figure, value, source)
            self._do(deed, _("The figure was entered."))

    def _leave_empty(self, row_key: str, figure: str) -> None:
        answer = self._counted()
        if answer is not None:
            deed = partial(self._work.leave_empty, answer.asked, row_key, figure)
            self._do(deed, _("The figure is empty again."))

    def _row(self, row_key: str) -> tuple[Answer | None, RowFigures | None]:
        answer = self._counted()
        return answer, None if answer is None else answer.filled.figures.row(row_key)

    def _do(self, deed: Callable[[], None], said: str) -> None:
        try:
            deed()
        except InvalidRecordError as error:
            self._panel.correction.complain(error.problems)
            self._panel.typed.complain(error.problems)
            return
        done = self._desk.last_deed()
        self.said.emit(said, None if done is None else done.id)
        self.changed.emit()
