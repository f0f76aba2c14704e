"""Consolidating: sums over the current returns of a form and period, and what stands behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from unionoffice.core.collecting import uncollected
from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.exchange.counting import (
    Standing,
    conditions_of,
    have_all_handed_in,
    listed,
    standing,
    summed_ones,
)
from unionoffice.exchange.overlaps import Overlap, overlaps
from unionoffice.exchange.shared_returns import Shared, shared_returns, taken_off
from unionoffice.exchange.short_stays import short_stays
from unionoffice.exchange.structures import Place, View, structure_of
from unionoffice.exchange.sums_by_hand import beside_parts
from unionoffice.registers.organisation.model import Organisation as Body
from unionoffice.registers.returns.following import ReceivedBreakdown
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.corrections import with_corrections
from unionoffice.reports.filled import (
    NUMBERS,
    FormFigures,
    HeadCount,
    Missing,
    Organisation,
    RowFigures,
    Source,
)
from unionoffice.reports.forms import Form, Row
from unionoffice.reports.typed import summed
from unionoffice.services.office import own_organisation

Conditions = Sequence[ColumnElement[bool]]
WHOLE = View()
_Wanted = Mapping[str, Sequence[str]]
_Sum = tuple[str, str, Any]  # the row, the name of the number, and its sum
ROWS_AT_ONCE = 30  # SQLite joins 64 tables at most
_AS_SOURCE = attrgetter("code", "version", "origin")
_LISTS = msgspec.json.Decoder(list[str])


@dataclass(frozen=True)
class ReturnEvidence:
    """What one return adds to a row of the consolidated form."""

    organisation: str
    name: str
    version: int
    result: int | None
    total: int | None
    members: int | None
    head_total: int
    head_members: int
    level: str = ""
    path: tuple[str, ...] = ()  # the codes from the return handed in here down to this one
    opens: bool = False  # it tells which returns it was summed from
    content_sha256: str = ""  # the code on its paper begins it

    def as_json(self) -> dict[str, Any]:
        names = ["organisation", "name", "level", "version", *NUMBERS]
        if self.total is not None:
            names += ["head_total", "head_members"]
        content = {name: getattr(self, name) for name in names}
        content["sha256"] = self.content_sha256
        return {name: value for name, value in content.items() if value not in (None, "")} | {
            "organisation": self.organisation
        }


@uncollected()
def consolidated(
    session: Session,
    form: Form,
    period: Period,
    now: datetime,
    view: View = WHOLE,
    *,
    with_parts: bool = True,
) -> FormFigures:
    """The form summed over all current returns, with corrections of this office's own.

    A view tells the body whose figures are wanted, and by the tree of which day; the corrections
    are of the whole office alone. Without parts, nothing is broken down by the structure.
    """
    place = Place(session, view, period.last)
    returns = standing(session, form, period)
    chosen = _chosen(session, form, returns, period, place)
    conditions = conditions_of(session, form, period, returns, chosen)
    summed_ids = listed(session, [each.id for each in chosen])
    sums = _sums(session, form, summed_ids)
    titles = _titles(session, form, summed_ids)
    told_twice = overlaps(session, conditions)
    twice = {each.row_key: each.members for each in told_twice}
    for row_key, members in twice.items():
        sums[row_key]["members"] -= members
    shared = _shared_in_view(session, form, period, returns, chosen, place)
    for row_key, numbers in taken_off(shared).items():
        for name in sums.get(row_key, ()):
            sums[row_key][name] -= numbers[name]
    counts = tuple(_row(row, sums[row.key], titles.get(row.key, ())) for row in form.rows())
    off = [_named(each) for one in shared for each in one.taken_off.values()]
    by_hand = beside_parts(session, form, summed_ids, off)
    rows = summed(form, counts, by_hand)
    if view.is_whole:
        rows = with_corrections(session, form.id, period, None, rows)
    top = own_organisation(session) if view.is_whole else place.top
    return FormFigures(
        appendix=form.id,
        appendix_version=form.version,
        organisation=Organisation(top.code, top.name, top.level),
        period=period,
        generated_at=now,
        rows=summed(form, rows, by_hand),
        sources=tuple(map(Source._make, map(_AS_SOURCE, chosen))),
        missing=_missing(session, returns, period, place),
        counted_once=twice,
        short_stays=short_stays(session, form, period, place, {each.body_id for each in chosen}),
        shared=tuple(each.told() for each in shared if not each.is_apart),
        structure=(
            structure_of(session, form, {each.body_id: each.id for each in chosen}, place, shared)
            if with_parts and view.structure_on is not None
            else None
        ),
    )


def shared_in(session: Session, form: Form, period: Period) -> list[Shared]:
    """The returns further below that several of those summed for the whole office have summed."""
    place = Place(session, WHOLE, period.last)
    returns = standing(session, form, period)
    whole = _chosen(session, form, returns, period, place)
    return _shared(session, form, period, returns, whole, place)


def _shared(
    session: Session,
    form: Form,
    period: Period,
    returns: Sequence[Standing],
    whole: Sequence[Standing],
    place: Place,
) -> list[Shared]:
    """`whole` are those of the returns that are summed for the whole office."""

    def overlapping() -> dict[str, set[str]]:
        rows: dict[str, set[str]] = defaultdict(set)
        for each in overlaps(session, conditions_of(session, form, period, returns, whole)):
            for code in (*each.organisers, *each.others):
                rows[code].add(each.row_key)
        return rows

    return shared_returns(session, form, period, whole, lambda: place.bodies, overlapping)


def _shared_in_view(
    session: Session,
    form: Form,
    period: Period,
    returns: Sequence[Standing],
    chosen: Sequence[Standing],
    place: Place,
) -> list[Shared]:
    """What counts with a body elsewhere counts in no part: the parts add up to the whole."""
    if place.is_whole:
        return _shared(session, form, period, returns, chosen, place)
    ids, codes = {each.id for each in chosen}, {each.code for each in chosen}
    whole = summed_ones(session, form, returns, period, lambda: place.bodies)
    shared = _shared(session, form, period, returns, whole, place)
    return [each.within(ids) for each in shared if codes.intersection(each.holders)]


def returns_summed(
    session: Session, form: Form, period: Period, view: View = WHOLE
) -> dict[int, int]:
    """The returns that a view sums: the id of each by that of its body."""
    place = Place(session, view, period.last)
    chosen = _chosen(session, form, standing(session, form, period), period, place)
    return {each.body_id: each.id for each in chosen}


def _chosen(
    session: Session, form: Form, returns: Sequence[Standing], period: Period, place: Place
) -> list[Standing]:
    """The returns that a view sums, among all that stand."""
    found = summed_ones(session, form, returns, period, lambda: place.bodies)
    return found if place.is_whole else [each for each in found if place.holds(each.body_id)]


def returns_behind(
    session: Session, form: Form, row_key: str, period: Period, view: View = WHOLE
) -> list[ReturnEvidence]:
    """The returns whose figures are summed in one row, by the code of their organisation.

    What two of them tell of the same people is taken off in a line of its own.
    """
    place = Place(session, view, period.last)
    returns = standing(session, form, period)
    chosen = _chosen(session, form, returns, period, place)
    conditions = conditions_of(session, form, period, returns, chosen)
    has_parts = ReceivedBreakdown.return_id.is_not(None)
    found = session.execute(
        select(
            Body.code,
            Body.name,
            ReceivedReturn.version,
            ReceivedFigure.result,
            ReceivedFigure.total,
            ReceivedFigure.members,
            func.coalesce(ReceivedFigure.head_total, 0),
            func.coalesce(ReceivedFigure.head_members, 0),
            Body.level,
            has_parts,
            func.coalesce(ReceivedReturn.content_sha256, ""),
        )
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedFigure.return_id)
        .join(Body, Body.id == ReceivedReturn.organisation_id)
        .outerjoin(ReceivedBreakdown, ReceivedBreakdown.return_id == ReceivedReturn.id)
        .where(*conditions, ReceivedFigure.row_key == row_key)
        .order_by(Body.code)
    )
    behind = [
        replace(ReturnEvidence(*figures), path=(figures[0],), opens=bool(opens), content_sha256=sha)
        for *figures, opens, sha in found
    ]
    twice = overlaps(session, conditions)
    shared = _shared_in_view(session, form, period, returns, chosen, place)
    return [
        *behind,
        *(_told_again(each) for each in twice if each.row_key == row_key),
        *_summed_again(form, row_key, shared),
    ]


def _summed_again(form: Form, row_key: str, shared: Iterable[Shared]) -> Iterator[ReturnEvidence]:
    row = form.row(row_key)
    figures = () if row is None else row.figures
    for each in shared:
        off = taken_off([each]).get(row_key)
        if off is None:
            continue
        words = _("{name}, summed by {holders}: counted once, with {keeper}")
        name = words.format(name=each.name, holders=", ".join(each.holders), keeper=each.keeper)
        result, total, members = (-off[each] if each in figures else None for each in NUMBERS)
        heads = (-off["head_total"], -off["head_members"])
        yield ReturnEvidence("", name, 0, result, total, members, *heads)


def _told_again(overlap: Overlap) -> ReturnEvidence:
    words = _("Told by {organisers} and again by {others}: {campaigns}")
    name = words.format(
        organisers=", ".join(overlap.organisers),
        others=", ".join(overlap.others),
        campaigns="; ".join(overlap.campaigns),
    )
    return ReturnEvidence("", name, 0, None, None, -overlap.members, 0, 0)


def _missing(
    session: Session, returns: Sequence[Standing], period: Period, place: Place
) -> tuple[Missing, ...]:
    """Who was expected to hand in and has not, by code."""
    if have_all_handed_in(session, returns):
        return ()
    handed_in = {each.body_id for each in returns}
    return tuple(
        Missing(body.code, body.name)
        for body in place.bodies.expected(period, handed_in)
        if body.id not in handed_in and place.holds(body.id)
    )


def _sums(session: Session, form: Form, returns: Any) -> dict[str, dict[str, int]]:
    """The sums of each row, by the names of the numbers that it has."""
    wanted = {row.key: _numbers(row) for row in form.rows()}
    if session.connection().dialect.name == "sqlite":
        found = _side_by_side(session, wanted, returns)
    else:
        found = _row_by_row(session, returns)
    sums = {key: dict.fromkeys(names, 0) for key, names in wanted.items()}
    for key, name, value in found:
        if name in sums.get(key, ()):
            sums[key][name] = int(value or 0)  # PostgreSQL sums whole numbers into decimals
    return sums


def _named(rows: Mapping[str, Sequence[int]]) -> dict[str, dict[str, int]]:
    return {key: dict(zip(NUMBERS, numbers, strict=False)) for key, numbers in rows.items()}


def _numbers(row: Row) -> list[str]:
    names = [name for name in NUMBERS if name in row.figures]
    return [*names, "head_total", "head_members"] if "total" in row.figures else names


def _side_by_side(session: Session, wanted: _Wanted, returns: Any) -> Iterator[_Sum]:
    """It would sort the figures of all returns to group them; finding those of a row is quicker."""
    ahead = (key for key, names in wanted.items() if names)
    while some := list(islice(ahead, ROWS_AT_ONCE)):
        of_row = {key: aliased(ReceivedFigure) for key in some}
        names = [(key, name) for key in some for name in wanted[key]]
        summing = select(*(func.sum(getattr(of_row[key], name)) for key, name in names))
        summing = summing.select_from(returns)
        for key, one in of_row.items():
            is_its = (one.return_id == returns.c.id) & (one.row_key == key)
            summing = summing.outerjoin(one, is_its)
        for (key, name), value in zip(names, session.execute(summing).one(), strict=True):
            yield key, name, value


def _row_by_row(session: Session, returns: Any) -> Iterator[_Sum]:
    columns = (*NUMBERS, "head_total", "head_members")
    found = session.execute(
        select(
            ReceivedFigure.row_key,
            *(func.sum(getattr(ReceivedFigure, name)) for name in columns),
        )
        .select_from(returns)
        .join(ReceivedFigure, ReceivedFigure.return_id == returns.c.id)
        .group_by(ReceivedFigure.row_key)
    )
    for key, *values in found:
        yield from ((key, name, value) for name, value in zip(columns, values, strict=True))


def _titles(session: Session, form: Form, returns: Any) -> dict[str, tuple[str, ...]]:
    """The titles of each row, each once, in the order of the returns."""
    named = [row.key for row in form.rows() if "titles" in row.figures]
    if not named:
        return {}
    found = session.execute(
        select(ReceivedFigure.row_key, ReceivedFigure.titles)
        .select_from(returns)
        .join(ReceivedFigure, ReceivedFigure.return_id == returns.c.id)
        .where(ReceivedFigure.row_key.in_(named), ReceivedFigure.titles.is_not(None))
        .group_by(ReceivedFigure.row_key, ReceivedFigure.titles)
        .order_by(func.min(returns.c.place))
    )
    titles: dict[str, dict[str, None]] = {}
    for key, text in found:
        titles.setdefault(key, {}).update(dict.fromkeys(_LISTS.decode(text or "[]")))
    return {key: tuple(names) for key, names in titles.items()}


def _row(row: Row, sums: dict[str, int], titles: tuple[str, ...]) -> RowFigures:
    values: dict[str, Any] = {name: sums.get(name, titles) for name in row.figures}
    if "total" in row.figures:
        values["by_head_count"] = HeadCount(sums["head_total"], sums["head_members"])
    return RowFigures(row.key, **values)
