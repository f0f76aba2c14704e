"""One figure of a form held against itself: over periods, and between bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy.orm import Session

from unionoffice.core import formatting
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.by_body import BodyFigures, figures_by_body
from unionoffice.exchange.consolidation import consolidated
from unionoffice.exchange.returns import year_before
from unionoffice.exchange.structures import Place, View
from unionoffice.reports.figures import local_now, row_of
from unionoffice.reports.forms import Form, Row
from unionoffice.store.store import Store

FIGURE, PER_HUNDRED, SHARE = "figure", "per_hundred", "share"
CHANGE, CHANGE_SHARE = "change", "change_share"
MEASURES = (FIGURE, PER_HUNDRED, SHARE)
ORDERS = (*MEASURES, CHANGE, CHANGE_SHARE)
SMALL = 30  # members: in a smaller body a single person moves every ratio
MOST_SERIES = 6


@dataclass(frozen=True)
class Value:
    """A figure of one body and period; `among` is the part of it whose bodies tell their heads."""

    figure: int | None
    members: int | None
    total: int | None
    heads: int
    among: int
    returns: int
    expected: int

    def measured(self, measure: str) -> Decimal | None:
        """The figure itself, in a hundred members, or members in a hundred of all."""
        if measure == FIGURE:
            return None if self.figure is None else Decimal(self.figure)
        if measure == PER_HUNDRED:
            return formatting.share(self.among, self.heads)
        if self.members is None or self.total is None:
            return None
        return formatting.share(self.members, self.total)


@dataclass(frozen=True)
class Series:
    """One body, or the whole (without code), over the periods."""

    code: str
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Comparison:
    """One figure over periods, oldest first; `structure_on`: by the tree of which day."""

    form: Form
    row: Row
    figure: str
    measure: str
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    structure_on: date


@dataclass(frozen=True)
class Ranked:
    """One body in a ranking; `change` is against the same days of the year before."""

    place: int
    code: str
    name: str
    heads: int | None
    figure: int | None
    per_hundred: Decimal | None
    share: Decimal | None
    before: int | None
    is_small: bool

    @property
    def change(self) -> int | None:
        return None if self.figure is None or self.before is None else self.figure - self.before

    @property
    def change_share(self) -> Decimal | None:
        """In per cent; None where there was nothing the year before."""
        return None if self.figure is None else change_in_percent(self.before, self.figure)

    def by(self, order: str) -> Decimal | None:
        value = getattr(self, order)
        return None if value is None else Decimal(value)


def change_in_percent(before: Decimal | int | None, now: Decimal | int | None) -> Decimal | None:
    """None where there was nothing before, or is nothing now."""
    if not before or now is None:
        return None
    share = Decimal((now - before) * 100) / Decimal(before)
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Ranking:
    """Bodies by one figure, the highest first; those that have nothing to be ranked by last."""

    form: Form
    row: Row
    figure: str
    order: str
    period: Period
    body: str  # the name of the body whose parts these are
    ranked: tuple[Ranked, ...]


class Comparing:
    """Answers questions over several periods, or several bodies."""

    def __init__(self, store: Store, now: Callable[[], datetime] = local_now) -> None:
        self._store = store
        self._now = now

    def over_periods(
        self,
        form: Form,
        row_key: str,
        figure: str,
        periods: Sequence[Period],
        bodies: Sequence[str] = ("",),
        measure: str = FIGURE,
        progress: Callable[[int, int], None] | None = None,
    ) -> Comparison:
        """A figure of the whole ("") or of bodies below, by the structure of the last day.

        Raises UserError for a row, figure or body that is not there.
        """
        row = _figure_of(form, row_key, figure)
        ordered = tuple(sorted(periods))
        day = ordered[-1].last
        with self._store.reading() as session:
            codes = list(dict.fromkeys(bodies))[:MOST_SERIES]
            series = []
            for done, code in enumerate(codes):
                if progress is not None:
                    progress(done, len(codes))
                series.append(self._series(session, form, row, figure, ordered, View(code, day)))
        return Comparison(form, row, figure, measure, ordered, tuple(series), day)

    def _series(
        self,
        session: Session,
        form: Form,
        row: Row,
        figure: str,
        periods: Iterable[Period],
        view: View,
    ) -> Series:
        top = Place(session, view, view.structure_on or date.max).top
        values = (self._value(session, form, row.key, figure, period, view) for period in periods)
        return Series(view.body, top.name, tuple(values))

    def _value(
        self,
        session: Session,
        form: Form,
        row_key: str,
        figure: str,
        period: Period,
        view: View,
    ) -> Value:
        whole = consolidated(session, form, period, self._now(), view, with_parts=False)
        bodies = figures_by_body(session, form, period, view, row_key).values()
        telling = [body for body in bodies if body.heads]
        row = whole.row(row_key)
        is_empty = not whole.sources or row is None
        return Value(
            figure=None if is_empty or row is None else row.number(figure),
            members=None if is_empty or row is None else row.members,
            total=None if is_empty or row is None else row.total,
            heads=sum(body.heads or 0 for body in telling),
            among=sum(body.figures.get((row_key, figure), 0) for body in telling),
            returns=len(whole.sources or ()),
            expected=len(whole.sources or ()) + len(whole.missing),
        )

    def ranking(
        self,
        form: Form,
        row_key: str,
        figure: str,
        period: Period,
        order: str = FIGURE,
        view: View | None = None,
        *,
        of_parts: bool = False,
    ) -> Ranking:
        """Who has most of a figure, or has changed most against the year before.

        Ranked are the returns below a body, or the bodies directly below it (`of_parts`).
        """
        row = _figure_of(form, row_key, figure)
        asked = view or View(structure_on=period.last)
        with self._store.reading() as session:
            place = Place(session, asked, period.last)
            now = figures_by_body(session, form, period, asked, row_key)
            before = figures_by_body(session, form, year_before(period), asked, row_key)
            groups = _Groups(place, of_parts)
            entries = groups.ranked(now.values(), before.values(), (row_key, figure))
            name = place.top.name
        return Ranking(form, row, figure, order, period, name, _in_order(entries, order))


@dataclass(frozen=True)
class _Groups:
    """Puts returns together to the bodies that are ranked."""

    place: Place
    of_parts: bool

    def ranked(
        self, now: Iterable[BodyFigures], before: Iterable[BodyFigures], cell: tuple[str, str]
    ) -> list[Ranked]:
        groups: dict[tuple[str, str], list[BodyFigures]] = {}
        for body in now:
            groups.setdefault(self._group(body), []).append(body)
        earlier: dict[str, int] = {}
        for body in before:
            code, _name = self._group(body)
            earlier[code] = earlier.get(code, 0) + body.figures.get(cell, 0)
        return [
            _ranked(code, name, bodies, earlier.get(code), cell)
            for (code, name), bodies in groups.items()
        ]

    def _group(self, body: BodyFigures) -> tuple[str, str]:
        branch = self.place.branch(body.body_id) if self.of_parts else None
        return (body.code, body.name) if branch is None else (branch.code, branch.name)


def _ranked(
    code: str,
    name: str,
    bodies: Sequence[BodyFigures],
    before: int | None,
    cell: tuple[str, str],
) -> Ranked:
    row_key, _figure = cell
    telling = [body for body in bodies if body.heads]
    heads = sum(body.heads or 0 for body in telling)
    among = sum(body.figures.get(cell, 0) for body in telling)
    members = [body.figures.get((row_key, "members")) for body in bodies]
    totals = [body.figures.get((row_key, "total")) for body in bodies]
    has_share = all(value is not None for value in (*members, *totals))
    return Ranked(
        place=0,
        code=code,
        name=name,
        heads=heads or None,
        figure=sum(body.figures.get(cell, 0) for body in bodies),
        per_hundred=formatting.share(among, heads),
        share=(
            formatting.share(sum(filter(None, members)), sum(filter(None, totals)))
            if has_share
            else None
        ),
        before=before,
        is_small=0 < heads < SMALL,
    )


def _in_order(entries: Sequence[Ranked], order: str) -> tuple[Ranked, ...]:
    """The highest first, equal ones at one place; what cannot be ranked has place 0."""
    known = [(value, each) for each in entries if (value := each.by(order)) is not None]
    known.sort(key=lambda pair: (-pair[0], pair[1].code))
    ranked: list[Ranked] = []
    last: Decimal | None = None
    for count, (value, each) in enumerate(known, 1):
        place = ranked[-1].place if value == last else count
        ranked.append(_at(place, each))
        last = value
    rest = [each for each in entries if each.by(order) is None]
    return (*ranked, *sorted(rest, key=lambda each: each.code))


def _at(place: int, each: Ranked) -> Ranked:
    return Ranked(**{**each.__dict__, "place": place})


def _figure_of(form: Form, row_key: str, figure: str) -> Row:
    row = row_of(form, row_key)
    if figure not in row.figures or figure == "titles":
        raise UserError(
            N_("Row “{row}” of the form has no figure “{figure}”."), row=row_key, figure=figure
        )
    return row


def spans(last: date, months: int, count: int) -> tuple[Period, ...]:
    """The newest `count` years, half-years or quarters that have begun by a day, oldest first."""
    first = date(last.year, (last.month - 1) // months * months + 1, 1)
    found = []
    for _place in range(count):
        found.append(Period(first, _months_later(first, months) - timedelta(1)))
        first = _months_later(first, -months)
    return tuple(reversed(found))


def _months_later(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """Body by body, period by period; `value` is the figure as it was asked to be measured."""
    return _asked(found.form, found.row, found.figure) | {
        "by": found.measure,
        "series": [
            {
                "organisation": series.code or None,
                "name": series.name,
                "values": [
                    {
                        "period": dict(period.as_json()),
                        "figure": value.figure,
                        "value": _plain(value.measured(found.measure)),
                        "returns": value.returns,
                        "expected": value.expected,
                    }
                    for period, value in zip(found.periods, series.values, strict=True)
                ],
            }
            for series in found.series
        ],
    }


def ranking_as_json(found: Ranking) -> dict[str, Any]:
    """The organisations by place; place 0 is for those that cannot be ranked."""
    return _asked(found.form, found.row, found.figure) | {
        "by": found.order,
        "period": dict(found.period.as_json()),
        "ranking": [
            {
                "place": each.place,
                "organisation": each.code,
                "name": each.name,
                "registered_members": each.heads,
                **{name: _plain(each.by(name)) for name in ORDERS},
            }
            for each in found.ranked
        ],
    }


def _asked(form: Form, row: Row, figure: str) -> dict[str, Any]:
    return {"appendix": form.id, "key": row.key, "figure": figure}


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
