"""Watches for drives that are plugged in, and for one folder, and tells which packages they bring.

Nothing is collected by itself. Looking happens in a thread of its own, and never more often than
every few seconds: an empty card reader must not rattle, nor a slow stick hold the window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStorageInfo, QTimer, Signal

from unionoffice.gui.work import Progress, Worker

LOOK_EVERY = 3_000  # milliseconds
DEEPEST = 3  # folders below the top
MOST_FILES = 5_000
SUFFIX = ".upack"
_MOUNTS = ("/media/", "/run/media/", "/Volumes/")


@dataclass(frozen=True)
class Found:
    """A place, and the packages on it that were not there when it was looked at before."""

    place: Path
    files: tuple[Path, ...]


def removable_drives() -> list[Path]:
    """Where sticks are mounted now."""
    roots = [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady()
    ]
    if sys.platform == "win32":
        own = {os.environ.get("SYSTEMDRIVE", "C:").upper(), Path.home().drive.upper()}
        return [root for root in roots if root.drive.upper() not in own]
    return [root for root in roots if str(root).startswith(_MOUNTS)]


class StickWatch(QObject):
    """`found` tells of packages on a place each time there are new ones."""

    found = Signal(object)  # a Found

    def __init__(
        self,
        parent: QObject,
        folder: Path | None = None,
        drives: Callable[[], list[Path]] = removable_drives,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._drives = drives
        self._known: dict[Path, frozenset[Path]] = {}
        self.worker = Worker(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and again every few seconds while the page is open."""
        self._timer.start()
        self.look()

    def pause(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Look once; not while the last look is still under way."""
        if not self.worker.is_busy:
            self.worker.run(self._look).done.connect(self._note)

    def _look(self, progress: Progress) -> dict[Path, frozenset[Path]]:
        places = [*self._drives(), *([self.folder] if self.folder is not None else [])]
        seen = {}
        for place in places:
            progress(0, 0)
            seen[place] = frozenset(_packages(place))
        return seen

    def _note(self, seen: dict[Path, frozenset[Path]]) -> None:
        before, self._known = self._known, seen
        for place, files in seen.items():
            new = files - before.get(place, frozenset())
            if new:
                self.found.emit(Found(place, tuple(sorted(new))))


def _packages(place: Path) -> Iterator[Path]:
    """The packages on a place; what cannot be read is passed over."""
    count = 0
    for folder, subfolders, names in os.walk(place):
        depth = len(Path(folder).relative_to(place).parts)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        if depth >= DEEPEST:
            subfolders.clear()
        for name in names:
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield Path(folder, name)
                count += 1
                if count >= MOST_FILES:
                    return
