"""From which organisations forms without a signature are taken: a choice, each by its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.core.text import fold
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.tokens import S2, S3, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.search_line import SearchLine
from unionoffice.workplace import Workplace

WIDTH, HEIGHT = 608, 520


class WorkbookBodies(QDialog):
    """A tick lets a workbook of that organisation in; nothing changes for the others."""

    def __init__(self, services: Workplace, period: Period, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Who may hand in workbooks"))
        self._services = services
        self.list = QListWidget()
        self.list.setAccessibleName(_("Organisations"))
        self.search = SearchLine(_("Search by name or code"))
        self._problem = Banner()
        self.save = PrimaryButton(_("Save"), "device-floppy")
        self._cancel = SecondaryButton(_("Cancel"))
        layout = column(self, S3, S6)
        layout.addWidget(Text(_("Who may hand in workbooks"), "heading"))
        note = _(
            "Anybody may fill in a workbook, and nobody signs it. Organisations without a key may "
            "hand one in; tick another only if its signed package may be replaced by one."
        )
        layout.addWidget(Text(note, "muted", wrap=True))
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._problem)
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        layout.addLayout(buttons)
        for button in (self._cancel, self.save):
            button.setAutoDefault(False)  # Enter searches
        self._bodies = services.blanks.choices(period)
        for body in self._bodies:
            item = QListWidgetItem(f"{body.code} · {body.name}")
            item.setCheckState(_state(body.takes_unsigned))
            self.list.addItem(item)
        self.resize(fitting(self, WIDTH, HEIGHT))
        self.search.searched.connect(self.show_only)
        self.search.left_down.connect(self.list.setFocus)
        self.save.clicked.connect(self.keep)
        self._cancel.clicked.connect(self.reject)

    def show_only(self, words: str) -> None:
        """Hide those in whose code and name the words do not stand; ticks stay as they are."""
        wanted = fold(words)
        for place, body in enumerate(self._bodies):
            self.list.item(place).setHidden(wanted not in fold(f"{body.code} {body.name}"))

    def keep(self) -> None:
        """Write down what was changed, and nothing else."""
        changed: dict[bool, list[str]] = {True: [], False: []}
        for place, body in enumerate(self._bodies):
            is_ticked = self.list.item(place).checkState() == Qt.CheckState.Checked
            if is_ticked != body.takes_unsigned:
                changed[is_ticked].append(body.code)
        try:
            for takes, codes in changed.items():
                if codes:
                    self._services.unsigned.allow(codes, takes=takes)
        except UserError as error:
            self._problem.say(str(error), "bad")
        else:
            self.accept()


def _state(is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
