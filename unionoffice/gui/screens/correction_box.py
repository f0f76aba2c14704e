"""Setting a figure by hand: the computed one stays in sight, and a reason is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.errors import Problem
from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from unionoffice.gui.widgets.editors import LongTextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.number_editors import NumberEditor
from unionoffice.reports.filled import Correction


class CorrectionBox(QWidget):
    """Three states: nothing corrected, being corrected, corrected."""

    correction_wanted = Signal(int, str)  # value, reason
    withdrawal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._computed = 0
        self._begin = QuietButton(_("Correct by hand …"), "edit")
        self._standing = Text(wrap=True)
        self._withdraw = SecondaryButton(_("Let the computed figure stand"), "arrow-back-up")
        self._value = NumberEditor(_("Figure that shall stand"), is_required=True)
        self._reason = LongTextEditor(
            _("Reason"), hint=_("It is printed below the table."), is_required=True
        )
        self._save = PrimaryButton(_("Let it stand"))
        self._cancel = SecondaryButton(_("Cancel"))
        self._form = QWidget()
        self._build()
        self._connect()
        self._show_form(False)

    def _build(self) -> None:
        form = column(self._form, S2)
        form.addWidget(self._value)
        form.addWidget(self._reason)
        buttons = row(spacing=S2)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        form.addLayout(buttons)
        layout = column(self, S3)
        for part in (self._standing, self._form):
            layout.addWidget(part)
        line = row()
        line.addWidget(self._begin)
        line.addWidget(self._withdraw)
        line.addStretch(1)
        layout.addLayout(line)

    def _connect(self) -> None:
        self._begin.clicked.connect(self.begin)
        self._cancel.clicked.connect(self.cancel)
        self._save.clicked.connect(self._ask)
        self._withdraw.clicked.connect(self.withdrawal_wanted)

    def show_figure(self, computed: int, correction: Correction | None) -> None:
        """Show whether the figure stands as computed or was set by hand."""
        self._computed = computed
        self._standing.setVisible(correction is not None)
        self._withdraw.setVisible(correction is not None)
        if correction is not None:
            words = _("Set by hand: {value}, where {computed} was computed. {reason} ({by}, {day})")
            self._standing.setText(
                words.format(
                    value=number(correction.value),
                    computed=number(correction.computed),
                    reason=correction.reason,
                    by=correction.by,
                    day=day(correction.at.astimezone().date()),
                )
            )
            self._standing.set_tone("warn")
        self._value.set_value(computed if correction is None else correction.value)
        self._reason.set_value("" if correction is None else correction.reason)
        self._show_form(False)

    @property
    def is_open(self) -> bool:
        return self._form.isVisibleTo(self)

    def begin(self) -> None:
        """Ask for the figure and the reason."""
        self._show_form(True)
        self._value.setFocus()

    def cancel(self) -> None:
        self._show_form(False)
        self._begin.setFocus()

    def complain(self, problems: list[Problem]) -> None:
        """Say under each value what is wrong with it."""
        by_field = {problem.field: str(problem) for problem in problems}
        self._value.set_problem(by_field.get("value", ""))
        self._reason.set_problem(by_field.get("reason", ""))

    def _show_form(self, shows: bool) -> None:
        self.complain([])
        self._form.setVisible(shows)
        self._begin.setVisible(not shows)

    def _ask(self) -> None:
        value = self._value.value()
        if value is None:
            self._value.set_problem(self._value.unreadable() or _("Enter the figure."))
            return
        self.correction_wanted.emit(value, self._reason.value() or "")
