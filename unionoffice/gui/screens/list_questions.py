"""What a list does not say is asked once, above its rows: the fund, the purpose, the organiser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.screens.ways import then
from unionoffice.gui.tokens import S2, S4
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import FlowLayout
from unionoffice.registerkit.columns import ListColumn, ListShape


class ListQuestions(QWidget):
    """A choice for each field that every row needs and nothing in the list tells."""

    answered = Signal(str, str)  # the field and its value for all rows

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, CalmComboBox] = {}
        self._labels: list[QWidget] = []
        self._layout = FlowLayout(self, spacing=S2)
        self._layout.setContentsMargins(0, 0, S4, 0)
        self.hide()

    def ask(
        self, columns: Sequence[ListColumn], answers: Mapping[str, str], shape: ListShape
    ) -> None:
        """Ask for these fields, and show what was answered before."""
        for widget in (*self._labels, *self.choices.values()):
            self._layout.removeWidget(widget)
            widget.deleteLater()
        self._labels, self.choices = [], {}
        asked = {column.key for column in columns} | {*answers}
        for column in shape.columns:
            if column.key in asked and column.choices is not None:
                self._offer(column, answers.get(column.key, ""))
        self.setVisible(bool(self.choices))

    def _offer(self, column: ListColumn, answer: str) -> None:
        words = _("{label} of the whole list").format(label=_(column.label))
        label, choice = Text(words), CalmComboBox()
        choice.setAccessibleName(words)
        choice.addItem(_("Choose …"), "")
        for each in column.choices or ():
            choice.addItem(_(each.label), each.key)
        choice.setCurrentIndex(max(0, choice.findData(answer)))
        choice.activated.connect(then(self._tell, column.key))
        self._labels.append(label)
        self.choices[column.key] = choice
        self._layout.addWidget(label)
        self._layout.addWidget(choice)

    def _tell(self, field: str) -> None:
        value = self.choices[field].currentData()
        if value:
            self.answered.emit(field, value)
