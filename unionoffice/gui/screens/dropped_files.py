"""Files dropped anywhere on the window: each kind goes to the page that takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

Taker = Callable[[Sequence[Path]], None]


class DroppedFiles(QObject):
    """A page that takes files in itself is asked first; what it leaves comes here."""

    def __init__(self, window: QWidget, takers: Mapping[str, Taker]) -> None:
        """`takers`: who takes files with which suffix."""
        super().__init__(window)
        self._takers = takers
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def take(self, paths: Sequence[Path]) -> None:
        """Hand each kind of file to who takes it, all of a kind at once."""
        by_taker: dict[Taker, list[Path]] = {}
        for path in paths:
            by_taker.setdefault(self._takers[path.suffix.lower()], []).append(path)
        for taker, files in by_taker.items():
            taker(files)

    def _taken(self, data: QMimeData) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return [path for path in paths if path.suffix.lower() in self._takers]

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and self._taken(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and (paths := self._taken(event.mimeData())):
            event.acceptProposedAction()
            self.take(paths)
            return True
        return super().eventFilter(watched, event)
