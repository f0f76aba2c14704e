"""The file of an identity card (`.ucard`): what stands on it, and how it is read."""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
import rfc8785

from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError, UserError, reason_of
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.exchange.manifest import Code, Name, Stamp, Strict, Uid
from unionoffice.reports.forms import Level
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.sealing_keys import check_recipient
from unionoffice.services.signing_keys import OfficeKey, fingerprint, is_signed
from unionoffice.store.known_types import known_at_once

SUFFIX = ".ucard"
LARGEST_CARD = 64 * 1024
_WITHOUT_KEY: Final = 1  # written before there were keys
_WITH_KEY: Final = 2
_WITH_RECIPIENT: Final = 3  # of bodies that others seal for
NEWEST: Final = _WITH_RECIPIENT

_Text = Annotated[str, msgspec.Meta(max_length=100)]


@known_at_once
class Card(Strict, frozen=True, omit_defaults=True):
    """What stands on a card.

    Format 1 has no key. Format 3 has, beside the key, the age recipient to seal for, and a
    signature by the key over the card's canonical JSON (RFC 8785) without the signature: who has
    compared the fingerprint knows that the recipient is the same body's.
    """

    format: Literal[1, 2, 3]
    code: Code
    name: Name
    level: Level
    parent_code: Code | None
    uid: Uid
    public_key: _Text | None  # Ed25519, in base64
    fingerprint: _Text | None = None
    recipient: _Text | None = None  # "age1…"
    signature: _Text | None = None  # in base64


def issued_card(own: OwnOrganisation, key: OfficeKey, recipient: str | None) -> Card:
    """The card of an office, signed if it bears a recipient.

    One without a recipient is of the former format, which older programs read as well.
    """
    card = Card(
        format=_WITH_KEY if recipient is None else _WITH_RECIPIENT,
        code=own.code,
        name=own.name,
        level=own.level,  # type: ignore[arg-type] # one of the levels: the office was founded
        parent_code=own.parent_code or None,
        uid=own.uid,
        public_key=key.public_key,
        fingerprint=key.fingerprint,
        recipient=recipient,
    )
    if recipient is None:
        return card
    signature = base64.b64encode(key.sign(_signed(card))).decode()
    return msgspec.structs.replace(card, signature=signature)


def card_text(card: Card, indent: int | None = 2) -> str:
    separators = None if indent else (",", ":")
    values = msgspec.to_builtins(card)
    return json.dumps(values, ensure_ascii=False, indent=indent, separators=separators)


def read_card(path: Path) -> Card:
    """The card in a file; raises UserError with one sentence."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_CARD + 1)
    except OSError as error:
        raise UserError(N_("The file cannot be read: {why}."), why=reason_of(error)) from error
    try:
        if len(content) > LARGEST_CARD:
            raise ValueError("too large")
        values = strict_json.parse(content)
        if msgspec.convert(values, Stamp).format > NEWEST:
            raise RefusedFileError(
                N_("The card was made by a newer UnionOffice. Install the newer version first.")
            )
        card = msgspec.convert(values, Card)
        if clean(card.code) != card.code or clean(card.name) != card.name:
            raise ValueError("name")
        _check_key(card)
        _check_recipient(card)
    except ValueError as error:
        raise RefusedFileError(
            N_("The file is no identity card, or it is damaged. Ask for it again.")
        ) from error
    return card


def json_schema() -> dict[str, Any]:
    return msgspec.json.schema(Card)


def _check_key(card: Card) -> None:
    """Raise ValueError unless the key is one, and is the one that the fingerprint tells of."""
    if (card.public_key is None) != (card.format == _WITHOUT_KEY):
        raise ValueError("public_key")
    if card.fingerprint != (card.public_key and fingerprint(card.public_key)):
        raise ValueError("fingerprint")


def _check_recipient(card: Card) -> None:
    """Raise ValueError unless the key vouches for the recipient, which format 3 must have."""
    if card.format != _WITH_RECIPIENT:
        if card.recipient is not None or card.signature is not None:
            raise ValueError("recipient")
        return
    if card.recipient is None or card.signature is None or card.public_key is None:
        raise ValueError("recipient")
    check_recipient(card.recipient)
    try:
        signature = base64.b64decode(card.signature, validate=True)
    except binascii.Error as error:
        raise ValueError("signature") from error
    if not is_signed(_signed(card), signature, card.public_key):
        raise ValueError("signature")


def _signed(card: Card) -> bytes:
    values = msgspec.to_builtins(card)
    values.pop("signature", None)
    return rfc8785.dumps(values)
