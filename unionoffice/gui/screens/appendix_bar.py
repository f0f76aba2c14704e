"""Above the paper: which form, days, unit and language; and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from unionoffice.core.i18n import LANGUAGE_NAMES, N_, _
from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import WHOLE
from unionoffice.exchange.structures import View
from unionoffice.gui.icons import icon
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.appendix_work import NOTE, WORKBOOK, Asked, paper_name
from unionoffice.gui.screens.body_choice import BodyChoice
from unionoffice.gui.screens.folders import ask_for_folder, ask_where_to_write
from unionoffice.gui.screens.report_period import ReportPeriod
from unionoffice.gui.screens.signing_day import SigningDay
from unionoffice.gui.screens.structure_choice import StructureChoice
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import S1, S2
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.gui.widgets.labels import ElidedText
from unionoffice.gui.widgets.layouts import FlowLayout, column
from unionoffice.gui.widgets.page_head import PageHead
from unionoffice.services.body_tree import Tree
from unionoffice.services.views import NamedChoice
from unionoffice.workplace import Workplace

FORM_LETTERS = 20
KINDS = ((".pdf", "PDF"), (".xlsx", "Excel"), (".docx", "Word"))
FEDERATION_KINDS = (
    (WORKBOOK, ".xlsx", N_("Excel, a sheet for every organisation")),
    (NOTE, ".docx", N_("Explanatory report (Word)")),
    (NOTE, ".pdf", N_("Explanatory report (PDF)")),
)
PAPER_NAMES = {WORKBOOK: N_("Appendices of all organisations"), NOTE: N_("Explanatory report")}
USUAL_FORM = "vn-member-benefit"
PURPOSE = N_("The sheet as it will be printed. Choose a figure to see what stands behind it.")


class AppendixBar(QWidget):
    """Announces any change of what is asked for, and what the user wants to do."""

    changed = Signal()
    preview_wanted = Signal()
    export_wanted = Signal(Path)
    hand_in_wanted = Signal(Path)
    paper_wanted = Signal(str, Path)  # of a federation: WORKBOOK or NOTE

    def __init__(
        self,
        services: Workplace,
        memory: Memory,
        today: Callable[[], date],
        *,
        collects: bool,
    ) -> None:
        super().__init__()
        self._forms = services.reporting.forms
        self._memory = memory
        self._collects = collects
        self.form = CalmComboBox()
        self.period = ReportPeriod(today)
        self.unit = CalmComboBox()
        self.structure = StructureChoice(today)
        self.body = BodyChoice(partial(self._tree, services), _("Whole office, or a body …"))
        self.signing_day = SigningDay(today)
        self.language_choice = CalmComboBox()
        self._preview = SecondaryButton(_("Preview and print"), "printer")
        self._export = SecondaryButton(_("Export"), "file-export")
        self.hand_in = PrimaryButton(_("Hand in …"), "send")
        self._own = services.office.own()
        if not self._own.hands_in:
            self.hand_in.hide()
        self.seal = QCheckBox()
        self._opened = self._forms.open(self._usual_form(), self.period.period.last)
        self._build()
        self._fill()
        self._connect()

    def _build(self) -> None:
        words = column(self, S1)
        words.addWidget(PageHead(_("Appendix"), (self._preview, self._export), self.hand_in))
        words.addWidget(ElidedText(_(PURPOSE), "muted"))
        choices = FlowLayout(spacing=S2)
        for name, combo in (
            (_("The form"), self.form),
            (_("Period"), self.period),
            (_("Unit"), self.unit),
            (_("Structure as of"), self.structure),
            (_("A body below"), self.body),
            (_("Day of signing"), self.signing_day),
            (_("Language of the paper"), self.language_choice),
        ):
            combo.setAccessibleName(name)
            combo.setToolTip(name)
            choices.addWidget(combo)
        choices.addWidget(self.seal)
        self.seal.hide()
        words.addSpacing(S1)
        words.addLayout(choices)
        menu = QMenu(self)
        for suffix, name in KINDS:
            menu.addAction(icon("file-text", "muted"), name).setData(("", suffix, name))
        if self._collects:
            menu.addSeparator()
            for paper, suffix, label in FEDERATION_KINDS:
                name = _(label)
                icon_name = "file-spreadsheet" if paper == WORKBOOK else "file-text"
                menu.addAction(icon(icon_name, "muted"), name).setData((paper, suffix, name))
        menu.triggered.connect(self._ask_where)
        self._export.setMenu(menu)

    def _fill(self) -> None:
        self.offer_forms()
        self.unit.setMinimumContentsLength(14)
        self.unit.addItem(_("Whole organisation"), None)
        self.structure.setVisible(self._collects)
        self.body.setVisible(self._collects)
        self._fill_languages()

    def _connect(self) -> None:
        self.form.activated.connect(self._open_form)
        self.period.chosen.connect(self._take_period)
        self.unit.activated.connect(self._take_unit)
        self.structure.chosen.connect(self._announce)
        self.body.chosen.connect(self._take_unit)
        self.signing_day.chosen.connect(self._announce)
        self.language_choice.activated.connect(self._announce)
        self._preview.clicked.connect(self.preview_wanted)
        self.hand_in.clicked.connect(self._ask_for_folder)

    @property
    def asked(self) -> Asked:
        view = View(self.body.code, self.structure.day) if self._collects else WHOLE
        return Asked(
            self._opened, self.period.period, self.unit.currentData(), view, self.signing_day.day
        )

    @property
    def language(self) -> str:
        return str(self.language_choice.currentData())

    def _tree(self, services: Workplace) -> Tree:
        """The bodies below by the structure that is looked at."""
        return services.structure.tree(self.structure.day or self.period.period.last)

    def offer_units(self, units: Sequence[NamedChoice]) -> None:
        for unit in units:
            self.unit.addItem(f"{unit.name} · {unit.note}" if unit.note else unit.name, unit.id)
        self.unit.setVisible(bool(units) and not self._collects)

    def offer_forms(self) -> None:
        """Offer every form that is known now, and keep the one that is open."""
        self.form.clear()
        self.form.setMinimumContentsLength(FORM_LETTERS)
        for form_id in self._forms.ids():
            self.form.addItem(self._name_of(form_id), form_id)
        self.form.setCurrentIndex(self.form.findData(self._opened.id))
        self.form.setVisible(self.form.count() > 1)

    def show_form(self, form_id: str) -> None:
        """Another page wants this form."""
        self._opened = self._forms.open(form_id, self.period.period.last)
        self.offer_forms()
        self._fill_languages()

    def offer_sealing(self, receiver: str) -> None:
        """What is handed in can be sealed for this body, and is unless somebody says otherwise."""
        if receiver and not self.seal.isVisibleTo(self):
            self.seal.setChecked(True)
        self.seal.setVisible(bool(receiver))
        self.seal.setText(_("Seal what is handed in"))
        only = _("Only “{name}” can open the package then.").format(name=receiver)
        self.seal.setToolTip(plain_tip(only))

    def show_period(self, period: Period) -> None:
        self.period.set_period(period)
        self._follow_period()

    def forbid_handing_in(self, why: str) -> None:
        self.hand_in.setEnabled(False)
        self.hand_in.setToolTip(plain_tip(why))

    def _name_of(self, form_id: str) -> str:
        form = self._forms.open(form_id)
        return form.name[form.languages[0]]

    def _usual_form(self) -> str:
        ids = self._forms.ids()
        kept = self._memory.recall("appendix/form", USUAL_FORM)
        return next((each for each in (kept, USUAL_FORM) if each in ids), ids[0])

    def _open_form(self) -> None:
        self._opened = self._forms.open(self.form.currentData(), self.period.period.last)
        self._memory.keep("appendix/form", self._opened.id)
        self._fill_languages()
        self._announce()

    def _fill_languages(self) -> None:
        self.language_choice.clear()
        for language in self._opened.languages:
            self.language_choice.addItem(LANGUAGE_NAMES.get(language, language), language)
        self.language_choice.setVisible(self.language_choice.count() > 1)

    def _take_period(self) -> None:
        self._follow_period()
        self._announce()

    def _follow_period(self) -> None:
        """Which version of the form is in force hangs on the period."""
        if self._opened.id in self._forms.ids():
            found = self._forms.open(self._opened.id, self.period.period.last)
            if found != self._opened:
                self._opened = found
                self._fill_languages()

    def _take_unit(self) -> None:
        whole = self.unit.currentData() is None and self.body.choice is None
        self.hand_in.setEnabled(whole)
        self.hand_in.setToolTip(
            "" if whole else _("Only the whole organisation's appendix is handed in.")
        )
        self._announce()

    def _announce(self) -> None:
        self.changed.emit()

    def _ask_where(self, action: QAction) -> None:
        paper, suffix, name = action.data()
        what = _(PAPER_NAMES[paper]) if paper else ""
        name_of = partial(paper_name, self._opened, self.period.period, self._whose())
        proposal = Path.home() / f"{name_of(self.language, what)}{suffix}"
        path = ask_where_to_write(self, _("Export the appendix"), proposal, name, suffix)
        if path is None:
            return
        if paper:
            self.paper_wanted.emit(paper, path)
        else:
            self.export_wanted.emit(path)

    def _whose(self) -> str:
        if self.body.choice is not None:
            return self.body.choice.name
        if self.unit.currentData() is not None:
            return self.unit.currentText()
        return f"{self._own.code} {self._own.name}"

    def _ask_for_folder(self) -> None:
        folder = ask_for_folder(self, _("Where shall paper and package be put?"))
        if folder is not None:
            self.hand_in_wanted.emit(folder)
