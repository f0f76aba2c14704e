"""The rows of a person as they stand while lists are being brought in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from unionoffice.core.i18n import N_
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.spreadsheets.people_batch import Columns

PEOPLE, MEMBERSHIPS, EMPLOYMENTS = (
    Person.__tablename__,
    Membership.__tablename__,
    Employment.__tablename__,
)
MODELS = {PEOPLE: Person, MEMBERSHIPS: Membership, EMPLOYMENTS: Employment}
COLUMNS = {
    name: tuple(column.key for column in model.__table__.c) for name, model in MODELS.items()
}
NEW: dict[str, dict[str, Any]] = {
    PEOPLE: {"version": 1, "search_text": "", "name_key": "", "name_folded": ""},
    MEMBERSHIPS: {"is_current": 1, "status": "active"},
    EMPLOYMENTS: {"is_current": 1, "is_hazardous": 0},
}
KEPT_AS_MEMBER = N_(
    "The person is kept as a member, but is none by this list. Say since when, or tick the row."
)


@dataclass(slots=True)
class State:
    """A person's rows as they stand: stored columns by table; None for a row that is not there.

    `changed` holds, for rows that stood before, the columns as they were when first changed.
    """

    is_new: bool
    rows: dict[str, Columns | None]
    changed: dict[str, Columns] = field(default_factory=dict)
    is_touched: bool = False

    @property
    def is_member(self) -> bool:
        membership = self.rows.get(MEMBERSHIPS)
        return membership is not None and membership.get("left_on") is None
