"""The key pair by which an office proves that a package is its own (Ed25519)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from sqlalchemy import UnaryExpression, select
from sqlalchemy.orm import Session

from unionoffice.core.i18n import N_
from unionoffice.core.identity import short_code
from unionoffice.registers.organisation.model import SigningKey
from unionoffice.store.store import Store

KEY_SIZE: Final = 32
SIGNATURE_SIZE: Final = 64
_FINGERPRINT_LETTERS = 20  # 100 bits: nobody finds another key with the same ones


@dataclass(frozen=True)
class OfficeKey:
    """The office's key pair; keys are texts in base64."""

    public_key: str
    _private_key: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.public_key)

    def sign(self, content: bytes) -> bytes:
        # Loading the library takes longer than all else here, and few deeds sign.
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(self._private_key))
        return key.sign(content)

    def secret(self, purpose: bytes) -> bytes:
        """A secret for one purpose that follows from the key, and from which no key follows."""
        return hmac.new(base64.b64decode(self._private_key), purpose, hashlib.sha256).digest()


def own_key(session: Session) -> OfficeKey | None:
    """The key that this office signs with now."""
    return _kept(session, SigningKey.id.desc())


def first_key(session: Session) -> OfficeKey | None:
    """The key that this office was founded with: it stays, whatever keys it gets later."""
    return _kept(session, SigningKey.id.asc())


def _kept(session: Session, order: UnaryExpression[int]) -> OfficeKey | None:
    kept = session.scalars(select(SigningKey).order_by(order).limit(1)).first()
    return None if kept is None else OfficeKey(kept.public_key, kept.private_key)


def office_key(store: Store) -> OfficeKey:
    """The key of an office; one that was founded before there were keys gets its first now."""
    with store.reading() as session:
        key = own_key(session)
    return key or renewed_key(store)


def renewed_key(store: Store) -> OfficeKey:
    with store.writing(N_("New key made")) as session:
        return make_key(session)


def make_key(session: Session) -> OfficeKey:
    """A new key pair, which takes the place of the one that the office may have."""
    public, private = new_pair()
    session.add(SigningKey(private_key=private, public_key=public, made_at=datetime.now(UTC)))
    session.flush()
    return OfficeKey(public, private)


def new_pair() -> tuple[str, str]:
    """The public and the private half."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pair = Ed25519PrivateKey.generate()
    halves = (pair.public_key().public_bytes_raw(), pair.private_bytes_raw())
    public, private = (base64.b64encode(half).decode() for half in halves)
    return public, private


def is_signed(content: bytes, signature: bytes, public_key: str) -> bool:
    """Whether whoever has the private half of this key has signed the content."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_bytes(public_key)).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def fingerprint(public_key: str) -> str:
    """What two people compare by telephone to know that they mean the same key."""
    return short_code(hashlib.sha256(public_bytes(public_key)).digest(), _FINGERPRINT_LETTERS)


@lru_cache(maxsize=64)  # the one whose fingerprint was asked for is about to be used
def public_bytes(public_key: str) -> bytes:
    """Raises ValueError for a text that is no key of this kind, or writes one unusually."""
    try:
        content = base64.b64decode(public_key, validate=True)
    except binascii.Error as error:
        raise ValueError("public key") from error
    if len(content) != KEY_SIZE or base64.b64encode(content).decode() != public_key:
        raise ValueError("public key")
    return content
