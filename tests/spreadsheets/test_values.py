"""Values as offices type them, and what becomes of them."""

from __future__ import annotations

import re
import time
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from unionoffice.core.dates import PartialDate
from unionoffice.registerkit.columns import Kind
from unionoffice.spreadsheets.amounts import amount_of_text
from unionoffice.spreadsheets.days import (
    DMY,
    MDY,
    NoDayError,
    day_of_text,
    order_evidence,
    ordinal_of_text,
)
from unionoffice.spreadsheets.names import are_names_as_kept, read_name
from unionoffice.spreadsheets.readers import is_clean

from .lists import a_workbook, read_one, records

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "SĐT", "Ngày vào công đoàn"]


def value_of(tmp_path: Path, header: str, cell: Any, register: str = "members") -> Any:
    """What a single cell becomes below a header; "refused" when its row is refused."""
    path = a_workbook(tmp_path, [["STT", "Họ và tên", header], [1, "Lê Văn An", cell]])
    found = read_one(path, register)
    field = next(c.field for c in found.columns if c.letter == "C")
    assert field is not None
    return found.values[field][0] if found.numbers else "refused"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(1985, 3, 5), "1985-03-05"),
        (31111, "1985-03-05"),
        ("31111", "1985-03-05"),
        ("5/3/1985", "1985-03-05"),
        ("05-03-1985", "1985-03-05"),
        ("05.03.1985", "1985-03-05"),
        ("05 03 1985", "1985-03-05"),
        ("5 / 3 / 1985", "1985-03-05"),
        ("'05/03/1985", "1985-03-05"),
        ("05/03/85", "1985-03-05"),
        ("1985-03-05", "1985-03-05"),
        ("1985-03-05 00:00:00", "1985-03-05"),
        ("1985-03-05T00:00:00Z", "1985-03-05"),
        ("1985/3/5", "1985-03-05"),
        ("05031985", "1985-03-05"),
        ("19850305", "1985-03-05"),
        (5031985, "1985-03-05"),
        ("ngày 5 tháng 3 năm 1985", "1985-03-05"),
        ("Ngày 05 tháng 03 năm 1985", "1985-03-05"),
        ("5 марта 1985 г.", "1985-03-05"),
        ("05.03.1985 г.р.", "1985-03-05"),
        ("1985年3月5日", "1985-03-05"),
        ("5-Mar-85", "1985-03-05"),
        ("March 5, 1985", "1985-03-05"),
        ("1985", "1985"),
        (1985, "1985"),
        ("năm 1985", "1985"),
        ("00/00/1985", "1985"),
        ("../../1985", "1985"),
        ("3/1985", "1985-03"),
        ("tháng 3/1985", "1985-03"),
        ("03-1985", "1985-03"),
        ("1985.03", "1985-03"),
        ("1985年3月", "1985-03"),
        ("O5/03/1985", "1985-03-05"),
        ("-", "None"),
        ("không rõ", "None"),
        ("31/02/1985", "refused"),
        ("29/02/1985", "refused"),
        ("05/13/1885", "refused"),
        ("01/01/2090", "refused"),
        ("1850", "refused"),
        ("abc", "refused"),
    ],
)
def test_a_day_of_birth(tmp_path: Path, cell: Any, day: str) -> None:
    assert str(value_of(tmp_path, "Ngày sinh", cell)) == day


def test_a_column_written_month_first_is_noticed(tmp_path: Path) -> None:
    days = ["03/05/1985", "12/25/1990", "01/02/1991"]
    path = a_workbook(tmp_path, [HEAD, *([i, "Lê Văn An", day] for i, day in enumerate(days, 1))])

    assert records(read_one(path), "birth_date") == [
        ("1985-03-05",),
        ("1990-12-25",),
        ("1991-01-02",),
    ]


@pytest.mark.parametrize(
    ("header", "cell", "number"),
    [
        ("Số CCCD", "089085000001", "089085000001"),
        ("Số CCCD", 89085000001, "089085000001"),
        ("Số CCCD", "'089085000001", "089085000001"),
        ("Số CCCD", "089 085 000 001", "089085000001"),
        ("Số CCCD", 1085000001, "001085000001"),
        ("CMND", "351234567", "351234567"),
        ("CMND", 51234567, "051234567"),
        ("CMND/CCCD", "351234567 / 089085000001", "089085000001"),
        ("Số CCCD", 8.9085e17, "refused"),
        ("Số CCCD", "8.91E+11", "refused"),
        ("Số CCCD", "8.9085000001E+10", "089085000001"),
        ("Số CCCD", "1234567", "refused"),
        ("Số CCCD", "0890850000012", "refused"),
        ("Số CCCD", "B1234567", "refused"),
        ("Số hộ chiếu", "B1234567", "B1234567"),
        ("CCCD/Hộ chiếu", "C 1234567", "C1234567"),
        ("ИИН", "850305300123", "850305300123"),
        ("身份证号", "11010519491231002X", "11010519491231002X"),
        ("СНИЛС", "112-233-445 95", "11223344595"),
        ("Số CCCD", "chưa có", None),
    ],
)
def test_an_identity_number(tmp_path: Path, header: str, cell: Any, number: str | None) -> None:
    assert value_of(tmp_path, header, cell) == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0912345678", "0912345678"),
        (912345678, "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(0296) 3 841 234", "02963841234"),
        ("0912345678/0987654321", "0912345678; 0987654321"),
        ("9.12E+08", "refused"),
        ("không", None),
    ],
)
def test_a_phone_number(tmp_path: Path, cell: Any, number: str | None) -> None:
    assert value_of(tmp_path, "SĐT", cell) == number


