"""Odd files of lists, brought in by the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.command_line import Run


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    office = tmp_path / "office.uoffice"
    assert run("new", office, "--level", "primary", "--code", "T1", "--name", "May").status == 0
    return office


def test_a_quotation_mark_left_open_swallows_no_rows(run: Run, empty: Path, tmp_path: Path) -> None:
    rows = "".join(f'{n};Lê Thị {n * "A"};1980;"\n' for n in range(2, 20))
    file = tmp_path / "list.csv"
    file.write_text(f"STT;Họ tên;Năm sinh;Ghi chú\n1;Lê Một;1980;nghỉ\n{rows}", "utf-8")

    assert run("import", empty, "members", file, "--json").json["files"][0]["created"] == 19
    assert {each["notes"] for each in _members(run, empty)} == {"nghỉ"}


def test_numbers_kept_as_formulas_in_a_text_file(run: Run, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text('STT,Họ tên,CCCD\n1,Lê Một,="089085000001"\n', "utf-8")

    assert run("import", empty, "members", file).status == 0
    assert _members(run, empty)[0]["identity_number"] == "089085000001"


@pytest.mark.parametrize(
    "mapping", ['"Cột lạ" = "full_name"', '[columns]\n"Cột lạ" = "full_name"', 'full_name="Cột lạ"']
)
def test_a_mapping_may_be_written_by_hand(
    run: Run, empty: Path, tmp_path: Path, mapping: str
) -> None:
    file, told_by = tmp_path / "list.csv", tmp_path / "map.toml"
    file.write_text("Số gì,Cột lạ,Năm sinh\n1,Lê Một,1980\n", "utf-8")
    told_by.write_text(mapping, "utf-8")

    assert run("import", empty, "members", file, "--map", told_by).status == 0
    assert _members(run, empty)[0]["full_name"] == "Lê Một"


def _members(run: Run, office: Path) -> list[dict[str, Any]]:
    members: list[dict[str, Any]] = run("list", office, "members", "--format", "json").json
    return members


def test_two_lists_beside_each_other_are_both_read(run: Run, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "STT;Họ tên;Năm sinh;;STT;Họ tên;Năm sinh\n1;Lê Một;1980;;3;Lê Ba;1983\n"
        "2;Lê Hai;1981;;4;Lê Tư;1984\n;;;;5;Lê Năm;1985\n",
        "utf-8",
    )
    assert run("import", empty, "members", file).status == 0
    assert {(each["full_name"], each["birth_date"]) for each in _members(run, empty)} == {
        ("Lê Một", "1980"), ("Lê Hai", "1981"), ("Lê Ba", "1983"), ("Lê Tư", "1984"),
        ("Lê Năm", "1985"),
    }  # fmt: skip


def test_refused_rows_keep_the_unit_that_stood_above_the_list(run: Run, tmp_path: Path) -> None:
    office, file, rejects = (tmp_path / name for name in ("a.uoffice", "list.csv", "rejects.xlsx"))
    assert run("new", office, "--level", "primary", "--code", "T1", "--name", "May").status == 0
    file.write_text("Tổ công đoàn: Tổ 9;;\nSTT;Họ tên;Ngày sinh\n1;Lê An;31/02/1980\n", "utf-8")

    assert run("import", office, "members", file, "--rejects", rejects).status == 3

    book = openpyxl.load_workbook(rejects)
    assert [row[3] for row in book.active.iter_rows(values_only=True)] == ["Unit", "Tổ 9"]
