"""Who has reported for a form and period, who is missing, and what was refused or looks wrong."""

from __future__ import annotations

import calendar
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from unionoffice.core.collecting import uncollected
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.body_doubts import body_doubts
from unionoffice.exchange.chain_doubts import chain_doubts
from unionoffice.exchange.checks import FormChecks
from unionoffice.exchange.consolidation import WHOLE
from unionoffice.exchange.counting import expected
from unionoffice.exchange.doubts import doubts_about, open_doubts
from unionoffice.exchange.handed_in import handed_in, is_summed_with, of_form, these
from unionoffice.exchange.origin_remarks import origin_remarks
from unionoffice.exchange.overlaps import overlaps, told_twice
from unionoffice.exchange.peers import Peer, Peers
from unionoffice.exchange.refusals import RefusedView, views
from unionoffice.exchange.remarks import CONTRADICTION, Remark, as_remark
from unionoffice.exchange.structures import Place, View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn, RefusedFile
from unionoffice.reports.figures_document import read_held
from unionoffice.reports.filled import Missing
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Body
from unionoffice.store.store import Store

READ_AT_ONCE = 500  # returns to a statement
Remarks = Mapping[int, Sequence[Remark]]  # by the id of the body
MANY = 2_000  # returns, which are checked in a fifth of a second


@dataclass(frozen=True, slots=True)
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
    waited_for: tuple[Body, ...] = ()  # the missing ones themselves


class Returns:
    """Answers how far the collection of a form has come."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @uncollected()
    def overview(self, form: Form, period: Period, view: View = WHOLE) -> Reported:
        """What was handed in for the form and period, by the codes of the organisations.

        A view narrows it to a body and those below it, by the structure of its day.
        """
        with self._store.reading() as session:
            place = Place(session, view, period.last)
            waited_for = [
                body
                for body in expected(session, form, period, place.bodies)
                if place.holds(body.id)
            ]
            standing = _standing(session, form, period)
            remarks = _remarks(session, form, period)
            returns = [
                _reported(each, remarks.get(each.id, ()))
                for each in standing
                if place.holds(each.organisation_id)
            ]
            have_come = {each.organisation for each in returns}
            missing = tuple(body for body in waited_for if body.code not in have_come)
            return Reported(
                form.id,
                period,
                len(have_come.union(body.code for body in waited_for)),
                tuple(Missing(body.code, body.name) for body in missing),
                tuple(returns),
                tuple(_refused(session, form, period)),
                missing,
            )

    @uncollected()
    def remarks(self, form: Form, period: Period) -> Remarks:
        """What looks wrong about the returns, by the ids of their organisations."""
        with self._store.reading() as session:
            found = _remarks(session, form, period)
            bodies = session.execute(
                select(ReceivedReturn.organisation_id, ReceivedReturn.id).where(these(found))
            )
            return {body_id: found[id_] for body_id, id_ in bodies}

    def refused(self, form: Form, period: Period) -> tuple[RefusedView, ...]:
        """Files refused for this form and period, and those that may be of any."""
        with self._store.reading() as session:
            return tuple(_refused(session, form, period))

    def are_many(self, form: Form, period: Period) -> bool:
        """Whether checking what was handed in lets somebody who looks at it wait."""
        with self._store.reading() as session:
            beyond = select(ReceivedReturn.id).where(*handed_in(session, form, period))
            return session.scalars(beyond.offset(MANY).limit(1)).first() is not None

    def newest_form(self) -> str | None:
        """The form of which a return was received last."""
        with self._store.reading() as session:
            newest = select(ReceivedReturn.appendix).order_by(ReceivedReturn.id.desc()).limit(1)
            return session.scalars(newest).first()

    def periods(self) -> list[Period]:
        """The periods that returns were received for, the newest return's first."""
        newest: dict[Period, int] = {}
        with self._store.reading() as session:
            for appendix, period in _collections(session):
                found = select(func.max(ReceivedReturn.id)).where(
                    ReceivedReturn.appendix == appendix,
                    ReceivedReturn.period_first == period.first,
                    ReceivedReturn.period_last == period.last,
                )
                newest[period] = max(newest.get(period, 0), session.scalars(found).one() or 0)
        return sorted(newest, key=newest.__getitem__, reverse=True)


def _collections(session: Session) -> Iterator[tuple[str, Period]]:
    """Forms and periods with returns, one after the other in the index.

    Windows ask for them where they open: to look through all returns would hold them up.
    """
    columns = (ReceivedReturn.appendix, ReceivedReturn.period_first, ReceivedReturn.period_last)
    ahead = select(*columns).order_by(*columns).limit(1)
    found = session.execute(ahead).first()
    while found is not None:
        yield found[0], Period(found[1], found[2])
        here = tuple_(
            *(literal(value, each.type) for value, each in zip(found, columns, strict=True))
        )
        found = session.execute(ahead.where(tuple_(*columns) > here)).first()


def reported_by(
    session: Session, form: Form, period: Period, body_ids: Sequence[int], remarks: Remarks
) -> dict[int, ReportedReturn]:
    """The returns of some bodies, with what is known to look wrong about them."""
    standing = _standing(session, form, period, these(body_ids, Organisation.id))
    return {
        each.organisation_id: _reported(each, remarks.get(each.organisation_id, ()))
        for each in standing
    }


def year_before(period: Period) -> Period:
    """The same days of the year before; the end of February stays the end of February."""
    return Period(_year_earlier(period.first), _year_earlier(period.last))


def _year_earlier(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    ends_its_month = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - 1, day=last if ends_its_month else min(day.day, last))


