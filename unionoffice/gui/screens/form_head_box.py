"""What a form says of itself while it is being made: name, title, days, languages, notes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import LANGUAGE_NAMES, N_, _
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import (
    ChoiceEditor,
    FieldEditor,
    FlagEditor,
    LongTextEditor,
    TextEditor,
)
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.number_editors import NumberEditor
from unionoffice.reports.form_making import with_languages
from unionoffice.reports.forms import Form

PERIODS = {
    "any": N_("Any days"),
    "month": N_("A month"),
    "quarter": N_("A quarter"),
    "half": N_("Half a year"),
    "year": N_("A year"),
}


class FormHeadBox(QWidget):
    """`applied(form)` is the form with what stands here."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        names = LANGUAGE_NAMES.items()
        self.names = {
            key: TextEditor(_("Name ({language})").format(language=n)) for key, n in names
        }
        self.titles = {
            key: LongTextEditor(
                _("Title on paper ({language})").format(language=name),
                _("Line by line; {dd}, {mm}, {yyyy} stand for the last day of the period."),
            )
            for key, name in names
        }
        self.notes = {
            key: LongTextEditor(_("Notes below the table ({language})").format(language=name))
            for key, name in names
        }
        both = ",".join(LANGUAGE_NAMES)
        choices = [*names, (both, " + ".join(LANGUAGE_NAMES.values()))]
        self.languages = ChoiceEditor(_("Languages of the form"), choices, is_required=True)
        periods = [(key, _(words)) for key, words in PERIODS.items()]
        self.period = ChoiceEditor(_("It is made for"), periods, is_required=True)
        self.due = NumberEditor(_("To be handed in within so many days after the period"))
        self.in_force = DayEditor(
            _("In force for periods that end from"), _("Left empty: for all periods.")
        )
        self.accepts = FlagEditor(_("Sum returns on the former versions as well"))
        self._build()
        for editor in self._editors():
            editor.edited.connect(self._announce)

    def _build(self) -> None:
        layout = column(self, S3)
        first = row(spacing=S2)
        top = Qt.AlignmentFlag.AlignTop
        first.addWidget(self.languages, 1, top)
        first.addWidget(self.period, 1, top)
        for name in self.names.values():
            layout.addWidget(name)
        layout.addLayout(first)
        for part in (self.in_force, self.due, self.accepts):
            layout.addWidget(part)
        for each in (*self.titles.values(), *self.notes.values()):
            layout.addWidget(each)

    def _editors(self) -> Iterator[FieldEditor]:
        yield from (self.languages, self.period, self.due, self.in_force, self.accepts)
        for editors in (self.names, self.titles, self.notes):
            yield from editors.values()

    def show_form(self, form: Form) -> None:
        """Show what the form says."""
        for key in LANGUAGE_NAMES:
            self.names[key].set_value(form.name.get(key, ""))
            self.titles[key].set_value("\n".join(form.title.get(key, ())))
            self.notes[key].set_value("\n".join((form.notes or {}).get(key, ())))
        self.languages.set_value(",".join(form.languages))
        self.period.set_value(form.period)
        self.due.set_value(form.due_days)
        self.in_force.set_value(form.in_force_from)
        self.accepts.set_value(bool(form.accepts))
        self.accepts.setVisible(form.version > 1)
        self._fit(form.languages)

    def applied(self, form: Form) -> Form:
        """The form with the words, days and languages that stand here."""
        spoken = tuple((self.languages.value() or "vi").split(","))
        if spoken != form.languages:
            form = with_languages(form, spoken)
            self.show_form(form)
        notes = {key: _lines(self.notes[key]) for key in spoken}
        return msgspec.structs.replace(
            form,
            name={key: self.names[key].value() or "" for key in spoken},
            title={key: _lines(self.titles[key]) for key in spoken},
            notes=notes if any(notes.values()) else None,
            period=self.period.value() or "any",
            due_days=self.due.value(),
            in_force_from=self.in_force.value(),
            accepts=tuple(range(1, form.version)) if self.accepts.value() else (),
        )

    def _fit(self, spoken: tuple[str, ...]) -> None:
        for editors in (self.names, self.titles, self.notes):
            for key, editor in editors.items():
                editor.setVisible(key in spoken)

    def _announce(self) -> None:
        self.edited.emit()


def _lines(editor: LongTextEditor) -> tuple[str, ...]:
    return tuple((editor.value() or "").splitlines())
