"""What a clerk does from the board, each asked for in a small form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.exchange import giving_back, settling_shares
from unionoffice.exchange.board_entries import Entry, RemarkView
from unionoffice.exchange.successions import APART, HELD
from unionoffice.gui.screens.board_forms import Collection, GiveBackForm, LetterForm
from unionoffice.gui.screens.deed_dialog import DeedDialog, Deeds
from unionoffice.gui.screens.folders import (
    ask_for_folder,
    ask_for_name_and_kind,
    ask_where_to_write,
)
from unionoffice.gui.widgets.editors import ChoiceEditor, LongTextEditor
from unionoffice.workplace import Workplace

_ALL = "*"  # of all returns in which it stands
RemarkDeed = Callable[[Collection, str, RemarkView], None]


def files_words(count: int) -> str:
    """How many files were written."""
    words = ngettext("{count} file was written.", "{count} files were written.", count)
    return words.format(count=number(count))


class BoardDeeds(Deeds):
    """What a clerk does; `letters_wanted` where letters are to be written."""

    letters_wanted = Signal(object, object, object, str)  # entries, details, path, language

    def __init__(self, services: Workplace, page: QWidget, today: Callable[[], date]) -> None:
        super().__init__(page)
        self._services = services
        self._today = today

    def explain(self, of: Collection, code: str, view: RemarkView) -> None:
        """Ask what explains a remark."""
        note = LongTextEditor(_("What explains it"), is_required=True)

        def deed() -> None:
            said = note.value() or ""
            self._services.board.explain(of.form, of.period, code, view.remark, said)

        said = _("The remark is explained.")
        self._open(_("Explain a remark"), str(view.remark), {"note": note}, _("Keep"), deed, said)

    def ask_again(self, of: Collection, code: str, view: RemarkView) -> None:
        """Let an explained remark ask to be looked at again."""
        self._services.board.ask_again(of.form, of.period, code, view.remark)
        self.done.emit(_("The remark asks to be looked at again."))

    def settle(self, of: Collection, code: str, view: RemarkView) -> None:
        """Ask which return counts."""
        if view.remark.check == settling_shares.CHECK:
            self._settle_share(of, view)
        else:
            self._settle_succession(of, code, view)

    def _settle_share(self, of: Collection, view: RemarkView) -> None:
        """Of what several returns have summed."""
        values = view.remark.values
        holders = [(code, code) for code in values["holders"].split(", ")]
        choice = ChoiceEditor(
            _("In which return it counts"),
            (*holders, (_ALL, _("In each: they are different bodies"))),
            is_required=True,
        )
        choice.set_value(values["keeper"] or holders[0][0])

        def deed() -> None:
            keeper = "" if choice.value() == _ALL else str(choice.value())
            self._services.shared_returns.settle(of.form, of.period, values["code"], keeper)

        self._open_settling(choice, str(view.remark), deed)

    def _settle_succession(self, of: Collection, code: str, view: RemarkView) -> None:
        """Of a body that ended and its heirs."""
        values = view.remark.values
        choices = (
            (APART, _("Both returns, each for itself")),
            (HELD, _("Only the return of the heir")),
        )
        choice = ChoiceEditor(
            _("Which returns count"),
            choices,
            is_required=True,
        )
        choice.set_value(values["settled"] or APART)

        def deed() -> None:
            is_held = choice.value() == HELD
            self._services.successions.settle(of.form, of.period, code, is_held_by_heirs=is_held)

        note = _(
            "“{body}” ended on {end}. If “{heirs}” took over its lists and reports {first} to "
            "{until}, its return holds these figures already; ask it when in doubt."
        ).format(**values)
        self._open_settling(choice, note, deed)

    def _open_settling(self, choice: ChoiceEditor, note: str, deed: Callable[[], None]) -> None:
        said = _("It is settled which return counts.")
        self._open(_("Which return counts"), note, {"which": choice}, _("Keep"), deed, said)

    def take_off(self, refused_id: int) -> None:
        """Take a file that was refused off the list."""
        self._services.refused_files.take_off(refused_id)
        self.done.emit(_("The refused file is off the list."))

    def give_back(self, of: Collection, entry: Entry, language: str) -> None:
        """Ask what is to be mended, and until when; then where its file is to be written."""
        contact = self._services.reminders.details().contact
        form = self.form = GiveBackForm(of, entry, language, contact, self._today)
        given: list[int] = []

        def deed() -> None:
            id_ = self._services.giving_back.give_back(
                of.form,
                of.period,
                entry.code,
                form.asked(),
                message=form.message.value() or "",
                reply_by=form.reply_by.value(),
                contact=form.contact.value() or "",
            )
            given.append(id_)

        title = _("Give the return of {name} back").format(name=entry.name or entry.code)
        note = _("The office gets a signed file, and sees each remark beside its figure.")
        self.dialog = DeedDialog(title, note, form.editors, _("Give back …"), deed, self._page)
        self.dialog.accepted.connect(lambda: self._write_given(of, entry.code, given[-1]))
        self.dialog.open()

    def _write_given(self, of: Collection, code: str, given: int) -> None:
        self.done.emit(_("The return was given back. Its file goes to the office."))
        self.write_file(of, code, given)

    def write_file(self, of: Collection, code: str, given: int | None = None) -> None:
        """Ask where the file of what was given back is to be written."""
        if given is None:
            given = self._services.giving_back.standing(of.form, of.period, code)
        if given is None:
            return
        name = self._services.giving_back.file_name(of.form, of.period, code)
        title, kind = _("Write the file for the office"), _("Return to be mended")
        path = ask_where_to_write(self._page, title, Path.home() / name, kind, giving_back.SUFFIX)
        if path is not None:
            self._services.giving_back.write(given, path)
            self.done.emit(_("{file} was written.").format(file=path.name))

    def letter(self, entry: Entry) -> None:
        """Write to one body alone."""
        self.letters([entry])

    def letters(self, entries: Sequence[Entry]) -> None:
        """Ask what the letters have in common, and where they are to be written."""
        if not entries:
            self.done.emit(_("Nobody in the table has to be reminded."))
            return
        form = LetterForm(self._services.reminders.details(), self._today)

        def deed() -> None:
            self._services.reminders.remember(form.details())

        def write() -> None:
            target = self._ask_for_target(str(form.kind.value()))
            if target is not None:
                language = str(form.language.value())
                self.letters_wanted.emit(entries, form.details(), target, language)

        title = ngettext(
            "Letter to {count} organisation", "Letters to {count} organisations", len(entries)
        ).format(count=number(len(entries)))
        note = _("To all in the table who have not handed in, or whose return went back.")
        self.dialog = DeedDialog(title, note, form.editors, _("Write …"), deed, self._page)
        self.dialog.accepted.connect(write)
        self.dialog.open()

    def _ask_for_target(self, kind: str) -> Path | None:
        if kind == "folder":
            return ask_for_folder(self._page, _("A folder for the letters"))
        return ask_for_name_and_kind(
            self._page,
            _("Write the letters"),
            Path.home() / f"{_('Letters')}.pdf",
            ((".pdf", "PDF"), (".docx", "Word")),
        )
