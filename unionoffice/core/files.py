"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from unionoffice.core.errors import UserError, reason_of
from unionoffice.core.file_names import shortened
from unionoffice.core.i18n import N_

ATTEMPTS = 10
FIRST_PAUSE = 0.02


def check_suffix(path: Path, suffix: str) -> None:
    """Raise UserError for a name by which whoever gets the file could not open it."""
    if path.suffix.lower() != suffix:
        raise UserError(
            N_("“{file}” is no name for such a file. Let it end in {suffix}."),
            file=path.name,
            suffix=suffix,
        )


@contextlib.contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give a path beside `target` to write to; on leaving it becomes `target` in one step.

    What stood at `target` stays untouched until then, and stays for good when anything fails.
    Raises UserError where the folder cannot be written or the target is held by another program.
    """
    partial = target.with_name(f".{shortened(target.name, 120)}.{secrets.token_hex(4)}.partial")
    try:
        yield partial
        _sync(partial)
        replace(partial, target)
        _sync_folder(target.parent)
    except FileNotFoundError as error:
        raise UserError(
            N_("The folder {folder} does not exist. Choose another folder."), folder=target.parent
        ) from error
    except PermissionError as error:
        raise UserError(
            N_("{file} cannot be written. Close it in other programs, or choose another place."),
            file=target,
        ) from error
    except OSError as error:
        raise UserError(
            N_("{file} could not be written: {why}. Nothing was changed."),
            file=target,
            why=reason_of(error),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write `content` to `target`, whole or not at all."""
    with written_whole(target) as partial:
        write_through(partial, [content], target)


def write_through(path: Path, pieces: Iterable[bytes], target: Path) -> str:
    """Write onto the disk, and read it back from there; returns its SHA-256.

    A worn stick takes everything, and gives back something else. Raises UserError, naming `target`,
    when the disk does so.
    """
    digest = hashlib.sha256()
    with path.open("wb") as stream:
        for piece in pieces:
            digest.update(piece)
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):  # else what is still in memory would be read
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if sha256_of(path) != digest.hexdigest():
        raise UserError(N_("The copy at {file} is not what was written."), file=target)
    return digest.hexdigest()


def replace(source: Path | str, target: Path | str) -> None:
    """Give a file another name, in place of what bears it."""
    _patiently(lambda: os.replace(source, target))


def sync_files(folder: Path, names: Iterable[str]) -> None:
    """Have many files of one folder on the disk, at once where the system can do that."""
    if sys.platform == "linux":
        _sync_all_around(folder)
        return
    for name in names:
        _sync(folder / name)


def sync_folders(folder: Path, names: Iterable[str]) -> None:
    """Have on the disk what stands in which of these folders below one, as `sync_files` does."""
    if sys.platform == "linux":
        _sync_all_around(folder)
        return
    for name in ("", *names):
        _sync_folder(folder / name)


def _sync_all_around(folder: Path) -> None:
    """Have on the disk whatever was written on the one that the folder is on."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as 64 hexadecimal digits, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _patiently(deed: Callable[[], None]) -> None:
    # Antivirus programs and indexers hold a fresh file for a moment on Windows.
    pause = FIRST_PAUSE
    for attempt in range(ATTEMPTS):
        try:
            deed()
        except PermissionError:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(pause)
            pause = min(pause * 2, 0.5)
        else:
            return


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
