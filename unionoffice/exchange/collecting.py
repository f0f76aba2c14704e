"""Collecting packages: every file is judged, and what is taken in is written batch by batch."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.ahead import batches_ahead
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.core.streamed import Streamed
from unionoffice.exchange.candidates import Candidates, ending_of, name_of
from unionoffice.exchange.envelope import Opener
from unionoffice.exchange.intake import Intake, shelf_of
from unionoffice.exchange.judging import Candidate, Judge, Status, Verdict
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.manifest import Manifest
from unionoffice.exchange.package import SUFFIX, PackageReader
from unionoffice.exchange.receiving import remember
from unionoffice.exchange.unsigned import UnsignedReturns
from unionoffice.exchange.workbook_returns import SUFFIX as WORKBOOK_SUFFIX
from unionoffice.exchange.workbook_returns import NoFormError
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.figures import local_now
from unionoffice.services.office import own_organisation
from unionoffice.services.sealing_keys import identities
from unionoffice.store.many_rows import in_little_memory
from unionoffice.store.store import Store

# A collection of the usual size is one deed, which one undo takes back; a larger one is written
# in several, so that a stop loses little and nobody else waits long for the office.
BATCH = 500
FORM_SUFFIX = ".toml"
_CACHE = 16 * 1024  # KiB: what one batch writes; of a hundred thousand returns it needs no more


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """What became of one file; what it says of itself is None where that was not legible."""

    file: str
    status: Status
    organisation: str | None
    appendix: str | None
    period: Period | None
    version: int | None
    why: str | None


class Collecting:
    """Takes in the packages of the organisations below."""

    def __init__(
        self, store: Store, forms: KnownForms, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._now = now
        self._forms = forms
        self._reader = PackageReader(forms)
        self._unsigned = UnsignedReturns(store, forms, now)
        self._shelf = shelf_of(store)

    def collect(
        self,
        paths: Sequence[Path | str],
        progress: Callable[[int, int, str], None] | None = None,
    ) -> list[CollectedFile]:
        """Take in these files, and every package in these folders and below them.

        Form files among those that were named come first: their packages may be among the rest.

        When `progress` raises CancelledError, what was written so far stays; collecting the same
        files again goes on from there. Raises UserError in an office that has nobody below it.
        """
        return list(self.one_by_one(paths, progress))

    def one_by_one(
        self,
        paths: Sequence[Path | str],
        progress: Callable[[int, int, str], None] | None = None,
    ) -> Generator[CollectedFile, None, None]:
        """The same, told as it goes: whoever asks for no more of it collects no more."""
        with self._store.reading() as session:
            own = own_organisation(session)
            if not own.collects:
                raise UserError(N_("A primary organisation has no organisations below it."))
            self._reader = PackageReader(self._forms, Opener(own.code, identities(session)))
        _refuse_unless_there(paths)
        found = _Found.among(paths)
        told = _Told(progress, len(found), itertools.count(len(found.forms)))
        yield from map(self._form_taken_in, found.forms)
        yield from self._workbooks_taken_in(found.workbooks, found.named, told)
        with Intake(self._shelf) as intake:
            candidates = Candidates(self._reader, intake)

            def candidate(file: str) -> Candidate:
                told.of(file)
                return candidates.read(file)

            with batches_ahead(found.packages, candidate, BATCH) as batches:
                for batch in batches:
                    verdicts = self._take_in(batch, candidates, intake)
                    yield from map(_result, batch, verdicts)

    def _form_taken_in(self, file: str) -> CollectedFile:
        try:
            form, is_new = self._forms.take_in(Path(file))
        except UserError as error:
            return CollectedFile(name_of(file), "refused", None, None, None, None, str(error))
        status: Status = "accepted" if is_new else "already_held"
        return CollectedFile(name_of(file), status, None, form.id, None, form.version, None)

    def _workbooks_taken_in(
        self, files: Sequence[str], named: Collection[str], told: _Told
    ) -> Iterator[CollectedFile]:
        """What became of forms filled in by hand; other workbooks in a folder are passed over."""
        for file in files:
            name = name_of(file)
            told.of(file)
            try:
                taken = self._unsigned.take_workbook(Path(file), name)
            except NoFormError as error:
                if file in named:
                    yield self._workbook_refused(name, error)
            except UserError as error:
                yield self._workbook_refused(name, error)
            else:
                code, form, note = taken.organisation, taken.form.id, taken.note or None
                status = taken.status
                yield CollectedFile(name, status, code, form, taken.period, taken.version, note)

    def _workbook_refused(self, name: str, error: UserError) -> CollectedFile:
        self._unsigned.remember_refusal(name, error)
        return CollectedFile(name, "refused", None, None, None, None, str(error))

    def _take_in(
        self, batch: list[Candidate], candidates: Candidates, intake: Intake
    ) -> list[Verdict]:
        """Judge and write one batch; where all of it is here already, there is no deed."""
        with self._store.writing(N_("Returns collected")) as session:
            with in_little_memory(session.connection(), _CACHE):
                verdicts = self._judged(session, batch, candidates)
                intake.keep(session, _to_keep(session, batch, verdicts))
                taken = remember(session, batch, verdicts, self._now())
                self._store.touched(session, taken)
                has_done_nothing = not (taken or session.new or session.deleted)
            if has_done_nothing:
                session.rollback()
        return verdicts

    def _judged(
        self, session: Session, batch: list[Candidate], candidates: Candidates
    ) -> list[Verdict]:
        """What is to become of each; those whose return was taken back are read in full first."""
        judge = Judge(session, batch, self._now().date())
        if unread := judge.not_held():
            batch[:] = [
                candidates.read_in_full(each.skimmed) if each.skimmed in unread else each
                for each in batch
            ]
            judge = Judge(session, batch, self._now().date())
        return judge.verdicts()


def _to_keep(
    session: Session, candidates: Sequence[Candidate], verdicts: Sequence[Verdict]
) -> set[str]:
    """The packages of the returns taken in, and of those held whose package may have been lost."""
    wanted: set[str] = set()
    held: set[str] = set()
    for candidate, verdict in zip(candidates, verdicts, strict=True):
        if verdict.status != "refused":
            (held if verdict.status == "already_held" else wanted).add(candidate.package_sha256)
    known = select(ReceivedReturn.package_sha256).where(ReceivedReturn.package_sha256.in_(held))
    return wanted.union(filter(None, session.scalars(known))) if held else wanted


def collected_as_json(files: Iterable[CollectedFile]) -> dict[str, Any]:
    return {"files": Streamed(files, _as_json)}


def _as_json(file: CollectedFile) -> dict[str, Any]:
    return {
        "file": file.file,
        "status": file.status,
        "organisation": file.organisation,
        "appendix": file.appendix,
        "period": None if file.period is None else dict(file.period.as_json()),
        "version": file.version,
        "why": file.why,
    }


@dataclass
class _Found:
    """The files to be collected, by what they are; as text, for there may be very many."""

    named: list[str]
    forms: list[str] = field(default_factory=list)
    workbooks: list[str] = field(default_factory=list)
    packages: list[str] = field(default_factory=list)

    @classmethod
    def among(cls, paths: Sequence[Path | str]) -> _Found:
        """The files that were named, and the packages in the folders that were named, in order."""
        found = cls([str(path if isinstance(path, Path) else Path(path)) for path in paths])
        kinds = {FORM_SUFFIX: found.forms, WORKBOOK_SUFFIX: found.workbooks}
        for path in found.named:
            for file in _packages_below(path) if os.path.isdir(path) else (path,):
                kinds.get(ending_of(file), found.packages).append(file)
        return found

    def __len__(self) -> int:
        return len(self.forms) + len(self.workbooks) + len(self.packages)


@dataclass
class _Told:
    """Says which file it is the turn of."""

    progress: Callable[[int, int, str], None] | None
    total: int
    places: Iterator[int]

    def of(self, file: str) -> None:
        if self.progress is not None:
            self.progress(next(self.places), self.total, os.path.basename(file))


def _refuse_unless_there(paths: Sequence[Path | str]) -> None:
    """A mistyped path, or a stick that was pulled, is no return that somebody must put right."""
    for path in paths:
        if not os.path.lexists(path):
            raise UserError(
                N_("There is no file or folder {file}. Nothing was collected."),
                file=name_of(str(path)),
            )


def _packages_below(path: str) -> Iterator[str]:
    for folder, subfolders, names in os.walk(path):
        subfolders.sort()
        for name in sorted(names):
            is_open = name.startswith("~$")  # what Excel keeps beside a workbook it has open
            if name.lower().endswith((SUFFIX, WORKBOOK_SUFFIX)) and not is_open:
                yield os.path.join(folder, name)


def _result(candidate: Candidate, verdict: Verdict) -> CollectedFile:
    manifest: Manifest | None = candidate.manifest
    why = None if verdict.refusal is None else str(verdict.refusal)
    if manifest is None:
        return CollectedFile(candidate.file, verdict.status, None, None, None, None, why)
    return CollectedFile(
        candidate.file,
        verdict.status,
        manifest.organisation.code,
        manifest.appendix.id,
        manifest.period.days(),
        manifest.version,
        why,
    )
