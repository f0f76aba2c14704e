"""Rows of which only those that are looked at are read, page by page, in a thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from unionoffice.gui.work import Progress, Worker, unheard

PAGE = 200
MOST_PAGES = 30


class PagedRows(QObject):
    """Keeps the pages that were looked at last; `came` tells which rows have come."""

    came = Signal(int, int)  # first, and the one behind the last
    broke = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: Callable[[int, int], Sequence[Any]] | None = None
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._asked = -1
        # A thread of its own: what is in sight must not wait for the work of others.
        self._worker = Worker(self, QThreadPool(self))
        self._worker.broke.connect(self.broke)

    def begin(self, read: Callable[[int, int], Sequence[Any]] | None) -> None:
        """From now on `read(offset, limit)` gives the rows; None where there are none."""
        self._worker.forget("page")
        self._read, self._asked = read, -1
        self._pages.clear()

    def row(self, place: int) -> Any | None:
        """The row at this place; None until it has come."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            self._ask(number)
            return None
        return page[place % PAGE] if place % PAGE < len(page) else None

    def _ask(self, number: int) -> None:
        if number != self._asked and self._read is not None:
            self._asked = number
            work = partial(_read, self._read, number)
            job = self._worker.run(work, "page")
            job.done.connect(self._take)
            job.failed.connect(self._ask_again_later)

    def _ask_again_later(self, sentence: str) -> None:
        """What could not be read is asked for when it is painted or looked at again."""
        self._asked = -1
        unheard().emit(sentence)

    def _take(self, answer: tuple[int, Sequence[Any]]) -> None:
        number, page = answer
        self._asked = -1
        self._pages[number] = page
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        self.came.emit(number * PAGE, number * PAGE + len(page))


def _read(
    read: Callable[[int, int], Sequence[Any]], number: int, _progress: Progress
) -> tuple[int, Sequence[Any]]:
    return number, read(number * PAGE, PAGE)
