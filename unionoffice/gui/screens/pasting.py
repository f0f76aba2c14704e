"""Ctrl+V wherever nothing is typed: a table from another program comes in like a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from unionoffice.core.i18n import _
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.page_keys import BRING_IN
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.bring_in import SUFFIXES, BringInPage
from unionoffice.gui.screens.pasted import NO_TABLE, copied_now, is_table
from unionoffice.services.desk import Desk


class Pasting(QObject):
    """On the page of a register the table is meant for that one."""

    def __init__(self, desk: Desk, show: Callable[[], Page | None], window: MainWindow) -> None:
        """`show` opens the page that brings lists in, unless the open one holds on."""
        super().__init__(window)
        self._desk = desk
        self._show = show
        self._window = window
        window.add_command("edit", _("&Paste a table …"), self.paste, "clipboard-list", "Ctrl+V")

    def paste(self) -> None:
        """Read what was copied, or say that it is no table."""
        if not is_table(copied_now(), SUFFIXES):
            self._window.say(_(NO_TABLE))
            return
        at = self._window.current_key
        taking = [each.key for each in self._desk.registers() if each.can_import]
        page = self._show()
        if isinstance(page, BringInPage):
            if at != BRING_IN:
                page.begin(at if at in taking else "")
            page.paste()
