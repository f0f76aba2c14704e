"""Reading a board: the states of very many bodies come first, what looks wrong comes after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from unionoffice.exchange.board_states import States, Wanted
from unionoffice.gui.screens.board_forms import Collection
from unionoffice.gui.screens.board_rows import BoardRows
from unionoffice.gui.work import Progress, Worker
from unionoffice.workplace import Workplace


class BoardReading(QObject):
    """Reads in a thread; a newer question makes the answers to the older ones stale."""

    came = Signal(object, object)  # States, maybe not checked yet, and the BoardRows first wanted
    failed = Signal(str)

    def __init__(
        self,
        services: Workplace,
        worker: Worker,
        wanted: Callable[[], Wanted],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._worker = worker
        self._wanted = wanted
        self._asked: Collection | None = None
        self._checked: Collection | None = None  # the board that came last, with its remarks

    def begin(self, of: Collection) -> None:
        """Ask for a board; where it stands already, its remarks stay until they are known anew."""
        self._asked = of
        if self._checked == of:
            self._check()
            return
        board, wanted = self._services.board, self._wanted()

        def work(_progress: Progress) -> tuple[States, BoardRows]:
            states = board.states(of.form, of.period)
            return states, BoardRows(states.ranked(wanted))

        job = self._worker.run(work, "board")
        job.done.connect(self._go_on)
        job.failed.connect(self.failed)

    def _go_on(self, found: tuple[States, BoardRows]) -> None:
        if found[0].is_checked:
            self._tell(found)
        else:
            self.came.emit(*found)
            self._check()

    def _check(self) -> None:
        of = self._asked
        if of is None:
            return
        board, wanted = self._services.board, self._wanted()

        def work(_progress: Progress) -> tuple[States, BoardRows]:
            states = board.states(of.form, of.period, board.remarks(of.form, of.period))
            return states, BoardRows(states.ranked(wanted))

        job = self._worker.run(work, "board")
        job.done.connect(self._tell)
        job.failed.connect(self.failed)

    def _tell(self, found: tuple[States, BoardRows]) -> None:
        self._checked = self._asked
        self.came.emit(*found)
