"""Beside the paper: what a figure is, how it is counted, and the records behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from unionoffice.core.formatting import DASH, number, percent
from unionoffice.core.i18n import _, ngettext
from unionoffice.core.paper_code import code_of
from unionoffice.exchange.consolidation import ReturnEvidence
from unionoffice.gui.screens.correction_box import CorrectionBox
from unionoffice.gui.screens.evidence_model import Evidence, EvidenceModel, NamesOf
from unionoffice.gui.screens.typed_box import TypedBox
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import CONTROL_HEIGHT, S1, S3, S4
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.labels import Line, Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.states import StateView
from unionoffice.reports.behind import Behind, EvidenceRow
from unionoffice.reports.filled import NUMBERS, RowFigures
from unionoffice.reports.forms import Row

LEAST_NAME = 120  # of the column with names, in pixels at 100 %


class EvidencePanel(QFrame):
    """A double click or Enter on a record opens it in its register."""

    record_wanted = Signal(str, int)
    correction_wanted = Signal(str, str, int, str)  # row, figure, value, reason
    withdrawal_wanted = Signal(str, str)
    typing_wanted = Signal(str, str, int, str)  # row, figure, value, source
    emptying_wanted = Signal(str, str)
    parts_wanted = Signal(object)  # ReturnEvidence: what was it summed from?
    closed = Signal()

    def __init__(self, name_of: Callable[[str], str], names_of: NamesOf) -> None:
        super().__init__()
        self._which = ("", "")
        self._is_typed = False
        self._label = Text("", "heading", wrap=True)
        self._close = IconButton("x", _("Close"))
        self._figure = Text("", "figure")
        self._words = Text("", "muted", wrap=True)
        self.remarks = Banner()
        self._how = Text("", "", wrap=True)
        self.correction = CorrectionBox()
        self.typed = TypedBox()
        self._count = Text("", "strong")
        self._path = Text("", "muted", wrap=True)
        self.model = EvidenceModel(name_of, names_of, self)
        self.table = QTableView()
        self._state = StateView()
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row()
        head.addWidget(self._label, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        figure = row(spacing=S3)
        figure.addWidget(self._figure)
        figure.addWidget(self._words, 1)
        layout = column(self, S3)
        layout.setContentsMargins(S4, S3, S3, S3)
        layout.addLayout(head)
        layout.addLayout(figure)
        layout.addWidget(self.remarks)
        layout.addWidget(self._how)
        layout.addWidget(self.correction)
        layout.addWidget(self.typed)
        layout.addWidget(Line())
        layout.addWidget(self._count)
        layout.addWidget(self._path)
        self._path.hide()
        layout.addWidget(self.table, 1)
        layout.addWidget(self._state, 1)
        layout.setSpacing(S3 - S1)
        self._prepare_table()

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Records behind the figure"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(scaled(CONTROL_HEIGHT))
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setResizeContentsPrecision(0)  # by what is seen, not by all rows

    def _connect(self) -> None:
        self.table.viewport().installEventFilter(self)
        self.table.horizontalHeader().sectionResized.connect(self._note_width)
        self._close.clicked.connect(self.closed)
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._say_path)
        self.correction.correction_wanted.connect(self._ask_for_correction)
        self.correction.withdrawal_wanted.connect(self._ask_for_withdrawal)
        self.typed.typing_wanted.connect(self._ask_for_typing)
        self.typed.withdrawal_wanted.connect(self._ask_for_emptying)

    @property
    def which(self) -> tuple[str, str]:
        """The row and figure that is shown."""
        return self._which

    def show_figure(
        self, row_of_form: Row, label: str, figures: RowFigures, figure: str, how: str
    ) -> None:
        """Say what the figure is; its evidence follows when it has been found."""
        self._which = (figures.key, figure)
        self._label.setText(label)
        self._how.setText(how)
        if figure == "share":
            self._figure.setText(percent(figures.share))
        else:
            value = figures.number(figure)
            self._figure.setText(DASH if value is None else number(value))
        self._words.setText(_unit_words(row_of_form, figure))
        correction = figures.correction(figure)
        self._is_typed = figure in row_of_form.typed()
        self.typed.setVisible(self._is_typed)
        if self._is_typed:
            self.typed.show_figure(figures.typed_in(figure))
        can_correct = figure in NUMBERS and not self._is_typed
        self.correction.setVisible(can_correct)
        if can_correct:
            standing = figures.number(figure) or 0
            computed = correction.computed if correction else standing
            self.correction.show_figure(computed, correction)
        self._count.setText("")
        self._path.hide()
        self.table.hide()
        self._state.show()
        self._state.say_loading()

    def show_remarks(self, words: str) -> None:
        """What the body above asks about this row; nothing hides it."""
        self.remarks.say(words, "warn")

    def forbid_corrections(self) -> None:
        """Nothing is set by hand in an office that is only read."""
        self.correction.hide()
        self.typed.hide()

    def show_evidence(self, rows: Evidence) -> None:
        """The records behind the figure that is shown."""
        self.model.show_rows(rows, self._which[1])
        self.table.setVisible(bool(rows))
        self._state.setVisible(not rows)
        if not rows and self._is_typed:
            self._state.say("ballpen", _("This figure is typed in: no record stands behind it."))
        elif not rows:
            self._state.say("inbox", _("No record stands behind this figure yet."))
        self._count.setText(_count_words(rows))
        if not isinstance(rows, Behind) and any(each.opens for each in rows):
            self._path.setText(_("Press Enter or double-click to open what stands behind it."))
            self._path.show()
        self._size_columns()

    def _size_columns(self) -> None:
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        wide = self.model.wide_column
        if self.model.rowCount():
            across.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def _note_width(self, column: int, _before: int, width: int) -> None:
        """Names come late: only then is it known what the other columns leave for them."""
        stretches = (
            self.table.horizontalHeader().sectionResizeMode(column)
            == QHeaderView.ResizeMode.Stretch
        )
        if stretches and width < scaled(LEAST_NAME):
            QTimer.singleShot(0, self, self._keep_names_wide)

    def _keep_names_wide(self) -> None:
        """In a narrow panel names would be two letters: rather the table scrolls sideways."""
        across, wide = self.table.horizontalHeader(), self.model.wide_column
        across.setSectionResizeMode(wide, QHeaderView.ResizeMode.Interactive)
        across.resizeSection(wide, scaled(LEAST_NAME))

    def show_error(self, sentence: str) -> None:
        self.table.hide()
        self._state.show()
        self._state.say("alert-circle", sentence)

    def _open(self, index: QModelIndex) -> None:
        evidence = self.model.evidence(index.row())
        if isinstance(evidence, EvidenceRow):
            self.record_wanted.emit(evidence.register, evidence.id)
        elif self.model.is_open(index.row()):
            self.model.close_parts(index.row())
        elif evidence is not None and evidence.opens:
            self.parts_wanted.emit(evidence)

    def _say_path(self, index: QModelIndex) -> None:
        """Where the chosen return stands, and what its paper can be known by."""
        path = self.model.path_of(index.row()) if index.isValid() else []
        said = [" › ".join(path)] if len(path) > 1 else []
        if digest := self.model.digest(index.row()) if index.isValid() else "":
            said.append(_("Code on its paper: {code}").format(code=code_of(digest)))
        self._path.setText("\n".join(said))
        self._path.setVisible(bool(said))

    def show_parts(self, whole: ReturnEvidence, parts: Sequence[ReturnEvidence]) -> None:
        """The returns behind one return, below it."""
        if not parts:
            self._path.setText(_("This return does not tell the returns behind it."))
            self._path.show()
            return
        place = self.model.open_parts(whole, parts)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._size_columns()

    def _ask_for_correction(self, value: int, reason: str) -> None:
        self.correction_wanted.emit(*self._which, value, reason)

    def _ask_for_typing(self, value: int, source: str) -> None:
        self.typing_wanted.emit(*self._which, value, source)

    def _ask_for_emptying(self) -> None:
        self.emptying_wanted.emit(*self._which)

    def _ask_for_withdrawal(self) -> None:
        self.withdrawal_wanted.emit(*self._which)

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._size_columns()
        return super().eventFilter(watched, event)


def _unit_words(row_of_form: Row, figure: str) -> str:
    """What the number counts: times, people, members."""
    if figure == "share":
        return _("members among all who benefit")
    declared = row_of_form.figures.get(figure)  # type: ignore[call-overload]  # any name may be asked for
    words = {
        "turns": _("turns: every time counts"),
        "people": _("people, each counted once"),
        "members": _("members, each counted once"),
        "typed": _("typed in by the office"),
        "sum": _("the sum of other rows"),
    }
    return words.get(declared.count, "") if declared is not None else ""


def _count_words(rows: Evidence) -> str:
    if not rows:
        return ""
    if not isinstance(rows, Behind):
        words = ngettext("{count} return", "{count} returns", len(rows))
        return words.format(count=number(len(rows)))
    words = ngettext("{count} record", "{count} records", rows.records)
    said = words.format(count=number(rows.records))
    if rows.people:
        named = ngettext("{count} person", "{count} people", rows.people)
        said = f"{said} · {named.format(count=number(rows.people))}"
    return said
