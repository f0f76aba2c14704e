"""Lists brought in through the command line, and what the office then says beside the truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.command_line import Run

from . import files
from .cells import Row
from .figures import FIRST, LAST, figures
from .offices import KeptList, Year
from .words import Person

Plain = dict[str, Any]
GATHERED = {"checkups": "checkups", "activities": "participations", "training": "attendances"}
OF_PERSON = {"full_name", "birth_date", "identity_number", "card_number", "sex", "quarter", "month"}


@dataclass
class Account:
    """What came out right and wrong, in all offices together."""

    rows: int = 0
    people: int = 0
    wrong_people: int = 0
    records: int = 0
    wrong_records: int = 0
    refused: int = 0
    wrongly_refused: int = 0
    figures: int = 0
    wrong_figures: int = 0
    lists: Counter[str] = field(default_factory=Counter)
    faulty: Counter[str] = field(default_factory=Counter)
    deviations: list[str] = field(default_factory=list)

    def deviation(self, where: str, shape: str, what: str) -> None:
        self.faulty[shape] += 1
        self.deviations.append(f"{where}: {what}")

    def summary(self) -> str:
        exact = sum(not self.faulty[shape] for shape in self.lists)
        return (
            f"{self.rows} rows of {sum(self.lists.values())} lists, {len(self.lists)} shapes, "
            f"{exact} of them exact\n"
            f"people: {self.people - self.wrong_people} right, {self.wrong_people} wrong\n"
            f"records: {self.records - self.wrong_records} right, {self.wrong_records} wrong\n"
            f"refused as they must be: {self.refused}, otherwise: {self.wrongly_refused}\n"
            f"figures: {self.figures - self.wrong_figures} of {self.figures} equal"
        )


def bring_in(year: Year, run: Run, account: Account) -> None:
    office = year.folder / "office.uoffice"
    files.old_workbooks(year.folder)
    assert (
        run("new", office, "--level", "primary", "--code", "T1", "--name", "CĐCS Thử").status == 0
    )
    for each in year.lists:
        _import(each, run, office, account)
    numbers = _compare_people(year, run, office, account)
    for register in sorted({each.shape.register for each in year.lists} - {"members", "workers"}):
        _compare_records(register, numbers, year, run, office, account)
    _compare_figures(year, run, office, account)


def _import(each: KeptList, run: Run, office: Path, account: Account) -> None:
    shape, where = each.shape.name, f"{each.path.parent.name}/{each.path.name}"
    account.lists[shape] += 1
    account.rows += len(each.rows)
    answer = run("import", office, each.shape.register, each.path, "--json")
    if answer.status not in (0, 3):
        account.deviation(where, shape, f"status {answer.status} {answer.err[:300]}")
        return
    told = answer.json
    one = all(not name for name, _ in each.refused)
    refused = {("" if one else no["sheet"], no["row"]): no for no in told["refusals"]}
    account.refused += len(each.refused & set(refused))
    for place in sorted(set(refused) - each.refused):
        account.wrongly_refused += 1
        no = refused[place]
        account.deviation(
            where, shape, f"refused {place} {no['field']} {no['value']!r} {no['why']}"
        )
    for place in sorted(each.refused - set(refused)):
        account.wrongly_refused += 1
        account.deviation(where, shape, f"not refused {place}")


def _compare_people(year: Year, run: Run, office: Path, account: Account) -> dict[int, int]:
    """Each person once and as told; the office's ids with the numbers of our people."""
    numbers: dict[int, int] = {}
    for register in ("members", "workers"):
        held = run("list", office, register, "--format", "json").json
        by_key = {key: one for one in held for key in _keys(one)}
        found: set[int] = set()
        own = [
            (each, row) for each in year.lists[:2] for row in each.good
            if row.person and row.person.is_member == (register == "members")
        ]  # fmt: skip
        account.people += len(own)
        for each, row in own:
            where, shape = f"{year.folder.name}/{each.path.name}", each.shape.name
            assert row.person
            one = next((by_key[key] for key in _keys(row.told) if key in by_key), None)
            if one is None:
                account.wrong_people += 1
                account.deviation(where, shape, f"missing {row.told}")
                continue
            found.add(one["id"])
            numbers[one["id"]] = row.person.number
            wrong = {
                name: (value, one[name]) for name, value in row.told.items()
                if value is not None and one.get(name, value) != value
            }  # fmt: skip
            if wrong:
                account.wrong_people += 1
                account.deviation(where, shape, f"differs {row.told['full_name']} {wrong}")
        for one in held:
            if one["id"] not in found:
                account.wrong_people += 1
                account.deviation(where, shape, f"extra {_short(one)}")
    return numbers


