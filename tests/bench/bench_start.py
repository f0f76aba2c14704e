"""How soon the window shows an office, against a bare window of the same library."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support.benches import large_office, report

ROUNDS = 7
HEAVY = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "numpy", "PIL")
WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            app.removeEventFilter(self)
            self.heavy = [name for name in sys.argv[3].split(",") if name in sys.modules]
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self):
        print(time.time() - float(sys.argv[1]), *self.heavy, flush=True)
        os._exit(0)

app = QApplication(sys.argv[:1])
watch = Watch()
app.installEventFilter(watch)
"""
BARE = (
    WATCH
    + """
from PySide6.QtWidgets import QMainWindow
window = QMainWindow()
window.resize(1240, 720)
window.show()
app.exec()
"""
)
OURS = (
    WATCH
    + """
from unionoffice.bootstrap import open_window
open_window(sys.argv[2])
"""
)


def main() -> None:
    office = str(large_office())
    with tempfile.TemporaryDirectory() as home:
        painted(BARE, office, home)
        painted(OURS, office, home)
        pairs = [(painted(BARE, office, home), painted(OURS, office, home)) for _ in range(ROUNDS)]
    heavy = sorted({name for _bare, (_time, names) in pairs for name in names})
    limit = statistics.median(bare[0] for bare, _ours in pairs)
    ours = statistics.median(our[0] for _bare, our in pairs)
    report("start to the first picture of a large office (limit: a bare window)", limit, ours, 1.3)
    print(f"loaded at the first picture: {', '.join(heavy) or 'nothing heavy'}")
    if heavy:
        sys.exit(1)


def painted(script: str, office: str, home: str) -> tuple[float, list[str]]:
    """Seconds from starting the process to its first picture, and what it had loaded by then."""
    environment = {
        **os.environ,
        "UNIONOFFICE_HOME": home,
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
    seconds, *heavy = done.stdout.split("\n")[-2].split()
    return float(seconds), heavy


if __name__ == "__main__":
    main()
