"""The page before an encrypted office: its passphrase, or the recovery key and a new passphrase."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _
from unionoffice.gui.doors import Doors
from unionoffice.gui.screens.gate import Gate
from unionoffice.gui.tokens import S2
from unionoffice.gui.widgets.buttons import QuietButton, SecondaryButton
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.gui.work import Progress
from unionoffice.services.attempts import Attempts

if TYPE_CHECKING:
    from unionoffice.gui.screens.new_passphrase import NewPassphrase

CARD_WIDTH = 460
TICK_MS = 250


class UnlockWindow(Gate):
    """Says `unlocked` when the office can be opened. As a lock it leads nowhere else."""

    unlocked = Signal(str)

    def __init__(self, office: str, doors: Doors, *, is_lock: bool = False) -> None:
        passphrase = PassphraseEditor(_("Passphrase"))
        other = QuietButton(_("Another office …"), "folder-open")
        super().__init__(passphrase, _("Open"), other, is_lock=is_lock)
        self.passphrase = passphrase
        self._office = office
        self._doors = doors
        self._attempts = Attempts(doors.unlock)
        self.recovery = TextEditor(_("Recovery key"), _("The 30 letters and figures on the paper."))
        self._new: NewPassphrase | None = None
        self.forgotten = QuietButton(_("I forgot the passphrase"))
        self._room_for_new = column()
        self.back = SecondaryButton(_("Back"), "chevron-left")
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._build()
        self._connect()
        self._show_recovery(False)

    def _build(self) -> None:
        title = _("This office is encrypted")
        content = self._begin_card("shield-lock", title, Path(self._office).name)
        content.addWidget(self.passphrase)
        content.addWidget(self.recovery)
        content.addLayout(self._room_for_new)
        buttons = row(spacing=S2)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forgotten)
        buttons.addStretch(1)
        buttons.addWidget(self.open)
        content.addLayout(buttons)
        content.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.open.clicked.connect(self.attempt)
        self.forgotten.clicked.connect(self.ask_for_recovery)
        self.back.clicked.connect(self._ask_for_passphrase)
        self._timer.timeout.connect(self._count_down)

    # Passphrase or recovery key

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

        self._try(work).done.connect(self._tell_unlocked)

    def _tell_unlocked(self, _nothing: object) -> None:
        self.passphrase.set_value("")
        self.unlocked.emit(self._office)

    def _allow_again(self) -> None:
        self._count_down()

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
