"""A sentence across the page about its state, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.buttons import IconButton, SecondaryButton
from unionoffice.gui.widgets.cards import IconLabel
from unionoffice.gui.widgets.labels import Text, restyle
from unionoffice.gui.widgets.layouts import row

ICONS = {
    "info": "info-circle",
    "ok": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-circle",
}
ICON_TONES = {"info": "accent", "ok": "ok", "warn": "warn", "bad": "bad"}


class Banner(QFrame):
    """Tones: info, ok, warn, bad; always with their icon, never by colour alone."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str = "",
        tone: str = "info",
        action: str = "",
        is_closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(ICONS[tone], ICON_TONES[tone])
        self._text = Text(wrap=True)
        self._button = SecondaryButton("")
        self._close = IconButton("x", _("Close this message"))
        layout = row(self, S3)
        layout.setContentsMargins(S3, S2, S2, S2)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._close.setVisible(is_closable)
        self._button.clicked.connect(self.acted)
        self._close.clicked.connect(self._dismiss)
        self.say(text, tone, action)

    def say(self, text: str, tone: str = "info", action: str = "") -> None:
        """Show a sentence and one action; an empty sentence hides the banner."""
        self._text.setText(text)
        self._icon.show_icon(ICONS[tone], ICON_TONES[tone])
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setProperty("tone", tone)
        restyle(self)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        return self._text.text()

    def _dismiss(self) -> None:
        self.hide()
        self.closed.emit()
