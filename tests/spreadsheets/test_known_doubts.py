"""What a reader in the office decides by what stands beside, and what they would ask about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spreadsheets.lists import a_workbook, fields, read_one, records, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.core.errors import UserError

Row = tuple[Any, ...]
AN, BINH, CHAU = "Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Châu"


# Whose card


@pytest.mark.parametrize(
    ("headers", "cards", "kept"),
    [
        (("Mã thẻ",), ("00123", "00124"), None),
        (("Mã số thẻ",), ("NV123", "NV124"), None),
        (("Mã thẻ",), ("AG0001231", "AG0001232"), "Mã thẻ"),
        (("Mã thẻ đoàn viên",), ("123", "124"), "Mã thẻ đoàn viên"),
        (("Số thẻ",), ("00123", "00124"), "Số thẻ"),
        (("Mã thẻ", "Mã đoàn viên"), ("0012345678", "0012345679"), "Mã đoàn viên"),
        (("Số thẻ", "Thẻ đoàn viên"), ("00123", "00124"), "Thẻ đoàn viên"),
    ],
)
def test_a_card_of_the_gate_is_not_that_of_the_union(
    headers: tuple[str, ...], cards: tuple[str, str], kept: str | None
) -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", *headers),
        (1, BINH, *([cards[0]] * len(headers))),
        (2, CHAU, *([cards[1]] * len(headers))),
    ]

    taken = {header for header, key in fields(understood(rows)).items() if key == "card_number"}

    assert taken == ({kept} if kept else set())


# Who is meant


def test_where_children_are_listed_the_member_is_the_mother() -> None:
    rows: list[Row] = [
        ("DANH SÁCH TRẺ EM NHẬN QUÀ 1/6/2024, NGUỒN QUỸ XÃ HỘI",),
        ("STT", "Họ và tên", "Năm sinh", "Họ và tên mẹ", "Số tiền"),
        (1, "Lê Văn Tèo", "1/6/2015", "Nguyễn Thị An", 200000),
        (2, "Phạm Văn Tí", "2/3/2016", BINH, 200000),
    ]

    found = understood(rows, "benefits")

    assert records(found, "full_name", "beneficiary_name", "birth_date") == [
        ("Nguyễn Thị An", "Lê Văn Tèo", None),
        (BINH, "Phạm Văn Tí", None),
    ]


@pytest.mark.parametrize("of_whom", ["Họ và tên mẹ", "Họ tên cha", "Họ tên con", "Tên vợ/chồng"])
@pytest.mark.parametrize("register", ["members", "benefits", "checkups", "activities"])
def test_the_name_of_a_relative_is_nobody_s_own(of_whom: str, register: str) -> None:
    for headers in (("Họ và tên", of_whom), (of_whom, "Họ và tên")):
        cells = {"Họ và tên": BINH, of_whom: "Lê Thị Bé"}
        rows: list[Row] = [
            ("DANH SÁCH THAM GIA NGÀY 12/3/2024",),
            ("STT", *headers, "Ngày sinh"),
            (1, *(cells[header] for header in headers), "15/07/1990"),
        ]

        assert understood(rows, register).values["full_name"] == [BINH]


@pytest.mark.parametrize("names", [("Trần Văn 1", "Trần Văn 2"), ("TRẦN THỊ 1", "Trần Thị 2")])
def test_a_name_with_a_digit_is_a_person_and_no_unit(names: tuple[str, str]) -> None:
    rows: list[Row] = [("Họ và tên",), *((name,) for name in names), ("Tổ May 1",), (BINH,)]

    found = understood(rows)

    assert (len(found.values["full_name"]), found.values["unit"]) == (3, [None, None, "Tổ May 1"])


# Days


@pytest.mark.parametrize(("column", "came"), [("Có khám", "x"), ("Kết quả", "Loại II")])
def test_who_was_absent_needs_no_day(office: Office, column: str, came: str) -> None:
    rows: list[Row] = [
        ("KHÁM SỨC KHỎE DO LĐLĐ TỈNH TỔ CHỨC TỪ 12/5/2024 ĐẾN 15/5/2024",),
        ("STT", "Họ và tên", "Số CCCD", "Ngày khám", column),
        (1, BINH, "089190000002", "13/05/2024", came),
        (2, CHAU, "089078000003", None, "Vắng"),
        (3, AN, "089085000001", None, came),
    ]

    outcome = office.take("checkups", rows)

    assert fates(outcome) == ["created", "created", "refused"]
    assert office.attendance("checkups") == {BINH: True, CHAU: False}
    assert office.records("checkups", "held_on") == [("2024-05-13",)]


def test_who_was_absent_where_no_row_has_a_day_is_refused() -> None:
    rows: list[Row] = [
        ("KHÁM SỨC KHỎE DO LĐLĐ TỈNH TỔ CHỨC",),
        ("STT", "Họ và tên", "Ngày khám", "Có khám"),
        (1, BINH, None, "Vắng"),
    ]

    found = understood(rows, "checkups")

    assert (found.numbers, [note.field for note in found.refusals]) == ([], ["held_on"])


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("năm 2025", "2025-01-01", "2025-12-31"),
        (2025, "2025-01-01", "2025-12-31"),
        ("Cả năm 2025", "2025-01-01", "2025-12-31"),
        ("năm 2024-2025", "2024-01-01", "2025-12-31"),
        ("từ năm 2024 đến hết năm 2025", "2024-01-01", "2025-12-31"),
        ("Quý I/2025", "2025-01-01", "2025-03-31"),
        ("6 tháng cuối năm 2025", "2025-07-01", "2025-12-31"),
        ("Tháng 2/2024", "2024-02-01", "2024-02-29"),
        ("tháng 5 - tháng 8/2025", "2025-05-01", "2025-08-31"),
        ("từ năm 2025", "2025-01-01", None),
        ("01/03/2025", "2025-03-01", None),
    ],
)
def test_a_year_or_month_is_a_span_with_an_end(written: Any, first: str, last: str | None) -> None:
    rows: list[Row] = [
        ("STT", "Tên đối tác", "Mức ưu đãi", "Thời gian áp dụng"),
        (1, "Siêu thị Co.op", "Giảm 10%", written),
    ]

    assert records(understood(rows, "offers"), "valid_from", "valid_to") == [(first, last)]


@pytest.mark.parametrize(
    ("written", "last"),
    [("năm 2025", "2025-12-31"), (2025, "2025-12-31"), ("6/2025", "2025-06-30")],
)
def test_a_span_ends_with_the_last_day_of_its_year_or_month(written: Any, last: str) -> None:
    rows: list[Row] = [
        ("STT", "Tên đối tác", "Từ ngày", "Đến ngày"),
        (1, "Siêu thị Co.op", "01/01/2025", written),
    ]

    assert records(understood(rows, "offers"), "valid_to") == [(last,)]


def test_some_time_in_a_month_is_no_span() -> None:
    rows: list[Row] = [
        ("STT", "Tên hoạt động", "Thời gian", "Số đoàn viên"),
        (1, "Hội thao", "tháng 5/2024", 12),
    ]

    assert records(understood(rows, "activities"), "held_on", "ended_on") == [("2024-05-01", None)]


def test_parts_of_an_event_keep_the_title_and_the_kind_of_the_list(office: Office) -> None:
    rows: list[Row] = [
        ("DANH SÁCH ĐOÀN VIÊN ĐI THAM QUAN NĂM 2024",),
        ("STT", "Họ và tên", "Số CCCD"),
        ("Đợt 1: từ ngày 12/5/2024 đến ngày 14/5/2024",),
        (1, AN, "089085000001"),
        ("Đợt 2: từ ngày 20/5 đến 22/5/2024 tại Đà Lạt",),
        (1, BINH, "089190000002"),
        ("Đợt 3: Đà Lạt (ngày 1/6/2024)",),
        (1, CHAU, "089078000003"),
        ("Hội thao (ngày 2/6/2024)",),
        (1, CHAU, "089078000003"),
    ]

    office.take("activities", rows)

    assert office.records("activities", "held_on", "title", "kind") == [
        ("2024-05-12", "THAM QUAN NĂM 2024", "sightseeing"),
        ("2024-05-20", "THAM QUAN NĂM 2024", "sightseeing"),
        ("2024-06-01", "Đợt 3 Đà Lạt", "sightseeing"),
        ("2024-06-02", "Hội thao", "sport"),
    ]


# Whom an agreement covers


AGREEMENTS: Row = ("STT", "Tên doanh nghiệp", "Ngày ký", "Hiệu lực từ", "Hiệu lực đến", "Phạm vi")
TERM = ("12/3/2024", "1/4/2024", "1/4/2026")


@pytest.mark.parametrize(
    ("employer", "scope", "covered"),
    [
        ("Xưởng May", None, ["Xưởng May"]),
        ("Xưởng May", "Chỉ doanh nghiệp nêu tên", ["Xưởng May"]),
        ("Xưởng May", "Toàn công ty", []),
        ("Công ty Gạch", "Doanh nghiệp", []),
        ("Công ty Gạch", "Chỉ áp dụng cho Xưởng May", ["Xưởng May"]),
        ("Công ty Gạch", "Người lao động thuộc Tổ Điện", ["Tổ Điện"]),
        ("Công ty Gạch", "Công đoàn cơ sở Công ty May Sông Hậu", []),
        ("Công ty Gạch", "Cty May Sông Hậu", []),
    ],
)
def test_an_agreement_covers_the_units_it_names_or_all(
    office: Office, employer: str, scope: str | None, covered: list[str]
) -> None:
    office.take("agreements", [AGREEMENTS, (1, employer, *TERM, scope)])

    assert office.units_covered() == covered


def test_an_agreement_of_one_of_several_employers_is_not_everybody_s(office: Office) -> None:
    outcome = office.take(
        "agreements",
        [
            AGREEMENTS,
            (1, "Xưởng May", *TERM, None),
            (2, "Công ty Ngói", *TERM, "Doanh nghiệp"),
            (3, "Công ty Gạch", *TERM, "Toàn công ty"),
        ],
    )

    assert fates(outcome) == ["created", "refused", "created"]
    assert [refusal.problem.field for refusal in outcome.refusals] == ["units"]


# What is no record, and what is asked


@pytest.mark.parametrize(
    "signed",
    [
        [("Thủ quỹ", "Người lập", "Chủ tịch", None), ("Lê Thị Quỹ", "Phan Thị Toán", "Võ Văn A")],
        [("Người ghi sổ", "Kế toán", "Thủ quỹ", "Chủ tịch"), ("(ký)",) * 4, ("Lê Thị Quỹ",) * 4],
    ],
)
def test_who_signs_a_cash_book_stands_in_no_row_of_it(signed: list[Row]) -> None:
    rows: list[Row] = [
        ("SỔ QUỸ TIỀN MẶT",),
        ("Ngày tháng", "Diễn giải", "Chi", "Tồn"),
        ("05/01/2024", f"Chi thăm đ/c {AN} nằm viện", 500000, 1000000),
        ("06/02/2024", f"Chi thăm đ/c {BINH} nằm viện", 300000, 700000),
        *signed,
    ]

    found = understood(rows, "benefits")

    assert (found.numbers, found.refusals) == ([3, 4], [])
    assert found.values["full_name"] == [AN, BINH]


@pytest.mark.parametrize(
    ("header", "cells", "uses"),
    [
        ("Số suất", (25, 30), ["25", "30"]),
        ("Số đoàn viên", (25, 30), ["25", "30"]),
        ("Giá trị (đồng)", (25000, 30000), [None, None]),
        ("Mức giảm (%)", (5, 10), [None, None]),
        ("Kết quả", ("tốt", "khá"), [None, None]),
    ],
)
def test_uses_are_counted_as_the_list_says(
    header: str, cells: tuple[Any, Any], uses: list[str | None]
) -> None:
    found = understood(_offers_used(header, cells), "preferences")

    assert found.missing == ()
    assert [use for (use,) in records(found, "uses")] == uses


def test_numbers_that_may_be_uses_are_asked_for(office: Office, tmp_path: Path) -> None:
    rows = _offers_used("Kết quả", (25, 30))
    with pytest.raises(UserError):
        office.take("preferences", rows)
    path = a_workbook(tmp_path, rows)

    told = read_one(path, "preferences", mapping={"Kết quả": "uses"})
    left = read_one(path, "preferences", mapping={"Kết quả": None})
    other = read_one(path, "preferences", mapping=read_one(path, "preferences").mapping)

    assert (told.missing, told.values["uses"]) == ((), [25, 30])
    assert (left.missing, "uses" in left.values) == ((), False)
    assert other.missing == ("uses",)  # the other columns' meaning answers no question


def _offers_used(header: str, cells: tuple[Any, Any]) -> list[Row]:
    return [
        ("STT", "Ngày", "Tên đối tác", header),
        (1, "05/01/2024", "Siêu thị Co.op", cells[0]),
        (2, "06/02/2024", "Điện máy Xanh", cells[1]),
    ]


@pytest.mark.parametrize(
    ("occasions", "cells", "days"),
    [
        (("Quà Tết (20/1/2024)", "Quà 8/3/2024"), (500000, 200000), ("2024-01-20", "2024-03-08")),
        (("8/3/2024", "20/10/2024"), ("x", "x"), ("2024-03-08", "2024-10-20")),
        (("Hội thảo 12/5/2024", "Du lịch 6/7/2024"), (100, 200), ("2024-05-12", "2024-07-06")),
    ],
)
def test_two_occasions_below_one_title_are_two_benefits(
    tmp_path: Path, occasions: tuple[str, str], cells: tuple[Any, Any], days: tuple[str, str]
) -> None:
    rows: list[Row] = [
        ("TỔNG HỢP CHI NĂM 2024, NGUỒN KINH PHÍ CÔNG ĐOÀN", None, None, None),
        ("STT", "Họ và tên", "Nội dung chi", None),
        (None, None, *occasions),
        (1, AN, *cells),
        (2, BINH, cells[0], None),
    ]
    merged = {"A2:A3": "STT", "B2:B3": "Họ và tên", "C2:D2": "Nội dung chi"}

    found = read_one(a_workbook(tmp_path, rows, merged=merged), "benefits")

    assert records(found, "full_name", "given_on") == [
        (AN, days[0]),
        (AN, days[1]),
        (BINH, days[0]),
    ]
