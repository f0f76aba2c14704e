"""A question or a word in a box of its own, spaced and ordered like the other dialogs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QMessageBox, QSpacerItem, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S4, S6
from unionoffice.gui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton


class MessageBox(QMessageBox):
    """Text is shown as it is written: names in it are the users' own words."""

    def __init__(self, parent: QWidget | None, title: str, text: str, more: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setInformativeText(more)

    def ask(
        self, do: str, stay: str = "", *, takes_away: bool = False, is_offered: bool = False
    ) -> bool:
        """Whether to `do` it; Esc stays, and Enter too unless it `is_offered`."""
        doing = DangerButton(do) if takes_away else PrimaryButton(do)
        staying = SecondaryButton(stay or _("Cancel"))
        self.addButton(staying, QMessageBox.ButtonRole.RejectRole)
        self.addButton(doing, QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(doing if is_offered else staying)
        self.setEscapeButton(staying)
        self.exec()
        return self.clickedButton() is doing

    def _give_room(self) -> None:
        """Qt leaves a gap where an icon would stand, and hardly any air around the words."""
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        grid.setContentsMargins(S6, S6, S6, S6)
        grid.setVerticalSpacing(S4)
        if self.icon() == QMessageBox.Icon.NoIcon:
            grid.setHorizontalSpacing(0)
            for place in range(grid.count()):
                gap = grid.itemAt(place)
                if isinstance(gap, QSpacerItem):
                    gap.changeSize(0, 0)

    # Qt overrides
    def showEvent(self, event: QShowEvent) -> None:
        self._give_room()
        super().showEvent(event)
