"""Work off the window's thread, with progress and cancel, answered in the window's thread."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, QThreadPool, QTimer, Signal, SignalInstance

from unionoffice.core.errors import CancelledError, UserError, lack_of_memory
from unionoffice.core.turns import TURN
from unionoffice.gui.bug_log import log_bug

REPORT_EVERY = 0.05  # seconds


def take_turns() -> None:
    """Let the window have Python at once while others work, not after five milliseconds.

    Qt gives Python back and asks for it anew with every cell that it paints, some hundred times for
    a table: each time it would wait so long.
    """
    sys.setswitchinterval(TURN)


def in_turns(owner: QObject, step: Callable[[], object], *further: Callable[[], object]) -> None:
    """Do these one after the other in the window's thread, which sees to all else in between.

    What comes before the eye at once may be too much for one turn: the window would stand still.
    """

    def turn() -> None:
        step()
        if further:
            in_turns(owner, *further)

    QTimer.singleShot(0, owner, turn)


class Progress:
    """Handed to the work, which calls `progress(done, total, text)` now and then.

    The call raises CancelledError once the user has cancelled.
    """

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._stop: Callable[[], None] | None = None
        self._next_report = 0.0

    def __call__(self, done: int, total: int = 0, text: str = "") -> None:
        if self._cancelled.is_set():
            raise CancelledError
        now = time.monotonic()
        # Work may report every row; the window must not drown in it.
        if now >= self._next_report or done == total:
            self._next_report = now + REPORT_EVERY
            self._report(done, total, text)

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        with self._lock:
            self._cancelled.set()
            if self._stop is not None:
                self._stop()

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """While this lasts, whoever cancels calls `stop` too: for a question that cannot report."""
        with self._lock:
            if self._cancelled.is_set():
                raise CancelledError
            self._stop = stop
        try:
            yield
        finally:
            with self._lock:
                self._stop = None


class _Post(QObject):
    """Carries what threads say into the window's thread, and lives as long as the program.

    A thread knows a job by its number alone. If it held the job, or still held the work once it
    has said how it ended, it might be the last to do so, and a widget would be destroyed there.
    """

    unheard = Signal(str)
    _reported = Signal(int, int, int, str)
    _finished = Signal(int, str, object)

    def __init__(self) -> None:
        super().__init__()
        self._jobs: dict[int, Job] = {}
        self._numbers = itertools.count()
        # Both are emitted in the worker's thread and therefore arrive queued in this object's.
        self._reported.connect(self._pass_on)
        self._finished.connect(self._deliver)

    def start(self, work: Callable[[Progress], Any], pool: QThreadPool) -> Job:
        number = next(self._numbers)
        progress = Progress(partial(self._reported.emit, number))
        self._jobs[number] = job = Job(work, progress)
        pool.start(partial(_do, [work], progress, partial(self._finished.emit, number)))
        return job

    @property
    def is_waiting(self) -> bool:
        """Whether some work has not told yet how it ended."""
        return bool(self._jobs)

    def _pass_on(self, number: int, done: int, total: int, text: str) -> None:
        self._jobs[number].pass_on(done, total, text)

    def _deliver(self, number: int, outcome: str, value: object) -> None:
        sentence = self._jobs.pop(number).deliver(outcome, value)
        if sentence:
            self.unheard.emit(sentence)


@cache
def _post() -> _Post:
    return _Post()


def unheard() -> SignalInstance:
    """Tells why work failed (a sentence for the user) of which its screen does not say so."""
    return _post().unheard


def is_work_under_way() -> bool:
    """Whether any screen has work under way, in whichever threads."""
    return _post().is_waiting


class Job(QObject):
    """One piece of work under way. Its signals are emitted in the window's thread.

    Exactly one of `done`, `failed` (a sentence for the user), `broke` (the id of a logged bug)
    and `cancelled` follows, then `ended`; a stale job only says `ended`.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(str)
    broke = Signal(str)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Callable[[Progress], Any], progress: Progress) -> None:
        super().__init__()
        self._work = work  # so that the last to let go of it is this thread
        self._progress = progress
        self._is_stale = False

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` tells when it has."""
        self._progress.cancel()

    def forget(self) -> None:
        """Stop the work and never hear of it again: a newer question has been asked."""
        self._is_stale = True
        self._progress.cancel()

    def pass_on(self, done: int, total: int, text: str) -> None:
        if not self._is_stale:
            self.progressed.emit(done, total, text)

    def deliver(self, outcome: str, value: object) -> str:
        """Say how it ended; returns the reason why it failed if nobody listens to that."""
        left = ""
        if not self._is_stale:
            if outcome == "cancelled":
                self.cancelled.emit()
            else:
                told = {"done": self.done, "failed": self.failed, "broke": self.broke}[outcome]
                if outcome == "failed" and not self.isSignalConnected(QMetaMethod.fromSignal(told)):
                    left = str(value)
                told.emit(value)
        self.ended.emit()
        return left


def _do(
    errand: list[Callable[[Progress], Any]],
    progress: Progress,
    finished: Callable[[str, object], None],
) -> None:
    """Do the work in a thread of the pool, and let go of it before saying that it ended."""
    outcome, value = _outcome(errand.pop(), progress)
    finished(outcome, value)


def _outcome(work: Callable[[Progress], Any], progress: Progress) -> tuple[str, Any]:
    try:
        if progress.is_cancelled:
            raise CancelledError
        return "done", work(progress)
    except CancelledError:
        return "cancelled", None
    except Exception as error:
        if progress.is_cancelled:  # what was stopped complains in its own words
            return "cancelled", None
        if isinstance(error, UserError):
            return "failed", str(error)
        words = lack_of_memory(error)
        return ("failed", words) if words else ("broke", log_bug(error))


class Worker(QObject):
    """The work of one screen. `broke` passes on the id of any bug, for the error box."""

    broke = Signal(str)

    def __init__(self, parent: QObject | None = None, pool: QThreadPool | None = None) -> None:
        """`pool`: threads of its own, for what must not queue behind the work of others."""
        super().__init__(parent)
        self._pool = pool or QThreadPool.globalInstance()
        self._jobs: set[Job] = set()
        self._by_topic: dict[str, Job] = {}

    def run(self, work: Callable[[Progress], Any], topic: str = "") -> Job:
        """Start `work` in a thread. A newer job on the same `topic` makes the older one stale."""
        self.forget(topic)
        job = _post().start(work, self._pool)
        if topic:
            self._by_topic[topic] = job
        self._jobs.add(job)
        job.broke.connect(self.broke)
        job.ended.connect(self._let_go)
        return job

    def _let_go(self) -> None:
        # Asked for rather than connected: what is connected to a job keeps what it knows for ever.
        ended = self.sender()
        self._jobs = {job for job in self._jobs if job is not ended}
        self._by_topic = {topic: job for topic, job in self._by_topic.items() if job is not ended}

    def forget(self, topic: str) -> None:
        """Never hear of the job on this topic again."""
        if topic in self._by_topic:
            self._by_topic[topic].forget()

    def stop(self) -> None:
        """Make everything under way stale, as when the screen closes."""
        for job in self._jobs:
            job.forget()

    @property
    def is_busy(self) -> bool:
        return bool(self._jobs)
