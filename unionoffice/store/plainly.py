"""What the disk or another program did to a database, in sentences that the user can act on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import NoReturn

from sqlalchemy.exc import DatabaseError, OperationalError
from sqlcipher3 import dbapi2

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_

SENTENCES = (
    ("full", N_("The disk is full. Free some space; nothing was changed.")),
    ("locked", N_("The office is being written by another program. Try again in a moment.")),
    ("readonly", N_("The office cannot be written here. Check the folder or the stick.")),
    ("disk i/o", N_("The disk does not answer. Check the stick or disk; nothing was changed.")),
    ("malformed", N_("The office file is damaged. Restore it from a backup.")),
    ("not a database", N_("The office file is damaged. Restore it from a backup.")),
    ("lock timeout", N_("Somebody else is writing much just now. Try again in a moment.")),
    ("password", N_("The server does not accept this name and password.")),
    ("does not exist", N_("The server does not know this name or this database.")),
    ("permission denied", N_("On the server you may only read. Nothing was changed.")),
    ("connection", N_("The server cannot be reached. Check its address and the network.")),
    ("unable to open", N_("The office cannot be opened. Check that the file is still there.")),
)


@contextlib.contextmanager
def told_plainly() -> Iterator[None]:
    """Errors of a database within become sentences, where they are no bugs."""
    try:
        yield
    except (DatabaseError, dbapi2.DatabaseError) as error:
        raise_plainly(error)


def raise_plainly(error: DatabaseError | dbapi2.DatabaseError) -> NoReturn:
    """Turn what the disk or another program caused into a sentence; let bugs fly on."""
    for each in _what_led_to(error):
        sentence = _sentence_for(each)
        if sentence:
            raise UserError(sentence) from error
    raise error


def _what_led_to(error: BaseException) -> Iterator[DatabaseError | dbapi2.DatabaseError]:
    """The error, and those during which it came: cleaning up after a failing disk fails as well."""
    found: BaseException | None = error
    while isinstance(found, DatabaseError | dbapi2.DatabaseError):
        yield found
        found = found.__context__


def _sentence_for(error: DatabaseError | dbapi2.DatabaseError) -> str:
    reason = str(getattr(error, "orig", error)).lower()
    is_from_outside = isinstance(error, OperationalError | dbapi2.OperationalError)
    is_plain = any(word in reason for word in ("permission denied", "malformed", "not a database"))
    if not is_from_outside and not is_plain:
        return ""
    return next((sentence for word, sentence in SENTENCES if word in reason), "")
