"""Whether the window stays smooth while a large office is searched, counted and written out."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_search import TYPED
from bench_window import Gaps
from PySide6.QtWidgets import QApplication, QWidget
from support.benches import BENEFITS, PEOPLE, TODAY, opened

from unionoffice.core.periods import Period
from unionoffice.gui.look import Look, Theme
from unionoffice.gui.memory import Memory
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.work import Progress, Worker, take_turns
from unionoffice.services.views import Query
from unionoffice.spreadsheets.exporting import written_list
from unionoffice.spreadsheets.writing import write_list
from unionoffice.workplace import Workplace

YEAR = Period.year(2026)
Shown = TypeVar("Shown", bound=QWidget)


def main() -> None:
    app = QApplication(sys.argv)
    app.setStyle("Fusion")
    take_turns()
    look = Look(app, Theme.LIGHT)
    workplace = opened()
    with tempfile.TemporaryDirectory() as name:
        memory, gaps = Memory(Path(name)), Gaps()
        nothing(gaps)
        for key, rows in (("members", PEOPLE), ("benefits", BENEFITS)):
            page = RegisterPage(workplace.desk, workplace.desk.register(key), memory)
            search_and_sort(gaps, shown(page), f"{rows:,} {key}")
            page.close()
        report(gaps, AppendixPage(workplace, Ways(), memory, lambda: TODAY, is_read_only=True))
        export(gaps, workplace, Path(name) / "members.xlsx")
    workplace.close()
    del look


def shown(page: Shown) -> Shown:
    page.resize(1100, 700)
    page.show()
    return page


def nothing(gaps: Gaps) -> None:
    until = time.perf_counter() + 2
    gaps.report("nothing is done", gaps.during(int, lambda: time.perf_counter() > until))


def search_and_sort(gaps: Gaps, page: RegisterPage, what: str) -> None:
    """Word after word, each when the rows of the one before are there; then in every order."""
    todo: list[Callable[[], None]] = [partial(type_in, page, text) for text in TYPED]
    todo.append(partial(type_in, page, ""))
    orders = [field for field in page.table.shown_fields if field != "lines_count"]
    todo += [partial(page.table.order_wanted.emit, key, False) for key in orders]

    def is_over() -> bool:
        if page.table.is_waiting:
            return False
        if todo:
            todo.pop(0)()
        return not todo and not page.table.is_waiting

    gaps.report(f"{what} are searched and sorted", gaps.during(page.on_shown, is_over))
    page.show_only()  # nothing that is under way is waited for
    page._worker.stop()


def type_in(page: RegisterPage, text: str) -> None:
    page.filters.search.setText(text)
    page.filters.search.announce()


def report(gaps: Gaps, page: AppendixPage) -> None:
    shown(page)

    def is_counted() -> bool:
        return bool(page.paper.figures) and not page._worker.is_busy

    taken = gaps.during(lambda: page.show_period(YEAR), is_counted)
    gaps.report(f"the figures of {BENEFITS:,} benefits are counted", taken)
    taken = gaps.during(
        lambda: page.show_figure("charity", "total"),
        lambda: page.panel.model.rowCount() > 0 and page.panel.model.evidence(0) is not None,
    )
    gaps.report("the records behind a figure are found", taken)
    page.close()


def export(gaps: Gaps, workplace: Workplace, path: Path) -> None:
    window = shown(QWidget())
    worker = Worker(window)

    def work(_progress: Progress) -> None:
        write_list(path, written_list(workplace, "members", Query()), "vi")

    taken = gaps.during(lambda: worker.run(work), lambda: not worker.is_busy)
    gaps.report(f"{PEOPLE:,} members are written out", taken)
    window.close()


if __name__ == "__main__":
    main()
