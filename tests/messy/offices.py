"""One office by lot: its people, its year, and the lists in which it keeps both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from . import files
from .cells import Cell, Row, days_after, in_style
from .layout import Shape, Sheet, lay_out
from .odd_shapes import ODD_MEMBERS, ODD_RECORDS, UPDATES
from .people_shapes import MEMBERS, WORKERS
from .record_shapes import RECORDS
from .words import PARTNERS, PLACES, POLICIES, SUBJECTS, TITLES, WORDS, Person, people

START, SPAN = date(2016, 11, 15), 460  # a year with some weeks before and after it

SMALL, LARGE = 70, 160  # members of an office


@dataclass
class KeptList:
    """A list as a file, and what an office must know once it has come in."""

    shape: Shape
    path: Path
    rows: list[Row]
    sheets: list[Sheet]

    @property
    def good(self) -> list[Row]:
        rows = [part for row in self.rows for part in (row.parts or (row,))]
        return [row for row in rows if row.fault is None and (row.entry or not self.shape.parts)]

    @property
    def refused(self) -> set[tuple[str, int]]:
        one = len([sheet for sheet in self.sheets if sheet.refused]) <= 1
        return {("" if one else each.name, row) for each in self.sheets for row in each.refused}


@dataclass
class Year:
    """Everybody of an office and all its lists, people first."""

    folder: Path
    lot: Random
    people: list[Person] = field(default_factory=list)
    lists: list[KeptList] = field(default_factory=list)
    taken: set[tuple[object, ...]] = field(default_factory=set)
    has_old_workbooks: bool = True

    def add(self, shape: Shape, rows: list[Row]) -> None:
        suffix, _, encoding = shape.file.partition(":")
        sheets = lay_out(shape, rows, self.lot)
        is_old = suffix == "xls" and encoding != "html"
        suffix = "xlsx" if is_old and not self.has_old_workbooks else suffix
        name = f"{'old-' if is_old else ''}{len(self.lists)}-{shape.name}"
        path = self.folder / f"{name.replace(' ', '-')}.{suffix}"
        files.write(path, sheets, encoding)
        self.lists.append(KeptList(shape, path, rows, sheets))

    def once(self, *what: object) -> bool:
        """Whether this was not drawn before: no two records are the same."""
        if what in self.taken:
            return False
        self.taken.add(what)
        return True


def an_office(
    folder: Path, lot: Random, members: Shape, records: Sequence[Shape], size: int = LARGE
) -> Year:
    # Only LibreOffice writes old workbooks, and takes seconds for it.
    year = Year(folder, lot, has_old_workbooks=size == LARGE)
    language = members.language
    year.people = people(lot, size, members=True, first=lot.randrange(10**5), language=language)
    workers = people(
        lot, size // 4, members=False, first=2 * 10**5 + lot.randrange(10**5), language="vi"
    )
    if any(spec.startswith("member:") for _, spec in members.parsed()):
        year.people += people(lot, 12, members=False, first=3 * 10**5, language="vi")
    _list_people(year, members, year.people)
    known = {person.full_name for person in year.people}
    workers = [person for person in workers if person.full_name not in known]
    year.people += workers
    _list_people(year, lot.choice(WORKERS), workers)
    if lot.random() < 0.6:
        _list_update(year, lot.choice(UPDATES))
    for shape in records:
        _list_records(year, shape)
    return year


def _list_people(year: Year, shape: Shape, listed: Sequence[Person]) -> None:
    rows = [Row(shape.register, person, group=person.unit) for person in listed]
    rows += [
        Row(shape.register, odd, fault=fault, group=odd.unit)
        for fault, odd in zip(
            shape.faults,
            people(year.lot, len(shape.faults), members=True, first=9 * 10**5, language="vi"),
            strict=True,
        )
    ]
    for row in rows:
        if row.fault and row.person:
            row.person.unit = row.group = listed[0].unit
    year.lot.shuffle(rows)
    if shape.group or shape.sheets or "unit" in shape.ditto.split(","):
        rows.sort(key=lambda row: row.group)
    year.add(shape, rows)
    for row in rows:
        if row.person and not row.fault:
            row.person.told = row.told


def _list_update(year: Year, shape: Shape) -> None:
    """A later list of the same members, which says more of them."""
    wanted = {spec for _, spec in shape.parsed()}
    known = [person for person in year.people if person.told]
    rows = [
        Row(shape.register, person)
        for person in known
        if person.is_member and _can_be_found(person, wanted - {"card:number"}, known)
        and ("left:dmy" not in wanted or person.left)
    ]  # fmt: skip
    if rows:
        year.add(shape, rows)
    for row in rows:
        if row.person:
            row.person.told.update({**row.told, "full_name": row.person.full_name})


def _list_records(year: Year, shape: Shape) -> None:
    wanted = {spec.partition("?")[0] for _, spec in shape.parsed()}
    by_name = any(spec.startswith("name") for spec in wanted)
    known = [person for person in year.people if person.told] if by_name else []
    known = [person for person in known if _can_be_found(person, wanted, known)]
    if shape.register == "preferences":  # only members use what is offered to members
        known = [person for person in known if person.is_member]
    if by_name and len(known) < 12:
        return
    rows = list(_drawn(year, shape, known))
    for fault in shape.faults:
        person, entry = year.lot.choice(known), _benefit(year.lot)
        rows.append(Row(shape.register, person, _fixed(entry, shape), fault=fault))
        if fault[0] == "name":
            rows[-1].person = Person(str(fault[1]), "male", date(1980, 1, 5), 999_999, "Kho")
    for row in rows:
        row.group = _group(row, shape, year.lot)
    order = shape.group_by.split(",") if shape.group or shape.sheets else ()
    leading = [spec.partition(":")[0] for spec in shape.ditto.split(",") if spec]
    if order or leading:
        rows.sort(key=lambda row: [str(row.entry.get(name)) for name in (*order, *leading)])
    year.add(shape, rows)


def _can_be_found(person: Person, wanted: Iterable[str], known: Sequence[Person]) -> bool:
    told = person.told
    for spec in wanted:
        if spec.startswith("id"):
            return told.get("identity_number") == person.identity
        if spec.startswith("card"):
            return "card_number" in told
        if spec.startswith("birth"):
            return bool(told.get("birth_date") == person.birth.isoformat())
    return sum(other.full_name == person.full_name for other in known) == 1


def _drawn(year: Year, shape: Shape, known: list[Person]) -> Iterable[Row]:
    lot, register = year.lot, shape.register
    if shape.parts:
        yield from _in_parts(year, shape, known)
        return
    has_people = any(spec.startswith("attended") for _, spec in shape.parsed())
    if has_people or shape.attendance is not None:
        yield from _gathered(year, shape, known)
        return
    count = {"benefits": 70, "preferences": 25, "loans": 15, "housing": 15}.get(register, 5)
    for _ in range(count):
        person = lot.choice(known) if known else None
        entry = _fixed(MAKERS[register](lot), shape, lot)
        if register in ("agreements", "dialogues"):
            units = sorted(
                {str(each.told["unit"]) for each in year.people if each.told.get("unit")}
            )
            tells = any(spec == "units" for _, spec in shape.parsed())
            is_of_some = tells and len(units) > 1 and lot.random() < 0.6
            entry["units"] = lot.sample(units, 2) if is_of_some else None
        day = next((entry[name] for name in DAYS if entry.get(name)), None)
        if year.once(register, person and person.number, "" if register == "housing" else day):
            yield Row(register, person, entry)


def _gathered(year: Year, shape: Shape, known: list[Person]) -> Iterable[Row]:
    lot = year.lot
    for _ in range(1 if shape.fixed else 3):
        event = _fixed(MAKERS[shape.register](lot), shape, lot)
        event.pop("head_total", None), event.pop("head_members", None)
        if not year.once(shape.register, event["held_on"]):
            continue
        for person in lot.sample(known, k=min(len(known), lot.randrange(10, 30))):
            entry = dict(event, attended=shape.attendance is not None or lot.random() < 0.8)
            if shape.register == "checkups":
                entry["result_class"] = (
                    lot.choice(("I", "II", "III")) if entry["attended"] else None
                )
            yield Row(shape.register, person, entry)


def _in_parts(year: Year, shape: Shape, known: list[Person]) -> Iterable[Row]:
    """Each person once, with some of what the columns stand for."""
    lot, gathered = year.lot, shape.register != "benefits"
    for person in lot.sample(known, k=min(len(known), 25)):
        whole = Row(shape.register, person)
        for fixed in shape.parts:
            entry = _fixed(MAKERS[shape.register](lot), shape) | {
                name: date.fromisoformat(str(value)) if name.endswith("_on") else value
                for name, value in fixed
            }
            day = entry.get("given_on") or entry["held_on"]
            wanted = lot.random() < 0.7 and (gathered or year.once("benefits", person.number, day))
            entry["attended"] = True
            whole.parts.append(Row(shape.register, person, entry if wanted else {}))
        yield whole


def _fixed(entry: dict[str, Any], shape: Shape, lot: Random | None = None) -> dict[str, Any]:
    """An entry that this list can tell: as its title says, and under one of its ticked columns."""
    for name, value in shape.fixed:
        is_day = name.endswith("_on")
        entry[name] = date.fromisoformat(str(value)) if is_day else value
    for name in {"kind", "fund"} if lot else ():
        keys = [spec.partition("=")[2] for _, spec in shape.parsed() if f"?{name}=" in spec]
        if lot and keys and entry[name] not in keys:
            entry[name] = lot.choice(keys)
    return entry


def _group(row: Row, shape: Shape, lot: Random) -> str:
    if not (shape.group or shape.sheets):
        return ""
    entry, register = row.entry, row.register
    day = next((entry[name] for name in DAYS if entry.get(name)), None)
    match shape.group_by:
        case "kind":
            return WORDS[f"kind:{register}"][entry["kind"]][0]
        case "fund":
            return f"Nguồn {WORDS['fund'][entry['fund']][0]}"
        case "month":
            entry["month"] = f"{day.month}/{day.year}" if day else ""
            return str(entry["month"])
        case "quarter":
            entry["quarter"] = f"{day.year} Quý {(day.month + 2) // 3}" if day else ""
            return str(entry["quarter"])
        case "organiser,held_on":
            organiser = WORDS["organiser"][entry["organiser"]][0]
            return f"{organiser} tổ chức ngày {_plain(day)}"
        case "held_on,title,kind":
            kind = WORDS[f"kind:{register}"][entry["kind"]][0]
            return f"{entry['title']} ({kind}), ngày {_plain(day)}"
    return str(entry[shape.group_by])


def _plain(day: date | None) -> Cell:
    return in_style(day, "dmy1", Random()) if day else None


DAYS = ("given_on", "held_on", "lent_on", "used_on", "signed_on", "contributed_on", "disbursed_on")


def _day(lot: Random) -> date:
    return days_after(START, lot.randrange(SPAN))


def _benefit(lot: Random) -> dict[str, Any]:
    return {
        "given_on": _day(lot),
        "kind": lot.choice(list(WORDS["kind:benefits"])),
        "fund": lot.choice(list(WORDS["fund"])),
        "amount": lot.randrange(2, 31) * 100_000,
        "status": lot.choice(("paid", "paid", "paid", "proposed", "rejected")),
    }


def _checkup(lot: Random) -> dict[str, Any]:
    return {"held_on": _day(lot), "organiser": lot.choice(("province", "primary"))}


def _housing(lot: Random) -> dict[str, Any]:
    status = lot.choice(list(WORDS["status:housing"]))
    paid = _day(lot) if status in ("building", "handed_over") else None
    return {
        "kind": lot.choice(("new", "repair")),
        "status": status,
        "amount": lot.choice((20_000_000, 50_000_000)),
        "disbursed_on": paid,
        "handed_over_on": days_after(paid, 70) if paid and status == "handed_over" else None,
    }


def _loan(lot: Random) -> dict[str, Any]:
    return {
        "source": "employment_fund",
        "amount": lot.randrange(4, 11) * 5_000_000,
        "lent_on": _day(lot),
        "term_months": lot.choice((12, 24, 36)),
    }


def _agreement(lot: Random) -> dict[str, Any]:
    signed = days_after(date(2014, 3, 1), lot.randrange(1500))
    begins = days_after(signed, lot.randrange(30))
    return {
        "number": f"{lot.randrange(1, 99):02d}/{signed.year}/TƯLĐTT",
        "signed_on": signed,
        "effective_from": begins,
        "effective_to": days_after(begins, lot.choice((729, 1094))),
    }


def _dialogue(lot: Random) -> dict[str, Any]:
    return {
        "held_on": _day(lot),
        "form": lot.choice(list(WORDS["form"])),
        "subject": lot.choice(SUBJECTS),
    }


def _policy(lot: Random) -> dict[str, Any]:
    return {
        "contributed_on": _day(lot),
        "title": lot.choice(POLICIES),
        "turns": lot.randrange(1, 5),
    }


def _preference(lot: Random) -> dict[str, Any]:
    return {"used_on": _day(lot), "partner": lot.choice(PARTNERS), "uses": lot.randrange(1, 40)}


def _activity(lot: Random, register: str = "activities") -> dict[str, Any]:
    kind = lot.choice(list(WORDS[f"kind:{register}"]))
    total = lot.randrange(20, 90)
    return {
        "held_on": _day(lot), "title": lot.choice(TITLES[kind]), "kind": kind,
        "place": lot.choice(PLACES), "head_total": total, "head_members": lot.randrange(5, total),
    }  # fmt: skip


MAKERS = {
    "benefits": _benefit,
    "checkups": _checkup,
    "housing": _housing,
    "loans": _loan,
    "agreements": _agreement,
    "negotiations": lambda lot: {"held_on": _day(lot), "subject": lot.choice(SUBJECTS)},
    "dialogues": _dialogue,
    "policies": _policy,
    "preferences": _preference,
    "activities": _activity,
    "training": lambda lot: _activity(lot, "training"),
}


def all_offices(
    folder: Path, seed: int, count: int, wave: str = "", is_small: bool = False
) -> Iterable[Year]:
    """Offices that together keep every shape, again and again, each beside others by lot."""
    lot = Random(seed)
    of_people = {"first": MEMBERS, "odd": ODD_MEMBERS}.get(wave, (*MEMBERS, *ODD_MEMBERS))
    of_records = {"first": RECORDS, "odd": ODD_RECORDS}.get(wave, (*RECORDS, *ODD_RECORDS))
    members: list[Shape] = []
    records: list[Shape] = []
    for number in range(count):
        members = members or lot.sample(of_people, k=len(of_people))
        own: list[Shape] = []
        while len(own) < 6:
            records = records or lot.sample(of_records, k=len(of_records))
            shape = records.pop()
            if shape not in own:  # the same people at the same events would be no news
                own.append(shape)
        where = folder / str(number)
        where.mkdir(parents=True)
        yield an_office(where, lot, members.pop(), own, SMALL if is_small else LARGE)
