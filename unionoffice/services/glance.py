"""What the first page shows, as plain values that can be kept as JSON and read without SQLAlchemy.

The window paints its first picture from these before anything heavy is imported.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from unionoffice.services.filters import Filter

SETTING = "overview"  # the settings row that keeps the newest glance

# The registers with which a new office begins.
FIRST_LIST, FIRST_UNITS, FIRST_RECORDS = "members", "units", "benefits"


class Shelf(NamedTuple):
    """A register as the side bar shows it; `title` is untranslated."""

    key: str
    title: str
    icon: str
    group: str


class KindSum(NamedTuple):
    """The benefits of one kind this year; `label` is untranslated."""

    kind: str
    label: str
    turns: int
    people: int
    amount: Decimal


class MonthSum(NamedTuple):
    month: int
    turns: int
    amount: Decimal


class Need(NamedTuple):
    """Something that deserves attention, and where to see to it.

    `kind` says what it is (the window has the words for it), `severity` is "bad", "warn" or
    "info". It leads to a register with filters, to a person, or to a page.
    """

    kind: str
    count: int  # type: ignore[assignment]  # nobody asks a need what a tuple answers
    severity: str = "warn"
    register: str = ""
    filters: tuple[Filter, ...] = ()
    person_id: int | None = None
    page: str = ""
    on: date | None = None
    about: str = ""  # which form and period, in words, where it is about one


class SummedRow(NamedTuple):
    """A row of the consolidated form: `figure` is "result", "total" or "members"."""

    label: str
    figure: str
    now: int | None
    before: int | None  # the same days a year earlier; None where nobody handed in


class SummedForm(NamedTuple):
    """The main figures of the newest collection."""

    about: str  # which form and period, in words
    last: date
    rows: tuple[SummedRow, ...]


class Glance(NamedTuple):
    """Everything the first page shows, counted on one day."""

    counted_on: date
    office: str
    level: str
    members: int = 0
    members_a_year_ago: int = 0
    members_by_month: tuple[int, ...] = ()
    women: int = 0
    workers: int = 0
    units: int = 0
    people: int = 0
    benefit_turns: int = 0
    benefit_people: int = 0
    benefit_amount: Decimal = Decimal(0)
    benefit_turns_last_year: int = 0
    benefit_kinds: tuple[KindSum, ...] = ()
    benefit_months: tuple[MonthSum, ...] = ()
    checked_members: int = 0
    checked_members_last_year: int = 0
    agreements_in_force: int = 0
    agreements_ending: int = 0
    dialogues: int = 0
    housing_open: int = 0
    loans_open: int = 0
    records: int = 0  # of what the office has done: benefits, check-ups, activities …
    bodies: int = 0  # that this office expects returns from
    returns_received: int = 0  # of those bodies, for the year so far
    summed: SummedForm | None = None
    needs: tuple[Need, ...] = ()
    shelves: tuple[Shelf, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing has been entered yet: the first steps are shown instead of figures."""
        return self.people == 0 and self.records == 0 and self.bodies == 0

    @property
    def has_all_firsts(self) -> bool:
        """People and records are there, so that there is something to look at."""
        return self.people > 0 and self.records > 0

    @property
    def collects(self) -> bool:
        return self.level != "primary"


def to_text(glance: Glance) -> str:
    return json.dumps(_plain(glance), ensure_ascii=False, default=str, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """As JSON keeps it: by the names of the parts."""
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def from_text(text: str) -> Glance | None:
    """The glance as it was kept; None for what an older or newer program has left."""
    try:
        kept: dict[str, Any] = json.loads(text)
        return Glance(
            **kept
            | {
                "counted_on": date.fromisoformat(kept["counted_on"]),
                "members_by_month": tuple(kept["members_by_month"]),
                "benefit_amount": Decimal(kept["benefit_amount"]),
                "benefit_kinds": tuple(
                    _with_amount(KindSum, each) for each in kept["benefit_kinds"]
                ),
                "benefit_months": tuple(
                    _with_amount(MonthSum, each) for each in kept["benefit_months"]
                ),
                "summed": _summed(kept.get("summed")),  # unknown to former programs
                "needs": tuple(_need(each) for each in kept["needs"]),
                "shelves": tuple(Shelf(**each) for each in kept["shelves"]),
            }
        )
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _with_amount(kind: Any, values: dict[str, Any]) -> Any:
    return kind(**values | {"amount": Decimal(values["amount"])})


def _summed(values: dict[str, Any] | None) -> SummedForm | None:
    if values is None:
        return None
    rows = tuple(SummedRow(**each) for each in values["rows"])
    return SummedForm(values["about"], date.fromisoformat(values["last"]), rows)


def _need(values: dict[str, Any]) -> Need:
    day = values["on"]
    filters = tuple(_filter(each) for each in values["filters"])
    return Need(**values | {"filters": filters, "on": date.fromisoformat(day) if day else None})


def _filter(values: dict[str, Any]) -> Filter:
    """Only days are compared with `from` and `to` here."""
    if values["operator"] in ("from", "to"):
        values = values | {"value": date.fromisoformat(values["value"])}
    return Filter(**values)
