"""The main job by the command line: a year's lists in, the appendix out, the package collected."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.command_line import Run

PERIOD = ("--from", "2017-01-01", "--to", "2017-12-31")
REGISTERS = (
    "members",
    "workers",
    "benefits",
    "checkups",
    "housing",
    "loans",
    "agreements",
    "negotiations",
    "dialogues",
    "policies",
    "preferences",
    "activities",
    "training",
)


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("year") / "office.uoffice"


@pytest.fixture
def office(_made: Path, run: Run, tmp_path: Path, data: Path) -> Path:
    """An office into which the lists of a year were brought, once, and of which this is a copy."""
    if not _made.exists():
        assert run("new", _made, "--level", "primary", "--code", "T1", "--name", "May").status == 0
        for register in (*REGISTERS, "activities-people"):
            file = data / "year-2017" / f"{register}.xlsx"
            answer = run("import", _made, register.removesuffix("-people"), file)
            assert answer.status == 0, answer.err
    return Path(shutil.copyfile(_made, tmp_path / "office.uoffice"))


def rows_of(file: Path) -> dict[str, dict[str, object]]:
    return {row["key"]: row for row in json.loads(file.read_text("utf-8"))["rows"]}


def test_the_year_gives_the_figures_counted_independently(
    run: Run, office: Path, tmp_path: Path, data: Path
) -> None:
    out = tmp_path / "report.json"

    assert run("report", office, "vn-member-benefit", *PERIOD, "--out", out).status == 0

    expected = json.loads((data / "year-2017" / "expected.json").read_text("utf-8"))["figures"]
    rows = rows_of(out)
    for key, figures in expected.items():
        assert {name: rows[key][name] for name in figures} == figures, key

    for key, figures in expected.items():
        traced = run("trace", office, "vn-member-benefit", key, *PERIOD, "--json").json
        people = {each["person_id"] for each in traced["evidence"] if each["person_id"]}
        members = {each["person_id"] for each in traced["evidence"] if each["member"]}
        if "total" in figures:
            heads = sum(each["head_total"] for each in traced["evidence"])
            assert len(people) + heads == figures["total"], key
        if "members" in figures:
            heads = sum(each["head_members"] for each in traced["evidence"])
            assert len(members) + heads == figures["members"], key
        if "result" in figures:
            assert sum(each["turns"] for each in traced["evidence"]) == figures["result"], key


def test_the_same_lists_twice_change_nothing(run: Run, office: Path, data: Path) -> None:
    for register in (*REGISTERS, "activities-people"):
        file = data / "year-2017" / f"{register}.xlsx"
        key = register.removesuffix("-people")
        (found,) = run("import", office, key, file, "--json").json["files"]
        assert found["unchanged"] == found["rows"] > 0, register


def test_an_export_of_every_register_comes_back_unchanged(
    run: Run, office: Path, tmp_path: Path
) -> None:
    for register in REGISTERS:
        for form in ("xlsx", "csv"):
            file = tmp_path / f"{register}.{form}"
            assert run("list", office, register, "--format", form, "--out", file).status == 0
            (found,) = run("import", office, register, file, "--json").json["files"]
            assert found["unchanged"] == found["rows"] > 0, (register, form, found)


def test_the_district_gets_the_same_figures(run: Run, office: Path, tmp_path: Path) -> None:
    district = tmp_path / "district.uoffice"
    own, consolidated = tmp_path / "own.json", tmp_path / "all.json"
    run("report", office, "vn-member-benefit", *PERIOD, "--out", own)
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("card", office, "--out", stick / "t1.ucard").status == 0
    sent = run("send", office, "vn-member-benefit", *PERIOD, "--out", stick / "t1.upack")
    assert sent.status == 0

    run("new", district, "--level", "district", "--code", "H1", "--name", "Huyện")
    (tmp_path / "nothing").mkdir()
    nothing = run("collect", district, tmp_path / "nothing")
    assert (nothing.status, "no package here" in nothing.err) == (0, True)
    unknown = run("collect", district, stick, "--json")
    assert (unknown.status, unknown.json["files"][0]["status"]) == (3, "refused")
    assert run("enrol", district, stick / "t1.ucard").status == 0
    assert run("collect", district, stick, "--json").json["files"][0]["status"] == "accepted"
    assert run("collect", district, stick, "--json").json["files"][0]["status"] == "already_held"

    run("report", district, "vn-member-benefit", *PERIOD, "--out", consolidated)
    assert rows_of(consolidated) == rows_of(own)
    told = json.loads(consolidated.read_text("utf-8"))
    assert told["sources"] == [{"organisation": "T1", "version": 1}]
    returns = run("returns", district, "vn-member-benefit", *PERIOD, "--json").json
    assert (returns["expected"], returns["received"], returns["missing"]) == (1, 1, [])


@pytest.mark.parametrize("name", ["02-office-layout.xlsx", "03-tcvn3.xls", "05-dirty.xlsx"])
def test_lists_as_they_come_give_the_people_that_are_on_them(
    run: Run, tmp_path: Path, data: Path, name: str
) -> None:
    office, file = tmp_path / "office.uoffice", data / "lists" / name
    expected = json.loads(file.with_suffix("").with_suffix(".expected.json").read_text("utf-8"))
    run("new", office, "--level", "primary", "--code", "T1", "--name", "May")

    brought = run("import", office, "members", file, "--json")

    (found,) = brought.json["files"]
    assert found["refused"] == len(brought.json["refusals"]) == expected["refused"]
    assert found["created"] == len(expected["people"])
    assert brought.status == (3 if expected["refused"] else 0)
    listed = run("list", office, "members", "--format", "json").json
    people = {person["identity_number"]: person for person in listed}
    for person in expected["people"]:
        kept = people[person["identity_number"]]
        for key, value in person.items():
            assert kept[key].casefold() == value.casefold(), (key, kept)
