"""One row of a form that is being made: its words, what it counts, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from unionoffice.core.i18n import LANGUAGE_NAMES, N_, _
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.reports.form_making import COUNTED, SORTS, RowPlan, Sort

SORT_WORDS: dict[Sort, str] = {
    "turns": N_("Turns, counted from records"),
    "people": N_("People and members among them, counted from records"),
    "members": N_("Members, counted from records"),
    "typed": N_("A number that the office types in"),
    "typed_people": N_("People and members that the office types in"),
    "sum": N_("The sum of other rows"),
    "other": N_("As it is declared; it stays so"),
}
SHORT_WORDS: dict[Sort, str] = {
    "turns": N_("counted"),
    "people": N_("counted"),
    "members": N_("counted"),
    "typed": N_("typed in"),
    "typed_people": N_("typed in"),
    "sum": N_("sum"),
    "other": N_("as declared"),
}
DEPTHS = ("0", "1", "2", "3", "4")
PARTS_HEIGHT = 110


@dataclass(frozen=True)
class IndicatorChoice:
    """Something that can be counted, in plain words."""

    key: str
    title: str
    explanation: str


class FormRowBox(QWidget):
    """`plan()` is what is wanted; `edited` follows every change."""

    edited = Signal()

    def __init__(
        self, indicators: Sequence[IndicatorChoice], languages: Callable[[], tuple[str, ...]]
    ) -> None:
        super().__init__()
        self._indicators = {each.key: each for each in indicators}
        self._languages = languages
        self.number = TextEditor(_("Number"), _("As 1 or II; empty for a part of a row."))
        self.indent = ChoiceEditor(
            _("Depth"), [(depth, depth) for depth in DEPTHS], is_required=True
        )
        self.labels = {
            language: TextEditor(_("Words of the row ({language})").format(language=name))
            for language, name in LANGUAGE_NAMES.items()
        }
        sorts = [(sort, _(SORT_WORDS[sort])) for sort in (*SORTS, "other")]
        self.sort = ChoiceEditor(_("What stands in it"), sorts, is_required=True)
        counted = [(each.key, each.title) for each in indicators]
        self.indicator = ChoiceEditor(_("What is counted"), counted, is_required=True)
        self._explanation = Text("", "muted", wrap=True)
        self.words = {
            language: TextEditor(_("Words before the figure ({language})").format(language=name))
            for language, name in LANGUAGE_NAMES.items()
        }
        self._parts_label = Text(_("Rows that are added up"), "label")
        self.parts = QListWidget()
        self.parts.setAccessibleName(_("Rows that are added up"))
        self.parts.setFixedHeight(scaled(PARTS_HEIGHT))
        self._build()
        for editor in self._editors():
            editor.edited.connect(self._announce)
        self.parts.itemChanged.connect(self._announce)

    def _build(self) -> None:
        layout = column(self, S3)
        head = row(spacing=S2)
        for editor in (self.number, self.indent):
            head.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        for label in self.labels.values():
            layout.addWidget(label)
        for part in (self.sort, self.indicator, self._explanation):
            layout.addWidget(part)
        for words in self.words.values():
            layout.addWidget(words)
        layout.addWidget(self._parts_label)
        layout.addWidget(self.parts)

    def _editors(self) -> list[FieldEditor]:
        alone = (self.number, self.indent, self.sort, self.indicator)
        return [*alone, *self.labels.values(), *self.words.values()]

    def show_plan(self, plan: RowPlan, addable: Sequence[tuple[str, str]]) -> None:
        """`addable` are the rows that a sum may add up, by key and words."""
        self.number.set_value(plan.number)
        self.indent.set_value(str(plan.indent))
        self.sort.set_value(plan.sort)
        self.indicator.set_value(plan.indicator or None)
        for language in LANGUAGE_NAMES:
            self.labels[language].set_value(plan.label.get(language, ""))
            self.words[language].set_value(plan.words.get(language, ""))
        self.parts.blockSignals(True)
        self.parts.clear()
        for key, words in addable:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            chosen = Qt.CheckState.Checked if key in plan.parts else Qt.CheckState.Unchecked
            item.setCheckState(chosen)
            self.parts.addItem(item)
        self.parts.blockSignals(False)
        self._fit()

    def plan(self) -> RowPlan:
        items = (self.parts.item(place) for place in range(self.parts.count()))
        sort: Sort = self.sort.value() or "other"  # type: ignore[assignment]  # one of the keys
        return RowPlan(
            {key: editor.value() or "" for key, editor in self.labels.items()},
            sort,
            self.number.value() or "",
            int(self.indent.value() or 0),
            self.indicator.value() or "",
            tuple(
                item.data(Qt.ItemDataRole.UserRole)
                for item in items
                if item.checkState() == Qt.CheckState.Checked
            ),
            {key: editor.value() or "" for key, editor in self.words.items()},
        )

    def _fit(self) -> None:
        """Show what the sort of the row asks for, in the languages of the form."""
        sort, spoken = self.sort.value(), self._languages()
        for language in LANGUAGE_NAMES:
            self.labels[language].setVisible(language in spoken)
            self.words[language].setVisible(language in spoken and sort != "other")
        self.indicator.setVisible(sort in COUNTED)
        chosen = self._indicators.get(self.indicator.value() or "")
        self._explanation.setText(chosen.explanation if chosen else "")
        self._explanation.setVisible(chosen is not None and sort in COUNTED)
        self._parts_label.setVisible(sort == "sum")
        self.parts.setVisible(sort == "sum")

    def _announce(self) -> None:
        self._fit()
        self.edited.emit()