def _keys(told: Plain) -> Iterable[tuple[str, str]]:
    for name in ("identity_number", "card_number"):
        if told.get(name):
            yield name, told[name]
    if "id" not in told or (not told.get("identity_number") and not told.get("card_number")):
        yield told["full_name"], str(told.get("birth_date"))


def _compare_records(
    register: str, numbers: dict[int, int], year: Year, run: Run, office: Path, account: Account
) -> None:
    held = [
        one for record in run("list", office, register, "--format", "json").json
        for one in _flat(register, record)
    ]  # fmt: skip
    for one in held:
        one["number"] = numbers.get(one.get("person_id") or 0)
    shapes = [each for each in year.lists if each.shape.register == register]
    for each in shapes:
        account.records += len(each.good)
        for row in each.good:
            told = _told(row, row.person)
            match = next((one for one in held if _is(one, told)), None)
            if match is None:
                account.wrong_records += 1
                near = [
                    {name: one.get(name) for name in told}
                    for one in held if one["number"] == told["number"]
                ]  # fmt: skip
                account.deviation(
                    f"{year.folder.name}/{each.path.name}",
                    each.shape.name,
                    f"no {told}, but {near[:2]}",
                )
            else:
                held.remove(match)
    if any(each.shape.parts for each in shapes):  # who is not crossed may be held as absent
        held = [one for one in held if one.get("attended", True)]
    for one in held:
        account.wrong_records += 1
        account.deviation(
            f"{year.folder.name}/{register}", shapes[0].shape.name, f"extra {_short(one)}"
        )


def _flat(register: str, record: Plain) -> Iterable[Plain]:
    inner = record.pop(GATHERED.get(register, ""), None)
    if inner:
        yield from ({**record, **one} for one in inner)
    else:
        yield record


def _told(row: Row, person: Person | None) -> Plain:
    told = {name: value for name, value in row.told.items() if name not in OF_PERSON}
    if person:
        told.pop("unit", None)
    return told | {"number": person.number if person else None}


def _is(one: Plain, told: Plain) -> bool:
    for name, value in told.items():
        held = one.get(name)
        if name == "units":
            shown = held if isinstance(held, list) else (held or "").split("; ")
            if sorted(filter(None, shown)) != sorted(value or []):
                return False
        elif (str(held) if held is not None else None) != (
            str(value) if value is not None else None
        ):
            return False
    return True


def _short(one: Plain) -> Plain:
    return {name: value for name, value in one.items() if value not in (None, "", False, [])}


def _compare_figures(year: Year, run: Run, office: Path, account: Account) -> None:
    out = year.folder / "report.json"
    run("report", office, "vn-member-benefit", "--from", FIRST, "--to", LAST, "--out", out)
    shown = {row["key"]: row for row in json.loads(out.read_text(encoding="utf-8"))["rows"]}
    for key, counted in figures(year).items():
        for name, value in counted.items():
            account.figures += 1
            if shown[key].get(name) != value:
                account.wrong_figures += 1
                told = f"{shown[key].get(name)}, counted {value}"
                account.deviations.append(f"{year.folder.name} figure {key}.{name}: {told}")
