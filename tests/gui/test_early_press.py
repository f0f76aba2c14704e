"""What is pressed between the first picture and the parts behind it, by a real key and mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path

import pytest
from support.random_office import RandomOffice
from support.sources import ROOT

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.overview import Overview
from unionoffice.store.store import Store

# The child presses when its first picture has been painted and no part has been made, not even
# imported; the server of the screen tells Qt of it while Python is busy with making them.
PRESSING = """
import ctypes, os, sys
from PySide6.QtCore import QTimer
from unionoffice.gui.office_window import OfficeWindow

x11, xtst = (ctypes.CDLL(name) for name in sys.argv[3].split(","))
x11.XOpenDisplay.restype = ctypes.c_void_p
screen = ctypes.c_void_p(x11.XOpenDisplay(None))

def click(point):
    xtst.XTestFakeMotionEvent(screen, -1, point.x(), point.y(), 0)
    for is_down in (1, 0):
        xtst.XTestFakeButtonEvent(screen, 1, is_down, 0)
    x11.XSync(screen, 0)

def strike(*names):
    codes = [x11.XKeysymToKeycode(screen, x11.XStringToKeysym(name)) for name in names]
    for is_down, struck in ((1, codes), (0, codes[::-1])):
        for code in struck:
            xtst.XTestFakeKeyEvent(screen, code, is_down, 0)
    x11.XSync(screen, 0)

def begin(office, plainly=OfficeWindow._import_parts):
    picture = office._picture
    assert office.window.centralWidget() is picture and office.window._made is None
    if sys.argv[2] == "mouse":
        written = [word for words in picture._pencil.words.values() for word in words]
        places = [place for text, place, *_ in written if text == "Members"]
        in_side_bar = min(places, key=lambda place: place.left())
        click(picture.mapToGlobal(in_side_bar.center().toPoint()))
    else:
        x11.XSetInputFocus(screen, int(office.window.winId()), 2, 0)  # as the desktop would do
        strike(b"Control_L", b"k")
    plainly(office)
    look_again(office.window, 100)

def look_again(window, times):
    def look():
        palette = window.__dict__.get("_palette")
        seen = f"{window.current_key} {palette is not None and palette.isVisible()}"
        if seen == sys.argv[4] or times == 0:
            print(seen, flush=True)
            os._exit(0)
        look_again(window, times - 1)
    QTimer.singleShot(100, look)

OfficeWindow._import_parts = begin
from unionoffice.bootstrap import main
main([sys.argv[1]])
"""
LIBRARIES = ",".join(find_library(name) or "" for name in ("X11", "Xtst"))


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A screen that nobody sees."""
    server = shutil.which("Xvfb")
    if server is None or "" in LIBRARIES.split(","):
        pytest.skip("Xvfb or libXtst is not installed here: `make setup` installs them")
    command = [server, "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        try:
            yield f":{running.stdout.readline().strip()}"
        finally:
            running.terminate()


@pytest.mark.parametrize(("by", "seen"), [("mouse", "members False"), ("keys", "today True")])
def test_it_reaches_the_part_that_comes(
    by: str, seen: str, screen: str, store: Store, tmp_path: Path
) -> None:
    RandomOffice(store, seed=8, people=5, records=10)
    Overview(store, CATALOGUE).refresh()
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", PRESSING, str(store.path), by, LIBRARIES, seen],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "UNIONOFFICE_HOME": str(tmp_path / "home"),
            "DISPLAY": screen,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
        },
        timeout=60,
    )
    assert done.stdout.split("\n")[-2] == seen
