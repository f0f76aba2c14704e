"""Until when a form is to be handed in, by level and kind of period."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.core.i18n import _
from unionoffice.exchange.deadlines import (
    ANY,
    LEVELS,
    PERIOD_KINDS,
    DeadlineRule,
    Deadlines,
    rule_words,
)
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.tokens import READING_WIDTH, S2, S4, S6
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.number_editors import NumberEditor
from unionoffice.reports.forms import Form


class DeadlinesDialog(QDialog):
    """The rules of one form; each is kept as soon as it is entered."""

    changed = Signal()

    def __init__(self, deadlines: Deadlines, form: Form, parent: QWidget) -> None:
        super().__init__(parent)
        self._deadlines = deadlines
        self._form = form
        self.setWindowTitle(_("Deadlines"))
        self._whose = Text("", "muted", wrap=True)
        heads = (_("Level"), _("Period"), _("To be handed in by"))
        self.table = SimpleTable(_("Deadlines"), heads, wide=2)
        self.table.say_when_empty(_("No deadline is set yet."))
        self.add = SecondaryButton(_("Set a deadline …"), "plus")
        self.remove = SecondaryButton(_("Remove"), "x")
        self.reset = SecondaryButton(_("As the form says"), "arrow-back-up")
        self._done = PrimaryButton(_("Close"))
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        layout = column(self, S4, S6)
        layout.addWidget(Text(_("Deadlines"), "heading"))
        layout.addWidget(self._whose)
        layout.addWidget(self.table, 1)
        buttons = row(spacing=S2)
        for button in (self.add, self.remove, self.reset):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        layout.addLayout(buttons)
        self.resize(fitting(self, READING_WIDTH, READING_WIDTH * 2 // 3))

    def _connect(self) -> None:
        self.add.clicked.connect(self.ask)
        self.remove.clicked.connect(self.remove_chosen)
        self.reset.clicked.connect(self.forget)
        self._done.clicked.connect(self.accept)

    def reload(self) -> None:
        """Show the rules that hold."""
        found = self._deadlines.of(self._form)
        self.table.show_rows([_row(rule) for rule in found.rules])
        self.reset.setEnabled(found.is_own)
        self.remove.setEnabled(bool(found.rules))
        whose = _("These are this office's own. The most particular one holds.")
        self._whose.setText(whose if found.is_own else _("As the form says."))

    def ask(self) -> None:
        """Ask for one rule; it takes the place of the one for the same level and period."""
        level = ChoiceEditor(_("Level"), [(ANY, _("Every level")), *_said(LEVELS)])
        kind = ChoiceEditor(_("Period"), [(ANY, _("Every period")), *_said(PERIOD_KINDS)])
        days = NumberEditor(_("Days after the end of the period"), _("Or a day of the year:"))
        day, month = NumberEditor(_("Day")), NumberEditor(_("Month"))
        editors: dict[str, FieldEditor] = {
            "level": level,
            "kind": kind,
            "days": days,
            "day": day,
            "month": month,
        }

        def deed() -> None:
            numbers = [_whole(editor) for editor in (days, month, day)]
            self.set_rule(DeadlineRule(str(level.value() or ""), str(kind.value() or ""), *numbers))

        self.dialog = DeedDialog(_("Set a deadline"), "", editors, _("Set"), deed, self)
        self.dialog.open()

    def set_rule(self, rule: DeadlineRule) -> None:
        """Let a rule hold from now on; raises InvalidRecordError for one that cannot be."""
        same = (rule.level, rule.kind)
        standing = self._deadlines.of(self._form).rules
        others = [each for each in standing if (each.level, each.kind) != same]
        self._change([*others, rule])

    def remove_chosen(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            gone = self.table.content.rows[index.row()].data
            standing = self._deadlines.of(self._form).rules
            self._change([rule for rule in standing if rule != gone])

    def forget(self) -> None:
        """Let the deadline of the form hold again."""
        self._change(None)

    def _change(self, rules: list[DeadlineRule] | None) -> None:
        self._deadlines.change(self._form, rules)
        self.reload()
        self.changed.emit()


def _row(rule: DeadlineRule) -> SimpleRow:
    return SimpleRow(rule_words(rule), "calendar-event", "muted", rule)


def _said(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(key, _(words)) for key, words in pairs]


def _whole(editor: NumberEditor) -> int | None:
    value = editor.value()
    return None if value is None else int(value)
