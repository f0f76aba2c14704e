"""Who has reported for a form and period, who is missing, and what was refused or looks wrong."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.body_doubts import body_doubts
from unionoffice.exchange.chain_doubts import chain_doubts
from unionoffice.exchange.checks import FormChecks
from unionoffice.exchange.consolidation import WHOLE, missing
from unionoffice.exchange.counting import expected
from unionoffice.exchange.doubts import doubts_about, open_doubts
from unionoffice.exchange.handed_in import handed_in, is_summed_with, of_form
from unionoffice.exchange.origin_remarks import origin_remarks
from unionoffice.exchange.overlaps import overlaps, told_twice
from unionoffice.exchange.peers import Peer, peer_doubts
from unionoffice.exchange.refusals import RefusedView, views
from unionoffice.exchange.remarks import CONTRADICTION, Remark, as_remark
from unionoffice.exchange.structures import Place, View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn, RefusedFile
from unionoffice.reports.figures_document import Document, read_document
from unionoffice.reports.filled import Missing
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Bodies
from unionoffice.store.store import Store


@dataclass(frozen=True)
class ReportedReturn:
    """The return of one organisation that counts, and what looks wrong about it."""

    organisation: str
    name: str
    version: int
    received_at: datetime
    generated_at: datetime
    file: str
    warnings: tuple[Remark, ...]
    organisation_id: int = 0
    level: str = ""
    origin: str = "package"
    manifest_sha256: str = ""


@dataclass(frozen=True)
class Reported:
    """The state of one form and period."""

    appendix: str
    period: Period
    expected: int
    missing: tuple[Missing, ...]
    returns: tuple[ReportedReturn, ...]
    refused: tuple[RefusedView, ...]


class Returns:
    """Answers how far the collection of a form has come."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def overview(self, form: Form, period: Period, view: View = WHOLE) -> Reported:
        """What was handed in for the form and period, by the codes of the organisations.

        A view narrows it to a body and those below it, by the structure of its day.
        """
        with self._store.reading() as session:
            place = Place(session, view, period.last)
            waited_for = expected(session, form, period, place.bodies)
            returns = [
                each
                for each in _returns(session, form, period, place.bodies)
                if place.holds(each.organisation_id)
            ]
            have_come = {each.organisation for each in returns}
            return Reported(
                form.id,
                period,
                len({body.code for body in waited_for if place.holds(body.id)} | have_come),
                tuple(
                    each
                    for each in missing(session, form, period, place)
                    if each.code not in have_come  # on a version that cannot be summed
                ),
                tuple(returns),
                tuple(_refused(session, form, period)),
            )

    def newest_form(self) -> str | None:
        """The form of which a return was received last."""
        with self._store.reading() as session:
            newest = select(ReceivedReturn.appendix).order_by(ReceivedReturn.id.desc()).limit(1)
            return session.scalars(newest).first()

    def periods(self) -> list[Period]:
        """The periods that returns were received for, the newest return's first."""
        newest = func.max(ReceivedReturn.id)
        with self._store.reading() as session:
            found = session.execute(
                select(ReceivedReturn.period_first, ReceivedReturn.period_last)
                .group_by(ReceivedReturn.period_first, ReceivedReturn.period_last)
                .order_by(newest.desc())
            )
            return [Period(first, last) for first, last in found]


def reported_as_json(reported: Reported) -> dict[str, Any]:
    return {
        "appendix": reported.appendix,
        "period": dict(reported.period.as_json()),
        "expected": reported.expected,
        "received": len(reported.returns),
        "missing": [{"code": entry.code, "name": entry.name} for entry in reported.missing],
        "returns": [
            {
                "organisation": entry.organisation,
                "version": entry.version,
                "received_at": entry.received_at.astimezone().isoformat(timespec="seconds"),
                **({} if entry.origin == "package" else {"unsigned": entry.origin}),
                "warnings": [
                    {"key": problem.field, "why": str(problem)} for problem in entry.warnings
                ],
            }
            for entry in reported.returns
        ],
        "refused": [{"file": entry.file, "why": entry.why} for entry in reported.refused],
    }


