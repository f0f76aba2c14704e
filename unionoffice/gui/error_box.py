"""What happens to a bug: it is logged under a number, and the user is told that number alone."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from unionoffice.core.errors import UserError, lack_of_memory
from unionoffice.core.i18n import _
from unionoffice.gui.bug_log import FILE_NAME, bug_folder, log_bug

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from unionoffice.gui.widgets.message_box import MessageBox


def tell_bug(parent: QWidget | None, bug_id: str) -> None:
    """Say the number, and lead to the file that has it."""
    box = bug_box(parent, bug_id)
    box.exec()
    if box.buttonRole(box.clickedButton()) == box.ButtonRole.ActionRole:
        open_bug_folder()


def bug_box(parent: QWidget | None, bug_id: str) -> MessageBox:
    from PySide6.QtCore import Qt

    words = _(
        "Try again. If it happens again, report the number {id}. The file {file} says what "
        "happened; it holds neither names nor figures of yours."
    )
    box = _box(
        parent,
        _("Something went wrong"),
        _("This action could not be finished. Nothing was lost of what was saved before."),
        words.format(id=bug_id, file=FILE_NAME),
    )
    box.setIcon(box.Icon.Warning)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.addButton(_("Open the folder of the file"), box.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(_("Close"), box.ButtonRole.RejectRole))
    return box


def open_bug_folder() -> None:
    """Show the folder with the file of bugs; it is there though no bug is."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    folder = bug_folder()
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _box(parent: QWidget | None, title: str, text: str, more: str = "") -> MessageBox:
    # The first picture does without.
    from unionoffice.gui.widgets.message_box import MessageBox

    return MessageBox(parent, title, text, more)


def tell_user(parent: QWidget | None, sentence: str) -> None:
    """Say a UserError that no part of a page could show in its own place."""
    box = _box(parent, _("UnionOffice"), sentence)
    box.setIcon(box.Icon.Information)
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
            words = str(error) if isinstance(error, UserError) else lack_of_memory(error)
            if words:
                tell_user(self._parent, words)
            else:
                tell_bug(self._parent, log_bug(error))
        finally:
            self._is_telling = False
