"""What lists of offices that nobody had met before taught about days, ticks, titles and marks."""

from __future__ import annotations

from typing import Any

import pytest
from spreadsheets.lists import understood

from unionoffice.spreadsheets.names import are_names_as_kept, behind_name, read_name

BENEFITS = ("STT", "Họ và tên", "Ngày chi", "Nội dung", "Nguồn", "Số tiền")


@pytest.mark.parametrize("day", ["31/02/2024", "ngày 30 tháng 2 năm 2024", "2024-02-30", "30.02.2024"])
def test_a_day_that_no_month_has_refuses_its_row_alone(day: str) -> None:
    rows: list[tuple[Any, ...]] = [
        BENEFITS,
        (1, "Trần Thị Bình", day, "Ốm đau", "Quỹ xã hội công đoàn", 500000),
        (2, "Lê Văn Tư", "29/02/2024", "Ốm đau", "Quỹ xã hội công đoàn", 500000),
    ]

    found = understood(rows, "benefits")

    assert [(note.row, note.field) for note in found.refusals] == [(2, "given_on")]
    assert found.numbers == [3]


@pytest.mark.parametrize("mark", ["-", "", "+"])
def test_rows_without_numbers_below_a_column_for_them_are_not_signatures(mark: str) -> None:
    of_money: list[tuple[Any, ...]] = [
        ("STT", "Họ và tên", "Bộ phận", "Số tiền"),
        (mark, "Trần Thị Bình", "Phòng Hành chính", 900000),
        (mark, "Lê Văn Tư", "Phòng Hành chính", 350000),
    ]
    of_people = [row[:3] for row in of_money]

    assert understood(of_money, "benefits").rows == 2
    assert understood(of_people, "members").rows == 2


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("BS.CKI Võ Trọng Phúc", "Võ Trọng Phúc"),
        ("ThS.BS Võ Trọng Phúc", "Võ Trọng Phúc"),
        ("PGS.TS. Võ Trọng Phúc", "Võ Trọng Phúc"),
        ("BS CK II Võ Trọng Phúc", "Võ Trọng Phúc"),
        ("CN. Tôn Thị Thanh Châu", "Tôn Thị Thanh Châu"),
        ("KTV Mạc Ngọc Ánh", "Mạc Ngọc Ánh"),
        ("THS. MẠC NGỌC ÁNH", "Mạc Ngọc Ánh"),
        ("Bs Mạc Ngọc Ánh", "Mạc Ngọc Ánh"),
        ("Kỹ sư Mạc Ngọc Ánh", "Mạc Ngọc Ánh"),
        ("Thầy Mạc Ngọc Ánh", "Mạc Ngọc Ánh"),
        ("Đ/c BS. Mạc Ngọc Ánh", "Mạc Ngọc Ánh"),
        ("Tôn Thị Châu - Tổ trưởng", "Tôn Thị Châu"),
        ("Y Sĩ Niê", "Y Sĩ Niê"),
        ("Ts Châu", "Ts Châu"),
        ("Anna Smith - Jones", "Anna Smith - Jones"),
    ],
)
def test_degrees_callings_and_offices_are_no_part_of_a_name(cell: str, name: str) -> None:
    assert read_name(cell, "full_name").value == name
    assert name == cell or not are_names_as_kept([cell])


def test_what_stands_behind_a_dash_is_kept() -> None:
    assert behind_name("Tôn Thị Châu - Tổ trưởng").remark == "Tổ trưởng"
