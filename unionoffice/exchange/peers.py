"""Returns that stand far from those of other bodies of their level.

The middle and the spread are medians, so that a few wrong returns do not move them, and the spread
has a floor, so that bodies much alike are not flagged for small differences.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_
from unionoffice.exchange.remarks import DOUBT, Remark
from unionoffice.reports.figures_document import Document
from unionoffice.reports.filled import NUMBERS

FEWEST_PEERS = 8
FAR = 5.0  # spreads from the middle
NORMAL = 1.4826  # makes the median of deviations comparable to a standard deviation
SMALLEST_BODY = 10  # registered members; of fewer, every one is many per cent
LEAST_PEOPLE = 10  # so many people more or fewer are news
SHARE_FLOOR = 0.1  # of the members
FACTOR_FLOOR = math.log(2.0)  # where only the figures themselves can be compared

_Figure = tuple[str, str]  # the row, and result, total or members
_NUMBERS_OF = attrgetter(*NUMBERS)
_KEY_OF = attrgetter("key")

_FAR_ABOVE: Mapping[str, str] = {
    "result": N_("{now} turns; half of the {count} bodies of this level have at most {middle}."),
    "total": N_("{now} people; half of the {count} bodies of this level have at most {middle}."),
    "members": N_("{now} members; half of the {count} bodies of this level have at most {middle}."),
}
_FAR_BELOW: Mapping[str, str] = {
    "result": N_("{now} turns; half of the {count} bodies of this level have at least {middle}."),
    "total": N_("{now} people; half of the {count} bodies of this level have at least {middle}."),
    "members": N_(
        "{now} members; half of the {count} bodies of this level have at least {middle}."
    ),
}
_LARGE_SHARE = N_(
    "{now} for {registered} registered members, which is {share} %; "
    "half of the {count} bodies of this level have at most {middle} %."
)
_SMALL_SHARE = N_(
    "{now} for {registered} registered members, which is {share} %; "
    "half of the {count} bodies of this level have at least {middle} %."
)


@dataclass(frozen=True)
class Peer:
    """One return of a level, and how many members its body has (None: not told)."""

    id: int
    document: Document
    registered: int | None


@dataclass(frozen=True)
class Middle:
    """What is usual at a level for one figure."""

    count: int
    value: float
    spread: float

    def is_far(self, value: float, floor: float) -> bool:
        return abs(value - self.value) > FAR * max(self.spread, floor)


class _Alike:
    """The figures of returns that have the same ones: bare numbers, for there may be very many."""

    def __init__(self, figures: list[_Figure], places: list[int]) -> None:
        self.figures = figures
        self._places = places  # of these figures among all numbers of a document
        self.ids = array("q")
        self.registered = array("q")  # -1: not told
        self._values = array("q")

    def add(self, peer: Peer, numbers: Sequence[Any]) -> None:
        self.ids.append(peer.id)
        self.registered.append(-1 if peer.registered is None else peer.registered)
        self._values.extend([numbers[place] for place in self._places])

    def values(self, figure: _Figure) -> array[int]:
        return self._values[self.figures.index(figure) :: len(self.figures)]


class Peers:
    """The returns of one level, held against one another once all of them were added."""

    def __init__(self) -> None:
        self._alike: dict[tuple[Any, ...], _Alike] = {}

    def add(self, peer: Peer) -> None:
        rows = peer.document.rows
        numbers = list(chain.from_iterable(map(_NUMBERS_OF, rows)))
        shape = (tuple(map(_KEY_OF, rows)), tuple(map(type, numbers)))
        alike = self._alike.get(shape)
        if alike is None:
            figures = [(row.key, name) for row in rows for name in NUMBERS]
            places = [place for place, value in enumerate(numbers) if isinstance(value, int)]
            alike = self._alike[shape] = _Alike([figures[place] for place in places], places)
        alike.add(peer, numbers)

    def doubts(self) -> dict[int, list[Remark]]:
        """Remarks by the id of the return."""
        doubts: dict[int, list[Remark]] = defaultdict(list)
        for figure in dict.fromkeys(
            each for alike in self._alike.values() for each in alike.figures
        ):
            for id_, remark in self._of_figure(*figure):
                doubts[id_].append(remark)
        return doubts

    def _of_figure(self, key: str, name: str) -> Iterator[tuple[int, Remark]]:
        ids, registered, values = array("q"), array("q"), array("q")
        for alike in self._alike.values():
            if (key, name) in alike.figures:
                ids += alike.ids
                registered += alike.registered
                values += alike.values((key, name))
        told = [
            (id_, value, members)
            for id_, value, members in zip(ids, values, registered, strict=True)
            if members >= SMALLEST_BODY
        ]
        if name != "result" and len(told) >= FEWEST_PEERS:
            yield from _by_share(key, name, told)
        elif len(values) >= FEWEST_PEERS:
            yield from _by_size(key, name, ids, values)


def peer_doubts(peers: Iterable[Peer]) -> dict[int, list[Remark]]:
    """Remarks by the id of the return, for returns of one level."""
    level = Peers()
    for peer in peers:
        level.add(peer)
    return level.doubts()


def middle_of(counts: Mapping[float, int]) -> Middle:
    """Of values and how often each stands there: of a hundred thousand most are alike."""
    value = _median(counts)
    away: Counter[float] = Counter()
    for each, count in counts.items():
        away[abs(each - value)] += count
    return Middle(sum(counts.values()), value, NORMAL * _median(away))


def _median(counts: Mapping[int, int] | Mapping[float, int]) -> float:
    total = sum(counts.values())
    lower = upper = None
    passed = 0
    for value, count in sorted(counts.items()):
        passed += count
        if lower is None and passed * 2 >= total:
            lower = value
        if passed * 2 > total:
            upper = value
            break
    if lower is None or upper is None:
        raise ValueError("no values")
    return lower if lower == upper else (lower + upper) / 2


def _by_share(
    key: str, name: str, told: list[tuple[int, int, int]]
) -> Iterator[tuple[int, Remark]]:
    shares: Counter[float] = Counter(value / registered for _id, value, registered in told)
    usual = middle_of(shares)
    far = {share for share in shares if usual.is_far(share, SHARE_FLOOR)}
    if not far:
        return
    for id_, value, registered in told:
        share = value / registered
        if share not in far or abs(value - usual.value * registered) < LEAST_PEOPLE:
            continue
        values = {
            "now": number(value),
            "registered": number(registered),
            "share": round(share * 100),
            "count": usual.count,
            "middle": round(usual.value * 100),
        }
        words = _LARGE_SHARE if share > usual.value else _SMALL_SHARE
        yield id_, Remark(key, words, values, DOUBT, "peers", name)


def _by_size(
    key: str, name: str, ids: Sequence[int], values: Sequence[int]
) -> Iterator[tuple[int, Remark]]:
    """Compared by factors: a body twice as large as another is nothing unusual."""
    counts = Counter(values)
    usual = middle_of({math.log1p(value): count for value, count in counts.items()})
    middle = round(_median(counts))
    far = {
        value
        for value in counts
        if abs(value - middle) >= LEAST_PEOPLE and usual.is_far(math.log1p(value), FACTOR_FLOOR)
    }
    if not far:
        return
    for id_, value in zip(ids, values, strict=True):
        if value not in far:
            continue
        told = {"now": number(value), "count": usual.count, "middle": number(middle)}
        words = _FAR_ABOVE if value > middle else _FAR_BELOW
        yield id_, Remark(key, words[name], told, DOUBT, "peers", name)
