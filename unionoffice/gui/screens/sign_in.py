"""The page before an office that has accounts: who is there, and the password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, QuietButton
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.gui.work import Progress, Worker

CARD_WIDTH = 460


class SignInWindow(QWidget):
    """Says `signed_in` with what `enter` gave for a name and a password.

    With `is_lock` it stands before an office that stays open behind it: it cannot be closed, and
    only the one who is at work comes back; `other_wanted` is for everybody else.
    """

    signed_in = Signal(object)
    other_wanted = Signal()

    def __init__(
        self,
        office: str,
        names: Sequence[str],
        enter: Callable[[str, str], Any],
        *,
        is_lock: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("assistant")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("UnionOffice"))
        self._office = office
        self._enter = enter
        self._is_lock = is_lock
        self._worker = Worker(self)
        self.banner = Banner()
        self.name = ChoiceEditor(_("Who is there"), [(name, name) for name in names])
        self.password = PassphraseEditor(_("Password"))
        self.open = PrimaryButton(_("Sign in"), "lock-open")
        words = _("Somebody else signs in …") if is_lock else _("Another office …")
        self.other = QuietButton(words, "user" if is_lock else "folder-open")
        self._build()
        self._connect()
        if len(names) == 1:
            self.name.set_value(names[0])
            self.password.setFocus()

    def _build(self) -> None:
        card = Card()
        card.setFixedWidth(scaled(CARD_WIDTH))
        card.content.setContentsMargins(S6, S6, S6, S6)
        card.content.setSpacing(S3)
        head = row(spacing=S3)
        head.addWidget(IconLabel("user", "accent", 32))
        title = _("Locked") if self._is_lock else _("Sign in")
        head.addWidget(Text(title, "title", wrap=True), 1)
        card.content.addLayout(head)
        card.content.addWidget(Text(self._office, "muted", wrap=True))
        for part in (self.banner, self.name, self.password):
            card.content.addWidget(part)
        buttons = row(spacing=S2)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.open)
        card.content.addLayout(buttons)
        code = _("A chair who forgot it types the recovery code from the paper in its place.")
        card.content.addWidget(Text(code, "small", wrap=True))
        if self._is_lock:
            lost = _("When somebody else signs in, what is typed and not saved yet is lost.")
            card.content.addWidget(Text(lost, "small", wrap=True))
        middle = row(spacing=0)
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        layout = column(self, S4, S6)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)
        self.resize(scaled(900), scaled(640))

    def _connect(self) -> None:
        self.open.clicked.connect(self.attempt)
        self.password.line.returnPressed.connect(self.attempt)
        self.other.clicked.connect(self.other_wanted)

    def lift(self) -> None:
        """Go away: whoever is in front of the window has shown that he may."""
        self._is_lock = False
        self.close()

    def attempt(self) -> None:
        """Try what has been typed; the answer takes a moment, on purpose."""
        name, password = self.name.value(), self.password.value()
        if self._worker.is_busy:
            return
        if not name:
            self.banner.say(_("Choose who is there."), "warn")
            return
        self.password.set_value("")

        def work(_progress: Progress) -> Any:
            return self._enter(name, password)

        self.open.setEnabled(False)
        self.banner.say(_("Opening …"))
        job = self._worker.run(work)
        job.ended.connect(self._allow_again)
        job.done.connect(self.signed_in)
        job.failed.connect(self._say_failed)
        job.broke.connect(self._say_broken)

    def _allow_again(self) -> None:
        self.open.setEnabled(True)

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")
        self.password.setFocus()

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
