"""The page before an encrypted office: its passphrase, or the recovery key and a new passphrase."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _
from unionoffice.gui.doors import Doors
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.attempts import Attempts

if TYPE_CHECKING:
    from unionoffice.gui.screens.new_passphrase import NewPassphrase

CARD_WIDTH = 460
TICK_MS = 250


class UnlockWindow(QWidget):
    """Says `unlocked` when the office can be opened; `other_wanted` leads away from it.

    With `is_lock` it stands before an office that stays open behind it: it cannot be closed, and
    leads nowhere else.
    """

    unlocked = Signal(str)
    other_wanted = Signal()

    def __init__(self, office: str, doors: Doors, *, is_lock: bool = False) -> None:
        super().__init__()
        self.setObjectName("assistant")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("UnionOffice"))
        self._office = office
        self._doors = doors
        self._is_lock = is_lock
        self._attempts = Attempts(doors.unlock)
        self._worker = Worker(self)
        self.banner = Banner()
        self.passphrase = PassphraseEditor(_("Passphrase"))
        self.recovery = TextEditor(_("Recovery key"), _("The 30 letters and figures on the paper."))
        self._new: NewPassphrase | None = None
        self.open = PrimaryButton(_("Open"), "lock-open")
        self.forgotten = QuietButton(_("I forgot the passphrase"))
        self._room_for_new = column()
        self.back = SecondaryButton(_("Back"), "chevron-left")
        self.other = QuietButton(_("Another office …"), "folder-open")
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._build()
        self._connect()
        self._show_recovery(False)

    def _build(self) -> None:
        card = Card()
        card.setFixedWidth(scaled(CARD_WIDTH))
        card.content.setContentsMargins(S6, S6, S6, S6)
        card.content.setSpacing(S3)
        head = row(spacing=S3)
        head.addWidget(IconLabel("shield-lock", "accent", 32))
        title = _("Locked") if self._is_lock else _("This office is encrypted")
        head.addWidget(Text(title, "title", wrap=True), 1)
        card.content.addLayout(head)
        card.content.addWidget(Text(Path(self._office).name, "muted", wrap=True))
        for part in (self.banner, self.passphrase, self.recovery):
            card.content.addWidget(part)
        card.content.addLayout(self._room_for_new)
        buttons = row(spacing=S2)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forgotten)
        buttons.addStretch(1)
        buttons.addWidget(self.open)
        card.content.addLayout(buttons)
        card.content.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.passphrase.line.returnPressed.connect(self.attempt)
        self.forgotten.clicked.connect(self.ask_for_recovery)
        self.back.clicked.connect(self._ask_for_passphrase)
        self.other.clicked.connect(self.other_wanted)
        self._timer.timeout.connect(self._count_down)

    # Passphrase or recovery key

    def lift(self) -> None:
        """Go away: whoever is in front of the window has shown that he may."""
        self._is_lock = False
        self.close()

    @property
    def new(self) -> NewPassphrase:
        """The lines for a new passphrase; made when the old one turns out to be forgotten."""
        if self._new is None:
            # Those who know their passphrase shall not wait for it.
            from unionoffice.gui.screens.new_passphrase import NewPassphrase

            self._new = NewPassphrase()
            self._room_for_new.addWidget(self._new)
        return self._new

    @property
    def _recovers(self) -> bool:
        return self.recovery.isVisibleTo(self)

    def ask_for_recovery(self) -> None:
        """Ask for the key on the paper, and for a new passphrase."""
        self._show_recovery(True)

    def _ask_for_passphrase(self) -> None:
        self._show_recovery(False)

    def _show_recovery(self, recovers: bool) -> None:
        self.recovery.setVisible(recovers)
        self.back.setVisible(recovers)
        self.passphrase.setVisible(not recovers)
        self.forgotten.setVisible(not recovers)
        # Behind a lock the office is open, and its file is not to be replaced under it.
        if self._new is not None or (recovers and not self._is_lock):
            self.new.setVisible(recovers and not self._is_lock)
        self.other.setVisible(not recovers and not self._is_lock)
        self.banner.say("")
        (self.recovery if recovers else self.passphrase).setFocus()

    def attempt(self) -> None:
        """Try what has been typed; the answer takes a moment, on purpose."""
        if self._worker.is_busy or self._attempts.wait > 0:
            return
        secret = (self.recovery.value() or "") if self._recovers else self.passphrase.value()
        chooses = self._recovers and not self._is_lock
        if chooses and not self.new.is_acceptable():
            return
        passphrase = self.new.value() if chooses else ""

        def work(_progress: Progress) -> None:
            self._attempts.unlock(self._office, secret)
            if passphrase:
                self._doors.choose_new_passphrase(self._office, secret, passphrase)

        self.open.setEnabled(False)
        self.banner.say(_("Opening …"))
        job = self._worker.run(work)
        job.ended.connect(self._count_down)
        job.done.connect(self._tell_unlocked)
        job.failed.connect(self._say_failed)
        job.broke.connect(self._say_broken)

    def _tell_unlocked(self, _nothing: object) -> None:
        self.passphrase.set_value("")
        self.unlocked.emit(self._office)

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")
        self.passphrase.line.selectAll()
        self.passphrase.setFocus()

    def _say_broken(self, bug_id: str) -> None:
        words = _("The office could not be opened. Report the number {id}.")
        self._say_failed(words.format(id=bug_id))

    def _count_down(self) -> None:
        """After several wrong tries the button waits, and says how long."""
        wait = math.ceil(self._attempts.wait)
        self.open.setEnabled(wait == 0)
        if wait:
            words = _("Too many wrong tries. Wait {seconds} s.")
            self.banner.say(words.format(seconds=number(wait)), "warn")
            self._timer.start()
        elif self._timer.isActive():
            self._timer.stop()
            self.banner.say("")

    # Qt overrides
    def closeEvent(self, event: QCloseEvent) -> None:
        app = QGuiApplication.instance()
        is_ending = isinstance(app, QGuiApplication) and app.isSavingSession()
        if self._is_lock and not is_ending:
            event.ignore()
            return
        self._worker.stop()
        super().closeEvent(event)
