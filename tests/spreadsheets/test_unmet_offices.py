"""What lists of offices that nobody had met before taught about days, ticks, titles and marks."""

from __future__ import annotations

from typing import Any

import pytest
from spreadsheets.lists import understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.spreadsheets.names import are_names_as_kept, behind_name, read_name

BENEFITS = ("STT", "Họ và tên", "Ngày chi", "Nội dung", "Nguồn", "Số tiền")


@pytest.mark.parametrize(
    "day", ["31/02/2024", "ngày 30 tháng 2 năm 2024", "2024-02-30", "30.02.2024"]
)
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


@pytest.mark.parametrize(
    ("line", "amount", "read"),
    [
        ("ĐVT: nghìn đồng", 500, "500000"),
        ("(Đơn vị tính: 1.000 đồng)", "1.500", "1500000"),
        ("Đơn vị: triệu đồng", "0,5", "500000"),
        ("Ед. изм.: тыс. тенге", 15, "15000"),
        ("金额单位：千元", 2, "2000"),
        ("Đơn vị tính: đồng", 500, "500"),
        ("Trao 500 triệu đồng", 500, "500"),
    ],
)
def test_a_line_above_says_what_amounts_are_counted_in(line: str, amount: Any, read: str) -> None:
    rows: list[tuple[Any, ...]] = [
        ("DANH SÁCH TRỢ CẤP KHÓ KHĂN, NGUỒN QUỸ XÃ HỘI CÔNG ĐOÀN",),
        ("", "", "", line),
        ("STT", "Họ và tên", "Ngày chi", "Số tiền"),
        (1, "Trần Thị Bình", "05/03/2024", amount),
    ]

    found = understood(rows, "benefits")

    assert [str(value) for value in found.values["amount"]] == [read]
    assert bool([n for n in found.warnings if n.field == "amount"]) == (read != "500")


def test_a_header_that_says_dong_is_not_counted_in_thousands() -> None:
    rows: list[tuple[Any, ...]] = [
        ("ĐVT: nghìn đồng",),
        ("STT", "Họ và tên", "Ngày chi", "Số tiền (đồng)"),
        (1, "Trần Thị Bình", "05/03/2024", 500),
    ]

    assert [str(value) for value in understood(rows, "benefits").values["amount"]] == ["500"]


def test_what_amounts_are_counted_in_is_no_part_of_a_header_of_two_rows() -> None:
    rows: list[tuple[Any, ...]] = [
        ("BẢNG KÊ CHI THĂM HỎI",),
        ("", "", "", "", "", "ĐVT: nghìn đồng"),
        ("TT", "Đối tượng", "", "Khoản chi", "", "Ngày"),
        ("", "Họ tên", "CCCD", "Lý do", "Số tiền", ""),
        (1, "Trần Thị Bình", "089190000002", "Thai sản", 500, "05/03/2024"),
    ]

    assert [str(value) for value in understood(rows, "benefits").values["amount"]] == ["500000"]


@pytest.mark.parametrize("dashed", [True, False])
def test_groups_tell_the_fund_the_kind_and_a_day_without_its_year(
    office: Office, dashed: bool
) -> None:
    rows: list[tuple[Any, ...]] = [
        ("BÁO CÁO CHI NĂM 2024",),
        ("STT", "Họ và tên", "Số CCCD", "Số tiền"),
        ("I", "Nguồn Quỹ xã hội công đoàn"),
        ("I.1" if dashed else 1, "Thăm ốm đau (ngày 11/3)"),
        ("-" if dashed else 1, "Trần Thị Bình", "089190000002", 900000),
        ("I.2" if dashed else 2, "Hiếu - ngày 05/04/2024"),
        ("-" if dashed else 1, "Lê Hoàng Châu", "089078000003", 350000),
        ("", "Cộng", "", 1250000),
        ("II", "Kinh phí công đoàn"),
        ("II.1" if dashed else 1, "Trợ cấp khó khăn (12/5)"),
        ("-" if dashed else 1, "Trần Thị Bình", "089190000002", 500000),
    ]

    outcome = office.take("benefits", rows)

    assert fates(outcome) == ["created"] * 3
    assert office.records("benefits", "given_on", "kind", "fund", "amount") == [
        ("2024-03-11", "visit_sickness", "social_fund", "900000"),
        ("2024-04-05", "visit_bereavement", "social_fund", "350000"),
        ("2024-05-12", "hardship", "union_budget", "500000"),
    ]


def test_a_unit_with_the_word_of_a_kind_tells_no_kind(office: Office) -> None:
    rows: list[tuple[Any, ...]] = [
        ("STT", "Họ và tên", "Số CCCD", "Ngày", "Nguồn", "Số tiền"),
        ("I", "Khoa Bệnh nghề nghiệp"),
        (1, "Trần Thị Bình", "089190000002", "05/04/2024", "Quỹ xã hội công đoàn", 900000),
    ]

    assert fates(office.take("benefits", rows)) == ["refused"]


