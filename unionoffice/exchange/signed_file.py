"""Small signed files that come from the body above: text, the key, and the signature over it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from sqlalchemy import select

from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError, UserError, reason_of
from unionoffice.core.i18n import N_
from unionoffice.exchange.manifest import Stamp, Strict
from unionoffice.registers.organisation.model import UpperBody
from unionoffice.services.office import read_setting, write_setting
from unionoffice.services.signing_keys import OfficeKey, fingerprint, is_signed
from unionoffice.store.known_types import known_at_once
from unionoffice.store.store import Store

FORMAT: Final = 1
LARGEST = 1024 * 1024

# A key is pinned when the first file of its office is taken in; no record holds it.
_SIGNER = "signer:"


@known_at_once
class _Envelope(Strict, frozen=True):
    format: int
    kind: Annotated[str, msgspec.Meta(max_length=30)]
    content: Annotated[str, msgspec.Meta(max_length=LARGEST)]
    public_key: Annotated[str, msgspec.Meta(max_length=100)]
    signature: Annotated[str, msgspec.Meta(max_length=200)]


@dataclass(frozen=True)
class SignedFile:
    """What was signed, and by which key."""

    content: str
    public_key: str
    digest: str


def signed(kind: str, content: dict[str, Any], key: OfficeKey) -> str:
    """The text of a signed file. The kind is signed too, so that none passes for another."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    signature = base64.b64encode(key.sign(_told(kind, text))).decode()
    envelope = _Envelope(FORMAT, kind, text, key.public_key, signature)
    return json.dumps(msgspec.to_builtins(envelope), ensure_ascii=False, indent=1) + "\n"


def read_signed(path: Path, kind: str) -> SignedFile:
    """The file, when its signature is right; whose key it is, the caller must judge."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise UserError(N_("The file cannot be read: {why}."), why=reason_of(error)) from error
    return parse_signed(content, kind, path)


def parse_signed(content: bytes, kind: str, path: Path) -> SignedFile:
    """The same of a content that was read already; `path` says whose content it is."""
    try:
        if len(content) > LARGEST:
            raise ValueError("too large")
        values = strict_json.parse(content)
        if msgspec.convert(values, Stamp).format > FORMAT:
            raise RefusedFileError(
                N_("The file was made by a newer UnionOffice. Install the newer version first.")
            )
        envelope = msgspec.convert(values, _Envelope)
        signature = base64.b64decode(envelope.signature, validate=True)
        is_right = envelope.kind == kind and is_signed(
            _told(kind, envelope.content), signature, envelope.public_key
        )
    except (ValueError, RecursionError, binascii.Error) as error:
        raise _damaged(path) from error
    if not is_right:
        raise _damaged(path)
    return SignedFile(envelope.content, envelope.public_key, hashlib.sha256(content).hexdigest())


def check_signer(store: Store, uid: str, file: SignedFile) -> None:
    """Raise RefusedFileError when this office is known to sign with another key.

    The key of the body above is on its card; that of others is the one of their first file.
    """
    with store.reading() as session:
        above = session.scalars(select(UpperBody).order_by(UpperBody.id.desc()).limit(1)).first()
        known = read_setting(session, _SIGNER + uid)
    if above is not None and above.uid == uid:
        known = above.public_key
    if known is not None and known != file.public_key:
        raise RefusedFileError(
            N_(
                "The file is signed with the key {new}, but its office has signed with {known} "
                "so far. Ask it by telephone whether its key is new; if so, take in its new card "
                "and open the file again."
            ),
            new=fingerprint(file.public_key),
            known=fingerprint(known),
        )


def pin_signer(store: Store, uid: str, file: SignedFile) -> None:
    """From now on the office with this identity is known by this key."""
    with store.remembering() as session:
        if read_setting(session, _SIGNER + uid) is None:
            write_setting(session, _SIGNER + uid, file.public_key)


def _told(kind: str, text: str) -> bytes:
    return f"{kind}\n{text}".encode()


def _damaged(path: Path) -> RefusedFileError:
    return RefusedFileError(
        N_("{file} is no such file, or it was changed after it was signed. Ask for it again."),
        file=path.name,
    )
