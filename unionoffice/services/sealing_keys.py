"""The key pair by which an office opens what others sealed for it (age, X25519)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import SealingKey
from unionoffice.store.store import Store

_VERSION = b"age-encryption.org/v1"
_LARGEST_HEADER = 64 * 1024
_KIND = b"X25519"
_MEANINGLESS = b"-grease"  # stanzas that writers put in so that readers learn to skip them


class NotForThisOfficeError(RefusedFileError):
    """What was sealed for somebody else."""


def own_recipient(session: Session) -> str | None:
    """What others seal for this office with now; None until its card was written."""
    newest = select(SealingKey.recipient).order_by(SealingKey.id.desc()).limit(1)
    return session.scalars(newest).first()


def identities(session: Session) -> list[str]:
    """The private halves of every key that this office has given out, the newest first."""
    return list(session.scalars(select(SealingKey.identity).order_by(SealingKey.id.desc())))


def make_sealing_key(session: Session) -> str:
    """A new key pair; what was sealed with former ones still opens. Returns the recipient."""
    # Loading the library takes longer than all else here, and few deeds seal.
    from pyrage import x25519

    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    session.add(SealingKey(identity=str(identity), recipient=recipient, made_at=datetime.now(UTC)))
    session.flush()
    return recipient


def sealing_recipient(store: Store) -> str:
    """The recipient of this office, which gets a key if it has none yet."""
    with store.reading() as session:
        recipient = own_recipient(session)
    if recipient is None:
        with store.writing(N_("New sealing key made")) as session:
            recipient = make_sealing_key(session)
    return recipient


def check_recipient(text: str) -> None:
    """Raise ValueError for a text that is no age recipient, or writes one unusually."""
    import pyrage

    try:
        recipient = pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise ValueError("recipient") from error
    if str(recipient) != text:
        raise ValueError("recipient")


def seal(content: bytes, recipient: str) -> bytes:
    """An age file that only this recipient opens."""
    import pyrage

    closed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)])
    return closed


def unseal(content: bytes, own: list[str]) -> bytes:
    """What an age file holds; `own` are the identities of this office.

    Raises NotForThisOfficeError where none of them opens it, RefusedFileError for anything that
    is not sealed for one key of this kind, or was cut off or changed.
    """
    import pyrage

    _check_header(content)
    pairs = [pyrage.x25519.Identity.from_str(identity) for identity in own]
    try:
        opened: bytes = pyrage.decrypt(content, pairs)
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise NotForThisOfficeError(N_("It is sealed for another office.")) from error
        raise _damaged() from error
    return opened


def _check_header(content: bytes) -> None:
    header, end, _rest = content[:_LARGEST_HEADER].partition(b"\n--- ")
    version, *lines = header.split(b"\n")
    if version != _VERSION or not end:
        raise _damaged()
    kinds = [line.split(b" ")[1] for line in lines if line.startswith(b"-> ")]
    if [kind for kind in kinds if not kind.endswith(_MEANINGLESS)] != [_KIND]:
        raise RefusedFileError(
            N_(
                "It is sealed in a way that is not accepted here: only for one office, by the key "
                "on its card, never with a passphrase."
            )
        )


def _damaged() -> RefusedFileError:
    return RefusedFileError(
        N_("The sealed part is cut off or was changed on its way. Ask for the file again.")
    )
