"""What the appendix page asks for, done off the window's thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unionoffice.core.file_names import readable_name
from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import WHOLE, ReturnEvidence
from unionoffice.exchange.deadlines import kind_of
from unionoffice.exchange.mending import ToMend
from unionoffice.exchange.sending import Sent
from unionoffice.exchange.structures import View
from unionoffice.gui.period_choice import period_words
from unionoffice.gui.screens.evidence_model import Evidence
from unionoffice.gui.work import Progress
from unionoffice.reports.checklist import Check, checks_of
from unionoffice.reports.documents import write
from unionoffice.reports.filled import FilledForm, RowFigures
from unionoffice.reports.forms import Form
from unionoffice.services.glance import Need
from unionoffice.workplace import Workplace

WORKBOOK, NOTE = "workbook", "note"


@dataclass(frozen=True)
class Asked:
    """Which form, for which days and unit (None: everybody), by which structure, dated when."""

    form: Form
    period: Period
    unit_id: int | None = None
    view: View = WHOLE
    signed_on: date | None = None  # None: today, or the day on which it was handed in


@dataclass(frozen=True)
class Answer:
    """The filled form, and what deserves a look."""

    asked: Asked
    filled: FilledForm
    checks: tuple[Check, ...]
    needs: tuple[Need, ...]
    to_mend: ToMend | None = None

    def until_now(self, today: date) -> Period | None:
        """The same period, ending on the day of signing or today; None where it has to be whole.

        The returns below are of the whole period, as a form may be.
        """
        asked, last = self.asked, min(self.asked.signed_on or today, today)
        is_whole = self.filled.figures.is_consolidated or asked.form.period != "any"
        return None if is_whole or asked.period.first > last else Period(asked.period.first, last)


@dataclass(frozen=True)
class HandedIn:
    """The two files that were written for the body above."""

    report: Path
    sent: Sent


def _days_of(asked: Asked) -> Iterator[Check]:
    """A form for a quarter is not made for other days without a word."""
    wanted = asked.form.period
    if wanted != "any" and kind_of(asked.period) != wanted:
        yield Check(f"not_a_{wanted}", 1)


def paper_name(form: Form, period: Period, whose: str, language: str, what: str = "") -> str:
    """A name by which people find the paper again; `what` it is where it is not the form."""
    return readable_name(what or form.name[language], period_words(period), whose)


class AppendixWork:
    """Every method may be called in a worker's thread."""

    def __init__(self, services: Workplace) -> None:
        self._services = services

    def count(self, asked: Asked, today: date, _progress: Progress) -> Answer:
        filled = self._services.reporting.filled(
            asked.form, asked.period, asked.unit_id, asked.view, signed_on=asked.signed_on
        )
        glance = self._services.overview.kept()
        needs = glance.needs if glance is not None and not filled.figures.is_consolidated else ()
        checks = (*checks_of(filled, today), *_days_of(asked))
        unsettled = self._services.successions.unsettled(asked.form, asked.period)
        if unsettled:
            checks = (*checks, Check("unsettled", len(unsettled)))
        to_mend = self._services.mending.of(asked.form.id, asked.period)
        return Answer(asked, filled, checks, needs, to_mend)

    def evidence(self, asked: Asked, row_key: str, figure: str, progress: Progress) -> Evidence:
        """Exactly what was counted for one figure; by a structure, its sub-totals."""
        reporting = self._services.reporting
        if asked.view.structure_on is not None:
            return reporting.sub_totals(asked.form, row_key, asked.period, asked.view)
        return reporting.evidence(
            asked.form,
            row_key,
            asked.period,
            asked.unit_id,
            asked.view,
            figure=figure,
            stopping=progress.stopping,
        )

    def parts(
        self, asked: Asked, row_key: str, whole: ReturnEvidence, _progress: Progress
    ) -> tuple[ReturnEvidence, Sequence[ReturnEvidence]]:
        """The return that was opened, and those behind it."""
        reporting = self._services.reporting
        return whole, reporting.parts(asked.form, row_key, asked.period, whole, asked.view)

    def correct(
        self,
        asked: Asked,
        row: RowFigures,
        figure: str,
        value: int,
        reason: str,
    ) -> None:
        self._services.corrections.correct(
            asked.form.id, row, figure, asked.period, asked.unit_id, value, reason
        )

    def withdraw(self, asked: Asked, row_key: str, figure: str) -> None:
        self._services.corrections.withdraw(
            asked.form.id, row_key, figure, asked.period, asked.unit_id
        )

    def type_in(self, asked: Asked, row: RowFigures, figure: str, value: int, source: str) -> None:
        self._services.typed.type_in(
            asked.form, row, figure, asked.period, asked.unit_id, value, source
        )

    def leave_empty(self, asked: Asked, row_key: str, figure: str) -> None:
        self._services.typed.withdraw(asked.form, row_key, figure, asked.period, asked.unit_id)

    def export(self, filled: FilledForm, path: Path, language: str, progress: Progress) -> Path:
        progress(0, 0, _("Writing {file} …").format(file=path.name))
        write(filled, path, language)
        return path

    def paper(
        self, paper: str, asked: Asked, path: Path, language: str, progress: Progress
    ) -> Path:
        """The workbook of all organisations, or the note to the figures."""
        papers, day = self._services.federation_papers, asked.signed_on
        if paper == WORKBOOK:
            papers.write_workbook(
                asked.form, asked.period, path, language, progress, asked.view, signed_on=day
            )
        else:
            papers.write_note(asked.form, asked.period, path, language, signed_on=day)
        return path

    def hand_in(
        self, asked: Asked, folder: Path, language: str, seals: bool, progress: Progress
    ) -> HandedIn:
        """Write the paper and the package into a folder; the package records what was sent."""
        name = self._services.sending.file_name(asked.form, asked.period)
        progress(0, 2, _("Writing the package …"))
        day = asked.signed_on
        sent = self._services.sending.send(
            asked.form, asked.period, folder / name, seal=seals, signed_on=day
        )
        progress(1, 2, _("Writing the paper …"))
        own = self._services.office.own()
        whose = f"{own.code} {own.name}"
        report = folder / f"{paper_name(asked.form, asked.period, whose, language)}.pdf"
        # The very figures that were sent, in case somebody writes a record at this moment.
        paper = self._services.reporting.on_paper(asked.form, sent.figures, signed_on=day)
        write(paper, report, language)
        return HandedIn(report, sent)
