"""Packages (`.upack`): a return with its identity, its figures and its paper form in one file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from unionoffice import __version__
from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.exchange import manifest as parts
from unionoffice.exchange.archive import LARGEST_PACKAGE, Archive, pack
from unionoffice.exchange.checks import Containment, check_plausible, containments
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.manifest import FIGURES, FORMAT, MANIFEST, MEMBERS, REPORT, Manifest
from unionoffice.reports.as_json import as_json, check_against, from_json
from unionoffice.reports.filled import FormFigures
from unionoffice.services.office import OwnOrganisation

SUFFIX = ".upack"


@dataclass(frozen=True)
class Package:
    """A package whose every part was verified."""

    manifest: Manifest
    figures: FormFigures
    content: str  # figures.json as it stood in the package


class RefusedPackageError(RefusedFileError):
    """A package that is not taken in; `manifest` is what it says of itself, if that was legible."""

    def __init__(self, error: UserError, manifest: Manifest | None = None) -> None:
        super().__init__(error.message, **error.values)
        self.manifest = manifest


def figures_content(figures: FormFigures) -> str:
    """The figures as they stand in a package."""
    return json.dumps(as_json(figures), ensure_ascii=False, separators=(",", ":"))


def build_package(own: OwnOrganisation, content: str, report: bytes, version: int) -> bytes:
    """A package of these figures (`content`) and this PDF; equal parts give equal bytes."""
    figures = from_json(json.loads(content))
    files = {FIGURES: content.encode(), REPORT: report}
    described = Manifest(
        format=FORMAT,
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
        version=version,
        generated_at=figures.generated_at,
        files={name: _entry(data) for name, data in files.items()},  # type: ignore[misc]
    )
    return pack({**files, MANIFEST: parts.to_bytes(described)})


def read_file(path: Path) -> bytes:
    """The bytes of a file that may be a package; raises UserError when it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_PACKAGE:
            raise RefusedFileError(N_("The package is far larger than a report can be."))
        with path.open("rb") as stream:
            return stream.read(LARGEST_PACKAGE)
    except OSError as error:
        raise UserError(
            N_("The file cannot be read: {why}."), why=error.strerror or str(error)
        ) from error


class PackageReader:
    """Reads packages of the forms that this office knows."""

    def __init__(self, forms: KnownForms) -> None:
        self._forms = forms
        self._contained: dict[tuple[str, int], tuple[Containment, ...]] = {}

    def read(self, content: bytes) -> Package:
        """Verify everything; raises RefusedPackageError with one sentence for the first fault."""
        manifest = None
        try:
            archive = Archive(content)
            manifest = _read_manifest(archive)
            members = _read_members(archive, manifest)
            return self._judged(manifest, members[FIGURES])
        except RefusedFileError as error:
            raise RefusedPackageError(error, manifest) from error

    def _judged(self, manifest: Manifest, content: bytes) -> Package:
        try:
            figures = from_json(strict_json.parse(content))
        except ValueError as error:
            raise RefusedFileError(
                N_("The figures in the package are damaged ({why}). Ask for it again."),
                why=error,
            ) from error
        _check_agreement(manifest, figures)
        identity = (figures.appendix, figures.appendix_version)
        form = self._forms.find(*identity)
        if form is None:
            raise RefusedFileError(
                N_(
                    "The form “{form}” {version} is not known here. "
                    "Open its form file once, then collect the package again."
                ),
                form=figures.appendix,
                version=figures.appendix_version,
            )
        check_against(form, figures)
        if identity not in self._contained:
            self._contained[identity] = containments(form)
        check_plausible(figures, self._contained[identity])
        return Package(manifest, figures, content.decode("utf-8"))


def _entry(data: bytes) -> parts.FileEntry:
    return parts.FileEntry(len(data), hashlib.sha256(data).hexdigest())


def _read_manifest(archive: Archive) -> Manifest:
    if MANIFEST not in archive.names():
        archive.check_names(MEMBERS)
    content = archive.read(MANIFEST)
    try:
        values = strict_json.parse(content)
        if msgspec.convert(values, parts.Stamp).format > FORMAT:
            raise RefusedFileError(
                N_("The package was made by a newer UnionOffice. Install the newer version first.")
            )
        manifest = msgspec.convert(values, Manifest)
        manifest.period.days()
    except (ValueError, UserError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError(
            N_("What the package says of itself is damaged ({why}). Ask for it again."), why=error
        ) from error
    return manifest


def _read_members(archive: Archive, manifest: Manifest) -> dict[str, bytes]:
    """The files of the package, each with the size and checksum that the manifest gives it."""
    archive.check_names([MANIFEST, *manifest.files])
    archive.check_names(MEMBERS)
    members: dict[str, bytes] = {}
    for name, entry in manifest.files.items():
        members[name] = archive.read(name)
        if _entry(members[name]) != entry:
            raise RefusedFileError(
                N_("“{member}” in the package was changed after it was written. Ask for it again."),
                member=name,
            )
    return members


def _check_agreement(manifest: Manifest, figures: FormFigures) -> None:
    """Raise RefusedFileError unless the figures are what the manifest says they are."""
    sender = manifest.organisation
    pairs: list[tuple[Any, Any]] = [
        (sender.code, figures.organisation.code),
        (sender.name, figures.organisation.name),
        (sender.level, figures.organisation.level),
        (manifest.appendix.id, figures.appendix),
        (manifest.appendix.version, figures.appendix_version),
        (manifest.period.days(), figures.period),
        (manifest.generated_at, figures.generated_at),
    ]
    for said, found in pairs:
        if said != found:
            raise RefusedFileError(
                N_("The figures are not those that the package names ({said} ≠ {found})."),
                said=said,
                found=found,
            )
    if figures.unit:
        raise RefusedFileError(
            N_("The package holds the figures of “{unit}” alone, not of the whole organisation."),
            unit=figures.unit,
        )
    if figures.is_consolidated != (sender.level != "primary"):
        raise RefusedFileError(
            N_("The figures were not made as an organisation of this level makes them.")
        )
