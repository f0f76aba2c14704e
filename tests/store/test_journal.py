"""The way back: whatever was done, undoing it leaves every table as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from support.records import a_member, add

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import UserError
from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.services.person_deeds import PersonDeeds
from unionoffice.services.views import Draft
from unionoffice.spreadsheets.importing import Importing
from unionoffice.spreadsheets.reading import read_file
from unionoffice.store.base import Base
from unionoffice.store.store import Store

TODAY = date(2026, 11, 21)
# The journal itself only grows; choices are no records; what was sent stays sent.
NOT_JOURNALLED = {
    "account_secrets",
    "changes",
    "deeds",
    "given_people",
    "paper_contents",
    "received_breakdowns",
    "received_campaigns",
    "received_figures",
    "received_packages",
    "sent_packages",
    "settings",
    "signing_keys",
}


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every journalled table, as the engine keeps it; but versions only ever grow."""
    with store.reading() as session:
        return {
            table.name: [
                {name: value for name, value in row.items() if name != "version"}
                for row in session.execute(
                    text(f"SELECT * FROM {table.name} ORDER BY id")
                ).mappings()
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in NOT_JOURNALLED
        }


class RandomDeeds:
    """Does what a user might do, in an order that `seed` determines."""

    def __init__(self, store: Store, folder: Path, seed: int) -> None:
        self._random = Random(seed)
        self._desk, self._people = Desk(store, CATALOGUE), PersonDeeds(store, CATALOGUE)
        self._importing, self._folder = Importing(store, CATALOGUE), folder
        self._members: list[int] = []
        self._units: list[int] = []
        self._records: list[tuple[str, int]] = []
        self._count = 0
        self._enter_unit()
        self._enter_member()

    def do_something(self) -> None:
        """One deed, or none where the office refuses it."""
        deeds: list[Callable[[], None]] = [
            self._enter_unit,
            self._enter_member,
            self._enter_benefit,
            self._enter_benefit,
            self._enter_activity,
            self._enter_agreement,
            self._change,
            self._change,
            self._void,
            self._restore,
            self._change_many,
            self._begin_many,
            self._void_many,
            self._restore_many,
            self._move,
            self._leave,
            self._join,
            self._merge,
            self._bring_in,
        ]
        self._count += 1
        self._random.choice(deeds)()

    def _save(self, key: str, values: dict[str, Any], lines: list[dict[str, Any]]) -> int:
        draft = self._desk.blank(key)
        draft.values |= values
        draft.lines = lines
        saved = self._desk.save(key, draft, None).id
        self._records.append((key, saved))
        return saved

    def _day(self) -> date:
        return date(2016, 1, 1) + timedelta(days=self._random.randrange(900))

    def _enter_unit(self) -> None:
        parent = self._random.choice([None, *self._units])
        values = {"name": f"Tổ {self._count}.{len(self._units)}", "parent": parent}
        self._units.append(self._save("units", values, []))

    def _enter_member(self) -> None:
        values = {
            "full_name": f"Lê Văn Thứ {self._count}",
            "joined_on": PartialDate(2015),
            "unit": self._random.choice([None, *self._units]),
        }
        self._members.append(self._save("members", values, []))

    def _enter_benefit(self) -> None:
        values = {
            "person": self._random.choice(self._members),
            "given_on": self._day(),
            "kind": "tet_gift",
            "fund": "employer",
            "amount": Decimal("500000.50"),
        }
        self._save("benefits", values, [])

    def _enter_activity(self) -> None:
        self._save(
            "activities",
            {"held_on": self._day(), "title": f"Hội thao {self._count}", "kind": "sport"},
            self._lines(),
        )

    def _lines(self) -> list[dict[str, Any]]:
        number = self._random.randint(0, min(4, len(self._members)))
        people = self._random.sample(self._members, number)
        return [{"person": who, "attended": self._random.random() < 0.5} for who in people]

    def _enter_agreement(self) -> None:
        units = self._random.sample(self._units, self._random.randint(0, len(self._units)))
        self._save("agreements", {"number": f"{self._count}/TƯ", "units": tuple(units)}, [])

    def _change(self) -> None:
        key, record = self._random.choice(self._records)
        draft = self._desk.draft(key, record)
        draft.values["notes"] = f"Ghi chú {self._count}"
        if key == "agreements":
            draft.values["units"] = (self._random.choice(self._units),)
        if key == "activities":
            draft.lines = draft.lines[1:] + [
                line
                for line in self._lines()
                if line["person"] not in {standing["person"] for standing in draft.lines}
            ]
        self._desk.save(key, draft, record)

    def _void(self) -> None:
        self._desk.void(*self._random.choice(self._records), "Nhập nhầm")

    def _restore(self) -> None:
        self._desk.restore(*self._random.choice(self._records))

    def _many(self) -> tuple[str, list[int]]:
        """Some or all records of one register, as somebody might mark them."""
        key = self._random.choice(self._records)[0]
        found = sorted({record for register, record in self._records if register == key})
        return key, self._random.sample(found, self._random.randint(1, len(found)))

    def _change_many(self) -> None:
        self._desk.change_all(*self._many(), "notes", f"Ghi chú {self._count}")

    def _begin_many(self) -> None:
        people = self._random.sample(self._members, self._random.randint(1, len(self._members)))
        unit = self._random.choice(self._units)
        self._desk.begin_all("members", people, "unit", unit, self._day())

    def _void_many(self) -> None:
        self._desk.void_all(*self._many(), "Nhập nhầm")

    def _restore_many(self) -> None:
        self._desk.restore_all(*self._many())

    def _move(self) -> None:
        who, unit = self._random.choice(self._members), self._random.choice(self._units)
        self._people.move(who, unit, self._day())

    def _leave(self) -> None:
        self._people.leave(self._random.choice(self._members), self._day(), "retired")

    def _join(self) -> None:
        self._people.join(self._random.choice(self._members), self._day())

    def _merge(self) -> None:
        self._people.merge(*self._random.choices(self._members, k=2))

    def _bring_in(self) -> None:
        file = self._folder / f"{self._count}.csv"
        rows = [f"Trần Thị Mới {self._random.randrange(9)},05/03/1985,Tổ {self._count}"]
        header = "Họ và tên,Ngày sinh,Đơn vị"
        file.write_text("\n".join([header, *rows]), encoding="utf-8-sig")
        found = read_file(file, CATALOGUE.list_shape("members"), TODAY)
        self._importing.bring_in("members", found.lists)


@pytest.mark.parametrize("seed", [1, 2])
def test_undoing_every_deed_leaves_all_tables_as_they_were(
    any_store: Store, tmp_path: Path, seed: int
) -> None:
    deeds = RandomDeeds(any_store, tmp_path, seed)
    desk = Desk(any_store, CATALOGUE)
    states = [contents(any_store)]
    for _ in range(45):
        last = desk.last_deed()
        try:
            deeds.do_something()
        except UserError:
            assert contents(any_store) == states[-1]
        if desk.last_deed() != last:
            states.append(contents(any_store))
    assert len(states) > 20
    while len(states) > 1:
        states.pop()
        deed = desk.last_deed()
        assert deed is not None
        desk.undo(deed.id)
        assert contents(any_store) == states[-1], deed.what


def test_a_form_that_was_open_while_a_deed_was_undone_is_refused(any_store: Store) -> None:
    desk = Desk(any_store, CATALOGUE)
    unit = desk.save("units", Draft({"name": "Tổ 1"}), None).id
    changed = desk.draft("units", unit)
    changed.values["name"] = "Tổ 2"
    deed = desk.save("units", changed, unit).deed_id
    standing = desk.draft("units", unit)
    desk.undo(deed)
    with pytest.raises(UserError, match="Somebody else has changed"):
        desk.save("units", standing, unit)
    assert desk.draft("units", unit).values["name"] == "Tổ 1"


def test_a_change_outside_a_deed_is_refused(any_store: Store) -> None:
    person = a_member()
    add(any_store, person)
    with pytest.raises(RuntimeError, match="outside a deed"):
        _write_outside_a_deed(any_store, person.id)
    assert contents(any_store)["benefits"] == []


def _write_outside_a_deed(store: Store, person_id: int) -> None:
    with store.remembering() as session:
        session.add(Benefit(person_id=person_id, kind="gift", fund="employer"))
        session.commit()


def test_a_deed_that_fails_half_way_leaves_nothing(any_store: Store) -> None:
    before = contents(any_store)
    with pytest.raises(ZeroDivisionError):
        _fail_half_way(any_store)
    assert contents(any_store) == before


def _fail_half_way(store: Store) -> None:
    with store.writing("Half a deed") as session:
        session.add(a_member())
        session.flush()
        raise ZeroDivisionError


def test_ids_of_what_was_undone_are_never_given_again(any_store: Store) -> None:
    desk = Desk(any_store, CATALOGUE)
    first = desk.save("units", Draft({"name": "Tổ 1"}), None)
    desk.undo(first.deed_id)
    assert desk.save("units", Draft({"name": "Tổ 2"}), None).id > first.id
