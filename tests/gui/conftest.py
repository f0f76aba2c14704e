"""What the tests of the window share: the look, a memory in a folder of its own."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unionoffice.gui.look import Look, Theme
from unionoffice.gui.memory import Memory
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.work import is_work_under_way
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.store.store import Store

TODAY = date(2026, 11, 21)
LONGEST_WORK = 20.0  # seconds
OpenPage = Callable[[str], RegisterPage]


@pytest.fixture(autouse=True)
def _sweep(qapp: QApplication) -> Iterator[None]:
    """Let closed windows really go: a change of theme would restyle those of all tests before.

    As in the program, nothing is swept up in the threads of the work that goes on: what a test
    leaves under way ends before its objects are swept up, and before the next test begins.
    """
    gc.disable()
    yield
    # First of all: a page that hears of work once its office is gone would ask for more.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    end_of_work = time.monotonic() + LONGEST_WORK
    while is_work_under_way():
        assert time.monotonic() < end_of_work, "work that a test began does not end"
        qapp.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect(0)  # all that the test made: nothing was swept up meanwhile


@pytest.fixture(scope="session")
def _one_look(qapp: QApplication) -> Look:
    qapp.setStyle("Fusion")
    return Look(qapp, Theme.LIGHT)


@pytest.fixture
def look(_one_look: Look, qtbot: QtBot) -> Look:
    """The look of the window, light and at 100 % when a test begins."""
    _one_look.set_theme(Theme.LIGHT)
    _one_look.set_text_size(100)
    return _one_look


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)


@pytest.fixture
def desk(store: Store) -> Desk:
    """The records of an empty office."""
    return Desk(store, CATALOGUE)


@pytest.fixture
def open_page(look: Look, memory: Memory, desk: Desk, qtbot: QtBot) -> OpenPage:
    """Opens the page of a register, shown and read; it stays until the test is over."""
    pages: list[RegisterPage] = []

    def open_it(key: str) -> RegisterPage:
        page = RegisterPage(desk, desk.register(key), memory, lambda: TODAY)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1_100, 700)
        page.show()
        qtbot.waitExposed(page)
        page.on_shown()
        return page

    return open_it
