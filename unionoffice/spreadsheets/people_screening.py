"""Which rows of a list of people are plainly about somebody new, seen whole columns at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from types import SimpleNamespace
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import Problem
from unionoffice.registerkit.register import Register
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.people_batch import Batch
from unionoffice.spreadsheets.people_index import PeopleIndex, is_whole_number

# Compared as texts; a vague day may look out of order and not be: then the rules are asked.
DAYS_IN_ORDER = (
    ("birth_date", "joined_on"),
    ("birth_date", "employed_on"),
    ("joined_on", "left_on"),
    ("employed_on", "ended_on"),
)


def doubtful_places(batch: Batch, index: PeopleIndex) -> list[int]:
    """The rows that have to be looked at one by one; everybody else is new beyond doubt.

    No row is doubtful whose numbers nobody else has, in the office or in the list, and whose name
    nobody else bears, or only people whose own new whole numbers tell them apart. Such a row
    cannot be meant by another one either: it need not be known while the doubtful ones are judged.
    """
    names = batch.folded(batch.column("full_name"))
    identities, cards = batch.column("identity_number"), batch.column("card_number")
    met_identities = _met(identities, index.by_identity)
    met_cards = _met(cards, index.by_card)
    met_names = _met(names, index.by_name)
    whole = set(filter(is_whole_number, identities)) - met_identities
    doubtful_names = index.unnumbered | {
        name
        for name, identity, card in zip(names, identities, cards, strict=True)
        if identity not in whole or card in met_cards
    }
    met_names &= doubtful_names
    return sorted(
        {
            *_places_of({None, *met_names}, names),
            *_places_of(met_identities, identities),
            *_places_of(met_cards, cards),
            *_places_with_doubtful_days(batch),
        }
    )


def _places_of(sought: set[Any], values: list[Any]) -> Iterable[int]:
    if all(map(sought.isdisjoint, parts(values))):
        return ()
    return (place for place, value in enumerate(values) if value in sought)


def _met(values: list[Any], known: Collection[Any]) -> set[Any]:
    """What the office knows already, and what stands in the list more than once."""
    different: set[Any] = set()
    met: set[Any] = set()
    filled = 0
    for some in parts(values):
        different.update(some)
        met.update(filter(known.__contains__, some))
        filled += len(some) - some.count(None)
    different.discard(None)
    if len(different) < filled:
        counted: Counter[Any] = Counter()
        for some in parts(values):
            counted.update(some)
        met.update(value for value, times in counted.items() if times > 1)
    met.discard(None)
    return met


def _places_with_doubtful_days(batch: Batch) -> Iterable[int]:
    """The rows whose days can break a rule of the register."""
    for earlier, later in DAYS_IN_ORDER:
        if earlier in batch.columns and later in batch.columns:
            days = zip(batch.columns[earlier], batch.columns[later], strict=True)
            for place, (one, other) in enumerate(days):
                if one is not None and other is not None and other < one:
                    yield place


def problems_of(register: Register, batch: Batch, place: int) -> list[Problem]:
    """What the register's rules say of a row; only days out of order can break them."""
    value = batch.value
    days = ((value(one, place), value(other, place)) for one, other in DAYS_IN_ORDER)
    if all(one is None or other is None or one <= other for one, other in days):
        return []
    membership = SimpleNamespace(
        joined_on=_day(value("joined_on", place)), left_on=_day(value("left_on", place))
    )
    employment = SimpleNamespace(
        employed_on=_day(value("employed_on", place)), ended_on=_day(value("ended_on", place))
    )
    person = SimpleNamespace(
        full_name=value("full_name", place),
        identity_number=value("identity_number", place),
        birth_date=_day(value("birth_date", place)),
        memberships=[membership],
        employments=[employment],
    )
    return register.problems(person)


def _day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
