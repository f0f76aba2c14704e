"""Packages (`.upack`): a return with its identity, its figures and its paper form in one file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from unionoffice import __version__
from unionoffice.core.errors import RefusedFileError, UserError, reason_of
from unionoffice.core.i18n import N_
from unionoffice.exchange import manifest as parts
from unionoffice.exchange.archive import LARGEST_PACKAGE, Archive, pack
from unionoffice.exchange.breakdown import packed, read_breakdown
from unionoffice.exchange.checks import FormChecks
from unionoffice.exchange.envelope import Opener
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.manifest import (
    FIGURES,
    FORMAT,
    MANIFEST,
    MEMBERS,
    OF_PRIMARIES,
    REPORT,
    RETURNS,
    SIGNATURE,
    Manifest,
)
from unionoffice.reports.as_json import as_json, from_text
from unionoffice.reports.figures_document import Document, period_of, read_document
from unionoffice.reports.filled import FormFigures
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.signing_keys import SIGNATURE_SIZE, OfficeKey

SUFFIX = ".upack"


@dataclass(frozen=True)
class Place:
    """Where a package stands: among the versions of its return, and among all its office sent."""

    version: int
    sequence: int = 1
    previous: str | None = None  # the digest of the manifest before
    journal: parts.JournalEnd | None = None  # of the office, as it is sent


@dataclass(frozen=True)
class Written:
    """A package that was made: its bytes, the digest of its manifest, and that of its content."""

    content: bytes
    digest: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose every part was verified, but for who signed it."""

    manifest: Manifest
    signed: bytes  # manifest.json as it stood in the package
    signature: bytes
    digest: str
    document: Document
    content: str  # figures.json as it stood in the package
    content_sha256: str | None  # what the code on its paper begins
    behind: bytes | None = None  # the returns behind the figures, as they are kept


class RefusedPackageError(RefusedFileError):
    """A package that is not taken in; `manifest` is what it says of itself, if that was legible.

    The digest is that of the manifest, which names the checksums of all else, or else of the file.
    """

    def __init__(
        self,
        error: UserError,
        manifest: Manifest | None,
        digest: str,
        content_sha256: str | None = None,
    ) -> None:
        super().__init__(error.message, **error.values)
        self.manifest = manifest
        self.digest = digest
        self.content_sha256 = content_sha256


def figures_content(figures: FormFigures) -> str:
    """The figures as they stand in a package; how they were put together stands on paper only."""
    plain = replace(figures, short_stays=(), shared=())
    return json.dumps(as_json(plain), ensure_ascii=False, separators=(",", ":"))


def figures_sha256(figures: FormFigures) -> str:
    """Equal for equal figures, whenever they were made and whatever travels beside them."""
    never = datetime(1, 1, 1, tzinfo=UTC)
    timeless = replace(figures, generated_at=never, registered_members=None, campaigns=())
    return hashlib.sha256(figures_content(timeless).encode()).hexdigest()


@dataclass(frozen=True)
class Told:
    """What a package tells: its figures, and the returns behind them where there are any."""

    content: str
    behind: bytes | None = None

    def files(self) -> dict[str, bytes]:
        figures = {FIGURES: self.content.encode()}
        return figures if self.behind is None else {**figures, RETURNS: self.behind}


def build_package(
    own: OwnOrganisation, told: Told, report: bytes, place: Place, key: OfficeKey
) -> Written:
    """A package that tells this, with this PDF; equal parts give equal bytes."""
    content, files = told.content, {**told.files(), REPORT: report}
    signed = _described(own, content, files, place, key)
    zipped = pack({**files, MANIFEST: signed, SIGNATURE: key.sign(signed)})
    digest = hashlib.sha256(signed).hexdigest()
    return Written(zipped, digest, content_digest(own, told, place, key))


def content_digest(own: OwnOrganisation, told: Told, place: Place, key: OfficeKey) -> str:
    """What the paper of such a package says of it, known before the paper is printed."""
    described = _described(own, told.content, told.files(), place, key)
    return hashlib.sha256(described).hexdigest()


def _described(
    own: OwnOrganisation, content: str, files: Mapping[str, bytes], place: Place, key: OfficeKey
) -> bytes:
    figures = from_text(content)
    rows = {FIGURES: len(figures.rows)}
    described = Manifest(
        format=FORMAT if RETURNS in files else OF_PRIMARIES,
        application=__version__,
        organisation=parts.Sender(
            own.code,
            own.name,
            figures.organisation.level,  # type: ignore[arg-type] # checked when it was read
            own.uid,
            own.parent_code or None,
        ),
        appendix=parts.Appendix(figures.appendix, figures.appendix_version),
        period=parts.Period(figures.period.first.isoformat(), figures.period.last.isoformat()),
        version=place.version,
        sequence=place.sequence,
        previous=place.previous,
        key=key.fingerprint,
        generated_at=figures.generated_at,
        files={name: _entry(data, rows.get(name)) for name, data in files.items()},  # type: ignore[misc]
        journal=place.journal,
    )
    return parts.to_bytes(described)


