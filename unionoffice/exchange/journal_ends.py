"""Where the journal of an office ended whenever it sent a package: witnesses of what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from sqlalchemy import Connection, select

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.exchange.archive import Archive
from unionoffice.exchange.envelope import is_sealed
from unionoffice.exchange.manifest import MANIFEST, JournalEnd, Manifest, read_manifest
from unionoffice.exchange.package import read_file
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import SentPackage
from unionoffice.services.journal_proof import Ends, Noted
from unionoffice.store import chain

MOST_SENT = 20  # of the newest packages of an office


def journal_end(connection: Connection) -> JournalEnd | None:
    """The newest deed of an office and its hash; None before there is any."""
    link = chain.newest_link(connection)
    return None if link is None else JournalEnd(link.deed_id, link.sha256)


def ends_of(files: Sequence[Path] = ()) -> Ends:
    """What the packages say that an office has kept of what it sent, and those in these files.

    A file comes from elsewhere, such as from the body above. It is refused with a sentence when it
    is no package of the office, or does not tell.
    """

    def ends(connection: Connection) -> list[Noted]:
        found = [*_ends_sent(connection), *_ends_in(connection, files)]
        return sorted(found, key=attrgetter("at"), reverse=True)

    return ends


def _ends_sent(connection: Connection) -> Iterator[Noted]:
    contents = connection.scalars(
        select(SentPackage.content).order_by(SentPackage.sequence.desc()).limit(MOST_SENT)
    )
    for content in contents:
        manifest = read_manifest(bytes(Archive(content).read(MANIFEST)))
        if manifest.journal is not None:
            yield _noted(manifest, manifest.journal)


def _ends_in(connection: Connection, files: Sequence[Path]) -> Iterator[Noted]:
    own = connection.scalar(select(Organisation.uid).where(Organisation.is_own == True))  # noqa: E712 - SQL
    for file in files:
        yield _end_in(file, str(own))


def _end_in(file: Path, own: str) -> Noted:
    content = read_file(file)
    if is_sealed(content):
        raise RefusedFileError(
            N_("{file} is sealed. Ask the body above to write it without its envelope."),
            file=file.name,
        )
    archive = Archive(content)
    archive.check_names([*archive.names(), MANIFEST])
    manifest = read_manifest(bytes(archive.read(MANIFEST)))
    if manifest.organisation.uid != own:
        raise RefusedFileError(N_("{file} is no package of this office."), file=file.name)
    if manifest.journal is None:
        raise UserError(
            N_("{file} comes from an older UnionOffice and does not tell where the journal ended."),
            file=file.name,
        )
    return _noted(manifest, manifest.journal)


def _noted(manifest: Manifest, journal: JournalEnd) -> Noted:
    return Noted(manifest.generated_at, journal.deed, journal.sha256)
