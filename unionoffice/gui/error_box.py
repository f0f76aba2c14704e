"""What happens to a bug: it is logged under an id, and the user is told that id alone."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


def log_bug(error: BaseException) -> str:
    """Log where it happened, without the message: that may quote names or sums."""
    bug_id = os.urandom(4).hex()
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error("bug %s: %s\n  %s", bug_id, type(error).__name__, "\n  ".join(places))
    return bug_id


def tell_bug(parent: QWidget | None, bug_id: str) -> None:
    box = _box(parent, _("Something went wrong"))
    box.setIcon(box.Icon.Warning)
    box.setText(_("This action could not be finished. Nothing was lost of what was saved before."))
    box.setInformativeText(
        _("Try again. If it happens again, report the number {id}.").format(id=bug_id)
    )
    box.exec()


def _box(parent: QWidget | None, title: str) -> QMessageBox:
    # The first picture does without.
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a sentence may quote a name
    return box


def tell_user(parent: QWidget | None, sentence: str) -> None:
    """Say a UserError that no part of a page could show in its own place."""
    box = _box(parent, _("UnionOffice"))
    box.setIcon(box.Icon.Information)
    box.setText(sentence)
    box.exec()


class ErrorReporter:
    """Answers every exception that no part caught; set as `sys.excepthook` by whoever starts Qt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent
        self._is_telling = False

    def install(self) -> None:
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if self._is_telling:  # a bug in painting would open one box over the other
            log_bug(error)
            return
        self._is_telling = True
        try:
            if isinstance(error, UserError):
                tell_user(self._parent, str(error))
            else:
                tell_bug(self._parent, log_bug(error))
        finally:
            self._is_telling = False
