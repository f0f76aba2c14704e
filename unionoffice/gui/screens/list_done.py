"""What became of a list that was brought in: figures that add up, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import READING_WIDTH, S2, S3, S4
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.labels import Line, Text
from unionoffice.gui.widgets.layouts import FlowLayout, column
from unionoffice.spreadsheets.results import Fate, ImportOutcome

_LINES = (
    (Fate.CREATED, N_("new"), "plus", "accent"),
    (Fate.UPDATED, N_("changed"), "edit", "accent"),
    (Fate.UNCHANGED, N_("as they were"), "check", "muted"),
    (Fate.REFUSED, N_("refused"), "alert-circle", "bad"),
)


class ListDone(QWidget):
    """Offers the refused rows as a workbook to mend, and to undo the whole import."""

    register_wanted = Signal()
    rejects_wanted = Signal()
    undo_wanted = Signal()
    another_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        self._figures = {fate: Text("", "strong") for fate, _words, _icon, _tone in _LINES}
        self._sum = Text("", "strong")
        self._open = PrimaryButton(_("Open the register"), "arrow-right")
        self.rejects = SecondaryButton(_("Save the refused rows …"), "file-spreadsheet")
        self.undo = SecondaryButton(_("Undo the whole import"), "arrow-back-up")
        self._another = SecondaryButton(_("Bring in another list"), "file-import")
        self._build()
        self.setFocusProxy(self._open)
        self._open.clicked.connect(self.register_wanted)
        self.rejects.clicked.connect(self.rejects_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self._another.clicked.connect(self.another_wanted)

    def _build(self) -> None:
        card = Card(_("What became of the rows"))
        card.content.setSpacing(S4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S2)
        for place, (fate, words, icon_name, tone) in enumerate(_LINES):
            figure = self._figures[fate]
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(IconLabel(icon_name, tone), place, 0)
            grid.addWidget(figure, place, 1)
            grid.addWidget(Text(_(words)), place, 2)
        grid.addWidget(Line(), len(_LINES), 0, 1, 3)
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._sum, len(_LINES) + 1, 1)
        grid.addWidget(Text(_("rows in the lists")), len(_LINES) + 1, 2)
        grid.setColumnStretch(2, 1)
        card.content.addLayout(grid)
        buttons = FlowLayout(spacing=S2)
        for button in (self._open, self.rejects, self.undo, self._another):
            buttons.addWidget(button)
        card.content.addLayout(buttons)
        card.setMaximumWidth(scaled(READING_WIDTH + 280))
        layout = column(self, S3)
        layout.addWidget(self.banner)
        layout.addWidget(card)
        layout.addStretch(1)

    def show_outcome(self, outcome: ImportOutcome) -> None:
        refused = outcome.count(Fate.REFUSED)
        for fate, figure in self._figures.items():
            figure.setText(number(outcome.count(fate)))
        self._sum.setText(number(outcome.rows))
        self.rejects.setVisible(refused > 0)
        self.undo.setVisible(outcome.deed_id != 0)
        if refused:
            words = ngettext(
                "{count} row was refused. Save it, mend it in Excel and bring it in again.",
                "{count} rows were refused. Save them, mend them in Excel and bring them in again.",
                refused,
            )
            self.banner.say(words.format(count=number(refused)), "warn")
        else:
            self.banner.say(_("Every row is in the office now."), "ok")

    def say_undone(self) -> None:
        self.undo.hide()
        self.banner.say(_("The import was undone: the office is as it was before."), "info")
