"""What lists say beside the columns for it: in notes, in sentences, in titles."""

from __future__ import annotations

from typing import Any

import pytest
from spreadsheets.lists import records, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.spreadsheets.amounts import amount_of_text, whole_number
from unionoffice.spreadsheets.flags import is_absence, read_flag
from unionoffice.spreadsheets.names import name_within
from unionoffice.store.store import Store

Rows = list[tuple[Any, ...]]


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("đã hủy", "cancelled"),
        ("Chưa nhận (đi công tác)", "proposed"),
        ("không duyệt", "rejected"),
        ("已取消", "cancelled"),
        ("Quà loại 1", None),
        ("chồng nhận thay", None),
    ],
)
@pytest.mark.parametrize("header", ["Ghi chú", "Ký nhận"])
def test_a_note_tells_that_nothing_was_paid(header: str, note: str, status: str | None) -> None:
    rows: Rows = [
        ("Trợ cấp từ Quỹ xã hội công đoàn",),
        ("STT", "Họ và tên", "Ngày chi", "Nội dung", "Số tiền", header),
        (1, "Trần Thị Bình", "05/03/2024", "Ốm đau", 500000, None),
        (2, "Lê Văn Tư", "06/03/2024", "Ốm đau", 500000, note),
    ]

    found = understood(rows, "benefits")

    assert found.values.get("status", [None, None]) == [None, status]


def test_a_column_for_the_status_comes_before_a_note() -> None:
    rows: Rows = [
        ("STT", "Họ và tên", "Ngày chi", "Nội dung", "Nguồn", "Số tiền", "Tình trạng", "Ghi chú"),
        (1, "Lê Văn Tư", "06/03/2024", "Ốm đau", "Quỹ xã hội", 500000, "Đã chi", "chưa nhận"),
    ]

    assert understood(rows, "benefits").values["status"] == ["paid"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Chi thăm đ/c Trần Thị Bình (Khoa Nội) nằm viện", "Trần Thị Bình"),
        ("Viếng mẹ chồng chị Trần Thị Bình - Tổ 2", "Trần Thị Bình"),
        ("Ông Lê Văn Tư mất, thăm đ/c Lê Thị Năm", "Lê Thị Năm"),
        ("Thăm Trần Thị Bình sinh con", "Trần Thị Bình"),
        ("Thăm đ/c Trần Thị Bình và đ/c Lê Thị Năm", None),
        ("Mua vòng hoa tại Chợ Long Xuyên", None),
        ("Thu ủng hộ Quỹ xã hội tháng 1", None),
    ],
)
def test_a_sentence_names_one_person_or_nobody(sentence: str, name: str | None) -> None:
    assert name_within(sentence) == name


def test_a_cash_book_without_a_column_of_names_is_read(store: Store) -> None:
    office = Office(store)
    office.take("members", [("STT", "Họ và tên"), (1, "Trần Thị Bình"), (2, "Lê Thị Năm")])
    rows: Rows = [
        ("SỔ THU - CHI QUỸ XÃ HỘI CÔNG ĐOÀN NĂM 2024",),
        ("Ngày", "Diễn giải", "Thu", "Chi", "Tồn"),
        ("5/1", "Thăm đ/c Trần Thị Bình (Khoa Nội) nằm viện", None, 500000, 9500000),
        ("7/1", "Thu ủng hộ", 1000000, None, 10500000),
        ("9/1", "Viếng mẹ chồng đ/c Lê Thị Năm", None, 300000, 10200000),
    ]

    imported = office.take("benefits", rows)

    assert fates(imported) == ["created", "refused", "created"]
    assert office.records("benefits", "person", "given_on", "kind", "fund", "amount") == [
        ("Lê Thị Năm", "2024-01-09", "visit_bereavement", "social_fund", "300000"),
        ("Trần Thị Bình", "2024-01-05", "visit_sickness", "social_fund", "500000"),
    ]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("DANH SÁCH CHI TRỢ CẤP THÁNG 03/2024", "2024-03-01"),
        ("DANH SÁCH CHI TRỢ CẤP THÁNG 3 NĂM 2024", "2024-03-01"),
        ("ВЕДОМОСТЬ выплаты за март 2024", "2024-03-01"),
        ("DANH SÁCH CHI TRỢ CẤP ĐẾN THÁNG 3/2024", None),
        ("DANH SÁCH CHI TRỢ CẤP THÁNG 3/2024, THÁNG 4/2024", None),
    ],
)
def test_the_month_of_the_title_tells_the_day(title: str, day: str | None) -> None:
    rows: Rows = [
        (title,),
        ("Đơn vị tính: 1.000 đồng - Nguồn: Quỹ xã hội công đoàn",),
        ("STT", "Họ và tên", "Lý do", "Số tiền", "Ký nhận"),
        (1, "Trần Thị Bình", "Ốm đau", 300, None),
    ]

    found = understood(rows, "benefits")

    told = found.told.get("given_on")
    assert (str(told.value) if told is not None else None) == day
    assert [str(amount) for amount in found.values["amount"]] == ["300000"]
    assert found.told["fund"].value == "social_fund"


