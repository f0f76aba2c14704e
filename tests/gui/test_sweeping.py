"""Forgotten widgets are swept up where they may be destroyed: in the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from unionoffice.gui.sweeping import Sweeper
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
