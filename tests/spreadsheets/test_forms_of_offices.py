"""What forms that offices use teach: children of members, circumstances, absence, grades."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from spreadsheets.lists import fields, records, understood
from spreadsheets.test_odd_lists import Office

Row = tuple[Any, ...]
GIFT = "DANH SÁCH CON CNVCLĐ NHẬN QUÀ QUỐC TẾ THIẾU NHI 01/6/2024"
SOURCE = "Nguồn: Quỹ xã hội công đoàn"
BINH, CHAU = "Trần Thị Bình", "Lê Hoàng Châu"


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("Họ và tên các cháu", "Họ tên cha (mẹ)"),
        ("Họ tên học sinh", "Con đ/c (họ tên CBCNV)"),
        ("Họ và tên", "Con đ/c"),
        ("Họ và tên", "Con của đoàn viên"),
        ("Họ tên trẻ", "Cha/mẹ là CNVCLĐ"),
        ("Họ và tên con", "Phụ huynh"),
    ],
)
def test_the_member_of_a_list_of_children_is_the_parent(child: str, parent: str) -> None:
    rows: list[Row] = [
        (GIFT,),
        (SOURCE,),
        ("STT", child, "Năm sinh", parent, "Quà (hiện vật)"),
        (1, "Trần Gia Huy", 2015, BINH, "Cặp sách"),
        (2, "Lê Minh Khang", 2016, CHAU, "Tập, viết"),
    ]

    found = understood(rows, "benefits")

    assert records(found, "full_name", "beneficiary_name", "goods") == [
        (BINH, "Trần Gia Huy", "Cặp sách"),
        (CHAU, "Lê Minh Khang", "Tập, viết"),
    ]
    assert "birth_date" not in found.values
    assert found.told["kind"].value == "children"


def test_a_gift_to_members_children_is_not_any_gift() -> None:
    rows: list[Row] = [
        ("DANH SÁCH TẶNG QUÀ CHO CON ĐOÀN VIÊN NHÂN NGÀY 1/6/2024",),
        ("STT", "Họ tên con", "Họ tên cha mẹ"),
        (1, "Trần Gia Huy", BINH),
    ]

    assert understood(rows, "benefits").told["kind"].value == "children"


def test_a_mothers_name_beside_a_members_own_is_not_the_member() -> None:
    header = ("STT", "Họ và tên đoàn viên", "Họ tên cha/mẹ mất", "Ngày viếng", "Số tiền")
    rows: list[Row] = [header, (1, BINH, "Lý Thị Sáu", "01/02/2024", 500000)]

    assert records(understood(rows, "benefits"), "full_name") == [(BINH,)]


@pytest.mark.parametrize("title", ["DANH SÁCH HỖ TRỢ TẾT NGUYÊN ĐÁN NĂM 2024", ""])
def test_why_somebody_was_helped_is_not_what_was_given(office: Office, title: str) -> None:
    rows: list[Row] = [
        (title,),
        (SOURCE,),
        ("STT", "Họ và tên", "Ngày", "Hoàn cảnh khó khăn", "Số tiền"),
        (1, BINH, "20/01/2024", "Mẹ bệnh nặng, nuôi 3 con", 500000),
        (2, CHAU, "20/01/2024", "Bản thân tai nạn", 500000),
    ]

    office.take("benefits", rows)

    kinds = {kind for (kind,) in office.records("benefits", "kind")}
    assert kinds == ({"tet_gift"} if title else {"hardship"})


def test_who_is_said_to_be_absent_in_any_column_did_not_come(office: Office) -> None:
    rows: list[Row] = [
        ("KẾT QUẢ KHÁM SỨC KHỎE NĂM 2024",),
        ("Ngày khám: 22/09/2024",),
        ("Đơn vị tổ chức: LĐLĐ tỉnh",),
        ("STT", "Họ và tên", "Loại", "Tư vấn"),
        (1, BINH, "II", "Tái khám"),
        (2, CHAU, None, "Vắng"),
    ]

    office.take("checkups", rows)

    assert office.attendance("checkups") == {BINH: True, CHAU: False}


def test_a_grade_is_not_the_title_of_a_course(office: Office) -> None:
    rows: list[Row] = [
        ("DANH SÁCH HỌC VIÊN",),
        ("Lớp: Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",),
        ("(Ngày 07/05/2024)",),
        ("STT", "Họ và tên", "Có mặt", "Xếp loại"),
        (1, BINH, "x", "Khá"),
        (2, CHAU, "x", "Giỏi"),
    ]

    office.take("training", rows)

    ((title, kind),) = office.records("training", "title", "kind")
    assert title.startswith("Học tập và làm theo")
    assert kind == "political"


def test_a_title_over_two_lines_does_not_end_with_its_beginning() -> None:
    rows: list[Row] = [
        ("DANH SÁCH ĐOÀN VIÊN, NGƯỜI LAO ĐỘNG THAM GIA",),
        ("GIẢI BÓNG CHUYỀN NỮ",),
        ("(Ngày 11/09/2024)",),
        ("STT", "Họ và tên"),
        (1, BINH),
    ]

    assert understood(rows, "activities").told["title"].value == "GIẢI BÓNG CHUYỀN NỮ"


def test_a_day_in_full_above_its_people_is_the_title_of_their_group() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Có mặt"),
        ("NGÀY 24 THÁNG 06 NĂM 2024",),
        (1, BINH, "x"),
        ("Ngày 25/6/2024",),
        (2, CHAU, "x"),
    ]

    days = understood(rows, "checkups").grouped["held_on"]

    assert [str(day) for day in days] == ["2024-06-24", "2024-06-25"]


def test_how_often_an_offer_was_used_counts() -> None:
    header = ("STT", "Họ và tên", "Đối tác", "Ngày sử dụng", "Số lần")

    found = understood([header, (1, BINH, "Co.opMart", "01/02/2024", 3)], "preferences")

    assert records(found, "uses") == [("3",)]


def test_accents_typed_apart_do_not_hide_millions() -> None:
    amount = unicodedata.normalize("NFD", "2,2 triệu")
    rows = [("Họ và tên", "Số tiền"), (BINH, amount)]

    assert records(understood(rows, "benefits"), "amount") == [("2200000",)]


def test_signatures_below_amounts_and_numbers_are_nobody() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Số CCCD", "Số tiền", "Ngày"),
        (1, BINH, "089190000002", 500000, "01/02/2024"),
        (2, CHAU, "089078000003", 500000, "01/02/2024"),
        (None, "Cộng", None, 1000000, None),
        (None, "Người lập", "Kế toán", "Chủ tịch CĐ", None),
        (),
        (None, "Lê Thị Biểu", "Phan Thị Toán", "Võ Văn Tịch", None),
    ]

    found = understood(rows, "benefits")

    assert (found.rows, found.refusals) == (2, [])


def test_numbers_of_columns_in_a_text_file_are_no_record() -> None:
    rows: list[Row] = [
        ("STT", "Ngày góp ý", "Tên văn bản góp ý", "Hình thức"),
        ("1", "2", "3", "4"),
        ("1", "01/02/2024", "Luật Bảo hiểm xã hội", "Bằng văn bản"),
    ]

    assert understood(rows, "policies").rows == 1


def test_a_russian_identity_card_is_one() -> None:
    header = ("№", "ФИО", "Удостоверение личности")

    assert "identity_number" in fields(understood([header, (1, BINH, "089190000002")])).values()


def test_a_header_that_says_whose_child_it_is_says_to_whom_it_was_given(office: Office) -> None:
    rows: list[Row] = [
        (GIFT,),
        (SOURCE,),
        ("STT", "Họ và tên", "Con đ/c", "Quà tặng"),
        (1, "Trần Gia Huy", BINH, "Cặp sách"),
    ]

    office.take("benefits", rows)

    assert office.records("benefits", "person", "beneficiary") == [(BINH, "child")]


def test_a_reward_is_an_amount() -> None:
    rows = [("STT", "Họ và tên", "Họ và tên con", "Mức thưởng (đồng)"), (1, BINH, "Huy", 300000)]

    assert records(understood(rows, "benefits"), "amount") == [("300000",)]
