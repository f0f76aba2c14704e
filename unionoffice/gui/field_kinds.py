"""Which editor, which alignment and which text belongs to a field of a register, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from unionoffice.core import formatting
from unionoffice.core.i18n import _
from unionoffice.gui.protocols import Lookups
from unionoffice.gui.widgets.day_editors import DayEditor, PartialDayEditor
from unionoffice.gui.widgets.editors import (
    ChoiceEditor,
    FieldEditor,
    FlagEditor,
    LongTextEditor,
    TextEditor,
)
from unionoffice.gui.widgets.number_editors import MoneyEditor, NumberEditor
from unionoffice.gui.widgets.pickers import Picker, Search, UnitsPicker
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import FieldView

RIGHT_ALIGNED = frozenset({Kind.NUMBER, Kind.MONEY})
# Widths in a table before the user chooses others, in pixels at 100 %.
WIDTHS = {
    Kind.NAME: 200,
    Kind.PERSON: 200,
    Kind.UNIT: 160,
    Kind.UNITS: 180,
    Kind.RECORD: 180,
    Kind.LONG_TEXT: 240,
    Kind.CHOICE: 160,
    Kind.MONEY: 124,
    Kind.NUMBER: 84,
    Kind.DAY: 104,
    Kind.PARTIAL_DAY: 104,
    Kind.FLAG: 72,
}
USUAL_WIDTH = 140


def editor_for(
    field: FieldView, lookups: Lookups, today: Callable[[], date] = date.today
) -> FieldEditor:
    """The editor of one field, labelled and with its lists."""
    words = (_(field.label), _(field.hint), field.is_required)
    label, hint, required = words
    match field.kind:
        case Kind.LONG_TEXT:
            editor: FieldEditor = LongTextEditor(*words)
        case Kind.NUMBER:
            editor = NumberEditor(*words)
        case Kind.MONEY:
            editor = MoneyEditor(*words)
        case Kind.DAY:
            editor = DayEditor(*words, today)
        case Kind.PARTIAL_DAY:
            editor = PartialDayEditor(*words, today)
        case Kind.FLAG:
            editor = FlagEditor(*words)
        case Kind.CHOICE:
            pairs = [(choice.key, _(choice.label)) for choice in field.choices]
            editor = ChoiceEditor(label, pairs, hint, required)
        case Kind.PERSON | Kind.UNIT | Kind.RECORD:
            editor = Picker(label, search_for(field, lookups), hint, required)
        case Kind.UNITS:
            editor = UnitsPicker(label, lookups.find_units, hint, required)
        case _:
            editor = TextEditor(*words)
    if field.is_read_only:
        editor.set_read_only(True)
    return editor


def search_for(field: FieldView, lookups: Lookups) -> Search:
    """The search that offers what a PERSON, UNIT or RECORD field may hold."""
    if field.kind == Kind.PERSON:
        return lookups.find_people
    if field.kind == Kind.RECORD:
        return partial(lookups.find_records, field.refers_to)
    return lookups.find_units


def shower_for(field: FieldView) -> Callable[[Any], str]:
    """The function that turns a value of the field into the text of its table cell."""
    if field.kind == Kind.CHOICE:
        labels = {choice.key: _(choice.label) for choice in field.choices}
        return lambda key: "" if key is None else labels.get(key, str(key))
    return formatting.show
