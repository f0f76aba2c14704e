"""Bodies entered by hand, by a list and by their cards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spreadsheets.lists import a_workbook
from support.command_line import Run

from unionoffice.core.errors import InvalidRecordError
from unionoffice.core.periods import Period
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.bodies import read_bodies
from unionoffice.services.body_tree import Tree
from unionoffice.services.desk import Desk
from unionoffice.services.office import Office, OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.store.store import Store

HEADS = ("STT", "Mã đơn vị", "Tên công đoàn", "Cấp", "Mã cấp trên", "Ngày thành lập")
DAY = date(2026, 12, 31)


def a_body(desk: Desk, code: str, above: str = "", level: str = "primary", **more: object) -> int:
    draft = desk.blank("bodies")
    names = {"code": code, "name": f"Công đoàn {code}", "level": level}
    draft.values |= names | {"parent_code": above or None} | more
    return desk.save("bodies", draft, None).id


def tree(store: Store) -> Tree:
    with store.reading() as session:
        return read_bodies(session).on(DAY)


def codes_below(store: Store, code: str = "") -> list[str]:
    found = tree(store)
    top = next((body.id for body in found.bodies.values() if body.code == code), found.root.id)
    return [body.code for body in found.below(top)]


@pytest.fixture
def federation(any_store: Store) -> Store:
    Office(any_store).change(OwnOrganisation("AG", "LĐLĐ tỉnh An Giang", "province"))
    return any_store


@pytest.fixture
def desk(federation: Store) -> Desk:
    return Desk(federation, CATALOGUE)


def test_bodies_stand_below_one_another_at_any_level(federation: Store, desk: Desk) -> None:
    a_body(desk, "H1", level="district")
    a_body(desk, "C1", "H1")
    a_body(desk, "C2", "H1")
    a_body(desk, "C3", "AG")
    assert codes_below(federation) == ["AG", "C3", "H1", "C1", "C2"]


def test_a_body_that_gets_another_code_takes_those_below_it_along(
    federation: Store, desk: Desk
) -> None:
    body = a_body(desk, "H1", level="district")
    a_body(desk, "C1", "H1")
    draft = desk.draft("bodies", body)
    draft.values["code"] = "LX"
    saved = desk.save("bodies", draft, body)
    assert codes_below(federation, "LX") == ["LX", "C1"]
    desk.undo(saved.deed_id)
    assert codes_below(federation, "H1") == ["H1", "C1"]


def test_no_body_stands_below_itself(desk: Desk) -> None:
    first = a_body(desk, "H1", level="district")
    second = a_body(desk, "C1", "H1")
    assert first != second
    draft = desk.draft("bodies", first)
    draft.values["parent_code"] = "C1"
    with pytest.raises(InvalidRecordError):
        desk.save("bodies", draft, first)


def test_a_voided_body_leaves_its_code_to_another_and_comes_back_only_if_it_is_free(
    federation: Store, desk: Desk
) -> None:
    mistaken = a_body(desk, "C1")
    desk.void("bodies", mistaken, "Nhập nhầm")
    right = a_body(desk, "C1")
    assert codes_below(federation) == ["AG", "C1"]
    with pytest.raises(InvalidRecordError):
        desk.restore("bodies", mistaken)
    desk.void("bodies", right, "Nhập nhầm")
    desk.restore("bodies", mistaken)
    assert codes_below(federation) == ["AG", "C1"]


def test_eight_hundred_bodies_come_in_by_one_list_in_any_order(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "tinh.uoffice"
    assert run("new", office, "--level", "province", "--code", "AG", "--name", "Tỉnh").status == 0
    primaries = [
        (n, f"C{n:03}", f"CĐCS Công ty số {n}", "", f"H{n % 30:02}", date(2010, 1, 1))
        for n in range(770)
    ]
    districts = [
        (n, f"H{n:02}", f"LĐLĐ huyện số {n}", "Cấp trên trực tiếp cơ sở", "", "") for n in range(30)
    ]
    path = a_workbook(tmp_path, [HEADS, *primaries, *districts])

    counts = run("import", office, "bodies", path, "--json").json["files"][0]
    again = run("import", office, "bodies", path, "--json").json["files"][0]

    assert (counts["created"], counts["refused"]) == (800, 0)
    assert again["unchanged"] == 800
    returns = ("returns", office, "vn-member-benefit", "--from", "2026-01-01", "--to", "2026-12-31")
    state = run(*returns, "--json").json
    assert state["expected"] == 30
    assert [each["code"] for each in state["missing"]] == [f"H{n:02}" for n in range(30)]


def test_a_list_never_changes_this_office_itself(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "tinh.uoffice"
    run("new", office, "--level", "province", "--code", "AG", "--name", "Tỉnh An Giang")
    path = a_workbook(
        tmp_path, [HEADS, (1, "AG", "Tên khác", "", "", ""), (2, "C1", "Một", "", "", "")]
    )
    answer = run("import", office, "bodies", path, "--json")
    assert answer.json["files"][0]["refused"] == 1
    assert "this office itself" in answer.json["refusals"][0]["why"]


def test_the_register_shows_the_bodies_without_this_office(desk: Desk) -> None:
    a_body(desk, "C1")
    assert desk.totals("bodies", Query()).records == 1
    assert desk.totals("bodies", Query(find="cong doan")).records == 1


def test_a_body_founded_after_the_period_is_not_expected(federation: Store, desk: Desk) -> None:
    a_body(desk, "C1", founded_on=date(2027, 1, 1))
    a_body(desk, "C2", dissolved_on=date(2027, 1, 1))
    with federation.reading() as session:
        expected = read_bodies(session).expected(Period.year(2026))
    assert [body.code for body in expected] == ["C2"]