def year_before(period: Period) -> Period:
    """The same days of the year before; the end of February stays the end of February."""
    return Period(_year_earlier(period.first), _year_earlier(period.last))


def _year_earlier(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    ends_its_month = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - 1, day=last if ends_its_month else min(day.day, last))


@dataclass(frozen=True)
class _Read:
    """A return that counts, read."""

    code: str
    name: str
    level: str
    received: ReceivedReturn
    document: Document


def _returns(
    session: Session, form: Form, period: Period, bodies: Bodies
) -> Iterator[ReportedReturn]:
    checks = FormChecks(form)
    earlier = _contents(session, form, year_before(period))
    read = _read(session, form, period)
    among_others = _doubts_among(session, form, period, read)
    for id_, remarks in body_doubts(session, form, period, bodies).items():
        among_others[id_] += remarks
    for each in read:
        received = each.received
        problems = [*_on_another_version(form, received), *among_others.get(received.id, ())]
        problems += doubts_about(each.document, earlier.get(received.organisation_id), checks)
        if received.origin == "package":
            problems += open_doubts(each.document, checks)
        yield ReportedReturn(
            each.code,
            each.name,
            received.version,
            received.received_at,
            received.generated_at,
            received.file_name,
            tuple(map(as_remark, problems)),
            received.organisation_id,
            each.level,
            received.origin,
            received.manifest_sha256,
        )


def _on_another_version(form: Form, received: ReceivedReturn) -> Iterator[Problem]:
    if not is_summed_with(form, received.appendix_version):
        why = N_(
            "It is made on version {old} of the form and not summed with those on version {new}. "
            "Give it back, and ask for it on version {new}."
        )
        versions = {"old": received.appendix_version, "new": form.version}
        yield Remark("", why, versions, CONTRADICTION, "version")


def _read(session: Session, form: Form, period: Period) -> list[_Read]:
    found = session.execute(
        select(Organisation.code, Organisation.name, Organisation.level, ReceivedReturn)
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(*handed_in(session, form, period))
        .order_by(Organisation.code)
    )
    return [
        _Read(code, name, level, received, read_document(received.content.encode()))
        for code, name, level, received in found
    ]


def _doubts_among(
    session: Session, form: Form, period: Period, read: list[_Read]
) -> dict[int, list[Problem]]:
    """What only shows when a return is held against the others, by the id of the return."""
    doubts: dict[int, list[Problem]] = defaultdict(list)
    for id_, problems in chain_doubts(session, form, period).items():
        doubts[id_] += problems
    for id_, remarks in origin_remarks(session, form, period).items():
        doubts[id_] += remarks
    for level in {each.level for each in read}:
        peers = [_peer(each) for each in read if each.level == level]
        for id_, remarks in peer_doubts(peers).items():
            doubts[id_] += remarks
    by_code = {each.code: each.received.id for each in read}
    for overlap in overlaps(session, of_form(session, form, period)):
        for code, remark in told_twice(overlap):
            doubts[by_code[code]].append(remark)
    return doubts


def _peer(each: _Read) -> Peer:
    registered = each.document.registered_members
    return Peer(
        each.received.id, each.document, registered if isinstance(registered, int) else None
    )


def _contents(session: Session, form: Form, period: Period) -> dict[int, Document]:
    found = session.execute(
        select(ReceivedReturn.organisation_id, ReceivedReturn.content).where(
            *handed_in(session, form, period)
        )
    )
    return {body_id: read_document(content.encode()) for body_id, content in found}


def _refused(session: Session, form: Form, period: Period) -> list[RefusedView]:
    """Files refused for this form and period, and those of which nobody can say what they are."""
    return views(
        session.scalars(
            select(RefusedFile)
            .where(
                or_(
                    RefusedFile.appendix.is_(None),
                    (RefusedFile.appendix == form.id)
                    & (RefusedFile.period_first == period.first)
                    & (RefusedFile.period_last == period.last),
                )
            )
            .order_by(RefusedFile.id)
        )
    )
