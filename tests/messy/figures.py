"""The figures of the form, counted from what the lists truly say and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .cells import Row
from .offices import Year
from .words import Person

FIRST, LAST = date(2017, 1, 1), date(2017, 12, 31)
Counted = dict[str, Any]


def is_member(person: Person, day: date) -> bool:
    """As far as the lists tell: a joining day that they leave out lies in the past."""
    joined, left = person.told.get("joined_on"), person.told.get("left_on")
    if not person.is_member:
        return False
    return (not joined or joined <= day.isoformat()) and (not left or day.isoformat() < left)


def figures(year: Year) -> dict[str, Counted]:
    rows = [row for each in year.lists for row in each.good]
    return {
        "policy": {
            "result": sum(row.entry["turns"] for row in _in(rows, "policies", "contributed_on"))
        },
        "agreement": _agreements(year, rows),
        "dialogue": _dialogues(year, rows),
        "preference": {"result": sum(map(_uses, _in(rows, "preferences", "used_on")))},
        **_checkups(rows),
        **_charity(rows),
        **_gatherings(rows),
    }


def _in(rows: Iterable[Row], register: str, day: str) -> list[Row]:
    return [
        row for row in rows
        if row.register == register and row.entry.get(day) and FIRST <= row.entry[day] <= LAST
    ]  # fmt: skip


def _uses(row: Row) -> int:
    """Those by members: whoever is named must be one on the day."""
    uses: int = row.entry["uses"]
    return uses if row.person is None or is_member(row.person, row.entry["used_on"]) else 0


def _covered(year: Year, units: list[str] | None, day: date) -> set[int]:
    return {
        person.number
        for person in year.people
        if person.told
        and is_member(person, day)
        and (not units or person.told.get("unit") in units)
    }


def _agreements(year: Year, rows: list[Row]) -> Counted:
    covered: set[int] = set()
    for row in rows:
        if row.register == "agreements":
            entry = row.entry
            if entry["effective_from"] <= LAST and entry["effective_to"] >= FIRST:
                covered |= _covered(year, entry["units"], LAST)
    turns = len(_in(rows, "negotiations", "held_on")) + len(_in(rows, "agreements", "signed_on"))
    return {"result": turns, "members": len(covered)}


def _dialogues(year: Year, rows: list[Row]) -> Counted:
    held = _in(rows, "dialogues", "held_on")
    covered = [_covered(year, row.entry["units"], row.entry["held_on"]) for row in held]
    return {"result": len(held), "members": len(set().union(*covered))}


def _checkups(rows: list[Row]) -> dict[str, Counted]:
    came = [row for row in _in(rows, "checkups", "held_on") if row.entry["attended"]]

    def members(organiser: str = "") -> Counted:
        found = {
            row.person.number
            for row in came
            if row.person and is_member(row.person, row.entry["held_on"])
            and organiser in ("", row.entry["organiser"])
        }  # fmt: skip
        return {"members": len(found)}

    return {
        "health": members(),
        "health.province": members("province"),
        "health.primary": members("primary"),
    }


def _share(rows: Iterable[tuple[Row, str]], total: int = 0, members: int = 0) -> Counted:
    everybody: set[int] = set()
    own: set[int] = set()
    for row, day in rows:
        if row.person is None:
            total += row.entry["head_total"]
            members += row.entry["head_members"]
            continue
        everybody.add(row.person.number)
        if is_member(row.person, row.entry[day]):
            own.add(row.person.number)
    total, members = total + len(everybody), members + len(own)
    share = Decimal(members * 100) / total if total else None
    return {
        "total": total,
        "members": members,
        "share": float(share.quantize(Decimal("0.1"), ROUND_HALF_UP))
        if share is not None
        else None,
    }


def _charity(rows: list[Row]) -> dict[str, Counted]:
    paid = [
        row for row in _in(rows, "benefits", "given_on")
        if row.told.get("status", "paid") == "paid"
    ]  # fmt: skip
    housing = [(row, "disbursed_on") for row in _in(rows, "housing", "disbursed_on")]
    loans = [(row, "lent_on") for row in _in(rows, "loans", "lent_on")]

    def benefits(wanted: Callable[[Row], bool]) -> list[tuple[Row, str]]:
        return [(row, "given_on") for row in paid if wanted(row)]

    fund = benefits(lambda row: row.entry["fund"] == "social_fund")
    other = benefits(lambda row: row.entry["fund"] != "social_fund")
    return {
        "charity": _share([*housing, *loans, *fund, *other]),
        "charity.fund": _share([*housing, *fund]),
        "charity.fund.housing": _share(housing),
        "charity.fund.visit": _share(
            (row, day) for row, day in fund if row.entry["kind"].startswith("visit")
        ),
        "charity.loan": _share(loans),
        "charity.other": _share(other),
    }


def _gatherings(rows: list[Row]) -> dict[str, Counted]:
    held = [
        (row, "held_on")
        for register in ("activities", "training")
        for row in _in(rows, register, "held_on")
        if row.entry.get("attended", True)
    ]

    def of(register: str, kinds: tuple[str, ...]) -> Counted:
        return _share(
            (row, day) for row, day in held
            if row.register == register and row.entry["kind"] in kinds
        )  # fmt: skip

    return {
        "spiritual": of("activities", ("culture", "sport", "sightseeing", "holiday", "recreation")),
        "political": of("training", ("political", "professional", "skills")),
        "political.study": of("training", ("political",)),
        "political.training": of("training", ("professional", "skills")),
    }
