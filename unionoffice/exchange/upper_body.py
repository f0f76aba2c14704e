"""The body above: whose card it is by which this office seals what it hands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.exchange.card_file import Card, read_card
from unionoffice.exchange.envelope import Receiver
from unionoffice.registers.organisation.model import LEVELS, UpperBody
from unionoffice.reports.figures import local_now
from unionoffice.services.office import OwnOrganisation, own_organisation
from unionoffice.services.signing_keys import fingerprint
from unionoffice.store.store import Store


@dataclass(frozen=True)
class UpperView:
    """Whom this office seals for."""

    uid: str
    code: str
    name: str
    fingerprint: str
    recipient: str
    enrolled_at: datetime

    @property
    def receiver(self) -> Receiver:
        return Receiver(self.code, self.name)


class UpperBodies:
    """Takes in the card of the body above."""

    def __init__(self, store: Store, now: Callable[[], datetime] = local_now) -> None:
        self._store = store
        self._now = now

    def current(self) -> UpperView | None:
        """The body above, if its card was taken in."""
        with self._store.reading() as session:
            known = _current(session)
            return None if known is None else _view(known)

    def required(self) -> UpperView:
        """The same; raises UserError when there is none."""
        known = self.current()
        if known is None:
            raise UserError(
                N_(
                    "Nothing can be sealed yet: the card of the body above is not here. "
                    "Ask for it and take it in, once."
                )
            )
        return known

    def take(self, path: Path, *, replace: bool = False) -> UpperView:
        """Take in the card of the body above; from now on packages can be sealed for it.

        `replace` lets another key, or another body, take the place of the known one. Raises
        UserError for a card that is not the body's above.
        """
        card = read_card(path)
        with self._store.reading() as session:
            own, known = own_organisation(session), _current(session)
            _check(own, card, None if replace else known)
            if known is not None and _is_same(known, card):
                return _view(known)
        with self._store.writing(N_("Card of the body above taken in")) as session:
            body = UpperBody(
                uid=card.uid,
                code=card.code,
                name=card.name,
                level=card.level,
                public_key=card.public_key,
                recipient=card.recipient,
                enrolled_at=self._now(),
            )
            session.add(body)
            session.flush()
            self._store.touched(session, 1)
            return _view(body)


def _current(session: Session) -> UpperBody | None:
    return session.scalars(select(UpperBody).order_by(UpperBody.id.desc()).limit(1)).first()


def _view(body: UpperBody) -> UpperView:
    return UpperView(
        body.uid,
        body.code,
        body.name,
        fingerprint(body.public_key),
        body.recipient,
        body.enrolled_at,
    )


def _is_same(known: UpperBody, card: Card) -> bool:
    said = (card.uid, card.code, card.name, card.level, card.public_key, card.recipient)
    kept = (known.uid, known.code, known.name, known.level, known.public_key, known.recipient)
    return said == kept


def _check(own: OwnOrganisation, card: Card, known: UpperBody | None) -> None:
    if LEVELS.keys.index(card.level) <= LEVELS.keys.index(own.level):
        raise UserError(
            N_("“{name}” does not stand above this organisation. Take in the card of the one."),
            name=card.name,
        )
    if own.parent_code and own.parent_code != card.code:
        raise UserError(
            N_(
                "The settings say that the body above has the code {own}, but this card is that "
                "of {code}. Ask for the right card, or put the settings right."
            ),
            own=own.parent_code,
            code=card.code,
        )
    if card.recipient is None or card.public_key is None:
        raise UserError(
            N_(
                "The card of {code} bears no key to seal for. "
                "Ask for its new card, made by the newer version."
            ),
            code=card.code,
        )
    if known is not None and (known.uid, known.public_key) != (card.uid, card.public_key):
        raise UserError(
            N_(
                "The card of {code} bears the key {new}, but {known} is known. Ask that body "
                "itself whether its key is new; if so, take this card in place of the former one."
            ),
            code=card.code,
            new=fingerprint(card.public_key),
            known=fingerprint(known.public_key),
        )
