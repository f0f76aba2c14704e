"""Texts in the roles that the look knows; plain text always, whatever a name contains."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from unionoffice.gui.tips import plain_tip


class Text(QLabel):
    """One text in a role: title, heading, section, strong, muted, small, label, problem, figure.

    Names come from outside, so a text is never read as markup.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        tone: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the colour by its state: ok, warn, bad or "" for the ordinary one."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class ElidedText(Text):
    """A text of one line that ends in … where there is no room, and says the rest as a tip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = self.contentsRect()
            shown = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, area.width()
            )
            self.setToolTip("" if shown == self.text() else plain_tip(self.text()))
            painter.drawText(area, self.alignment(), shown)


class Line(QFrame):
    """A hairline between parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "line")
        self.setFixedHeight(1)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it looks at has changed."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is still to come
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
