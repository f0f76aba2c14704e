"""Whether the window stays smooth while a long list is read, tried and brought in.

What the machine itself takes away is measured beside it: the same timer in the same window, while
another program reads the same list and brings it into an office of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_import import OURS, write_list
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from support.benches import PEOPLE, percentile

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.gui.look import Look, Theme
from unionoffice.gui.screens.bring_in import CHECK, DONE, BringInPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.sweeping import Sweeper
from unionoffice.gui.work import take_turns
from unionoffice.services.office import OwnOrganisation

TICK, SEEN = 0.005, 0.1
P99, MAX = 10.0, 50.0  # milliseconds


class Gaps:
    """The times between the beats of a timer of 5 ms: what whoever looks at the window feels."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def during(self, begin: Callable[[], object], is_over: Callable[[], bool]) -> float:
        """Measure while a deed goes on; the seconds that it took."""
        self.milliseconds.clear()
        start = self._last = time.perf_counter()
        self._timer.start(round(TICK * 1000))
        begin()
        while not is_over():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._beat()  # what showed the end belongs to it
        self._timer.stop()
        return time.perf_counter() - start

    def _beat(self) -> None:
        now = time.perf_counter()
        self.milliseconds.append((now - self._last) * 1000)
        self._last = now

    def report(self, what: str, taken: float, limit: tuple[float, float] | None = None) -> None:
        """Say the gaps, and how many times those of the limit they are, where there is one."""
        said = []
        for name, ours, theirs in zip(
            ("p99", "max"), self.summary(), limit or (None, None), strict=True
        ):
            ratio = f" (limit {theirs:.1f} ms, ratio {ours / theirs:.2f})" if theirs else ""
            said.append(f"{name} {ours:.1f} ms{ratio}")
        p99, most = self.summary()
        verdict = "reached" if p99 <= P99 and most <= MAX else "MISSED"
        print(
            f"window while {what} ({taken:.1f} s): gaps {', '.join(said)} "
            f"(target p99 {P99:.0f} ms, max {MAX:.0f} ms, {verdict})"
        )

    def summary(self) -> tuple[float, float]:
        return percentile(self.milliseconds, 0.99), max(self.milliseconds)


def main() -> None:
    app = QApplication(sys.argv)
    app.setStyle("Fusion")
    take_turns()
    sweeper = Sweeper(app)
    look = Look(app, Theme.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "list.xlsx")
        office, elsewhere = folder / "office.uoffice", folder / "elsewhere.uoffice"
        for each in (office, elsewhere):
            create_office(str(each), OwnOrganisation("T1", "CĐCS", "primary"))
        workplace = open_workplace(str(office))
        page = BringInPage(workplace, Ways())
        page.resize(1100, 700)
        page.show()
        measure(page, folder / "list.xlsx", elsewhere)
        page.close()
        workplace.close()
    del look, sweeper


def measure(page: BringInPage, source: Path, elsewhere: Path) -> None:
    gaps = Gaps()
    until = time.perf_counter() + 2
    gaps.during(page.begin, lambda: time.perf_counter() > until)
    print("window while nothing is done: gaps p99 {:.1f} ms, max {:.1f} ms".format(*gaps.summary()))
    others = [sys.executable, "-c", OURS, str(source), str(elsewhere)]
    with subprocess.Popen(others) as other:
        gaps.during(lambda: None, lambda: other.poll() is not None)
    limit = gaps.summary()
    taken = gaps.during(lambda: page.read([source]), stands(page, CHECK))
    gaps.report(f"a list of {PEOPLE:,} is read and tried", taken, limit)
    taken = gaps.during(page.bring_in, stands(page, DONE))
    gaps.report(f"a list of {PEOPLE:,} is brought in", taken, limit)


def stands(page: BringInPage, step: int) -> Callable[[], bool]:
    """Whether the step is reached and, a moment later, painted: that belongs to what led there."""
    reached: list[float] = []

    def it_does() -> bool:
        if page.steps.current == step and not reached:
            reached.append(time.perf_counter())
        return bool(reached) and time.perf_counter() - reached[0] > SEEN

    return it_does


if __name__ == "__main__":
    main()