@pytest.mark.parametrize(
    ("header", "cell", "amount"),
    [
        ("Số tiền", 500000, 500000),
        ("Số tiền", "500.000", 500000),
        ("Số tiền", "1,500,000 đ", 1500000),
        ("Số tiền", "1.500.000 đồng", 1500000),
        ("Số tiền", "1 500 000 VNĐ", 1500000),
        ("Số tiền", "1,5 triệu", 1500000),
        ("Số tiền", "2tr5", 2500000),
        ("Số tiền", "500k", 500000),
        ("Số tiền", "500 nghìn", 500000),
        ("Số tiền (triệu đồng)", 1.5, 1500000),
        ("Số tiền (1.000đ)", 500, 500000),
        ("Сумма", "12 500,50 руб.", Decimal("12500.50")),
        ("金额", "1.2万元", 12000),
        ("Số tiền", "-500.000", "refused"),
        ("Số tiền", "một ít", "refused"),
        ("Số tiền", "", None),
    ],
)
def test_an_amount_of_money(tmp_path: Path, header: str, cell: Any, amount: Any) -> None:
    assert value_of(tmp_path, header, cell, "benefits") == amount


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        ("x", True), ("X", True), ("✓", True), ("có", True), (1, True), ("да", True), ("是", True),
        ("đã khám", True), ("có mặt", True), ("không", False), ("vắng", False), (0, False),
        ("no", False), ("", None),
    ],
)  # fmt: skip
def test_yes_and_no(tmp_path: Path, cell: Any, truth: bool | None) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["Ngày khám", "Họ và tên", "Đơn vị tổ chức", "Có mặt"],
            [date(2017, 4, 1), "Lê Văn An", "LĐLĐ tỉnh", cell],
        ],
    )
    assert read_one(path, "checkups").values["attended"] == [truth]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("Xưởng Cắt; Xưởng May", ("Xưởng Cắt", "Xưởng May")),
        ("Xưởng Cắt\nXưởng May", ("Xưởng Cắt", "Xưởng May")),
        ("Xưởng Cắt, Xưởng May", ("Xưởng Cắt", "Xưởng May")),
        ("Toàn đơn vị", ()),
        ("toàn công ty", ()),
        ("全厂", ()),
        ("Kho - Vận tải", ("Kho - Vận tải",)),
        ("", None),
    ],
)
def test_units_that_something_covers(tmp_path: Path, cell: str, units: Any) -> None:
    path = a_workbook(
        tmp_path, [["Ngày", "Hình thức", "Phạm vi"], [date(2017, 4, 1), "Đối thoại định kỳ", cell]]
    )
    assert read_one(path, "dialogues").values["units"] == [units]


def test_names_are_put_in_order_and_the_list_says_so(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Ánh")
    names = ["  NGUYỄN  VĂN AN ", apart, "'Lê Văn Bé", "Ðặng Văn Cơ", "Đ/c Phạm Thị Dần"]
    path = a_workbook(tmp_path, [HEAD, *([i, name, 1985] for i, name in enumerate(names, 1))])

    found = read_one(path)

    assert records(found, "full_name") == [
        ("Nguyễn Văn An",), ("Nguyễn Thị Ánh",), ("Lê Văn Bé",), ("Đặng Văn Cơ",),
        ("Phạm Thị Dần",),
    ]  # fmt: skip
    assert [(note.row, note.now) for note in found.warnings[:4]] == [
        (2, "Nguyễn Văn An"), (3, "Nguyễn Thị Ánh"), (4, "Lê Văn Bé"), (5, "Đặng Văn Cơ"),
    ]  # fmt: skip


def test_a_row_without_a_name_but_with_a_person_is_refused(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [HEAD, [1, "Lê Văn An", 1985], [2, "", "01/01/1990", "089090000001"], [3, "", "", ""]],
    )

    found = read_one(path)

    assert [(note.row, note.field, str(note.why)) for note in found.refusals] == [
        (3, "full_name", "The name is missing.")
    ]
    assert len(found.numbers) == 1


def test_an_identity_number_that_contradicts_the_list_is_a_warning(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD"],
            [1, "Lê Văn An", "05/03/1985", "Nam", "089185000001"],
            [2, "Lê Thị Bé", "05/03/1986", "Nữ", "089187000001"],
            [3, "Lê Văn Cơ", "05/03/2001", "Nam", "089201000001"],
        ],
    )

    found = read_one(path)

    assert len(found.numbers) == 3
    assert [(note.row, note.why) for note in found.warnings] == [
        (2, "The identity number belongs to the other sex."),
        (3, "The identity number belongs to another year of birth."),
    ]


