"""What a person may ask of the office, by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from support.command_line import Run
from support.records import a_benefit, a_checkup, a_member, add

from unionoffice.store.store import Store

NAME = "Quách Thị Ngọc Yến"


@pytest.fixture
def office(store: Store) -> Path:
    yen = a_member(NAME, left="2010-05-01", identity_number="089185007123")
    add(store, yen, a_member("Lê Văn Tám"), a_benefit(yen, goods="Một giỏ quà"), a_checkup(yen))
    store.close()
    assert store.path is not None
    return store.path


def test_everything_held_on_a_person_is_written_as_one_document(
    office: Path, run: Run, tmp_path: Path
) -> None:
    book, paper = tmp_path / "held.xlsx", tmp_path / "held.pdf"
    assert run("held", office, 1, "--out", book).status == 0
    assert run("held", office, 1, "--out", paper, "--lang", "vi").status == 0
    cells = {
        str(cell) for row in load_workbook(book).active.iter_rows(values_only=True) for cell in row
    }
    assert {NAME, "089185007123", "Một giỏ quà", "Khám năm"} <= cells
    assert "Lê Văn Tám" not in cells
    printed = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "089185007123" in printed
    assert "Một giỏ quà" in printed


def test_nothing_is_erased_unless_one_says_yes(office: Path, run: Run) -> None:
    before = office.read_bytes()
    said = run("erase", office, 1)
    assert "To be erased: " in said.out
    assert "cannot be undone" in said.err
    assert office.read_bytes() == before
    assert run("erase", office, 1, "--yes").status == 0
    assert NAME.encode() not in office.read_bytes()
    assert run("check", office).status == 0
    again = run("erase", office, 1, "--yes")
    assert (again.status, "erased already" in again.err) == (1, True)


def test_former_members_are_due_by_the_rule_in_force(office: Path, run: Run) -> None:
    said = run("retention", office)
    assert said.out.splitlines() == [f"1\t01/05/2010\t{NAME}"]
    assert run("retention", office, "--yes").status == 0
    assert run("retention", office).out == ""
