"""Packages on their way in: kept byte for byte as they came, by their checksum.

An office in a file keeps its packages beside it, one on a server in a table of its database: there
the clerks have no folder in common.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, Self

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError, reason_of
from unionoffice.core.i18n import N_
from unionoffice.registers.returns.model import ReceivedPackage
from unionoffice.store.package_files import PackageFolder
from unionoffice.store.store import Store

_AT_ONCE = 50  # packages to a statement
_SHA256: Any = ReceivedPackage.sha256


class Shelf(Protocol):
    """Where an office keeps its packages; `incoming` is a folder for those not judged yet."""

    incoming: Path

    def begin(self) -> None: ...
    def end(self) -> None: ...
    def holds(self, sha256: str) -> bool: ...
    def take(self, session: Session, came: Collection[str]) -> None: ...
    def content(self, session: Session, sha256: str) -> bytes: ...


def shelf_of(store: Store) -> Shelf:
    return _ServerShelf() if store.path is None else _FolderShelf(PackageFolder(store.path))


class Intake:
    """One collection; leaving it takes away what came and was not kept."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._came: set[str] = set()

    def __enter__(self) -> Self:
        with _told_plainly():
            self._shelf.begin()
        return self

    def __exit__(self, *_error: object) -> None:
        self._shelf.end()

    def holds(self, sha256: str) -> bool:
        """Whether a package is kept already: it was verified, though maybe taken back since."""
        return self._shelf.holds(sha256)

    def lay_by(self, content: bytes, sha256: str) -> None:
        """Write a package down until it is judged; its name is its checksum."""
        if sha256 in self._came:
            return
        # Done for every file of a collection: text is put together quicker than paths.
        path = f"{self._shelf.incoming}/{sha256}"
        with _told_plainly(), open(path, "wb", buffering=0) as file:
            left = memoryview(content)
            while left:  # a disk that is nearly full takes a part
                left = left[file.write(left) :]
        self._came.add(sha256)

    def keep(self, session: Session, wanted: Iterable[str]) -> None:
        """Keep those of the packages laid by that are wanted, before their figures are."""
        kept = {sha256 for sha256 in wanted if sha256 in self._came}
        if kept:
            with _told_plainly():
                self._shelf.take(session, kept)
            self._came -= kept


class _FolderShelf:
    """Beside the office; what is kept is on the disk before the office says so."""

    def __init__(self, folder: PackageFolder) -> None:
        self._folder = folder
        self.incoming = folder.incoming

    def begin(self) -> None:
        self._folder.begin()

    def end(self) -> None:
        self._folder.end()

    def holds(self, sha256: str) -> bool:
        return self._folder.holds(sha256)

    def take(self, _session: Session, came: Collection[str]) -> None:
        self._folder.take(came)

    def content(self, _session: Session, sha256: str) -> bytes:
        try:
            content = self._folder.file(sha256).read_bytes()
        except OSError as error:
            raise _lost(sha256) from error
        return content


class _ServerShelf:
    """In the database, by the same transaction as the figures."""

    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="unionoffice-")
        self.incoming = Path(self._folder.name)

    def end(self) -> None:
        self._folder.cleanup()

    def holds(self, _sha256: str) -> bool:
        return False

    def take(self, session: Session, came: Collection[str]) -> None:
        ahead = iter(sorted(came))
        while some := list(islice(ahead, _AT_ONCE)):
            held = set(session.scalars(select(_SHA256).where(_SHA256.in_(some))))
            rows = [
                {"sha256": sha256, "content": (self.incoming / sha256).read_bytes()}
                for sha256 in some
                if sha256 not in held
            ]
            if rows:
                session.execute(insert(ReceivedPackage), rows)

    def content(self, session: Session, sha256: str) -> bytes:
        kept = session.get(ReceivedPackage, sha256)
        if kept is None:
            raise _lost(sha256)
        return kept.content


@contextlib.contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            N_("The packages cannot be kept ({why}). Free some space or check the disk."),
            why=reason_of(error),
        ) from error


def _lost(sha256: str) -> UserError:
    return UserError(
        N_("The package {sha256} is not kept here any more. Collect it once more to have it."),
        sha256=sha256[:12],
    )
