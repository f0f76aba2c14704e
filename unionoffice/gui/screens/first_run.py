"""The assistant of the first run: language, who we are, units, where the file lies, and done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPlainTextEdit, QStackedWidget, QWidget

from unionoffice.core.errors import InvalidRecordError
from unionoffice.core.i18n import LANGUAGE_NAMES, _, current_language
from unionoffice.core.paths import home_folder
from unionoffice.core.text import clean
from unionoffice.gui.doors import Doors
from unionoffice.gui.error_box import tell_bug
from unionoffice.gui.look import Look
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.folders import ask_for_files
from unionoffice.gui.screens.new_passphrase import NewPassphrase
from unionoffice.gui.screens.own_form import OwnForm
from unionoffice.gui.screens.places import doubt_about, proposed_path
from unionoffice.gui.screens.recovery import RecoveryDialog
from unionoffice.gui.screens.step_bar import StepBar
from unionoffice.gui.screens.ways import then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import READING_WIDTH, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row, scrolled
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.office import OwnOrganisation, check_own, levels

WELCOME, OWN, UNITS, PLACE = range(4)


@dataclass(frozen=True)
class Made:
    """The office to open next; one that was just encrypted has a recovery key to hand out."""

    path: Path
    recovery_key: str = ""


class FirstRun(QWidget):
    """Says at its end with `made` which office shall be opened."""

    made = Signal(str)
    language_chosen = Signal(str)
    server_wanted = Signal()

    def __init__(self, doors: Doors, look: Look) -> None:
        super().__init__()
        self.setObjectName("assistant")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("UnionOffice"))
        self._doors = doors
        self._worker = Worker(self)
        self._path: Path | None = None
        self.steps = StepBar((_("Welcome"), _("Who we are"), _("Units"), _("The file")))
        self.banner = Banner()
        self.form = OwnForm(levels(), with_signature=False)
        self.units = QPlainTextEdit()
        self.place = TextEditor(_("Office file"))
        self._place_doubt = Banner()
        self.protects = QCheckBox(_("Encrypt the file with a passphrase"))
        self._protection = QWidget()
        self.passphrase = NewPassphrase()
        self._back = SecondaryButton(_("Back"), "chevron-left")
        self._next = PrimaryButton(_("Next"))
        self._stack = QStackedWidget()
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        self.show_step(WELCOME)

    def _build(self) -> None:
        self._build_protection()
        for page in (self._welcome(), self._own(), self._units_page(), self._place_page()):
            self._stack.addWidget(scrolled(page))
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        card = Card()
        card.setMaximumWidth(scaled(READING_WIDTH + 120))
        card.content.setContentsMargins(S6, S6, S6, S4)
        card.content.setSpacing(S4)
        card.content.addWidget(self.steps)
        card.content.addWidget(self.banner)
        card.content.addWidget(self._stack, 1)
        card.content.addLayout(buttons)
        layout = row(self, 0)
        layout.setContentsMargins(S6, S6, S6, S6)
        layout.addStretch(1)
        layout.addWidget(card, 6)
        layout.addStretch(1)
        self.resize(fitting(self, 900, 640))

    def _welcome(self) -> QWidget:
        page = QWidget()
        layout = column(page, S4)
        layout.addStretch(2)
        layout.addWidget(IconLabel("building-community", "accent", 48))
        title = Text(_("The office of your union"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        note = Text(
            _(
                "Members and what the union does for them, in one file of your own. "
                "The appendix for the body above counts itself from it."
            ),
            "muted",
            wrap=True,
        )
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(title)
        layout.addWidget(note)
        languages = row(spacing=S2)
        languages.addStretch(1)
        for language, name in LANGUAGE_NAMES.items():
            is_current = language == current_language()
            button = SecondaryButton(name, "check" if is_current else "")
            button.clicked.connect(then(self._choose_language, language))
            languages.addWidget(button)
        languages.addStretch(1)
        layout.addLayout(languages)
        layout.addSpacing(S4)
        others = row(spacing=S2)
        others.addStretch(1)
        open_ = QuietButton(_("Open an office that is there already …"), "folder-open")
        open_.clicked.connect(self._ask_for_office)
        sample = QuietButton(_("Look at a sample first"), "eye")
        sample.clicked.connect(self.make_sample)
        server = QuietButton(_("An office on a server …"))
        server.clicked.connect(then(self.server_wanted.emit))
        others.addWidget(open_)
        others.addWidget(server)
        others.addWidget(sample)
        others.addStretch(1)
        layout.addLayout(others)
        layout.addStretch(3)
        return page

    def _own(self) -> QWidget:
        page = QWidget()
        layout = column(page, S3)
        layout.addWidget(Text(_("Who we are"), "heading"))
        layout.addWidget(Text(_("It stands on every paper; it can be changed later."), "muted"))
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.form.show_own(OwnOrganisation("", "", "primary"))
        return page

    def _units_page(self) -> QWidget:
        page = QWidget()
        layout = column(page, S3)
        layout.addWidget(Text(_("Units"), "heading"))
        layout.addWidget(
            Text(
                _(
                    "Workshops, offices, union groups: one line each. You can leave this empty: "
                    "units also come with the list of members."
                ),
                "muted",
                wrap=True,
            )
        )
        self.units.setAccessibleName(_("Units"))
        self.units.setTabChangesFocus(True)
        self.units.setMinimumHeight(scaled(180))
        layout.addWidget(self.units, 1)
        return page

    def _place_page(self) -> QWidget:
        page = QWidget()
        layout = column(page, S3)
        layout.addWidget(Text(_("Where the file lies"), "heading"))
        layout.addWidget(
            Text(
                _(
                    "Everything is in this one file. Copying it is a full backup; handing it on "
                    "hands on the office."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.place)
        choose = SecondaryButton(_("Choose another place …"), "folder")
        choose.clicked.connect(self._ask_for_place)
        line = row()
        line.addWidget(choose)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self._place_doubt)
        layout.addSpacing(S3)
        layout.addWidget(self.protects)
        layout.addWidget(self._protection)
        layout.addStretch(1)
        return page

    def _build_protection(self) -> None:
        words = _(
            "Whoever steals the computer or finds the stick cannot read the file then. You get a "
            "recovery key on paper; if both are lost, nobody can open the office any more."
        )
        layout = column(self._protection, S3)
        layout.addWidget(Text(words, "muted", wrap=True))
        layout.addWidget(self.passphrase)
        self._protection.hide()

    def _connect(self) -> None:
        self.protects.toggled.connect(self._protection.setVisible)
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_on)
        self.place.edited.connect(self._judge_place)

    # Steps

    @property
    def step(self) -> int:
        return self._stack.currentIndex()

    def show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.steps.show_step(step)
        self.banner.say("")
        self._back.setVisible(step > WELCOME)
        self._next.setText(_("Make the office") if step == PLACE else _("Next"))
        if step == PLACE and not self.place.value():
            self.place.set_value(str(proposed_path(home_folder(), self.form.own())))
            self._judge_place()
        focus: dict[int, QWidget] = {
            WELCOME: self._next,
            OWN: self.form.editors["name"],
            UNITS: self.units,
            PLACE: self._next,
        }
        focus[step].setFocus()

    def go_back(self) -> None:
        self.show_step(self.step - 1)

    def go_on(self) -> None:
        """To the next step, unless something is missing in this one."""
        if self.step == OWN and not self._is_own_complete():
            return
        if self.step == PLACE:
            self.make()
        else:
            self.show_step(self.step + 1)

    def _is_own_complete(self) -> bool:
        try:
            check_own(self.form.own())
        except InvalidRecordError as error:
            self.form.complain(error.problems)
            return False
        self.form.complain(())
        return True

    # The file

    def _ask_for_place(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Where the file lies"),
            self.place.value() or "",
            f"{_('Office file')} (*.uoffice)",
        )
        if chosen:
            self.place.set_value(str(Path(chosen).with_suffix(".uoffice")))
            self._judge_place()

    def _judge_place(self) -> None:
        text = self.place.value()
        self._place_doubt.say(doubt_about(Path(text)) if text else "", "warn")

    # Making

    def make(self) -> None:
        """Make the office file, and enter its organisation and units."""
        text = self.place.value()
        if not text:
            self.place.set_problem(_("Say where the office file shall lie."))
            return
        path = Path(text)
        lines = self.units.toPlainText().splitlines()
        units = list(dict.fromkeys(filter(None, map(clean, lines))))
        own = self.form.own()
        passphrase = self.passphrase.value() if self.protects.isChecked() else ""
        if self.protects.isChecked() and not self.passphrase.is_acceptable():
            return

        def work(_progress: Progress) -> Made:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not passphrase:
                self._doors.create(str(path), own, units)
                return Made(path)
            recovery = self._doors.create_encrypted(str(path), own, units, passphrase)
            return Made(path, recovery)

        self._run(work, _("Making the office …"))

    def make_sample(self) -> None:
        """Make an office with invented people, to look around in."""
        folder = home_folder() / "sample"

        def work(progress: Progress) -> Made:
            def say(text: str) -> None:
                progress(0, 0, text)

            return Made(self._doors.make_sample(folder, say))

        self._run(work, _("Making the sample …"))

    def _run(self, work: Callable[[Progress], Made], words: str) -> None:
        self._next.setEnabled(False)
        self._busy.begin(words, can_cancel=False)
        job = self._worker.run(work)
        job.progressed.connect(self._busy.show_progress)
        job.ended.connect(self._end)
        job.done.connect(self._finish)
        job.failed.connect(self._say_failed)
        job.broke.connect(self._tell_bug)

    def _end(self) -> None:
        self._busy.end()
        self._next.setEnabled(True)

    def _finish(self, made: Made) -> None:
        if made.recovery_key:
            RecoveryDialog(self.form.own().name, made.recovery_key, self).exec()
        self.made.emit(str(made.path))
        self.close()

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")

    def _tell_bug(self, bug_id: str) -> None:
        tell_bug(self, bug_id)

    def _ask_for_office(self) -> None:
        files = ask_for_files(
            self, _("Open an office that is there already"), _("Office file"), (".uoffice",)
        )
        if files:
            self._finish(Made(files[0]))

    def _choose_language(self, language: str) -> None:
        if language != current_language():
            self.language_chosen.emit(language)
        else:
            self.go_on()

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line of one page leads to the next one, as in a dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._next.isEnabled():
            self.go_on()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._worker.stop()
        super().closeEvent(event)