class _Standing(NamedTuple):
    """A return that counts, without its content: of a hundred thousand that is a gigabyte."""

    code: str
    name: str
    level: str
    id: int
    organisation_id: int
    appendix_version: int
    origin: str
    version: int
    received_at: datetime
    generated_at: datetime
    file: str
    manifest_sha256: str


def _reported(each: _Standing, remarks: Sequence[Remark]) -> ReportedReturn:
    return ReportedReturn(
        each.code,
        each.name,
        each.version,
        each.received_at,
        each.generated_at,
        each.file,
        tuple(remarks),
        each.organisation_id,
        each.level,
        each.origin,
        each.manifest_sha256,
    )


def _remarks(session: Session, form: Form, period: Period) -> dict[int, list[Remark]]:
    """What looks wrong about the returns, by their ids."""
    about = _About(form)
    before = _ids(session, form, year_before(period))
    ids = array("q", _ids(session, form, period).values())
    for start in range(0, len(ids), READ_AT_ONCE):
        some = _read(session, ids[start : start + READ_AT_ONCE])
        earlier = {each.id: before.get(each.organisation_id) for each in some}
        contents = _contents(session, filter(None, earlier.values()))
        for each in some:
            about.read(each, contents.get(earlier[each.id]))
    among_others = _doubts_among(session, form, period, about)
    found: dict[int, list[Remark]] = defaultdict(list)
    for problems in (about.version, among_others, about.itself):
        for id_, some_problems in problems.items():
            found[id_] += map(as_remark, some_problems)
    return found


class _Read(NamedTuple):
    """A return that counts, as far as it is judged."""

    id: int
    organisation_id: int
    level: str
    origin: str
    appendix_version: int
    content: str


class _About:
    """What shows when returns are read one after the other, and what is to be compared then."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._checks = FormChecks(form)
        self.version: dict[int, list[Remark]] = {}  # by the id of the return, as is the next
        self.itself: dict[int, list[Remark]] = {}
        self.peers: dict[str, Peers] = defaultdict(Peers)  # by level

    def read(self, each: _Read, year_before: str | None) -> None:
        document = read_held(each.content)
        before = None if year_before is None else read_held(year_before)
        remarks = [*doubts_about(document, before, self._checks)]
        if each.origin == "package":
            remarks += open_doubts(document, self._checks)
        if remarks:
            self.itself[each.id] = remarks
        if not is_summed_with(self._form, each.appendix_version):
            self.version[each.id] = [_on_another_version(self._form, each.appendix_version)]
        registered = document.registered_members
        told = registered if isinstance(registered, int) else None
        self.peers[each.level].add(Peer(each.id, document, told))


def _on_another_version(form: Form, version: int) -> Remark:
    why = N_(
        "It is made on version {old} of the form and not summed with those on version {new}. "
        "Give it back, and ask for it on version {new}."
    )
    return Remark("", why, {"old": version, "new": form.version}, CONTRADICTION, "version")


def _standing(
    session: Session, form: Form, period: Period, *conditions: ColumnElement[bool]
) -> list[_Standing]:
    session.flush()  # unlike the session, its connection does not see to that
    found = session.connection().execute(
        select(
            Organisation.code,
            Organisation.name,
            Organisation.level,
            ReceivedReturn.id,
            ReceivedReturn.organisation_id,
            ReceivedReturn.appendix_version,
            ReceivedReturn.origin,
            ReceivedReturn.version,
            ReceivedReturn.received_at,
            ReceivedReturn.generated_at,
            ReceivedReturn.file_name,
            ReceivedReturn.manifest_sha256,
        )
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(*handed_in(session, form, period), *conditions)
        .order_by(Organisation.code)
    )
    return list(map(_Standing._make, found.all()))


def _ids(session: Session, form: Form, period: Period) -> dict[int, int]:
    """The returns of a period by the bodies that handed them in."""
    found = session.connection().execute(
        select(ReceivedReturn.organisation_id, ReceivedReturn.id).where(
            *handed_in(session, form, period)
        )
    )
    return {body_id: id_ for body_id, id_ in found.all()}  # noqa: C416 - rows are no pairs to mypy


def _read(session: Session, ids: Iterable[int]) -> list[_Read]:
    found = session.connection().execute(
        select(
            ReceivedReturn.id,
            ReceivedReturn.organisation_id,
            Organisation.level,
            ReceivedReturn.origin,
            ReceivedReturn.appendix_version,
            ReceivedReturn.content,
        )
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(these(ids))
    )
    return list(map(_Read._make, found.all()))


def _contents(session: Session, ids: Iterable[int]) -> dict[int | None, str]:
    found = session.connection().execute(
        select(ReceivedReturn.id, ReceivedReturn.content).where(these(ids))
    )
    return {id_: content for id_, content in found.all()}  # noqa: C416 - rows are no pairs to mypy


def _doubts_among(
    session: Session, form: Form, period: Period, about: _About
) -> dict[int, list[Problem]]:
    """What only shows when a return is held against the others, by the id of the return."""
    doubts: dict[int, list[Problem]] = defaultdict(list)
    for id_, problems in chain_doubts(session, form, period).items():
        doubts[id_] += problems
    for id_, remarks in origin_remarks(session, form, period).items():
        doubts[id_] += remarks
    for peers in about.peers.values():
        for id_, remarks in peers.doubts().items():
            doubts[id_] += remarks
    about.peers.clear()  # bare numbers, but of every return
    by_code: dict[str, int] = {}
    for overlap in overlaps(session, of_form(session, form, period)):
        by_code = by_code or {each.code: each.id for each in _standing(session, form, period)}
        for code, remark in told_twice(overlap):
            doubts[by_code[code]].append(remark)
    for id_, remarks in body_doubts(session, form, period).items():
        doubts[id_] += remarks
    return doubts


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
