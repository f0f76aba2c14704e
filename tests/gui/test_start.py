"""The first picture of the window, as a process of its own makes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from support.random_office import RandomOffice
from support.sources import ROOT

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.overview import Overview
from unionoffice.store.store import Store

HEAVY = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "numpy", "PIL", "xlsxwriter", "docx")
# PySide makes classes of all numbers of a class of Qt when it first hears of it; those of `Qt`, of
# QStyle and of what the menus need take as long as all of the first picture.
SLOW_NUMBERS = ("Qt.AlignmentFlag", "QStyle.PixelMetric", "QIcon.ThemeIcon", "QGradient.Preset")
MOST_MODULES, MOST_NUMBERS, MOST_WIDGETS = 46, 90, 10
WATCHED = """
import enum, os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

def known(kind):
    for each in kind.__subclasses__():
        yield each
        yield from known(each)

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            ours = [name for name in sys.modules if name.startswith("unionoffice")]
            every = known(enum.Enum)
            numbers = [each.__qualname__ for each in every if "PySide6" in each.__module__]
            widgets = len(QApplication.allWidgets())
            heavy = set(sys.modules) & set(sys.argv[2].split(","))
            print(len(ours), len(numbers), widgets, *sorted(heavy.union(numbers)), flush=True)
            os._exit(0)
        return False

# The window alone is watched: whoever watches all events is told of objects of every class.
def show(window, plainly=QMainWindow.show):
    window.installEventFilter(watch)
    plainly(window)

watch = Watch()
QMainWindow.show = show
from unionoffice.bootstrap import main
main([sys.argv[1]])
"""


class FirstPicture(NamedTuple):
    """How many modules of ours, classes of numbers and widgets there are when it is painted."""

    modules: int
    numbers: int
    widgets: int
    names: frozenset[str]  # of heavy modules, and of the classes of numbers


def test_first_picture_is_painted_from_little(store: Store, tmp_path: Path) -> None:
    RandomOffice(store, seed=8, people=5, records=10)
    Overview(store, CATALOGUE).refresh()
    picture = first_picture(store, tmp_path)
    assert not picture.names & {*HEAVY, *SLOW_NUMBERS}
    assert picture.modules <= MOST_MODULES
    assert picture.numbers <= MOST_NUMBERS
    assert picture.widgets <= MOST_WIDGETS


def test_an_office_without_kept_figures_is_opened_before_it_is_painted(
    store: Store, tmp_path: Path
) -> None:
    RandomOffice(store, seed=8, people=5, records=10)
    assert {"sqlalchemy", *SLOW_NUMBERS} <= first_picture(store, tmp_path).names | {
        "QGradient.Preset"
    }


def first_picture(store: Store, home: Path) -> FirstPicture:
    """What a new process has made when its window first paints."""
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
    modules, numbers, widgets, *names = done.stdout.splitlines()[-1].split()
    return FirstPicture(int(modules), int(numbers), int(widgets), frozenset(names))
