"""Papers about a whole collection: the workbook of everybody, and the explanatory note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core import formatting
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, words_in
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.exchange.board import Board
from unionoffice.exchange.by_body import figures_by_body
from unionoffice.exchange.consolidation import WHOLE, returns_summed
from unionoffice.exchange.handed_in import these
from unionoffice.exchange.note_words import Facts, NoteWords
from unionoffice.exchange.reminders import dated, signature
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.returns import year_before
from unionoffice.exchange.structures import View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.figures_document import figures_of, read_document
from unionoffice.reports.filled import FilledForm, Letterhead
from unionoffice.reports.forms import Form
from unionoffice.reports.letter_files import write_letters
from unionoffice.reports.letters import Letter
from unionoffice.store.store import Store

Progress = Callable[[int, int, str], None]


class FederationPapers:
    """Writes what a federation needs beside the form itself."""

    def __init__(
        self,
        store: Store,
        reporting: Reporting,
        board: Board,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store = store
        self._reporting = reporting
        self._board = board
        self._today = today

    def write_workbook(
        self,
        form: Form,
        period: Period,
        path: Path,
        language: str,
        progress: Progress,
        view: View = WHOLE,
        *,
        signed_on: date | None = None,
    ) -> None:
        """The form of the whole, a table of all, and a sheet for every return that is summed.

        Raises UserError where nobody has handed in, and for a name that is no workbook's.
        """
        # XlsxWriter is loaded when a workbook is written, not before.
        from unionoffice.reports.xlsx_all import write_all

        if path.suffix.lower() != ".xlsx":
            raise UserError(
                N_("“{file}” is no name for a workbook. Let it end in .xlsx."), file=path.name
            )
        self._check_level()
        whole = self._reporting.filled(form, period, view=view, signed_on=signed_on)
        with self._store.reading() as session:
            returns = list(self._returns(session, form, period, view))
        if not returns:
            raise UserError(N_("Nobody has handed in for this period yet."))
        write_all(whole, returns, path, language, progress)

    def note(
        self, form: Form, period: Period, language: str, signed_on: date | None = None
    ) -> Letter:
        """A note to the figures: who reported, what was asked, what changed and why."""
        facts = self._facts(form, period)
        own, spoken = self._reporting.own(), form.speaks(language)
        say = words_in(language).gettext
        subject = say(N_("On the figures of the report {form}, {first} to {last}"))
        gaps = {
            "form": form.name[spoken],
            "first": formatting.day(period.first, language),
            "last": formatting.day(period.last, language),
        }
        addressee = clean(own.parent_name)
        return Letter(
            language=language,
            upper_body=addressee,
            organisation=clean(own.name),
            motto=form.motto[spoken] if form.motto else (),
            number=say(N_("No.: {number}/{sign}")).format(number="        ", sign="BC-LĐLĐ"),
            subject="",
            date_line=dated(form, own, signed_on or self._today(), spoken),
            heading=(say(N_("EXPLANATORY REPORT")), subject.format(**gaps)),
            address=say(N_("To: {name}")).format(name=addressee) if addressee else "",
            paragraphs=(
                *NoteWords(facts, language).paragraphs(),
                say(N_("This is the explanatory report./.")),
            ),
            recipients=(say(N_("Copies to:")), say(N_("- As above;")), say(N_("- Office file."))),
            signature=signature(form, own, spoken),
            signatory=clean(own.signer_name),
        )

    def write_note(
        self,
        form: Form,
        period: Period,
        path: Path,
        language: str,
        *,
        signed_on: date | None = None,
    ) -> None:
        """Write the note as its file name says: .docx or .pdf."""
        self._check_level()
        write_letters([self.note(form, period, language, signed_on)], path)

    def _check_level(self) -> None:
        if not self._reporting.own().collects:
            raise UserError(N_("A primary organisation has no organisations below it."))

    def _facts(self, form: Form, period: Period) -> Facts:
        board = self._board.view(form, period)
        whole = self._reporting.figures(form, period)
        earlier = year_before(period)
        before = self._reporting.figures(form, earlier)
        with self._store.reading() as session:
            bodies = figures_by_body(session, form, period)
            bodies_before = figures_by_body(session, form, earlier)
        return Facts(
            form, period, board, whole, before if before.sources else None, bodies, bodies_before
        )

    def _returns(
        self, session: Session, form: Form, period: Period, view: View
    ) -> Iterator[FilledForm]:
        """Each return as its body would print it."""
        bodies = session.execute(select(Organisation.code, Organisation.name))
        names = {body.code: body.name for body in bodies}
        own = self._reporting.own().name
        found = session.execute(
            select(ReceivedReturn.content, Organisation.parent_code)
            .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
            .where(these(returns_summed(session, form, period, view).values()))
            .order_by(Organisation.code)
        )
        for content, parent_code in found:
            figures = figures_of(read_document(content.encode()))
            older = self._reporting.forms.find(figures.appendix, figures.appendix_version)
            letterhead = Letterhead(upper_body=names.get(parent_code or "", own))
            yield FilledForm(older or form, figures, letterhead)
