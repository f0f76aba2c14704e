"""The form of one record: its sections, the rows that belong to it, and what is wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QWidget

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import _
from unionoffice.gui.field_kinds import editor_for
from unionoffice.gui.lines_editor import LinesEditor
from unionoffice.gui.protocols import Lookups
from unionoffice.gui.theme import scaled, text_font
from unionoffice.gui.tokens import PANEL_WIDTH, S3, S4, SEMIBOLD, SMALL
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.editors import FieldEditor
from unionoffice.gui.widgets.labels import Line, Text
from unionoffice.gui.widgets.layouts import column
from unionoffice.gui.widgets.pickers import Picker
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import Draft, FieldView, RegisterView, SectionView

# Kinds whose values are short: two of them stand beside each other.
SHORT = frozenset({Kind.DAY, Kind.PARTIAL_DAY, Kind.NUMBER, Kind.MONEY, Kind.PHONE})
HALF_PANEL = (PANEL_WIDTH - 2 * S4 - 2 * S3) // 2  # less the scroll bar and the gap between them


class RecordForm(QWidget):
    """Shows a draft and gives it back as edited. It decides nothing about what may be saved."""

    edited = Signal()
    field_finished = Signal(str)

    def __init__(
        self,
        register: RegisterView,
        lookups: Lookups,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lookups = lookups
        self._today = today
        self._editors: dict[str, FieldEditor] = {}
        self._shown = Draft({})
        self._before: dict[str, Any] = {}
        self._banner = Banner()
        self._lines: LinesEditor | None = None
        layout = column(self, S4, S4)
        layout.addWidget(self._banner)
        for place, section in enumerate(register.sections):
            if place:
                layout.addWidget(Line())
            self._add_section(section, _(section.title) != capitalised(_(register.singular)))
        if register.lines is not None:
            layout.addWidget(Line())
            self._lines = LinesEditor(register.lines, lookups)
            self._lines.edited.connect(self.edited)
            layout.addWidget(self._lines)
        if register.hidden:
            words = _("Hidden from your role: {fields}").format(
                fields=", ".join(_(label) for label in register.hidden)
            )
            layout.addWidget(Text(words, "small", wrap=True))

    def _add_section(self, section: SectionView, has_title: bool) -> None:
        layout = self.layout()
        assert layout is not None
        if section.title and has_title:
            layout.addWidget(Text(_(section.title), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for line, fields in enumerate(pairs_of(section.fields)):
            for place, field in enumerate(fields):
                editor = self._make_editor(field)
                span = 1 if _is_short(field) else 2
                grid.addWidget(editor, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(holder)

    def _make_editor(self, field: FieldView) -> FieldEditor:
        editor = editor_for(field, self._lookups, self._today)
        editor.edited.connect(self.edited)
        editor.finished.connect(partial(self.field_finished.emit, field.key))
        self._editors[field.key] = editor
        return editor

    def show_draft(self, draft: Draft, is_read_only: bool = False) -> None:
        """Show a record as it was read; from here on changes are counted."""
        self._shown = draft
        for key, editor in self._editors.items():
            editor.set_value(draft.values.get(key), draft.names.get(key, ""))
            editor.set_problem("")
        if self._lines is not None:
            self._lines.set_lines(draft.lines, draft.names)
        self.setEnabled(not is_read_only)
        self._banner.say("")
        self._before = self._state()

    def rebase(self, theirs: Draft) -> list[tuple[str, Any]]:
        """Show what somebody else saved meanwhile, and over it what was typed here.

        Returns the fields that they changed, with the values that these had before.
        """
        base, mine, edited = self._shown, self.draft(), self._state()
        typed = [key for key, state in edited.items() if state != self._before[key]]
        lines = self._lines if "" in typed else None
        self._shown = theirs
        for key, editor in self._editors.items():
            editor.set_value(theirs.values.get(key), theirs.names.get(key, ""))
        if self._lines is not None and lines is None:
            self._lines.set_lines(theirs.lines, theirs.names)
        self._before = self._state()
        if lines is not None:
            self._before[""] = (theirs.lines, False)
        for key in typed:
            if key in self._editors:
                self._editors[key].set_value(mine.values.get(key), mine.names.get(key, ""))
        changed = [
            (key, base.values.get(key))
            for key in self._editors
            if base.values.get(key) != theirs.values.get(key)
        ]
        return changed + ([("", None)] if base.lines != theirs.lines else [])

    def draft(self) -> Draft:
        """The record as it now stands in the form."""
        edited = copy.deepcopy(self._shown)
        for key, editor in self._editors.items():
            edited.values[key] = editor.value()
            if isinstance(editor, Picker):
                edited.names[key] = editor.name
        if self._lines is not None:
            edited.lines = self._lines.lines()
        return edited

    @property
    def is_changed(self) -> bool:
        return self._state() != self._before

    def unreadable(self) -> list[Problem]:
        """The fields whose text cannot be read at all."""
        found = [(key, editor.unreadable()) for key, editor in self._editors.items()]
        return [as_problem(key, words) for key, words in found if words]

    def show_problems(self, problems: Sequence[Problem], only: Iterable[str] | None = None) -> None:
        """Say each problem at its field; `only` leaves the fields alone that nobody has touched."""
        touched = None if only is None else set(only)
        by_field: dict[str, list[str]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(str(problem))
        for key, editor in self._editors.items():
            words = by_field.pop(key, [])
            if touched is None or key in touched or editor.problem:
                editor.set_problem("\n".join(words))
        if touched is None:
            rest = [words for some in by_field.values() for words in some]
            self._banner.say("\n".join(rest), "bad")

    def say_warnings(self, warnings: Sequence[Problem]) -> None:
        self._banner.say("\n".join(str(warning) for warning in warnings), "warn")

    def focus_first(self) -> None:
        """Go to the first field that is wrong, or else to the first one."""
        wrong = [editor for editor in self._editors.values() if editor.problem]
        editors = wrong or list(self._editors.values())
        if editors:
            editors[0].setFocus()

    def _state(self) -> dict[str, Any]:
        """Values, and for what cannot be read the complaint: half a date is a change too."""
        state = {
            key: (editor.value(), bool(editor.unreadable()))
            for key, editor in self._editors.items()
        }
        if self._lines is not None:
            state[""] = (self._lines.lines(), False)
        return state


def capitalised(words: str) -> str:
    """The first letter as a capital, the others as they are."""
    return words[:1].upper() + words[1:]


def as_problem(field: str, sentence: str) -> Problem:
    """A sentence that is translated and filled in already, as a problem of a field."""
    return Problem(field, "{sentence}", {"sentence": sentence})


def pairs_of(fields: Sequence[FieldView]) -> list[tuple[FieldView, ...]]:
    """The fields in lines: two short ones that follow each other share a line."""
    lines: list[tuple[FieldView, ...]] = []
    for field in fields:
        last = lines[-1] if lines else ()
        if len(last) == 1 and _is_short(last[0]) and _is_short(field):
            lines[-1] = (last[0], field)
        else:
            lines.append((field,))
    return lines


def _is_short(field: FieldView) -> bool:
    """Its label, too, has room beside another one in a panel of the usual width."""
    label = QFontMetrics(text_font(SMALL, SEMIBOLD)).horizontalAdvance(f"{_(field.label)} *")
    return field.kind in SHORT and label <= scaled(HALF_PANEL)
