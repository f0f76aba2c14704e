"""The head of a page: its title, and what can be done on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from unionoffice.gui.theme import scaled
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import S2, S8
from unionoffice.gui.widgets.labels import ElidedText
from unionoffice.gui.widgets.layouts import row

LEAST_TITLE = 24


class PageHead(QWidget):
    """Where title and buttons do not fit beside each other, quiet buttons lose their words.

    They keep their icons then, and say their words as a tip; the main one keeps its words.
    """

    def __init__(self, title: str, quiet: Sequence[QPushButton], *main: QPushButton) -> None:
        super().__init__()
        self._title = ElidedText(title, "title")
        self._main = main
        self._words = {button: button.text() for button in quiet}
        parts = row(self, S2)
        parts.addWidget(self._title, 1)
        for button in (*quiet, *main):
            parts.addWidget(button)
        for button, words in self._words.items():
            button.setAccessibleName(words)

    def _fit_words(self) -> None:
        left = self.width() - self._title.sizeHint().width()
        main = [button for button in self._main if not button.isHidden()]
        left -= sum(button.sizeHint().width() + S2 for button in main)
        for button, words in self._words.items():
            button.setText(words)
            left -= button.sizeHint().width() + S2
        for button, words in self._words.items():
            is_short = left < 0
            if is_short:
                left += button.sizeHint().width()
                button.setText("")
                left -= button.sizeHint().width()
            button.setToolTip(plain_tip(words) if is_short else "")

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def minimumSizeHint(self) -> QSize:
        main = sum(button.minimumSizeHint().width() + S2 for button in self._main)
        quiet = len(self._words) * (scaled(S8 + S8) + S2)
        return QSize(scaled(LEAST_TITLE) + main + quiet, super().minimumSizeHint().height())
