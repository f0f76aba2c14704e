"""The check before a list is brought in: what was understood, what is wrong, what will happen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QTableView, QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.screens.grounds import QuickDelegate
from unionoffice.gui.screens.list_header import ListHeader
from unionoffice.gui.screens.list_model import ListModel
from unionoffice.gui.screens.list_questions import ListQuestions
from unionoffice.gui.screens.list_reading import Reading
from unionoffice.gui.screens.list_rows import Shown
from unionoffice.gui.screens.ways import then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import CONTROL_HEIGHT, S2, S3
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import FlowLayout, column, row
from unionoffice.registerkit.columns import ListShape
from unionoffice.services.views import RegisterView
from unionoffice.spreadsheets.answers import answers_to, questions
from unionoffice.spreadsheets.results import Fate

FATE_WIDTH, WIDEST = 300, 240
ROOT = QModelIndex()
ROWS_TO_FIT = 20  # as many say how wide a column is


class ListCheck(QWidget):
    """One list at a time; the combo above goes through all that were found."""

    remapped = Signal(int, object)  # place of the list, its columns by letter
    answered = Signal(int, str, str)  # place of the list, the field, its value for all rows
    register_chosen = Signal(str)
    people_wanted = Signal(bool)
    confirmed = Signal()
    given_up = Signal()

    def __init__(self, shape_of: Callable[[str], ListShape]) -> None:
        super().__init__()
        self._shape_of = shape_of
        self._reading: Reading | None = None
        self._shown = Shown.ALL
        self.register = CalmComboBox()
        self.lists = CalmComboBox()
        self.questions = ListQuestions()
        self.create_people = QCheckBox(_("Enter unknown people as workers"))
        self.banner = Banner()
        self._failures = Banner()
        self._chips = {shown: Chip("") for shown in Shown}
        self.model = ListModel(self)
        self.table = PreviewTable()
        self._note = Text("", "muted", wrap=True)
        self._back = SecondaryButton(_("Choose another file"), "chevron-left")
        self.confirm = PrimaryButton("", "check")
        self._build()
        self._connect()

    def _build(self) -> None:
        choices = FlowLayout(spacing=S2)
        for combo, name in ((self.register, _("Register")), (self.lists, _("List"))):
            combo.setAccessibleName(name)
            combo.setToolTip(name)
            choices.addWidget(combo)
        self.register.setMinimumContentsLength(18)
        self.lists.setMinimumContentsLength(24)
        for chip in self._chips.values():
            choices.addWidget(chip)
        choices.addWidget(self.create_people)
        foot = row(spacing=S2)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._back)
        foot.addWidget(self.confirm)
        self.table.setModel(self.model)
        layout = column(self, S3)
        layout.addLayout(choices)
        layout.addWidget(self._failures)
        layout.addWidget(self.banner)
        layout.addWidget(self.questions)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.register.activated.connect(self._choose_register)
        self.lists.activated.connect(self._show_list)
        self.lists.activated.connect(self.fit_columns)
        self.create_people.toggled.connect(self.people_wanted)
        self.questions.answered.connect(self._pass_on)
        for shown, chip in self._chips.items():
            chip.clicked.connect(then(self.show_only, shown))
        self.table.heads.column_chosen.connect(self._correct)
        self._back.clicked.connect(self.given_up)
        self.confirm.clicked.connect(self.confirmed)

    def offer_registers(self, registers: tuple[RegisterView, ...]) -> None:
        for view in registers:
            self.register.addItem(_(view.title), view.key)

    # Showing

    def show_reading(self, reading: Reading, *, names_people: bool) -> None:
        """Show what was read; `names_people` when its rows name people of the office."""
        before = self.lists.currentIndex()
        self._reading = reading
        self.register.setCurrentIndex(self.register.findData(reading.register))
        self.lists.clear()
        for read in reading.lists:
            name = f"{read.file.name} · {read.sheet}" if read.sheet else read.file.name
            self.lists.addItem(name)
        self.lists.setVisible(len(reading.lists) > 1)
        self.lists.setCurrentIndex(max(0, min(before, len(reading.lists) - 1)))
        self.create_people.setVisible(names_people)
        failed = " ".join(each.why for each in reading.failed)
        skipped = " ".join(str(each.problem) for each in reading.skipped)
        self._failures.say(f"{failed} {skipped}".strip(), "bad" if failed else "info")
        self._show_list()
        self._show_confirmation()

    def fit_columns(self) -> None:
        """Make them as wide as what stands in them."""
        self.table.fit_columns()

    def _show_list(self) -> None:
        assert self._reading is not None
        read = self._reading.lists[self.lists.currentIndex()]
        shape = self._shape_of(self._reading.register)
        self.model.show_list(read, shape, self._reading.rows[self.lists.currentIndex()])
        self.table.heads.offer(shape.columns)
        asked = questions(read, shape, self._reading.said_of(read))
        self.questions.ask(asked, answers_to(read), shape)
        missing = {*read.missing} - {column.key for column in asked}
        if missing:
            names = ", ".join(_(column.label) for column in shape.columns if column.key in missing)
            words = _("No column was found for: {names}. Press the head of the right column.")
            self.banner.say(words.format(names=names), "bad")
        else:
            self.banner.say(self._reading.rows[self.lists.currentIndex()].titles, "warn")
        self._show_chips()
        self._say_what_was_left_out()

    def _show_chips(self) -> None:
        words = {
            Shown.ALL: _("All rows: {count}"),
            Shown.PROBLEMS: _("Refused: {count}"),
            Shown.REPAIRED: _("Repaired: {count}"),
        }
        for shown, chip in self._chips.items():
            count = self.model.count(shown)
            text = words[shown].format(count=number(count))
            chip.show_state(text, shown is self._shown, is_removable=False)
            chip.setVisible(shown is Shown.ALL or count > 0)

    def show_only(self, shown: Shown) -> None:
        """Show all rows, those with problems, or those that were repaired."""
        self._shown = shown
        self.model.show_only(shown)
        self._show_chips()

    def _say_what_was_left_out(self) -> None:
        assert self._reading is not None
        read = self._reading.lists[self.lists.currentIndex()]
        parts = list(map(str, read.told.values()))
        trial = self._reading.trial
        if trial.rows and trial.count(Fate.UNCHANGED) == trial.rows:
            parts.insert(0, _("Every row is in the office already."))
        left_out = len([each for each in read.left_out if each.row])
        if left_out:
            words = ngettext(
                "{count} row is no record and was left out: a title, group or total.",
                "{count} rows are no records and were left out: titles, groups, totals.",
                left_out,
            )
            parts.append(words.format(count=number(left_out)))
        if read.encoding:
            parts.append(_("Old Vietnamese letters were converted to Unicode."))
        self._note.setText(" ".join(parts))

    def _show_confirmation(self) -> None:
        assert self._reading is not None
        trial = self._reading.trial
        changing = trial.count(Fate.CREATED) + trial.count(Fate.UPDATED)
        words = ngettext("Bring in {count} row", "Bring in {count} rows", changing)
        text = words.format(count=number(changing)) if changing else _("Nothing to bring in")
        self.confirm.setText(text)
        self.confirm.setEnabled(changing > 0)

    # Correcting

    def _correct(self, letter: str, field: str | None) -> None:
        if self._reading is not None:
            place = self.lists.currentIndex()
            columns = self._reading.lists[place].mapping
            if field is not None:
                columns = {key: None if value == field else value for key, value in columns.items()}
            self.remapped.emit(place, columns | {letter: field})

    def _pass_on(self, field: str, value: str) -> None:
        self.answered.emit(self.lists.currentIndex(), field, value)

    def _choose_register(self) -> None:
        self.register_chosen.emit(self.register.currentData())


class PreviewTable(QTableView):
    """Alt and the arrow down open the fields for the column that is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.heads = ListHeader(self)
        self.heads.setResizeContentsPrecision(ROWS_TO_FIT)
        self.setHorizontalHeader(self.heads)
        self._cells = QuickDelegate(self)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(_("The list as it was understood"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(scaled(CONTROL_HEIGHT))

    def fit_columns(self) -> None:
        """The width of what the first rows hold, within limits; only the longest is laid out."""
        heads, model = self.heads, self.model()
        rows = range(min(ROWS_TO_FIT, model.rowCount()))
        for section in range(model.columnCount()):
            cells = [model.index(row, section) for row in rows]
            longest = max(cells, key=lambda cell: len(cell.data() or ""), default=ROOT)
            wanted = max(self.sizeHintForIndex(longest).width(), scaled(110)) + S3
            widest = scaled(FATE_WIDTH if section == 0 else WIDEST)
            heads.resizeSection(section, min(wanted, widest))

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.begin()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_down = event.key() == Qt.Key.Key_Down
        if is_down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.heads.open_menu(self.currentIndex().column())
        else:
            super().keyPressEvent(event)
