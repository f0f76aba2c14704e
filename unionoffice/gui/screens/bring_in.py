"""Bringing a list in: one page, four steps that stay visible: choose, read, check, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.gui.pages import Page
from unionoffice.gui.passing_folder import PassingFolder
from unionoffice.gui.screens.drop_zone import DropZone
from unionoffice.gui.screens.folders import ask_for_files, ask_where_to_write
from unionoffice.gui.screens.list_check import ListCheck
from unionoffice.gui.screens.list_done import ListDone
from unionoffice.gui.screens.list_reading import ListWork, Reading
from unionoffice.gui.screens.pasted import copied_now, pasted_files
from unionoffice.gui.screens.step_bar import StepBar
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.work import Job, Progress, Worker, in_turns
from unionoffice.registerkit.columns import Kind
from unionoffice.spreadsheets.results import ImportOutcome
from unionoffice.spreadsheets.writing import write_rejects
from unionoffice.workplace import Workplace

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html")
CHOOSE, READ, CHECK, DONE = range(4)
STOPPED = N_("Stopped. Nothing was changed.")


class BringInPage(Page):
    """Reading and writing happen in the worker; nothing is written before the check is over."""

    def __init__(
        self,
        services: Workplace,
        ways: Ways,
        today: Callable[[], date] = date.today,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._worker = Worker(self)
        self._work = ListWork(services, today())
        self._files: list[Path] = []
        self._pasted: PassingFolder | None = None
        self._reading: Reading | None = None
        self._outcome: ImportOutcome | None = None
        self.steps = StepBar((_("Choose"), _("Read"), _("Check"), _("Done")))
        self.register = CalmComboBox()
        self.banner = Banner(is_closable=True)
        self.zone = DropZone(
            "file-spreadsheet",
            _("Drop the list here, as it is"),
            _("Excel, LibreOffice or CSV; with letterhead, merged heads, old letters and all."),
            SUFFIXES,
        )
        self._choose = PrimaryButton(_("Choose a file …"), "folder-open")
        self._paste = SecondaryButton(_("Paste a copied table"), "clipboard-list")
        self.check = ListCheck(services.shapes.of)
        self.done = ListDone()
        self._stack = QStackedWidget()
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        self._show_step(CHOOSE)
        if is_read_only:
            self.zone.setEnabled(False)
            self.banner.say(_("The office is open for reading only."), "warn")

    def _build(self) -> None:
        head = row(spacing=S4)
        head.addWidget(ElidedText(_("Bring in a list"), "title"), 1)
        head.addWidget(self.steps)
        start = QWidget()
        first = column(start, S3)
        choice = row(spacing=S2)
        choice.addWidget(Text(_("Into the register")))
        choice.addWidget(self.register)
        choice.addStretch(1)
        self.register.setAccessibleName(_("Into the register"))
        self.register.setMinimumContentsLength(26)
        self.register.addItem(_("as the heads of the list say"), "")
        registers = tuple(each for each in self._services.desk.registers() if each.can_import)
        for view in registers:
            self.register.addItem(_(view.title), view.key)
        self.check.offer_registers(registers)
        self.zone.add_button(self._choose)
        self.zone.add_button(self._paste)
        first.addLayout(choice)
        first.addWidget(self.zone)
        first.addStretch(1)
        for part in (start, self.check, self.done):
            self._stack.addWidget(part)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(head)
        layout.addSpacing(S1)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._ask_for_files)
        self._paste.clicked.connect(self.paste)
        self.zone.dropped.connect(self.read)
        self._busy.cancel_wanted.connect(self._cancel)
        self.check.remapped.connect(self._map_anew)
        self.check.answered.connect(self._answer)
        self.check.register_chosen.connect(self._read_as)
        self.check.people_wanted.connect(self._try_with_people)
        self.check.confirmed.connect(self.bring_in)
        self.check.given_up.connect(self.begin)
        self.done.register_wanted.connect(self._open_register)
        self.done.rejects_wanted.connect(self._ask_for_rejects)
        self.done.undo_wanted.connect(self.undo)
        self.done.another_wanted.connect(self.begin)
        self._worker.broke.connect(self.broke)

    def _show_step(self, step: int) -> None:
        self.steps.show_step(step)
        self.setFocus()  # what had the keys may go with its step, and Qt would lead out of the page
        places = {CHOOSE: 0, READ: 0, CHECK: 1, DONE: 2}
        self._stack.setCurrentIndex(places[step])

    # Choose

    def begin(self, register: str | None = None) -> None:
        """Begin anew; a register that is named is chosen already."""
        self._reading = self._outcome = None
        self._forget_pasted()
        self.banner.say("")
        if register is not None:
            self.register.setCurrentIndex(max(0, self.register.findData(register)))
        self._show_step(CHOOSE)
        self._choose.setFocus()

    def _ask_for_files(self) -> None:
        paths = ask_for_files(self, _("Choose the list"), _("Lists"), SUFFIXES)
        if paths:
            self.read(paths)

    def paste(self) -> None:
        """Read the table that was copied in another program."""
        if not self.zone.isEnabled():
            return
        self._forget_pasted()
        self._pasted = PassingFolder()
        try:
            copied = copied_now()
            self.read(pasted_files(copied, SUFFIXES, self._pasted.path))
        except UserError as error:
            self.banner.say(str(error), "bad")

    def _forget_pasted(self) -> None:
        """Names of people do not stay in a file that nobody knows of."""
        if self._pasted is not None:
            self._pasted.cleanup()
            self._pasted = None

    # Read

    def read(self, files: Sequence[Path]) -> None:
        """Read files for the register that is chosen, or the one they speak of."""
        self._files = list(files)
        self._read_as(self.register.currentData())

    def _read_as(self, register: str) -> None:
        self._show_step(READ)
        work = partial(self._work.read, self._files, register)
        self._run(work, _("Reading the list …")).done.connect(self._show_reading)

    def _map_anew(self, place: int, columns: dict[str, str | None]) -> None:
        if self._reading is not None:
            work = partial(self._work.map_anew, self._reading, place, columns)
            self._run(work, _("Reading the list …")).done.connect(self._show_reading)

    def _answer(self, place: int, field: str, value: str) -> None:
        if self._reading is not None:
            work = partial(self._work.answer, self._reading, place, field, value)
            self._run(work, _("Comparing with the office …")).done.connect(self._show_reading)

    def _try_with_people(self, creates: bool) -> None:
        if self._reading is not None and self._reading.create_people != creates:
            reading = replace(self._reading, create_people=creates)
            work = partial(self._work.trial, reading)
            self._run(work, _("Comparing with the office …")).done.connect(self._show_reading)

    # Check

    def _show_reading(self, reading: Reading) -> None:
        self._reading = reading
        view = self._services.desk.register(reading.register)
        lines = view.lines.fields if view.lines is not None else ()
        names_people = any(each.kind is Kind.PERSON for each in (*view.fields, *lines))
        self.check.show_reading(reading, names_people=names_people)
        in_turns(self, self.check.fit_columns, self._show_check)

    def _show_check(self) -> None:
        if self._reading is not None:
            self._show_step(CHECK)
            self.check.confirm.setFocus()

    def bring_in(self) -> None:
        """Write what was checked into the office."""
        if self._reading is not None:
            work = partial(self._work.bring_in, self._reading)
            self._run(work, _("Bringing the list in …")).done.connect(self._show_outcome)

    # Done

    def _show_outcome(self, outcome: ImportOutcome) -> None:
        self._outcome = outcome
        self._forget_pasted()
        self.done.show_outcome(outcome)
        self._show_step(DONE)
        self.done.setFocus()
        self._ways.changed.emit(outcome.register)

    def undo(self) -> None:
        """Take the whole import back."""
        if self._outcome is not None:
            work = partial(self._work.undo, self._outcome)
            job = self._run(work, _("Taking the list back …"))
            job.done.connect(self._say_undone)

    def _say_undone(self, outcome: ImportOutcome) -> None:
        self.done.say_undone()
        self._ways.changed.emit(outcome.register)

    def _open_register(self) -> None:
        if self._outcome is not None:
            self._ways.page_wanted.emit(self._outcome.register)

    def _ask_for_rejects(self) -> None:
        folder = self._files[0].parent  # of a pasted table it is gone
        folder = folder if folder.exists() else Path.home()
        proposal = folder / (_("Refused rows") + ".xlsx")
        path = ask_where_to_write(self, _("Save the refused rows"), proposal, "Excel", ".xlsx")
        if path is not None:
            self.save_rejects(path)

    def save_rejects(self, path: Path) -> None:
        """Write the refused rows in their own columns with the reason beside them."""
        if self._outcome is None:
            return
        lists = self._outcome.rejects()

        def work(_progress: Progress) -> Path:
            write_rejects(path, lists)
            return path

        self._run(work, _("Saving the refused rows …")).done.connect(self._say_saved)

    def _say_saved(self, path: Path) -> None:
        self.banner.say(_("The refused rows are in {file}.").format(file=path.name), "ok")

    # Running

    def _run(self, work: Callable[[Progress], object], words: str) -> Job:
        self.banner.say("")
        self._busy.prepare()
        job = self._worker.run(work, "list")
        self._job = job
        self._busy.begin(words)
        job.progressed.connect(self._busy.show_progress)
        job.ended.connect(self._busy.end)
        job.failed.connect(self._say_failed)
        job.cancelled.connect(self._say_cancelled)
        return job

    def _cancel(self) -> None:
        self._job.cancel()

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")
        self._show_step(self._last_step())

    def _last_step(self) -> int:
        """Where the user was when work began that came to nothing."""
        if self._outcome is not None:
            return DONE
        return CHOOSE if self._reading is None else CHECK

    def _say_cancelled(self) -> None:
        self.banner.say(_(STOPPED), "info")
        self._show_step(self._last_step())

    # What the window asks of a page

    def take_keys(self) -> None:
        if self._choose.isVisible():
            self._choose.setFocus()
        else:
            super().take_keys()

    def take_files(self, paths: Sequence[Path]) -> None:
        self.begin("")
        self.read(paths)

    def begin_import(self) -> None:
        self.begin()
