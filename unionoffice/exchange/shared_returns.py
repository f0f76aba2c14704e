"""One return that several of those above it have summed: it counts once, or a clerk settles it.

After a body was put below another in mid-year, both the old and the new one above it may have
collected its return. The returns behind a package tell them apart. The same return, figure for
figure, is taken off all but one by the program itself; where the figures differ, a clerk says in
which it counts. It is taken off only where those above it added it up and did nothing else: what
they set by hand, or counted once among others, nobody can take apart again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.core.text import fold
from unionoffice.exchange.breakdown import PartReturn, PartRow, kept_breakdown
from unionoffice.exchange.counting import Standing
from unionoffice.exchange.handed_in import these
from unionoffice.exchange.told_below import Path, told_below, walk
from unionoffice.registers.organisation.model import LEVELS
from unionoffice.registers.returns.following import SettledShare
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.figures_document import figures_of, read_document
from unionoffice.reports.filled import SharedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Bodies

NUMBERS = ("result", "total", "members", "head_total", "head_members")
Numbers = tuple[int, ...]


class Place(NamedTuple):
    """Where a return was found: behind which of those summed here, and on which way."""

    holder: Standing
    path: Path


class Key(NamedTuple):
    """What two returns of one body have in common, unless both tell the identity of their office.

    Codes are given out by every office for those below it: of bodies that are none of this
    office's own tree, two are one only if they bear the same name too.
    """

    level: str
    code: str
    name: str  # folded


@dataclass(frozen=True)
class Shared:
    """One return that several hold; what is taken off which of them, by row, if it counts once."""

    code: str
    name: str
    holders: tuple[str, ...]
    keeper: str
    why: str  # for what reason it is not settled: "differ", "hand" or "unknown"
    taken_off: Mapping[int, Mapping[str, Numbers]]
    settled: SettledShare | None
    mark: str = ""  # by which a clerk's word on it is kept; bodies elsewhere may bear its code

    def within(self, return_ids: Container[int]) -> Shared:
        """The same, taken off some returns alone."""
        off = {id_: rows for id_, rows in self.taken_off.items() if id_ in return_ids}
        return replace(self, taken_off=off)

    @property
    def is_apart(self) -> bool:
        """Whether a clerk said that these are returns of different bodies."""
        return self.settled is not None and not self.settled.keeper

    @property
    def is_open(self) -> bool:
        """Whether it counts several times, and nobody said that it should."""
        return not self.keeper and not self.is_apart

    def told(self) -> SharedReturn:
        return SharedReturn(self.code, self.name, self.holders, self.keeper)


def shared_returns(
    session: Session,
    form: Form,
    period: Period,
    summed: Sequence[Standing],
    bodies: Callable[[], Bodies],
    overlapping: Callable[[], Mapping[str, Container[str]]],
) -> list[Shared]:
    """By code. `overlapping` names the rows of bodies' returns from which members are taken off."""
    upper = [each for each in summed if each.level != LEVELS.keys[0]]
    if len(upper) < 2:
        return []
    found = _places(session, upper, bodies())
    if not found:
        return []
    judge = _Judge(session, period, bodies(), settled_shares(session, form, period), overlapping())
    return sorted(judge.all(found), key=lambda each: each.code)


def settled_shares(session: Session, form: Form, period: Period) -> dict[str, SettledShare]:
    """What clerks have said, by the mark of the body."""
    found = session.scalars(
        select(SettledShare).where(
            SettledShare.appendix == form.id,
            SettledShare.period_first == period.first,
            SettledShare.period_last == period.last,
        )
    )
    return {each.code: each for each in found}


def _places(session: Session, upper: Sequence[Standing], bodies: Bodies) -> dict[Key, list[Place]]:
    """The bodies found behind several returns, those nearest to the top first."""
    own = {body.code for body in bodies.newest.values()}
    places: dict[Key, list[Place]] = defaultdict(list)
    same = SameOffice()
    trees = told_below(session, (each.id for each in upper))
    for holder in upper:
        for node, path in walk(trees.get(holder.id, ())):
            name = "" if node.code in own else fold(node.name)
            key = Key(node.level, node.code, name)
            same.note(key, node.uid)
            places[key].append(Place(holder, path))
    places = same.united(places)
    _add_untold(places, session, [each for each in upper if not trees.get(each.id)])
    several = {
        key: those for key, those in places.items() if len({place.holder.id for place in those}) > 1
    }
    return dict(sorted(several.items(), key=lambda item: min(len(p.path) for p in item[1])))


