"""A filled-in paper typed in: fields laid out as the form, Enter goes on, sums as one types."""

from __future__ import annotations

import string

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.core.formatting import DASH, moment, number, percent
from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.exchange.blanks import BodyChoice
from unionoffice.exchange.hand_filled import Values, problems_of, rows_of
from unionoffice.exchange.unsigned import StandingReturn
from unionoffice.gui.period_choice import period_words
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.code_picker import CodePicker
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import FieldEditor, FlagEditor, LongTextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row, scrolled
from unionoffice.gui.widgets.number_editors import NumberEditor
from unionoffice.reports.filled import NUMBERS, RowFigures
from unionoffice.reports.forms import Form, Row
from unionoffice.workplace import Workplace

WIDTH, HEIGHT = 760, 760
FIELD_WIDTH = 130
INDENT = 18
ORIGIN_WORDS = {
    "package": N_("A signed return, version {version}, came on {moment} and counts now."),
    "workbook": N_("A workbook, version {version}, came on {moment} and counts now."),
    "typed": N_("{who} typed in version {version} on {moment}; it counts now."),
}


class TypePaper(QDialog):
    """Stays open after each form, for the next one of the pile."""

    taken = Signal(str)  # a sentence

    def __init__(
        self, services: Workplace, form: Form, period: Period, parent: QWidget, language: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Type in a paper form"))
        self._services = services
        self._form = form
        self._period = period
        self._language = form.speaks(language)
        self._bodies = services.blanks.choices(period)
        choices = [(each.code, _named(each)) for each in self._bodies]
        self.body = CodePicker(_("Whose form it is"), choices)
        self._of: str | None = None  # whose figures are being typed
        self.standing = Banner()
        self.replaces = FlagEditor(_("Let this paper take the place of the signed return"))
        self.fields: dict[tuple[str, str], NumberEditor] = {}
        self.titles: dict[str, LongTextEditor] = {}
        self._computed: dict[tuple[str, str], Text] = {}
        self._problem = Banner()
        self.save = PrimaryButton(_("Take in, and on to the next"), "check")
        self._close = SecondaryButton(_("Close"))
        self._build()
        self._connect()
        self._follow_body()

    # Layout

    def _build(self) -> None:
        layout = column(self, S3, S6)
        name = self._form.name[self._language]
        words = _("{form}, {period}").format(form=name, period=period_words(self._period))
        layout.addWidget(Text(words, "heading", wrap=True))
        layout.addWidget(self.body)
        layout.addWidget(self.standing)
        layout.addWidget(self.replaces)
        layout.addWidget(scrolled(self._table()), 1)
        layout.addWidget(self._problem)
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.save)
        layout.addLayout(buttons)
        for button in (self._close, self.save):
            button.setAutoDefault(False)  # Enter goes from field to field
        self.resize(fitting(self, WIDTH, HEIGHT))

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, S4, S4)
        grid.setHorizontalSpacing(S4)
        grid.setVerticalSpacing(S2)
        columns = self._form.columns
        for place, each in enumerate(columns):
            grid.addWidget(Text(each.title[self._language], "strong", wrap=True), 0, place)
            grid.setColumnStretch(place, 3 if each.holds == "label" else 0)
        line = 1
        for section in self._form.sections:
            heading = Text(section.label[self._language], "strong", wrap=True)
            grid.addWidget(heading, line, 0, 1, len(columns))
            line += 1
            for each_row in section.rows:
                self._add_row(grid, line, each_row)
                line += 1
        grid.setRowStretch(line, 1)
        return table

    def _add_row(self, grid: QGridLayout, line: int, row_of_form: Row) -> None:
        top = Qt.AlignmentFlag.AlignTop
        for place, each in enumerate(self._form.columns):
            if each.holds == "number":
                grid.addWidget(Text(row_of_form.number), line, place, top)
            elif each.holds == "label":
                grid.addWidget(self._label_of(row_of_form), line, place, top)
            elif each.key in row_of_form.cells:
                grid.addWidget(self._cell(row_of_form, each.key), line, place, top)

    def _label_of(self, row_of_form: Row) -> QWidget:
        part = QWidget()
        inner = column(part, S2)
        inner.setContentsMargins(scaled(INDENT) * row_of_form.indent, 0, 0, 0)
        inner.addWidget(Text(row_of_form.label[self._language], wrap=True))
        if "titles" in row_of_form.figures:
            editor = LongTextEditor(_("Names, one line each"))
            self.titles[row_of_form.key] = editor
            inner.addWidget(editor)
        return part

    def _cell(self, row_of_form: Row, key: str) -> QWidget:
        """The figures of a cell beside each other, below the words before them."""
        part = QWidget()
        inner = column(part, S2)
        words = row_of_form.cells[key][self._language]
        parts = list(string.Formatter().parse(words))
        before = parts[0][0].strip() if parts else ""
        if before.strip("("):
            inner.addWidget(Text(before, "small", wrap=True))
        figures = row(spacing=S2)
        for _literal, gap, _pattern, _conversion in parts:
            if gap is None:
                continue
            declared = row_of_form.figures.get(gap)  # type: ignore[call-overload]  # or {share}
            if declared is None or declared.count == "sum":
                text = Text(DASH, "muted")
                self._computed[row_of_form.key, gap] = text
                figures.addWidget(text, 0, Qt.AlignmentFlag.AlignTop)
            else:
                figures.addWidget(self._field(row_of_form, gap))
        figures.addStretch(1)
        inner.addLayout(figures)
        return part

    def _field(self, row_of_form: Row, figure: str) -> NumberEditor:
        label = row_of_form.label[self._language]
        editor = NumberEditor(f"{label} · {figure}")
        editor.hide_label()
        editor.setFixedWidth(scaled(FIELD_WIDTH))
        self.fields[row_of_form.key, figure] = editor
        return editor

    def _connect(self) -> None:
        self.body.finished.connect(self._follow_body)
        for editor in self.fields.values():
            editor.edited.connect(self._check)
            editor.line.returnPressed.connect(self._go_on)
        self.save.clicked.connect(self.take)
        self._close.clicked.connect(self.reject)

    # Typing

    def _go_on(self) -> None:
        """Enter leads to the next field, and from the last one to the button."""
        lines = [editor.line for editor in self.fields.values()]
        here = next((place for place, line in enumerate(lines) if line.hasFocus()), -1)
        following = lines[here + 1] if here + 1 < len(lines) else self.save
        following.setFocus(Qt.FocusReason.TabFocusReason)
        if following is not self.save:
            lines[here + 1].selectAll()

    def _follow_body(self) -> None:
        """Say what counts for this organisation already; for another one the form begins anew.

        What was typed before anybody was chosen, or while a name is mended, stays.
        """
        code = self.body.value()
        held = self._services.unsigned.standing(self._form, self._period, code) if code else None
        self.standing.say(_standing_words(held) if held else "", "warn")
        self.replaces.setVisible(held is not None and held.origin == "package")
        self.replaces.set_value(False)
        is_typed = held is not None and held.origin == "typed"
        if is_typed or (code and self._of and code != self._of):
            self._begin_with(held.values if held and is_typed else {})
        self._of = code or self._of
        self._check()

    def _begin_with(self, values: Values) -> None:
        for key, editor in self.fields.items():
            editor.set_value(values.get(key))
        for titles in self.titles.values():
            titles.set_value("")

    def _check(self) -> None:
        """Say beside each field what cannot be, and show what is computed from them."""
        rows = rows_of(self._form, self._values(), {})
        found = {each.field: str(each) for each in problems_of(self._form, rows)}
        for (key, figure), editor in self.fields.items():
            # A row that nobody has come to yet is no contradiction.
            is_open = editor.value() is None
            said = "" if is_open else found.get(f"{key} {figure}", "")
            editor.set_problem(editor.unreadable() or said)
        by_key = {each.key: each for each in rows}
        for (key, figure), text in self._computed.items():
            text.setText(_shown(by_key[key], figure))

    def _values(self) -> dict[tuple[str, str], int]:
        found = ((key, editor.value()) for key, editor in self.fields.items())
        return {key: value for key, value in found if value is not None}

    def take(self) -> None:
        """Take the form in; what is wrong is said beside its field."""
        code = self.body.value()
        if code is None:
            self.body.set_problem(_("Choose the organisation."))
            self.body.setFocus()
            return
        self._check()
        wrong: FieldEditor | None = next((e for e in self.fields.values() if e.problem), None)
        if wrong is not None:
            wrong.setFocus()
            return
        titles = {key: (e.value() or "").splitlines() for key, e in self.titles.items()}
        try:
            taken = self._services.unsigned.type_in(
                self._form,
                self._period,
                code,
                self._values(),
                titles,
                replaces_signed=self.replaces.value(),
            )
        except InvalidRecordError as error:
            self._complain(error)
        except UserError as error:
            self._problem.say(str(error), "bad")
        else:
            words = _("{code}: version {version} was typed in.")
            self._problem.say(words.format(code=code, version=taken.version), "ok")
            self.taken.emit(code)
            self.body.set_value(None)
            self._of = None
            self._begin_with({})
            self._follow_body()
            self.body.setFocus()

    def _complain(self, error: InvalidRecordError) -> None:
        for problem in error.problems:
            key, _space, figure = problem.field.rpartition(" ")
            if (key, figure) in self.fields:
                self.fields[key, figure].set_problem(str(problem))
        self._problem.say(_("Mend the marked fields first."), "bad")

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(scaled(940), scaled(680))


def _named(body: BodyChoice) -> str:
    return f"{body.code} · {body.name}"


def _standing_words(held: StandingReturn) -> str:
    words = _(ORIGIN_WORDS[held.origin])
    return words.format(
        version=held.version, moment=moment(held.received_at), who=held.entered_by or ""
    )


def _shown(figures: RowFigures, figure: str) -> str:
    if figure == "share":
        return f"({percent(figures.share)})"
    value = figures.number(figure) if figure in NUMBERS else None
    return DASH if value is None else number(value)
