"""Columns that come again for each event of a row, and columns that are taken for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spreadsheets.lists import a_workbook, fields, read_one, records, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.registers.catalogue import CATALOGUE

Row = tuple[Any, ...]
BINH, CHAU = "Trần Thị Bình", "Lê Hoàng Châu"
SOURCE: Row = ("Nguồn: Kinh phí công đoàn",)


def test_every_time_that_somebody_was_helped_is_a_benefit(tmp_path: Path) -> None:
    rows: list[Row] = [
        SOURCE,
        ("STT", "Họ và tên", "Lần 1", None, None, "Lần 2", None, None),
        (None, None, "Ngày chi", "Lý do", "Số tiền", "Ngày chi", "Lý do", "Số tiền"),
        (1, BINH, "01/02/2024", "Ốm đau", 500000, "05/06/2024", "Đám cưới", 300000),
        (2, CHAU, "02/02/2024", "Chuyện lạ", 500000, None, None, None),
    ]
    merged = {"C2:E2": "Lần 1", "F2:H2": "Lần 2"}

    found = read_one(a_workbook(tmp_path, rows, merged=merged), "benefits")

    assert records(found, "full_name", "given_on", "kind", "amount") == [
        (BINH, "2024-02-01", "visit_sickness", "500000"),
        (BINH, "2024-06-05", "wedding", "300000"),
        (CHAU, "2024-02-02", None, "500000"),
    ]
    assert found.unknown == {"kind": {2: "Chuyện lạ"}}


def test_two_check_ups_beside_each_other(office: Office, tmp_path: Path) -> None:
    rows: list[Row] = [
        ("Đơn vị tổ chức: Công đoàn cơ sở",),
        ("STT", "Họ và tên", "Đợt 1", None, "Đợt 2", None),
        (None, None, "Có mặt", "Xếp loại", "Có mặt", "Xếp loại"),
        (1, BINH, "x", "II", "x", "III"),
        (2, CHAU, "Vắng", None, "x", "I"),
    ]
    merged = {"C2:D2": "Đợt 1 (12/03/2024)", "E2:F2": "Đợt 2 (05/09/2024)"}
    found = read_one(a_workbook(tmp_path, rows, merged=merged), "checkups")

    assert fates(office.bring_in("checkups", [found])) == ["created", "created"]
    assert records(found, "full_name", "held_on", "attended", "result_class") == [
        (BINH, "2024-03-12", "True", "II"),
        (BINH, "2024-09-05", "True", "III"),
        (CHAU, "2024-03-12", "False", None),
        (CHAU, "2024-09-05", "True", "I"),
    ]


def test_head_counts_of_men_and_women_are_not_two_events(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("STT", "Tên hoạt động", "Ngày tổ chức", "Nam", None, "Nữ", None),
        (None, None, None, "Tổng số", "Đoàn viên", "Tổng số", "Đoàn viên"),
        (1, "Hội thao", "01/02/2024", 20, 10, 30, 20),
    ]
    merged = {"D1:E1": "Nam", "F1:G1": "Nữ"}

    assert read_one(a_workbook(tmp_path, rows, merged=merged), "activities").rows == 1


@pytest.mark.parametrize("gap", [(), (None,)])
def test_amounts_of_a_list_beside_are_no_days(gap: Row) -> None:
    header: Row = ("STT", "Họ và tên", "Năm sinh", "Số tiền", "Ký nhận")
    rows: list[Row] = [
        ("DANH SÁCH NHẬN QUÀ TẾT NĂM 2024",),
        ("Ngày phát: 09/01/2024 - Nguồn: Quỹ xã hội",),
        (*header, *gap, *header),
        ("1", BINH, "1990", "300000", "", *gap, "2", CHAU, "1978", "300000", ""),
        ("3", "Lê Văn Tư", "1991", "300000"),
    ]

    assert "given_on" not in fields(understood(rows, "benefits")).values()


def test_a_day_without_its_month_is_none() -> None:
    rows: list[Row] = [("Họ và tên", "Ngày", "Số tiền"), (BINH, "300000", 500000)]

    assert [note.field for note in understood(rows, "benefits").refusals] == ["given_on"]


def test_numbers_below_a_header_say_nothing_of_the_columns() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Loại I", "Loại II", "Loại III"),
        (1, 2, 3, 4, 5),
        (1, BINH, None, "x", None),
        (2, CHAU, None, None, "x"),
    ]

    assert records(understood(rows, "checkups"), "result_class") == [("II",), ("III",)]


def test_two_labels_on_one_chinese_line() -> None:
    rows: list[Row] = [
        ("困难职工补助发放名单",),
        ("发放日期：2024年9月18日    经费来源：工会经费",),
        ("序号", "姓名", "困难情况", "补助金额（元）"),
        (1, "李明", "家庭困难", 500),
    ]

    told = understood(rows, "benefits").told

    assert (str(told["given_on"].value), told["fund"].value) == ("2024-09-18", "union_budget")


@pytest.mark.parametrize(
    ("register", "field", "wording", "key"),
    [
        ("benefits", "kind", "На погребение", "visit_bereavement"),
        ("benefits", "kind", "Жерлеуге", "visit_bereavement"),
        ("benefits", "kind", "Емделуге", "visit_sickness"),
        ("benefits", "kind", "Ауыр материалдық жағдай", "hardship"),
        ("benefits", "kind", "丧葬慰问", "visit_bereavement"),
        ("checkups", "organiser", "первичная профсоюзная организация", "primary"),
        ("training", "kind", "Обучение профсоюзного актива", "professional"),
    ],
)
def test_wordings_of_other_languages(register: str, field: str, wording: str, key: str) -> None:
    column = CATALOGUE.list_shape(register).column(field)

    assert column is not None
    assert column.choices is not None
    assert column.choices.read(wording) == key


SIGNED: list[Row] = [
    (),
    (None, "Người lập", "Kế toán", "Chủ tịch CĐ"),
    (None, "(Ký, họ tên)", "(Ký, họ tên)", "(Ký tên, đóng dấu)"),
    (),
    (None, "Lê Thị Biểu", "Phan Thị Toán", "Võ Văn Tịch"),
]


def test_signatures_say_nothing_of_the_columns_of_a_short_matrix() -> None:
    rows: list[Row] = [
        ("THEO DÕI CHI THĂM HỎI NĂM 2024",),
        SOURCE,
        ("STT", "Họ và tên", "Thai sản", "Hiếu", "Ngày chi"),
        (1, BINH, 500000, None, "01/02/2024"),
        (2, CHAU, None, 300000, "05/06/2024"),
        *SIGNED,
    ]

    assert records(understood(rows, "benefits"), "full_name", "kind", "amount") == [
        (BINH, "visit_maternity", "500000"),
        (CHAU, "visit_bereavement", "300000"),
    ]


def test_signatures_say_nothing_of_the_days_of_a_short_list() -> None:
    rows: list[Row] = [
        ("STT", "Ngày họp", "Nội dung thương lượng", "Kết quả"),
        (1, "06/05/2024", "Tiền lương", "Đạt 80 %"),
        (2, "17/01/2024", "Ca kíp", "Đạt 80 %"),
        *SIGNED,
    ]

    assert records(understood(rows, "negotiations"), "held_on") == [
        ("2024-05-06",),
        ("2024-01-17",),
    ]


def test_a_sum_in_words_of_millions_beside_a_title_is_nobody() -> None:
    rows: list[Row] = [
        ("DANH SÁCH TRỢ CẤP KHÓ KHĂN NGÀY 01/11/2024",),
        ("STT", "Họ và tên", "Lý do", "Số tiền"),
        ("I", "Tổ Nhà bếp", None, "1tr"),
        (1, BINH, "Hoàn cảnh khó khăn", "0,5tr"),
        (2, CHAU, "Hoàn cảnh khó khăn", "0,5tr"),
        (None, None, None, "1tr"),
        ("II", "Tổ Bảo vệ", None, "2tr"),
        (1, "Lê Văn Tư", "Hoàn cảnh khó khăn", "2tr"),
    ]

    found = understood(rows, "benefits")

    assert [name for (name,) in records(found, "full_name")] == [BINH, CHAU, "Lê Văn Tư"]
    assert [group.name for group in found.groups] == ["Tổ Nhà bếp", "Tổ Bảo vệ"]


def test_a_numbered_amount_without_a_name_is_refused_and_not_lost(office: Office) -> None:
    rows: list[Row] = [
        SOURCE,
        ("STT", "Họ và tên", "Nội dung", "Số tiền", "Ngày"),
        (1, BINH, "Ốm đau", 500000, "01/02/2024"),
        (2, None, None, 300000, None),
        (3, None, None, 0, None),
    ]

    assert fates(office.take("benefits", rows)) == ["created", "refused"]


def test_pupils_are_not_the_name_of_what_they_learn() -> None:
    rows: list[Row] = [
        ("DANH SÁCH HỌC VIÊN",),
        ("TẬP HUẤN AN TOÀN VỆ SINH LAO ĐỘNG",),
        ("(Từ ngày 01/07/2024 đến ngày 03/07/2024)",),
        ("STT", "Họ và tên", "Có mặt"),
        (1, BINH, "x"),
    ]

    told = understood(rows, "training").told

    assert told["title"].value.casefold() == "tập huấn an toàn vệ sinh lao động"


@pytest.mark.parametrize("word", ["не явился", "не пришла", "не был"])
def test_who_did_not_come_in_russian(word: str) -> None:
    rows: list[Row] = [("№", "ФИО", "Явка"), (1, BINH, "да"), (2, CHAU, word)]

    assert records(understood(rows, "checkups"), "attended") == [("True",), ("False",)]
