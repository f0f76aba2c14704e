"""Lists that are written, and the refused rows that go back to whoever sent them."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import UserError
from unionoffice.registerkit.columns import Kind
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.spreadsheets.mapping import mapping_of, read_mapping
from unionoffice.spreadsheets.writing import WrittenColumn, WrittenList, write_list, write_rejects

from .lists import a_workbook, read_one, records

COLUMNS = (
    WrittenColumn("Họ và tên", Kind.NAME),
    WrittenColumn("Ngày sinh", Kind.PARTIAL_DAY),
    WrittenColumn("Số CCCD", Kind.IDENTITY_NUMBER),
    WrittenColumn("Ngày vào công đoàn", Kind.DAY),
    WrittenColumn("Ghi chú", Kind.LONG_TEXT),
)
ROWS: list[tuple[Any, ...]] = [
    ("Lê Văn An", PartialDate(1985, 3, 5), "089085000001", date(2010, 1, 2), "=1+1"),
    ("Lê Thị Bé", PartialDate(1986), "001186000001", None, "@cmd"),
]


def test_what_was_written_is_read_back_the_same(tmp_path: Path) -> None:
    for name in ("list.xlsx", "list.csv"):
        path = tmp_path / name
        write_list(path, WrittenList("Đoàn viên", COLUMNS, ROWS), "vi")
        found = read_one(path)
        assert records(found, "full_name", "birth_date", "identity_number", "joined_on") == [
            ("Lê Văn An", "1985-03-05", "089085000001", "2010-01-02"),
            ("Lê Thị Bé", "1986", "001186000001", None),
        ]
        assert records(found, "notes") == [("=1+1",), ("@cmd",)]


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    write_list(tmp_path / "list.xlsx", WrittenList("", COLUMNS, ROWS))
    write_list(tmp_path / "list.csv", WrittenList("", COLUMNS, ROWS))

    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet["E2"].data_type == "s"
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row[4] for row in csv.reader(stream)][1:] == ["'=1+1", "'@cmd"]


def test_amounts_and_days_are_real_ones_in_a_workbook(tmp_path: Path) -> None:
    columns = (WrittenColumn("Số tiền", Kind.MONEY), WrittenColumn("Ngày", Kind.DAY))
    write_list(
        tmp_path / "list.xlsx", WrittenList("", columns, [(Decimal(5000), date(2017, 1, 2))])
    )

    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet["A2"].value == 5000
    assert sheet["B2"].is_date
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.freeze_panes == "A2"


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Choose \.xlsx or \.csv"):
        write_list(tmp_path / "list.doc", WrittenList("", COLUMNS, ROWS))


def test_refused_rows_go_back_in_their_own_columns_and_can_be_read_again(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["TT", "Họ, tên", "Ngày sinh", "Số CCCD", "Vào CĐ"],
            [1, "Lê Văn An", "05/03/1985", 89085000001, date(2010, 1, 2)],
            [2, "Lê Thị Bé", "31/02/1986", 89186000001, date(2010, 1, 3)],
        ],
    )
    found = read_one(path)
    rejects = tmp_path / "rejects.xlsx"

    write_rejects(rejects, [found])

    sheet = openpyxl.load_workbook(rejects).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["TT", "Họ, tên", "Ngày sinh", "Số CCCD", "Vào CĐ", "Reason for refusal"]
    assert rows[1][1] == "Lê Thị Bé"
    assert rows[1][5] == "31/02/1986: There is no such day."
    assert read_one(rejects).refused_rows == [2]


def test_a_mapping_from_a_file_reads_the_list_as_the_window_would(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, [["Họ và tên", "Ngày", "?"], ["Lê Văn An", "05/03/1985", "k"]])
    file = tmp_path / "map.toml"
    columns = '"Họ và tên" = "full_name"\n"Ngày" = "birth_date"\n"?" = "notes"\n'
    file.write_text(f"[columns]\n{columns}", encoding="utf-8")
    found = read_one(path, mapping={"Ngày": "birth_date", "?": "notes"})

    mapping = read_mapping(file, CATALOGUE.list_shape("members"))

    assert mapping.columns == mapping_of(found, "members").columns
    assert read_one(path, mapping=mapping.columns).values == found.values


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a=" + b"[" * 100_000, b"a=" + b"9" * 5_000, b"[columns"]
)
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"map\.toml"):
        read_mapping(path, CATALOGUE.list_shape("members"))


def test_a_mapping_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[columns]\n"Ngày" = "birthday"\n', encoding="utf-8")
    with pytest.raises(UserError, match="birthday"):
        read_mapping(path, CATALOGUE.list_shape("members"))
