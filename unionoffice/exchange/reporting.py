"""The figures of a form at every level: counted in a primary, consolidated in a federation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.core.streamed import Streamed
from unionoffice.exchange.consolidation import (
    WHOLE,
    ReturnEvidence,
    consolidated,
    returns_behind,
)
from unionoffice.exchange.drilling import Drill
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.papers import handed_in_as
from unionoffice.exchange.structures import View
from unionoffice.registers.catalogue import Catalogue
from unionoffice.reports.as_json import row_as_json
from unionoffice.reports.behind import Behind, EvidenceRow
from unionoffice.reports.figures import Figures, local_now, row_of
from unionoffice.reports.filled import FilledForm, FormFigures, Letterhead
from unionoffice.reports.forms import Form
from unionoffice.services.office import OwnOrganisation, own_organisation
from unionoffice.services.stopping import Stopping, never_stopped
from unionoffice.store.store import Store


class Reporting:
    """Answers what an office reports, without the asker knowing which level it is."""

    def __init__(
        self, store: Store, catalogue: Catalogue, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._now = now
        self._counting = Figures(store, catalogue, now)
        self.forms = KnownForms(store, self._counting.known_indicators)

    def own(self) -> OwnOrganisation:
        with self._store.reading() as session:
            return own_organisation(session)

    def figures(
        self, form: Form, period: Period, unit_id: int | None = None, view: View = WHOLE
    ) -> FormFigures:
        """Counted figures of a primary, consolidated ones of a federation.

        Raises UserError when a federation is asked for one of its units, or a primary for a view.
        """
        if not self.own().collects:
            _refuse_view(view)
            return self._counting.count(form, period, unit_id)
        _refuse_unit(unit_id)
        with self._store.reading() as session:
            return consolidated(session, form, period, self._now(), view)

    def filled(
        self,
        form: Form,
        period: Period,
        unit_id: int | None = None,
        view: View = WHOLE,
        *,
        signed_on: date | None = None,
    ) -> FilledForm:
        """The form ready for paper; the day of signing is that of `on_paper`."""
        return self.on_paper(form, self.figures(form, period, unit_id, view), signed_on=signed_on)

    def on_paper(
        self, form: Form, figures: FormFigures, *, signed_on: date | None = None
    ) -> FilledForm:
        """Figures that are there already, under this office's letterhead.

        The paper bears code and day of what was handed in last, unless that had other figures;
        then no code, and the day of today. Another day of signing may be said.
        """
        own, now = self.own(), self._now()
        with self._store.reading() as session:
            code, signed_at = handed_in_as(session, figures) or ("", now)
        letterhead = _letterhead(own, signed_on or signed_at.astimezone(now.tzinfo).date())
        if figures.organisation.code != own.code:  # a body below: this office stands above it
            letterhead = Letterhead(own.name, own.place, letterhead.signed_on)
        return FilledForm(form, figures, letterhead, code)

    def evidence(
        self,
        form: Form,
        row_key: str,
        period: Period,
        unit_id: int | None = None,
        view: View = WHOLE,
        figure: str = "",
        stopping: Stopping = never_stopped,
    ) -> Behind | Sequence[ReturnEvidence]:
        """What stands behind the figures of a row: records in a primary, returns in a federation.

        With `figure` only what was counted for that one. Raises UserError when the form has no
        such row.
        """
        if not self.own().collects:
            return self._counting.behind(form, row_key, period, unit_id, figure, stopping)
        _refuse_unit(unit_id)
        row = row_of(form, row_key)
        with self._store.reading() as session:
            return returns_behind(session, form, row.key, period, view)

    def sub_totals(
        self, form: Form, row_key: str, period: Period, view: View
    ) -> list[ReturnEvidence]:
        """One row of the form by the bodies of a structure, as if each had handed in one return."""
        structure = self.figures(form, period, view=view).structure
        rows = (
            (part, next(row for row in part.rows if row.key == row_key))
            for part in (structure.parts if structure is not None else ())
        )
        return [
            ReturnEvidence(
                part.code,
                part.name or _("No single body"),
                0,
                row.result,
                row.total,
                row.members,
                0,
                0,
                path=(part.code,),
                opens=bool(part.code),
            )
            for part, row in rows
        ]

    def parts(
        self, form: Form, row_key: str, period: Period, whole: ReturnEvidence, view: View = WHOLE
    ) -> list[ReturnEvidence]:
        """What one of the returns or bodies behind a row was summed from, down to the primaries.

        [] where a return does not tell the returns behind it.
        """
        is_body = view.structure_on is not None and len(whole.path) == 1 and not whole.version
        with self._store.reading() as session:
            drill = Drill(session, form, row_of(form, row_key), period)
            if is_body:
                return drill.of_body(View(whole.organisation, view.structure_on))
            return drill.parts(whole)

    def trace(
        self, form: Form, row_key: str, period: Period, unit_id: int | None = None
    ) -> dict[str, Any]:
        """The figures of one row and the evidence behind them, ready for JSON.

        Records are read one after the other as the evidence is gone through: there may be millions.
        """
        evidence = self.evidence(form, row_key, period, unit_id)
        row = self.figures(form, period, unit_id).row(row_key)
        figure = {} if row is None else row_as_json(row)
        figure.pop("by_head_count", None)  # the evidence itself says what was counted by heads
        return {
            "key": figure.pop("key", row_key),
            "figure": figure,
            "evidence": self._as_json(form, row_key, period, evidence),
        }

    def _as_json(
        self,
        form: Form,
        row_key: str,
        period: Period,
        evidence: Behind | Sequence[ReturnEvidence],
    ) -> Iterable[dict[str, Any]]:
        """Records as they are; returns with all that stands behind them."""
        if isinstance(evidence, Behind):
            return Streamed(evidence, EvidenceRow.as_json)
        with self._store.reading() as session:
            return Drill(session, form, row_of(form, row_key), period).tree(evidence)


def _refuse_view(view: View) -> None:
    if view != WHOLE:
        raise UserError(N_("A primary organisation has no organisations below it."))


def _refuse_unit(unit_id: int | None) -> None:
    if unit_id is not None:
        raise UserError(
            N_("A federation's figures are the sum of its returns; ask for them without a unit.")
        )


def _letterhead(own: OwnOrganisation, signed_on: date) -> Letterhead:
    lines = (line.strip() for line in own.recipients.splitlines())
    return Letterhead(
        upper_body=own.parent_name,
        place=own.place,
        signed_on=signed_on,
        signature=tuple(filter(None, (own.signs_for, own.signer_title))),
        signatory=own.signer_name,
        recipients=tuple(line for line in lines if line),
    )
