"""Erasing a person: nothing tells who it was any more, and every figure stays."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from support.random_office import RandomOffice
from support.records import a_benefit, a_checkup, a_member, a_person, a_unit, add

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Setting
from unionoffice.registers.people.model import Person
from unionoffice.reports.figures import Figures
from unionoffice.reports.forms import open_form
from unionoffice.services.backup_keeper import BY_HAND, BackupKeeper
from unionoffice.services.desk import Desk
from unionoffice.services.erasing import Erasing
from unionoffice.services.journal_proof import prove
from unionoffice.services.person_deeds import PersonDeeds
from unionoffice.store.store import Store, open_store

PERIODS = [
    Period.year(2016),
    Period.year(2017),
    Period.parse("2016-02-29", "2016-02-29"),
    Period.parse("2010-01-01", "2026-12-31"),
]
NAME, NUMBER, PHONE = "Quách Thị Ngọc Yến", "089185007123", "0918273645"
TEXTS = (
    "Quách Thị Ngọc Yến",
    "quach thi ngoc yen",
    NUMBER,
    PHONE,
    "Kênh Vĩnh Tế",
    "yen@example.vn",
)
UNIQUE_PAPER = b"%PDF-1.7 Quach Thi Ngoc Yen " + bytes(range(200))


def all_figures(store: Store, units: list[int | None]) -> list[Any]:
    figures = Figures(store, CATALOGUE)
    form = open_form("vn-member-benefit", figures.known_indicators)
    return [figures.count(form, period, unit).rows for period in PERIODS for unit in units]


@pytest.mark.parametrize("seed", [1])
def test_every_figure_of_every_period_stays(any_store: Store, seed: int) -> None:
    office = RandomOffice(any_store, seed, people=60, records=300)
    people, erasing = PersonDeeds(any_store, CATALOGUE), Erasing(any_store)
    chosen = Random(seed).sample([each.id for each in office.people if not each.is_voided], 12)
    for person_id in chosen:
        try:
            people.leave(person_id, date(2026, 11, 1))
        except UserError:
            continue  # no member at present
    units: list[int | None] = [None, *(unit.id for unit in office.units[:4])]
    before = all_figures(any_store, units)
    erased = []
    for person_id in chosen:
        with contextlib.suppress(UserError):  # some are members still
            erased.append(erasing.erase(person_id))
    assert len(erased) > 6
    assert all_figures(any_store, units) == before
    assert prove(any_store).state.is_unbroken


def an_office_with_yen(store: Store, folder: Path) -> int:
    """A person in every corner: registers, lines, papers, notes of others, journal, settings."""
    unit = a_unit(leader=NAME)
    yen = a_member(
        NAME,
        left="2024-05-01",
        unit=unit,
        identity_number=NUMBER,
        phone=PHONE,
        email="yen@example.vn",
        address="12 Kênh Vĩnh Tế",
        birth_date=PartialDate.parse("1985-07-12"),
    )
    other = a_member("Lê Văn Tám")
    add(store, unit, yen, other)
    visit = a_benefit(yen, notes=f"Thăm {NAME} tại nhà")
    theirs = a_benefit(other, notes=f"Đi cùng chị {NAME}, {PHONE}")
    add(store, visit, theirs, a_checkup(yen, other))
    desk = Desk(store, CATALOGUE)
    paper = folder / f"Đơn của {NAME}.pdf"
    paper.write_bytes(UNIQUE_PAPER)
    desk.add_papers("benefits", visit.id, [paper])
    draft = desk.draft("members", yen.id)
    draft.values["address"] = "7 Kênh Vĩnh Tế"
    desk.save("members", draft, yen.id)
    with store.remembering() as session:
        session.add(Setting(key="search", value=f'"{NAME}"'))
    paper.unlink()
    return yen.id


def everything_in(store: Store) -> str:
    """Every cell of every table."""
    with store.reading() as session:
        names = session.scalars(
            text(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
                if store.dialect == "sqlite"
                else "SELECT table_name FROM information_schema.tables WHERE table_schema='public'"
            )
        ).all()
        return "\n".join(
            repr(tuple(row))
            for name in names
            for row in session.execute(text(f"SELECT * FROM {name}"))
        )


def test_no_table_tells_who_it_was(any_store: Store, tmp_path: Path) -> None:
    person_id = an_office_with_yen(any_store, tmp_path)
    held = everything_in(any_store)
    assert all(each in held for each in TEXTS)
    preview = Erasing(any_store).preview(person_id)
    assert preview.papers == 1
    erased = Erasing(any_store).erase(person_id)
    assert (erased.rows, erased.name) == (preview.rows, NAME)
    left = everything_in(any_store)
    assert [each for each in TEXTS if each in left] == []
    assert "Quach" not in left
    assert "1985" not in left
    assert "Lê Văn Tám" in left
    assert prove(any_store).is_sound


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_no_byte_in_the_folder_tells_who_it_was(
    store: Store, tmp_path: Path, encoding: str
) -> None:
    person_id = an_office_with_yen(store, tmp_path)
    Erasing(store).erase(person_id)
    store.close()
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert store.path in files
    needles = [each.encode(encoding) for each in (*TEXTS, "Quach Thi Ngoc Yen")]
    assert [
        (file.name, needle.decode(encoding))
        for file in files
        for needle in needles
        if needle in file.read_bytes()
    ] == []


def test_somebody_who_reads_meanwhile_keeps_nobody_from_erasing(
    store: Store, tmp_path: Path
) -> None:
    person_id = an_office_with_yen(store, tmp_path)
    assert store.path is not None
    reader = open_store(store.path, read_only=True)
    Erasing(store).erase(person_id)
    reader.close()
    assert NAME.encode() not in store.path.read_bytes()


def test_backups_that_hold_the_person_are_told_with_their_day(store: Store, tmp_path: Path) -> None:
    person_id = an_office_with_yen(store, tmp_path)
    assert store.path is not None
    made = BackupKeeper(store.path).make(BY_HAND)
    erased = Erasing(store).erase(person_id)
    assert [each.path for each in erased.still_held] == [made.path]
    assert erased.still_held[0].goes_on is not None


def test_an_erasure_and_what_was_before_it_cannot_be_undone(store: Store, tmp_path: Path) -> None:
    person_id = an_office_with_yen(store, tmp_path)
    desk = Desk(store, CATALOGUE)
    before = desk.last_deed()
    assert before is not None
    Erasing(store).erase(person_id)
    assert desk.last_deed() is None
    with pytest.raises(UserError, match="no longer be undone"):
        desk.undo(before.id)


def test_a_member_is_not_erased(store: Store) -> None:
    (person_id,) = add(store, a_member())
    with pytest.raises(UserError, match="still a member"):
        Erasing(store).erase(person_id)


def test_a_person_is_erased_once(store: Store) -> None:
    (person_id,) = add(store, a_person())
    Erasing(store).erase(person_id)
    with pytest.raises(UserError, match="erased already"):
        Erasing(store).erase(person_id)


def test_what_is_said_of_a_namesake_stays_and_is_pointed_out(store: Store) -> None:
    erased_id, _kept_id = add(store, a_person(NAME), a_person(NAME, identity_number=NUMBER))
    (benefit_id,) = add(store, a_benefit(a_member("Lê Tám"), notes=f"Con của {NAME}"))
    erased = Erasing(store).erase(erased_id)
    assert [(each.table, each.record_id) for each in erased.mentions] == [("benefits", benefit_id)]
    with store.reading() as session:
        assert session.get_one(Person, _kept_id).full_name == NAME


def test_records_merged_into_the_person_are_erased_with_it(store: Store) -> None:
    kept_id, other_id = add(store, a_person(NAME), a_person("Quách Thị N. Yến"))
    PersonDeeds(store, CATALOGUE).merge(kept_id, other_id)
    Erasing(store).erase(kept_id)
    assert "Quách" not in everything_in(store)
