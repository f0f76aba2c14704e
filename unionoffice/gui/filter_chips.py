"""One filter as a chip: it opens what its kind of field is chosen with, and reads as words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.i18n import N_, _
from unionoffice.gui.field_kinds import editor_for, shower_for
from unionoffice.gui.protocols import Lookups
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.editors import FieldEditor, TextEditor
from unionoffice.gui.widgets.filter_popup import FilterPopup
from unionoffice.gui.widgets.pickers import Picker
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import FieldView, Filter

SPANS = frozenset({Kind.DAY, Kind.PARTIAL_DAY, Kind.NUMBER, Kind.MONEY})
PICKED = frozenset({Kind.PERSON, Kind.UNIT, Kind.UNITS, Kind.RECORD})
EMPTY, NOT_EMPTY = "empty", "not_empty"


class FieldChip(Chip):
    """The filter of one field. `changed` follows every change, `dropped` when nothing is left."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, field: FieldView, lookups: Lookups, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.field = field
        self._lookups = lookups
        self._name = ""  # of the picked person, unit or record
        self.filters: tuple[Filter, ...] = ()
        self.clicked.connect(self.open)
        self.removed.connect(self._drop)
        self._show()

    def open(self) -> None:
        """Let the user choose the condition."""
        if self.field.kind in (Kind.CHOICE, Kind.FLAG):
            self._open_menu()
        else:
            self._open_popup()

    def set_filters(self, *filters: Filter, name: str = "") -> None:
        """Set the condition; `name` is the text of a picked value."""
        self.filters = filters
        self._name = name
        self._show()
        self.changed.emit()

    def _drop(self) -> None:
        self.filters = ()
        self.dropped.emit()

    def _drop_if_unused(self) -> None:
        if not self.filters:
            self.dropped.emit()

    def _show(self) -> None:
        words = filter_words(self.field, self.filters, self._name)
        self.show_state(words, bool(self.filters))

    # Choosing

    def _open_menu(self) -> None:
        menu = QMenu(self)
        current = self.filters[0].value if self.filters else None
        for value, words in self._values():
            action = menu.addAction(words.replace("&", "&&"))
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(bool(self.filters) and value == current)
        if self.field.kind == Kind.CHOICE and not self.field.is_required:
            menu.addSeparator()
            menu.addAction(_("Nothing entered")).setData(EMPTY)
        menu.triggered.connect(self._take)
        menu.aboutToHide.connect(self._drop_if_unused, Qt.ConnectionType.QueuedConnection)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _values(self) -> list[tuple[Any, str]]:
        if self.field.kind == Kind.FLAG:
            return [(True, _("Yes")), (False, _("No"))]
        return [(choice.key, _(choice.label)) for choice in self.field.choices]

    def _take(self, action: QAction) -> None:
        if action.data() == EMPTY:
            self.set_filters(Filter(self.field.key, EMPTY))
        else:
            self.set_filters(Filter(self.field.key, "is", action.data()))

    def _open_popup(self) -> None:
        editors = self._editors()
        specials = ((EMPTY, _("Nothing entered")), (NOT_EMPTY, _("Something entered")))
        popup = FilterPopup(_(self.field.label), editors, self, specials)
        popup.applied.connect(partial(self._apply, editors))
        popup.special.connect(self._apply_special)
        popup.closed.connect(self._drop_if_unused, Qt.ConnectionType.QueuedConnection)
        popup.open_below(self)

    def _editors(self) -> list[FieldEditor]:
        plain = replace(self.field, is_required=False, is_read_only=False, hint="")
        known = {condition.operator: condition.value for condition in self.filters}
        if self.field.kind in SPANS:
            span = [
                editor_for(replace(plain, label=label), self._lookups)
                for label in (N_("From"), N_("To"))
            ]
            span[0].set_value(known.get("from"))
            span[1].set_value(known.get("to"))
            return span
        if self.field.kind in PICKED:
            kind = Kind.UNIT if self.field.kind == Kind.UNITS else self.field.kind
            picker = editor_for(replace(plain, kind=kind), self._lookups)
            picker.set_value(known.get("is"), self._name)
            return [picker]
        text = TextEditor(_("Contains"))
        text.set_value(known.get("contains"))
        return [text]

    def _apply(self, editors: list[FieldEditor]) -> None:
        key = self.field.key
        if self.field.kind in SPANS:
            ends = zip(("from", "to"), editors, strict=True)
            found = [Filter(key, side, end.value()) for side, end in ends]
            self.set_filters(*(part for part in found if part.value is not None))
        elif isinstance(editors[0], Picker):
            value = editors[0].value()
            found = [] if value is None else [Filter(key, "is", value)]
            self.set_filters(*found, name=editors[0].name)
        else:
            value = editors[0].value()
            self.set_filters(*([] if value is None else [Filter(key, "contains", value)]))

    def _apply_special(self, operator: str) -> None:
        self.set_filters(Filter(self.field.key, operator))


def filter_words(field: FieldView, filters: tuple[Filter, ...], name: str = "") -> str:
    """The condition as it reads on the chip: `Source of funds: Social fund`."""
    label = _(field.label)
    show = shower_for(field)
    known = {condition.operator: condition.value for condition in filters}
    if not filters:
        return label
    if EMPTY in known:
        return _("{field}: nothing entered").format(field=label)
    if NOT_EMPTY in known:
        return _("{field}: something entered").format(field=label)
    if "from" in known and "to" in known:
        words = _("{field}: {first} to {last}")
        return words.format(field=label, first=show(known["from"]), last=show(known["to"]))
    if "from" in known:
        return _("{field}: from {first}").format(field=label, first=show(known["from"]))
    if "to" in known:
        return _("{field}: up to {last}").format(field=label, last=show(known["to"]))
    if field.kind == Kind.FLAG:
        value = _("Yes") if known["is"] else _("No")
    else:
        value = name or show(next(iter(known.values())))
    return _("{field}: {value}").format(field=label, value=value)
