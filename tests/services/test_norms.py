"""Rules of the field: the one in force on a day judges, whoever handed it out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.desk_office import DeskOffice
from support.mutations import broken
from support.records import a_checkup, a_member, add

from unionoffice.core.errors import InvalidRecordError, RefusedFileError
from unionoffice.registerkit.norms import NORMS, Norms, bundled_packs, parse_pack
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.people.model import Employment
from unionoffice.services.norms import HANDED_OUT, NormService, norms_of
from unionoffice.services.office import write_setting
from unionoffice.services.overview import Overview
from unionoffice.services.views import Draft
from unionoffice.store.store import Store

BUNDLED = Norms(("program", pack) for pack in bundled_packs())
PACK = """
id = "h1"
version = 1
name.vi = "Quy định của LĐLĐ"
[[value]]
key = "dialogue.every_months"
value = 6
from = 2026-01-01
document = "QĐ 1/QĐ-LĐLĐ"
"""


@pytest.mark.parametrize(
    ("key", "day", "expected"),
    [
        ("dialogue.every_months", date(2020, 12, 31), 3),
        ("dialogue.every_months", date(2021, 1, 1), 12),
        ("dues.rate_percent", date(2025, 6, 30), 1),
        ("dues.rate_percent", date(2025, 7, 1), Decimal("0.5")),
        ("base_salary", date(2026, 1, 1), None),
    ],
)
def test_rule_of_the_day_is_in_force(key: str, day: date, expected: object) -> None:
    assert BUNDLED.number(key, day) == expected


def test_every_bundled_value_but_proposals_names_its_document() -> None:
    values = [value for pack in bundled_packs() for value in pack.values]
    assert {value.key for value in values} <= NORMS.keys()
    assert all(value.document for value in values if value.first is not None and not value.last)


def test_pack_of_the_federation_takes_the_place_of_the_programs_rule_from_its_day() -> None:
    pack = parse_pack(PACK.encode(), "h1.toml")
    norms = Norms([("federation", pack), *(("program", each) for each in bundled_packs())])
    assert norms.number("dialogue.every_months", date(2025, 12, 31)) == 12
    assert norms.number("dialogue.every_months", date(2026, 1, 1)) == 6
    found = norms.in_force("dialogue.every_months", date(2026, 1, 1))
    assert found is not None
    assert found.origin == "federation"


def test_office_enters_what_nobody_has_said_and_forgets_it_again(store: Store) -> None:
    service = NormService(store)
    service.enter("base_salary", Decimal(2_340_000), date(2024, 7, 1), "NĐ 73/2024/NĐ-CP")
    (view,) = (each for each in service.views(date(2026, 1, 1)) if each.norm.key == "base_salary")
    assert view.in_force is not None
    assert (view.in_force.number, view.in_force.origin) == (Decimal(2_340_000), "office")
    service.withdraw("base_salary")
    with store.reading() as session:
        assert norms_of(session).number("base_salary", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("number", "document", "field"),
    [(-1, "x", "number"), (101, "x", "number"), (1, " ", "document")],
)
def test_value_that_cannot_be_is_refused(
    store: Store, number: int, document: str, field: str
) -> None:
    with pytest.raises(InvalidRecordError) as error:
        NormService(store).enter("dues.rate_percent", Decimal(number), None, document)
    assert error.value.problems[0].field == field


def test_agreement_is_judged_by_the_law_of_the_day_it_begins(store: Store) -> None:
    office = DeskOffice(store)

    def warnings(begin: date, end: date) -> list[str]:
        draft: Draft = office.desk.blank("agreements")
        draft.values |= {"effective_from": begin, "effective_to": end, "number": "1"}
        return [each.field for each in office.desk.save("agreements", draft, None).warnings]

    assert warnings(date(2022, 1, 1), date(2024, 12, 31)) == []
    assert warnings(date(2022, 1, 1), date(2026, 1, 1)) == ["effective_to"]
    assert warnings(date(2022, 1, 1), date(2022, 6, 1)) == ["effective_to"]
    assert warnings(date(2015, 1, 1), date(2019, 1, 1)) == []


def test_dialogue_is_due_as_often_as_the_rule_in_force_says(store: Store) -> None:
    office = DeskOffice(store)
    office.worker()
    office.save("dialogues", held_on=date(2026, 3, 1), kind="periodic")

    def needs() -> set[str]:
        overview = Overview(store, CATALOGUE, lambda: date(2026, 10, 1))
        return {need.kind for need in overview.count().needs}

    assert "no_dialogue" not in needs()
    with store.writing("test") as session:
        write_setting(session, f"{HANDED_OUT}h1", PACK)
    assert "no_dialogue" in needs()


def test_members_are_due_for_a_check_up_as_often_as_their_work_asks(store: Store) -> None:
    seen, hazardous, never = a_member("Đã khám"), a_member("Độc hại"), a_member("Chưa khám")
    hazardous.employments = [Employment(is_current=True, is_hazardous=True)]
    add(store, seen, hazardous, never)
    add(store, a_checkup(seen, hazardous, day=date(2026, 2, 1)))

    def due(today: date) -> int:
        needs = Overview(store, CATALOGUE, lambda: today).count().needs
        return next((need.count for need in needs if need.kind == "checkups_due"), 0)

    assert due(date(2026, 6, 1)) == 1
    assert due(date(2026, 9, 1)) == 2
    assert due(date(2027, 3, 1)) == 3


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("dialogue.every_months", "unknown.rule"),
        ("value = 6", "value = -6"),
        ("value = 6", "value = nan"),
        ("value = 6", "value = 1e400"),
        ("from = 2026-01-01", "from = 2026-01-01\nto = 2025-01-01"),
        ("version = 1", "version = 0"),
        ('id = "h1"', 'id = "../h1"'),
        ("QĐ 1", "QĐ\\u0000"),
    ],
)
def test_pack_that_cannot_be_right_is_refused(was: str, becomes: str) -> None:
    with pytest.raises(RefusedFileError):
        parse_pack(PACK.replace(was, becomes, 1).encode(), "h1.toml")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_pack_or_refused_with_a_sentence(content: bytes) -> None:
    _read_or_refuse(content)


@given(broken(PACK))
def test_any_broken_pack_is_refused_with_a_sentence_or_still_whole(content: bytes) -> None:
    _read_or_refuse(content)


def _read_or_refuse(content: bytes) -> None:
    said = ""
    try:
        said = parse_pack(content, "pack.toml").id
    except RefusedFileError as error:
        said = str(error)
    assert said