class SameOffice:
    """Which keys mean one office: its identity stays where its code and its name change."""

    def __init__(self) -> None:
        self._first: dict[str, Key] = {}  # by the identity of an office
        self._instead: dict[Key, Key] = {}

    def note(self, key: Key, uid: str) -> None:
        first = self.of(self._first.setdefault(uid, key) if uid else key)
        if self.of(key) != first:
            self._instead[self.of(key)] = first

    def of(self, key: Key) -> Key:
        while key in self._instead:
            key = self._instead[key]
        return key

    def united(self, places: Mapping[Key, list[Place]]) -> dict[Key, list[Place]]:
        united: dict[Key, list[Place]] = defaultdict(list)
        for key, those in places.items():
            united[self.of(key)] += those
        return united


def _add_untold(
    places: dict[Key, list[Place]], session: Session, untold: Sequence[Standing]
) -> None:
    """Those who tell only the codes of what they have summed hold whoever bears such a code."""
    contents = session.execute(
        select(ReceivedReturn.id, ReceivedReturn.content).where(these(each.id for each in untold))
    )
    sources = {
        id_: figures_of(read_document(content.encode())).sources or () for id_, content in contents
    }
    nearest: dict[str, list[Key]] = defaultdict(list)
    for key, those in places.items():
        if any(len(place.path) == 1 for place in those):
            nearest[key.code].append(key)
    for holder in untold:
        for source in sources.get(holder.id, ()):
            for key in nearest[source.organisation] or [Key("", source.organisation, "")]:
                places[key].append(Place(holder, ()))


class _Told(NamedTuple):
    """A return as one of the holders tells it; `is_added` where nothing but adding was done."""

    place: Place
    part: PartReturn | None
    is_added: bool


class _Judge:
    """Decides about each return that was found in several places."""

    def __init__(
        self,
        session: Session,
        period: Period,
        bodies: Bodies,
        settled: Mapping[str, SettledShare],
        overlapping: Mapping[str, Container[str]],
    ) -> None:
        self._session = session
        self._period = period
        self._bodies = bodies
        self._settled = settled
        self._overlapping = overlapping
        self._own = {(each.code, each.level) for each in bodies.newest.values()}
        self._whole: dict[int, PartReturn] = {}
        self._done: set[tuple[int, Path]] = set()

    def all(self, found: Mapping[Key, list[Place]]) -> Iterator[Shared]:
        for key, places in found.items():
            those: dict[int, list[Place]] = defaultdict(list)
            for place in places:
                if not self._is_below_one_done(place):
                    those[place.holder.id].append(place)
            if len(those) < 2:
                continue
            told = [self._told(each) for each in those.values()]
            if _are_namesakes_without_figures(told):
                continue
            shared = self._judged(key, told)
            if not shared.is_apart:
                self._done.update((each.holder.id, each.path) for each in places)
            yield shared

    def _is_below_one_done(self, place: Place) -> bool:
        ways = (place.path[:length] for length in range(1, len(place.path)))
        return any((place.holder.id, way) in self._done for way in ways)

    def _judged(self, key: Key, told: Sequence[_Told]) -> Shared:
        holders = tuple(dict.fromkeys(each.place.holder.code for each in told))
        name = _names(key, [each.part for each in told if each.part is not None])
        mark = self._mark(key)
        settled = self._settled.get(mark)
        keeper, why = self._keeper(told, holders, settled)
        off: dict[int, Mapping[str, Numbers]] = {}
        for each in told:
            if keeper and each.part is not None and each.place.holder.code != keeper:
                off[each.place.holder.id] = {row.key: _numbers(row) for row in each.part.rows}
        return Shared(key.code, name, holders, keeper, why, off, settled, mark)

    def _mark(self, key: Key) -> str:
        """A body of this office's own tree is known by its code, all others by what they have."""
        is_own = not key.level or (key.code, key.level) in self._own
        return key.code if is_own else "/".join((key.level, key.code, key.name))

    def _keeper(
        self,
        told: Sequence[_Told],
        holders: tuple[str, ...],
        settled: SettledShare | None,
    ) -> tuple[str, str]:
        """The code of who keeps it; "" with the reason where it cannot be said."""
        if settled is not None and not settled.keeper:
            return "", ""
        if any(each.part is None for each in told):
            return "", "unknown"
        fixed = [each.place.holder.code for each in told if not each.is_added]
        if settled is not None and settled.keeper in holders:
            return (settled.keeper, "") if set(fixed) <= {settled.keeper} else ("", "hand")
        if not _say_the_same([each.part for each in told if each.part is not None]):
            return "", "differ"
        if len(fixed) > 1:
            return "", "hand"
        return fixed[0] if fixed else self._home(told, holders), ""

    def _home(self, told: Sequence[_Told], holders: tuple[str, ...]) -> str:
        """Below which of them it stands on the last day; the first where that is not known."""
        tree = self._bodies.on(self._period.last)
        known_as = {(each.part.code, each.part.level) for each in told if each.part is not None}
        for body in tree.bodies.values():
            if (body.code, body.level) in known_as:
                above = {each.code for each in tree.path(body.id)}
                return next((code for code in holders if code in above), holders[0])
        return holders[0]

    def _told(self, places: Sequence[Place]) -> _Told:
        """As one holder tells it; of what it has twice, it has taken one off itself."""
        place = places[0]
        if not place.path:
            return _Told(place, None, is_added=False)
        part = self._of_holder(place.holder)
        way = [part]
        for code in place.path:
            part = next(each for each in part.returns if each.code == code)
            way.append(part)
        rows = [row.key for row in part.rows]
        touched = self._overlapping.get(place.holder.code, ())
        is_added = len(places) == 1 and not any(key in touched for key in rows)
        return _Told(place, part, is_added and _is_added(way[:-1], rows))

    def _of_holder(self, holder: Standing) -> PartReturn:
        """The return summed here, with all that is behind it."""
        if holder.id not in self._whole:
            told = kept_breakdown(self._session, holder.id)
            rows = self._session.scalars(
                select(ReceivedFigure).where(ReceivedFigure.return_id == holder.id)
            )
            level: str = holder.level
            self._whole[holder.id] = PartReturn(
                holder.code,
                "",
                level,  # type: ignore[arg-type] # plain text to the database
                holder.version,
                rows=tuple(_row(each) for each in rows),
                returns=() if told is None else told.returns,
            )
        return self._whole[holder.id]


