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

ROUNDS = 11
MEMORY = 30  # MiB
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
BARE = (
    WATCH
    + """
from PySide6.QtWidgets import QLabel
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QLabel("Công đoàn cơ sở"))
window.resize(1240, 720)
window.show()
app.exec()
"""
)
# As the program does it: what needs no Qt is imported before Qt is.
OURS = f"""
import gc, sys
from unionoffice.bootstrap import import_plain_parts, main
gc.disable()  # as `open_window` does it, before it imports Qt
import_plain_parts()
{WATCH}
main([sys.argv[2]])
"""


class Start(NamedTuple):
    """Seconds from starting the process to its first picture, those of the processor, and KiB."""

    seconds: float
    busy: float
    peak: int
    heavy: tuple[str, ...]


def main() -> None:
    office = str(large_office())
    with tempfile.TemporaryDirectory() as home:
        painted(BARE, office, home)
        painted(OURS, office, home)
        pairs = [(painted(BARE, office, home), painted(OURS, office, home)) for _ in range(ROUNDS)]
    bare, ours = [one for one, _ in pairs], [other for _, other in pairs]
    what = "start to the first picture of a large office"
    say(f"{what} (limit: a bare window with a text)", bare, ours, lambda start: start.seconds)
    say(f"{what}, processor's time", bare, ours, lambda start: start.busy)
    above = statistics.median(start.peak for start in ours) - statistics.median(
        start.peak for start in bare
    )
    print(f"peak memory above the bare window: {above / 1024:.0f} MiB (target {MEMORY})")
    heavy = sorted({name for start in ours for name in start.heavy})
    print(f"loaded at the first picture: {', '.join(heavy) or 'nothing heavy'}")
    if heavy:
        sys.exit(1)


def say(what: str, bare: list[Start], ours: list[Start], figure: Callable[[Start], float]) -> None:
    report(what, statistics.median(map(figure, bare)), statistics.median(map(figure, ours)), 1.3)


def painted(script: str, office: str, home: str) -> Start:
    """Start a process, and hear of its first picture."""
    environment = {
        **os.environ,
        "UNIONOFFICE_HOME": home,
        "UNIONOFFICE_LANG": "vi",
        "QT_QPA_PLATFORM": "offscreen",
        # Whoever starts the program a second time has it compiled; so has the warm-up here.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled"),
    }
    done = subprocess.run(
        [sys.executable, "-c", script, str(time.time()), office, ",".join(HEAVY)],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    seconds, busy, peak, *heavy = done.stdout.split("\n")[-2].split()
    return Start(float(seconds), float(busy), int(peak), tuple(heavy))


if __name__ == "__main__":
    main()
