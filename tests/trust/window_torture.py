"""Kills the window at random moments while people are entered in it: whoever was saved is there."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from trust.nursery import Nursery, nursery_in
from trust.outcomes import Outcome
from trust.torture import Scene, Torture, uncounted

PEOPLE = 15
BY_WINDOW = f"""
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from unionoffice import bootstrap
from unionoffice.core.paths import home_folder
from unionoffice.gui.app import Application
from unionoffice.gui.widgets.editors import TextEditor

app = QApplication(sys.argv[:1])
application = Application(app, bootstrap.doors_of_window(), home_folder())
application.start("office.uoffice")
names = [f"Nguyễn Văn {{number}}" for number in range({PEOPLE})]

def enter() -> None:
    office = application.window
    if office is None or office._office is None:
        return
    office.show_page("members")
    page = office.window.page("members")
    page.open_new()
    editors = page.panel.findChildren(TextEditor)
    next(each for each in editors if each.label_text == "Full name").line.setText(names.pop())
    assert page.panel.save()
    print("saved", flush=True)
    if not names:
        application.leave()

def give_up(*error: object) -> None:
    sys.__excepthook__(*error)
    os._exit(1)

sys.excepthook = give_up  # Qt would go on, and call again
timer = QTimer()
timer.timeout.connect(enter)
timer.start(20)
app.exec()
"""


class WindowScene(Scene):
    surroundings: ClassVar[dict[str, str]] = {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "UNIONOFFICE_LANG": "en",
    }

    def _arguments(self, deed: str) -> list[str]:
        return ["-c", BY_WINDOW, deed]


class WindowTorture(Torture):
    """Plays the same entering again and again, and kills each at another moment."""

    def __init__(self, folder: Path, nursery: Nursery, seed: int = 12) -> None:
        super().__init__(folder, nursery)
        self._chance = random.Random(seed)
        self.while_writing = 0

    def _scene_in(self, folder: Path) -> Scene:
        return WindowScene(folder)

    def kills(self, most: int) -> Iterator[list[str]]:
        began = time.monotonic()
        assert self._enter(None) == []
        took = time.monotonic() - began
        for _ in range(most):
            moment = self._chance.uniform(took / 3, took)
            yield [f"killed after {moment:.3f} s: {fault}" for fault in self._enter(moment)]

    def _enter(self, dies_after: float | None) -> list[str]:
        scene = self.scene()
        before = scene.state()[1]
        ran = scene.run(self._nursery, "enter", dies_after=dies_after)
        faults = list(scene.faults())
        if dies_after is None and ran.returncode != 0:
            faults.append(ran.stderr[-500:])
        self.while_writing += 0 < ran.stdout.count("saved") < PEOPLE
        faults += uncounted(scene.state()[1] - before, ran)
        self._take_away(scene)
        return faults


def main(most: int) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as folder, nursery_in(Path(folder)) as nursery:
        torture = WindowTorture(Path(folder) / "torture", nursery)
        kills = [*torture.kills(3 * most)]
    faults = [fault for each in kills for fault in each]
    note = f"{torture.while_writing} of them while people were saved"
    outcome = Outcome("kill -9 of the window", len(kills), sum(map(bool, kills)), note)
    print("\n  ".join((str(outcome), *faults)), flush=True)
    return [outcome]
