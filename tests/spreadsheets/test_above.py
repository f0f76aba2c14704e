"""What stands above a list and holds for all its rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from spreadsheets.lists import Rows, a_workbook, read_one, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.spreadsheets.above import TOLD_ABOVE
from unionoffice.spreadsheets.reading import read_file
from unionoffice.spreadsheets.writing import write_rejects

GIVEN: Rows = [
    ("STT", "Họ và tên", "Số CCCD", "Số tiền", "Ký nhận"),
    (1, "Trần Thị Bình", "089190000002", 500_000, None),
    (2, "Lê Hoàng Châu", "089078000003", 500_000, None),
    ("Cộng", None, None, 1_000_000, None),
]
WHO: Rows = [("STT", "Họ và tên", "Số CCCD"), (1, "Trần Thị Bình", "089190000002")]


def told_above(lines: list[str], register: str, rows: Rows = WHO) -> dict[str, object]:
    found = understood([*([line] for line in lines), *rows], register)
    return {key: told.value for key, told in found.told.items()}


def test_a_gift_list_tells_day_kind_and_fund_above_its_header(office: Office) -> None:
    above = [
        ("CĐCS CÔNG TY TNHH MAY SÔNG HẬU",),
        ("DANH SÁCH TẶNG QUÀ TẾT CHO ĐOÀN VIÊN, NGƯỜI LAO ĐỘNG CÓ HOÀN CẢNH KHÓ KHĂN",),
        ("(Từ nguồn Quỹ xã hội công đoàn, trao ngày 25/01/2024)",),
    ]

    outcome = office.take("benefits", [*above, *GIVEN])

    assert fates(outcome) == ["created", "created"]
    assert (
        office.records("benefits", "given_on", "kind", "fund", "amount")
        == [("2024-01-25", "tet_gift", "social_fund", "500000")] * 2
    )
    warnings = {w.field: (w.value, w.now) for w in outcome.warnings}
    assert {w.problem.message for w in outcome.warnings} == {TOLD_ABOVE}
    assert warnings["kind"] == (above[1][0], "tet_gift")
    assert warnings["given_on"] == (above[2][0], "2024-01-25")
    assert fates(office.take("benefits", [*above, *GIVEN])) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["DANH SÁCH THĂM HỎI ỐM ĐAU NĂM 2024"], "visit_sickness"),
        (["DANH SÁCH HỖ TRỢ ĐOÀN VIÊN THAI SẢN"], "visit_maternity"),
        (["BẢNG KÊ CHI PHÚNG ĐIẾU, VIẾNG ĐÁM TANG"], "visit_bereavement"),
        (["DANH SÁCH HỖ TRỢ TẾT SUM VẦY"], "tet_gift"),
        (["DANH SÁCH", "Đoàn viên nhận quà Trung thu cho con"], "children"),
        (["DANH SÁCH THĂM HỎI ỐM ĐAU, THAI SẢN, HIẾU HỶ"], None),  # any of them
        (["DANH SÁCH HỖ TRỢ ĐOÀN VIÊN"], None),  # says nothing of the kind
        (["CÔNG ĐOÀN BỆNH VIỆN ĐA KHOA", "DANH SÁCH CHI TIỀN"], None),  # the letterhead
    ],
)
def test_the_title_tells_the_kind_where_it_names_one(lines: list[str], kind: str | None) -> None:
    assert told_above(lines, "benefits", GIVEN).get("kind") == kind


@pytest.mark.parametrize(
    ("lines", "fund"),
    [
        (["BẢNG KÊ CHI QUỸ XÃ HỘI CÔNG ĐOÀN NĂM 2024"], "social_fund"),
        (["DANH SÁCH NHẬN QUÀ", "Nguồn kinh phí: Tài chính công đoàn cơ sở"], "union_budget"),
        (["DANH SÁCH NHẬN QUÀ TẾT DO CÔNG TY HỖ TRỢ"], "employer"),
        (["DANH SÁCH ĐOÀN VIÊN CÔNG TY TNHH MAY NHẬN QUÀ TẾT"], None),
        (["CÔNG ĐOÀN CÔNG TY MAY", "DANH SÁCH NHẬN QUÀ TẾT"], None),
    ],
)
def test_the_fund_is_told_behind_words_that_announce_it(lines: list[str], fund: str | None) -> None:
    assert told_above(lines, "benefits", GIVEN).get("fund") == fund


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["DANH SÁCH KHÁM SỨC KHỎE", "(Khám ngày 21/07/2024, do LĐLĐ tỉnh tổ chức)"], "2024-07-21"),
        (["DANH SÁCH KHÁM SỨC KHỎE", "Ngày khám: 21/07/2024"], "2024-07-21"),
        (["DANH SÁCH KHÁM SỨC KHỎE NGÀY 21 THÁNG 7 NĂM 2024"], "2024-07-21"),
        (["DANH SÁCH KHÁM", "từ ngày 12 đến ngày 15/03/2024"], "2024-03-12"),
        (["DANH SÁCH KHÁM", "(Kèm theo Kế hoạch số 12/KH ngày 05/03/2024)"], None),
        (["DANH SÁCH KHÁM", "(tính đến ngày 05/03/2024)"], None),
        (["An Giang, ngày 05 tháng 03 năm 2024", "DANH SÁCH KHÁM"], None),
        (["DANH SÁCH KHÁM", "Đợt 1: 05/03/2024", "Đợt 2: 05/09/2024"], None),
    ],
)
def test_the_day_above_is_taken_where_it_can_only_be_the_event_s(
    lines: list[str], day: str | None
) -> None:
    told = told_above(lines, "checkups").get("held_on")
    assert (None if told is None else str(told)) == day


def test_an_event_s_name_and_day_stand_above_its_participants(office: Office) -> None:
    rows = [
        ("DANH SÁCH ĐOÀN VIÊN THAM GIA Hội thao chào mừng 1/5",),
        ("Ngày tổ chức: 28/04/2024",),
        ("STT", "Họ và tên", "Số CCCD", "Có mặt"),
        (1, "Trần Thị Bình", "089190000002", "x"),
        (2, "Lê Hoàng Châu", "089078000003", None),
    ]

    outcome = office.take("activities", rows)

    assert fates(outcome) == ["created", "created"]
    assert office.records("activities", "held_on", "title", "kind") == [
        ("2024-04-28", "Hội thao chào mừng 1/5", "sport")
    ]


def test_a_column_goes_before_what_stands_above() -> None:
    rows = [
        ("DANH SÁCH NHẬN QUÀ TẾT TỪ QUỸ XÃ HỘI CÔNG ĐOÀN",),
        ("STT", "Họ và tên", "Ngày", "Nội dung", "Số tiền"),
        (1, "Trần Thị Bình", "12/03/2024", "Thăm ốm", 500_000),
    ]
    found = understood(rows, "benefits")
    assert set(found.told) == {"fund"}
    assert found.values["kind"] == ["visit_sickness"]


def test_the_sheet_s_name_tells_what_nothing_else_does(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, GIVEN, names=["Quà Tết - Quỹ XH"])
    told = read_one(path, "benefits").told
    assert (told["kind"].value, told["fund"].value) == ("tet_gift", "social_fund")


def test_refused_rows_take_along_what_stood_above_them(office: Office, tmp_path: Path) -> None:
    rows = [
        ("DANH SÁCH THĂM HỎI ỐM ĐAU",),
        ("(Quỹ xã hội công đoàn, ngày 25/01/2024)",),
        ("STT", "Họ và tên", "Số tiền"),
        (1, "Trần Thị Bìn", 500_000),
    ]
    outcome = office.take("benefits", rows)
    assert fates(outcome) == ["refused"]
    rejects = tmp_path / "rejects.xlsx"
    write_rejects(rejects, outcome.rejects())
    book = openpyxl.load_workbook(rejects)
    (cell,) = [c for row in book.active.iter_rows() for c in row if c.value == "Trần Thị Bìn"]
    cell.value = "Trần Thị Bình"
    book.save(rejects)

    (mended,) = read_file(rejects, CATALOGUE.list_shape("benefits"), date(2026, 11, 21)).lists
    outcome = office.bring_in("benefits", [mended])

    assert fates(outcome) == ["created"]
    assert office.records("benefits", "given_on", "kind", "fund", "amount") == [
        ("2024-01-25", "visit_sickness", "social_fund", "500000")
    ]
