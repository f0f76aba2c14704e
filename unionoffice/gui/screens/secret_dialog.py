"""One deed that asks for the present passphrase, a new one, or both; it stays until it worked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.error_box import tell_bug
from unionoffice.gui.screens.new_passphrase import NewPassphrase
from unionoffice.gui.theme import scaled
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.growing_dialog import GrowingDialog
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.gui.work import Progress, Worker

WIDTH = 460
Deed = Callable[[str, str], Any]


class SecretDialog(GrowingDialog):
    """`deed` gets the present and the new passphrase, "" for what is not asked for."""

    def __init__(
        self,
        title: str,
        note: str,
        button: str,
        deed: Deed,
        parent: QWidget,
        *,
        asks_present: bool = False,
        asks_new: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._deed = deed
        self.outcome: Any = None
        self._worker = Worker(self)
        self.banner = Banner()
        present = _("Present passphrase, or the recovery key")
        known = present if asks_new else _("Passphrase, or the recovery key")
        self.present = PassphraseEditor(known)
        self.new = NewPassphrase()
        self.do = PrimaryButton(button)
        self._cancel = SecondaryButton(_("Cancel"))
        self._asks_new = asks_new
        self.content.addWidget(Text(title, "heading", wrap=True))
        self.content.addWidget(Text(note, "muted", wrap=True))
        self.content.addWidget(self.banner)
        self.content.addWidget(self.present)
        self.content.addWidget(self.new)
        self.present.setVisible(asks_present)
        self.new.setVisible(asks_new)
        self.content.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.do)
        self.do.setDefault(True)
        self.setMinimumWidth(scaled(WIDTH))
        self.fit()
        self._busy = BusyOverlay(self)
        self.do.clicked.connect(self.attempt)
        self._cancel.clicked.connect(self.reject)
        (self.present if asks_present else self.new).setFocus()

    def attempt(self) -> None:
        """Do the deed in a thread: a large office takes its time."""
        if self._worker.is_busy or (self._asks_new and not self.new.is_acceptable()):
            return
        present = self.present.value()
        new = self.new.value() if self._asks_new else ""

        def work(_progress: Progress) -> Any:
            return self._deed(present, new)

        self._busy.begin(_("Writing and checking the office file …"), can_cancel=False)
        job = self._worker.run(work)
        job.ended.connect(self._busy.end)
        job.done.connect(self._finish)
        job.failed.connect(self._say_failed)
        job.broke.connect(self._tell_bug)

    def _finish(self, outcome: object) -> None:
        self.outcome = outcome
        self.accept()

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")

    def _tell_bug(self, bug_id: str) -> None:
        tell_bug(self, bug_id)

    # Qt overrides
    def reject(self) -> None:
        if not self._worker.is_busy:  # what has begun is finished first
            super().reject()
