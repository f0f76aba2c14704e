"""A dialog that is never too low for what it has to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class GrowingDialog(QDialog):
    """Qt gives a dialog two thirds of the screen at most, and lays parts over one another."""

    def fit(self) -> None:
        """Be as high as all parts need at this width; called again whenever one changes."""
        layout = self.layout()
        if layout is not None:
            needed = layout.totalHeightForWidth(max(self.width(), self.minimumWidth()))
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)

    # Qt overrides
    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return is_done
