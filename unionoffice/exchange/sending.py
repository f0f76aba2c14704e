"""Sending: the figures of a form as a package for the body above, version by version."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.files import write_through, written_whole
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.background import with_background
from unionoffice.exchange.breakdown import breakdown_of, to_bytes
from unionoffice.exchange.consolidation import returns_summed, shared_in
from unionoffice.exchange.envelope import sealed
from unionoffice.exchange.journal_ends import journal_end
from unionoffice.exchange.package import (
    SUFFIX,
    Place,
    Told,
    Written,
    build_package,
    content_digest,
    figures_content,
    figures_sha256,
)
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.settling_shares import refuse_open_ones
from unionoffice.exchange.upper_body import UpperBodies, UpperView
from unionoffice.registers.returns.model import SentPackage, SentReturn
from unionoffice.reports.as_json import from_text
from unionoffice.reports.documents import write as write_document
from unionoffice.reports.figures import local_now
from unionoffice.reports.filled import FormFigures
from unionoffice.reports.forms import Form
from unionoffice.services.signing_keys import OfficeKey, office_key
from unionoffice.store.store import Store


@dataclass(frozen=True)
class Sent:
    """A package that was written; `is_new` unless nothing had changed since the last one."""

    path: Path
    version: int
    is_new: bool
    figures: FormFigures
    sealed_for: str = ""  # the name of the only body that can open it


@dataclass(frozen=True)
class SentView:
    """One version of a return that this office wrote."""

    appendix: str
    period: Period
    version: int
    sent_at: datetime
    file_name: str


@dataclass(frozen=True)
class _Found:
    """What an office has to send. `newest`: sequence and digest of the package before it."""

    figures: FormFigures
    place: Place
    newest: tuple[int, str] | None
    behind: bytes | None = None
    unchanged: tuple[SentReturn, bytes] | None = None  # what the same was sent as, and its package


class Sending:
    """Writes the returns of this office."""

    def __init__(
        self, store: Store, reporting: Reporting, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._now = now
        self._reporting = reporting
        self._upper = UpperBodies(store)

    def send(
        self,
        form: Form,
        period: Period,
        path: Path,
        *,
        seal: bool = False,
        signed_on: date | None = None,
    ) -> Sent:
        """Write the package, whole or not at all, and record what was sent.

        Sealed, only the body above can open it, whose card must be here for that. The paper in
        it is signed on the day of today unless said otherwise.

        Unchanged figures are sent as the version that they have already, byte for byte; changed
        ones, and those that were signed with a former key, as the next version. Raises UserError
        where the file cannot be written.
        """
        if path.suffix.lower() != SUFFIX or path.is_dir():
            raise UserError(
                N_("“{file}” is no name for a package. Let it end in {suffix}."),
                file=path.name,
                suffix=SUFFIX,
            )
        period.check_years()
        receiver = self._upper.required() if seal else None
        sealed_for = "" if receiver is None else receiver.name
        key = office_key(self._store)
        found = self._found(form, period, key)
        if found.unchanged is not None:
            sent, kept = found.unchanged
            _write_whole(path, _for_receiver(kept, receiver), _nothing)
            return Sent(path, sent.version, False, from_text(sent.content), sealed_for)
        figures, place = found.figures, found.place
        sent = _record(figures, place.version, path, self._now())
        written = self._package(form, found, key, signed_on)
        package = SentPackage(
            sequence=place.sequence,
            manifest_sha256=written.digest,
            public_key=key.public_key,
            content=written.content,
            content_sha256=written.content_sha256,
        )
        content = _for_receiver(written.content, receiver)
        _write_whole(path, content, lambda: self._remember(sent, package, found.newest))
        return Sent(path, place.version, True, figures, sealed_for)

    def sent(self) -> list[SentView]:
        """What this office has sent, the newest first."""
        with self._store.reading() as session:
            found = session.scalars(select(SentReturn).order_by(SentReturn.id.desc())).all()
            return [
                SentView(
                    entry.appendix,
                    Period(entry.period_first, entry.period_last),
                    entry.version,
                    entry.sent_at,
                    entry.file_name,
                )
                for entry in found
            ]

    def file_name(self, form: Form, period: Period) -> str:
        """A proposal that says at the other end what the package is."""
        parts = (self._reporting.own().code, form.id, str(period.first), str(period.last))
        return file_stem(*parts) + SUFFIX

    def _found(self, form: Form, period: Period, key: OfficeKey) -> _Found:
        """What is to be sent, all of one state: others may collect or send meanwhile."""
        with self._store.one_state(), self._store.reading() as session:
            figures = self._reporting.figures(form, period)
            _refuse_contradictions(form, figures)
            if figures.is_consolidated:
                refuse_open_ones(shared_in(session, form, period))
            last, newest = _last(session, form, period), _newest_package(session)
            kept = None if last is None else _package_of(session, last, key)
            sequence, previous = (1, None) if newest is None else (newest[0] + 1, newest[1])
            version = 1 if last is None else last.version + 1
            place = Place(version, sequence, previous, journal_end(session.connection()))
            if last is not None and kept is not None and _is_same(last, figures):
                return _Found(figures, place, newest, unchanged=(last, kept))
            figures = with_background(self._store, form, figures)
            return _Found(figures, place, newest, self._behind(form, figures))

    def _package(
        self, form: Form, found: _Found, key: OfficeKey, signed_on: date | None
    ) -> Written:
        own, figures = self._reporting.own(), found.figures
        told = Told(figures_content(figures), found.behind)
        digest = content_digest(own, told, found.place, key)
        report = self._report(form, figures, digest, signed_on)
        return build_package(own, told, report, found.place, key)

    def _behind(self, form: Form, figures: FormFigures) -> bytes | None:
        """The returns behind the figures of a federation."""
        if figures.sources is None:
            return None
        with self._store.reading() as session:
            returns = returns_summed(session, form, figures.period)
            return to_bytes(breakdown_of(session, returns.values()))

    def _report(
        self, form: Form, figures: FormFigures, content_sha256: str, signed_on: date | None
    ) -> bytes:
        filled = self._reporting.on_paper(form, figures, signed_on=signed_on)
        with tempfile.TemporaryDirectory(prefix="unionoffice") as folder:
            path = Path(folder, "report.pdf")
            marked = replace(filled, content_sha256=content_sha256)
            write_document(marked, path, form.languages[0])
            return path.read_bytes()

    def _remember(
        self, sent: SentReturn, package: SentPackage, before: tuple[int, str] | None
    ) -> None:
        # The deed counts no records and so offers no undo: what was given away stays given.
        with self._store.writing(N_("Return sent")) as session:
            if _newest_package(session) != before:
                raise UserError(N_("Somebody else has sent a report meanwhile. Send it again."))
            session.add(sent)
            session.flush()
            package.return_id = sent.id
            session.add(package)


def _refuse_contradictions(form: Form, figures: FormFigures) -> None:
    for row in figures.rows:
        if row.total is not None and row.members is not None and row.members > row.total:
            raise UserError(
                N_("Row “{row}” has more members than people. Put it right before handing in."),
                row=form.label(row.key),
            )


def _for_receiver(package: bytes, receiver: UpperView | None) -> bytes:
    return package if receiver is None else sealed(package, receiver.receiver, receiver.recipient)


def _nothing() -> None:
    """There is nothing to record."""


def _last(session: Session, form: Form, period: Period) -> SentReturn | None:
    return session.scalars(
        select(SentReturn)
        .where(
            SentReturn.appendix == form.id,
            SentReturn.period_first == period.first,
            SentReturn.period_last == period.last,
        )
        .order_by(SentReturn.version.desc())
        .limit(1)
    ).first()


def _package_of(session: Session, sent: SentReturn, key: OfficeKey) -> bytes | None:
    """The file in which a return was sent, unless another key signed it."""
    return session.scalars(
        select(SentPackage.content).where(
            SentPackage.return_id == sent.id, SentPackage.public_key == key.public_key
        )
    ).first()


def _newest_package(session: Session) -> tuple[int, str] | None:
    """Sequence and digest of what was sent last, whatever it reported."""
    found = session.execute(
        select(SentPackage.sequence, SentPackage.manifest_sha256)
        .order_by(SentPackage.sequence.desc())
        .limit(1)
    ).first()
    return None if found is None else (found[0], found[1])


def _is_same(last: SentReturn, figures: FormFigures) -> bool:
    return last.figures_sha256 == figures_sha256(figures)


def _record(figures: FormFigures, version: int, path: Path, now: datetime) -> SentReturn:
    return SentReturn(
        appendix=figures.appendix,
        appendix_version=figures.appendix_version,
        period_first=figures.period.first,
        period_last=figures.period.last,
        version=version,
        figures_sha256=figures_sha256(figures),
        content=figures_content(figures),
        sent_at=now.astimezone(UTC),
        file_name=path.name,
    )


def _write_whole(path: Path, package: bytes, record: Callable[[], None]) -> None:
    with written_whole(path) as partial:
        write_through(partial, [package], path)
        # Recorded when all is on the disk but for the name: a version that was recorded and
        # did not get its name is written again, but one that was given away unrecorded
        # would later stand for other figures.
        record()
