"""What a passphrase is worth, seen and said."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.theme import colour, scaled
from unionoffice.gui.tokens import S1
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column
from unionoffice.services.strength import strength_of

STEPS = 3
TONES = ("bad", "bad", "warn", "ok")


class StrengthMeter(QWidget):
    """How strong a passphrase is, as a bar of three parts and in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self._words = Text("", "small", wrap=True)
        layout = column(self, S1)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)

    def judge(self, passphrase: str) -> None:
        strength = strength_of(passphrase)
        self._bar.show_step(strength.step)
        self._words.setText(_(strength.advice))

    @property
    def words(self) -> str:
        return self._words.text()


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self.setFixedHeight(scaled(S1))

    def show_step(self, step: int) -> None:
        self._step = step
        self.update()

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            width = (self.width() - (STEPS - 1) * S1) // STEPS
            for place in range(STEPS):
                token = TONES[self._step] if place < self._step else "hairline"
                painter.fillRect(place * (width + S1), 0, width, self.height(), colour(token))
