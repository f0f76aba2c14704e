"""Who the office is, and how its papers are headed and signed: the form of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import _
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S3, S4
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, LongTextEditor, TextEditor
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import NamedChoice

NARROW = 400


class OwnForm(QWidget):
    """`own()` is the organisation as entered; `complain` says what is wrong with it."""

    edited = Signal()

    def __init__(self, levels: Sequence[NamedChoice], *, with_signature: bool) -> None:
        super().__init__()
        choices = [(level.note, _(level.name)) for level in levels]
        self._shown = OwnOrganisation("", "", "primary")
        self.editors: dict[str, FieldEditor] = {
            "name": TextEditor(_("Name of the organisation"), is_required=True),
            "code": TextEditor(
                _("Code"),
                hint=_("The short code that the body above knows it by."),
                is_required=True,
            ),
            "level": ChoiceEditor(_("Level"), choices, is_required=True),
            "parent_name": TextEditor(_("Body above")),
            "parent_code": TextEditor(_("Code of the body above")),
            "place": TextEditor(_("Place"), hint=_("It stands before the date on papers.")),
        }
        if with_signature:
            self.editors |= {
                "signer_name": TextEditor(_("Who signs")),
                "signs_for": TextEditor(
                    _("Signs for"), hint=_("Left empty, as the form has it for this level.")
                ),
                "signer_title": TextEditor(_("Office of the one who signs")),
                "recipients": LongTextEditor(
                    _("Copies go to"), hint=_("One line each. Left empty, as the form has it.")
                ),
            }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S4)
        self._grid.setVerticalSpacing(S3)
        self._across = 0
        self._arrange(2)
        for editor in self.editors.values():
            editor.edited.connect(self.edited)

    def _arrange(self, across: int) -> None:
        """Stand in two columns, or one below the other where there is little room."""
        if across == self._across:
            return
        self._across = across
        place = 0
        for key, editor in self.editors.items():
            if across == 1 or key in ("name", "recipients"):
                place += place % 2
                self._grid.addWidget(editor, place // 2, 0, 1, 2)
                place += 2
            else:
                row, column = divmod(place, 2)
                self._grid.addWidget(editor, row, column, Qt.AlignmentFlag.AlignTop)
                place += 1
        for column in range(2):
            self._grid.setColumnStretch(column, 1)

    def show_own(self, own: OwnOrganisation) -> None:
        self._shown = own
        for key, editor in self.editors.items():
            editor.set_value(getattr(own, key) or None)

    def own(self) -> OwnOrganisation:
        values = {key: editor.value() or "" for key, editor in self.editors.items()}
        return replace(self._shown, **values)

    def complain(self, problems: Sequence[Problem]) -> None:
        by_field = {problem.field: str(problem) for problem in problems}
        for key, editor in self.editors.items():
            editor.set_problem(by_field.get(key, ""))
        first = next((key for key in self.editors if key in by_field), None)
        if first is not None:
            self.editors[first].setFocus()

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if self.width() < scaled(NARROW) else 2)
