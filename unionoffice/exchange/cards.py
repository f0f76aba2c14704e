"""Identity cards (`.ucard`): by them a federation knows whose packages it is to expect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_
from unionoffice.exchange.card_file import Card, card_text, issued_card, read_card
from unionoffice.exchange.trusted_keys import current_key, has_key, key_refusal, trust
from unionoffice.registers.organisation.bodies_register import complete_body
from unionoffice.registers.organisation.model import LEVELS, Organisation, TrustedKey
from unionoffice.reports.figures import local_now
from unionoffice.services.office import OwnOrganisation, own_organisation
from unionoffice.services.sealing_keys import make_sealing_key, own_recipient, sealing_recipient
from unionoffice.services.signing_keys import (
    OfficeKey,
    fingerprint,
    make_key,
    office_key,
    own_key,
)
from unionoffice.store.store import Store

PAPER = ".pdf"

_STANDS = Organisation.voided_at.is_(None)

Status = Literal["enrolled", "updated", "unchanged", "refused"]


@dataclass(frozen=True)
class EnrolledCard:
    """What became of one card; `why` is the sentence that refuses it."""

    file: str
    status: Status
    code: str | None
    name: str | None
    why: str | None


@dataclass(frozen=True)
class SeenCard:
    """A card that is not taken in yet; `why` is the sentence that refuses it."""

    file: str
    code: str = ""
    name: str = ""
    fingerprint: str = ""
    known_fingerprint: str = ""  # of the key that the body has here; "" for a new body
    why: str = ""

    @property
    def brings_new_key(self) -> bool:
        return bool(self.known_fingerprint) and self.fingerprint != self.known_fingerprint


@dataclass(frozen=True)
class EnrolledView:
    """An organisation that is expected to hand in."""

    code: str
    name: str
    level: str
    enrolled_at: datetime
    fingerprint: str | None  # of the key that it signs with; None: there is none, or it is revoked


class Cards:
    """Writes this office's own card, and takes in those of the organisations below."""

    def __init__(self, store: Store, now: Callable[[], datetime] = local_now) -> None:
        self._store = store
        self._now = now

    def write(self, path: Path) -> None:
        """Write this office's own card, on paper if the name ends in .pdf.

        An office that has no key yet gets one.
        """
        card = self.own()
        if path.suffix.lower() != PAPER:
            write_whole(path, f"{card_text(card)}\n".encode())
            return
        # The library is loaded when the first paper is written.
        from unionoffice.exchange.card_paper import write_card_paper

        write_card_paper(card, path)

    def own(self) -> Card:
        """What stands on this office's card; bodies that collect bear a key to seal for as well."""
        with self._store.reading() as session:
            own = own_organisation(session)
        key = self.key()
        recipient = sealing_recipient(self._store) if own.collects else None
        return issued_card(own, key, recipient)

    def has_keys(self) -> bool:
        """Whether the card can be written without making a key first."""
        with self._store.reading() as session:
            needs_recipient = own_organisation(session).collects
            return own_key(session) is not None and (
                own_recipient(session) is not None or not needs_recipient
            )

    def key(self) -> OfficeKey:
        """What this office signs with; made now if it has no key yet."""
        return office_key(self._store)

    def renew_key(self) -> OfficeKey:
        """Make new keys, because the former ones may be known to others or were lost.

        The body above refuses what is signed with it until it has this office's new card. What
        was sealed for a former key still opens.
        """
        with self._store.writing(N_("New key made")) as session:
            if own_organisation(session).collects:
                make_sealing_key(session)
            return make_key(session)

    def enrol(self, paths: Sequence[Path | str], *, replace: bool = False) -> list[EnrolledCard]:
        """Take in cards, each judged by itself; the same card again changes nothing.

        `replace` lets a card bring a new key, and take the place of an office that was set up
        anew under its code.

        Raises UserError in an office that has nobody below it.
        """
        cards = [(str(path), _read_or_refusal(Path(path))) for path in paths]
        with self._store.reading() as session:
            if not own_organisation(session).collects:
                raise UserError(N_("A primary organisation has no organisations below it."))
            changes_nothing = all(
                isinstance(card, UserError) or _is_known(session, card) for _, card in cards
            )
        if changes_nothing:  # and thus is no deed
            return [
                _result(file, "refused", card, card)
                if isinstance(card, UserError)
                else _result(file, "unchanged", card)
                for file, card in cards
            ]
        with self._store.writing(N_("Organisations enrolled")) as session:
            own = own_organisation(session)
            brought = {card.code for _, card in cards if isinstance(card, Card)}
            enrolment = _Enrolment(session, own, replace, self._now(), brought)
            results = [enrolment.take(file, card) for file, card in cards]
            taken = sum(result.status in ("enrolled", "updated") for result in results)
            self._store.touched(session, taken)
        return results

    def look(self, paths: Sequence[Path | str]) -> list[SeenCard]:
        """What stands on cards, to be compared with their papers before they are taken in."""
        cards = [(str(path), _read_or_refusal(Path(path))) for path in paths]
        with self._store.reading() as session:
            return [_seen(session, file, card) for file, card in cards]

    def enrolled(self) -> list[EnrolledView]:
        with self._store.reading() as session:
            found = session.execute(
                select(Organisation, TrustedKey)
                .outerjoin(
                    TrustedKey,
                    (TrustedKey.organisation_id == Organisation.id)
                    & TrustedKey.replaced_at.is_(None)
                    & TrustedKey.revoked_on.is_(None),
                )
                .where(Organisation.enrolled_at.is_not(None), _STANDS)
                .order_by(Organisation.code)
            )
            return [_enrolled_view(body, key) for body, key in found]


