"""How long data of former members are kept: who is due to be erased, and erasing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, cast, func, select

from unionoffice.core.dates import PartialDate, months_after
from unionoffice.registers.people.model import Membership, Person
from unionoffice.services.erasing import Erasing
from unionoffice.services.norms import norms_of
from unionoffice.store.store import Store
from unionoffice.store.types import PartialDay, Words

NORM = "privacy.keep_months"


@dataclass(frozen=True)
class DuePerson:
    """Somebody whose data are no longer needed, and when the last membership ended."""

    id: int
    name: str
    left_on: PartialDate


class Retention:
    """Follows the rule in force; without one nobody is ever due."""

    def __init__(self, store: Store, erasing: Erasing) -> None:
        self._store = store
        self._erasing = erasing

    def months(self, today: date) -> int:
        """How many months the data are kept; 0 where no rule says so."""
        with self._store.reading() as session:
            return norms_of(session).whole(NORM, today, 0)

    def due(self, today: date) -> list[DuePerson]:
        """Former members whose time has passed, the longest gone first."""
        months = self.months(today)
        if not months:
            return []
        until = months_after(today, -months).isoformat()
        # Who left in a month or a year may have left on its last day: "~" sorts behind every day.
        ends = func.max(cast(Membership.left_on, Words()).concat("~"))
        last = func.max(Membership.left_on, type_=PartialDay())
        unended = func.sum(case((Membership.left_on.is_(None), 1), else_=0))
        ended = (
            select(Membership.person_id, last.label("left_on"))
            .group_by(Membership.person_id)
            .having(unended == 0, ends < until)
            .subquery()
        )
        people = (
            select(Person.id, Person.full_name, ended.c.left_on)
            .join(ended, ended.c.person_id == Person.id)
            .where(Person.name_folded != "")
            .order_by(ended.c.left_on, Person.id)
        )
        with self._store.reading() as session:
            return [DuePerson(*row) for row in session.execute(people)]

    def erase(
        self, person_ids: Iterable[int], progress: Callable[[int, int], None] = lambda _a, _b: None
    ) -> int:
        """Erase these people one after the other; returns how many."""
        ids = list(person_ids)
        for done, person_id in enumerate(ids):
            progress(done, len(ids))
            self._erasing.erase(person_id)
        return len(ids)