@pytest.mark.parametrize(
    ("cell", "day"),
    [("26-27/4", "2024-04-26"), ("Tháng 8", "2024-08-01"), ("8 марта", "2024-03-08")],
)
def test_the_title_tells_the_year_of_spans_and_months(cell: str, day: str) -> None:
    rows: Rows = [
        ("HOẠT ĐỘNG PHONG TRÀO NĂM 2024",),
        ("STT", "Thời gian", "Tên hoạt động", "Số người tham gia", "Đoàn viên"),
        (1, cell, "Tham quan Đà Lạt", "~ 120", 100),
    ]

    found = understood(rows, "activities")

    assert records(found, "held_on", "head_total") == [(day, "120")]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1500.000", 1500000), ("1.5 million", 1500000), ("2m", 2000000), ("2 thousand", 2000)],
)
def test_more_ways_to_write_an_amount(text: str, amount: int) -> None:
    assert amount_of_text(text) == amount


def test_a_number_may_be_about_right() -> None:
    about = ("~ 200", "khoảng 200 người", "hơn 30")

    assert [whole_number(text) for text in about] == [200, 200, 30]


def test_columns_of_support_for_houses_tell_the_kind() -> None:
    rows: Rows = [
        ("DANH SÁCH HỖ TRỢ MÁI ẤM CÔNG ĐOÀN NĂM 2024",),
        ("STT", "Họ và tên", "Xây mới", "Sửa chữa", "Ngày bàn giao", "Ghi chú"),
        (None, None, "(triệu đồng)", "(triệu đồng)", None, None),
        (1, "Trần Thị Bình", 50, None, "20/05/2024", None),
        (2, "Lê Thị Năm", None, 30, None, "Đang xây"),
    ]

    found = understood(rows, "housing")

    assert records(found, "amount", "kind", "status") == [
        ("50000000", "new", None),
        ("30000000", "repair", "building"),
    ]


def test_the_subject_tells_the_form_of_a_dialogue(store: Store) -> None:
    rows: Rows = [
        ("STT", "Ngày", "Nội dung"),
        (1, "15/01/2024", "Hội nghị cán bộ, công chức năm 2024"),
        (2, "15/02/2024", "Đối thoại đột xuất về phụ cấp"),
        (3, "15/03/2024", "Tiền lương, bữa ăn ca"),
    ]

    office = Office(store)
    office.take("dialogues", rows)

    assert office.records("dialogues", "form") == [("conference",), ("on_demand",), ("periodic",)]


def test_an_abbreviated_unit_is_the_one_of_the_members(store: Store) -> None:
    office = Office(store)
    office.take("members", [("Họ và tên", "Đơn vị"), ("Trần Thị Bình", "Phân xưởng Lò")])
    rows: Rows = [("Ngày", "Hình thức", "Phạm vi"), ("15/01/2024", "Định kỳ", "PX Lò")]

    office.take("dialogues", rows)

    assert office.records("dialogues", "units") == [("Phân xưởng Lò",)]


def test_a_value_that_may_also_sign_a_list_loses_no_row() -> None:
    rows: Rows = [
        ("Tên đối tác", "Nội dung ưu đãi", "Cấp ký kết"),
        ("Vincom", "Mua sắm", "Công đoàn cơ sở"),
        ("VinaPhone", "Cước di động", "LĐLĐ tỉnh"),
    ]

    assert understood(rows, "offers").values["partner"] == ["Vincom", "VinaPhone"]


def test_sessions_are_of_the_event_that_the_title_names_and_v_is_short_for_absent() -> None:
    rows: Rows = [
        ("DANH SÁCH CÁN BỘ THAM GIA HỌC TẬP NGHỊ QUYẾT ĐẠI HỘI ĐẢNG",),
        ("STT", "Họ tên", "Buổi 1\n05/5/2024", "Buổi 2\n06/5/2024"),
        (1, "Trần Thị Bình", "x", "v"),
        (2, "Lê Thị Năm", "v", "x"),
    ]

    found = understood(rows, "training")

    assert records(found, "full_name", "held_on") == [
        ("Trần Thị Bình", "2024-05-05"),
        ("Lê Thị Năm", "2024-05-06"),
    ]
    assert found.told["title"].value == "HỌC TẬP NGHỊ QUYẾT ĐẠI HỘI ĐẢNG"


def test_what_is_labelled_below_a_list_holds_for_it() -> None:
    rows: Rows = [
        ("DANH SÁCH ĐOÀN VIÊN NHẬN QUÀ TẾT",),
        ("TT", "Họ và tên", "Số tiền", "Ký nhận"),
        (1, "Trần Thị Bình", 300000, None),
        (2, "Lê Thị Năm", 300000, None),
        ("Tổng", None, 600000, None),
        ("Nguồn kinh phí: Công ty hỗ trợ. Thời gian trao quà: 20/01/2024",),
        (
            None,
            None,
            "Ngày 31 tháng 01 năm 2024",
        ),
    ]

    told = understood(rows, "benefits").told

    assert (told["fund"].value, str(told["given_on"].value)) == ("employer", "2024-01-20")


@pytest.mark.parametrize(
    ("words", "is_there"),
    [("явилась", True), ("явился", True), ("не явилась", False), ("không đi", False)],
)
def test_more_words_for_who_came(words: str, is_there: bool) -> None:
    assert read_flag(words, "attended").value is is_there
    assert is_absence(words) is not is_there


def test_a_remark_on_treatment_says_nothing_of_absence() -> None:
    assert not is_absence("Không điều trị")
