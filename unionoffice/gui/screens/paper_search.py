"""Typing the code from a signed paper to see which return it belongs to."""

from __future__ import annotations

from PySide6.QtCore import Signal

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.exchange.papers import Papers
from unionoffice.gui.theme import scaled
from unionoffice.gui.widgets.search_line import SearchLine

WIDTH = 208


class PaperSearch(SearchLine):
    """Eight letters, or what a QR reader types; asks with Enter, for half a code finds nothing."""

    found = Signal(object)  # the FoundPaper that counts most
    failed = Signal(str)

    def __init__(self, papers: Papers) -> None:
        super().__init__(_("Code on a paper …"))
        self._papers = papers
        self.setToolTip(
            _("Type the code at the foot of a signed paper and press Enter: its return opens.")
        )
        self.setMinimumWidth(scaled(WIDTH))
        self.returnPressed.connect(self.ask)

    def ask(self) -> None:
        """Find the return that the typed code belongs to."""
        if not self.text().strip():
            return
        try:
            papers = self._papers.find(self.text())
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self.found.emit(papers[0])
