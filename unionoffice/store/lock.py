"""One writer at a time: a lock file beside the office that names who holds it."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
from pathlib import Path
from typing import IO

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_


class OfficeHeldError(UserError):
    """Somebody else has the office open for writing."""


class WriterLock:
    """Held while the office is open for writing; the operating system frees it after a crash."""

    def __init__(self, office: Path) -> None:
        self._path = office.with_name(office.name + ".lock")
        self._stream: IO[str] | None = None
        self.was_left_behind = False  # the one who held it before did not end properly

    def take(self) -> None:
        """Raises OfficeHeldError, naming user and computer, when another program holds it."""
        stream = self._locked()
        while not self._is_in_its_place(stream):
            # Who had it before removed the file between our opening and our locking it.
            stream.close()
            stream = self._locked()
        try:
            stream.seek(0)
            self.was_left_behind = bool(stream.read(1))
            _sign(stream)
        except OSError as error:
            with contextlib.suppress(OSError):
                stream.close()
            raise self._unwritable() from error
        self._stream = stream

    def _locked(self) -> IO[str]:
        try:
            stream = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise self._unwritable() from error
        try:
            _lock(stream)
        except OSError as error:
            stream.seek(0)
            holder = _holder(stream.read())
            stream.close()
            raise OfficeHeldError(
                N_("The office is open for writing elsewhere ({holder}). Close it there first."),
                holder=holder,
            ) from error
        return stream

    def _is_in_its_place(self, stream: IO[str]) -> bool:
        try:
            return os.path.samestat(os.fstat(stream.fileno()), self._path.stat())
        except OSError:
            return False

    def _unwritable(self) -> UserError:
        return UserError(
            N_("The folder {folder} cannot be written. Choose another place for the office."),
            folder=self._path.parent,
        )

    def free(self) -> None:
        if self._stream is not None:
            if sys.platform == "win32":
                self._stream.close()  # an open file cannot be removed there
            with contextlib.suppress(OSError):
                self._path.unlink()
            self._stream.close()
            self._stream = None


def _sign(stream: IO[str]) -> None:
    stream.seek(0)
    stream.truncate()
    json.dump({"user": getpass.getuser(), "host": socket.gethostname(), "pid": os.getpid()}, stream)
    stream.flush()


def _holder(text: str) -> str:
    try:
        held = json.loads(text)
        return f"{held['user']} · {held['host']}"
    except (ValueError, KeyError, TypeError):
        return "?"


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[str]) -> None:
        # A byte far behind the text, so that the text stays readable to the one who is refused.
        stream.seek(1 << 20)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[str]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
