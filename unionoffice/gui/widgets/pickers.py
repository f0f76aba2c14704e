"""Choosing somebody or something by typing part of its name, without accents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from unionoffice.core.i18n import _
from unionoffice.core.text import fold
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import S1, S2, SEARCH_PAUSE_MS
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.editors import FieldEditor
from unionoffice.gui.widgets.layouts import FlowLayout, column
from unionoffice.gui.widgets.search_line import MARK_SIZE, ClearButton
from unionoffice.services.views import NamedChoice

LONGEST_CHIP = 28  # letters: a long name would push the fields of a narrow column aside
CHIP_END = 12  # so many of them are the last ones: names of bodies begin alike

Search = Callable[[str], Sequence[NamedChoice]]

CHOICE = Qt.ItemDataRole.UserRole + 1
NAME = Qt.ItemDataRole.UserRole + 2


class PickerLine(QLineEdit):
    """A line that suggests while one types. `chosen` brings a NamedChoice, or None when emptied."""

    chosen = Signal(object)

    def __init__(
        self, search: Search, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._choice: NamedChoice | None = None
        self._model = QStandardItemModel(self)
        self._completer = _completer(self._model, self)
        self._clear = ClearButton(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self.setPlaceholderText(placeholder)
        self._connect()

    def _connect(self) -> None:
        self.textEdited.connect(self._follow)
        self._pause.timeout.connect(self.suggest)
        self._completer.activated.connect(self._take)
        self._clear.clicked.connect(self._empty)

    @property
    def choice(self) -> NamedChoice | None:
        return self._choice

    @property
    def is_open(self) -> bool:
        """Something is typed that nothing has been chosen for yet."""
        return bool(self.text().strip()) and self._choice is None

    def set_choice(self, choice: NamedChoice | None) -> None:
        """Show a choice without announcing it."""
        self._choice = choice
        self.setText(choice.name if choice is not None else "")
        self._clear.setVisible(choice is not None and not self.isReadOnly())

    def suggest(self) -> None:
        """Ask for what fits the typed text and offer it."""
        self._pause.stop()
        found = self._search(self.text().strip())
        self._model.clear()
        for choice in found:
            words = f"{choice.name}   ·   {choice.note}" if choice.note else choice.name
            item = QStandardItem(words)
            item.setData(choice, CHOICE)
            item.setData(choice.name, NAME)
            self._model.appendRow(item)
        if found and self.hasFocus():
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _follow(self, text: str) -> None:
        had_choice = self._choice is not None
        self._choice = None
        self._clear.setVisible(bool(text))
        if had_choice:
            self.chosen.emit(None)
        self._pause.start()

    def _take(self) -> None:
        # By the row, not by the text that the signal brings: namesakes have the same text.
        choice = self._completer.popup().currentIndex().data(CHOICE)
        if choice is not None:
            self._choose(choice)

    def _choose(self, choice: NamedChoice) -> None:
        self.set_choice(choice)
        self.chosen.emit(choice)

    def _empty(self) -> None:
        self.set_choice(None)
        self.chosen.emit(None)

    def _choose_if_only_one(self) -> None:
        """A full name that was typed and that only one bears needs no further choosing."""
        wanted = fold(self.text())
        same = [choice for choice in self._search(self.text()) if fold(choice.name) == wanted]
        if len(same) == 1:
            self._choose(same[0])

    # Qt overrides
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.is_open and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._choose_if_only_one()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self.setTextMargins(0, 0, MARK_SIZE + S1, 0)
            self._clear.place_in(self)
        return super().event(event)


class Picker(FieldEditor):
    """A person, a unit or a record of another register, by its id."""

    def __init__(
        self,
        label: str,
        search: Search,
        hint: str = "",
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self.line = PickerLine(search, _("Type part of the name …"))
        self._set_input(self.line)
        self.line.textEdited.connect(self.edited)
        self.line.chosen.connect(self._announce)

    def _announce(self) -> None:
        self.edited.emit()
        self.finished.emit()

    @property
    def name(self) -> str:
        """The text of what is chosen."""
        return self.line.text()

    def value(self) -> int | None:
        return self.line.choice.id if self.line.choice is not None else None

    def set_value(self, value: Any, name: str = "") -> None:
        self.line.set_choice(NamedChoice(value, name) if value is not None else None)

    def set_read_only(self, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)

    def unreadable(self) -> str:
        if self.line.is_open:
            return _("Nothing has been chosen for this text. Choose from the list, or empty it.")
        return ""


class UnitsPicker(FieldEditor):
    """Several units as chips; none means the whole organisation."""

    def __init__(
        self,
        label: str,
        search: Search,
        hint: str = "",
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self._chips: dict[int, Chip] = {}
        self.line = PickerLine(search, _("The whole organisation; or add a unit …"))
        whole = QWidget()
        parts = column(whole, S2)
        self._shown = QWidget()
        self._flow = FlowLayout(self._shown)
        parts.addWidget(self._shown)
        parts.addWidget(self.line)
        self._shown.hide()
        self._set_input(self.line, whole)
        self.line.chosen.connect(self._add)

    def value(self) -> tuple[int, ...]:
        return tuple(self._chips)

    def set_value(self, value: Any, name: str = "") -> None:
        """`name` holds the names in the order of the ids, between ";"."""
        for unit_id in tuple(self._chips):
            self._take_away(unit_id)
        names = [part.strip() for part in name.split(";")]
        for place, unit_id in enumerate(value or ()):
            self._show(unit_id, names[place] if place < len(names) else str(unit_id))

    def set_read_only(self, is_read_only: bool) -> None:
        self.line.setVisible(not is_read_only)
        for chip in self._chips.values():
            chip.setEnabled(not is_read_only)

    def unreadable(self) -> str:
        if self.line.is_open:
            return _("Nothing has been chosen for this text. Choose from the list, or empty it.")
        return ""

    def _add(self, choice: NamedChoice | None) -> None:
        if choice is None:
            return
        if choice.id not in self._chips:
            self._show(choice.id, choice.name)
        self.line.set_choice(None)
        self._announce()

    def _show(self, unit_id: int, name: str) -> None:
        is_long = len(name) > LONGEST_CHIP
        chip = Chip(name)
        short = f"{name[: LONGEST_CHIP - CHIP_END]}…{name[-CHIP_END:]}"
        chip.show_state(short if is_long else name, is_active=True)
        chip.setToolTip(plain_tip(name) if is_long else "")
        chip.removed.connect(partial(self._remove, unit_id))
        self._chips[unit_id] = chip
        self._flow.addWidget(chip)
        self._shown.show()

    def _remove(self, unit_id: int) -> None:
        self._take_away(unit_id)
        self.line.setFocus()
        self._announce()

    def _take_away(self, unit_id: int) -> None:
        chip = self._chips.pop(unit_id)
        self._flow.removeWidget(chip)
        chip.deleteLater()
        self._shown.setVisible(bool(self._chips))

    def _announce(self) -> None:
        self.edited.emit()
        self.finished.emit()


def _completer(model: QStandardItemModel, line: QLineEdit) -> QCompleter:
    completer = QCompleter(model, line)
    # The service has already searched; the completer must show all that it is given.
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setCompletionRole(NAME)
    completer.setMaxVisibleItems(10)
    completer.setWidget(line)
    popup = QListView()
    popup.setObjectName("found")
    popup.setAccessibleName(_("What was found"))
    completer.setPopup(popup)
    return completer
