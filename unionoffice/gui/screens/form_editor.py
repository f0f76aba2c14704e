"""Making a form: its head and rows at the left, the sheet as it will be at the right."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import LANGUAGE_NAMES, _
from unionoffice.core.periods import Period
from unionoffice.gui.screen_room import largest_around
from unionoffice.gui.screens.form_head_box import FormHeadBox
from unionoffice.gui.screens.form_row_box import SHORT_WORDS, FormRowBox, IndicatorChoice
from unionoffice.gui.screens.paper import Paper, PaperDesk
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import ChoiceEditor, TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row, scrolled
from unionoffice.reports.blank_form import empty_rows
from unionoffice.reports.filled import FilledForm, FormFigures, Letterhead, Organisation
from unionoffice.reports.form_making import (
    RowPlan,
    form_text,
    plan_of,
    planned_row,
    row_key_of,
    sort_of,
    with_row,
    with_rows,
)
from unionoffice.reports.form_words import in_the_window
from unionoffice.reports.forms import Form, Row, Section
from unionoffice.reports.sheet import sheet
from unionoffice.workplace import Workplace

TABLE_HEIGHT = 190


class FormEditor(QDialog):
    """What is wrong with the form is said while it is made; only a right one can be saved."""

    saved = Signal(str, int)  # id, version

    def __init__(self, services: Workplace, form: Form, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Make a form"))
        self._services = services
        self._draft = form
        self._is_showing = False
        self.head = FormHeadBox()
        self.section = ChoiceEditor(_("Section"), [], is_required=True)
        self.section_words = {
            key: TextEditor(_("Heading of the section ({language})").format(language=name))
            for key, name in LANGUAGE_NAMES.items()
        }
        heads = (_("No."), _("Row"), _("What stands in it"))
        self.rows = SimpleTable(_("Rows"), heads, wide=1)
        self.row_box = FormRowBox(self._indicators(), lambda: self._draft.languages)
        self.add = SecondaryButton(_("Add a row"), "plus")
        self.remove = IconButton("x", _("Take the row out"))
        self.up = IconButton("chevron-up", _("Move up"))
        self.down = IconButton("chevron-down", _("Move down"))
        self.add_section = SecondaryButton(_("Add a section"), "plus")
        self.problem = Banner()
        self.paper = Paper(lambda _row, _figure: "")
        self.save = PrimaryButton(_("Save the form"), "device-floppy")
        self._cancel = SecondaryButton(_("Cancel"))
        self._build()
        # Left to itself, a dialog takes two thirds of the screen, and cuts its fields off.
        self.resize(self.sizeHint().boundedTo(largest_around(self)))
        self._connect()
        self.head.show_form(form)
        self._offer_sections(0)
        self._show_rows(0)
        self._judge()

    def _indicators(self) -> list[IndicatorChoice]:
        figures = self._services.figures
        known = (figures.indicator(key) for key in sorted(figures.known_indicators))
        return [IndicatorChoice(each.key, _(each.title), _(each.explanation)) for each in known]

    def _build(self) -> None:
        tabs = QTabWidget()
        tabs.addTab(scrolled(_padded(self.head)), _("The form"))
        tabs.addTab(scrolled(_padded(self._rows_part())), _("Its rows"))
        self.tabs = tabs
        title = _("{name}, version {version}")
        name = self._draft.name[self._draft.languages[0]]
        self._title = Text(title.format(name=name, version=self._draft.version), "heading")
        self._desk = PaperDesk(self.paper)
        middle = row(spacing=S4)
        middle.addWidget(tabs, 5)
        middle.addWidget(self._desk, 6)
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        layout = column(self, S3, S4)
        layout.addWidget(self._title)
        layout.addLayout(middle, 1)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def _rows_part(self) -> QWidget:
        part = QWidget()
        layout = column(part, S3)
        sections = row(spacing=S2)
        sections.addWidget(self.section, 1)
        sections.addWidget(self.add_section)
        layout.addLayout(sections)
        for words in self.section_words.values():
            layout.addWidget(words)
        self.rows.setFixedHeight(scaled(TABLE_HEIGHT))
        layout.addWidget(self.rows)
        buttons = row(spacing=S2)
        buttons.addWidget(self.add)
        for button in (self.up, self.down, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addWidget(self.row_box)
        layout.addStretch(1)
        return part

    def _connect(self) -> None:
        self.head.edited.connect(self._take_head)
        self.section.finished.connect(self._change_section)
        for words in self.section_words.values():
            words.edited.connect(self._take_section)
        self.rows.selectionModel().currentRowChanged.connect(self._show_row)
        self.row_box.edited.connect(self._take_row)
        self.add.clicked.connect(self.add_row)
        self.remove.clicked.connect(self.remove_row)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.add_section.clicked.connect(self._begin_section)
        self.save.clicked.connect(self.keep)
        self._cancel.clicked.connect(self.reject)

    @property
    def draft(self) -> Form:
        return self._draft

    @property
    def _place(self) -> int:
        """Which section is open."""
        return int(self.section.value() or 0)

    @property
    def _current(self) -> int:
        """Which of its rows is open; -1: none."""
        return self.rows.currentIndex().row()

    # The head

    def _take_head(self) -> None:
        spoken = self._draft.languages
        self._draft = self.head.applied(self._draft)
        if spoken != self._draft.languages:
            self._offer_sections(self._place)
            self._show_rows(self._current)
        self._judge()

    # Sections

    def _offer_sections(self, place: int) -> None:
        combo = self.section._combo
        combo.clear()
        first = self._draft.languages[0]
        for number, section in enumerate(self._draft.sections):
            combo.addItem(section.label.get(first, "") or "…", str(number))
        self.section.set_value(str(place))
        for key, editor in self.section_words.items():
            editor.set_value(self._draft.sections[place].label.get(key, ""))
            editor.setVisible(key in self._draft.languages)

    def _change_section(self) -> None:
        self._offer_sections(self._place)
        self._show_rows(0)

    def _take_section(self) -> None:
        spoken = self._draft.languages
        label = {key: self.section_words[key].value() or "" for key in spoken}
        sections = list(self._draft.sections)
        sections[self._place] = msgspec.structs.replace(sections[self._place], label=label)
        self._draft = msgspec.structs.replace(self._draft, sections=tuple(sections))
        self.section._combo.setItemText(self.section._combo.currentIndex(), label[spoken[0]])
        self._judge()

    def _begin_section(self) -> None:
        words = dict.fromkeys(self._draft.languages, "…")
        sections = (*self._draft.sections, Section(words, ()))
        self._draft = msgspec.structs.replace(self._draft, sections=sections)
        self._offer_sections(len(sections) - 1)
        self._show_rows(-1)
        self._judge()

    # Rows

    def _section_rows(self) -> list[Row]:
        return list(self._draft.sections[self._place].rows)

    def _show_rows(self, current: int) -> None:
        first = self._draft.languages[0]
        self._is_showing = True
        self.rows.show_rows(
            [
                SimpleRow((each.number, each.label.get(first, ""), _(SHORT_WORDS[sort_of(each)])))
                for each in self._section_rows()
            ]
        )
        self._is_showing = False
        self.rows.selectRow(max(current, 0))
        self._show_row()

    def _show_row(self) -> None:
        if self._is_showing:
            return
        rows, current = self._section_rows(), self._current
        is_there = 0 <= current < len(rows)
        self.row_box.setVisible(is_there)
        self.remove.setEnabled(is_there)
        self.up.setEnabled(current > 0)
        self.down.setEnabled(is_there and current < len(rows) - 1)
        if is_there:
            plan = plan_of(self._draft, rows[current])
            self.row_box.show_plan(plan, self._addable(rows[current]))

    def _addable(self, row_of_form: Row) -> list[tuple[str, str]]:
        """Rows whose result may be added up."""
        first = self._draft.languages[0]
        return [
            (each.key, each.label.get(first, ""))
            for each in self._draft.rows()
            if each.key != row_of_form.key
            and "result" in each.figures
            and each.figures["result"].count in ("turns", "typed")
        ]

    def _take_row(self) -> None:
        rows, current = self._section_rows(), self._current
        if not 0 <= current < len(rows):
            return
        plan, kept = self.row_box.plan(), rows[current]
        made = planned_row(self._draft, kept.key, plan)
        if plan.sort == "other":
            made = msgspec.structs.replace(made, figures=kept.figures, cells=kept.cells)
        rows[current] = made
        self._draft = with_rows(self._draft, self._place, rows)
        first = self._draft.languages[0]
        words = (made.number, made.label.get(first, ""), _(SHORT_WORDS[plan.sort]))
        self.rows.content.rows = tuple(
            SimpleRow(words) if place == current else each
            for place, each in enumerate(self.rows.content.rows)
        )
        self.rows.viewport().update()
        self._judge()

    def add_row(self) -> None:
        """A row of typed figures below the one that is open, to be made what it shall be."""
        taken = {each.key for each in self._draft.rows()}
        number = 1 + sum(bool(each.number) for each in self._draft.rows())
        label = dict.fromkeys(self._draft.languages, _("New row"))
        plan = RowPlan(label, "typed", str(number))
        made = planned_row(self._draft, row_key_of(f"row-{len(taken) + 1}", taken), plan)
        place = min(self._current + 1, len(self._section_rows()))
        self._draft = with_row(self._draft, self._place, place, made)
        self._show_rows(place)
        self._judge()
        words = self.row_box.labels[self._draft.languages[0]]
        words.setFocus()
        words.line.selectAll()  # what is typed now takes the place of the words it begins with

    def remove_row(self) -> None:
        """Take the open row out of the form."""
        rows, current = self._section_rows(), self._current
        if 0 <= current < len(rows):
            del rows[current]
            self._put(rows, max(0, current - 1))

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        rows, current = self._section_rows(), self._current
        if 0 <= current + by < len(rows):
            rows[current], rows[current + by] = rows[current + by], rows[current]
            self._put(rows, current + by)

    def _put(self, rows: list[Row], current: int) -> None:
        self._draft = with_rows(self._draft, self._place, rows)
        self._show_rows(current)
        self._judge()

    # What it comes to

    def _judge(self) -> None:
        """Show the sheet as it would be, or say what is wrong with it."""
        try:
            name = self._draft.name.get(self._draft.languages[0]) or _("The form")
            form = self._services.reporting.forms.parse(form_text(self._draft), name)
        except UserError as error:
            self.problem.say(in_the_window(self._draft, error), "warn")
            self.save.setEnabled(False)
            return
        self.problem.say("")
        self.save.setEnabled(True)
        self.paper.show_sheet(sheet(self._as_empty(form), form.languages[0]))

    def _as_empty(self, form: Form) -> FilledForm:
        own = self._services.office.own()
        year = Period.year(date.today().year)
        figures = FormFigures(
            form.id,
            form.version,
            Organisation(own.code, own.name, "primary"),
            year,
            datetime.now().astimezone(),
            empty_rows(form),
        )
        return FilledForm(form, figures, Letterhead())

    def keep(self) -> None:
        """Keep the form in the office; it can be reported on and handed out from now on."""
        try:
            form = self._services.reporting.forms.keep_made(form_text(self._draft))
        except UserError as error:
            self.problem.say(in_the_window(self._draft, error), "bad")
            return
        self.saved.emit(form.id, form.version)
        self.accept()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(scaled(1240), scaled(700))


def _padded(content: QWidget) -> QWidget:
    outer = QWidget()
    layout = column(outer, S3)
    layout.setContentsMargins(S3, S3, S6, S3)
    layout.addWidget(content)
    layout.addStretch(1)
    return outer
