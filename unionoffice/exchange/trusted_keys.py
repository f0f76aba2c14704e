"""Whose signature is believed: the keys of the bodies below, from card to revocation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day as shown
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.registers.organisation.model import Organisation, TrustedKey
from unionoffice.reports.figures import local_now
from unionoffice.services.signing_keys import fingerprint, own_key
from unionoffice.store.store import Store


@dataclass(frozen=True)
class TrustedKeyView:
    """A key of a body below, and what became of it."""

    fingerprint: str
    enrolled_at: datetime
    replaced_at: datetime | None
    revoked_on: date | None
    revoke_reason: str | None


@dataclass(frozen=True)
class BodyKey:
    """A body below with the key that it has now."""

    code: str
    name: str
    state: Literal["trusted", "revoked", "none"]
    fingerprint: str = ""
    since: datetime | None = None
    revoked_on: date | None = None
    reason: str = ""


class TrustedKeys:
    """Answers which keys a body has had, and withdraws the trust in one."""

    def __init__(self, store: Store, now: Callable[[], datetime] = local_now) -> None:
        self._store = store
        self._now = now

    def of(self, code: str) -> list[TrustedKeyView]:
        """The keys of the body with this code, the newest first."""
        with self._store.reading() as session:
            return [
                TrustedKeyView(
                    fingerprint(key.public_key),
                    key.enrolled_at,
                    key.replaced_at,
                    key.revoked_on,
                    key.revoke_reason,
                )
                for key in reversed(keys_of(session, _enrolled_body(session, code)))
            ]

    def own_fingerprint(self) -> str:
        """Of the key that this office signs with; "" before it has one."""
        with self._store.reading() as session:
            key = own_key(session)
            return "" if key is None else key.fingerprint

    def bodies(self) -> list[BodyKey]:
        """Every body whose card was taken in, with its key."""
        with self._store.reading() as session:
            found = session.execute(
                select(Organisation.code, Organisation.name, TrustedKey)
                .outerjoin(
                    TrustedKey,
                    (TrustedKey.organisation_id == Organisation.id)
                    & TrustedKey.replaced_at.is_(None),
                )
                .where(Organisation.enrolled_at.is_not(None), Organisation.voided_at.is_(None))
                .order_by(Organisation.code)
            )
            return [_body_key(code, name, key) for code, name, key in found]

    def revoke(self, code: str, reason: str, day: date | None = None) -> None:
        """Believe no signature by the key that the body has now, from this day on (today).

        What was taken in before stays, and is marked in the overview if it came after that day.
        Raises UserError when there is no key to revoke, or no reason.
        """
        if not clean(reason):
            raise UserError(N_("Say why the key is revoked: lost, stolen, known to others."))
        with self._store.writing(N_("Key revoked")) as session:
            key = current_key(session, _enrolled_body(session, code))
            if key is None or key.revoked_on is not None:
                raise UserError(N_("{code} has no key that could be revoked."), code=code)
            key.revoked_on = day or self._now().date()
            key.revoke_reason = clean(reason)
            self._store.touched(session, 1)


def _body_key(code: str, name: str, key: TrustedKey | None) -> BodyKey:
    if key is None:
        return BodyKey(code, name, "none")
    return BodyKey(
        code,
        name,
        "trusted" if key.revoked_on is None else "revoked",
        fingerprint(key.public_key),
        key.enrolled_at,
        key.revoked_on,
        key.revoke_reason or "",
    )


def keys_of(session: Session, body: Organisation) -> list[TrustedKey]:
    """Every key that the body has had, the oldest first."""
    found = select(TrustedKey).where(TrustedKey.organisation_id == body.id)
    return list(session.scalars(found.order_by(TrustedKey.id)))


def current_key(session: Session, body: Organisation) -> TrustedKey | None:
    """The key that no other has taken the place of; it may be revoked."""
    return next((key for key in keys_of(session, body) if key.replaced_at is None), None)


def trust(session: Session, body: Organisation, public_key: str, moment: datetime) -> None:
    """Let the key take the place of the one that the body had."""
    former = current_key(session, body)
    if former is not None:
        former.replaced_at = moment
    session.add(TrustedKey(organisation_id=body.id, public_key=public_key, enrolled_at=moment))


def has_key(session: Session, body: Organisation, public_key: str) -> bool:
    """Whether this is the body's key now, and not revoked."""
    key = current_key(session, body)
    return key is not None and key.public_key == public_key and key.revoked_on is None


def key_refusal(
    session: Session, body: Organisation, public_key: str, *, replace: bool
) -> UserError | None:
    """Why this key cannot be the body's."""
    for key in keys_of(session, body):
        if key.public_key == public_key and key.revoked_on is not None:
            return UserError(
                N_(
                    "The key on the card of {code} was revoked on {day}. "
                    "Ask the organisation for a card with a new key."
                ),
                code=body.code,
                day=shown(key.revoked_on),
            )
        if key.public_key == public_key and key.replaced_at is not None:
            return UserError(
                N_(
                    "The card of {code} is an older one: another key took the place of its key "
                    "on {day}. Ask for the newest card."
                ),
                code=body.code,
                day=shown(key.replaced_at.astimezone().date()),
            )
    known = current_key(session, body)
    if replace or known is None or known.public_key == public_key:
        return None
    return UserError(
        N_(
            "The card of {code} bears the key {new}, but {known} is enrolled. Ask the "
            "organisation itself whether its key is new; if so, enrol this card in place of "
            "the former one."
        ),
        code=body.code,
        new=fingerprint(public_key),
        known=fingerprint(known.public_key),
    )


def _enrolled_body(session: Session, code: str) -> Organisation:
    body = session.scalars(
        select(Organisation).where(Organisation.code == code, Organisation.enrolled_at.is_not(None))
    ).first()
    if body is None:
        raise UserError(N_("No organisation with the code {code} is enrolled."), code=code)
    return body
