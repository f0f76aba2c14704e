"""Which rules of the field are in force today, from which document; and values of one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal

from unionoffice.core.formatting import DASH, day
from unionoffice.core.i18n import N_, _
from unionoffice.gui.rule_words import shown_value, source
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.buttons import SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import row
from unionoffice.gui.widgets.number_editors import MoneyEditor
from unionoffice.registerkit.norms import InForce
from unionoffice.services.norms import NormService, NormView

WHOSE = {
    "program": N_("the program"),
    "federation": N_("the federation"),
    "office": N_("this office"),
}


class RulesCard(Card):
    """A table of the rules; a value that the office enters stands from its day on."""

    changed = Signal()

    def __init__(self, norms: NormService, today: Callable[[], date] = date.today) -> None:
        super().__init__(_("Rules in force"))
        self._norms = norms
        self._today = today
        heads = (_("Rule"), _("Value"), _("Document"))
        self.table = SimpleTable(_("Rules in force"), heads, wide=2, numbers=(1,))
        self._detail = Text("", "muted", wrap=True)
        self._enter = SecondaryButton(_("Enter a value …"), "edit")
        self._withdraw = SecondaryButton(_("Forget this office's value"), "arrow-back-up")
        self.content.setSpacing(S3)
        note = _(
            "A record is judged by the rule of its day. The federation hands out new rules as a "
            "file; what it does not say, the office enters with the document it stands in."
        )
        self.content.addWidget(Text(note, "muted", wrap=True))
        self.content.addWidget(self.table)
        self.content.addWidget(self._detail)
        buttons = row(spacing=S2)
        buttons.addWidget(self._enter)
        buttons.addWidget(self._withdraw)
        buttons.addStretch(1)
        self.content.addLayout(buttons)
        self._enter.clicked.connect(self.ask_for_value)
        self._withdraw.clicked.connect(self.withdraw)
        self.table.selectionModel().currentRowChanged.connect(self._follow_choice)
        self.reload()

    def reload(self) -> None:
        """Show every rule as it stands today."""
        views = self._norms.views(self._today())
        self.table.show_rows([_row(view) for view in views])
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight((len(views) + 1) * height + S3)
        self._follow_choice()

    def _chosen(self) -> NormView | None:
        index = self.table.currentIndex()
        rows = self.table.content.rows
        return rows[index.row()].data if index.isValid() else None

    def _follow_choice(self) -> None:
        view = self._chosen()
        self._detail.setText(_detail_of(view) if view else _("Choose a rule to see its source."))
        standing = () if view is None else (view.in_force, *view.earlier)
        self._withdraw.setEnabled(any(each and each.origin == "office" for each in standing))

    def ask_for_value(self) -> None:
        """Open the form for a value of the office's own."""
        view = self._chosen()
        choices = [(each.data.norm.key, each.cells[0]) for each in self.table.content.rows]
        key = ChoiceEditor(_("Rule"), choices, is_required=True)
        key.set_value(view.norm.key if view else choices[0][0])
        figure = MoneyEditor(
            _("Value"), _("In the unit of the table; 1 is yes, 0 is no."), is_required=True
        )
        first = DayEditor(_("In force from"), is_required=True)
        document = TextEditor(_("Document"), is_required=True)
        article = TextEditor(_("Article"))
        editors: dict[str, FieldEditor] = {
            "key": key,
            "number": figure,
            "first": first,
            "document": document,
            "article": article,
        }

        def deed() -> None:
            value = figure.value()
            self._norms.enter(
                str(key.value()),
                Decimal(-1) if value is None else value,
                first.value() or self._today(),
                document.value() or "",
                article.value() or "",
            )

        self.dialog = DeedDialog(_("Enter a rule"), "", editors, _("Enter"), deed, self)
        self.dialog.accepted.connect(self._note_change)
        self.dialog.open()

    def withdraw(self) -> None:
        """Let the rule of the federation or of the program stand again."""
        view = self._chosen()
        if view is not None:
            self._norms.withdraw(view.norm.key)
            self._note_change()

    def _note_change(self) -> None:
        self.reload()
        self.changed.emit()


def _row(view: NormView) -> SimpleRow:
    found = view.in_force
    if found is None:
        cells = (_(view.norm.title), DASH, _("No value has been entered."))
        return SimpleRow(cells, "info-circle", "muted", view)
    icon_name = "gavel" if found.value.document else "info-circle"
    cells = (_(view.norm.title), shown_value(found.value), _document(found))
    return SimpleRow(cells, icon_name, "muted", view)


def _document(found: InForce) -> str:
    return source(found.value) or _("A proposal of the program")


def _detail_of(view: NormView) -> str:
    """The source in full, since when, who brought it, and what was before."""
    lines = []
    for each in filter(None, (view.in_force, *view.earlier)):
        words = _("{value} since {day}: {document} (from {whose}).")
        if each.value.first is None:
            words = _("{value}: {document} (from {whose}).")
        lines.append(
            words.format(
                value=shown_value(each.value),
                day=day(each.value.first),
                document=_document(each),
                whose=_(WHOSE[each.origin]),
            )
        )
    return "\n".join(lines) or _("No value has been entered.")