def taken_off(shared: Iterable[Shared]) -> dict[str, dict[str, int]]:
    """What is taken off the sums, by row and name of the number."""
    off: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(NUMBERS, 0))
    for each in shared:
        for rows in each.taken_off.values():
            for key, numbers in rows.items():
                for name, number in zip(NUMBERS, numbers, strict=True):
                    off[key][name] += number
    return off


def _row(figure: ReceivedFigure) -> PartRow:
    numbers = {name: getattr(figure, name) or 0 for name in NUMBERS}
    return msgspec.structs.replace(PartRow(figure.row_key), **numbers)


def _is_added(way: Sequence[PartReturn], rows: Sequence[str]) -> bool:
    """Whether in these rows every return on the way is just the sum of those that it tells."""
    return all(_numbers(whole.row(key)) == _sum(whole, key) for whole in way for key in rows)


def _sum(whole: PartReturn, key: str) -> Numbers:
    parts = [_numbers(part.row(key)) for part in whole.returns]
    return tuple(map(sum, zip(*parts, strict=True)))


def _numbers(row: PartRow) -> Numbers:
    return tuple(getattr(row, name) for name in NUMBERS)


def _say_the_same(parts: Sequence[PartReturn]) -> bool:
    """Whether it is certain that these are figures of one office, told several times."""
    said = {tuple((row.key, _numbers(row)) for row in part.rows) for part in parts}
    if len(said) > 1:
        return False
    uids = {part.uid for part in parts}
    if not any(said) or (len(uids) == 1 and all(uids)):
        return True  # nothing counts twice, or it is known whose it is
    marks = {(part.version, part.unsigned) for part in parts}
    return len(marks) == 1 and len(uids - {""}) <= 1


def _are_namesakes_without_figures(told: Sequence[_Told]) -> bool:
    uids = {each.part.uid for each in told if each.part is not None and not each.part.rows}
    return len(uids - {""}) == len(told)


def _names(key: Key, parts: Sequence[PartReturn]) -> str:
    """What it is called, and before that what else, where it bears another code or name."""
    found = dict.fromkeys((each.code, each.name) for each in parts)
    called = next((name for code, name in found if code == key.code), "")
    others = [
        name if code == key.code else f"{name} ({code})"
        for code, name in found
        if (code, name) != (key.code, called)
    ]
    return " = ".join([*others, called])
