"""What travels beside the figures, so that the body above can judge them: counts, never names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.exchange.handed_in import of_form
from unionoffice.registerkit.evidence import Scope
from unionoffice.registers.checkups.indicators import INDICATORS
from unionoffice.registers.checkups.model import Campaign
from unionoffice.registers.people.evidence import in_force, member_on
from unionoffice.registers.people.model import Membership, Person
from unionoffice.registers.returns.following import ReceivedCampaign
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.filled import CampaignRow, CampaignShare, FormFigures
from unionoffice.reports.forms import Form
from unionoffice.store.store import Store

MOST_CAMPAIGNS = 5_000  # a return is no archive of check-ups
LONGEST_TITLE = 200
READ_AT_ONCE = 500  # returns

_INDICATORS = {each.key: each for each in INDICATORS}


class _Told(msgspec.Struct, frozen=True):
    """The one field that is wanted of a return; the rest is passed over."""

    registered_members: int | None = None


_TOLD = msgspec.json.Decoder(_Told)


def with_background(store: Store, form: Form, figures: FormFigures) -> FormFigures:
    """The figures as they travel: with the members registered, and the campaigns counted."""
    with store.reading() as session:
        if figures.is_consolidated:
            # A body that two of the returns hold is registered in both, and in which number
            # neither of them tells.
            is_known = not any(each.keeper for each in figures.shared)
            below = _registered_below(session, form, figures.period) if is_known else None
            return replace(
                figures,
                registered_members=below,
                campaigns=_campaigns_below(session, form, figures),
            )
        return replace(
            figures,
            registered_members=_registered(session, figures.period.last),
            campaigns=_campaigns(session, form, figures),
        )


def _registered(session: Session, day: date) -> int:
    counted = (
        select(func.count(func.distinct(Membership.person_id)))
        .join(Person, Person.id == Membership.person_id)
        .where(
            Person.voided_at.is_(None),
            in_force(Membership.joined_on, Membership.left_on, day),
        )
    )
    return int(session.scalars(counted).one())


def _registered_below(session: Session, form: Form, period: Period) -> int | None:
    """The sum over the returns; None unless every one of them tells it.

    Members of a body that ended before are registered with its heirs by the last day.
    """
    lived_on = ReceivedReturn.period_last == period.last
    contents = session.scalars(
        select(ReceivedReturn.content).where(*of_form(session, form, period), lived_on),
        execution_options={"yield_per": READ_AT_ONCE},
    )
    known = None
    for content in contents:
        told = _TOLD.decode(content).registered_members
        if told is None:
            return None
        known = (known or 0) + told
    return known


def _campaigns(session: Session, form: Form, figures: FormFigures) -> tuple[CampaignShare, ...]:
    """The campaigns behind each row that counts people who came to check-ups."""
    rows: dict[int, list[CampaignRow]] = {}
    for row in form.rows():
        figure, counted = row.figures.get("members"), figures.row(row.key)
        if figure is None or counted is None or figure.indicator not in _INDICATORS:
            continue
        found = session.execute(_by_campaign(figure.indicator, figures.period))
        for id_, members, alone in found:
            rows.setdefault(id_, []).append(CampaignRow(row.key, int(members), int(alone)))
    campaigns = session.execute(
        select(
            Campaign.id,
            Campaign.uid,
            Campaign.held_on,
            func.coalesce(Campaign.title, ""),
            Campaign.origin_uid.is_(None),
        )
        .where(Campaign.id.in_(list(rows)[:MOST_CAMPAIGNS]))
        .order_by(Campaign.uid)
    )
    return tuple(
        CampaignShare(uid, held_on, title[:LONGEST_TITLE], bool(is_own), tuple(rows[id_]))
        for id_, uid, held_on, title, is_own in campaigns
    )


def _by_campaign(indicator: str, period: Period) -> Any:
    """Campaign, members who came to it, and those of them who came to no other."""
    rows = _INDICATORS[indicator].select(Scope(period)).subquery()
    void = select(Person.id).where(Person.voided_at.is_not(None))
    came = (
        select(rows.c.record_id, rows.c.person_id)
        .where(member_on(rows.c.person_id, rows.c.event_on), rows.c.person_id.not_in(void))
        .distinct()
        .cte("came")
    )
    often = (
        select(came.c.person_id, func.count().label("campaigns"))
        .group_by(came.c.person_id)
        .cte("often")
    )
    return (
        select(
            came.c.record_id,
            func.count(),
            func.count().filter(often.c.campaigns == 1),
        )
        .join(often, often.c.person_id == came.c.person_id)
        .group_by(came.c.record_id)
    )


def _campaigns_below(
    session: Session, form: Form, figures: FormFigures
) -> tuple[CampaignShare, ...]:
    """The campaigns of all returns, each once; what two levels told of it counts once."""
    found = session.execute(
        select(
            ReceivedCampaign.uid,
            ReceivedCampaign.row_key,
            func.min(ReceivedCampaign.held_on),
            func.max(ReceivedCampaign.title),
            # Who organised it is one office, in however many returns it was summed.
            func.max(_if(True, ReceivedCampaign.members)),
            func.sum(_if(False, ReceivedCampaign.members)),
            func.max(_if(True, ReceivedCampaign.alone)),
            func.sum(_if(False, ReceivedCampaign.alone)),
        )
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedCampaign.return_id)
        .where(*of_form(session, form, figures.period))
        .group_by(ReceivedCampaign.uid, ReceivedCampaign.row_key)
        .order_by(ReceivedCampaign.uid, ReceivedCampaign.row_key)
    )
    shares: dict[str, CampaignShare] = {}
    for uid, key, held_on, title, own, others, own_alone, others_alone in found:
        row = figures.row(key)
        if row is None or row.correction("members") is not None:
            continue
        members = max(int(own), int(others))
        part = CampaignRow(key, members, min(members, max(int(own_alone), int(others_alone))))
        so_far = shares.get(uid)
        parts = (part,) if so_far is None else (*so_far.rows, part)
        is_organisers = bool(own) or (so_far is not None and so_far.is_organisers)
        shares[uid] = CampaignShare(uid, _day(held_on), title, is_organisers, parts)
    return tuple(_fitting(shares.values(), figures))[:MOST_CAMPAIGNS]


def _if(is_organisers: bool, counted: Any) -> Any:
    return case((ReceivedCampaign.is_organisers == is_organisers, counted), else_=0)


def _fitting(shares: Iterable[CampaignShare], figures: FormFigures) -> Iterable[CampaignShare]:
    """No campaign may have more members than its row, in which some may count but once."""
    for share in shares:
        rows = []
        for part in share.rows:
            row = figures.row(part.key)
            most = 0 if row is None or row.members is None else row.members
            rows.append(CampaignRow(part.key, min(part.members, most), min(part.alone, most)))
        yield replace(share, rows=tuple(rows))


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
