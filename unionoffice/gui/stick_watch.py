"""Watches for drives that are plugged in, and for one folder, and tells which packages they bring.

Nothing is collected by itself. Looking happens in a thread of its own, and never more often than
every few seconds: an empty card reader must not rattle, nor a slow stick hold the window.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QStorageInfo, QTimer, Signal

from unionoffice.gui.work import Progress, Worker

LOOK_EVERY = 3_000  # milliseconds
DEEPEST = 3  # folders below the top
MOST_FILES = 5_000
SUFFIX = ".upack"
SETTLED = 3.0  # seconds since a file was last written: nobody is copying it still
_MOUNTS = ("/media/", "/run/media/", "/Volumes/")


class Seen(NamedTuple):
    """A package as it was seen; another program may be writing it still."""

    path: Path
    size: int
    written_at: float

    def is_settled(self, now: float) -> bool:
        return now - self.written_at > SETTLED


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
    """`found` tells of packages on a place each time there are new ones, or others by their name.

    What is being copied there is not new before it is whole: two looks see the same of it.
    """

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
        self._seen: dict[Path, frozenset[Seen]] = {}
        self._told: dict[Path, frozenset[Seen]] = {}
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

    def _look(self, progress: Progress) -> dict[Path, frozenset[Seen]]:
        places = [*self._drives(), *([self.folder] if self.folder is not None else [])]
        seen = {}
        for place in places:
            progress(0, 0)
            seen[place] = frozenset(_packages(place))
        return seen

    def _note(self, seen: dict[Path, frozenset[Seen]]) -> None:
        before, self._seen = self._seen, seen
        told, self._told = self._told, {}
        now = time.time()
        for place, files in seen.items():
            same = before.get(place, frozenset())
            whole = {each for each in files if each in same or each.is_settled(now)}
            new = whole - told.get(place, frozenset())
            self._told[place] = frozenset(whole)
            if new:
                self.found.emit(Found(place, tuple(sorted(each.path for each in new))))


def _packages(place: Path) -> Iterator[Seen]:
    """The packages on a place; what cannot be read is passed over."""
    count = 0
    for folder, subfolders, names in os.walk(place):
        depth = len(Path(folder).relative_to(place).parts)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        if depth >= DEEPEST:
            subfolders.clear()
        for name in names:
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                path = Path(folder, name)
                with contextlib.suppress(OSError):
                    state = path.stat()
                    yield Seen(path, state.st_size, state.st_mtime)
                count += 1
                if count >= MOST_FILES:
                    return
