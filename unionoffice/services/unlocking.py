"""Getting into an encrypted office: by passphrase, by recovery key, by a file for batch jobs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.services.strength import check_passphrase
from unionoffice.services.who import read_passphrase
from unionoffice.store import secret_file
from unionoffice.store.hot_journal import is_half_written
from unionoffice.store.key_record import KeyRecord
from unionoffice.store.keyring import KEYRING, RawKey, WrongPassphraseError
from unionoffice.store.lock import WriterLock
from unionoffice.store.settling import settle
from unionoffice.store.wrapping import unwrapped


def is_locked(office: str) -> bool:
    """Whether the passphrase of an office or of a backup has to be entered first."""
    return KEYRING.is_locked(Path(office))


def unlock(office: str, secret: str) -> None:
    """Take the key out by passphrase or recovery key; raises UserError when it does not open."""
    path = Path(office)
    secret_file.unlock(path, secret)
    if is_half_written(path) or not secret_file.is_stretched_weakly(path):
        return
    # That this computer, or this program, could do better once is no reason not to open.
    with contextlib.suppress(UserError), _locked(path):
        secret_file.strengthen(path, secret)


def choose_new_passphrase(office: str, recovery: str, passphrase: str) -> None:
    """The way back in for whoever forgot the passphrase; the recovery key stays as it is."""
    check_passphrase(passphrase)
    path = Path(office)
    unlock(office, recovery)
    with _locked(path):
        secret_file.change_passphrase(path, recovery, passphrase)


def key_from_file(file: Path, office: Path, record: KeyRecord) -> RawKey:
    """The key of an office by the passphrase in a file; raises UserError when it does not open."""
    key = unwrapped(record, read_passphrase(file))
    if key is None:
        raise WrongPassphraseError(
            N_("The passphrase in {file} does not open {office}. The office itself is sound."),
            file=file,
            office=office,
        )
    return key


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = WriterLock(path)
    lock.take()
    try:
        if lock.was_left_behind or is_half_written(path):
            settle(path)
        yield
    finally:
        lock.free()
