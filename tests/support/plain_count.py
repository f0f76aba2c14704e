"""The figures counted a second time: over plain rows, in plain Python, from the form's rules alone.

Nothing here may use the program's own selections: the two ways of counting judge each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

Plain = dict[str, Any]

TABLES = (
    "people",
    "memberships",
    "employments",
    "units",
    "benefits",
    "housing_cases",
    "loans",
    "activities",
    "participations",
    "courses",
    "attendances",
    "checkup_campaigns",
    "checkups",
    "agreements",
    "agreement_units",
    "negotiations",
    "dialogues",
    "dialogue_units",
    "policy_contributions",
    "offer_uses",
)

VISITS = {
    f"visit_{reason}"
    for reason in ("sickness", "work_accident", "occupational_disease", "maternity", "bereavement")
}


@dataclass(frozen=True)
class Entry:
    """One person who got something on a day, or heads without names."""

    person: int | None
    day: str
    heads: int = 0
    head_members: int = 0


class PlainCount:
    """Everything an office holds, read back row by row, and counted as the form demands."""

    def __init__(self, session: Session) -> None:
        self.rows: dict[str, list[Plain]] = {
            table: [dict(row) for row in session.execute(text(f"SELECT * FROM {table}")).mappings()]
            for table in TABLES
        }
        self._void = {row["id"] for row in self.rows["people"] if row["voided_at"]}
        self._memberships = _by_person(self.rows["memberships"])
        self._employments = _by_person(self.rows["employments"])
        self._parents = {row["id"]: row["parent_id"] for row in self.rows["units"]}

    def figures(self, first: str, last: str, unit: int | None = None) -> dict[str, Plain]:
        """Every figure of every row of the form, by row key."""
        return _Counting(self, first, last, unit).figures()

    def standing(self, table: str) -> Iterator[Plain]:
        """Voided records count nowhere."""
        return (row for row in self.rows[table] if row["voided_at"] is None)

    def lines(self, table: str, owner: str, record: int) -> list[Plain]:
        return [line for line in self.rows[table] if line[owner] == record]

    def everybody(self) -> list[int]:
        return [row["id"] for row in self.standing("people")]

    def is_voided(self, person: int) -> bool:
        return person in self._void

    def is_member(self, person: int, day: str) -> bool:
        return any(
            _lasts(row["joined_on"], row["left_on"], day) for row in self._memberships[person]
        )

    def units_of(self, person: int, day: str) -> set[int]:
        """The units a person works in on the day, each with all units above it."""
        return {
            unit
            for row in self._employments[person]
            if _lasts(row["employed_on"], row["ended_on"], day)
            for unit in self.with_those_above(row["unit_id"])
        }

    def lies_in(self, person: int, day: str, unit: int, covered: set[int]) -> bool:
        """On the day the person works in a place that is both of `unit` and covered."""
        for row in self._employments[person]:
            above = self.with_those_above(row["unit_id"])
            works = _lasts(row["employed_on"], row["ended_on"], day)
            if works and unit in above and (not covered or covered & above):
                return True
        return False

    def with_those_above(self, unit: int | None) -> set[int]:
        found = set()
        while unit is not None:
            found.add(unit)
            unit = self._parents[unit]
        return found


class _Counting:
    """One count: a period, and the organisation or one of its units."""

    def __init__(self, office: PlainCount, first: str, last: str, unit: int | None) -> None:
        self._office, self._first, self._last, self._unit = office, first, last, unit

    def figures(self) -> dict[str, Plain]:
        fund_benefits = list(self._benefits(lambda row: row["fund"] == "social_fund"))
        visits = self._benefits(lambda row: row["fund"] == "social_fund" and row["kind"] in VISITS)
        others = list(self._benefits(lambda row: row["fund"] != "social_fund"))
        housing, loans = list(self._housing()), list(self._loans())
        study = list(self._events("courses", "attendances", "course_id", {"political"}))
        training = list(
            self._events("courses", "attendances", "course_id", {"professional", "skills"})
        )
        leisure = {"culture", "sport", "sightseeing", "holiday", "recreation"}
        return {
            "policy": self._policies(),
            "agreement": self._agreements(),
            "dialogue": self._dialogues(),
            "preference": {"result": self._uses()},
            "health": {"members": self._health({"province", "primary", "intermediate"})},
            "health.province": {"members": self._health({"province"})},
            "health.primary": {"members": self._health({"primary"})},
            "charity": self._people([*housing, *fund_benefits, *loans, *others]),
            "charity.fund": self._people([*housing, *fund_benefits]),
            "charity.fund.housing": self._people(housing),
            "charity.fund.visit": self._people(visits),
            "charity.loan": self._people(loans),
            "charity.other": self._people(others),
            "spiritual": self._people(
                self._events("activities", "participations", "activity_id", leisure)
            ),
            "political": self._people([*study, *training]),
            "political.study": self._people(study),
            "political.training": self._people(training),
        }

    def _people(self, entries: Iterable[Entry]) -> Plain:
        """Distinct people and, of them, members on the day of at least one entry; plus heads."""
        people, members, heads, head_members = set(), set(), 0, 0
        for entry in entries:
            heads += entry.heads
            head_members += entry.head_members
            if entry.person is not None:
                people.add(entry.person)
                if self._office.is_member(entry.person, entry.day):
                    members.add(entry.person)
        total, of_members = len(people) + heads, len(members) + head_members
        return {
            "total": total,
            "members": of_members,
            "share": _share(of_members, total),
            "by_head_count": (heads, head_members),
        }

    def _in_period(self, day: str | None) -> bool:
        return day is not None and self._first <= day <= self._last

    def _counts(self, person: int, day: str | None) -> bool:
        """The day lies in the period, and the person worked in the unit that is asked for."""
        if day is None or not self._in_period(day) or self._office.is_voided(person):
            return False
        return self._unit is None or self._unit in self._office.units_of(person, day)

    def _is_of_unit(self, unit: int | None) -> bool:
        return self._unit is None or self._unit in self._office.with_those_above(unit)

    def _benefits(self, wanted: Callable[[Plain], bool]) -> Iterator[Entry]:
        for row in self._office.standing("benefits"):
            person, day = row["person_id"], row["given_on"]
            if row["status"] in {"approved", "paid"} and wanted(row) and self._counts(person, day):
                yield Entry(person, day)

    def _housing(self) -> Iterator[Entry]:
        for row in self._office.standing("housing_cases"):
            if row["status"] in {"proposed", "rejected", "cancelled"}:
                continue
            day = min(filter(None, (row["disbursed_on"], row["handed_over_on"])), default=None)
            if day is not None and self._counts(row["person_id"], day):
                yield Entry(row["person_id"], day)

    def _loans(self) -> Iterator[Entry]:
        for row in self._office.standing("loans"):
            person, day = row["person_id"], row["lent_on"]
            if row["status"] in {"lent", "repaid"} and self._counts(person, day):
                yield Entry(person, day)

    def _events(self, table: str, lines: str, owner: str, kinds: set[str]) -> Iterator[Entry]:
        for event in self._office.standing(table):
            day = event["held_on"]
            if event["kind"] not in kinds or not self._in_period(day):
                continue
            if event["head_total"] is not None and self._is_of_unit(event["unit_id"]):
                yield Entry(None, day, event["head_total"], event["head_members"] or 0)
            for line in self._office.lines(lines, owner, event["id"]):
                if line["attended"] and self._counts(line["person_id"], day):
                    yield Entry(line["person_id"], day)

    def _health(self, organisers: set[str]) -> int:
        members = set()
        for campaign in self._office.standing("checkup_campaigns"):
            if campaign["organiser"] not in organisers:
                continue
            for line in self._office.lines("checkups", "campaign_id", campaign["id"]):
                person, day = line["person_id"], line["attended_on"] or campaign["held_on"]
                was_there = line["attended"] and self._counts(person, day)
                if was_there and self._office.is_member(person, day):
                    members.add(person)
        return len(members)

    def _uses(self) -> int:
        uses = 0
        for row in self._office.standing("offer_uses"):
            person, day = row["person_id"], row["used_on"]
            if row["beneficiary"] != "member":
                continue
            if person is None:
                if self._in_period(day) and self._is_of_unit(row["unit_id"]):
                    uses += row["uses"]
            elif self._counts(person, day) and self._office.is_member(person, day):
                uses += row["uses"]
        return uses

    def _policies(self) -> Plain:
        """Contributions are the organisation's own: no unit has any."""
        dated = [
            row
            for row in self._office.standing("policy_contributions")
            if self._unit is None and self._in_period(row["contributed_on"])
        ]
        dated.sort(key=lambda row: (row["contributed_on"], row["id"]))
        titles: list[str] = []
        for row in dated:
            if row["title"] not in titles:
                titles.append(row["title"])
        return {"result": sum(row["turns"] for row in dated), "titles": tuple(titles)}

    def _covered(self, links: str, owner: str, record: int) -> set[int]:
        """The units a record names; none: it covers the whole organisation."""
        return {line["unit_id"] for line in self._office.lines(links, owner, record)}

    def _touches(self, covered: set[int]) -> bool:
        """The unit asked for lies in what is covered, or something covered lies in the unit."""
        if self._unit is None or not covered:
            return True
        return bool(covered & self._office.with_those_above(self._unit)) or any(
            self._unit in self._office.with_those_above(unit) for unit in covered
        )

    def _members_covered(self, covered: set[int], day: str) -> set[int]:
        office = self._office
        members = {person for person in office.everybody() if office.is_member(person, day)}
        if self._unit is not None:
            return {who for who in members if office.lies_in(who, day, self._unit, covered)}
        return {who for who in members if not covered or covered & office.units_of(who, day)}

    def _agreements(self) -> Plain:
        members: set[int] = set()
        turns = 0
        coverage = {
            row["id"]: self._covered("agreement_units", "agreement_id", row["id"])
            for row in self._office.rows["agreements"]
        }
        for row in self._office.standing("agreements"):
            begin, end = row["effective_from"] or row["signed_on"], row["effective_to"]
            if self._in_period(row["signed_on"]) and self._touches(coverage[row["id"]]):
                turns += 1
            if begin and begin <= self._last and (end is None or end >= self._first):
                members |= self._members_covered(coverage[row["id"]], self._last)
        for row in self._office.standing("negotiations"):
            of = row["agreement_id"]
            if self._in_period(row["held_on"]) and (of is None or self._touches(coverage[of])):
                turns += 1
        return {"result": turns, "members": len(members)}

    def _dialogues(self) -> Plain:
        members: set[int] = set()
        turns = 0
        for row in self._office.standing("dialogues"):
            if self._in_period(row["held_on"]):
                covered = self._covered("dialogue_units", "dialogue_id", row["id"])
                turns += self._touches(covered)
                members |= self._members_covered(covered, row["held_on"])
        return {"result": turns, "members": len(members)}


def _by_person(rows: list[Plain]) -> dict[int, list[Plain]]:
    grouped: dict[int, list[Plain]] = defaultdict(list)
    for row in rows:
        grouped[row["person_id"]].append(row)
    return grouped


def _lasts(begin: str | None, end: str | None, day: str) -> bool:
    """`end` is the first day after the span; of a partial day the first day is meant."""
    return (begin is None or _whole(begin) <= day) and (end is None or day < _whole(end))


def _whole(day: str) -> str:
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def _share(members: int, total: int) -> Decimal | None:
    if total == 0:
        return None
    return (Decimal(members) * 100 / Decimal(total)).quantize(Decimal("0.1"), ROUND_HALF_UP)
