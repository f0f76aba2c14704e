"""One value for the same field of several records: which field, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.field_kinds import editor_for
from unionoffice.gui.protocols import Lookups
from unionoffice.gui.theme import scaled
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor
from unionoffice.gui.widgets.growing_dialog import GrowingDialog
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, hide_unless
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import FieldView, RegisterView

WIDTH = 420
FROM_A_DAY, AS_ENTERED = "from", "entered"
# What several records may well share; names, numbers of papers and telephones they do not.
SHARED = frozenset(
    {Kind.CHOICE, Kind.UNIT, Kind.UNITS, Kind.RECORD, Kind.FLAG, Kind.DAY, Kind.MONEY, Kind.NUMBER}
)


def changeable(register: RegisterView) -> list[FieldView]:
    """The fields that can be given one value in several records."""
    return [
        field
        for field in register.fields
        if not field.is_read_only
        and (field.kind in SHARED or (field.kind is Kind.TEXT and not field.is_required))
    ]


class ChangeDialog(GrowingDialog):
    """Accepted with a field and a value that can be read; whether it holds is for the deed."""

    def __init__(
        self,
        fields: Sequence[FieldView],
        count: int,
        lookups: Lookups,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._fields = {field.key: field for field in fields}
        self._lookups = lookups
        self._today = today
        title = ngettext(
            "Change a field of {count} record", "Change a field of {count} records", count
        ).format(count=number(count))
        self.setWindowTitle(title)
        labels = [(field.key, _(field.label)) for field in fields]
        self.which = ChoiceEditor(_("Which field"), labels, is_required=True)
        self.editor: FieldEditor | None = None
        self._value = column(spacing=0)
        self.how = ChoiceEditor(
            _("Since when"),
            [(FROM_A_DAY, _("From a day on; before it stays as it was")),
             (AS_ENTERED, _("It was entered wrongly: correct it"))],
            is_required=True,
        )  # fmt: skip
        self.day = DayEditor(_("From"), is_required=True, today=today)
        self.how.set_value(FROM_A_DAY)
        self.day.set_value(today())
        hide_unless(False, self.how, self.day)
        self._do = PrimaryButton(_("Change"))
        self._cancel = SecondaryButton(_("Cancel"))
        self.content.addWidget(Text(title, "heading", wrap=True))
        note = _("All of them get this value; one undo takes it back.")
        self.content.addWidget(Text(note, "muted", wrap=True))
        self.content.addWidget(self.which)
        self.content.addLayout(self._value)
        self.content.addWidget(self.how)
        self.content.addWidget(self.day)
        self.content.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._do)
        self._do.setDefault(True)
        self._do.setEnabled(False)
        self.setMinimumWidth(scaled(WIDTH))
        self.fit()
        self.which.edited.connect(self._offer_value)
        self.how.edited.connect(self._offer_day)
        self._do.clicked.connect(self.attempt)
        self._cancel.clicked.connect(self.reject)
        self.which.setFocus()

    def choose(self, key: str) -> None:
        """Take this field."""
        self.which.set_value(key)
        self._offer_value()

    def attempt(self) -> None:
        """Accept what was entered, or say under it what is wrong."""
        if self.editor is None:
            return
        is_missing = self._field.is_required and self.editor.value() in (None, "")
        problem = self.editor.unreadable() or (_("Fill this in.") if is_missing else "")
        self.editor.set_problem(problem)
        if self._is_dated:
            no_day = "" if self.day.value() else _("Enter the day.")
            self.day.set_problem(self.day.unreadable() or no_day)
            problem = problem or self.day.problem
        if not problem:
            self.accept()

    @property
    def changed(self) -> tuple[str, Any]:
        """The field's key and what it becomes."""
        assert self.editor is not None
        return self._field.key, self.editor.value()

    @property
    def since(self) -> date | None:
        """From which day on; None where what stands is corrected."""
        day: date | None = self.day.value() if self._is_dated else None
        return day

    @property
    def _is_dated(self) -> bool:
        return self._field.is_dated and self.how.value() == FROM_A_DAY

    @property
    def _field(self) -> FieldView:
        return self._fields[str(self.which.value())]

    def _offer_value(self) -> None:
        if self.editor is not None:
            self._value.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
        has_field = self.which.value() is not None
        if has_field:
            self.editor = editor_for(self._field, self._lookups, self._today)
            self._value.addWidget(self.editor)
        self._do.setEnabled(has_field)
        self.how.setVisible(has_field and self._field.is_dated)
        self._offer_day()

    def _offer_day(self) -> None:
        self.day.setVisible(self.which.value() is not None and self._is_dated)
