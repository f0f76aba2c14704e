"""Returns that nobody has signed: workbooks filled in by hand, and paper that is typed in here.

They are taken only from bodies that have no key, or of which this office has said so. Versions
count by how a return came. A signed package takes the place of an unsigned return; an unsigned one
that of a signed return only where somebody here has decided so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from unionoffice.core.errors import InvalidRecordError, RefusedFileError, UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.exchange.blank_seal import check_seal
from unionoffice.exchange.checks import FormChecks
from unionoffice.exchange.hand_filled import Values, figures_of, problems_of, rows_of
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.package import figures_content
from unionoffice.exchange.refusals import Place, place_in_name, refused_file
from unionoffice.exchange.trusted_keys import current_key
from unionoffice.exchange.workbook_returns import (
    SUFFIX,
    RefusedWorkbookError,
    WorkbookReader,
    WorkbookReturn,
)
from unionoffice.registers.organisation.model import Organisation as Body
from unionoffice.registers.returns.model import ReceivedReturn, RefusedFile
from unionoffice.reports.figures import local_now
from unionoffice.reports.figures_document import read_document
from unionoffice.reports.filled import FormFigures, Organisation
from unionoffice.reports.forms import Form
from unionoffice.services.office import own_organisation
from unionoffice.store.store import Store

Origin = Literal["workbook", "typed"]
Status = Literal["accepted", "already_held"]
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class TakenIn:
    """What became of an unsigned return; `note` says what deserves a look."""

    status: Status
    organisation: str
    form: Form
    period: Period
    version: int
    note: str = ""


@dataclass(frozen=True)
class StandingReturn:
    """The return of a body that counts now, before another takes its place."""

    origin: str
    version: int
    received_at: datetime
    entered_by: str | None
    values: Values


@dataclass(frozen=True)
class _Coming:
    """An unsigned return on its way in."""

    origin: Origin
    figures: FormFigures
    form: Form
    file: str
    digest: str
    by: str | None = None


class UnsignedReturns:
    """Takes in what comes without a signature, and says from whom it is taken."""

    def __init__(
        self, store: Store, forms: KnownForms, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._forms = forms
        self._now = now
        self._reader = WorkbookReader(forms)

    def allow(self, codes: Sequence[str], *, takes: bool | None) -> None:
        """Say whether unsigned returns are taken from these bodies; None: as long as no key.

        Raises UserError for a code that nobody has.
        """
        with self._store.writing(N_("Said from whom unsigned forms are taken")) as session:
            for code in codes:
                body_of(session, code).takes_unsigned = takes
            self._store.touched(session, len(codes))

    def is_allowed(self, code: str) -> bool:
        with self._store.reading() as session:
            return takes_unsigned(session, body_of(session, code))

    def take_workbook(self, path: Path, name: str) -> TakenIn:
        """Take in a form that was filled in by hand; raises UserError with why it is refused."""
        read = self._reader.read(path)
        try:
            return self._take_read(read, name)
        except RefusedFileError as error:
            raise RefusedWorkbookError(read.identity, error) from error

    def _take_read(self, read: WorkbookReturn, name: str) -> TakenIn:
        identity = read.identity
        figures = FormFigures(
            appendix=read.form.id,
            appendix_version=read.form.version,
            organisation=Organisation(identity.code, identity.name, identity.level),
            period=read.period,
            generated_at=self._now(),
            rows=read.rows,
            sources=None if identity.level == "primary" else (),
        )
        coming = _Coming("workbook", figures, read.form, name, read.digest)
        with self._store.writing(N_("Form taken in by workbook")) as session:
            body = body_of(session, identity.code)
            if body.uid != identity.uid:
                raise RefusedFileError(
                    N_("{code} is another organisation now than when the form was made for it."),
                    code=identity.code,
                )
            if not takes_unsigned(session, body):
                raise RefusedFileError(
                    N_(
                        "{code} has a key and hands in signed packages: a workbook that anybody "
                        "may have filled in is not taken from it, unless that is allowed here."
                    ),
                    code=identity.code,
                )
            check_seal(session, identity)
            taken = self._take(session, body, coming)
            refused = (*_refusals(session, name, read.digest), *_put_right(session, figures))
            for entry in dict.fromkeys(refused):
                session.delete(entry)
            if taken.status == "already_held" and not refused:
                session.rollback()  # nothing was done
        words = _("Left empty, and so 0: {cells}").format(cells=", ".join(read.empty))
        return replace(taken, note=words) if read.empty else taken

    def remember_refusal(self, name: str, refusal: UserError) -> None:
        """List a workbook that was not taken in, until it is put right."""
        with self._store.writing(N_("Form refused")) as session:
            for entry in _refusals(session, name, ""):
                session.delete(entry)
            entry = refused_file(name, refusal, _place_of(refusal) or place_in_name(name))
            if isinstance(refusal, RefusedWorkbookError):
                entry.organisation = refusal.identity.code
            session.add(entry)

    def standing(self, form: Form, period: Period, code: str) -> StandingReturn | None:
        """What counts for a body now; None where nothing has come."""
        with self._store.reading() as session:
            held = _current(session, body_of(session, code), form, period)
            if held is None:
                return None
            document = read_document(held.content.encode())
            values = {
                (row.key, name): value
                for row in document.rows
                for name in ("result", "total", "members")
                if isinstance(value := getattr(row, name), int)
            }
            return StandingReturn(
                held.origin, held.version, held.received_at, held.entered_by, values
            )

    def type_in(
        self,
        form: Form,
        period: Period,
        code: str,
        values: Values,
        titles: Mapping[str, Sequence[str]] | None = None,
        *,
        replaces_signed: bool = False,
    ) -> TakenIn:
        """Take in a paper form that somebody here has typed in.

        What is not among `values` is 0. Raises InvalidRecordError naming `row figure` for figures
        that cannot be, UserError where a signed return is here and is not to be replaced.
        """
        rows = rows_of(form, values, titles or {})
        problems = problems_of(form, rows)
        if problems:
            raise InvalidRecordError(problems)
        period.check_years()
        self._forms.check_in_force(form, period.last)
        with self._store.writing(N_("Paper form typed in")) as session:
            body = body_of(session, code)
            held = _current(session, body, form, period)
            if held is not None and held.origin == "package" and not replaces_signed:
                raise UserError(
                    N_("A signed return of {code} is here already. Say so if paper is to count."),
                    code=code,
                )
            figures = FormFigures(
                appendix=form.id,
                appendix_version=form.version,
                organisation=Organisation(body.code, body.name, body.level),
                period=period,
                generated_at=self._now(),
                rows=rows,
                sources=None if body.level == "primary" else (),
            )
            coming = _Coming("typed", figures, form, "", "", self._store.who)
            taken = self._take(session, body, coming)
            if taken.status == "already_held":
                session.rollback()  # nothing was done
            return taken

    def _take(self, session: Session, body: Body, coming: _Coming) -> TakenIn:
        """Let the return count, unless the same figures came the same way before."""
        if session.connection().dialect.name == "postgresql":
            session.execute(text("LOCK TABLE received_returns IN SHARE ROW EXCLUSIVE MODE"))
        content = figures_content(coming.figures)
        document = read_document(content.encode())
        FormChecks(coming.form).check(document)
        period = coming.figures.period
        held = _current(session, body, coming.form, period)
        if held is not None and held.origin == coming.origin and _is_same(held, coming.figures):
            return TakenIn("already_held", body.code, coming.form, period, held.version)
        version = 1 + _newest_version(session, body, coming)
        if held is not None:
            held.is_current = False
            session.flush()
        received = ReceivedReturn(
            organisation_id=body.id,
            appendix=coming.form.id,
            appendix_version=coming.form.version,
            period_first=period.first,
            period_last=period.last,
            origin=coming.origin,
            entered_by=coming.by,
            version=version,
            is_current=True,
            received_at=datetime.now(UTC),
            generated_at=coming.figures.generated_at,
            sequence=0,
            manifest_sha256=coming.digest or hashlib.sha256(content.encode()).hexdigest(),
            signed_with="",
            file_name=coming.file,
            content=content,
        )
        session.add(received)
        session.flush()
        session.add_all(figures_of(received.id, coming.figures))
        self._store.touched(session, 1)
        return TakenIn("accepted", body.code, coming.form, period, version)


def body_of(session: Session, code: str) -> Body:
    """The body below with this code; raises UserError when there is none."""
    body = session.scalars(
        select(Body).where(
            Body.code == code,
            Body.is_own == False,  # noqa: E712 - SQL
            Body.voided_at.is_(None),
        )
    ).first()
    if body is None:
        own = own_organisation(session)
        if not own.collects:
            raise UserError(N_("A primary organisation has no organisations below it."))
        raise RefusedFileError(
            N_("No organisation with the code {code} is known here. Enter it first."), code=code
        )
    return body


def _place_of(refusal: UserError) -> Place | None:
    if not isinstance(refusal, RefusedWorkbookError):
        return None
    said = refusal.identity
    try:
        return Place(said.form, Period.parse(said.first, said.last))
    except (ValueError, UserError):
        return None


def _refusals(session: Session, name: str, digest: str) -> Sequence[RefusedFile]:
    of_it = RefusedFile.file_name == name
    if digest:
        of_it = or_(of_it, RefusedFile.sha256 == digest)
    return session.scalars(select(RefusedFile).where(of_it)).all()


def _put_right(session: Session, figures: FormFigures) -> Sequence[RefusedFile]:
    """Workbooks of the same return: the one that was mended seldom comes under the same name."""
    return session.scalars(
        select(RefusedFile).where(
            RefusedFile.organisation == figures.organisation.code,
            RefusedFile.appendix == figures.appendix,
            RefusedFile.period_first == figures.period.first,
            RefusedFile.period_last == figures.period.last,
            RefusedFile.file_name.endswith(SUFFIX, autoescape=True),
        )
    ).all()


def takes_unsigned(session: Session, body: Body) -> bool:
    """Whether what nobody signed is taken from a body."""
    if body.takes_unsigned is not None:
        return body.takes_unsigned
    return current_key(session, body) is None


def _current(session: Session, body: Body, form: Form, period: Period) -> ReceivedReturn | None:
    return session.scalars(
        select(ReceivedReturn).where(
            ReceivedReturn.organisation_id == body.id,
            ReceivedReturn.appendix == form.id,
            ReceivedReturn.period_first == period.first,
            ReceivedReturn.period_last == period.last,
            ReceivedReturn.is_current == True,  # noqa: E712 - SQL
        )
    ).first()


def _newest_version(session: Session, body: Body, coming: _Coming) -> int:
    newest = session.scalar(
        select(func.max(ReceivedReturn.version)).where(
            ReceivedReturn.organisation_id == body.id,
            ReceivedReturn.appendix == coming.form.id,
            ReceivedReturn.period_first == coming.figures.period.first,
            ReceivedReturn.period_last == coming.figures.period.last,
            ReceivedReturn.origin == coming.origin,
        )
    )
    return newest or 0


def _is_same(held: ReceivedReturn, figures: FormFigures) -> bool:
    """What is compared: figures that came again differ in their moment only."""
    timeless = replace(figures, generated_at=held.generated_at.astimezone(UTC))
    kept = read_document(held.content.encode())
    again = read_document(figures_content(timeless).encode())
    return kept.rows == again.rows
