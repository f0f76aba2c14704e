"""Objects that nobody needs any more are swept up in the window's thread, and in no other.

Python looks for them wherever it happens to be. A widget that was forgotten in a circle of
references and is found in the thread of some work is destroyed there, and takes the program with
it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class Sweeper(QObject):
    """From now on nothing is swept up but by its clock, in the thread in which it was made."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(sweep_when_idle)
        self._timer.start()


def sweep_when_idle() -> None:
    """Not while long work goes on: it makes so many objects that the window would stand still."""
    from unionoffice.gui.work import is_work_under_way  # the first picture does without

    if not is_work_under_way():
        sweep()


def sweep() -> None:
    """Look through the oldest generation that is due, as Python itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
