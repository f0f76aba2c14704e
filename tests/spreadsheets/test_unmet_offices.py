"""What lists of offices that nobody had met before taught about days, ticks, titles and marks."""

from __future__ import annotations

from typing import Any

import pytest
from spreadsheets.lists import understood

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
