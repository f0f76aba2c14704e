"""Work in a thread: it answers in the window's thread, stops when told, and keeps secrets."""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.gui.work import Progress, Worker, unheard
from unionoffice.store.store import Store


def test_answer_comes_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    worker = Worker()
    threads: list[object] = []

    def work(progress: Progress) -> int:
        threads.append(QThread.currentThread())
        progress(1, 2, "Reading")
        return 42

    job = worker.run(work)
    job.progressed.connect(lambda *_: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(job.done) as answer:
        pass
    assert answer.args == [42]
    assert threads[0] != QThread.currentThread()
    assert threads[1] == QThread.currentThread()


def test_cancel_stops_the_work_where_it_reports(qtbot: QtBot) -> None:
    worker = Worker()
    goes_on = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            progress(1, 2)
            goes_on.set()

    job = worker.run(work)
    assert goes_on.wait(5)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    qtbot.waitUntil(lambda: not worker.is_busy)


def test_answer_to_an_older_question_is_dropped(qtbot: QtBot) -> None:
    worker = Worker()
    has_begun, may_end = threading.Event(), threading.Event()
    answers: list[object] = []

    def slow(_progress: Progress) -> str:
        has_begun.set()
        may_end.wait(5)
        return "old"

    old = worker.run(slow, "totals")
    old.done.connect(answers.append)
    assert has_begun.wait(5)
    new = worker.run(lambda _progress: "new", "totals")
    new.done.connect(answers.append)
    qtbot.waitUntil(lambda: answers == ["new"])
    with qtbot.waitSignal(old.ended):
        may_end.set()
    assert answers == ["new"]


def test_report_of_every_row_does_not_drown_the_window(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        for row in range(100_000):
            progress(row + 1, 100_000)

    heard: list[int] = []
    job = Worker().run(work)
    job.progressed.connect(lambda done, *_: heard.append(done))
    with qtbot.waitSignal(job.done):
        pass
    assert heard[-1] == 100_000
    assert len(heard) < 100


def test_user_error_comes_as_its_sentence(qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise UserError(N_("{file} is damaged."), file="a.xlsx")

    job = Worker().run(work)
    with qtbot.waitSignal(job.failed) as said:
        pass
    assert said.args == ["a.xlsx is damaged."]


def fail_and_fail_to_clean_up() -> None:
    try:
        raise MemoryError
    finally:
        raise AssertionError  # as of a library that is left in the midst of something


def fail() -> None:
    raise MemoryError


@pytest.mark.parametrize("what", [fail, fail_and_fail_to_clean_up])
def test_lack_of_memory_is_no_bug(what: Callable[[], None], qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        what()

    job = Worker().run(work)
    with qtbot.waitSignal(job.failed) as said:
        pass
    assert said.args is not None
    assert "too little memory" in said.args[0]


def test_bug_is_logged_by_its_place_and_never_by_what_it_says(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("Nguyễn Thị Hằng, 500000")

    worker = Worker()
    job = worker.run(work)
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(job.broke) as broke:
        pass
    (bug_id,) = broke.args
    assert bug_id in caplog.text
    assert "test_work.py" in caplog.text
    assert "Hằng" not in caplog.text
    assert "500000" not in caplog.text


def test_a_question_to_the_office_is_stopped_when_nobody_waits_for_it_any_more(
    store: Store, qtbot: QtBot
) -> None:
    worker = Worker()
    is_asking = threading.Event()
    endless = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    )

    def ask(progress: Progress) -> None:
        with store.reading() as session, progress.stopping(store.interrupting(session)):
            is_asking.set()
            session.execute(text(endless))

    broken: list[str] = []
    worker.broke.connect(broken.append)
    worker.run(ask, "totals")
    assert is_asking.wait(5)
    time.sleep(0.05)
    worker.run(lambda _progress: None, "totals")
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert not broken
    with store.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1


class Witness:
    """Tells in which thread the last reference to it was dropped."""

    def __init__(self, ends: list[int]) -> None:
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def test_what_work_held_is_let_go_of_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    ends: list[int] = []
    worker = Worker()
    for number in range(200):
        held = Witness(ends)
        worker.run(lambda _progress, _held=held: None, "" if number % 2 else "question")
        del held
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert ends == [threading.get_ident()] * 200


def test_a_job_is_forgotten_when_it_has_ended(qtbot: QtBot) -> None:
    worker = Worker()
    jobs = [weakref.ref(worker.run(lambda _progress: 42, topic)) for topic in ("", "totals")]
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert [job() for job in jobs] == [None, None]


def test_a_failure_of_which_no_screen_speaks_is_told_all_the_same(qtbot: QtBot) -> None:
    worker = Worker()
    heard: list[str] = []
    told: list[str] = []

    def work(_progress: Progress) -> None:
        raise UserError(N_("{file} already exists. Choose another name."), file="a {b}")

    worker.run(work).failed.connect(heard.append)
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert heard
    unheard().connect(told.append)
    try:
        worker.run(work, "same").done.connect(heard.append)
        qtbot.waitUntil(lambda: not worker.is_busy)
    finally:
        unheard().disconnect(told.append)
    assert told == heard == ["a {b} already exists. Choose another name."]
