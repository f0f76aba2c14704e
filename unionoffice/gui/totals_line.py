"""The line of totals under the table of a register: of all that is shown, or of what is marked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from unionoffice.core.i18n import _
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.register_words import totals_words
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.views import Query, RegisterView, Totals


class TotalsLine(Text):
    """Empty while the totals are being counted, which over many records takes a while."""

    counted = Signal(int)  # so many records there are
    failed = Signal(str)
    broke = Signal(str)

    def __init__(self, service: RecordService, register: RegisterView) -> None:
        super().__init__("", "muted", wrap=True)
        self._service = service
        self._register = register
        self._totals = Totals(0)
        self._worker = Worker(self)
        self._worker.broke.connect(self.broke)

    def count(self, query: Query) -> None:
        """Count anew in a thread: totals come after the rows."""
        self.setText("")
        job = self._worker.run(partial(self._read, query), "totals")
        job.done.connect(self._show)
        job.failed.connect(self.failed)

    def show_marked(self, totals: Totals | None) -> None:
        """Totals of the marked rows, or again those of all."""
        if totals is None:
            known = "" if self._worker.is_busy else totals_words(self._totals, self._register)
            self.setText(known)
        else:
            words = totals_words(totals, self._register)
            self.setText(_("Marked: {totals}").format(totals=words))

    def _read(self, query: Query, progress: Progress) -> Totals:
        return self._service.totals(self._register.key, query, progress.stopping)

    def _show(self, totals: Totals) -> None:
        self._totals = totals
        self.setText(totals_words(totals, self._register))
        self.counted.emit(totals.records)
