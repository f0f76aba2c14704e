"""Lists with a column for each event or amount: a row of them is a record for each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spreadsheets.lists import a_workbook, read_one, records, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.spreadsheets.spreading import NOTHING_FILLED

Row = tuple[Any, ...]
TITLE: Row = ("BẢNG TỔNG HỢP CHI QUÀ CHO ĐOÀN VIÊN NĂM 2024",)
SOURCE: Row = ("Nguồn: Kinh phí công đoàn",)
WHAT = ("full_name", "given_on", "kind", "amount")
BINH, CHAU = "Trần Thị Bình", "Lê Hoàng Châu"


def test_a_column_for_each_occasion_is_a_benefit_on_its_day() -> None:
    rows: list[Row] = [
        TITLE,
        SOURCE,
        ("STT", "Họ và tên", "Quà Tết (20/01/2024)", "8/3", "Quà 20/10", "Tổng cộng", "Ký nhận"),
        (1, BINH, 500000, 200000, None, 700000, None),
        (2, CHAU, 500000, 0, 300000, 800000, None),
    ]

    assert records(understood(rows, "benefits"), *WHAT) == [
        (BINH, "2024-01-20", "tet_gift", "500000"),
        (BINH, "2024-03-08", "gift", "200000"),
        (CHAU, "2024-01-20", "tet_gift", "500000"),
        (CHAU, "2024-10-20", "gift", "300000"),
    ]


def test_crosses_below_occasions_are_benefits_without_an_amount(office: Office) -> None:
    rows: list[Row] = [
        TITLE,
        SOURCE,
        ("STT", "Họ và tên", "8/3", "Lễ 30/4"),
        (1, BINH, "x", "x"),
        (2, CHAU, None, "x"),
    ]

    office.take("benefits", rows)

    assert office.records("benefits", "person", "given_on", "kind", "occasion") == [
        (CHAU, "2024-04-30", "other", "Lễ 30/4"),
        (BINH, "2024-03-08", "gift", None),
        (BINH, "2024-04-30", "other", "Lễ 30/4"),
    ]


ONE_WITH_NOTHING: list[Row] = [
    TITLE,
    SOURCE,
    ("STT", "Họ và tên", "8/3", "20/10"),
    (1, BINH, 200000, 200000),
    (2, CHAU, None, None),
]


def test_a_person_who_was_given_nothing_is_left_out_and_not_refused() -> None:
    found = understood(ONE_WITH_NOTHING, "benefits")

    assert (found.rows, found.refusals) == (1, [])
    assert f"2 · {CHAU}" in [left.text for left in found.left_out]
    assert (5, NOTHING_FILLED) in [(note.row, note.problem.message) for note in found.warnings]


def test_the_counts_of_a_matrix_leave_out_whoever_has_nothing(office: Office) -> None:
    (counted,) = office.take("benefits", ONE_WITH_NOTHING).as_json()["files"]

    assert (counted["rows"], counted["created"], counted["refused"]) == (1, 1, 0)


def test_titles_over_a_day_and_an_amount_are_benefits_of_that_kind(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Thăm ốm", None, "Việc hiếu", None, "Ghi chú"),
        (None, None, "Ngày", "Số tiền", "Ngày", "Số tiền", None),
        (1, BINH, date(2024, 2, 1), 300000, None, None, None),
        (2, CHAU, date(2024, 3, 1), 300000, date(2024, 5, 6), 500000, None),
    ]
    merged = {"C1:D1": "Thăm ốm", "E1:F1": "Việc hiếu"}

    found = read_one(a_workbook(tmp_path, rows, merged=merged), "benefits")

    assert records(found, *WHAT) == [
        (BINH, "2024-02-01", "visit_sickness", "300000"),
        (CHAU, "2024-03-01", "visit_sickness", "300000"),
        (CHAU, "2024-05-06", "visit_bereavement", "500000"),
    ]


@pytest.mark.parametrize("signature", [None, "Phan Thị Toán"])
def test_a_column_of_days_is_no_column_of_amounts(signature: str | None) -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Ngày viếng", "Số tiền phúng điếu"),
        (1, BINH, date(2024, 2, 1), 300000),
        (None, signature, None, None),
    ]

    found = understood(rows, "benefits")

    assert records(found, "given_on", "amount") == [("2024-02-01", "300000")]


def test_crosses_below_events_are_participations(office: Office) -> None:
    rows: list[Row] = [
        ("TỔNG HỢP ĐOÀN VIÊN THAM GIA PHONG TRÀO NĂM 2024",),
        ("STT", "Họ và tên", "Hội thi tiếng hát công nhân 12/5", "Giải cầu lông (17/11/2024)"),
        (1, BINH, "x", "x"),
        (2, CHAU, None, "x"),
    ]

    outcome = office.take("activities", rows)
    again = office.take("activities", rows)

    assert fates(outcome) == ["created", "created"]
    assert fates(again) == ["unchanged", "unchanged"]
    assert office.records("activities", "title", "held_on", "kind") == [
        ("Giải cầu lông", "2024-11-17", "sport"),
        ("Hội thi tiếng hát công nhân", "2024-05-12", "culture"),
    ]
