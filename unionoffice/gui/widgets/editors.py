"""Editors of one value: its label above, what is wrong beneath. Texts, choices, yes and no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from unionoffice.core.formatting import DASH
from unionoffice.core.i18n import _
from unionoffice.core.text import clean
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1
from unionoffice.gui.widgets.labels import Text, restyle
from unionoffice.gui.widgets.layouts import column, hide_unless, row

LONG_TEXT_HEIGHT = 84


class FieldEditor(QWidget):
    """The base of all editors. `edited` follows every change by the user, `finished` its end."""

    edited = Signal()
    finished = Signal()

    def __init__(
        self, label: str, hint: str = "", is_required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.label_text = label
        self._hint = hint
        self._is_required = is_required
        self._input: QWidget = self
        self._label = Text(f"{label} *" if is_required else label, "label")
        self._note = Text(hint, "small", wrap=True)
        hide_unless(bool(hint), self._note)
        self._layout = column(self, S1)
        self._layout.addWidget(self._label)
        self._layout.addWidget(self._note)

    def _set_input(self, widget: QWidget, whole: QWidget | None = None) -> None:
        """`widget` takes the keys; `whole` is what stands under the label, if it is more."""
        self._input = widget
        self._layout.insertWidget(1, whole or widget)
        self.setFocusProxy(widget)
        self._label.setBuddy(widget)
        widget.setAccessibleName(self.label_text)
        self.set_problem("")

    def hide_label(self) -> None:
        """For places that say in another way what the value is, such as a table cell."""
        self._label.hide()

    def value(self) -> Any:
        """The value as a draft holds it; None when nothing is entered or it cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any, name: str = "") -> None:
        """Show a value; `name` is the text of one that is an id."""
        raise NotImplementedError

    def set_read_only(self, is_read_only: bool) -> None:
        self._input.setEnabled(not is_read_only)

    def unreadable(self) -> str:
        """What is wrong with the text itself, before any rule is asked; "" when it can be read."""
        return ""

    def set_problem(self, problem: str) -> None:
        """Say under the value what is wrong with it; "" takes the complaint back."""
        self._note.setText(problem or self._hint)
        self._note.setVisible(bool(problem or self._hint))
        self._note.setProperty("role", "problem" if problem else "small")
        restyle(self._note)
        self._input.setProperty("bad", "true" if problem else "false")
        restyle(self._input)
        required = _("Required.") if self._is_required else ""
        self._input.setAccessibleDescription(problem or f"{required} {self._hint}".strip())

    @property
    def problem(self) -> str:
        return self._note.text() if self._note.property("role") == "problem" else ""


class TextEditor(FieldEditor):
    """One line of text."""

    def __init__(
        self, label: str, hint: str = "", is_required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self.line = QLineEdit()
        self._set_input(self.line)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self.finished)

    def value(self) -> Any:
        return clean(self.line.text()) or None

    def set_value(self, value: Any, name: str = "") -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)  # a long value shows how it begins

    def set_read_only(self, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)
        restyle(self.line)


class LongTextEditor(FieldEditor):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(
        self, label: str, hint: str = "", is_required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(scaled(LONG_TEXT_HEIGHT))
        self._set_input(self._text)
        self._is_setting = False
        self._text.textChanged.connect(self._announce)

    def _announce(self) -> None:
        if not self._is_setting:
            self.edited.emit()

    def value(self) -> str | None:
        lines = [clean(line) for line in self._text.toPlainText().splitlines()]
        return "\n".join(lines).strip() or None

    def set_value(self, value: Any, name: str = "") -> None:
        self._is_setting = True
        self._text.setPlainText(value or "")
        self._is_setting = False

    def set_read_only(self, is_read_only: bool) -> None:
        self._text.setReadOnly(is_read_only)
        restyle(self._text)


class BoxWords(Text):
    """What a box stands for, in as many lines as it takes: a box itself has one only."""

    def __init__(self, words: str, box: QCheckBox) -> None:
        super().__init__(words, wrap=True)
        self._tick = box

    # Qt overrides
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._tick.isEnabled():
            self._tick.setFocus()
            self._tick.click()


class FlagEditor(FieldEditor):
    """Yes or no: a box to tick, with the label beside it instead of above."""

    def __init__(
        self, label: str, hint: str = "", is_required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, False, parent)
        self._box = QCheckBox()
        whole = QWidget()
        places = row(whole, S1)
        places.addWidget(self._box)
        places.addWidget(BoxWords(label, self._box), 1)
        self._set_input(self._box, whole)
        self.hide_label()
        self._box.clicked.connect(self.edited)
        self._box.clicked.connect(self.finished)

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: Any, name: str = "") -> None:
        self._box.setChecked(bool(value))


class CalmComboBox(QComboBox):
    """A choice that the mouse wheel does not change in passing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    # Qt overrides
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        # A box as wide as its words asked for may be a fraction of a dot too narrow for them.
        words = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        option.currentText = words  # type: ignore[attr-defined] # the stubs forget it


class ChoiceEditor(FieldEditor):
    """One of a closed list; `choices` are pairs of key and translated label."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        hint: str = "",
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self._combo = CalmComboBox()
        self._combo.addItem(_("Choose …") if is_required else DASH, None)
        for key, words in choices:
            self._combo.addItem(words, key)
        self._set_input(self._combo)
        self._combo.activated.connect(self.edited)
        self._combo.activated.connect(self.finished)

    def value(self) -> str | None:
        key: str | None = self._combo.currentData()
        return key

    def set_value(self, value: Any, name: str = "") -> None:
        place = self._combo.findData(value)
        if place < 0:  # a value that a newer form may have left must not be lost by opening it
            self._combo.addItem(str(value), value)
            place = self._combo.count() - 1
        self._combo.setCurrentIndex(place)
