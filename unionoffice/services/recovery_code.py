"""The way back in for a chair who forgot the password: a code on paper, typed in its place.

Of the code only a hash is kept; it has 130 random bits and needs no stretching. The chair of an
encrypted office may type the recovery key of the file as well: whoever has that reads everything.
"""

from __future__ import annotations

import hashlib
from secrets import compare_digest

from sqlalchemy.orm import Session

from unionoffice.services.office import read_setting, write_setting
from unionoffice.store.keyring import KEYRING
from unionoffice.store.store import Store
from unionoffice.store.wrapping import new_recovery, read_recovery, unwrapped

KEPT = "recovery_code_of_accounts"


def new_code(session: Session) -> str:
    """Make another code, which nobody can show again; the former one opens nothing any more."""
    code = new_recovery()
    write_setting(session, KEPT, _digest(read_recovery(code)))
    return code


def has_code(session: Session) -> bool:
    return bool(read_setting(session, KEPT, ""))


def opens(store: Store, typed: str) -> bool:
    """Whether what was typed is the code of the accounts, or the recovery key of the file."""
    signs = read_recovery(typed)
    if not signs:
        return False
    record = None if store.path is None else KEYRING.record_of(store.path)
    if record is not None and unwrapped(record, typed) is not None:
        return True
    with store.reading() as session:
        kept = str(read_setting(session, KEPT, ""))
    return compare_digest(kept, _digest(signs))


def _digest(signs: str) -> str:
    return hashlib.sha256(b"UnionOffice accounts" + signs.encode()).hexdigest()