def test_a_wording_that_no_choice_matches_is_kept_aside(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["Ngày", "Họ và tên", "Nội dung", "Số tiền"],
            ["bad day", "Lê Văn An", "Quà Tết", 5],
            [date(2017, 1, 2), "Lê Thị Bé", "Xyz", 6],
        ],
    )

    found = read_one(path, "benefits")

    assert found.refused_rows == [2]
    assert found.unknown == {"kind": {0: "Xyz"}}


@pytest.mark.parametrize("text", ["8." + "\x1f" * 130 + ".5", "8" + " " * 5000 + "x", "1 " * 3000])
def test_amounts_of_odd_shapes_are_refused_at_once(text: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ValueError, match=re.escape(" ".join(text.split()))):
        amount_of_text(text)
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("text", [">" + "." * 61 + "+", "x." * 39, "?" * 80, "." * 5000 + "1985"])
def test_days_of_odd_shapes_are_refused_at_once(text: str) -> None:
    begun = time.monotonic()
    with pytest.raises(NoDayError):
        day_of_text(text, DMY, date(2026, 11, 21), True)
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("order", [DMY, MDY])
@pytest.mark.parametrize(
    "text",
    [
        *("05/03/1985", "13/12/2000", "12/13/2000", "29/02/2024", "29/02/2023", "31/04/1999"),
        *("00/05/1990", "05/00/1990", "00/00/1990", "05/03/0000", "5/3/1985"),
        *("05-03-1985", "05/03/85  ", "W1/05/2024", "05/W1/2024", "05/03/198x", "٠٥/٠٣/١٩٨٥"),
    ],
)
def test_the_usual_way_to_write_a_day_is_read_like_all_others(text: str, order: str) -> None:
    ordinal = ordinal_of_text(text, order)
    if ordinal:
        day = PartialDate.of(date.fromordinal(ordinal))
        assert day_of_text(text, order, date(2026, 11, 21), True).day == day
    usual = re.fullmatch(r"[0-9]{2}/[0-9]{2}/(?:19|20)[0-9]{2}", text)
    assert bool(ordinal) == (usual is not None and _exists(text, order))


def _exists(text: str, order: str) -> bool:
    try:
        return day_of_text(text, order, date(2026, 11, 21), True).day.is_exact
    except NoDayError:
        return False


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("Nguyễn Thị Ánh", True),
        ("Lê Như Ý", True),
        ("Y Moan", True),
        ("Ông", False),
        ("Anh Nguyễn Văn Tám", False),
        ("Bà Lê Thị Ba", False),
        ("nguyễn Thị Ánh", False),
        ("NGUYỄN THỊ ÁNH", False),
        ("NGUYễN VăN AN", False),
        ("Y", False),
        ("A B C", False),
        ("Nguyễn  Thị Ánh", False),
        (" Nguyễn Thị Ánh", False),
        ("Nguyễn Thị Ánh ", False),
        ("H'Hen Niê", False),
        ("Ðỗ Văn An", False),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ánh"), False),
        ("王 小明", False),
        ("Сидоров П.А.", False),
        ("Иван Петров", True),
        ("Nguyễn Thị Ánh 2", False),
    ],
)
def test_names_taken_in_whole_columns_are_those_that_reading_each_leaves_alone(
    name: str, is_kept: bool
) -> None:
    assert are_names_as_kept(["Trần Văn Bình", "", name]) is is_kept
    if is_kept:
        outcome = read_name(name, "full_name")
        assert (outcome.value, outcome.problem) == (name, None)


@pytest.mark.parametrize(
    ("addresses", "is_clean_column"),
    [
        (["an@x.vn", "", "b.c@d-e.com.vn"], True),
        (["an@x.vn", "an@x"], False),
        (["an@x.vn", "an@x..vn"], False),
        (["an@x.vn", "an@@x.vn"], False),
        (["an@x.vn", "a n@x.vn"], False),
        (["an@x.vn", "<an@x.vn>"], False),
        (["an@x.vn", "an@x.vn."], False),
    ],
)
def test_only_whole_addresses_are_taken_in_whole_columns(
    addresses: list[str], is_clean_column: bool
) -> None:
    assert is_clean(Kind.EMAIL, addresses) is is_clean_column


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("13/12/1985", DMY),
        ("12/13/1985", MDY),
        ("12/12/1985", None),
        ("12/03/1985", None),
        ("03/12/1985", None),
        ("12/32/1985", None),
        ("13/00/1985", None),
    ],
)
def test_only_a_day_beyond_the_months_tells_the_order(text: str, order: str | None) -> None:
    assert order_evidence(text) == order
