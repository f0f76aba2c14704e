"""The first picture of the window, as a process of its own makes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.random_office import RandomOffice
from support.sources import ROOT

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.overview import Overview
from unionoffice.store.store import Store

HEAVY = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "numpy", "PIL", "xlsxwriter", "docx")
WATCHED = """
import os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(sorted(set(sys.modules) & set(sys.argv[2].split(","))), flush=True)
            os._exit(0)
        return False

app = QApplication(sys.argv[:1])
watch = Watch()
app.installEventFilter(watch)
from unionoffice.bootstrap import main
main([sys.argv[1]])
"""


def test_nothing_heavy_is_loaded_before_the_first_picture(store: Store, tmp_path: Path) -> None:
    RandomOffice(store, seed=8, people=5, records=10)
    Overview(store, CATALOGUE).refresh()
    assert heavy_at_first_picture(store, tmp_path) == "[]"


def test_an_office_without_kept_figures_is_opened_before_it_is_painted(
    store: Store, tmp_path: Path
) -> None:
    RandomOffice(store, seed=8, people=5, records=10)
    assert "sqlalchemy" in heavy_at_first_picture(store, tmp_path)


def heavy_at_first_picture(store: Store, home: Path) -> str:
    """Which heavy libraries a new process has loaded when the window first paints."""
    store.close()
    environment = {
        **os.environ,
        "UNIONOFFICE_HOME": str(home / "home"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(store.path), ",".join(HEAVY)],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    return done.stdout.splitlines()[-1]
