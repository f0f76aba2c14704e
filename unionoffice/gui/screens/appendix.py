"""The appendix, live: the sheet of paper, what stands behind each figure, and handing it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import ReturnEvidence
from unionoffice.exchange.mending import ToMend
from unionoffice.gui.memory import Memory
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.appendix_bar import AppendixBar
from unionoffice.gui.screens.appendix_work import Answer, AppendixWork, HandedIn
from unionoffice.gui.screens.check_words import TELLING_NEEDS, TOO_EARLY, check_sentence
from unionoffice.gui.screens.checklist_card import ChecklistCard, Point, early_point, may_hand_in
from unionoffice.gui.screens.evidence_panel import EvidencePanel
from unionoffice.gui.screens.figure_deeds import FigureDeeds
from unionoffice.gui.screens.folders import open_folder
from unionoffice.gui.screens.mend_banner import MendBanner
from unionoffice.gui.screens.need_words import sentence_of
from unionoffice.gui.screens.paper import Paper, PaperDesk
from unionoffice.gui.screens.preview import Preview
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.tokens import PANEL_WIDTH, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.layouts import column
from unionoffice.gui.widgets.splitter import RememberedSplitter
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Job, Progress, Worker
from unionoffice.reports.checklist import Check
from unionoffice.reports.documents import write
from unionoffice.reports.sheet import sheet
from unionoffice.services.glance import Need
from unionoffice.workplace import Workplace


class AppendixPage(Page):
    """Counts anew whenever it is shown or a register has changed."""

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
        self._today = today
        self._is_read_only = is_read_only
        self._work = AppendixWork(services)
        self._worker = Worker(self)
        self._answer: Answer | None = None
        self._is_stale = True
        self._leads_to_remark = False
        self._folder: Path | None = None
        own = services.office.own()
        self.bar = AppendixBar(services, memory, today, collects=own.collects)
        if own.collects:
            self.bar.period.suggest(services.returns.periods())
        self.done = Banner(is_closable=True)
        self.mend = MendBanner()
        self.checklist = ChecklistCard()
        self.paper = Paper(self._explain)
        self.panel = EvidencePanel(self._name_of, services.desk.names_of_records)
        self._deeds = FigureDeeds(self._work, services.desk, self.panel, self._counted)
        self._state = StateView()
        self._splitter = RememberedSplitter(memory, "appendix_panel")
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        self.bar.offer_units(services.desk.find_units("", 500))
        if is_read_only:
            self.bar.forbid_handing_in(_("The office is open for reading only."))

    def _build(self) -> None:
        self._desk = PaperDesk(self.paper)
        left = QWidget()
        parts = column(left, S3)
        parts.setContentsMargins(S6, S4, S6, S2)
        for part in (self.bar, self.done, self.mend, self.checklist):
            parts.addWidget(part)
        parts.addWidget(self._desk, 1)
        parts.addWidget(self._state, 1)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.panel)
        self._splitter.begin([3, 0], PANEL_WIDTH)
        column(self, 0).addWidget(self._splitter)
        self.panel.hide()
        self.checklist.hide()
        self._desk.hide()
        self._state.say_loading()

    def _connect(self) -> None:
        self.bar.changed.connect(self.reload)
        self.bar.preview_wanted.connect(self.open_preview)
        self.bar.export_wanted.connect(self.export_to)
        self.bar.hand_in_wanted.connect(self.hand_in_to)
        self.bar.paper_wanted.connect(self.write_paper)
        self.paper.figure_chosen.connect(self.show_figure)
        self.mend.remark_wanted.connect(self.paper.choose)
        self.panel.record_wanted.connect(self._ways.record_wanted)
        self._deeds.said.connect(self.said)
        self._deeds.changed.connect(self.reload)
        self.panel.parts_wanted.connect(self._open_parts)
        self.panel.closed.connect(self.escape)
        self._ways.changed.connect(self._note_change)
        self._state.acted.connect(self.reload)
        self.done.acted.connect(self._open_folder)
        self._worker.broke.connect(self.broke)
        self.panel.model.broke.connect(self.broke)

    # Counting

    def reload(self) -> None:
        """Count the figures again; the paper that stands is shown until the answer comes."""
        self._is_stale = False
        work = partial(self._work.count, self.bar.asked, self._today())
        job = self._worker.run(work, "count")
        job.done.connect(self._show_answer)
        job.failed.connect(self._show_error)

    def _show_answer(self, answer: Answer) -> None:
        self._answer = answer
        self._state.hide()
        self._desk.show()
        self.paper.show_sheet(sheet(answer.filled, self.bar.language))
        self.bar.signing_day.show_usual(answer.filled.letterhead.signed_on)
        self.checklist.show()
        self.checklist.show_points(self._points(answer))
        self._show_what_to_mend(answer)
        if self.panel.isVisibleTo(self):
            self.show_figure(*self.panel.which)

    def _show_what_to_mend(self, answer: Answer) -> None:
        self.mend.show_request(answer.to_mend, answer.asked.form)
        if self._leads_to_remark:
            self._leads_to_remark = False
            self.mend.show_next()

    def show_request(self, asked: ToMend) -> None:
        """Open the form and days of a return that came back, at its first remark."""
        self._leads_to_remark = True
        self.bar.show_form(asked.appendix)
        self.show_period(asked.period)

    def _counted(self) -> Answer | None:
        return self._answer

    def _show_error(self, sentence: str) -> None:
        self._desk.hide()
        self.checklist.hide()
        self._state.show()
        self._state.say_error(sentence)

    def _note_change(self, _register: str) -> None:
        self._is_stale = True
        if self.isVisible():
            self.reload()

    # What to look at

    def _points(self, answer: Answer) -> list[Point]:
        labels = self._labels()
        points = [self._point(check, answer, labels) for check in answer.checks]
        points += [
            Point(sentence_of(need), then(self._open_need, need))
            for need in answer.needs
            if need.kind in TELLING_NEEDS
        ]
        return points

    def _point(self, check: Check, answer: Answer, labels: Mapping[str, str]) -> Point:
        sentence = check_sentence(check, labels)
        if check.kind in TOO_EARLY:
            return early_point(sentence, answer.until_now(self._today()), self.show_period)
        return Point(sentence, self._opener(check))

    def _opener(self, check: Check) -> Callable[[], None] | None:
        if check.kind in ("missing", "unsettled", "shared"):
            return then(self._ways.page_wanted.emit, "returns")
        if check.rows and check.figure:
            return then(self.paper.choose, check.rows[0], check.figure)
        return None

    def _open_need(self, need: Need) -> None:
        if need.person_id is not None:
            self._ways.person_wanted.emit(need.person_id)
        else:
            self._ways.register_wanted.emit(need.register, need.filters)

    def _labels(self) -> dict[str, str]:
        form = self.bar.asked.form
        return {row.key: form.label(row.key, self.bar.language) for row in form.rows()}

    # One figure

    def show_figure(self, row_key: str, figure: str) -> None:
        """Open the panel on one figure, with exactly the records behind it."""
        if self._answer is None:
            return
        asked = self._answer.asked
        row, figures = asked.form.row(row_key), self._answer.filled.figures.row(row_key)
        if row is None or figures is None:
            return
        was_open = self.panel.isVisibleTo(self)
        how = self._explain(row_key, figure)
        self.panel.show_figure(row, self._labels()[row_key], figures, figure, how)
        if self._is_read_only or self._answer.filled.figures.is_consolidated:
            self.panel.forbid_corrections()
        self.panel.show_remarks(self.mend.words_of(row_key))
        self.panel.show()
        if not was_open:
            self._splitter.make_room()
        work = partial(self._work.evidence, asked, row_key, figure)
        job = self._worker.run(work, "evidence")
        job.done.connect(self.panel.show_evidence)
        job.failed.connect(self.panel.show_error)

    def _open_parts(self, whole: ReturnEvidence) -> None:
        """Put the returns behind one of those behind the figure below it."""
        if self._answer is not None:
            work = partial(self._work.parts, self._answer.asked, self.panel.which[0], whole)
            job = self._worker.run(work, "parts")
            job.done.connect(lambda found: self.panel.show_parts(*found))
            job.failed.connect(self.panel.show_error)

    def _explain(self, row_key: str, figure: str) -> str:
        row = self.bar.asked.form.row(row_key)
        if row is None:
            return ""
        if figure == "share":
            return _("Members in a hundred of all who benefit, from the two figures beside it.")
        how = self._services.figures.explanations(row)
        return _(how.get(figure, ""))

    def _name_of(self, register: str) -> str:
        return _(self._services.desk.register(register).title)

    # Papers

    def open_preview(self) -> None:
        """Show the printed pages, to be looked through, printed and kept."""
        if self._answer is not None:
            work = partial(write, self._answer.filled, language=self.bar.language)
            self._preview = Preview(work, self)
            self._preview.open()

    def export_to(self, path: Path) -> None:
        """Write the form as the file's name says."""
        if self._answer is None:
            return
        work = partial(self._work.export, self._answer.filled, path, self.bar.language)
        job = self._run(work, _("Writing {file} …").format(file=path.name))
        job.done.connect(self._say_exported)

    def write_paper(self, paper: str, path: Path) -> None:
        """Write the workbook of all organisations, or the note to the figures."""
        work = partial(self._work.paper, paper, self.bar.asked, path, self.bar.language)
        job = self._run(work, _("Writing {file} …").format(file=path.name), can_cancel=True)
        job.done.connect(self._say_exported)

    def hand_in_to(self, folder: Path) -> None:
        """Write paper and package into a folder or onto a stick."""
        if self._answer is not None and not may_hand_in(self, self._answer.checks, self._labels()):
            return
        seals = self.bar.seal.isVisibleTo(self.bar) and self.bar.seal.isChecked()
        work = partial(self._work.hand_in, self.bar.asked, folder, self.bar.language, seals)
        job = self._run(work, _("Handing in …"))
        job.done.connect(self._say_handed_in)

    def _run(
        self, work: Callable[[Progress], object], words: str, *, can_cancel: bool = False
    ) -> Job:
        job = self._worker.run(work, "paper")
        self._busy.begin(words, can_cancel)
        self._busy.cancel_wanted.connect(job.cancel)
        job.progressed.connect(self._busy.show_progress)
        job.ended.connect(self._busy.end)
        job.failed.connect(self._say_failed)
        return job

    def _say_exported(self, path: Path) -> None:
        self._say_done(_("{file} was written.").format(file=path.name), path.parent)

    def _say_handed_in(self, handed: HandedIn) -> None:
        self._ways.changed.emit("")
        sent = handed.sent
        words = (
            _("Version {version} is ready: {paper} to be signed, and {package} for {upper}.")
            if sent.is_new
            else _("Nothing has changed since version {version}: {paper} and {package} are it.")
        )
        if sent.sealed_for:
            words = _("Version {version}: {paper} to be signed; only {upper} can open {package}.")
        upper = sent.sealed_for or self._services.office.own().parent_name or _("the body above")
        self._say_done(
            words.format(
                version=sent.version,
                paper=handed.report.name,
                package=sent.path.name,
                upper=upper,
            ),
            sent.path.parent,
        )

    def _say_done(self, sentence: str, folder: Path) -> None:
        self._folder = folder
        self.done.say(sentence, "ok", _("Open the folder"))

    def _say_failed(self, sentence: str) -> None:
        self.done.say(sentence, "bad")

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    # What the window asks of a page

    def on_shown(self) -> None:
        upper = self._services.upper_bodies.current()
        self.bar.offer_sealing("" if upper is None else upper.name)
        self.bar.offer_forms()
        if self._is_stale:
            self.reload()

    def begin_print(self) -> None:
        self.open_preview()

    def focus_search(self) -> None:
        self.paper.setFocus()

    def escape(self) -> None:
        if self.panel.isVisibleTo(self):
            self.panel.hide()
            self.paper.clear_choice()
            self.paper.setFocus()

    def show_period(self, period: Period) -> None:
        """Another page wants the form of these days."""
        self.bar.show_period(period)
        self.reload()
