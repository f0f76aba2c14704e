"""Campaign files (`.ucampaign`): one check-up keeps its identity in every office that reports it.

Who organises a check-up writes the file; the bodies whose members come bring it in, and enter
their people under it. What the organiser and they report of it is then known to be the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import msgspec
from sqlalchemy import select

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.files import check_suffix, write_whole
from unionoffice.core.i18n import N_
from unionoffice.exchange.manifest import DayText, Strict, Uid
from unionoffice.exchange.signed_file import (
    check_signer,
    pin_signer,
    read_signed,
    signed,
)
from unionoffice.registers.checkups.model import ORGANISERS, Campaign
from unionoffice.registers.checkups.register import CHECKUPS
from unionoffice.services.office import own_organisation
from unionoffice.services.rights import Right
from unionoffice.services.signing_keys import office_key
from unionoffice.store.store import Store

SUFFIX: Final = ".ucampaign"
_KIND = "campaign"
_COPIED = ("title", "place", "provider", "employer", "basis", "paper")

Line = Annotated[str, msgspec.Meta(max_length=2000)]


class _Campaign(Strict, frozen=True):
    uid: Uid
    held_on: DayText
    ended_on: DayText | None
    organiser: Line
    title: Line | None
    place: Line | None
    provider: Line | None
    employer: Line | None
    basis: Line | None
    paper: Line | None


class _File(Strict, frozen=True):
    sender_uid: Uid  # who wrote the file; it may hand on what another office organises
    origin_uid: Uid
    origin_name: Line
    campaign: _Campaign


_DECODER = msgspec.json.Decoder(_File)


@dataclass(frozen=True)
class CampaignView:
    """A campaign that can be handed on, or was brought in."""

    id: int
    held_on: date
    title: str
    origin: str  # "" where it was made here


@dataclass(frozen=True)
class BroughtCampaign:
    """What became of a campaign file."""

    id: int
    title: str
    held_on: date
    is_new: bool
    origin: str
    register: str = CHECKUPS.key


class CampaignFiles:
    """Writes and brings in campaign files."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def campaigns(self) -> list[CampaignView]:
        """Every campaign that stands, the newest first."""
        with self._store.reading() as session:
            found = session.scalars(
                select(Campaign)
                .where(Campaign.voided_at.is_(None))
                .order_by(Campaign.held_on.desc(), Campaign.id.desc())
            )
            return [
                CampaignView(each.id, each.held_on, each.title or "", each.origin_name or "")
                for each in found
            ]

    def file_name(self, campaign: CampaignView) -> str:
        return file_stem(campaign.held_on, campaign.title) + SUFFIX

    def write(self, campaign_id: int, path: Path) -> None:
        """Write what a campaign is, but nobody who came to it.

        A campaign that was itself brought in is handed on under the name of who organised it.
        """
        check_suffix(path, SUFFIX)
        self._store.gate.require(Right.RECORDS)
        key = office_key(self._store)
        with self._store.reading() as session:
            own = own_organisation(session)
            campaign = session.get(Campaign, campaign_id)
            if campaign is None or campaign.is_voided:
                raise UserError(N_("There is no such check-up."))
            content = {
                "sender_uid": own.uid,
                "origin_uid": campaign.origin_uid or own.uid,
                "origin_name": campaign.origin_name or own.name,
                "campaign": {
                    "uid": campaign.uid,
                    "held_on": campaign.held_on.isoformat(),
                    "ended_on": campaign.ended_on.isoformat() if campaign.ended_on else None,
                    "organiser": campaign.organiser,
                    **{name: getattr(campaign, name) for name in _COPIED},
                },
            }
        write_whole(path, signed(_KIND, content, key).encode())

    def bring_in(self, path: Path) -> BroughtCampaign:
        """Enter the campaign of a file, to put people under it; the same file changes nothing.

        A later file of the same campaign corrects what it says of it; the people stay.
        """
        file = read_signed(path, _KIND)
        told = _read(path, file.content)
        check_signer(self._store, told.sender_uid, file)
        with self._store.writing(N_("Check-up brought in"), "checkups") as session:
            known = session.scalars(
                select(Campaign).where(Campaign.uid == told.campaign.uid)
            ).first()
            if known is not None and known.origin_uid is None:
                raise RefusedFileError(N_("This check-up was entered in this office itself."))
            if known is not None and known.origin_uid != told.origin_uid:
                raise RefusedFileError(
                    N_("This check-up is one of “{name}”; only that office can change it."),
                    name=known.origin_name or "",
                )
            campaign = known or Campaign(uid=told.campaign.uid)
            before = None if known is None else _of(known)
            _fill(campaign, told)
            if known is None:
                session.add(campaign)
            session.flush()
            self._store.touched(session, int(before != _of(campaign)))
            brought = BroughtCampaign(
                campaign.id,
                campaign.title or "",
                campaign.held_on,
                known is None,
                told.origin_name,
            )
        pin_signer(self._store, told.sender_uid, file)
        return brought


def _read(path: Path, content: str) -> _File:
    try:
        told = _DECODER.decode(content)
        date.fromisoformat(told.campaign.held_on)
        if told.campaign.ended_on is not None:
            date.fromisoformat(told.campaign.ended_on)
        if told.campaign.organiser not in ORGANISERS:
            raise ValueError("organiser")
    except ValueError as error:
        raise RefusedFileError(
            N_("What {file} says of the check-up is damaged. Ask for it again."),
            file=path.name,
            why=error,
        ) from error
    return told


def _fill(campaign: Campaign, told: _File) -> None:
    said = told.campaign
    campaign.held_on = date.fromisoformat(said.held_on)
    campaign.ended_on = date.fromisoformat(said.ended_on) if said.ended_on else None
    campaign.organiser = said.organiser
    for name in _COPIED:
        setattr(campaign, name, getattr(said, name))
    campaign.origin_uid, campaign.origin_name = told.origin_uid, told.origin_name
    if CHECKUPS.complete is not None:
        CHECKUPS.complete(campaign)


def _of(campaign: Campaign) -> tuple[object, ...]:
    names = ("held_on", "ended_on", "organiser", "origin_name", *_COPIED)
    return tuple(getattr(campaign, name) for name in names)
