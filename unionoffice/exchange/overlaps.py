"""The same check-up told by who organised it and by those who came: its members count once.

A campaign has one identity wherever it is reported. Who organised it counts everybody on the list;
the bodies that took its campaign file count their own members, who are on that list too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_
from unionoffice.exchange.remarks import NOTE, Remark
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReceivedCampaign
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn


@dataclass(frozen=True)
class Told:
    """What one return says of a campaign in one row."""

    organisation: str
    uid: str
    held_on: date
    title: str
    row_key: str
    is_organisers: bool
    members: int
    alone: int
    counted: int  # in the whole row, which somebody may have set by hand


@dataclass(frozen=True)
class Overlap:
    """Members whom a row would count twice, and between whose returns."""

    row_key: str
    campaigns: tuple[str, ...]  # title, or the day where there is none
    organisers: tuple[str, ...]
    others: tuple[str, ...]
    told_by_organisers: int
    told_by_others: int
    members: int


def overlaps(session: Session, returns: Sequence[ColumnElement[bool]]) -> list[Overlap]:
    """What the returns that fit the conditions tell twice, row by row."""
    if session.scalars(select(ReceivedCampaign.uid).limit(1)).first() is None:
        return []  # as in most offices, which are spared looking at every return
    rows: dict[str, list[Told]] = defaultdict(list)
    for each in _told_twice(session, returns):
        rows[each.row_key].append(each)
    return [_overlap(key, told) for key, told in rows.items()]


def _told_twice(session: Session, returns: Sequence[ColumnElement[bool]]) -> Iterable[Told]:
    flag = ReceivedCampaign.is_organisers
    twice = (
        select(ReceivedCampaign.uid)
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedCampaign.return_id)
        .where(*returns)
        .group_by(ReceivedCampaign.uid)
        .having(func.min(flag) != func.max(flag))
    )
    found = session.execute(
        select(
            Organisation.code,
            ReceivedCampaign.uid,
            ReceivedCampaign.held_on,
            ReceivedCampaign.title,
            ReceivedCampaign.row_key,
            flag,
            ReceivedCampaign.members,
            ReceivedCampaign.alone,
            func.coalesce(ReceivedFigure.members, 0),
        )
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedCampaign.return_id)
        .join(
            ReceivedFigure,
            (ReceivedFigure.return_id == ReceivedCampaign.return_id)
            & (ReceivedFigure.row_key == ReceivedCampaign.row_key),
        )
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(*returns, ReceivedCampaign.uid.in_(twice))
        .order_by(Organisation.code, ReceivedCampaign.uid)
    )
    return [Told(*row) for row in found]


def told_twice(overlap: Overlap) -> Iterator[tuple[str, Remark]]:
    """A remark for each organisation that is party to it."""
    everybody = (*overlap.organisers, *overlap.others)
    for code in everybody:
        others = [each for each in everybody if each != code]
        values = {
            "campaigns": "; ".join(overlap.campaigns),
            "others": ", ".join(others),
            "organisers": number(overlap.told_by_organisers),
            "primaries": number(overlap.told_by_others),
            "members": number(overlap.members),
        }
        why = N_(
            "“{campaigns}” is reported by {others} too: {organisers} members by who organised it, "
            "{primaries} by those who came. {members} of them are counted once."
        )
        yield code, Remark(overlap.row_key, why, values, NOTE, "campaign", "members")


def _overlap(row_key: str, told: list[Told]) -> Overlap:
    own = [each for each in told if each.is_organisers]
    others = [each for each in told if not each.is_organisers]
    titles = {each.uid: each.title or each.held_on.isoformat() for each in told}
    ours, theirs = _people(own), _people(others)
    return Overlap(
        row_key,
        tuple(titles.values()),
        _codes(own),
        _codes(others),
        ours,
        theirs,
        min(ours, theirs),
    )


def _codes(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.organisation for each in told))


def _people(told: Iterable[Told]) -> int:
    """At least so many people: whoever came to several campaigns may be the same in each.

    None are taken off of whom a return has not counted any.
    """
    by_return: Mapping[str, list[Told]] = defaultdict(list)
    for each in told:
        by_return[each.organisation].append(each)
    return sum(
        min(
            of_one[0].counted,
            sum(each.alone for each in of_one) + max(each.members - each.alone for each in of_one),
        )
        for of_one in by_return.values()
    )
