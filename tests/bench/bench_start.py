"""How soon the window shows an office, against a bare window of the same library."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from support.benches import large_office, report
from support.frozen import frozen_programs

ROUNDS = 11
MEMORY = 30  # MiB
FROM_SOURCE, AS_BUILT = 1.3, 1.4
HEAVY = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "numpy", "PIL")
# The top window alone is watched: a filter on every event of the application would itself cost more
# than the window does. Peak memory is of the process up to there.
WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.heavy = [name for name in sys.argv[3].split(",") if name in sys.modules]
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self):
        with open("/proc/self/status") as status:  # `getrusage` would tell of the parent's too
            peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
        print(time.time() - float(sys.argv[1]), time.process_time(), peak, *self.heavy, flush=True)
        os._exit(0)

def show(window, plainly=QMainWindow.show):
    window.installEventFilter(watch)
    plainly(window)

watch = Watch()
QMainWindow.show = show
"""
BARE_ALONE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QLabel("Công đoàn cơ sở"))
window.resize(1240, 720)
window.show()
app.exec()
"""
BARE = WATCH + BARE_ALONE
# As the program does it: what needs no Qt is imported before Qt is.
OURS = f"""
import gc, sys
from unionoffice.bootstrap import import_plain_parts, main
gc.disable()  # as `open_window` does it, before it imports Qt
import_plain_parts()
{WATCH}
main([sys.argv[2]])
"""


# Qt itself says when it has painted: nothing can be put into a program that is built.
SAID, PAINTED = "qt.widgets.painting=true", b": Flushing"


class Start(NamedTuple):
    """Seconds from starting the process to its first picture, those of the processor, and KiB."""

    seconds: float
    busy: float
    peak: int
    heavy: tuple[str, ...] = ()


def main() -> None:
    office = str(large_office())
    with tempfile.TemporaryDirectory() as home:
        painted(BARE, office, home)
        painted(OURS, office, home)
        pairs = [(painted(BARE, office, home), painted(OURS, office, home)) for _ in range(ROUNDS)]
    bare, ours = [one for one, _ in pairs], [other for _, other in pairs]
    what = "start to the first picture of a large office"
    say(f"{what} (limit: a bare window with a text)", bare, ours, FROM_SOURCE)
    heavy = sorted({name for start in ours for name in start.heavy})
    print(f"loaded at the first picture: {', '.join(heavy) or 'nothing heavy'}")
    measure_built(office, what)
    if heavy:
        sys.exit(1)


def measure_built(office: str, what: str) -> None:
    """The program as an office gets it, against the same bare window."""
    program = str(frozen_programs().program("UnionOffice"))
    window = [sys.executable, "-c", BARE_ALONE]
    with tempfile.TemporaryDirectory() as home:
        flushed(window, home)
        flushed([program, office], home)
        pairs = [(flushed(window, home), flushed([program, office], home)) for _ in range(ROUNDS)]
    bare, ours = [one for one, _ in pairs], [other for _, other in pairs]
    say(f"{what}, as built (limit: a bare window with a text)", bare, ours, AS_BUILT)


def say(what: str, bare: list[Start], ours: list[Start], target: float) -> None:
    def both(figure: Callable[[Start], float]) -> tuple[float, float]:
        return statistics.median(map(figure, bare)), statistics.median(map(figure, ours))

    report(what, *both(lambda start: start.seconds), target)
    report(f"{what}, processor's time", *both(lambda start: start.busy), target)
    limit, peak = both(lambda start: start.peak)
    above = (peak - limit) / 1024
    verdict = "reached" if above <= MEMORY else "MISSED"
    print(f"peak memory above the bare window: {above:.0f} MiB (target {MEMORY}, {verdict})")


def painted(script: str, office: str, home: str) -> Start:
    """Start a process, and hear of its first picture."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(time.time()), office, ",".join(HEAVY)],
        check=True,
        capture_output=True,
        text=True,
        env=environment_of(home),
    )
    seconds, busy, peak, *heavy = done.stdout.split("\n")[-2].split()
    return Start(float(seconds), float(busy), int(peak), tuple(heavy))


def flushed(command: list[str], home: str) -> Start:
    """Start a process, and hear from Qt that its first picture is on the screen."""
    environment = {**environment_of(home), "QT_LOGGING_RULES": SAID}
    begun = time.time()
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stderr is not None
        try:
            assert any(PAINTED in line for line in process.stderr), "nothing was painted"
            seconds = time.time() - begun
            folder = Path("/proc", str(process.pid))
            tasks = folder.glob("task/*/schedstat")
            busy = sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
            status = (folder / "status").read_text().splitlines()
        finally:
            process.kill()
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    return Start(seconds, busy, int(peak))


def environment_of(home: str) -> dict[str, str]:
    return {
        **os.environ,
        "UNIONOFFICE_HOME": home,
        "UNIONOFFICE_LANG": "vi",
        "QT_QPA_PLATFORM": "offscreen",
        # Whoever starts the program a second time has it compiled; so has the warm-up here.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled"),
    }


if __name__ == "__main__":
    main()
