"""What the window remembers between two days: sizes, columns, the page that was open."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

FILE_NAME = "window.ini"
LOCK_AFTER, USUAL_LOCK_AFTER = "lock_after_minutes", 15
MOST_RECENT = 8
LARGEST = 100_000  # points, percents, minutes


class Memory:
    """A small ini file in the user's folder. Values are plain JSON; damaged ones are forgotten.

    It holds how things look, never what a register holds.
    """

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    def keep(self, key: str, value: Any) -> None:
        self._settings.setValue(key, json.dumps(value))

    def recall(self, key: str, default: Any) -> Any:
        """The value kept under `key` when it is of the same type as `default`."""
        try:
            value = json.loads(str(self._settings.value(key, "null")))
        except ValueError:
            return default
        return _likely(value) if _is_like(value, default) else default

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        self.keep(key, bytes(value.toBase64().data()).decode("ascii"))

    def recall_bytes(self, key: str) -> QByteArray:
        """Empty when nothing is known; Qt's restore methods then do nothing."""
        return QByteArray.fromBase64(self.recall(key, "").encode("ascii", "replace"))

    def write(self) -> None:
        """Put it on the disk now."""
        self._settings.sync()


def _is_like(value: object, default: object) -> bool:
    return isinstance(value, type(default)) and (not _is_number(value) or _is_small(value))


def _likely(value: Any) -> Any:
    """Of lists and widths what a window can have written: it must open whatever stands there."""
    match value:
        case list():
            return [each for each in value if isinstance(each, str) or _is_small(each)]
        case dict():
            return {key: each for key, each in value.items() if _is_small(each)}
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _is_small(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= LARGEST


def recent_offices(memory: Memory) -> list[str]:
    """The offices that were opened last and are still there, the newest first."""
    kept = [str(each) for each in memory.recall("recent_offices", [])]
    return [each for each in kept if "://" in each or os.path.exists(each)]


def remember_office(memory: Memory, office: str) -> None:
    """It is the newest of those that were opened."""
    others = [each for each in recent_offices(memory) if each != office]
    memory.keep("recent_offices", [office, *others][:MOST_RECENT])
