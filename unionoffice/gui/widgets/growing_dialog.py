"""A dialog that is never too low for what it has to say, nor too high for the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.gui.screen_room import largest_around
from unionoffice.gui.tokens import S2, S4, S6
from unionoffice.gui.widgets.layouts import column, row, scrolled


class GrowingDialog(QDialog):
    """What is in `content` scrolls where the screen is too low for it; the `foot` is always seen.

    Qt gives a dialog two thirds of the screen at most, and lays parts over one another.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = QWidget()
        self.content = column(self._body, S4)
        self.foot = row(spacing=S2)
        self._area = scrolled(self._body)
        layout = column(self, S4, S6)
        layout.addWidget(self._area, 1)
        layout.addLayout(self.foot)
        self._body.installEventFilter(self)

    def fit(self) -> None:
        """Be as high as all parts need at this width; called again whenever one changes."""
        room = largest_around(self)
        across = max(self.width(), self.minimumWidth()) - 2 * S6
        high = self.content.totalHeightForWidth(across)
        if high < 0:
            high = self.content.totalSizeHint().height()
        needed = high + self.foot.sizeHint().height() + S4 + 2 * S6
        # What scrolls down must not be cut off at the side.
        self._area.setMinimumWidth(self._body.minimumSizeHint().width())
        if min(needed, room.height()) != self.minimumHeight():
            self.setMinimumHeight(min(needed, room.height()))

    # Qt overrides
    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(largest_around(self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)
