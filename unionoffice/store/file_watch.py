"""Whether an open office still is the file that was opened, and nobody else writes in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.store.connecting import connect
from unionoffice.store.plainly import told_plainly
from unionoffice.store.settling import UNREADABLE

REPLACED = N_(
    "Another program, such as a cloud drive, has put another file in the place of this office, or "
    "has written in it. Nothing was saved here, and nothing will be. Copy what you have typed, "
    "close the office and open it again."
)
GONE = N_(
    "The office file is no longer there. Put the stick or disk back and save again; nothing was "
    "changed."
)


class ReplacedFileError(UserError):
    """The file in the office's place is not the one that was opened; this office only reads now."""


class FileWatch:
    """Looks before every deed; a writer holds the office's lock, so nobody else may write in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Any = None
        self.is_replaced = False
        self.begin()

    @told_plainly()
    def begin(self) -> None:
        """Take the file as it is now for ours."""
        self._connection = connect(self._path, check_same_thread=False)
        self._identity = self._seen_identity()
        self._version = self._read_version()

    def end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def look(self) -> None:
        """Call it while nobody in this program writes.

        Raises ReplacedFileError for good once the file was replaced, and UserError while the file
        is not there.
        """
        if not self.is_replaced:
            self.is_replaced = (
                self._seen_identity() != self._identity or self._seen_version() != self._version
            )
        if self.is_replaced:
            raise ReplacedFileError(REPLACED)

    def note_own_deed(self) -> None:
        """A deed of ours is committed; raises when that was in a file no longer in its place."""
        self._version = self._seen_version()
        if self._seen_identity() != self._identity:
            self.is_replaced = True
            raise ReplacedFileError(REPLACED)

    def _seen_identity(self) -> tuple[int, int]:
        try:
            state = self._path.stat()
        except OSError as error:
            raise UserError(GONE) from error
        return state.st_dev, state.st_ino

    def _seen_version(self) -> int:
        """Changes when another connection has committed in the file that this one has open."""
        try:
            return self._read_version()
        except UNREADABLE:  # what writes next says what is wrong
            return self._version

    def _read_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
