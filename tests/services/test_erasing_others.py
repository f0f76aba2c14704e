"""Erasing one person, or showing what is held on one, leaves everybody else out of it."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import select
from support.records import a_benefit, a_member, a_person, a_unit, add

from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Organisation, Setting, Unit
from unionoffice.registers.papers.model import Paper
from unionoffice.registers.people.model import Person
from unionoffice.services.desk import Desk
from unionoffice.services.erasing import Erasing
from unionoffice.services.held_data import HeldData
from unionoffice.services.journal_proof import prove
from unionoffice.services.person_deeds import PersonDeeds
from unionoffice.services.safety import Safety
from unionoffice.store.store import Store

AN, ANH = "Nguyễn Văn An", "Nguyễn Văn Anh"


def person_of(store: Store, person_id: int) -> Person:
    with store.reading() as session:
        return session.get_one(Person, person_id)


def notes_of(store: Store, benefit_id: int) -> str | None:
    with store.reading() as session:
        return session.get_one(Benefit, benefit_id).notes


def test_a_longer_name_that_begins_alike_stays(any_store: Store) -> None:
    an, anh = add(any_store, a_person(AN), a_person(ANH))
    helped = a_benefit(a_member("Lê Tám"), notes=f"Cùng {ANH} đến thăm")
    (benefit_id,) = add(any_store, helped)
    Erasing(any_store).erase(an)
    kept = person_of(any_store, anh)
    assert (kept.full_name, kept.name_folded, kept.search_text) == (
        ANH,
        "nguyen van anh",
        "nguyen van anh",
    )
    assert notes_of(any_store, benefit_id) == f"Cùng {ANH} đến thăm"
    history = Desk(any_store, CATALOGUE).history("workers", anh)
    assert ANH in {change.after for entry in history for change in entry.changes}
    assert prove(any_store).state.is_unbroken


def test_a_name_within_somebody_elses_is_left_in_texts_and_pointed_out(store: Store) -> None:
    erased, _other = add(store, a_person("Trần Văn Minh"), a_person("Trần Văn Minh Tâm"))
    (benefit_id,) = add(store, a_benefit(a_member("Lê Tám"), notes="Nhờ Trần Văn Minh Tâm"))
    told = Erasing(store).erase(erased)
    assert notes_of(store, benefit_id) == "Nhờ Trần Văn Minh Tâm"
    assert [(each.table, each.record_id) for each in told.mentions] == [("benefits", benefit_id)]


def test_a_name_in_capitals_or_without_accents_goes_as_well(any_store: Store) -> None:
    (an,) = add(any_store, a_person(AN))
    said = "NGUYỄN VĂN AN, Nguyen Van An (NGUYEN VAN AN)"
    (benefit_id,) = add(any_store, a_benefit(a_member("Lê Tám"), notes=said))
    Erasing(any_store).erase(an)
    assert notes_of(any_store, benefit_id) == "…, … (…)"


def test_a_phone_that_two_share_stays_with_the_other(store: Store) -> None:
    erased, kept = add(
        store, a_person(AN, phone="0912345678"), a_person("Lê Thị Bình", phone="0912345678")
    )
    Erasing(store).erase(erased)
    assert person_of(store, kept).phone == "0912345678"
    assert "0912345678" in person_of(store, kept).search_text


def test_codes_names_of_bodies_and_settings_are_no_words_about_a_person(store: Store) -> None:
    member = a_member("Nguyễn Văn Trỗi", left="2020-01-01")
    member.memberships[0].card_number = "123456"
    (person_id,) = add(store, member)
    school = Organisation(code="123456", name="Trường Nguyễn Văn Trỗi", level="primary")
    (school_id,) = add(store, school)
    (unit_id,) = add(store, a_unit("Tổ Nguyễn Văn Trỗi"))
    with store.remembering() as session:
        session.add(Setting(key="page", value='{"width": 123456, "find": ["123456"]}'))
    told = Erasing(store).erase(person_id)
    with store.reading() as session:
        kept = session.get_one(Organisation, school_id)
        assert (kept.code, kept.name) == ("123456", "Trường Nguyễn Văn Trỗi")
        assert session.get_one(Unit, unit_id).name == "Tổ Nguyễn Văn Trỗi"
        assert json.loads(session.get_one(Setting, "page").value) == {
            "width": 123456,
            "find": ["…"],
        }
    assert {(each.table, each.record_id) for each in told.mentions} == {
        ("organisations", school_id),
        ("units", unit_id),
    }


def a_benefit_of_the_wrong_person(store: Store, folder: Path) -> tuple[int, int, int]:
    """Entered for An, corrected to Bình, with a paper of hers."""
    an, binh = add(store, a_person(AN), a_person("Lê Thị Bình"))
    desk = Desk(store, CATALOGUE)
    with store.reading() as session:
        given = a_benefit(session.get_one(Person, an), notes="Thăm tại nhà")
    (benefit_id,) = add(store, given)
    draft = desk.draft("benefits", benefit_id)
    draft.values["person"] = binh
    desk.save("benefits", draft, benefit_id)
    draft = desk.draft("benefits", benefit_id)
    draft.values["decision"] = "15/QĐ"
    desk.save("benefits", draft, benefit_id)
    paper = folder / "don.pdf"
    paper.write_bytes(b"%PDF-1.7 an application")
    desk.add_papers("benefits", benefit_id, [paper])
    return an, binh, benefit_id


def test_what_was_entered_for_the_wrong_person_stays_the_right_ones(
    any_store: Store, tmp_path: Path
) -> None:
    an, _binh, benefit_id = a_benefit_of_the_wrong_person(any_store, tmp_path)
    erased = Erasing(any_store).erase(an)
    assert notes_of(any_store, benefit_id) == "Thăm tại nhà"
    assert erased.papers == 0
    with any_store.reading() as session:
        assert session.scalar(select(Paper.record_id)) == benefit_id
    entries = Desk(any_store, CATALOGUE).history("benefits", benefit_id)
    changes = [(each.label, each.after) for entry in entries for each in entry.changes]
    assert ("Decision", "15/QĐ") in changes
    assert ("Notes", "Thăm tại nhà") not in changes  # said while it was thought to be An's
    assert prove(any_store).state.is_unbroken


def test_nobody_is_shown_what_is_held_on_another(any_store: Store, tmp_path: Path) -> None:
    an, binh, _benefit_id = a_benefit_of_the_wrong_person(any_store, tmp_path)
    held = HeldData(any_store, CATALOGUE)
    told_an = "\n".join(f"{each.part} {each.field} {each.value}" for each in held.of(an).lines)
    assert "Bình" not in told_an
    assert "Thăm" not in told_an
    assert "don.pdf" not in told_an
    assert told_an.count("Record changed") == 1  # that it was taken from An, and nothing after
    assert any(each.value == "Thăm tại nhà" for each in held.of(binh).lines)


def test_records_merged_one_into_the_other_are_all_erased(store: Store) -> None:
    first, second, kept = add(
        store, a_person("Lê Bình", address="Kênh Vĩnh Tế"), a_person("Lê T. Bình"), a_person(AN)
    )
    people = PersonDeeds(store, CATALOGUE)
    people.merge(second, first)
    people.merge(kept, second)
    Erasing(store).erase(kept)
    for each in (first, second, kept):
        person = person_of(store, each)
        assert (person.full_name, person.address) == (f"Erased person #{each}", None)


def test_copies_in_the_second_place_are_told(store: Store, tmp_path: Path) -> None:
    (person_id,) = add(store, a_person(AN))
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "other.uoffice").write_bytes(b"no office at all")
    copy = Safety(store).choose_second_place(stick)
    told = Erasing(store).erase(person_id).still_held
    assert [each.goes_on for each in told if each.path == copy] == [None]
    assert len(told) == 2  # the backup and its copy
    copy.unlink()
    (stick / "other.uoffice").unlink()
    stick.rmdir()
    assert stick in [each.path for each in Erasing(store).still_held()]  # nobody can look there
