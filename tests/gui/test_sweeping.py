"""Forgotten widgets are swept up where they may be destroyed: in the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from unionoffice.gui.sweeping import Sweeper, sweep_when_idle
from unionoffice.gui.work import Progress, Worker


class Forgotten:
    """Tells in which thread it was swept up."""

    threads: list[int] = []

    def __init__(self) -> None:
        self.widget = QWidget()
        self.itself = self

    def __del__(self) -> None:
        self.threads.append(threading.get_ident())


def test_work_in_a_thread_never_sweeps_up_a_widget(qtbot: QtBot) -> None:
    Forgotten.threads.clear()
    keeper = QObject()
    Sweeper(keeper)
    seen = weakref.ref(Forgotten())
    worker = Worker()

    def work(_progress: Progress) -> int:
        return len([[number] for number in range(200_000)])

    with qtbot.waitSignal(worker.run(work).done, timeout=10_000):
        pass

    kept = [[number] for number in range(100_000)]  # what has come since is what makes it due

    def is_swept() -> bool:
        return bool(kept) and seen() is None

    qtbot.waitUntil(is_swept, timeout=20_000)
    assert Forgotten.threads == [threading.get_ident()]
    assert not gc.isenabled()


def test_nothing_is_swept_up_while_work_goes_on(qtbot: QtBot) -> None:
    let_go = threading.Event()
    worker = Worker()
    job = worker.run(lambda _progress: let_go.wait(20))
    kept = [[number] for number in range(10_000)]
    due = gc.get_count()[0]
    sweep_when_idle()
    assert gc.get_count()[0] >= due > len(kept)
    with qtbot.waitSignal(job.ended, timeout=10_000):
        let_go.set()
    qtbot.waitUntil(lambda: not QThreadPool.globalInstance().activeThreadCount())
    sweep_when_idle()
    assert gc.get_count()[0] < due
