"""Several lists on one sheet: below each other with headers of their own, or side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spreadsheets.lists import a_workbook, read, records

Row = tuple[Any, ...]
FIRST = "I. Danh sách thăm hỏi đoàn viên ốm đau ngày 14/01/2024 (Nguồn: Quỹ xã hội công đoàn)"
SECOND = "II. DANH SÁCH TRỢ CẤP KHÓ KHĂN ngày 02/05/2024 (Nguồn: Công ty hỗ trợ)"


def _told(folder: Path, rows: list[Row]) -> list[tuple[Any, ...]]:
    """Who is in each list, and what stands above it."""
    return [
        (
            [row[0] for row in records(each, "full_name")],
            str(each.told["given_on"].value),
            each.told["kind"].value,
            each.told["fund"].value,
        )
        for each in read(a_workbook(folder, rows), "benefits").lists
    ]


def test_each_list_has_its_own_columns_and_its_own_title(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("TỔNG HỢP CHĂM LO ĐOÀN VIÊN NĂM 2024",),
        (FIRST,),
        ("TT", "Họ tên", "Đơn vị", "Mức chi"),
        (1, "Trần Thị Bình", "Xưởng Cắt", 500000),
        (2, "Lê Văn Tư", "Xưởng Cắt", 500000),
        (None, "Cộng", None, 1000000),
        (),
        (SECOND,),
        ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số tiền"),
        (1, "Võ Hữu Huy", "30/11/1986", "089086465646", 1000000),
        (None, "Cộng", None, None, 1000000),
    ]

    assert _told(tmp_path, rows) == [
        (["Trần Thị Bình", "Lê Văn Tư"], "2024-01-14", "visit_sickness", "social_fund"),
        (["Võ Hữu Huy"], "2024-05-02", "hardship", "employer"),
    ]


def test_a_header_repeated_below_a_second_title_keeps_the_day_of_the_first(tmp_path: Path) -> None:
    header: Row = ("STT", "Họ và tên", "Số tiền")
    rows: list[Row] = [
        (FIRST,),
        header,
        (1, "Trần Thị Bình", 500000),
        (2, "Lê Văn Tư", 500000),
        (SECOND,),
        header,
        (1, "Võ Hữu Huy", 1000000),
    ]

    (found,) = read(a_workbook(tmp_path, rows), "benefits").lists

    assert str(found.told["given_on"].value) == "2024-01-14"
    assert [str(day) for day in found.grouped["given_on"]] == ["None", "None", "2024-05-02"]


def test_a_title_over_two_lists_side_by_side_is_that_of_both(tmp_path: Path) -> None:
    header: Row = ("STT", "Họ và tên", "Đơn vị", "Số tiền")
    rows: list[Row] = [
        ("DANH SÁCH NHẬN QUÀ TẾT NĂM 2024",),
        ("Ngày phát: 22/01/2024 - Nguồn: Kinh phí công đoàn",),
        (*header, *header),
        (1, "Kiên Minh Đoàn", "Kho", 200000, 3, "Võ Hữu Huy", "Kho", 300000),
        (2, "Danh Quà", "Kho", 200000, 4, "Lê Văn Tư", "Kho", 300000),
    ]

    found = read(a_workbook(tmp_path, rows), "benefits").lists

    assert [records(each, "full_name", "amount") for each in found] == [
        [("Kiên Minh Đoàn", "200000"), ("Danh Quà", "200000")],
        [("Võ Hữu Huy", "300000"), ("Lê Văn Tư", "300000")],
    ]
    assert [(each.told["kind"].value, each.told["fund"].value) for each in found] == [
        ("tet_gift", "union_budget")
    ] * 2
