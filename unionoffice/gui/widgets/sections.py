"""Sections of a long page: their names at the left, the one that is chosen beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from unionoffice.gui.icons import icon
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import CONTROL_HEIGHT, ICON_SIZE, READING_WIDTH, S4
from unionoffice.gui.widgets.layouts import column, row, scrolled

LIST_WIDTH, SECTION_WIDTH = 232, READING_WIDTH + 120


class Sections(QWidget):
    """Arrows walk through the names; each section scrolls by itself where it is long."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.names = QListWidget()
        self.names.setObjectName("sections")
        self.names.setAccessibleName(name)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._stack = QStackedWidget()
        self._parts: list[QWidget] = []
        layout = row(self, S4)
        layout.addWidget(self.names)
        layout.addWidget(self._stack, 1)
        self.names.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.fit()

    def add(self, title: str, icon_name: str, part: QWidget) -> None:
        """Append a section; the first one is shown until another is chosen."""
        item = QListWidgetItem(icon(icon_name, "muted"), title)
        item.setToolTip(title)
        self.names.addItem(item)
        inner = QWidget()
        cards = column(inner)
        cards.addWidget(part)
        cards.addStretch(1)
        self._stack.addWidget(scrolled(inner))
        self._parts.append(part)
        self.fit()
        if self.names.currentRow() < 0:
            self.names.setCurrentRow(0)

    def show_section(self, title: str) -> None:
        """Show the section of this title, if there is one, and give its name the keys."""
        for item in self.names.findItems(title, Qt.MatchFlag.MatchExactly):
            self.names.setCurrentItem(item)
            self.names.setFocus()

    def fit(self) -> None:
        """Take the width and the rows that the text size asks for."""
        self.names.setFixedWidth(scaled(LIST_WIDTH))
        self.names.setIconSize(QSize(scaled(ICON_SIZE), scaled(ICON_SIZE)))
        for place, part in enumerate(self._parts):
            self.names.item(place).setSizeHint(QSize(0, scaled(CONTROL_HEIGHT)))
            part.setMaximumWidth(scaled(SECTION_WIDTH))

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_parts"):
            self.fit()
