"""What the table of a large register costs the eye: first paint, jumps, sorting, searching.

The limits are the same table over few rows, Qt's own model over the same file, and one repaint.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_search import SORTED, TYPED, indexed, match
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPaintEvent
from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QApplication, QTableView
from support.benches import PEOPLE, TODAY, large_office, opened, percentile, report

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.demo.population import populate
from unionoffice.gui.look import Look, Theme
from unionoffice.gui.memory import Memory
from unionoffice.gui.record_model import AT_A_GLANCE, FIRST
from unionoffice.gui.record_table import RecordTable
from unionoffice.gui.sweeping import Sweeper
from unionoffice.gui.work import take_turns
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.workplace import Workplace

FEW, JUMPS, ROUNDS = 200, 60, 7
SIZE = 1000, 700
CLOCK = time.process_time  # of this process: whoever else is at work on the machine counts not


def main() -> None:
    app = QApplication(sys.argv)
    app.setStyle("Fusion")
    take_turns()
    sweeper = Sweeper(app)
    look = Look(app, Theme.LIGHT)
    workplace = opened()
    with tempfile.TemporaryDirectory() as name:
        small = few_members(Path(name) / "few.uoffice")
        paint(small, workplace)
        small.close()
    jump(workplace)
    repaint, table = sort(workplace)
    search(workplace, table, repaint)
    table.close()
    workplace.close()
    del look, sweeper


def few_members(path: Path) -> Workplace:
    create_office(str(path), OwnOrganisation("T1", "CĐCS", "primary"))
    workplace = open_workplace(str(path))
    populate(workplace, FEW, FEW, TODAY)
    return workplace


class PaintedByQt(RecordTable):
    """Cell by cell, by the style sheet."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's
        QTableView.paintEvent(self, event)


def show(workplace: Workplace, query: Query, kind: type[RecordTable] = RecordTable) -> RecordTable:
    """The table with its rows, painted."""
    members = workplace.desk.register("members")
    table = kind(workplace.desk, members, Memory(Path(tempfile.gettempdir())))
    table.resize(*SIZE)
    table.show_query(query)
    table.records.set_count(PEOPLE)
    table.show()
    QApplication.processEvents()  # unless it is exposed nothing is painted
    return table


def took(deed: Callable[[], object]) -> float:
    began = CLOCK()
    deed()
    return CLOCK() - began


def median(values: list[float]) -> float:
    return percentile(values, 0.5)


def paint(small: Workplace, large: Workplace) -> None:
    def shown(workplace: Workplace) -> None:
        show(workplace, Query()).close()

    shown(small)
    shown(large)
    pairs = [(took(lambda: shown(small)), took(lambda: shown(large))) for _ in range(ROUNDS)]
    report(
        f"first paint of {PEOPLE:,} rows (limit: of {FEW} rows)",
        median([one for one, _ in pairs]),
        median([other for _, other in pairs]),
        1.5,
    )


def jump(workplace: Workplace) -> None:
    """To somewhere else, again and again, as whoever drags the bar does."""
    ours = show(workplace, Query())
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(large_office()))
    assert database.open()
    model = QSqlQueryModel()
    model.setQuery(SORTED.replace("LIMIT 200 OFFSET {offset}", ""), database)
    while model.canFetchMore():
        model.fetchMore()
    limit = QTableView()
    limit.resize(*SIZE)
    limit.setModel(model)
    limit.show()
    QApplication.processEvents()
    places = random.Random(5).sample(range(PEOPLE), JUMPS)
    times: tuple[list[float], list[float]] = ([], [])
    for place in places:
        for table, taken in zip((limit, ours), times, strict=True):
            taken.append(took(lambda table=table, place=place: go_to(table, place)))  # type: ignore[misc]
    report(
        "jump, p95 (limit: QSqlQueryModel, read to its end before)",
        percentile(times[0], 0.95),
        percentile(times[1], 0.95),
        1.5,
    )
    for table in (limit, ours):
        table.close()


def go_to(table: QTableView, place: int) -> None:
    bar = table.verticalScrollBar()
    bar.setValue(place)
    table.viewport().repaint()


def sort(workplace: Workplace) -> tuple[float, RecordTable]:
    table = show(workplace, Query())
    by_qt, repaint = (
        median([took(each.viewport().repaint) for _ in range(ROUNDS)])
        for each in (show(workplace, Query(), PaintedByQt), table)
    )
    taken = []
    for turn in range(2 * ROUNDS):
        query = Query(order_by="full_name", descending=bool(turn % 2))
        taken.append(took(lambda query=query: asked(table, query)))  # type: ignore[misc]
    what = f"sort by given name (limit: one repaint by Qt; ours {repaint * 1000:.1f} ms)"
    report(what, by_qt, median(taken), 2.0)
    return repaint, table


def asked(table: RecordTable, query: Query, first: int = FIRST) -> None:
    """Ask for rows, wait for them as the window does, and until Qt has painted them."""
    loop = QEventLoop()
    table.shown.connect(loop.quit)
    table.show_query(query, first)
    if table.is_waiting:
        loop.exec()
    table.shown.disconnect(loop.quit)
    QApplication.processEvents()


def typed(table: RecordTable, text: str) -> None:
    asked(table, Query(find=text), AT_A_GLANCE)


def search(workplace: Workplace, table: RecordTable, repaint: float) -> None:
    with workplace.store.reading() as session:
        trigrams: sqlite3.Connection = indexed(session.connection())
    for text in ("z", "zz"):  # from the second search on the words are in memory
        typed(table, text)
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for text in TYPED:
            times[0].append(took(lambda text=text: match(trigrams, text)))  # type: ignore[misc]
            times[1].append(took(lambda text=text: typed(table, text)))  # type: ignore[misc]
    report(
        f"search with repaint, p95 (limit: FTS5 trigram; a repaint alone {repaint * 1000:.1f} ms)",
        percentile(times[0], 0.95),
        percentile(times[1], 0.95),
        2.5,
    )


if __name__ == "__main__":
    main()
