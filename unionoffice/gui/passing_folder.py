"""Folders for files that only pass through: gone with what needed them, or at the next start."""

from __future__ import annotations

import shutil
import tempfile
import time
import weakref
from pathlib import Path

from PySide6.QtCore import QLockFile

PREFIX = "unionoffice-passing-"
LOCK = "in-use.lock"
BEING_MADE = 60.0  # seconds in which a folder may not have its lock yet


class PassingFolder:
    """Names of people may stand in it; the system knows by its lock whether somebody needs it."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = _lock_of(self.path)
        self._lock.tryLock(0)
        self._remove = weakref.finalize(self, _remove, self._lock, self.path)

    def cleanup(self) -> None:
        """Take the folder away with all that is in it."""
        self._remove()


def sweep_passing_folders() -> int:
    """Take away the folders of programs that were killed; so many there were."""
    swept = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        lock = _lock_of(folder)
        if _may_be_in_the_making(folder) or not lock.tryLock(0):
            continue
        _remove(lock, folder)
        swept += 1
    return swept


def _remove(lock: QLockFile, folder: Path) -> None:
    lock.unlock()
    shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)  # however long ago: only the end of its program makes it stale
    return lock


def _may_be_in_the_making(folder: Path) -> bool:
    try:
        is_new = time.time() - folder.stat().st_mtime < BEING_MADE
    except OSError:  # another program swept it meanwhile
        return True
    return is_new and not (folder / LOCK).exists()
