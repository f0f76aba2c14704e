"""What makes a blank form this office's own: a seal over all that identifies it.

The secret is the office's alone and proves nothing to others: it only shows whether what stands
hidden in a workbook is what was written there. It follows from the first key of the office, which
a backup of any age holds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.reports.blank_form import BlankIdentity
from unionoffice.services.office import SEALS_BLANKS, read_setting, write_setting
from unionoffice.services.signing_keys import first_key, office_key
from unionoffice.store.store import Store

_PURPOSE: Final = b"unionoffice blank form"
_FORMER_SECRET = "blank_seal"  # a secret by itself, of programs that did not derive it yet


def known_secret(session: Session) -> bytes | None:
    """What blank forms are sealed with; None as long as the first of them must be noted."""
    key = first_key(session)
    is_noted = read_setting(session, SEALS_BLANKS) is not None
    return key.secret(_PURPOSE) if key is not None and is_noted else None


def blank_secret(store: Store) -> bytes:
    """What blank forms are sealed with; in offices of former days the first of them is noted."""
    with store.reading() as session:
        secret = known_secret(session)
    if secret is None:
        office_key(store)
        with store.remembering() as session:
            write_setting(session, SEALS_BLANKS, True)
            key = first_key(session)
            assert key is not None
            secret = key.secret(_PURPOSE)
    return secret


def sealed(identity: BlankIdentity, secret: bytes) -> BlankIdentity:
    return replace(identity, seal=_seal(identity, secret))


def check_seal(session: Session, identity: BlankIdentity) -> None:
    """Raise RefusedFileError for a form whose identity is not as it was written here.

    Before forms were sealed they were written without; none of those is taken once one is sealed.
    """
    if not identity.seal and not _seals(session):
        return
    said = identity.seal.encode("utf-8", "replace")  # whatever somebody has typed over it
    if not any(
        hmac.compare_digest(said, _seal(identity, secret).encode()) for secret in _secrets(session)
    ):
        raise RefusedFileError(
            N_(
                "What the form says inside of itself (whose it is, for which days) is not what was "
                "written there. Send {code} a new blank form, or type its figures in."
            ),
            code=identity.code,
        )


def _seals(session: Session) -> bool:
    return any(read_setting(session, each) is not None for each in (SEALS_BLANKS, _FORMER_SECRET))


def _secrets(session: Session) -> list[bytes]:
    """All that a form may be sealed with, whether or not it is noted that any was."""
    key, former = first_key(session), read_setting(session, _FORMER_SECRET)
    secrets = [] if key is None else [key.secret(_PURPOSE)]
    return secrets if former is None else [*secrets, bytes.fromhex(former)]


def _seal(identity: BlankIdentity, secret: bytes) -> str:
    said = {name: clean(value) for name, value in identity.as_cells().items() if name != "seal"}
    content = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    return hmac.new(secret, content, hashlib.sha256).hexdigest()
