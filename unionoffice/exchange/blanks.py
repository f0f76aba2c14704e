"""Blank forms for offices without the program: one protected workbook for each organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.blank_seal import blank_secret, known_secret, sealed
from unionoffice.exchange.unsigned import body_of, takes_unsigned
from unionoffice.exchange.workbook_returns import SUFFIX
from unionoffice.registers.organisation.model import Organisation as Body
from unionoffice.reports.blank_form import BlankIdentity, empty_rows
from unionoffice.reports.figures import local_now
from unionoffice.reports.filled import FilledForm, FormFigures, Letterhead, Organisation
from unionoffice.reports.forms import Form
from unionoffice.services.bodies import read_bodies
from unionoffice.services.office import own_organisation
from unionoffice.store.store import Store


@dataclass(frozen=True)
class BodyChoice:
    """An organisation that a blank form can be made for."""

    code: str
    name: str
    takes_unsigned: bool


@dataclass(frozen=True)
class _Receiver:
    code: str
    uid: str
    name: str
    level: str


class Blanks:
    """Writes blank forms into a folder."""

    def __init__(self, store: Store, now: Callable[[], datetime] = local_now) -> None:
        self._store = store
        self._now = now

    def is_ready(self) -> bool:
        """Whether forms can be written without noting anything in the office."""
        with self._store.reading() as session:
            return known_secret(session) is not None

    def choices(self, period: Period) -> list[BodyChoice]:
        """Who is expected to report the period, and who may do so by workbook."""
        with self._store.reading() as session:
            expected = read_bodies(session).expected(period)
            bodies = [body_of(session, each.code) for each in expected]
            return [
                BodyChoice(body.code, body.name, takes_unsigned(session, body)) for body in bodies
            ]

    def write(
        self,
        form: Form,
        period: Period,
        folder: Path,
        codes: Sequence[str] = (),
        language: str = "",
        progress: Callable[[int, int, str], None] | None = None,
    ) -> list[Path]:
        """Write the form for these organisations, or for all that may hand in workbooks.

        Raises UserError for an organisation from which none would be taken, and where nobody is
        left. What was written before a cancel stays.
        """
        # The library is loaded when the first workbook is written: nothing else must wait for it.
        from unionoffice.reports.blank_xlsx import write_blank

        with self._store.reading() as session:
            own = own_organisation(session)
            if not own.collects:
                raise UserError(N_("A primary organisation has no organisations below it."))
            receivers = _receivers(session, period, codes)
        secret = blank_secret(self._store)
        written = []
        for place, receiver in enumerate(receivers):
            if progress is not None:
                progress(place, len(receivers), receiver.name)
            path = folder / _file_name(receiver, form, period)
            figures = self._empty(form, period, receiver)
            letterhead = Letterhead(upper_body=own.name, signed_on=period.last)
            identity = sealed(_identity(form, period, receiver), secret)
            filled = FilledForm(form, figures, letterhead)
            write_blank(filled, identity, path, language or form.languages[0])
            written.append(path)
        return written

    def _empty(self, form: Form, period: Period, receiver: _Receiver) -> FormFigures:
        return FormFigures(
            appendix=form.id,
            appendix_version=form.version,
            organisation=Organisation(receiver.code, receiver.name, receiver.level),
            period=period,
            generated_at=self._now(),
            rows=empty_rows(form),
        )


def _identity(form: Form, period: Period, receiver: _Receiver) -> BlankIdentity:
    return BlankIdentity(
        form.id,
        form.version,
        receiver.code,
        receiver.uid,
        receiver.name,
        receiver.level,
        period.first.isoformat(),
        period.last.isoformat(),
    )


def _receivers(session: Session, period: Period, codes: Sequence[str]) -> list[_Receiver]:
    if codes:
        bodies = [body_of(session, code) for code in codes]
        for body in bodies:
            if not takes_unsigned(session, body):
                raise UserError(
                    N_(
                        "{code} has a key and hands in signed packages. Allow workbooks of it "
                        "first, if it is to report by one."
                    ),
                    code=body.code,
                )
    else:
        ids = [each.id for each in read_bodies(session).expected(period)]
        expected = session.scalars(select(Body).where(Body.id.in_(ids)).order_by(Body.code))
        bodies = [body for body in expected if takes_unsigned(session, body)]
    if not bodies:
        raise UserError(
            N_("Every organisation here hands in signed packages: none needs a blank workbook.")
        )
    return [_Receiver(body.code, body.uid, body.name, body.level) for body in bodies]


def _file_name(receiver: _Receiver, form: Form, period: Period) -> str:
    return file_stem(receiver.code, form.id, period.first, period.last) + SUFFIX
