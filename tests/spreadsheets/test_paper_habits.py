"""What offices write on lists that are meant for paper: faults met, one small list each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spreadsheets.lists import a_text_file, a_workbook, read, read_one, records, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.registers.benefits.choices import KINDS
from unionoffice.spreadsheets.afterthoughts import REMARK_KEPT


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Tang gia", "visit_bereavement"),
        ("Chi tang gia", "visit_bereavement"),
        ("TANG", "visit_bereavement"),
        ("Tặng", "gift"),
        ("Tang qua", "gift"),
        ("Tặng quà", "gift"),
        ("Đám tang", "visit_bereavement"),
    ],
)
def test_mourning_without_an_accent_is_no_gift(written: str, kind: str) -> None:
    assert KINDS.read(written) == kind
    assert KINDS.first(written) == kind


@pytest.mark.parametrize(
    ("line", "organiser"),
    [
        ("Ngày khám: 01/12/2017. Đơn vị tổ chức: LĐLĐ tỉnh", "province"),
        ("(Ngày 01/12/2017 - Đơn vị tổ chức: LĐLĐ tỉnh An Giang)", "province"),
        ("(LĐLĐ tỉnh tổ chức ngày 01/12/2017)", "province"),
        ("LĐLĐ tỉnh phối hợp với công ty tổ chức ngày 01/12/2017", "province"),
        ("CĐCS phối hợp với doanh nghiệp tổ chức ngày 01/12/2017", "primary"),
        ("Công đoàn phối hợp với nhà trường ngày 01/12/2017", "primary"),
        ("Do công ty tổ chức ngày 01/12/2017", "primary"),
    ],
)
def test_who_has_held_a_check_up_is_told_within_a_line(line: str, organiser: str) -> None:
    found = understood(
        [
            ["DANH SÁCH KHÁM SỨC KHỎE ĐỊNH KỲ NĂM 2017"],
            [line],
            ["STT", "Họ và tên", "Số CCCD", "Loại sức khỏe"],
            [1, "Trần Văn An", "089085170055", "II"],
        ],
        "checkups",
    )

    assert found.told["organiser"].value == organiser
    assert found.told["held_on"].value == date(2017, 12, 1)


def test_a_gift_list_for_two_sorts_of_people_tells_its_kind() -> None:
    found = understood(
        [
            ["DANH SÁCH ĐOÀN VIÊN, NGƯỜI LAO ĐỘNG NHẬN QUÀ TẾT ĐINH DẬU 2017"],
            ["(Nguồn kinh phí: Kinh phí công đoàn. Trao ngày 20/01/2017)"],
            ["STT", "Họ và tên", "Số tiền", "Ký nhận"],
            [1, "Trần Văn An", 500000, ""],
        ],
        "benefits",
    )

    told = {key: each.value for key, each in found.told.items()}
    assert told["kind"] == "tet_gift"
    assert told["fund"] == "union_budget"


@pytest.mark.parametrize(
    "words", [("I", "II", "III", "IV", "V"), ("Loại I", "Loại II", "Loại III")]
)
def test_a_cross_below_one_of_the_classes_says_which_it_is(words: tuple[str, ...]) -> None:
    empty = [""] * (len(words) - 1)
    found = understood(
        [
            ["DANH SÁCH KHÁM SỨC KHỎE"],
            ["STT", "Họ và tên", "Số CCCD", "Phân loại sức khỏe", *empty, "Ghi chú"],
            ["", "", "", *words],
            [1, "Trần Văn An", "089085170055", "", "x"],
            [2, "Trần Văn Ba", "089085170056", "", "", "x"],
            [3, "Trần Văn Tư", "089085170057", "x", "x"],
            [4, "Trần Văn Sáu", "089085170058"],
        ],
        "checkups",
    )

    assert records(found, "result_class") == [("II",), ("III",), (None,)]
    assert found.refused_rows == [6]


def test_a_house_is_ticked_as_new_or_mended() -> None:
    found = understood(
        [
            ["STT", "Họ và tên", "Hình thức hỗ trợ", "", "Số tiền", "Ngày bàn giao"],
            ["", "", "Xây mới", "Sửa chữa"],
            [1, "Trần Văn An", "x", "", 50000000, "12/5/2017"],
            [2, "Trần Văn Ba", "", "x", 30000000, "13/5/2017"],
        ],
        "housing",
    )

    assert records(found, "kind") == [("new",), ("repair",)]


FUNDS = (
    ("Quỹ xã hội công đoàn", "Công ty hỗ trợ"),
    ("Tiền quỹ XHCĐ", "Tiền chuyên môn"),
)


@pytest.mark.parametrize("funds", FUNDS)
@pytest.mark.parametrize("is_under_title", [True, False])
def test_amounts_in_a_column_for_each_fund_are_a_benefit_each(
    office: Office, funds: tuple[str, str], is_under_title: bool
) -> None:
    start = ("STT", "Ngày", "Họ và tên", "Số CCCD", "Lý do")
    header = [(*start, *funds, "Tổng cộng")]
    if is_under_title:
        header = [(*start, "Số tiền", "", "Tổng cộng"), ("", "", "", "", "", *funds)]
    rows = [
        *header,
        (1, "02/03/2017", "Trần Thị Bình", "089190000002", "Ốm đau", 500000, 300000, 800000),
        (2, "05/03/2017", "Lê Hoàng Châu", "089078000003", "Thai sản", "", 200000, 200000),
        (3, "06/03/2017", "Ai Đó", "", "Thai sản", 100000, 200000, 300000),
    ]

    outcome = office.take("benefits", rows)

    assert fates(outcome) == ["created", "created", "refused"]
    assert len(outcome.refusals) == 1
    assert office.records("benefits", "person", "kind", "fund", "amount") == [
        ("Lê Hoàng Châu", "visit_maternity", "employer", "200000"),
        ("Trần Thị Bình", "visit_sickness", "employer", "300000"),
        ("Trần Thị Bình", "visit_sickness", "social_fund", "500000"),
    ]
    assert fates(office.take("benefits", rows)) == ["unchanged", "unchanged", "refused"]


def test_two_columns_of_one_fund_are_a_benefit_each(office: Office) -> None:
    rows = [
        ("STT", "Ngày", "Họ và tên", "Lý do", "Tiền CĐ cơ sở", "Tiền CĐ cấp trên"),
        (1, "02/03/2017", "Trần Thị Bình", "Ốm đau", "500.000", "300.000"),
        (2, "02/03/2017", "Lê Hoàng Châu", "Ốm đau", "500.000", "500.000"),
    ]

    assert fates(office.take("benefits", rows)) == ["created", "created"]
    assert fates(office.take("benefits", rows)) == ["unchanged", "unchanged"]
    assert office.records("benefits", "person", "fund", "amount") == [
        ("Lê Hoàng Châu", "union_budget", "500000"),
        ("Lê Hoàng Châu", "union_budget", "500000"),
        ("Trần Thị Bình", "union_budget", "300000"),
        ("Trần Thị Bình", "union_budget", "500000"),
    ]


def test_amounts_in_a_column_for_each_purpose(office: Office) -> None:
    rows = [
        ("Nguồn kinh phí: Quỹ xã hội công đoàn",),
        ("STT", "Ngày", "Họ và tên", "Nội dung chi (đồng)", "", "", ""),
        ("", "", "", "Ốm đau", "Việc hiếu", "Mừng cưới", "Quà Tết"),
        (1, "02/03/2017", "Trần Thị Bình", "", 300000),
        (2, "02/03/2017", "Lê Hoàng Châu", 200000, "", "", 100000),
    ]

    assert fates(office.take("benefits", rows)) == ["created", "created"]
    assert office.records("benefits", "person", "kind", "fund", "amount") == [
        ("Lê Hoàng Châu", "tet_gift", "social_fund", "100000"),
        ("Lê Hoàng Châu", "visit_sickness", "social_fund", "200000"),
        ("Trần Thị Bình", "visit_bereavement", "social_fund", "300000"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "089085170055\nNgày cấp: 12/03/2021\nNơi cấp: Cục CS QLHC về TTXH",
        "089085170055, cấp ngày 12/3/2021, CA An Giang",
        "089085170055 (cấp ngày 12/3/2021)",
        "089085170055 do Cục CS QLHC về TTXH cấp",
        "CCCD số 089085170055 ngày 12/3/2021",
    ],
)
def test_an_identity_number_with_the_day_and_place_of_its_issue(written: str) -> None:
    found = understood([("STT", "Họ và tên", "CCCD"), (1, "Trần Văn An", written)])

    assert records(found, "identity_number") == [("089085170055",)]


def test_a_house_that_was_handed_over_counts_without_a_column_of_states(office: Office) -> None:
    rows = [
        ("STT", "Họ và tên", "Hình thức", "Số tiền", "Ngày giải ngân", "Ngày bàn giao"),
        (1, "Trần Thị Bình", "Xây mới", 50000000, "12/3/2017", "12/5/2017"),
        (2, "Lê Hoàng Châu", "Sửa chữa", 30000000, "12/4/2017", ""),
    ]

    assert fates(office.take("housing", rows)) == ["created", "created"]
    assert office.records("housing", "person", "status") == [
        ("Lê Hoàng Châu", "building"),
        ("Trần Thị Bình", "handed_over"),
    ]
    proposed = [rows[0], (1, "Lê Hoàng Châu", "Xây mới", 30000000, "", "")]
    office.take("housing", proposed)
    assert ("Lê Hoàng Châu", "proposed") in office.records("housing", "person", "status")


def test_the_birth_of_a_child_is_not_the_parent_s(office: Office) -> None:
    rows = [
        ("DANH SÁCH CON ĐOÀN VIÊN NHẬN QUÀ 1/6/2017",),
        ("(Nguồn kinh phí: Kinh phí công đoàn)",),
        ("STT", "Họ và tên con", "Nam", "Nữ", "Ngày sinh", "Lớp", "Họ tên cha/mẹ", "Số tiền"),
        (1, "Trần Minh Khôi", "x", "", "02/05/2010", "1A", "Trần Thị Bình", 200000),
        (2, "Lê Thị Hoa", "", "x", "02/05/2011", "1A", "Lê Hoàng Châu", 200000),
    ]

    assert fates(office.take("benefits", rows)) == ["created", "created"]
    assert office.records("benefits", "person", "beneficiary", "beneficiary_name") == [
        ("Lê Hoàng Châu", "child", "Lê Thị Hoa"),
        ("Trần Thị Bình", "child", "Trần Minh Khôi"),
    ]


@pytest.mark.parametrize("label", ["ĐƠN VỊ", "Tổ công đoàn"])
def test_lists_below_each_other_each_under_its_unit(tmp_path: Path, label: str) -> None:
    header = ("STT", "Họ và tên", "Số CCCD")
    rows = [
        (f"{label}: Phòng Tổ chức - Hành chính",),
        header,
        (1, "Trần Văn An", "089085170055"),
        ("", "Tổng cộng: 1 người"),
        (f"{label}: Khoa Nội",),
        header,
        (1, "Trần Văn Ba", "089085170056"),
    ]

    found = read_one(a_workbook(tmp_path, rows))

    assert records(found, "full_name", "unit") == [
        ("Trần Văn An", "Phòng Tổ chức - Hành chính"),
        ("Trần Văn Ba", "Khoa Nội"),
    ]


def test_a_column_for_the_women_alone_in_lists_beside_each_other(tmp_path: Path) -> None:
    header = ("STT", "Họ và tên", "Nữ", "Số CCCD")
    rows = [
        (*header, *header),
        (1, "Trần Thị An", "x", "089185170055", 3, "Lê Văn Ba", "", "089085170056"),
        (2, "Trần Văn An", "", "089085170057", 4, "Lê Thị Ba", "x", "089185170058"),
    ]

    lists = read(a_workbook(tmp_path, rows)).lists

    assert [each for found in lists for each in records(found, "full_name", "sex")] == [
        ("Trần Thị An", "female"),
        ("Trần Văn An", "male"),
        ("Lê Văn Ba", "male"),
        ("Lê Thị Ba", "female"),
    ]


@pytest.mark.parametrize(
    ("written", "name", "phone", "note"),
    [
        ("Trần Văn An\n0912345678", "Trần Văn An", "0912345678", None),
        ("Trần Văn An - 0912.345.678", "Trần Văn An", "0912345678", None),
        ("TRẦN VĂN AN (ĐT: 0912 345 678)", "Trần Văn An", "0912345678", None),
        ("Trần Văn An\nSĐT: 0912345678", "Trần Văn An", "0912345678", None),
        ("Trần Văn An (nghỉ thai sản)", "Trần Văn An", None, "nghỉ thai sản"),
        ("Trần Văn An (bí danh Tư) 0912345678", "Trần Văn An", "0912345678", "bí danh Tư"),
        ("Trần Văn An (A)", "Trần Văn An (A)", None, None),
    ],
)
def test_what_stands_behind_a_name_is_no_part_of_it(
    written: str, name: str, phone: str | None, note: str | None
) -> None:
    found = understood([("STT", "Họ và tên", "Số CCCD"), (1, written, "089085170055")])

    assert records(found, "full_name", "phone", "notes") == [(name, phone, note)]


def test_a_remark_behind_a_name_is_kept_beside_the_list_s_own(office: Office) -> None:
    rows = [
        ("STT", "Họ và tên", "Số CCCD", "Ghi chú"),
        (1, "Trần Thị Bình (nghỉ thai sản)", "089190000002", "hộ nghèo"),
        (2, "Lê Hoàng Châu", "089078000003", "tổ trưởng"),
    ]

    outcome = office.take("members", rows)

    assert office.records("members", "full_name", "notes")[:2] == [
        ("Lê Hoàng Châu", "tổ trưởng"),
        ("Nguyễn Văn An", None),
    ]
    assert ("Trần Thị Bình", "hộ nghèo; nghỉ thai sản") in office.records(
        "members", "full_name", "notes"
    )
    assert [each.problem.message for each in outcome.warnings] == [REMARK_KEPT]
    assert fates(office.take("members", rows)) == ["unchanged", "unchanged"]


def test_a_remark_behind_a_participant_is_no_note_of_the_event(office: Office) -> None:
    rows = [
        ("STT", "Ngày", "Tên hoạt động", "Loại", "Họ và tên"),
        (1, "12/3/2017", "Hội thao", "Thể thao", "Trần Thị Bình (đội trưởng)"),
    ]

    assert fates(office.take("activities", rows)) == ["created"]
    assert office.records("activities", "notes") == [(None,)]


def test_the_end_of_a_span_fills_the_field_for_it(office: Office) -> None:
    agreements = [
        ("STT", "Số thỏa ước", "Ngày ký", "Thời gian hiệu lực"),
        (1, "01/TƯ", "1/3/2016", "từ 01/03/2016 đến 28/02/2018"),
        (2, "02/TƯ", "1/3/2017", "Từ ngày 01/03/2017 đến hết ngày 28/02/2019"),
    ]
    activities = [
        ("STT", "Ngày", "Tên hoạt động", "Loại", "Tổng số", "Đoàn viên"),
        (1, "12/3 - 15/3/2017", "Tham quan Đà Lạt", "Tham quan", 30, 20),
        (2, "20/3/2017", "Hội thao", "Thể thao", 30, 20),
    ]

    office.take("agreements", agreements)
    office.take("activities", activities)

    assert office.records("agreements", "number", "effective_from", "effective_to") == [
        ("01/TƯ", "2016-03-01", "2018-02-28"),
        ("02/TƯ", "2017-03-01", "2019-02-28"),
    ]
    assert office.records("activities", "held_on", "ended_on") == [
        ("2017-03-12", "2017-03-15"),
        ("2017-03-20", None),
    ]


@pytest.mark.parametrize("mark", ["//", "nt", "-nt-", "-//-", "như trên", "Như trên", '"'])
def test_a_ditto_mark_repeats_a_fund_and_a_unit(mark: str) -> None:
    units = [
        ("STT", "Họ và tên", "Đơn vị", "Số CCCD"),
        (1, "Trần Văn An", "Xưởng May", "089085170055"),
        (2, "Trần Văn Ba", mark, "089085170056"),
    ]
    funds = [
        ("STT", "Ngày", "Họ và tên", "Lý do", "Nguồn", "Số tiền"),
        (1, "2/3/2017", "Trần Văn An", "Ốm đau", "Quỹ xã hội CĐ", 500000),
        (2, mark, "Trần Văn Ba", mark, mark, mark),
    ]

    assert records(understood(units), "unit") == [("Xưởng May",), ("Xưởng May",)]
    assert records(understood(funds, "benefits"), "given_on", "kind", "fund", "amount") == [
        ("2017-03-02", "visit_sickness", "social_fund", "500000"),
        ("2017-03-02", "visit_sickness", "social_fund", "500000"),
    ]


def test_marks_alone_in_a_column_say_nothing() -> None:
    rows = [
        ("STT", "Họ và tên", "Đơn vị", "Số CCCD"),
        (1, "Trần Văn An", "//", "089085170055"),
        (2, "Trần Văn Ba", "//", "089085170056"),
    ]

    assert records(understood(rows), "unit") == [(None,), (None,)]


def test_a_last_column_without_a_name_refuses_no_row_of_a_text_file(tmp_path: Path) -> None:
    saved = [
        ("STT", "Họ và tên", "Số CCCD", ""),
        (1, "Trần Văn An", "089085170055", "tổ trưởng"),
        (2, "Trần Văn Ba", "089085170056", ""),
        (3, "Trần Văn Tư", "089085170057", ""),
    ]
    typed = [saved[0][:3], saved[1], *(row[:3] for row in saved[2:])]

    assert read_one(a_text_file(tmp_path, saved)).refusals == []
    assert read_one(a_text_file(tmp_path, typed)).refused_rows == [2]
