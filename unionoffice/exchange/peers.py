"""Returns that stand far from those of other bodies of their level.

The middle and the spread are medians, so that a few wrong returns do not move them, and the spread
has a floor, so that bodies much alike are not flagged for small differences.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

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


def peer_doubts(peers: Iterable[Peer]) -> dict[int, list[Remark]]:
    """Remarks by the id of the return, for returns of one level."""
    by_figure: dict[tuple[str, str], list[tuple[Peer, int]]] = defaultdict(list)
    for peer in peers:
        for row in peer.document.rows:
            for name in NUMBERS:
                value = getattr(row, name)
                if isinstance(value, int):
                    by_figure[row.key, name].append((peer, value))
    doubts: dict[int, list[Remark]] = defaultdict(list)
    for (key, name), values in by_figure.items():
        for id_, remark in _of_figure(key, name, values):
            doubts[id_].append(remark)
    return doubts


def middle_of(values: list[float]) -> Middle:
    value = median(values)
    spread = NORMAL * median(abs(each - value) for each in values)
    return Middle(len(values), value, spread)


def _of_figure(key: str, name: str, values: list[tuple[Peer, int]]) -> Iterator[tuple[int, Remark]]:
    told = [
        (peer, value, peer.registered)
        for peer, value in values
        if peer.registered is not None and peer.registered >= SMALLEST_BODY
    ]
    if name != "result" and len(told) >= FEWEST_PEERS:
        yield from _by_share(key, name, told)
    elif len(values) >= FEWEST_PEERS:
        yield from _by_size(key, name, values)


def _by_share(
    key: str, name: str, values: list[tuple[Peer, int, int]]
) -> Iterator[tuple[int, Remark]]:
    usual = middle_of([value / registered for _peer, value, registered in values])
    for peer, value, registered in values:
        share = value / registered
        away = abs(value - usual.value * registered)
        if away < LEAST_PEOPLE or not usual.is_far(share, SHARE_FLOOR):
            continue
        told = {
            "now": number(value),
            "registered": number(registered),
            "share": round(share * 100),
            "count": usual.count,
            "middle": round(usual.value * 100),
        }
        words = _LARGE_SHARE if share > usual.value else _SMALL_SHARE
        yield peer.id, Remark(key, words, told, DOUBT, "peers", name)


def _by_size(key: str, name: str, values: list[tuple[Peer, int]]) -> Iterator[tuple[int, Remark]]:
    """Compared by factors: a body twice as large as another is nothing unusual."""
    usual = middle_of([math.log1p(value) for _peer, value in values])
    middle = round(median(value for _peer, value in values))
    for peer, value in values:
        if abs(value - middle) < LEAST_PEOPLE or not usual.is_far(math.log1p(value), FACTOR_FLOOR):
            continue
        told = {"now": number(value), "count": usual.count, "middle": number(middle)}
        words = _FAR_ABOVE if value > middle else _FAR_BELOW
        yield peer.id, Remark(key, words[name], told, DOUBT, "peers", name)
