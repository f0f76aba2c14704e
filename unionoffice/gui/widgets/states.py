"""A page without content says why: empty, loading, error, nothing found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.tokens import READING_WIDTH, S2, S3, S4
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import IconLabel
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row


class StateView(QWidget):
    """An icon, one sentence, one action (a second, quieter one when there is a choice)."""

    acted = Signal()
    acted_otherwise = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("list-details", "muted", 40)
        self._text = Text(wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(READING_WIDTH)
        self._button = PrimaryButton("")
        self._other = SecondaryButton("")
        buttons = row(spacing=S3)
        buttons.addStretch(1)
        buttons.addWidget(self._button)
        buttons.addWidget(self._other)
        buttons.addStretch(1)
        words = row()
        words.addStretch(1)
        words.addWidget(self._text, 8)
        words.addStretch(1)
        layout = column(self, S3, S4)
        layout.addStretch(2)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(words)
        layout.addSpacing(S2)
        layout.addLayout(buttons)
        layout.addStretch(3)
        self.say("list-details", "")
        self._button.clicked.connect(self.acted)
        self._other.clicked.connect(self.acted_otherwise)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, icon_name: str, text: str, action: str = "", other: str = "") -> None:
        self._icon.show_icon(icon_name, "muted")
        self._text.setText(text)
        self._give_room()
        for button, words in ((self._button, action), (self._other, other)):
            button.setText(words)
            button.setVisible(bool(words))

    def _give_room(self) -> None:
        # The layout reckons with more width than the text may take, and would cut a line off.
        width = min(READING_WIDTH, self._text.width())
        self._text.setMinimumHeight(max(0, self._text.heightForWidth(width)))

    def say_loading(self) -> None:
        self.say("hourglass", _("Reading the records …"))

    def say_error(self, text: str) -> None:
        """An error that the user can answer by trying again (`acted`)."""
        self.say("alert-circle", text, _("Try again"))

    def say_nothing_found(self) -> None:
        """No record fits the search and filters; `acted` is the wish to see all."""
        self.say("search", _("Nothing fits this search and these filters."), _("Show everything"))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()
