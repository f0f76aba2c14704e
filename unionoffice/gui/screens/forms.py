"""The forms of the office: which there are, making and handing them out, taking them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.exchange.handouts import SUFFIX, HandedOut
from unionoffice.gui.icons import icon
from unionoffice.gui.pages import Page
from unionoffice.gui.rule_words import rules_in_words
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.drop_zone import DropZone
from unionoffice.gui.screens.folders import (
    ask_for_files,
    ask_for_folder,
    open_folder,
)
from unionoffice.gui.screens.form_editor import FormEditor
from unionoffice.gui.screens.hand_out_dialog import HandOutDialog
from unionoffice.gui.screens.report_period import ReportPeriod
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.type_paper import TypePaper
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.screens.workbook_bodies import WorkbookBodies
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.labels import ElidedText
from unionoffice.gui.widgets.layouts import FlowLayout, column, hide_unless, row
from unionoffice.gui.work import Progress, Worker
from unionoffice.reports.form_making import form_id_of, new_form, next_version
from unionoffice.reports.forms import Form
from unionoffice.workplace import Workplace


class FormsPage(Page):
    """At a federation forms are made and given here; below it they are taken in."""

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
        self._folder: Path | None = None
        self._collects = services.office.own().collects
        self._worker = Worker(self)
        self._today = today
        self.period = ReportPeriod(today)
        take = SecondaryButton if self._collects else PrimaryButton
        self.take = take(_("Take in forms …"), "file-import")
        self.make = PrimaryButton(_("Make a form"), "plus")
        self.hand_out = SecondaryButton(_("Hand out …"), "send")
        self.others = SecondaryButton(_("Bodies without the program"), "file-spreadsheet")
        self.done = Banner(is_closable=True)
        heads = (_("Name of the form"), _("Version"), _("In force from"), _("Whose"))
        self.table = SimpleTable(_("Forms"), heads, wide=0, numbers=(1,))
        self.zone = DropZone(
            "file-import",
            _("Drop what the body above hands out here"),
            _("Files that end in .uforms, signed by the body above."),
            (SUFFIX,),
            in_one_line=True,
        )
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        for part in (self.take, self.make, self.hand_out, self.others, self.zone):
            part.setEnabled(not is_read_only)

    def _build(self) -> None:
        head = row(spacing=S2)
        head.addWidget(ElidedText(_("Forms"), "title"), 1)
        head.addWidget(self.take)
        head.addWidget(self.make)
        words = column(spacing=S1)
        words.addLayout(head)
        purpose = _("What is reported, on which form; several forms live side by side.")
        words.addWidget(ElidedText(purpose, "muted"))
        self._build_menus()
        choices = FlowLayout(spacing=S2)
        for part in (self.period, self.others, self.hand_out):
            choices.addWidget(part)
        hide_unless(self._collects, self.period, self.others, self.hand_out, self.make)
        # A federation makes its forms; what comes from above may be dropped on the whole page.
        hide_unless(not self._collects, self.zone)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addLayout(words)
        layout.addLayout(choices)
        layout.addWidget(self.done)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.zone)
        self.setAcceptDrops(True)

    def _build_menus(self) -> None:
        made = QMenu(self)
        made.addAction(icon("plus", "muted"), _("A new form …"), self.ask_for_name)
        made.addAction(icon("edit", "muted"), _("The next version of this form …"), self.revise)
        self.make.setMenu(made)
        others = QMenu(self)
        for icon_name, words, deed in (
            ("file-spreadsheet", _("Blank workbooks …"), self._ask_for_folder),
            ("ballpen", _("Type in a paper form …"), self.type_paper),
            ("lock-open", _("Who may use workbooks …"), self.choose_bodies),
        ):
            others.addAction(icon(icon_name, "muted"), words, deed)
        self.others.setMenu(others)

    def _connect(self) -> None:
        self.take.clicked.connect(self._ask_for_files)
        self.hand_out.clicked.connect(self.ask_what_to_hand_out)
        self.zone.dropped.connect(self.take_in)
        self.done.acted.connect(self._open_folder)
        self._busy.cancel_wanted.connect(self._cancel)
        self._worker.broke.connect(self.broke)

    def reload(self) -> None:
        """Show every form that is known, the newest version of each first."""
        chosen = self.table.currentIndex().row()
        self.table.show_rows(
            [
                SimpleRow(
                    (
                        each.name,
                        number(each.version),
                        day(each.in_force_from) or _("always"),
                        _("of the program") if each.is_bundled else _("of the federation"),
                    ),
                    "file-text",
                    data=(each.id, each.version),
                )
                for each in self._services.reporting.forms.all()
            ]
        )
        self.table.selectRow(max(chosen, 0))

    @property
    def _chosen(self) -> tuple[str, int]:
        rows = self.table.content.rows
        found: tuple[str, int] = rows[max(self.table.currentIndex().row(), 0)].data
        return found

    def _form(self) -> Form:
        """The form that is chosen, in the version of the period that is chosen."""
        return self._services.reporting.forms.open(self._chosen[0], self.period.period.last)

    # Making

    def ask_for_name(self) -> None:
        """A new form begins with its name."""
        name = TextEditor(_("Name of the form"), is_required=True)

        def deed() -> None:
            if not name.value():
                raise UserError(N_("Give the form a name."))

        self.dialog = DeedDialog(_("A new form"), "", {"name": name}, _("Begin"), deed, self)
        self.dialog.accepted.connect(then(self._begin_named, name))
        self.dialog.open()

    def _begin_named(self, name: TextEditor) -> None:
        self.begin(name.value() or "")

    def begin(self, name: str) -> None:
        """Open the editor on a new form of this name."""
        taken = self._services.reporting.forms.ids()
        self._edit(new_form(form_id_of(name, taken), name))

    def revise(self) -> None:
        """Open the editor on the next version of the form that is chosen."""
        chosen = self._services.reporting.forms.open(self._chosen[0])
        self._edit(next_version(chosen, self._today()))

    def _edit(self, form: Form) -> None:
        self.editor = FormEditor(self._services, form, self)
        self.editor.saved.connect(self._note_saved)
        self.editor.open()

    def _note_saved(self, form_id: str, version: int) -> None:
        words = _("“{form}”, version {version}, is kept. Hand it out to the offices below.")
        known = self._services.reporting.forms.all()
        name = next(each.name for each in known if (each.id, each.version) == (form_id, version))
        self.done.say(words.format(form=name, version=version), "ok")
        self.reload()
        self._ways.changed.emit("")

    # Giving and taking

    def ask_what_to_hand_out(self) -> None:
        """Open the list of what one file may hold: forms, and rules beside them."""
        form_id, version = self._chosen
        name = self.table.content.rows[max(self.table.currentIndex().row(), 0)].cells[0]
        self.giving = HandOutDialog(self._services, (form_id, version), name, self)
        self.giving.accepted.connect(self._note_handed_out)
        self.giving.open()

    def _note_handed_out(self) -> None:
        path = self.giving.path
        if path is not None:
            words = _("{file} was written. Give it to the offices below.")
            self._say_done(words.format(file=path.name), path.parent)

    def _ask_for_files(self) -> None:
        paths = ask_for_files(self, _("Take in forms"), _("Forms"), (SUFFIX,))
        if paths:
            self.take_in(paths)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take in what the body above hands out, and say what became of each form."""
        taken: list[HandedOut] = []
        try:
            for path in paths:
                taken += self._services.handouts.take(path)
        except UserError as error:
            self.done.say(str(error), "bad")
        else:
            refused = [each for each in taken if each.status == "refused"]
            words = [each.why or "" for each in refused] or [_taken_words(taken)]
            rules = [value for each in taken if each.status == "accepted" for value in each.rules]
            words += [_("New rules:"), rules_in_words(rules)] if rules else []
            self.done.say("\n".join(words), "bad" if refused else "ok")
        self.reload()
        self._ways.changed.emit("")

    # Offices without the program

    def _ask_for_folder(self) -> None:
        folder = ask_for_folder(self, _("Where shall the blank workbooks be put?"))
        if folder is not None:
            self.write_blanks(folder)

    def write_blanks(self, folder: Path) -> None:
        """A workbook for each organisation that has no key, for the form and days chosen."""
        form, period = self._form(), self.period.period

        def work(progress: Progress) -> list[Path]:
            return self._services.blanks.write(form, period, folder, progress=progress)

        self._job = self._worker.run(work, "blanks")
        self._busy.begin(_("Writing blank workbooks …"))
        self._job.progressed.connect(self._busy.show_progress)
        self._job.ended.connect(self._busy.end)
        self._job.failed.connect(self._say_failed)
        self._job.done.connect(self._say_blanks)

    def _say_blanks(self, written: list[Path]) -> None:
        words = ngettext(
            "{count} blank workbook was written. Collect it when it comes back filled in.",
            "{count} blank workbooks were written. Collect them when they come back filled in.",
            len(written),
        )
        self._say_done(words.format(count=number(len(written))), written[0].parent)

    def _cancel(self) -> None:
        self._job.cancel()

    def choose_bodies(self) -> None:
        """Open the list of the organisations from which workbooks are taken."""
        self.choice = WorkbookBodies(self._services, self.period.period, self)
        self.choice.open()

    def type_paper(self) -> None:
        """Open the form to be typed in from paper."""
        self.typing = TypePaper(self._services, self._form(), self.period.period, self)
        self.typing.taken.connect(self._note_taken)
        self.typing.open()

    def _note_taken(self, _code: str) -> None:
        self._ways.changed.emit("")

    def _say_failed(self, sentence: str) -> None:
        self.done.say(sentence, "bad")

    def _say_done(self, sentence: str, folder: Path) -> None:
        self._folder = folder
        self.done.say(sentence, "ok", _("Open the folder"))

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    # What the window asks of a page

    def on_shown(self) -> None:
        self.period.suggest(self._services.returns.periods() if self._collects else [])
        self.reload()

    def take_files(self, paths: Sequence[Path]) -> None:
        if self.take.isEnabled():
            self.take_in(paths)

    def begin_import(self) -> None:
        if self.take.isEnabled():
            self._ask_for_files()

    def escape(self) -> None:
        self.done.hide()

    # Qt overrides
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.zone.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.zone.dropEvent(event)


def _taken_words(taken: Sequence[HandedOut]) -> str:
    names = ", ".join(f"“{each.name}” {each.version}" for each in taken)
    if all(each.status == "already_held" for each in taken):
        return _("All of it is held already: {names}.").format(names=names)
    return _("Taken in: {names}.").format(names=names)