def read_file(path: Path | str) -> bytes:
    """The bytes of a file that may be a package; raises UserError when it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > LARGEST_PACKAGE:
                raise RefusedFileError(N_("The package is far larger than a report can be."))
            # Never more than its size: what grows while it is read (or is no file) has no end.
            return stream.read(size) or b""
    except OSError as error:
        raise UserError(N_("The file cannot be read: {why}."), why=reason_of(error)) from error


class PackageReader:
    """Reads packages of the forms that this office knows, sealed ones too where it can."""

    def __init__(self, forms: KnownForms, opener: Opener | None = None) -> None:
        self._forms = forms
        self._opener = opener or Opener("", [])
        self._checks: dict[tuple[str, int], FormChecks] = {}

    def skim(self, content: bytes) -> tuple[Manifest, str]:
        """The manifest of a package that was verified before, and its digest.

        Raises RefusedFileError where not even that can be read any more.
        """
        told = _manifest_of(Archive(self._opener.opened(content)))
        return parts.read_manifest(told), hashlib.sha256(told).hexdigest()

    def read(self, content: bytes) -> Package:
        """Verify everything; raises RefusedPackageError with one sentence for the first fault."""
        manifest, told = None, content
        try:
            archive = Archive(self._opener.opened(content))
            told = _manifest_of(archive)
            manifest = parts.read_manifest(told)
            signature = _signature_of(archive)
            members = _verified(archive, manifest)
            figures = members[FIGURES]
            document = read_document(figures)
            _check_agreement(manifest, document)
            behind = _verified_behind(members.get(RETURNS), document)
            self._checks_of(document).check(document)
        except RefusedFileError as error:
            digest = hashlib.sha256(content if manifest is None else told).hexdigest()
            marked = None if manifest is None else parts.content_sha256(told)
            raise RefusedPackageError(error, manifest, digest, marked) from error
        return Package(
            manifest,
            told,
            signature,
            hashlib.sha256(told).hexdigest(),
            document,
            figures.decode("utf-8"),
            parts.content_sha256(told),
            behind,
        )

    def _checks_of(self, document: Document) -> FormChecks:
        identity = (document.appendix, document.appendix_version)
        if identity not in self._checks:
            form = self._forms.find(*identity)
            if form is None:
                raise RefusedFileError(
                    N_(
                        "The form “{form}” {version} is not known here. "
                        "Collect its form file together with the package."
                    ),
                    form=document.appendix,
                    version=document.appendix_version,
                )
            self._checks[identity] = FormChecks(form)
        checks = self._checks[identity]
        self._forms.check_in_force(checks.form, period_of(document).last)
        return checks


def _entry(data: bytes | memoryview, rows: int | None) -> parts.FileEntry:
    return parts.FileEntry(len(data), hashlib.sha256(data).hexdigest(), rows)


def _manifest_of(archive: Archive) -> bytes:
    if MANIFEST not in archive.names():
        archive.check_names(MEMBERS)
    return bytes(archive.read(MANIFEST))


def _signature_of(archive: Archive) -> bytes:
    """The signature, of the right kind; whose it is, only those who hold the cards can say."""
    if SIGNATURE not in archive.names():
        raise RefusedFileError(
            N_(
                "The package is not signed, so nobody can tell who made it. "
                "Ask the organisation for it again."
            )
        )
    signature = bytes(archive.read(SIGNATURE))
    if len(signature) != SIGNATURE_SIZE:
        raise RefusedFileError(
            N_(
                "The signature of the package is of a kind that is not accepted here. "
                "Ask the organisation for it again."
            )
        )
    return signature


def _verified(archive: Archive, manifest: Manifest) -> dict[str, bytes]:
    """The files that are read, if every one has the size and checksum that the manifest gives."""
    archive.check_names([MANIFEST, SIGNATURE, *manifest.files])
    archive.check_names((*MEMBERS, RETURNS) if RETURNS in manifest.files else MEMBERS)
    members: dict[str, bytes | memoryview] = {
        name: archive.read(name, checked=False) for name in manifest.files
    }
    for name, entry in manifest.files.items():
        if _entry(members[name], entry.rows) != entry:
            raise RefusedFileError(
                N_("“{member}” in the package was changed after it was written. Ask for it again."),
                member=name,
            )
    return {name: bytes(data) for name, data in members.items() if name != REPORT}


def _verified_behind(content: bytes | None, document: Document) -> bytes | None:
    """The returns behind the figures, as they are kept, if they are those that were summed."""
    if content is None:
        return None
    sources = document.sources or ()
    read_breakdown(content, {each.organisation: each.version for each in sources})
    return packed(content)


def _check_agreement(manifest: Manifest, document: Document) -> None:
    """Raise RefusedFileError unless the figures are what the manifest says they are."""
    sender, reporter = manifest.organisation, document.organisation
    pairs = (
        (sender.code, reporter.code),
        (sender.name, reporter.name),
        (sender.level, reporter.level),
        (manifest.appendix.id, document.appendix),
        (manifest.appendix.version, document.appendix_version),
        (manifest.period.first, document.period.first),
        (manifest.period.last, document.period.last),
        (manifest.generated_at, document.generated_at),
        (manifest.files["figures.json"].rows, len(document.rows)),
        (manifest.files["report.pdf"].rows, None),
    )
    for said, found in pairs:
        if said != found:
            raise RefusedFileError(
                N_("The figures are not those that the package names ({said} ≠ {found})."),
                said=said,
                found=found,
            )
    if document.unit:
        raise RefusedFileError(
            N_("The package holds the figures of “{unit}” alone, not of the whole organisation."),
            unit=document.unit,
        )
    is_consolidated = document.sources is not msgspec.UNSET
    if is_consolidated != (sender.level != "primary"):
        raise RefusedFileError(
            N_("The figures were not made as an organisation of this level makes them.")
        )
