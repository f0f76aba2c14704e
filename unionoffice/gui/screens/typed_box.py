"""A figure that the office types in: the number, and where it is from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.errors import Problem
from unionoffice.core.formatting import day
from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.number_editors import NumberEditor
from unionoffice.reports.filled import TypedIn


class TypedBox(QWidget):
    """Always open: a figure of this sort is there to be filled in."""

    typing_wanted = Signal(int, str)  # value, source
    withdrawal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._standing = Text(wrap=True)
        self.value = NumberEditor(_("Figure"), is_required=True)
        self.source = TextEditor(
            _("Where it is from"),
            hint=_("A list, a letter, a count: it is printed below the table."),
            is_required=True,
        )
        self.save = PrimaryButton(_("Enter the figure"))
        self._withdraw = SecondaryButton(_("Leave it empty"), "arrow-back-up")
        layout = column(self, S3)
        for part in (self._standing, self.value, self.source):
            layout.addWidget(part)
        buttons = row(spacing=S2)
        buttons.addWidget(self.save)
        buttons.addWidget(self._withdraw)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.save.clicked.connect(self._ask)
        self._withdraw.clicked.connect(self.withdrawal_wanted)

    def show_figure(self, entry: TypedIn | None) -> None:
        """Show what was typed in, by whom and when, or an empty field."""
        self.complain([])
        self._withdraw.setVisible(entry is not None)
        self.value.set_value(None if entry is None else entry.value)
        self.source.set_value(None if entry is None else entry.source)
        words = _("Not entered yet: it stands as 0 until it is.")
        if entry is not None:
            on = day(entry.at.astimezone().date())
            words = _("Entered by {by}, {day}.").format(by=entry.by, day=on)
        self._standing.setText(words)
        self._standing.set_tone("" if entry else "warn")

    def complain(self, problems: list[Problem]) -> None:
        """Say under each value what is wrong with it."""
        by_field = {problem.field: str(problem) for problem in problems}
        self.value.set_problem(by_field.get("value", ""))
        self.source.set_problem(by_field.get("source", ""))

    def _ask(self) -> None:
        value = self.value.value()
        if value is None:
            self.value.set_problem(self.value.unreadable() or _("Enter the figure."))
            return
        self.typing_wanted.emit(value, self.source.value() or "")
