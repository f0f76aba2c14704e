"""What the row or the title above says, and rows that may be nobody at the end of a list."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from spreadsheets.lists import a_workbook, read_one, records, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.spreadsheets.carried_down import MONTH_FROM_ABOVE, SAID_ABOVE, SAME_PERSON
from unionoffice.spreadsheets.rows import RowKind
from unionoffice.spreadsheets.understanding import MAY_HAVE_SIGNED

Row = tuple[Any, ...]
BINH, CHAU, TU = "Trần Thị Bình", "Lê Hoàng Châu", "Lê Văn Tư"
DIARY: Row = ("STT", "Ngày", "Họ và tên", "Nội dung", "Số tiền")


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("SỔ CHI THĂM HỎI", "Tháng 3/2024"),
        ("SỔ CHI THĂM HỎI", "Tháng 3 năm 2024"),
        ("SỔ CHI THĂM HỎI NĂM 2024", "THÁNG 3"),
        ("SỔ CHI THĂM HỎI NĂM 2024", "I. Tháng 3: 2 lượt"),
        ("SỔ CHI THĂM HỎI", "Март 2024 г."),
        ("SỔ CHI THĂM HỎI", "2024年3月"),
    ],
)
def test_days_without_month_below_a_title_that_tells_it(title: str, group: str) -> None:
    rows: list[Row] = [
        (title,),
        DIARY,
        (group,),
        (1, 4, BINH, "Ốm đau", 300000),
        (2, unicodedata.normalize("NFD", "ngày 17"), CHAU, "Ốm đau", 300000),
        ("Tháng 12/2024",),
        (3, 5, TU, "Ốm đau", 300000),
    ]

    found = understood(rows, "benefits")

    assert records(found, "given_on") == [("2024-03-04",), ("2024-03-17",), ("2024-12-05",)]
    assert (4, MONTH_FROM_ABOVE) in [(note.row, note.problem.message) for note in found.warnings]


def test_days_without_month_in_a_list_of_one_month() -> None:
    rows: list[Row] = [
        ("DANH SÁCH CHI THĂM HỎI THÁNG 3/2024",),
        ("(Kèm theo Quyết định ngày 5 tháng 4 năm 2024)",),
        DIARY,
        (1, 4, BINH, "Ốm đau", 300000),
        (2, 31, CHAU, "Ốm đau", 300000),
    ]

    assert records(understood(rows, "benefits"), "given_on") == [("2024-03-04",), ("2024-03-31",)]


def test_a_day_without_any_month_is_refused() -> None:
    rows: list[Row] = [
        ("DANH SÁCH CHI THĂM HỎI THÁNG 3 VÀ THÁNG 4 NĂM 2024",),
        DIARY,
        (1, 4, BINH, "Ốm đau", 300000),
    ]

    assert [note.field for note in understood(rows, "benefits").refusals] == ["given_on"]


def test_a_further_row_without_number_and_name_is_of_the_same_person(office: Office) -> None:
    rows: list[Row] = [
        ("Nguồn: Kinh phí công đoàn",),
        ("STT", "Họ và tên", "Ngày sinh", "Nội dung", "Số tiền", "Ngày"),
        (1, BINH, None, "Ốm đau", 500000, "01/02/2024"),
        (None, None, None, "Hoàn cảnh khó khăn", 300000, "05/06/2024"),
        (2, CHAU, None, "Ốm đau", 500000, "01/02/2024"),
    ]

    outcome = office.take("benefits", rows)

    assert fates(outcome) == ["created"] * 3
    assert office.records("benefits", "person", "given_on", "kind") == [
        (CHAU, "2024-02-01", "visit_sickness"),
        (BINH, "2024-02-01", "visit_sickness"),
        (BINH, "2024-06-05", "hardship"),
    ]
    assert SAME_PERSON in [each.problem.message for each in outcome.warnings]


def test_a_further_row_may_tell_no_more_than_its_amount_and_what_for() -> None:
    rows: list[Row] = [
        ("DANH SÁCH TRỢ CẤP NGÀY 05/06/2024",),
        ("STT", "Họ và tên", "Nội dung", "Số tiền"),
        (1, BINH, "Ốm đau", 500000),
        (None, None, "Hoàn cảnh khó khăn", 300000),
        (None, None, None, 800000),
    ]

    assert records(understood(rows, "benefits"), "full_name", "kind") == [
        (BINH, "visit_sickness"),
        (BINH, "hardship"),
    ]


@pytest.mark.parametrize("row", [(2, None, "Ốm đau", 1, "01/02/2024"), ("", "", "", 1, "1/2/2024")])
def test_a_row_that_has_lost_its_name_is_of_nobody(office: Office, row: Row) -> None:
    between: list[Row] = [()] if row[0] == "" else []
    rows: list[Row] = [
        ("Nguồn: Kinh phí công đoàn",),
        ("STT", "Họ và tên", "Nội dung", "Số tiền", "Ngày"),
        (1, BINH, "Ốm đau", 500000, "01/02/2024"),
        *between,
        row,
    ]

    assert fates(office.take("benefits", rows)) == ["created", "refused"]


def test_the_last_child_of_a_member_is_no_signature(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("DANH SÁCH KHEN THƯỞNG CON ĐOÀN VIÊN NGÀY 05/06/2024",),
        ("STT", "Họ và tên đoàn viên", "Họ và tên con", "Lớp", "Thành tích"),
        (1, BINH, "Lê Thị Kiều", "5A1", "Học sinh giỏi"),
        (2, CHAU, "Lê Văn Nam", "6A1", "Học sinh giỏi"),
        (None, None, "Lê Thị Cúc", "7A1", "Học sinh giỏi"),
        (None, "Tổng cộng"),
    ]
    merged = {"A4:A5": "2", "B4:B5": CHAU}

    found = read_one(a_workbook(tmp_path, rows, merged=merged), "benefits")

    assert records(found, "full_name", "beneficiary_name")[1:] == [
        (CHAU, "Lê Văn Nam"),
        (CHAU, "Lê Thị Cúc"),
    ]


PEOPLE_OF_UNITS: list[Row] = [
    ("STT", "Họ và tên", "Đơn vị", "Chức vụ"),
    (1, BINH, "Xưởng May", "Công nhân"),
    (2, CHAU, "Xưởng May", "Công nhân"),
]


def test_a_person_without_a_number_at_the_end_of_a_list_is_one() -> None:
    found = understood([*PEOPLE_OF_UNITS, (None, TU, "Xưởng May", "Công nhân")])

    assert records(found, "full_name")[-1:] == [(TU,)]


@pytest.mark.parametrize(
    "end",
    [
        [(None, TU)],
        [(), (None, TU, "Xưởng May", "Công nhân")],
        [(None, "Tổng cộng"), (None, TU, "Xưởng May", "Công nhân")],
        [(None, "Tổng cộng"), (None, TU), (3, "Võ Thị Ba", "Xưởng Cắt", "Công nhân")],
    ],
)
def test_whoever_may_be_a_person_is_refused_and_not_lost(end: list[Row]) -> None:
    found = understood([*PEOPLE_OF_UNITS, *end])

    (note,) = found.refusals
    assert (note.value, note.problem.message) == (TU, MAY_HAVE_SIGNED)
    assert TU not in [name for (name,) in records(found, "full_name")]


def test_names_alone_some_way_below_have_signed() -> None:
    found = understood([*PEOPLE_OF_UNITS, (), (), (None, TU, None, "Võ Thị Ba")])

    assert (found.rows, found.refusals) == (2, [])
    assert [each.kind for each in found.left_out if TU in each.text] == [RowKind.FOOTER]


def test_a_term_typed_with_its_accents_apart() -> None:
    term = unicodedata.normalize("NFD", "3 năm")
    rows: list[Row] = [
        ("STT", "Họ và tên", "Số tiền vay", "Thời hạn vay", "Ngày vay"),
        (1, BINH, 20000000, term, "05/06/2024"),
    ]

    assert records(understood(rows, "loans"), "term_months") == [("36",)]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ông: Kiên Ngọc Ý", "Kiên Ngọc Ý"),
        ("Ông : Kpă Ngọc Ý", "Kpă Ngọc Ý"),
        ("Chị:Trần Thị Bình", BINH),
        ("Ông Kiên Ngọc Ý", "Kiên Ngọc Ý"),
    ],
)
def test_a_form_of_address_before_a_colon(cell: str, name: str) -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Ngày sinh"),
        *((place, each, "05/06/1984") for place, each in enumerate((cell, "Bà Lê Thị Tám"), 1)),
    ]

    assert records(understood(rows), "full_name") == [(name,), ("Lê Thị Tám",)]


def test_left_of_the_names_an_event_stands_in_the_first_of_its_rows() -> None:
    rows: list[Row] = [
        ("Ngày", "Hoạt động", "Loại hình", "Họ và tên"),
        ("12/3/2017", "Hội thao", "Thể thao", BINH),
        ("", "", "", CHAU),
        ("", "", "", TU),
        ("5/6/2017", "Liên hoan", "Văn nghệ", BINH),
        ("", "", "", CHAU),
        ("", "", "", TU),
    ]

    found = understood(rows, "activities")

    assert records(found, "held_on", "title", "kind") == [
        *[("2017-03-12", "Hội thao", "sport")] * 3,
        *[("2017-06-05", "Liên hoan", "culture")] * 3,
    ]
    assert (3, SAID_ABOVE) in [(note.row, note.problem.message) for note in found.warnings]


def test_left_of_the_names_a_unit_stands_in_the_first_of_its_rows() -> None:
    head: Row = ("STT", "Tổ", "Họ và tên")
    rows: list[Row] = [
        head, (1, "Tổ May", BINH), (2, "", CHAU), (3, "Tổ Điện", TU), (4, "", "Lê Văn Năm"),
    ]  # fmt: skip

    assert records(understood(rows), "unit") == [*[("Tổ May",)] * 2, *[("Tổ Điện",)] * 2]


@pytest.mark.parametrize(
    "days",
    [
        ("12/3/2017", "13/3/2017", "", "15/3/2017"),  # somebody forgot it
        ("12/3/2017", "", "12/3/2017", ""),  # here it is repeated, so nothing is left out
        ("", "12/3/2017", "", ""),
    ],
)
def test_a_day_left_out_here_and_there_is_not_guessed(days: tuple[str, ...]) -> None:
    rows: list[Row] = [
        ("Ngày chi", "Họ và tên", "Nội dung", "Số tiền"),
        *(
            (day, f"{TU} {letter}", "Ốm đau", 300000)
            for day, letter in zip(days, "AĐEB", strict=True)
        ),
    ]

    found = understood(rows, "benefits")

    assert len([day for (day,) in records(found, "given_on") if day]) == len(
        list(filter(None, days))
    )
