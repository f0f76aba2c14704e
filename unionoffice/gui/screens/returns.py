"""The collection board of a federation: who has reported, who is late, what was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.i18n import _, current_language
from unionoffice.exchange.board_entries import Entry, RemarkView
from unionoffice.exchange.board_states import ALL, States
from unionoffice.exchange.cards import EnrolledCard, SeenCard
from unionoffice.exchange.changes import HeldVersion
from unionoffice.exchange.collecting import CollectedFile
from unionoffice.exchange.papers import FoundPaper
from unionoffice.exchange.reminders import LetterDetails
from unionoffice.gui.icons import icon
from unionoffice.gui.memory import Memory
from unionoffice.gui.pages import Page
from unionoffice.gui.screens import return_rows
from unionoffice.gui.screens.board_deeds import BoardDeeds, RemarkDeed, files_words
from unionoffice.gui.screens.board_forms import Collection
from unionoffice.gui.screens.board_pane import BoardPane
from unionoffice.gui.screens.board_reading import BoardReading
from unionoffice.gui.screens.board_rows import BoardRows
from unionoffice.gui.screens.card_dialog import CardDialog
from unionoffice.gui.screens.deadlines_dialog import DeadlinesDialog
from unionoffice.gui.screens.drop_zone import DropZone
from unionoffice.gui.screens.folders import ask_for_files, ask_for_folder
from unionoffice.gui.screens.form_choice import FormChoice
from unionoffice.gui.screens.outcome_card import OutcomeCard
from unionoffice.gui.screens.paper_search import PaperSearch
from unionoffice.gui.screens.report_period import ReportPeriod
from unionoffice.gui.screens.simple_table import SimpleRow
from unionoffice.gui.screens.stick_offer import StickOffer
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import ElidedText
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.page_head import PageHead
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Job, Progress, Worker
from unionoffice.workplace import Workplace

PACKAGES, CARDS = (".upack", ".xlsx"), (".ucard",)


class ReturnsPage(Page):
    """Packages and cards are dropped here; each is judged in a row of its own, with the reason."""

    def __init__(
        self,
        services: Workplace,
        ways: Ways,
        memory: Memory,
        today: Callable[[], date] = date.today,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._is_read_only = is_read_only
        self._worker = Worker(self)
        self._wanted = ""  # the organisation whose return is to be chosen when the board comes
        self.form = FormChoice(services, memory)
        self.period = ReportPeriod(today)
        self.paper_search = PaperSearch(services.papers)
        self._collect = PrimaryButton(_("Collect packages …"), "inbox")
        self._folder = SecondaryButton(_("Folder"), "folder")
        self._enrol = SecondaryButton(_("Enrol cards …"), "id")
        self._letters = SecondaryButton(_("Letters …"), "mail")
        self._deadlines = SecondaryButton(_("Deadlines …"), "calendar-event")
        self.zone = DropZone(
            "inbox",
            _("Drop packages, identity cards or whole folders here"),
            _("Collecting the same file twice changes nothing; a newer version replaces an older."),
            (*PACKAGES, *CARDS),
            folders=True,
        )
        self.sticks = StickOffer(memory)
        self.outcome = OutcomeCard()
        self.pane = BoardPane(memory)
        self.board = self.pane.table
        self._reading = BoardReading(services, self._worker, self.pane.wanted, self)
        self.deeds = BoardDeeds(services, self, today)
        self._state = StateView()
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        for part in (self._collect, self._folder, self._enrol, self._letters, self._deadlines):
            part.setEnabled(not is_read_only)
        self.zone.setEnabled(not is_read_only)
        if is_read_only:
            self.pane.panel.forbid_deeds()

    def _build(self) -> None:
        words = column(spacing=S1)
        words.addWidget(PageHead(_("Returns"), (self._enrol, self._folder), self._collect))
        words.addWidget(
            ElidedText(_("What the organisations below report, and who is still missing."), "muted")
        )
        menu = QMenu(self)
        menu.addAction(icon("folder", "muted"), _("Collect a folder …"), self._ask_for_folder)
        self.sticks.fill(menu)
        self._folder.setMenu(menu)
        choices = row(spacing=S2)
        choices.addWidget(self.form)
        choices.addWidget(self.period)
        choices.addStretch(1)
        for part in (self.paper_search, self._deadlines, self._letters):
            choices.addWidget(part)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(words)
        layout.addLayout(choices)
        layout.addWidget(self.sticks)
        layout.addWidget(self.outcome)
        layout.addWidget(self.pane, 1)
        layout.addWidget(self.zone)
        layout.addWidget(self._state, 1)
        self.setAcceptDrops(True)
        self._show_only(self._state)
        self._state.say_loading()

    def _connect(self) -> None:
        self._collect.clicked.connect(self._ask_for_packages)
        self.sticks.wanted.connect(self.collect)
        self.sticks.watch.worker.broke.connect(self.broke)
        self._enrol.clicked.connect(self._ask_for_cards)
        self.zone.dropped.connect(self.take)
        self._busy.cancel_wanted.connect(self._cancel)
        self.form.chosen.connect(self.reload)
        self.paper_search.found.connect(self.show_paper)
        self.paper_search.failed.connect(self.outcome.say_failed)
        self.period.chosen.connect(self.reload)
        self._state.acted.connect(self._act_on_state)
        self._ways.changed.connect(self._note_change)
        self._worker.broke.connect(self.broke)
        self.pane.asking.broke.connect(self.broke)
        self._reading.came.connect(self._show_board)
        for part in (self._reading, self.pane):
            part.failed.connect(self._show_failure)
        self._connect_deeds()

    # The board

    def reload(self) -> None:
        """Ask who has reported for the form and period that are chosen."""
        self.period.suggest(self._services.returns.periods())
        self._reading.begin(self.collection())

    def _show_failure(self, sentence: str) -> None:
        self._show_only(self._state)
        self._state.say_error(sentence)

    def _show_only(self, *parts: QWidget) -> None:
        for part in (self.pane, self.zone, self._state):
            part.setVisible(part in parts)

    def collection(self) -> Collection:
        """The form and days that are chosen."""
        last = self.period.period.last
        form = self._services.reporting.forms.open(self.form.currentData(), last)
        return Collection(form, self.period.period)

    def _show_board(self, states: States, rows: BoardRows) -> None:
        of = self.collection()
        self.pane.panel.name_rows(lambda key: of.label(key, current_language()))
        self.pane.show_states(states, rows)
        is_empty = not states.counts()[ALL] and not states.refused
        # Once there is something on the board it takes the room; files drop on the whole page.
        self._show_only(*((self.zone, self._state) if is_empty else (self.pane,)))
        self.pane.choose(self._wanted)
        self._wanted = ""
        if is_empty:
            self._state.say(
                "id",
                _("No organisation is enrolled yet. Ask each for its identity card, once."),
                _("Enrol cards …"),
            )

    def _act_on_state(self) -> None:
        """The board could not be read, or nobody is on it yet."""
        if self.zone.isVisible():
            self._ask_for_cards()
        else:
            self.reload()

    def _read_versions(self, code: str) -> None:
        of = self.collection()

        def work(_progress: Progress) -> list[HeldVersion]:
            return self._services.versions.of(of.form, of.period, code)

        self._worker.run(work, "versions").done.connect(self.pane.panel.show_versions)

    # Deeds

    def _connect_deeds(self) -> None:
        panel = self.pane.panel
        self.pane.chosen.connect(self._read_versions)
        panel.explain_wanted.connect(self._of_remark(self.deeds.explain))
        panel.ask_again_wanted.connect(self._of_remark(self.deeds.ask_again))
        panel.settle_wanted.connect(self._of_remark(self.deeds.settle))
        panel.give_back_wanted.connect(self._give_back)
        panel.file_wanted.connect(self._write_file)
        panel.letter_wanted.connect(self.deeds.letter)
        panel.take_off_wanted.connect(self.deeds.take_off)
        self._letters.clicked.connect(self._write_letters)
        self._deadlines.clicked.connect(self._change_deadlines)
        self.deeds.done.connect(self._note_deed)
        self.deeds.letters_wanted.connect(self.write_letters)

    def _of_remark(self, deed: RemarkDeed) -> Callable[[RemarkView], None]:
        return lambda view: deed(self.collection(), self.pane.panel.code, view)

    def _give_back(self, code: str) -> None:
        entry = self.pane.entry(code)
        if entry is not None:
            self.deeds.give_back(self.collection(), entry, current_language())

    def _write_file(self, code: str) -> None:
        self.deeds.write_file(self.collection(), code)

    def _write_letters(self) -> None:
        ranked = self.pane.rows.ranked
        if ranked is not None:
            job = self._worker.run(lambda _progress: ranked.to_remind(), "letters")
            job.done.connect(self.deeds.letters)

    def write_letters(
        self, entries: Sequence[Entry], details: LetterDetails, target: Path, language: str
    ) -> None:
        """Write a letter to each of these bodies, all in one go."""
        of = self.collection()

        def work(progress: Progress) -> list[Path]:
            reminders = self._services.reminders
            letters = reminders.letters(of.form, of.period, entries, details, language)
            return reminders.write(letters, [each.code for each in entries], target, progress)

        self._run(work, _("Writing letters …")).done.connect(self._say_written)

    def _say_written(self, files: list[Path]) -> None:
        self.said.emit(files_words(len(files)), None)

    def _change_deadlines(self) -> None:
        self.deadlines = DeadlinesDialog(self._services.deadlines, self.collection().form, self)
        self.deadlines.changed.connect(self.reload)
        self.deadlines.open()

    def _note_deed(self, said: str) -> None:
        self.said.emit(said, None)
        self.reload()

    def show_paper(self, paper: FoundPaper) -> None:
        """Say what a paper in hand is, and show the form and days that it is about."""
        self.outcome.say(paper.told(), "ok" if paper.state == "current" else "warn")
        place = self.form.findData(paper.appendix)
        if place >= 0:
            self.form.setCurrentIndex(place)
            self.period.set_period(paper.period)
            self._wanted = paper.organisation
            self.reload()

    # Taking files in

    def take(self, paths: Sequence[Path]) -> None:
        """Sort dropped files by what they are, and take them in."""
        cards = [path for path in paths if path.suffix.lower() in CARDS]
        packages = [path for path in paths if path not in cards]
        if cards:
            self.compare(cards, packages)
        elif packages:
            self.collect(packages)

    def collect(self, paths: Sequence[Path]) -> None:
        """Take packages in; what was taken in before a cancel stays."""

        def work(progress: Progress) -> list[CollectedFile]:
            return self._services.collecting.collect(paths, progress)

        job = self._run(work, _("Collecting packages …"))
        job.done.connect(self._show_collected)
        job.cancelled.connect(self.reload)

    def compare(self, cards: Sequence[Path], packages: Sequence[Path] = ()) -> None:
        """Show what stands on cards before they are taken in."""

        def work(_progress: Progress) -> list[SeenCard]:
            return self._services.cards.look(cards)

        job = self._run(work, _("Reading cards …"))
        job.done.connect(lambda seen: self._show_cards(seen, cards, packages))

    def _show_cards(
        self, seen: list[SeenCard], cards: Sequence[Path], packages: Sequence[Path]
    ) -> None:
        self.card_dialog = CardDialog(seen, self)
        self.card_dialog.accepted.connect(lambda: self._enrol_and_collect(cards, packages))
        self.card_dialog.open()

    def _enrol_and_collect(self, cards: Sequence[Path], packages: Sequence[Path]) -> None:
        # Packages wait for the cards: without them their senders are unknown.
        job = self.enrol(cards)
        if packages:
            job.done.connect(lambda _cards: self.collect(packages))

    def enrol(self, paths: Sequence[Path]) -> Job:
        """Take the identity cards of organisations whose returns are expected."""

        def work(_progress: Progress) -> list[EnrolledCard]:
            return self._services.cards.enrol(paths)

        job = self._run(work, _("Enrolling cards …"))
        job.done.connect(self._show_enrolled)
        return job

    def _run(self, work: Callable[[Progress], object], words: str) -> Job:
        job = self._job = self._worker.run(work, "files")
        self._busy.begin(words)
        job.progressed.connect(self._busy.show_progress)
        job.ended.connect(self._busy.end)
        job.failed.connect(self.outcome.say_failed)
        return job

    def _cancel(self) -> None:
        self._job.cancel()

    def _show_collected(self, files: list[CollectedFile]) -> None:
        self._show_taken(return_rows.collected_words(files), return_rows.collected_rows(files))

    def _show_enrolled(self, cards: list[EnrolledCard]) -> None:
        self._show_taken(return_rows.enrolled_words(cards), return_rows.card_rows(cards))

    def _show_taken(self, words: str, rows: Sequence[SimpleRow]) -> None:
        self.outcome.show_rows(words, rows)
        self._ways.changed.emit("")
        self.reload()

    def _ask_for_packages(self) -> None:
        paths = ask_for_files(self, _("Collect packages"), _("Packages"), PACKAGES)
        if paths:
            self.collect(paths)

    def _ask_for_folder(self) -> None:
        folder = ask_for_folder(self, _("Collect a folder"))
        if folder is not None:
            self.collect([folder])

    def _ask_for_cards(self) -> None:
        paths = ask_for_files(self, _("Enrol cards"), _("Identity cards"), CARDS)
        if paths:
            self.compare(paths)

    def _note_change(self, _register: str) -> None:
        if self.isVisible():
            self.reload()

    # What the window asks of a page

    def on_shown(self) -> None:
        if not self._is_read_only:
            self.sticks.watch.begin()
        self.reload()

    def take_files(self, paths: Sequence[Path]) -> None:
        self.take(paths)

    def focus_search(self) -> None:
        if self.pane.isVisible():
            self.pane.search.setFocus()
        else:
            super().focus_search()

    def begin_import(self) -> None:
        self._ask_for_packages()

    def escape(self) -> None:
        self.outcome.hide()

    # Qt overrides
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.zone.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.zone.dropEvent(event)
