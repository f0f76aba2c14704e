"""Habits of offices that write lists: remarks in brackets, spans of days, sums for several."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from spreadsheets.lists import Rows, a_workbook, fields, read_one, records, understood
from spreadsheets.test_odd_lists import Office, fates, told

from unionoffice.registers.benefits.choices import KINDS
from unionoffice.spreadsheets.merged_down import GIVEN_ONCE
from unionoffice.spreadsheets.names import looks_like_person, read_name
from unionoffice.spreadsheets.ods_spans import spans_of
from unionoffice.spreadsheets.readers import DAY_WITHIN, IN_FUTURE
from unionoffice.spreadsheets.shifted import MORE_CELLS

BENEFITS = ("STT", "Họ và tên", "Ngày chi", "Nội dung", "Nguồn", "Số tiền")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Nguyễn Văn An (nghỉ thai sản)", "Nguyễn Văn An"),
        ("NGUYỄN VĂN AN (TBNC)", "Nguyễn Văn An"),
        ("Nguyễn Văn An (*)", "Nguyễn Văn An"),
        ("Nguyễn Văn An**", "Nguyễn Văn An"),
        ("Nguyễn Văn An (A)", "Nguyễn Văn An (A)"),  # tells namesakes apart
        ("Ông: Mai Quốc Khôi", "Mai Quốc Khôi"),
        ("Ông Mai Trọng Lực", "Mai Trọng Lực"),
        ("Cô Kim Đào", "Kim Đào"),
        ("Ông Kim Ánh", "Ông Kim Ánh"),  # may be a surname
        ("LÊ ửNG", "Lê Ửng"),  # TCVN3 has no capital ử
        ("NGÔ XUÂN ĐạT", "Ngô Xuân Đạt"),
        ("Đỗ Bá AN", "Đỗ Bá An"),
        ("NGUYỄN Văn An", "Nguyễn Văn An"),
        ("ИВАНОВ Иван Петрович", "Иванов Иван Петрович"),
    ],
)
def test_a_name_without_remarks_and_forms_of_address(written: str, name: str) -> None:
    assert read_name(written, "full_name").value == name
    assert told([("STT", "Họ và tên", "Năm sinh"), (1, written, 1980)], "full_name") == [(name,)]


@pytest.mark.parametrize("written", ["*" * 32_000, "An (" * 8_000, "Lê: " + ")" * 32_000 + "x"])
def test_endless_marks_are_no_name_and_take_no_time(written: str) -> None:
    assert read_name(written, "full_name").is_refused


@pytest.mark.parametrize("written", ["Đ/c Lê Văn An", "Ông: Lê Văn An", "Lê Văn An (nghỉ ốm)"])
def test_a_form_of_address_hides_no_name(written: str) -> None:
    assert looks_like_person(written)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("1. Họ và tên của anh/chị (viết có dấu)", "full_name"),
        ("2. Anh/chị sinh ngày tháng năm nào?", "birth_date"),
        ("Anh/chị đang làm ở bộ phận nào?", "unit"),
        ("Số CCCD của bạn *", "identity_number"),
        ("Ngày vào", "joined_on"),
        ("Thời điểm kết nạp đoàn viên", "joined_on"),
    ],
)
def test_headers_of_questionnaires(header: str, field: str) -> None:
    found = understood([("STT", "Họ tên", "x", header), (1, "Lê An", None, "01/02/2003")])
    if field == "full_name":
        found = understood([("STT", header, "Ngày sinh"), (1, "Lê An", "01/02/2003")])
    assert fields(found)[header] == field


def test_the_day_of_entering_a_school_is_no_day_of_joining() -> None:
    rows = [("STT", "Họ tên", "Ngày vào trường"), (1, "Lê An", "01/02/2003")]
    assert fields(understood(rows))["Ngày vào trường"] == "employed_on"


def test_a_day_of_joining_in_the_future_is_refused() -> None:
    rows = [("STT", "Họ tên", "Ngày vào CĐ"), (1, "Lê An", "12/03/2093"), (2, "Lê Ba", "2013")]
    found = understood(rows)
    assert [(note.row, note.problem.message) for note in found.refusals] == [(2, IN_FUTURE)]
    assert found.numbers == [3]


def test_a_title_right_above_the_header_is_none_of_its_lines() -> None:
    rows: Rows = [
        ("CĐCS CÔNG TY MAY",),
        (None, None, "DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN NĂM 2024"),
        ("TT", "Ngày sinh", None, None, "Họ lót", "Tên"),
        (None, "Ngày", "Tháng", "Năm", None, None),
        (1, 16, 8, 1993, "Quách Đình", "Ửng"),
        (2, 21, 8, 1997, "Phạm Diệu", "Hằng"),
    ]
    assert told(rows, "full_name", "birth_date") == [
        ("Quách Đình Ửng", "1993-08-16"),
        ("Phạm Diệu Hằng", "1997-08-21"),
    ]


def test_signatures_say_nothing_of_the_columns_of_a_short_list() -> None:
    rows: Rows = [
        ("STT", "Số CCCD", "Họ và tên giáo viên", "Nữ", "Số thẻ CĐ"),
        (1, "089183323286", "Vũ Bích Lan", "x", "8946126545"),
        (None, None, "Tổng cộng: 1 đoàn viên", None, None),
        (None, None, None, "Châu Phú, ngày 12 tháng 3 năm 2024", None),
        (None, None, "NGƯỜI LẬP BIỂU", None, "TM. BAN CHẤP HÀNH"),
        (None, None, None, None, "CHỦ TỊCH"),
        (None, None, "Trần Thị Tư", None, "Nguyễn Văn Năm"),
    ]
    assert told(rows, "full_name", "sex") == [("Vũ Bích Lan", "female")]


@pytest.mark.parametrize(
    "written",
    ["12/3 - 15/3/2017", "12-15/3/2017", "từ ngày 12/3/2017 đến ngày 15/3/2017",
     "Sáng 12/3/2017", "8h00 ngày 12/3/2017"],
)  # fmt: skip
def test_an_event_s_day_within_a_sentence_or_a_span(written: str) -> None:
    rows = [("STT", "Tên hoạt động", "Thời gian", "Số người"), (1, "Hội thao", written, 40)]
    found = understood(rows, "activities")
    assert records(found, "held_on") == [("2017-03-12",)]
    assert DAY_WITHIN in [note.problem.message for note in found.warnings]


@pytest.mark.parametrize("written", ["12/3/2017, 15/4/2017 và 2/5/2017", "15/3 - 12/3/2017", "quý"])
def test_a_sentence_with_several_days_is_no_day(written: str) -> None:
    rows = [("STT", "Tên hoạt động", "Thời gian", "Số người"), (1, "Hội thao", written, 40)]
    assert understood(rows, "activities").refused_rows == [2]


def test_a_sum_merged_over_several_people_is_entered_once(tmp_path: Path) -> None:
    rows: Rows = [
        BENEFITS,
        (1, "Trần Thị Bình", "", "", "", ""),
        (2, "Lê Hoàng Châu", "", "", "", ""),
    ]
    merged = {"C2:C3": "12/03/2024", "D2:D3": "Thăm ốm", "E2:E3": "Quỹ xã hội", "F2:F3": "3000000"}
    found = read_one(a_workbook(tmp_path, rows, merged=merged), "benefits")
    assert records(found, "given_on", "kind", "amount") == [
        ("2024-03-12", "visit_sickness", "3000000"),
        ("2024-03-12", "visit_sickness", None),
    ]
    assert [(n.row, n.field) for n in found.warnings if n.problem.message == GIVEN_ONCE] == [
        (2, "amount")
    ]


def test_what_is_merged_far_down_a_long_list_holds_as_at_its_top(tmp_path: Path) -> None:
    rows: Rows = [
        BENEFITS,
        *((n, f"Trần Thị Bình {n}", "", "Thăm ốm", "Quỹ xã hội", "") for n in range(1, 5001)),
    ]
    merged = {"C2:C3001": "12/03/2024", "C3002:C5001": "13/03/2024", "F4501:F4502": "3000000"}
    found = read_one(a_workbook(tmp_path, rows, merged=merged), "benefits")
    days = [str(day) for day in found.values["given_on"]]
    assert days == ["2024-03-12"] * 3000 + ["2024-03-13"] * 2000
    amounts = dict(zip(found.numbers, found.values["amount"], strict=True))
    assert {n: value for n, value in amounts.items() if value} == {4501: 3_000_000}
    assert [(n.row, n.field) for n in found.warnings if n.problem.message == GIVEN_ONCE] == [
        (4501, "amount")
    ]


def test_a_merged_rate_holds_for_each_of_them(tmp_path: Path) -> None:
    header = (*BENEFITS[:-1], "Mức hỗ trợ")
    rows: Rows = [
        header,
        (1, "Trần Thị Bình", "12/03/2024", "ốm", "Quỹ xã hội", ""),
        (2, "Lê Hoàng Châu", "12/03/2024", "ốm", "Quỹ xã hội", ""),
    ]
    found = read_one(a_workbook(tmp_path, rows, merged={"F2:F3": "300000"}), "benefits")
    assert records(found, "amount") == [("300000",), ("300000",)]


def test_a_gift_for_a_child_is_entered_as_given_to_a_child(office: Office) -> None:
    rows: Rows = [
        ("STT", "Họ và tên cha/mẹ", "Họ tên con", "Ngày", "Nội dung", "Nguồn", "Số tiền"),
        (1, "Trần Thị Bình", "Lê Bé Na", "01/06/2024", "Quà 1/6", "Quỹ công đoàn", 200_000),
        (2, "Lê Hoàng Châu", None, "01/06/2024", "Quà 1/6", "Quỹ công đoàn", 200_000),
    ]
    assert fates(office.take("benefits", rows)) == ["created", "created"]
    assert office.records("benefits", "beneficiary", "beneficiary_name") == [
        ("child", "Lê Bé Na"),
        ("self", None),
    ]


def test_who_was_absent_by_a_remark_was_not_there(office: Office) -> None:
    rows: Rows = [
        ("STT", "Ngày khám", "Họ và tên", "Đơn vị tổ chức", "Kết quả", "Ghi chú"),
        (1, "12/03/2024", "Trần Thị Bình", "LĐLĐ tỉnh", "Loại II", None),
        (2, "12/03/2024", "Lê Hoàng Châu", "LĐLĐ tỉnh", None, "Vắng có phép"),
    ]
    assert fates(office.take("checkups", rows)) == ["created", "created"]
    assert office.attendance("checkups") == {"Trần Thị Bình": True, "Lê Hoàng Châu": False}


def test_years_of_a_loan_are_twelve_months_each() -> None:
    header = ("STT", "Họ và tên", "Số tiền vay", "Ngày vay", "Thời hạn (năm)")
    rows: Rows = [
        header,
        (1, "Lê An", 20_000_000, "01/02/2024", 3),
        (2, "Lê Ba", 20_000_000, "01/02/2024", "18 tháng"),
    ]
    assert told(rows, "term_months", register="loans") == [("36",), ("18",)]


def test_what_a_register_calls_its_field_is_nothing_else() -> None:
    rows: Rows = [
        ("STT", "Ngày ký", "Phạm vi", "Số thỏa ước", "Ngày có hiệu lực"),
        (1, "20/02/2017", "Toàn công ty", "01/2017", "07/03/2017"),
        (None, "KẾ TOÁN", None, None, "CHỦ TỊCH"),
        (None, "Lê Thị Tư", None, None, "Trần Văn Năm"),
    ]
    assert told(rows[:2], "signed_on", register="agreements") == [("2017-02-20",)]
    assert told(rows, "signed_on", register="agreements")[0] == ("2017-02-20",)


def test_what_every_row_needs_goes_before_a_column_of_like_wording() -> None:
    rows: Rows = [("STT", "Ngày", "Nội dung góp ý", "Lượt"), (1, "1/2/2024", "Luật Công đoàn", 3)]
    found = understood(rows, "policies")
    assert found.missing == ()
    assert records(found, "title", "turns") == [("Luật Công đoàn", "3")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Cha ruột mất", "visit_bereavement"),
        ("Mẹ vợ mất", "visit_bereavement"),
        ("Hỗ trợ mất việc làm", "hardship"),
        ("Hỗ trợ Tết Giáp Thìn", "tet_gift"),
        ("Trợ cấp khác", "other"),
    ],
)
def test_words_of_the_rest_say_nothing_beside_others(written: str, kind: str) -> None:
    assert KINDS.read(written) == kind


def test_a_row_with_more_cells_than_the_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "STT,Họ và tên,Chức vụ,Đơn vị\n1,Lê Văn An,Thợ,Văn phòng\n"
        "2,Lê Văn Ba,Thợ, bậc 3,Kho\n3,Lê Văn Tư,Thợ,Kho\n",
        encoding="utf-8",
    )
    found = read_one(path)
    assert records(found, "full_name", "unit") == [
        ("Lê Văn An", "Văn phòng"),
        ("Lê Văn Tư", "Kho"),
    ]
    assert [(n.row, n.value, n.problem.message) for n in found.refusals] == [(3, "Kho", MORE_CELLS)]


def test_a_unit_merged_over_its_people_in_an_ods(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Họ và tên", "Ngày sinh", "Đơn vị"),
        (1, "Lê Văn An", "12/03/1985", ""),
        (2, "Lê Văn Ba", "13/03/1985", ""),
        (3, "Lê Văn Tư", "14/03/1985", "Văn phòng"),
    ]
    xlsx = a_workbook(tmp_path, rows, merged={"D2:D3": "Kho & Vận tải"})
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path, xlsx],
        check=True,
        capture_output=True,
    )
    ods = tmp_path / "list.ods"
    assert list(spans_of(ods).values()) == [[(1, 3, 2, 3)]]
    assert [unit for (unit,) in records(read_one(ods), "unit")] == [
        "Kho & Vận tải", "Kho & Vận tải", "Văn phòng",
    ]  # fmt: skip
