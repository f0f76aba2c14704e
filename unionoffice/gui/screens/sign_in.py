"""The page before an office that has accounts: who is there, and the password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from unionoffice.core.i18n import _
from unionoffice.gui.screens.gate import Gate
from unionoffice.gui.tokens import S2
from unionoffice.gui.widgets.buttons import QuietButton
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import row
from unionoffice.gui.widgets.secret_editors import PassphraseEditor
from unionoffice.gui.work import Progress


class SignInWindow(Gate):
    """Says `signed_in` with what `enter` gave for a name and a password.

    As a lock it lets only the one who is at work come back; `other_wanted` is for everybody else.
    """

    signed_in = Signal(object)

    def __init__(
        self,
        office: str,
        names: Sequence[str],
        enter: Callable[[str, str], Any],
        *,
        is_lock: bool = False,
    ) -> None:
        password = PassphraseEditor(_("Password"))
        words = _("Somebody else signs in …") if is_lock else _("Another office …")
        other = QuietButton(words, "user" if is_lock else "folder-open")
        super().__init__(password, _("Sign in"), other, is_lock=is_lock)
        self.password = password
        self._office = office
        self._enter = enter
        self.name = ChoiceEditor(_("Who is there"), [(name, name) for name in names])
        self._build()
        self.open.clicked.connect(self.attempt)
        if len(names) == 1:
            self.name.set_value(names[0])
            self.password.setFocus()

    def _build(self) -> None:
        content = self._begin_card("user", _("Sign in"), self._office)
        content.addWidget(self.name)
        content.addWidget(self.password)
        buttons = row(spacing=S2)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.open)
        content.addLayout(buttons)
        code = _("A chair who forgot it types the recovery code from the paper in its place.")
        content.addWidget(Text(code, "small", wrap=True))
        if self._is_lock:
            lost = _("When somebody else signs in, what is typed and not saved yet is lost.")
            content.addWidget(Text(lost, "small", wrap=True))

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

        self._try(work).done.connect(self.signed_in)
