"""What became of the files that were given to a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.tokens import S2
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.layouts import column

MOST_LINES = 4  # of what became of files; the rest scrolls


class OutcomeCard(QWidget):
    """What became of the files that were just given, until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner(is_closable=True)
        heads = (_("File"), _("What became of it"), _("Reason"))
        self.table = SimpleTable(_("Files"), heads, wide=2)
        self._card = Card()
        self._card.content.addWidget(self.table)
        layout = column(self, S2)
        layout.addWidget(self.banner)
        layout.addWidget(self._card)
        self.banner.closed.connect(self.hide)
        self.hide()

    def show_rows(self, words: str, rows: Sequence[SimpleRow]) -> None:
        """In a sentence; file by file where they fared differently, or there is a reason."""
        tones = {each.tone for each in rows}
        self.banner.say(words, "warn" if "bad" in tones else "ok" if "ok" in tones else "info")
        self.table.show_rows(rows)
        lines = min(len(rows), MOST_LINES) + 1
        self.table.setFixedHeight(lines * self.table.verticalHeader().defaultSectionSize() + S2)
        fates = {each.cells[1:] for each in rows}
        self._card.setVisible(len(fates) > 1 or any(reason for _fate, reason in fates))
        self.show()

    def say_failed(self, sentence: str) -> None:
        self.say(sentence, "bad")

    def say(self, sentence: str, tone: str) -> None:
        self.banner.say(sentence, tone)
        self._card.hide()
        self.show()
