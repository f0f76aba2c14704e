"""A split that is remembered between two days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from unionoffice.gui.memory import Memory
from unionoffice.gui.theme import scaled, text_scale


class RememberedSplitter(QSplitter):
    """Two parts side by side; the width of the second one is what is remembered."""

    def __init__(self, memory: Memory, key: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._memory = memory
        self._key = f"splitter/{key}"
        self._usual = 0
        self.setChildrenCollapsible(False)
        self.setHandleWidth(4)
        self.splitterMoved.connect(self._remember)

    def begin(self, stretch: Sequence[int], usual_width: int) -> None:
        """Say how room is shared, and how wide the second part is until the user decides.

        The width is that at 100 % text size.
        """
        for place, factor in enumerate(stretch):
            self.setStretchFactor(place, factor)
        self._usual = usual_width

    def make_room(self) -> None:
        """Give the second part its width, as when it has just been shown."""
        wanted = scaled(self._memory.recall(self._key, 0) or self._usual)
        self.setSizes([max(0, self.width() - wanted), wanted])

    def _remember(self) -> None:
        self._memory.keep(self._key, round(self.sizes()[1] / text_scale()))
