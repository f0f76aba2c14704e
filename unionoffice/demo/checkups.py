"""Check-up campaigns of the province and of the primary organisation, with who came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from unionoffice.demo.days import Span
from unionoffice.demo.entering import Rows
from unionoffice.demo.people import Someone

TABLE = "checkups"
COLUMNS = ("campaign_id", "person_id", "attended", "attended_on", "result_class", "follow_up")
_CLASSES = ("I", "II", "III", "IV", "V")
_SHARES = (20, 45, 26, 8, 1)
_FOLLOW_UPS = ("Khám chuyên khoa tim mạch", "Đo lại thính lực", "Tái khám sau 3 tháng", None)


@dataclass(frozen=True)
class Plan:
    """One campaign: what its record says, and who is invited."""

    values: dict[str, Any]
    invited: Sequence[Someone]
    attendance: float

    @property
    def held_on(self) -> date:
        day: date = self.values["held_on"]
        return day

    @property
    def title(self) -> str:
        return str(self.values["title"])


def as_rows(plans: Sequence[Plan]) -> Rows:
    """The campaigns themselves, as rows of a list."""
    columns = tuple(plans[0].values) if plans else ()
    return Rows("checkups", columns, [tuple(plan.values.values()) for plan in plans])


def campaigns(people: Sequence[Someone], span: Span, place: str) -> Iterator[Plan]:
    """Three a year: the province's for some, hazardous workplaces in March, all in September."""
    for day in span.on(5, 14):
        invited = [each for each in people if each.is_member_on(day)][::3]
        yield Plan(_values(day, "province", "Khám sức khỏe Tháng Công nhân", place), invited, 0.8)
    for day in span.on(3, 20):
        invited = [
            each
            for each in people
            if each.unit is not None and each.unit.is_hazardous and each.is_there_on(day)
        ]
        yield Plan(_values(day, "primary", "Khám bệnh nghề nghiệp", place), invited, 0.93)
    for day in span.on(9, 10):
        invited = [each for each in people if each.is_there_on(day)]
        yield Plan(_values(day, "primary", "Khám sức khỏe định kỳ", place), invited, 0.9)


def lines(rng: Random, campaign_id: int, plan: Plan) -> Iterator[tuple[Any, ...]]:
    """Everybody invited, in the order of `COLUMNS`."""
    for someone in plan.invited:
        if rng.random() >= plan.attendance:
            yield (campaign_id, someone.id, False, None, None, None)
            continue
        result = rng.choices(_CLASSES, _SHARES)[0]
        follow_up = rng.choice(_FOLLOW_UPS) if result in ("IV", "V") else None
        day = plan.held_on + timedelta(days=rng.randrange(3))
        yield (campaign_id, someone.id, True, day, result, follow_up)


def _values(day: date, organiser: str, title: str, place: str) -> dict[str, Any]:
    return {
        "held_on": day,
        "ended_on": day + timedelta(days=2),
        "organiser": organiser,
        "title": f"{title} {day.year}",
        "place": place,
        "provider": "Bệnh viện Đa khoa Châu Phú",
        "cost": Decimal(45_000_000 if organiser == "primary" else 18_000_000),
    }
