"""Bodies by the command line: the tree of a day, reorganisations, reports by a structure."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from spreadsheets.lists import a_workbook
from support.command_line import Run

HEADS = ("Mã đơn vị", "Tên công đoàn", "Cấp", "Mã cấp trên")
PERIOD = ("--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    office = tmp_path / "tinh.uoffice"
    run("new", office, "--level", "province", "--code", "AG", "--name", "LĐLĐ tỉnh")
    rows = [
        ("H1", "LĐLĐ huyện Một", "Cấp trên trực tiếp cơ sở", ""),
        ("H2", "LĐLĐ huyện Hai", "Cấp trên trực tiếp cơ sở", ""),
        ("C1", "CĐCS Công ty Một", "", "H1"),
    ]
    assert run("import", office, "bodies", a_workbook(tmp_path, [HEADS, *rows])).status == 0
    return office


def test_the_tree_of_a_day(run: Run, office: Path) -> None:
    moved = run("bodies", "reorganise", office, "move", "C1", "--into", "H2", "--on", "2026-07-01")
    assert moved.status == 0
    assert "LĐLĐ tỉnh › LĐLĐ huyện Một → LĐLĐ tỉnh › LĐLĐ huyện Hai" in moved.out

    def parent(day: str) -> str | None:
        found = run("bodies", "list", office, "--on", day, "--under", "C1", "--json").json
        return str(found["bodies"][0]["parent"])

    assert (parent("2026-06-30"), parent("2026-07-01")) == ("H1", "H2")
    assert run("bodies", "list", office, "--on", "2026-06-30").out.splitlines()[:3] == [
        "AG  LĐLĐ tỉnh",
        "  H1  LĐLĐ huyện Một",
        "    C1  CĐCS Công ty Một",
    ]
    (event,) = run("bodies", "history", office, "C1", "--json").json
    assert (event["kind"], event["other"]) == ("moved", "LĐLĐ huyện Hai")


def test_a_dry_run_changes_nothing(run: Run, office: Path) -> None:
    before = run("bodies", "list", office).out
    made = ("--new", "C8=CĐCS Tám", "--new", "C9=CĐCS Chín")
    split = ("bodies", "reorganise", office, "split", "C1", *made, "--on", "2026-07-01")
    assert run(*split, "--dry-run").status == 0
    assert run("bodies", "list", office).out == before
    assert run(*split).status == 0
    assert "C9" in run("bodies", "list", office, "--on", "2026-07-01").out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("move", "C9", "--into", "H1"), "no body with the code C9"),
        (("move", "H1", "--into", "C1"), "cannot stand below itself"),
        (("merge", "C1", "--into", "C1"), "at least two"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    run: Run, office: Path, arguments: tuple[str, ...], why: str
) -> None:
    answer = run("bodies", "reorganise", office, *arguments, "--on", "2026-07-01")
    assert (answer.status, answer.out) == (1, "")
    assert why in answer.err


def test_a_report_by_a_structure_has_sub_totals(run: Run, office: Path, tmp_path: Path) -> None:
    book, paper = tmp_path / "report.xlsx", tmp_path / "report.pdf"
    asked = ("report", office, "vn-member-benefit", *PERIOD, "--structure", "2026-01-01")
    assert run(*asked, "--out", book, "--out", paper).status == 0
    assert len(load_workbook(book).sheetnames) == 2
    assert paper.stat().st_size > 0
    below = ("report", office, "vn-member-benefit", *PERIOD, "--body", "H1")
    assert run(*below, "--out", tmp_path / "h1.json").status == 0
    assert '"LĐLĐ huyện Một"' in (tmp_path / "h1.json").read_text(encoding="utf-8")
