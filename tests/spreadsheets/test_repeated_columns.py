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
