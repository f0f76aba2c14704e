"""Undoing a deed while the window stays alive: it may have been a list of many thousands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.views import DeedView


class TakingBack(QObject):
    """Covers its page or window until the deed is undone."""

    undone = Signal(object)  # DeedView
    said = Signal(str)  # why nothing was undone
    ended = Signal()
    broke = Signal(str)

    def __init__(self, desk: RecordService, ground: QWidget) -> None:
        super().__init__(ground)
        self._desk = desk
        self._busy = BusyOverlay(ground)
        self._worker = Worker(self)
        self._worker.broke.connect(self.broke)

    def begin(self, deed: DeedView | None = None) -> None:
        """Undo a deed, the newest one unless another is given."""
        self._busy.begin(_("Taking back …"), can_cancel=False)
        job = self._worker.run(partial(self._take_back, deed), "undo")
        job.done.connect(self._tell)
        job.failed.connect(self.said)
        job.ended.connect(self._busy.end)
        job.ended.connect(self.ended)

    def _take_back(self, deed: DeedView | None, _progress: Progress) -> DeedView | None:
        newest = deed or self._desk.last_deed()
        if newest is not None:
            self._desk.undo(newest.id)
        return newest

    def _tell(self, deed: DeedView | None) -> None:
        if deed is None:
            self.said.emit(_("There is nothing to undo."))
        else:
            self.undone.emit(deed)
