"""Passphrases: typed unseen, with what misleads the fingers."""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S1
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.editors import FieldEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import row


class PassphraseEditor(FieldEditor):
    """One line whose letters are shown only when asked for."""

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint, parent=parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._caps = False
        self._hints = Text("", "small", wrap=True)
        self._hints.hide()
        self._show = IconButton("eye", _("Show or hide the letters"))
        whole = QWidget()
        parts = row(whole, S1)
        parts.addWidget(self.line, 1)
        parts.addWidget(self._show)
        self._set_input(self.line, whole)
        self._layout.addWidget(self._hints)
        self._show.clicked.connect(self._toggle)
        self.line.textEdited.connect(self._follow)
        self.line.editingFinished.connect(self.finished)
        self.line.installEventFilter(self)

    def value(self) -> str:
        """As it was typed: blanks and all belong to it, and nobody tidies it up."""
        return self.line.text()

    def set_value(self, value: Any, name: str = "") -> None:
        self.line.setText(value or "")
        self._say_hints()

    def _toggle(self) -> None:
        is_hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    def _follow(self) -> None:
        self._say_hints()
        self.edited.emit()

    def _say_hints(self) -> None:
        hints = []
        if self._caps:
            hints.append(_("Caps Lock is on."))
        if self.line.hasFocus() and self.line.text():
            language = QGuiApplication.inputMethod().locale().nativeLanguageName()
            if language:
                hints.append(_("Keyboard: {language}.").format(language=language))
            if any(unicodedata.combining(mark) for mark in _taken_apart(self.line.text())):
                hints.append(_("It has letters with marks: type it as when it was chosen."))
        self._hints.setText(" ".join(hints))
        self._hints.setVisible(bool(hints))

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = event.text()
            if text.isalpha() and text.upper() != text.lower():
                # Qt cannot be asked for Caps Lock: a capital without Shift betrays it.
                is_shifted = bool(event.modifiers() & event.modifiers().ShiftModifier)
                self._caps = text.isupper() != is_shifted
                self._say_hints()
        return super().eventFilter(watched, event)


def _taken_apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)
