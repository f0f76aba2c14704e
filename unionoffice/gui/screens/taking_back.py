"""Undoing deeds while the window stays alive: one may have been a list of many thousands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.views import DeedView


class TakingBack(QObject):
    """Covers its window until a deed is undone; one after the other, as they were asked for."""

    undone = Signal(object)  # DeedView
    said = Signal(str)  # why nothing was undone
    ended = Signal()
    broke = Signal(str)

    def __init__(self, desk: RecordService, ground: QWidget) -> None:
        super().__init__(ground)
        self._desk = desk
        self._busy = BusyOverlay(ground)
        self._waiting: deque[Callable[[], None]] = deque()
        # Threads of its own: what is to be undone must not queue behind what is being counted.
        self._worker = Worker(self, QThreadPool(self))
        self._worker.broke.connect(self.broke)

    def begin(self, deed_id: int) -> None:
        """Undo a deed, after those that are being undone."""
        self.then(partial(self._begin, deed_id))

    def then(self, ask: Callable[[], None]) -> None:
        """Do this when nothing is being undone: only then is it known which deed is the newest."""
        if self._worker.is_busy:
            self._waiting.append(ask)
        else:
            ask()

    def _begin(self, deed_id: int) -> None:
        self._busy.begin(_("Taking back …"), can_cancel=False)
        job = self._worker.run(partial(self._take_back, deed_id))
        job.done.connect(self.undone)
        job.failed.connect(self.said)
        job.ended.connect(self._go_on)

    def _take_back(self, deed_id: int, _progress: Progress) -> DeedView:
        return self._desk.undo(deed_id)

    def _go_on(self) -> None:
        self._busy.end()
        self.ended.emit()
        while self._waiting and not self._worker.is_busy:
            self._waiting.popleft()()
