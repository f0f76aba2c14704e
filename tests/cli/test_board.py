"""Deadlines, letters, a return given back and mended, and a check-up handed on, by commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command_line import Run

FORM = "vn-member-benefit"
PERIOD = ("--from", "2017-01-01", "--to", "2017-12-31")


@pytest.fixture
def offices(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """A district that has an empty return of T1 and none of T2; and the office of T1."""
    district = tmp_path / "H1.uoffice"
    run("new", district, "--level", "district", "--code", "H1", "--name", "LĐLĐ huyện")
    for code in ("T1", "T2"):
        office = tmp_path / f"{code}.uoffice"
        run("new", office, "--level", "primary", "--code", code, "--name", f"CĐCS {code}")
        run("card", office, "--out", tmp_path / f"{code}.ucard")
        run("enrol", district, tmp_path / f"{code}.ucard")
    first = tmp_path / "T1.uoffice"
    run("send", first, FORM, *PERIOD, "--out", tmp_path / "T1.upack")
    assert run("collect", district, tmp_path / "T1.upack").status == 0
    return district, first


def test_deadlines_are_set_shown_and_forgotten(run: Run, offices: tuple[Path, Path]) -> None:
    district, _primary = offices
    assert run("deadlines", district, FORM, "--days", 15).status == 0
    answer = run("deadlines", district, FORM, "--level", "primary", "--day", "01-20", "--json")
    assert answer.json == {
        "appendix": FORM,
        "own": True,
        "rules": [{"level": "primary", "month": 1, "day": 20}, {"days": 15}],
    }
    board = run("returns", district, FORM, *PERIOD, "--json").json["board"]
    assert [(each["state"], each["due"]) for each in board] == [
        ("warnings", "2018-01-20"),
        ("late", "2018-01-20"),
    ]
    assert run("deadlines", district, FORM).out.splitlines() == [
        "Primary organisation · Every period · 20/1, the one nearest to the end of the period",
        "Every level · Every period · 15 days after the end of the period",
    ]
    assert run("deadlines", district, FORM, "--day", "13-40").status == 1
    assert run("deadlines", district, FORM, "--as-the-form-says", "--json").json["own"] is False


def test_letters_are_written_to_who_is_late(
    run: Run, offices: tuple[Path, Path], tmp_path: Path
) -> None:
    district, _primary = offices
    assert run("deadlines", district, FORM, "--days", 15).status == 0
    folder = tmp_path / "letters"
    folder.mkdir()
    answer = run("remind", district, FORM, *PERIOD, "--out", folder, "--lang", "en")
    assert answer.status == 0, answer.err
    assert sorted(path.name for path in folder.iterdir()) == ["T2.docx", "T2.pdf"]


def test_a_return_goes_back_only_into_a_file_that_the_office_can_open(
    run: Run, offices: tuple[Path, Path], tmp_path: Path
) -> None:
    district, _primary = offices
    answer = run("give-back", district, FORM, "T1", *PERIOD, "--out", tmp_path / "t1.txt")
    assert (answer.status, "Let it end in .ureturn" in answer.err) == (1, True)
    board = run("returns", district, FORM, *PERIOD, "--json").json["board"]
    assert board[0]["state"] == "warnings"


def test_a_primary_is_told_how_the_card_of_the_body_above_is_taken_in(
    run: Run, offices: tuple[Path, Path], tmp_path: Path
) -> None:
    district, primary = offices
    card = tmp_path / "H1.ucard"
    run("card", district, "--out", card)
    answer = run("enrol", primary, card)
    assert (answer.status, "--upper" in answer.err) == (1, True)
    assert run("enrol", primary, card, "--upper").status == 0


def test_a_return_goes_back_and_comes_again(
    run: Run, offices: tuple[Path, Path], tmp_path: Path, data: Path
) -> None:
    district, primary = offices
    file = tmp_path / "T1.ureturn"
    answer = run(
        "give-back", district, FORM, "T1", *PERIOD, "--out", file, "--reply-by", "2099-01-31"
    )
    assert answer.status == 0, answer.err
    board = run("returns", district, FORM, *PERIOD, "--json").json["board"]
    assert (board[0]["state"], board[0]["reply_by"]) == ("returned", "2099-01-31")
    opened = run("open", primary, file, "--json").json["files"][0]
    assert (opened["status"], opened["answered"]) == ("taken", False)
    assert [remark["says"] for remark in opened["remarks"]] == ["All figures are 0."]
    run("import", primary, "members", data / "year-2017" / "members.xlsx")
    run("import", primary, "policies", data / "year-2017" / "policies.xlsx")
    again = tmp_path / "again.upack"
    assert run("send", primary, FORM, *PERIOD, "--out", again).status == 0
    collected = run("collect", district, again, "--json").json["files"][0]
    assert (collected["status"], collected["version"]) == ("accepted", 2)
    board = run("returns", district, FORM, *PERIOD, "--json").json["board"]
    assert (board[0]["state"], board[0]["version"]) == ("valid", 2)


def test_a_check_up_is_handed_on(
    run: Run, offices: tuple[Path, Path], tmp_path: Path, data: Path
) -> None:
    _district, primary = offices
    run("import", primary, "members", data / "year-2017" / "members.xlsx")
    assert run("import", primary, "checkups", data / "year-2017" / "checkups.xlsx").status in (0, 3)
    first = run("campaigns", primary).out.split()[0]
    file = tmp_path / "kham.ucampaign"
    assert run("campaigns", primary, "--id", first, "--out", file).status == 0
    other = tmp_path / "T2.uoffice"
    assert run("open", other, file).status == 0
    assert len(run("campaigns", other).out.splitlines()) == 1


def test_a_file_of_another_kind_is_refused_with_a_sentence(
    run: Run, offices: tuple[Path, Path], tmp_path: Path
) -> None:
    stray = tmp_path / "stray.txt"
    stray.write_text("x")
    answer = run("open", offices[1], stray)
    assert (answer.status, "no file from above" in answer.out) == (1, True)


@pytest.mark.parametrize(
    ("named", "figure"), [("charity", "members"), ("charity:total", "total"), ("policy", "result")]
)
def test_the_figure_of_a_row_that_is_asked_about_can_be_named(
    run: Run, offices: tuple[Path, Path], tmp_path: Path, named: str, figure: str
) -> None:
    district, _primary = offices
    file = tmp_path / "T1.ureturn"
    given = run(
        "give-back", district, FORM, "T1", *PERIOD, "--row", named, "Vì sao?", "--out", file
    )
    assert given.status == 0, given.err
    (remark,) = json.loads(json.loads(file.read_text(encoding="utf-8"))["content"])["remarks"]
    assert (remark["row"], remark["figure"]) == (named.split(":")[0], figure)


def test_a_figure_that_the_row_does_not_have_is_not_asked_about(
    run: Run, offices: tuple[Path, Path], tmp_path: Path
) -> None:
    file = tmp_path / "T1.ureturn"
    asked = ("--row", "policy:members", "?", "--out", file)
    answer = run("give-back", offices[0], FORM, "T1", *PERIOD, *asked)
    assert answer.status == 1
    assert "Row “policy” has no figure “members”. Its figures: result." in answer.err
    assert not file.exists()


def test_what_is_not_there_is_not_given_back(
    run: Run, offices: tuple[Path, Path], tmp_path: Path
) -> None:
    district, _primary = offices
    file = tmp_path / "back.ureturn"
    row = run("give-back", district, FORM, "T1", *PERIOD, "--row", "nix", "?", "--out", file)
    assert (row.status, "no row “nix”" in row.err) == (1, True)
    stranger = run("give-back", district, FORM, "T9", *PERIOD, "--out", file)
    assert (stranger.status, "T9 has not handed in" in stranger.err) == (1, True)
    assert not file.exists()
    board = run("returns", district, FORM, *PERIOD, "--json").json["board"]
    assert {each["state"] for each in board} == {"warnings", "missing"}
