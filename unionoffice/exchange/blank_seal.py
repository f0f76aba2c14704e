"""What makes a blank form this office's own: a seal over all that identifies it.

The secret is the office's alone and proves nothing to others: it only shows whether what stands
hidden in a workbook is what was written there.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import replace

from sqlalchemy.orm import Session

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.reports.blank_form import BlankIdentity
from unionoffice.services.office import read_setting, write_setting
from unionoffice.store.store import Store

_SECRET = "blank_seal"
_BYTES = 32


def blank_secret(store: Store) -> str:
    """The secret that blank forms are sealed with; it is made with the first of them."""
    with store.reading() as session:
        known = read_setting(session, _SECRET)
    if known is None:
        with store.remembering() as session:
            known = read_setting(session, _SECRET)  # another clerk may have been quicker
            if known is None:
                known = secrets.token_hex(_BYTES)
                write_setting(session, _SECRET, known)
    return str(known)


def sealed(identity: BlankIdentity, secret: str) -> BlankIdentity:
    return replace(identity, seal=_seal(identity, secret))


def check_seal(session: Session, identity: BlankIdentity) -> None:
    """Raise RefusedFileError for a form whose identity is not as it was written here.

    Before forms were sealed they were written without; none of those is taken once one is sealed.
    """
    secret = read_setting(session, _SECRET)
    if secret is None and not identity.seal:
        return
    if secret is None or not hmac.compare_digest(identity.seal, _seal(identity, secret)):
        raise RefusedFileError(
            N_(
                "What the form says inside of itself (whose it is, for which days) is not what was "
                "written there. Send {code} a new blank form, or type its figures in."
            ),
            code=identity.code,
        )


def _seal(identity: BlankIdentity, secret: str) -> str:
    said = {name: clean(value) for name, value in identity.as_cells().items() if name != "seal"}
    content = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    return hmac.new(bytes.fromhex(secret), content, hashlib.sha256).hexdigest()
