"""Backs the office up by itself: soon after opening, and every half hour while things change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from unionoffice.core.i18n import _
from unionoffice.gui.work import Progress, Worker

EVERY_MS = 30 * 60 * 1_000
FIRST_AFTER_MS = 3_000  # the first page comes before it


class BackupWatch(QObject):
    """`keep` makes a backup when something changed; it runs in a thread, and nobody waits for it.

    That a backup failed is said once, until one has been made again.
    """

    kept = Signal()
    warned = Signal(str)

    def __init__(self, keep: Callable[[str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._worker = Worker(self)
        self._has_warned = False
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._begin)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(partial(self.back_up, "working"))

    def start(self) -> None:
        self._first.start(FIRST_AFTER_MS)

    def stop(self) -> None:
        self._first.stop()
        self._timer.stop()
        self._worker.stop()

    def back_up(self, reason: str) -> None:
        """Make a backup in a thread, unless one is just being made."""
        if self._worker.is_busy:
            return
        job = self._worker.run(partial(self._work, reason))
        job.done.connect(self._tell_kept)
        job.failed.connect(self._warn)
        job.broke.connect(self._warn_of_bug)

    def _begin(self) -> None:
        self._timer.start()
        self.back_up("opening")

    def _work(self, reason: str, _progress: Progress) -> bool:
        return self._keep(reason)

    def _tell_kept(self, is_new: bool) -> None:
        self._has_warned = False
        if is_new:
            self.kept.emit()

    def _warn(self, sentence: str) -> None:
        if not self._has_warned:
            self._has_warned = True
            words = _("The automatic backup failed. You can go on working. {why}")
            self.warned.emit(words.format(why=sentence))

    def _warn_of_bug(self, bug_id: str) -> None:
        self._warn(_("Report the number {id}.").format(id=bug_id))
