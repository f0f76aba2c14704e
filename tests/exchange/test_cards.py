"""Identity cards: who is expected to hand in, and who cannot be."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange.levels import AnOffice, Levels, body
from sqlalchemy import func, select
from support.records import add

from unionoffice.core.errors import UserError
from unionoffice.registers.organisation.model import Organisation
from unionoffice.services.office import Office
from unionoffice.store.journal import Deed


def changed(card: Path, **values: Any) -> Path:
    content = json.loads(card.read_text(encoding="utf-8")) | values
    path = card.with_name(f"changed-{card.name}")
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def deeds_in(office: AnOffice) -> int:
    with office.store.reading() as session:
        return session.scalar(select(func.count(Deed.id))) or 0


def statuses(office: AnOffice, *cards: Path, anew: bool = False) -> list[str]:
    return [result.status for result in office.cards.enrol(cards, replace=anew)]


def test_enrolling_the_same_card_again_changes_nothing(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    assert statuses(district, primary.card()) == ["enrolled"]
    deeds = district.deeds.last_deed()
    assert statuses(district, primary.card()) == ["unchanged"]
    assert district.deeds.last_deed() == deeds
    assert [(entry.code, entry.level) for entry in district.cards.enrolled()] == [("T1", "primary")]


def test_a_new_name_is_taken_over(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    statuses(district, primary.card())
    Office(primary.store).change(body("T1", "primary"))
    (entry,) = district.cards.enrol([changed(primary.card(), name="Công đoàn mới")])
    assert (entry.status, entry.name) == ("updated", "Công đoàn mới")
    assert [entry.name for entry in district.cards.enrolled()] == ["Công đoàn mới"]


def test_offices_of_the_same_or_a_higher_level_are_refused(levels: Levels) -> None:
    district = levels.office("H1", "district")
    others = [levels.office("H2", "district"), levels.office("TINH", "province")]
    results = district.enrol(*others)
    assert [result.status for result in results] == ["refused", "refused"]
    assert "same or a higher level" in (results[0].why or "")


def test_the_own_card_and_code_are_refused(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    assert statuses(district, district.card(), changed(primary.card(), code="H1")) == [
        "refused",
        "refused",
    ]


def test_a_code_belongs_to_one_office_until_it_is_replaced(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    statuses(district, primary.card())
    other = changed(primary.card(), uid="01K" + "0" * 23)
    (entry,) = district.cards.enrol([other])
    assert entry.status == "refused"
    assert "T1" in (entry.why or "")
    assert statuses(district, other, anew=True) == ["updated"]
    assert len(district.cards.enrolled()) == 1


def test_one_bad_card_does_not_stop_the_others(levels: Levels, tmp_path: Path) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    bad = tmp_path / "bad.ucard"
    bad.write_bytes(b"{}")
    missing = tmp_path / "none.ucard"
    before = deeds_in(district)
    assert statuses(district, bad, missing) == ["refused", "refused"]
    assert deeds_in(district) == before  # nothing was done
    assert statuses(district, bad, missing, primary.card()) == ["refused", "refused", "enrolled"]


@pytest.mark.parametrize(
    "values",
    [
        {"format": 0},
        {"more": 1},
        {"uid": "short"},
        {"level": "galaxy"},
        {"code": ""},
        {"name": "a\u0000b"},
        {"name": "x" * 100_000},
        {"public_key": "none yet"},
        {"public_key": None},
        {"public_key": None, "fingerprint": None},
        {"public_key": b64encode(b"\4" + bytes(64)).decode()},  # a point of another curve
        {"public_key": b64encode(bytes(32)).decode()},
        {"fingerprint": "0000-0000-0000-0000-0000"},
    ],
)
def test_a_card_must_be_exact(levels: Levels, values: dict[str, Any]) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    assert statuses(district, changed(primary.card(), **values)) == ["refused"]


def test_a_card_of_a_newer_program_is_refused_with_a_sentence(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    (entry,) = district.cards.enrol([changed(primary.card(), format=4, more="…")])
    assert "newer UnionOffice" in (entry.why or "")


def test_a_primary_office_enrols_nobody(levels: Levels) -> None:
    primary, other = levels.office("T1"), levels.office("T2")
    with pytest.raises(UserError, match="below it"):
        primary.enrol(other)


def test_enrolling_can_be_undone(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    statuses(district, primary.card())
    district.undo()
    assert district.cards.enrolled() == []


def test_a_card_takes_the_place_of_the_body_that_was_entered_by_hand(levels: Levels) -> None:
    province, primary = levels.office("TINH", "province"), levels.office("T1", parent="H1")
    add(
        province.store,
        Organisation(code="H2", name="LĐLĐ huyện", level="district"),
        Organisation(code="T1", name="Tên gõ tay", level="primary", parent_code="H2"),
    )
    assert [card.status for card in province.enrol(primary)] == ["updated"]
    assert [card.status for card in province.enrol(primary)] == ["unchanged"]
    (body,) = province.cards.enrolled()
    assert (body.code, body.name) == ("T1", "Công đoàn T1")
    assert [each.code for each in province.overview().missing] == ["T1"]
    with province.store.reading() as session:
        (moved,) = session.scalars(select(Organisation).where(Organisation.code == "T1"))
        assert moved.parent_code == "H2"


def test_a_body_of_another_tree_is_refused_until_it_is_entered_here(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    Office(primary.store).change(replace(body("T1", "primary"), parent_code="H2"))
    (entry,) = district.cards.enrol([primary.card()])
    assert entry.status == "refused"
    assert "belongs to H2" in (entry.why or "")
    assert not district.cards.enrolled()
    add(district.store, Organisation(code="T1", name="CĐCS", level="primary"))
    assert statuses(district, primary.card()) == ["updated"]


def test_a_body_comes_together_with_the_body_above_it(levels: Levels) -> None:
    province, district = levels.office("TINH", "province"), levels.office("H1", "district")
    primary = levels.office("T1")
    Office(primary.store).change(replace(body("T1", "primary"), parent_code="H1"))
    assert statuses(province, primary.card()) == ["refused"]
    assert statuses(province, primary.card(), district.card()) == ["enrolled", "enrolled"]
