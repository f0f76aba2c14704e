"""The first page: its figures, what needs attention, and the row kept for the next start."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from support.offices import PRIMARY
from support.records import (
    a_benefit,
    a_checkup,
    a_member,
    a_person,
    a_unit,
    add,
    an_agreement,
)

from unionoffice.core.dates import PartialDate
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.glance import SETTING, Glance, Need, from_text, to_text
from unionoffice.services.office import Office
from unionoffice.services.overview import Overview, a_year_before, month_ends
from unionoffice.services.views import Filter
from unionoffice.store.first_glance import read_first_glance
from unionoffice.store.store import Store, open_store

TODAY = date(2026, 6, 30)


def overview(store: Store, today: date = TODAY) -> Overview:
    return Overview(store, CATALOGUE, lambda: today)


def kinds(glance: Glance) -> list[str]:
    # What the office has done it has done now, and so after the day of these tests.
    return [need.kind for need in glance.needs if need.kind != "clock_behind"]


def test_new_office_is_empty_and_needs_nothing_yet(store: Store) -> None:
    glance = overview(store).count()
    assert glance.is_empty
    assert glance.needs == ()
    assert glance.office == "CĐCS Công ty May Sông Hậu"


def test_members_are_those_of_today_and_the_trend_those_of_a_year_ago(store: Store) -> None:
    add(
        store,
        a_member("A", joined="2015", sex="female"),
        a_member("B", joined="2025-12-01"),
        a_member("C", joined="2015", left="2026-06-30"),
        a_member("D", joined="2015", left="2026-07-01"),
        a_person("E"),
    )
    glance = overview(store).count()
    assert (glance.members, glance.members_a_year_ago) == (3, 3)
    assert (glance.women, glance.workers) == (1, 4)
    assert glance.members_by_month[-1] == 3
    assert len(glance.members_by_month) == 12


def test_voided_people_count_nowhere(store: Store) -> None:
    add(store, a_member("A", voided_at=datetime.now(UTC), void_reason="twice"))
    glance = overview(store).count()
    assert (glance.members, glance.people) == (0, 0)


def test_what_was_done_for_people_who_are_void_counts_nowhere_as_in_the_appendix(
    store: Store,
) -> None:
    void = a_member("A", voided_at=datetime.now(UTC), void_reason="twice")
    hang = a_member("Hằng")
    add(store, *(a_benefit(each, date(2026, 3, 1)) for each in (void, hang)))
    add(store, a_benefit(void, date(2025, 3, 1)), a_checkup(void, hang))
    glance = overview(store).count()
    assert (glance.benefit_turns, glance.benefit_people) == (1, 1)
    assert glance.benefit_amount == Decimal(500_000)
    assert [(each.turns, each.people) for each in glance.benefit_kinds] == [(1, 1)]
    assert sum(each.turns for each in glance.benefit_months) == 1
    assert glance.benefit_turns_last_year == 0
    assert glance.checked_members == 1


def test_benefits_of_the_year_so_far_by_kind_and_by_month(store: Store) -> None:
    hang = a_member("Hằng")
    add(
        store,
        a_benefit(hang, date(2026, 1, 5)),
        a_benefit(hang, date(2026, 6, 30)),
        a_benefit(a_member("Lan"), date(2026, 6, 1), kind="tet_gift", amount=None),
        a_benefit(hang, date(2026, 2, 1), status="rejected"),
        a_benefit(hang, date(2025, 6, 30)),
        a_benefit(hang, date(2025, 7, 1)),
    )
    glance = overview(store).count()
    assert (glance.benefit_turns, glance.benefit_people) == (3, 2)
    assert glance.benefit_amount == Decimal(1_000_000)
    assert glance.benefit_turns_last_year == 1
    assert [(each.kind, each.turns, each.people) for each in glance.benefit_kinds] == [
        ("visit_sickness", 2, 1),
        ("tet_gift", 1, 1),
    ]
    assert [each.turns for each in glance.benefit_months] == [1, 0, 0, 0, 0, 2]


def test_checkups_cover_members_who_attended(store: Store) -> None:
    hang, lan = a_member("Hằng"), a_member("Lan")
    add(store, hang, lan, a_checkup(hang, a_person("Không")), a_checkup(lan, attended=False))
    assert overview(store).count().checked_members == 1


def test_what_is_missing_leads_to_its_records(store: Store) -> None:
    add(
        store,
        a_member("A", unit=a_unit(), birth_date=PartialDate(1985), identity_number="089085001234"),
        a_member("B"),
    )
    needs = {need.kind: need for need in overview(store).count().needs}
    assert needs["no_birth_date"].count == 1
    assert needs["no_unit"].filters == (Filter("unit", "empty"),)
    assert needs["no_identity_number"].register == "members"


def test_two_records_that_may_be_one_person_are_noticed(store: Store) -> None:
    born = PartialDate(1985, 3, 21)
    first, *_rest = add(
        store, a_member("Đào Ánh", birth_date=born), a_person("Đào Ánh", birth_date=born)
    )
    need = next(need for need in overview(store).count().needs if need.kind == "duplicates")
    assert (need.count, need.person_id) == (1, first)


def test_namesakes_with_two_identity_numbers_are_two_people(store: Store) -> None:
    born = PartialDate(1985, 3, 21)
    add(
        store,
        a_member("Đào Ánh", birth_date=born, identity_number="089085001234"),
        a_member("Đào Ánh", birth_date=born, identity_number="089085001235"),
    )
    assert "duplicates" not in kinds(overview(store).count())


@pytest.mark.parametrize(
    ("ends", "is_named"),
    [(date(2026, 6, 29), False), (date(2026, 6, 30), True), (date(2026, 9, 29), False)],
)
def test_agreement_that_ends_within_ninety_days_is_named(
    store: Store, ends: date, is_named: bool
) -> None:
    add(store, a_member("A"), an_agreement(effective_to=ends))
    assert ("agreements_ending" in kinds(overview(store).count())) is is_named


def test_missing_backup_comes_first(store: Store) -> None:
    add(store, a_member("A"))
    assert kinds(overview(store).count())[0] == "no_backup"
    overview(store, date(2026, 6, 1)).note_backup()
    assert kinds(overview(store).count())[0] == "old_backup"
    overview(store).note_backup()
    assert not {"no_backup", "old_backup"} & set(kinds(overview(store).count()))


def test_an_office_on_a_server_is_told_of_no_backup_of_its_own(postgresql_office_url: str) -> None:
    store = open_store(postgresql_office_url)
    Office(store).found(PRIMARY)
    add(store, a_member("A"))
    needs = overview(store).count().needs
    assert needs
    assert "backups" not in {need.page for need in needs}
    store.close()


def test_glance_survives_being_kept_as_text(store: Store) -> None:
    hang = a_member("Hằng")
    add(store, hang, a_benefit(hang), an_agreement(effective_to=date(2026, 7, 1)))
    glance = overview(store).refresh()
    assert from_text(to_text(glance)) == glance
    assert overview(store).kept() == glance
    shown = [each.key for each in CATALOGUE if not each.is_for_collectors]
    assert [shelf.key for shelf in glance.shelves] == shown


def test_glance_of_a_former_program_is_still_shown(store: Store) -> None:
    glance = overview(store).refresh()
    kept = json.loads(to_text(glance))
    del kept["summed"]
    assert from_text(json.dumps(kept)) == glance


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"counted_on": "x"}', "\x00"])
def test_glance_of_another_program_is_forgotten(text: str) -> None:
    assert from_text(text) is None


def test_kept_glance_is_no_deed(store: Store) -> None:
    with store.reading() as session:
        before = session.connection().exec_driver_sql("SELECT count(*) FROM deeds").scalar()
    overview(store).refresh()
    with store.reading() as session:
        after = session.connection().exec_driver_sql("SELECT count(*) FROM deeds").scalar()
    assert before == after


def test_first_glance_is_read_without_sqlalchemy(store: Store) -> None:
    glance = overview(store).refresh()
    name, kept = read_first_glance(store.path, SETTING)
    assert name == glance.office
    assert from_text(kept) == glance
    program = (
        "import sys; import unionoffice.store.first_glance, unionoffice.services.glance; "
        "print([name for name in sys.modules if name.split('.')[0] in ('sqlalchemy', 'alembic')])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert said.stdout.strip() == "[]", said.stderr


def test_first_glance_of_no_office_says_nothing(tmp_path: Path) -> None:
    assert read_first_glance(tmp_path / "none.uoffice", SETTING) == ("", "")
    (tmp_path / "other.uoffice").write_bytes(b"no database")
    assert read_first_glance(tmp_path / "other.uoffice", SETTING) == ("", "")


def test_days_around_a_leap_year() -> None:
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert month_ends(date(2024, 3, 31))[-2:] == [date(2024, 2, 29), date(2024, 3, 31)]


def test_what_presses_most_stands_first(store: Store) -> None:
    more = (Need("a", 1, "info"), Need("b", 1, "warn"), Need("c", 1, "bad"))
    counted = Overview(store, CATALOGUE, lambda: TODAY, lambda _today: more).count()
    assert [need.kind for need in counted.needs if need in more] == ["c", "b", "a"]
