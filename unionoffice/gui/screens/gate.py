"""What stands before an office until somebody has shown that he may enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, QuietButton
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.gui.work import Job, Progress, Worker

CARD_WIDTH = 460


class Gate(QWidget):
    """A card in the middle of the window; `other_wanted` leads away from the office.

    With `is_lock` it stands before an office that stays open behind it: it cannot be closed.
    """

    other_wanted = Signal()

    def __init__(
        self, secret: PassphraseEditor, button: str, other: QuietButton, *, is_lock: bool
    ) -> None:
        super().__init__()
        self.setObjectName("assistant")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("UnionOffice"))
        self._is_lock = is_lock
        self._secret = secret
        self._worker = Worker(self)
        self.banner = Banner()
        self.open = PrimaryButton(button, "lock-open")
        self.other = other
        secret.line.returnPressed.connect(self.open.click)
        other.clicked.connect(self.other_wanted)

    def lift(self) -> None:
        """Go away: whoever is in front of the window has shown that he may."""
        self._is_lock = False
        self.close()

    def _begin_card(self, icon: str, title: str, office: str) -> QVBoxLayout:
        """The card with its head and the office's name; what is asked for goes below them."""
        card = Card()
        card.setFixedWidth(scaled(CARD_WIDTH))
        card.content.setContentsMargins(S6, S6, S6, S6)
        card.content.setSpacing(S3)
        head = row(spacing=S3)
        head.addWidget(IconLabel(icon, "accent", 32))
        head.addWidget(Text(_("Locked") if self._is_lock else title, "title", wrap=True), 1)
        card.content.addLayout(head)
        card.content.addWidget(Text(office, "muted", wrap=True))
        card.content.addWidget(self.banner)
        middle = row(spacing=0)
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        layout = column(self, S4, S6)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)
        self.resize(fitting(self, 900, 640))
        return card.content

    def _try(self, work: Callable[[Progress], Any]) -> Job:
        self.open.setEnabled(False)
        self.banner.say(_("Opening …"))
        job = self._worker.run(work)
        job.ended.connect(self._allow_again)
        job.failed.connect(self._say_failed)
        job.broke.connect(self._say_broken)
        return job

    def _allow_again(self) -> None:
        self.open.setEnabled(True)

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")
        self._secret.line.selectAll()
        self._secret.setFocus()

    def _say_broken(self, bug_id: str) -> None:
        words = _("The office could not be opened. Report the number {id}.")
        self._say_failed(words.format(id=bug_id))

    # Qt overrides
    def closeEvent(self, event: QCloseEvent) -> None:
        app = QGuiApplication.instance()
        is_ending = isinstance(app, QGuiApplication) and app.isSavingSession()
        if self._is_lock and not is_ending:
            event.ignore()
            return
        self._worker.stop()
        super().closeEvent(event)
