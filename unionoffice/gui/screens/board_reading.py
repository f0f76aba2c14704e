"""Reading a board: the states of very many bodies come first, what looks wrong comes after."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from unionoffice.exchange.board import BoardView
from unionoffice.gui.screens.board_forms import Collection
from unionoffice.gui.work import Progress, Worker
from unionoffice.workplace import Workplace


class BoardReading(QObject):
    """Reads in a thread; a newer question makes the answers to the older ones stale."""

    came = Signal(object)  # a BoardView, maybe one that is not checked yet
    failed = Signal(str)

    def __init__(self, services: Workplace, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._worker = worker
        self._asked: Collection | None = None
        self._checked: Collection | None = None  # the board that came last, with its remarks

    def begin(self, of: Collection) -> None:
        """Ask for a board; where it stands already, its remarks stay until they are known anew."""
        self._asked = of
        if self._checked == of:
            self._check()
            return

        def work(_progress: Progress) -> BoardView | None:
            return self._services.board.unchecked(of.form, of.period)

        job = self._worker.run(work, "board")
        job.done.connect(self._go_on)
        job.failed.connect(self.failed)

    def _go_on(self, unchecked: BoardView | None) -> None:
        if unchecked is not None:
            self.came.emit(unchecked)
        self._check()

    def _check(self) -> None:
        of = self._asked
        if of is None:
            return

        def work(_progress: Progress) -> BoardView:
            return self._services.board.view(of.form, of.period)

        job = self._worker.run(work, "board")
        job.done.connect(self._tell)
        job.failed.connect(self.failed)

    def _tell(self, view: BoardView) -> None:
        self._checked = self._asked
        self.came.emit(view)
