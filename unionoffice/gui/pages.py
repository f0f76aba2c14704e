"""What the main window knows of a page: what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from unionoffice.core.i18n import _
from unionoffice.gui.page_keys import BRING_IN


class Page(QFrame):
    """The base of every page. The main window calls these methods; a page overrides what it can.

    `said` is shown as a toast: a sentence, and the deed (its id) that Undo takes back or None.
    """

    said = Signal(str, object)
    taking_back_wanted = Signal(int)
    page_wanted = Signal(str)
    broke = Signal(str)

    def on_shown(self) -> None:
        """The page has come to the front; what it shows may have changed meanwhile."""

    def take_keys(self) -> None:
        """The page was asked for by its name or by another page, and is typed into from now on."""
        self.setFocus()

    def show_section(self, title: str) -> None:
        """The section of this (translated) title was asked for; only long pages have any."""

    def can_leave(self) -> bool:
        """Whether another page may be opened; a page with something unsaved asks first."""
        return True

    def begin_new(self) -> None:
        """Ctrl+N."""
        self.said.emit(
            _("Nothing is recorded on this page. Open a register first: Ctrl+K finds it."), None
        )

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.said.emit(
            _("There is nothing to search on this page. Ctrl+K finds people and pages."), None
        )

    def begin_import(self) -> None:
        """Ctrl+I."""
        self.page_wanted.emit(BRING_IN)

    def begin_print(self) -> None:
        """Ctrl+P."""
        self.said.emit(_("This page is not printed. Lists, people and the appendix are."), None)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped somewhere on the window, and this page takes such files."""

    def escape(self) -> None:
        """Esc: close the innermost thing that is open."""
