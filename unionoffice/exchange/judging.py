"""Judging packages against what the office holds already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from unionoffice.core import formatting
from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.exchange.manifest import Manifest
from unionoffice.exchange.package import Package
from unionoffice.exchange.proof import Chains, Link, Trust, forked, signing_key
from unionoffice.registers.organisation.model import Organisation, TrustedKey
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.figures_document import Document, read_document
from unionoffice.services.bodies import read_bodies
from unionoffice.services.body_tree import Bodies, Body
from unionoffice.services.office import own_organisation

_NEVER = datetime(1, 1, 1, tzinfo=UTC)

Status = Literal["accepted", "already_held", "superseded", "refused"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file that was read: a package, or the reason why it is none.

    One that was kept before was verified then: it is only skimmed, and has neither of the two.
    """

    file: str
    digest: str
    manifest: Manifest | None
    package: Package | None
    refusal: UserError | None
    content_sha256: str | None = None
    package_sha256: str = ""  # of the whole file, where it is a package
    skimmed: str = ""  # the path of a file that was only skimmed

    def whole(self) -> Package:
        """Raises LookupError for a file that was only skimmed, or is no package."""
        if self.package is None:
            raise LookupError(self.digest)
        return self.package


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a candidate; whose it is and by which key, unless it was refused."""

    status: Status
    organisation_id: int | None = None
    signed_with: str = ""
    refusal: UserError | None = None


@dataclass(slots=True)
class _Held:
    """A return that is here already, or comes before this one in the same batch."""

    version: int
    digest: str
    key: str
    sequence: int
    id: int | None = None
    document: Document | None = None


# Organisation, appendix, first and last day of the period.
_Identity = tuple[int, str, str, str]


class Judge:
    """Judges the candidates of one batch, in their order, against the office and one another."""

    def __init__(self, session: Session, candidates: Sequence[Candidate], today: date) -> None:
        self._session = session
        self._candidates = candidates
        self._today = today
        self._own = own_organisation(session)
        self._bodies = self._enrolled()
        self._keys = self._trusted()
        self._chains = Chains()
        self._held = self._held_already()

    def not_held(self) -> set[str]:
        """The paths of files that were only skimmed, and whose returns are not here after all."""
        return {
            candidate.skimmed
            for candidate in self._candidates
            if candidate.skimmed and not self._is_known(candidate)
        }

    def _is_known(self, candidate: Candidate) -> bool:
        manifest = candidate.manifest
        known = manifest and self._bodies.get(manifest.organisation.code)
        return bool(manifest and known and self._is_held(candidate, manifest, known[0].id))

    def verdicts(self) -> list[Verdict]:
        """Raises LookupError for what is still to be read in full."""
        return [self._verdict(candidate) for candidate in self._candidates]

    def _verdict(self, candidate: Candidate) -> Verdict:
        manifest = candidate.manifest
        if manifest is None or candidate.refusal is not None:
            return Verdict("refused", refusal=candidate.refusal)
        try:
            body_id = self._sender(manifest)
            if self._is_held(candidate, manifest, body_id):
                return Verdict("already_held", body_id)
            package = candidate.whole()
            key = signing_key(package, self._keys[body_id], self._today)
            status = self._status(candidate, package, body_id, key)
        except RefusedFileError as error:
            return Verdict("refused", refusal=error)
        return Verdict(status, body_id, key)

    def _sender(self, manifest: Manifest) -> int:
        """The id of the enrolled organisation that sent it; raises RefusedFileError if none did."""
        sender = manifest.organisation
        if sender.uid == self._own.uid or sender.code == self._own.code:
            raise RefusedFileError(
                N_("This package is this office's own. It is for the body above.")
            )
        known = self._bodies.get(sender.code)
        if known is None:
            raise RefusedFileError(
                N_("“{name}” ({code}) is not expected to hand in here. Take in its card first."),
                name=sender.name,
                code=sender.code,
            )
        body, uid = known
        if uid != sender.uid:
            raise RefusedFileError(
                N_(
                    "The package bears the code {code}, but comes from another office than the "
                    "one enrolled under it. If that office was set up anew, enrol its new card "
                    "in its place."
                ),
                code=sender.code,
            )
        if sender.level != body.level and sender.level not in self._tree.levels(body.id):
            raise RefusedFileError(
                N_("The level of {code} is no longer what its card said. Take in its new card."),
                code=sender.code,
            )
        self._check_life(body, manifest)
        return body.id

    @cached_property
    def _tree(self) -> Bodies:
        """All bodies: there may be very many, and few packages ask for more than their own."""
        return read_bodies(self._session)

    def _check_life(self, body: Body, manifest: Manifest) -> None:
        """Raise RefusedFileError when the body did not live on any day of the period."""
        first, last = manifest.period.first, manifest.period.last
        if body.founded_on is not None and body.founded_on.isoformat() > last:
            raise RefusedFileError(
                N_("“{name}” was founded on {day} only, after this period."),
                name=body.name,
                day=formatting.show(body.founded_on),
            )
        if body.dissolved_on is not None and body.dissolved_on.isoformat() <= first:
            heirs = [self._tree.newest[heir].name for heir in self._tree.successors(body.id)]
            raise RefusedFileError(
                N_("“{name}” is no more since {day}, before this period. In its place: {heirs}."),
                name=body.name,
                day=formatting.show(body.dissolved_on),
                heirs="; ".join(heirs) or "–",
            )

    def _is_held(self, candidate: Candidate, manifest: Manifest, body_id: int) -> bool:
        held = self._held[_identity(body_id, manifest)]
        return any(each.digest == candidate.digest for each in held)

    def _status(self, candidate: Candidate, package: Package, body_id: int, key: str) -> Status:
        manifest = package.manifest
        code, version, sequence = manifest.organisation.code, manifest.version, manifest.sequence
        held = self._held[_identity(body_id, manifest)]
        same = next((each for each in held if each.version == version), None)
        if same and _timeless(self._document_of(same)) == _timeless(package.document):
            return "already_held"
        link = Link(body_id, key, sequence, manifest.previous, candidate.digest)
        self._chains.check(link, code)
        if same is not None:
            raise RefusedFileError(
                N_(
                    "Version {version} of {code} is here already with other figures. "
                    "Ask the organisation for a new version."
                ),
                version=version,
                code=code,
            )
        for each in held:
            # A later version is sent later.
            if each.key == key and (each.version < version) != (each.sequence < sequence):
                raise forked(sequence, code)
        newest = max((each.version for each in held), default=0)
        held.append(_Held(version, candidate.digest, key, sequence, document=package.document))
        self._chains.add(link)
        return "accepted" if version > newest else "superseded"

    def _document_of(self, held: _Held) -> Document:
        if held.document is None:
            content = self._session.scalars(
                select(ReceivedReturn.content).where(ReceivedReturn.id == held.id)
            ).one()
            held.document = read_document(content.encode())
        return held.document

    def _enrolled(self) -> dict[str, tuple[Body, str]]:
        codes = {each.manifest.organisation.code for each in self._candidates if each.manifest}
        found = self._session.execute(
            select(
                Organisation.uid,
                Organisation.id,
                Organisation.code,
                Organisation.name,
                Organisation.level,
                Organisation.founded_on,
                Organisation.dissolved_on,
            ).where(
                Organisation.code.in_(codes),
                Organisation.enrolled_at.is_not(None),
                Organisation.voided_at.is_(None),
            )
        )
        return {
            code: (Body(id_, code, name, level, None, True, founded_on, dissolved_on), uid)
            for uid, id_, code, name, level, founded_on, dissolved_on in found
        }

    def _held_already(self) -> dict[_Identity, list[_Held]]:
        held: dict[_Identity, list[_Held]] = defaultdict(list)
        found = self._session.execute(
            select(
                ReceivedReturn.organisation_id,
                ReceivedReturn.appendix,
                ReceivedReturn.period_first,
                ReceivedReturn.period_last,
                ReceivedReturn.version,
                ReceivedReturn.manifest_sha256,
                ReceivedReturn.signed_with,
                ReceivedReturn.sequence,
                ReceivedReturn.previous_sha256,
                ReceivedReturn.id,
            ).where(
                ReceivedReturn.organisation_id.in_(
                    [body.id for body, _uid in self._bodies.values()]
                ),
                ReceivedReturn.origin == "package",
                self._concerns_the_batch(),
            )
        )
        for body_id, appendix, first, last, version, digest, key, sequence, previous, id_ in found:
            identity = (body_id, appendix, first.isoformat(), last.isoformat())
            held[identity].append(_Held(version, digest, key, sequence, id_))
            self._chains.add(Link(body_id, key, sequence, previous, digest))
        return held

    def _concerns_the_batch(self) -> ColumnElement[bool]:
        """Versions of the same returns, and neighbours in a chain: not years of older returns."""
        manifests = [each.manifest for each in self._candidates if each.manifest]
        told = {(each.appendix.id, each.period) for each in manifests}
        periods = {(form, *astuple(period.days())) for form, period in told}
        places = {each.sequence + step for each in manifests for step in (-1, 0, 1)}
        same = tuple_(
            ReceivedReturn.appendix, ReceivedReturn.period_first, ReceivedReturn.period_last
        )
        return same.in_(periods) | ReceivedReturn.sequence.in_(places)

    def _trusted(self) -> dict[int, list[Trust]]:
        keys: dict[int, list[Trust]] = {body.id: [] for body, _uid in self._bodies.values()}
        found = self._session.execute(
            select(
                TrustedKey.organisation_id,
                TrustedKey.public_key,
                TrustedKey.replaced_at,
                TrustedKey.revoked_on,
            ).where(TrustedKey.organisation_id.in_(keys))
        )
        for body_id, public_key, replaced_at, revoked_on in found:
            keys[body_id].append(Trust(public_key, replaced_at, revoked_on))
        return keys


def _identity(body_id: int, manifest: Manifest) -> _Identity:
    return (body_id, manifest.appendix.id, manifest.period.first, manifest.period.last)


def _timeless(document: Document) -> Document:
    """What is compared: figures made again without a change differ in their moment only."""
    return msgspec.structs.replace(document, generated_at=_NEVER)