@pytest.mark.parametrize("word", ["Vắng", "vắng mặt", "Không khám", "отсутствовал", "缺席"])
def test_who_is_absent_where_the_class_would_stand_was_not_there(office: Office, word: str) -> None:
    rows: list[tuple[Any, ...]] = [
        ("KHÁM SỨC KHỎE DO LĐLĐ TỈNH TỔ CHỨC NGÀY 15/5/2024",),
        ("STT", "Họ và tên", "Số CCCD", "Kết quả phân loại"),
        (1, "Trần Thị Bình", "089190000002", "Loại II"),
        (2, "Lê Hoàng Châu", "089078000003", word),
    ]

    office.take("checkups", rows)

    assert office.attendance("checkups") == {"Trần Thị Bình": True, "Lê Hoàng Châu": False}


def test_what_stands_behind_the_name_of_a_participant_is_the_remark_on_them() -> None:
    rows: list[tuple[Any, ...]] = [
        ("DANH SÁCH THAM GIA HỘI THAO NGÀY 12/3/2024",),
        ("STT", "Họ và tên", "Đơn vị"),
        (1, "Trần Thị Bình (Đội trưởng)", "Văn phòng"),
        (2, "Lê Hoàng Châu", "Tổ Điện"),
    ]

    found = understood(rows, "activities")

    assert found.values["full_name"] == ["Trần Thị Bình", "Lê Hoàng Châu"]
    assert found.values["remark"] == ["Đội trưởng", None]


def test_a_doubtful_ong_names_nobody_by_the_name_alone(office: Office) -> None:
    people = [("STT", "Họ và tên", "Ngày sinh"), (1, "Văn Bảo", "01/02/1980")]
    office.take("members", people)
    rows: list[tuple[Any, ...]] = [
        ("STT", "Họ và tên", "Ngày sinh", "Ngày chi", "Nội dung", "Nguồn", "Số tiền"),
        (1, "Ông Văn Bảo", "", "05/04/2024", "Ốm đau", "Quỹ xã hội công đoàn", 900000),
        (2, "Trần Thị Bình", "", "05/04/2024", "Ốm đau", "Quỹ xã hội công đoàn", 900000),
    ]

    outcome = office.take("benefits", rows)

    assert fates(outcome) == ["refused", "created"]
    assert office.records("benefits", "amount") == [("900000",)]


@pytest.mark.parametrize(
    "carried", ["Trang trước chuyển sang", "Số trang trước mang sang", "Mang sang", "Chuyển sang"]
)
def test_what_a_page_carries_forward_is_no_record(carried: str) -> None:
    rows: list[tuple[Any, ...]] = [
        BENEFITS,
        (1, "Trần Thị Bình", "05/04/2024", "Ốm đau", "Quỹ xã hội công đoàn", 500000),
        ("", "Cộng trang", "", "", "", 500000),
        BENEFITS,
        ("", carried, "", "", "", 500000),
        (2, "Lê Văn Tư", "06/04/2024", "Ốm đau", "Quỹ xã hội công đoàn", 500000),
        ("", "Số dư cuối kỳ", "", "", "", 500000),
    ]

    found = understood(rows, "benefits")

    assert (found.numbers, found.refusals) == ([2, 6], [])


def test_notes_on_participants_are_no_notes_on_the_event(office: Office) -> None:
    rows: list[tuple[Any, ...]] = [
        ("DANH SÁCH THAM GIA HỘI THAO NGÀY 12/3/2024",),
        ("STT", "Họ và tên", "Đơn vị", "Ghi chú"),
        (1, "Trần Thị Bình", "Văn phòng", "Đội trưởng"),
        (2, "Lê Hoàng Châu", "Tổ Điện", "vắng"),
    ]

    found = understood(rows, "activities")
    office.take("activities", rows)

    assert found.values["remark"] == ["Đội trưởng", "vắng"]
    assert office.records("activities", "notes") == [(None,)]
    assert office.attendance("activities") == {"Trần Thị Bình": True, "Lê Hoàng Châu": False}


def test_a_column_is_for_the_first_thing_that_its_header_names() -> None:
    rows: list[tuple[Any, ...]] = [
        ("STT", "Họ và tên", "Số CCCD, ngày cấp, nơi cấp", "Họ tên, năm sinh của con"),
        (1, "Trần Thị Bình", "038199966984, cấp ngày 12/3/2021, Cục CS", "Lê An, 2015"),
    ]

    found = understood(rows, "members")

    assert found.values["identity_number"] == ["038199966984"]
    assert found.values["full_name"] == ["Trần Thị Bình"]