def _enrolled_view(body: Organisation, key: TrustedKey | None) -> EnrolledView:
    return EnrolledView(
        body.code,
        body.name,
        body.level,
        body.enrolled_at,  # type: ignore[arg-type] # only enrolled ones are asked for
        None if key is None else fingerprint(key.public_key),
    )


def _read_or_refusal(path: Path) -> Card | UserError:
    try:
        return read_card(path)
    except UserError as error:
        return error


def _result(
    file: str, status: Status, card: Card | UserError, why: UserError | None = None
) -> EnrolledCard:
    known = None if isinstance(card, UserError) else card
    return EnrolledCard(
        file,
        status,
        known.code if known else None,
        known.name if known else None,
        None if why is None else str(why),
    )


def _is_known(session: Session, card: Card) -> bool:
    body = _body(session, Organisation.uid == card.uid)
    if body is None or body.enrolled_at is None or _differs(body, card):
        return False
    return card.public_key is None or has_key(session, body, card.public_key)


def _differs(body: Organisation, card: Card) -> bool:
    """Whether the card says anything new. Where a body stands, this office knows better."""
    if body.is_voided or (body.parent_code is None and card.parent_code is not None):
        return True
    return (body.uid, body.code, body.name, body.level) != (
        card.uid,
        card.code,
        card.name,
        card.level,
    )


def _seen(session: Session, file: str, card: Card | UserError) -> SeenCard:
    if isinstance(card, UserError):
        return SeenCard(file, why=str(card))
    body = _body(session, Organisation.code == card.code, Organisation.enrolled_at.is_not(None))
    known = None if body is None else current_key(session, body)
    return SeenCard(
        file,
        card.code,
        card.name,
        card.fingerprint or "",
        "" if known is None else fingerprint(known.public_key),
    )


class _Enrolment:
    """Takes cards in, one after the other."""

    def __init__(
        self,
        session: Session,
        own: OwnOrganisation,
        replace: bool,
        moment: datetime,
        brought: Collection[str],
    ) -> None:
        self._session = session
        self._own = own
        self._replace = replace
        self._moment = moment
        self._brought = brought  # codes on the cards that are taken in together

    def take(self, file: str, card: Card | UserError) -> EnrolledCard:
        if isinstance(card, UserError):
            return _result(file, "refused", card, card)
        session = self._session
        if _is_known(session, card):
            return _result(file, "unchanged", card)
        body = _body(session, Organisation.uid == card.uid)
        holder = _body(
            session, Organisation.code == card.code, Organisation.uid != card.uid, _STANDS
        )
        if body is None and holder is not None and (self._replace or holder.enrolled_at is None):
            body, holder = holder, None
        refusal = _refusal(self._own, card, holder)
        if refusal is None and body is None:
            refusal = self._stranger(card)
        if refusal is None and body is not None and card.public_key is not None:
            refusal = key_refusal(session, body, card.public_key, replace=self._replace)
        if refusal is not None:
            return _result(file, "refused", card, refusal)
        status: Status = "enrolled" if body is None else "updated"
        self._write(body, card)
        return _result(file, status, card)

    def _stranger(self, card: Card) -> UserError | None:
        """Why a new body is not of this office's tree: counted here too, it would count twice."""
        parent = card.parent_code
        if parent is None or parent == self._own.code or parent in self._brought:
            return None
        if _body(self._session, Organisation.code == parent, _STANDS) is not None:
            return None
        return UserError(
            N_(
                "By its card “{name}” ({code}) belongs to {parent}, which is not below this "
                "office. If it does belong here, enter it among the organisations below first."
            ),
            name=card.name,
            code=card.code,
            parent=parent,
        )

    def _write(self, body: Organisation | None, card: Card) -> None:
        if body is None:
            body = Organisation(is_own=False)
            self._session.add(body)
        body.uid, body.code, body.name, body.level = card.uid, card.code, card.name, card.level
        body.parent_code = body.parent_code or card.parent_code
        body.enrolled_at = body.enrolled_at or self._moment
        body.voided_at = body.void_reason = None
        complete_body(body)
        self._session.flush()
        if card.public_key is not None and not has_key(self._session, body, card.public_key):
            trust(self._session, body, card.public_key, self._moment)
        self._session.flush()


def _body(session: Session, *conditions: ColumnElement[bool]) -> Organisation | None:
    return session.scalars(select(Organisation).where(*conditions)).first()


def _refusal(own: OwnOrganisation, card: Card, holder: Organisation | None) -> UserError | None:
    """Why the card cannot be taken in; `holder` is who else has its code."""
    if card.code == own.code or card.uid == own.uid:
        return UserError(
            N_("This card bears the code or identity of this office itself. Ask for the right one.")
        )
    levels = LEVELS.keys
    if levels.index(card.level) >= levels.index(own.level):
        return UserError(
            N_("“{name}” stands at the same or a higher level, so it cannot hand in here."),
            name=card.name,
        )
    if holder is None:
        return None
    return UserError(
        N_(
            "The code {code} belongs to “{name}” already. If that office was set up anew, "
            "enrol this card in its place."
        ),
        code=card.code,
        name=holder.name,
    )
