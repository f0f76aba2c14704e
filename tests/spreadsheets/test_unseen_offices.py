"""What a run of lists that nobody had seen before showed to be misread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spreadsheets.lists import Rows, a_workbook, read, understood
from spreadsheets.test_odd_lists import Office

from unionoffice.core.text import title_case
from unionoffice.spreadsheets.settled_ticks import NOBODY_THERE

AN, BINH = ("Nguyễn Văn An", "089085000001"), ("Trần Thị Bình", "089190000002")


@pytest.mark.parametrize(
    ("words", "told"), [(("Đã vào", "Chưa"), ["member", "none"]), (("Rồi", "Chưa vào"), None)]
)
def test_joined_already_or_not_yet_tells_who_is_a_member(
    words: tuple[str, str], told: list[str] | None
) -> None:
    rows: Rows = [
        ("Họ tên", "Ngày sinh", "Là đoàn viên công đoàn"),
        ("Nguyễn Văn An", "21/03/1985", words[0]),
        ("Trần Thị Bình", "15/07/1990", words[1]),
    ]
    assert understood(rows).values["membership"] == (told or ["member", "none"])


def test_a_column_about_membership_that_is_not_understood_is_told() -> None:
    rows: Rows = [
        ("Họ tên", "Ngày sinh", "Đoàn viên công đoàn"),
        ("Nguyễn Văn An", "21/03/1985", "loại A"),
        ("Trần Thị Bình", "15/07/1990", "loại B"),
    ]
    assert [note.field for note in understood(rows).warnings] == ["membership"]


@pytest.mark.parametrize("header", ["Присутствовал", "Явка", "Участвовал"])
def test_a_russian_no_is_an_absence(office: Office, header: str) -> None:
    office.take(
        "checkups",
        [
            ("ФИО", "Дата осмотра", "Кем организован", header),
            ("Nguyễn Văn An", "02.07.2024", "профком", "да"),
            ("Trần Thị Bình", "02.07.2024", "профком", "нет"),
            ("Lê Hoàng Châu", "02.07.2024", "профком", "да"),
        ],
    )
    assert not office.attendance("checkups")["Trần Thị Bình"]


SIGNED: Rows = [
    ("序号", "姓名", "活动名称", "活动日期", "签到"),
    (1, "Trần Thị Bình", "春游", "2024-04-05", "√"),
    (2, "Lê Hoàng Châu", "春游", "2024-04-05", ""),
]


def test_who_did_not_sign_in_did_not_come(office: Office) -> None:
    office.take("activities", SIGNED)
    assert office.attendance("activities") == {"Trần Thị Bình": True, "Lê Hoàng Châu": False}


@pytest.mark.parametrize("filled", [True, False])
def test_an_empty_column_of_who_came_is_spoken_of(filled: bool) -> None:
    rows = SIGNED if filled else [SIGNED[0], *((*row[:-1], "") for row in SIGNED[1:])]
    notes = understood(rows, "activities").warnings
    told = [note for note in notes if note.why == NOBODY_THERE]
    assert [note.field for note in told] == ([] if filled else ["attended"])


@pytest.mark.parametrize(
    ("asked", "granted"),
    [("Đề nghị", "Duyệt chi"), ("Dự kiến", "Thực chi"), ("Số tiền đề nghị", "Số tiền được duyệt")],
)
def test_what_was_granted_counts_and_not_what_was_asked_for(asked: str, granted: str) -> None:
    rows: Rows = [
        ("Họ và tên", "Ngày chi", "Số tiền (đồng)", "", "Nội dung"),
        ("", "", asked, granted, ""),
        (AN[0], "02/07/2024", "2.000.000", "1.000.000", "Thăm ốm đau"),
    ]
    assert understood(rows, "benefits").values["amount"] == [1_000_000]


def test_of_heads_the_women_are_not_all() -> None:
    rows: Rows = [
        ("Tên phong trào", "Ngày tháng", "Số lượng người tham gia", "", ""),
        ("", "", "Tổng", "Nữ", "Đoàn viên"),
        ("Hội thao", "02/07/2024", 90, 30, 70),
    ]
    read = understood(rows, "activities")
    assert (read.values["head_total"], read.values["head_members"]) == ([90], [70])


@pytest.mark.parametrize(
    ("register", "field", "word", "told"),
    [
        ("dialogues", "form", "внеплановая", "on_demand"),
        ("dialogues", "form", "плановая", "periodic"),
        ("training", "kind", "профессиональное", "professional"),
    ],
)
def test_kinds_in_russian(register: str, field: str, word: str, told: str, office: Office) -> None:
    header = {"dialogues": "Форма", "training": "Вид обучения"}[register]
    office.take(register, [("Дата", "Тема", header), ("02.07.2024", "Оплата труда", word)])
    assert office.records(register, field) == [(told,)]


def test_digits_of_full_width_are_digits() -> None:
    number = "110101198109271829"
    wide = number.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    rows: Rows = [
        ("姓名", "身份证号码"),
        ("何敏", wide),
        ("王芳", ""),
    ]
    assert understood(rows).values["identity_number"][0] == number


def test_groups_numbered_in_chinese_are_units() -> None:
    rows: Rows = [
        ("序号", "姓名", "出生年月"),
        ("一、生产部", "", ""),
        (1, "何敏", "1981.09"),
        ("二、质检部", "", ""),
        (2, "王芳", "1985.03"),
    ]
    assert understood(rows).values["unit"] == ["生产部", "质检部"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("СПИСОК участников мероприятия «Экскурсия в Казань»", "Экскурсия в Казань"),
        ("DANH SÁCH HỌC VIÊN LỚP: Bồi dưỡng nghiệp vụ", "Bồi dưỡng nghiệp vụ"),
    ],
)
def test_the_title_names_the_event_itself(title: str, told: str) -> None:
    rows: Rows = [(title,), ("Ngày: 02/07/2024",), ("STT", "Họ và tên", "Ngày sinh")]
    rows = [*rows, (1, AN[0], "21/03/1985"), (2, BINH[0], "15/07/1990")]
    assert understood(rows, "activities").told["title"].value == told


def test_a_holiday_in_an_events_name_is_not_its_day(office: Office) -> None:
    rows: Rows = [
        ("Họ và tên", "Ngày sinh", "Hội thao 1/5 (28/04/2024)", "Tham quan Huế (08/09/2024)"),
        (AN[0], "21/03/1985", "x", ""),
        (BINH[0], "15/07/1990", "x", "x"),
    ]
    office.take("activities", rows)
    assert {title for title, _ in office.records("activities", "title", "held_on")} == {
        "Hội thao 1/5",
        "Tham quan Huế",
    }


@pytest.mark.parametrize(
    ("register", "header", "field"),
    [
        ("benefits", "Ngày chuyển", "given_on"),
        ("benefits", "Ngày chuyển khoản", "given_on"),
        ("benefits", "Стоимость, руб.", "amount"),
        ("benefits", "Кому выдано", "full_name"),
        ("members", "所属分会", "unit"),
        ("preferences", "Đơn vị bán", "partner"),
    ],
)
def test_headers_that_were_not_known(register: str, header: str, field: str) -> None:
    cells: dict[str, Any] = {"given_on": "02/07/2024", "amount": 1500, "full_name": AN[0]}
    rows: Rows = [("STT", header), (1, cells.get(field, "Điện máy Xanh"))]
    assert [c.field for c in understood(rows, register).columns if c.field] == [field]


@pytest.mark.parametrize("written", ["T11/2017", "T11-2017", "t 11.2017"])
def test_a_month_with_a_letter_is_a_month(written: str) -> None:
    rows: Rows = [("Họ tên", "Ngày sinh", "Vào CĐ"), (AN[0], "21/03/1985", written)]
    assert str(understood(rows).values["joined_on"][0]) == "2017-11"


def test_a_letter_before_an_apostrophe_keeps_the_next_one_large() -> None:
    assert title_case("H'YÊN MLÔ") == "H'Yên Mlô"
    assert title_case("NGUYỄN ÁNH") == "Nguyễn Ánh"


def test_the_parents_number_tells_who_the_member_is() -> None:
    rows: Rows = [
        ("Họ và tên con", "Năm sinh của con", "Họ tên cha (mẹ) là đoàn viên", "CCCD của cha (mẹ)"),
        ("Nguyễn Bé", 2015, *AN),
        ("Trần Út", 2017, *BINH),
    ]
    read = understood(rows, "benefits")
    assert read.values["identity_number"] == [AN[1], BINH[1]]
    assert "birth_date" not in read.values


@pytest.mark.parametrize("header", ["Đối tượng", "Phân loại", "Đoàn viên/NLĐ"])
@pytest.mark.parametrize("words", [("Đoàn viên", "NLĐ"), ("ĐV", "Người lao động")])
def test_cells_that_say_member_or_worker_are_believed(header: str, words: tuple[str, str]) -> None:
    rows: Rows = [
        ("Họ và tên", "Ngày sinh", header),
        ("Nguyễn Văn An", "21/03/1985", words[0]),
        ("Trần Thị Bình", "15/07/1990", words[1]),
    ]
    assert understood(rows).values["membership"] == ["member", "none"]


def test_a_code_before_a_name_is_no_part_of_it() -> None:
    rows: Rows = [
        ("Nhân viên", "Ngày sinh", "Giới tính", "Phòng ban"),
        ("NV00012 - Nguyễn Văn An", "21/03/1985", "Nam", "Kho"),
        ("NV00013\xa0-\xa0Trần\xa0Thị\xa0Bình", "15/07/1990", "Nữ", "Kho"),
    ]
    assert understood(rows).values["full_name"] == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_count_of_comrades_is_no_part_of_the_unit() -> None:
    rows: Rows = [
        ("STT", "Họ và tên", "Ngày sinh"),
        ("", "* Khoa Dược: 5 đ/c", ""),
        (1, "Nguyễn Văn An", "21/03/1985"),
        ("", "* Khoa Sản - 12 đồng chí", ""),
        (2, "Trần Thị Bình", "15/07/1990"),
    ]
    assert understood(rows).values["unit"] == ["Khoa Dược", "Khoa Sản"]


def test_who_sat_at_the_table_is_no_unit_that_a_dialogue_covers(office: Office) -> None:
    rows: Rows = [
        ("Ngày", "Thành phần tham dự", "Nội dung đối thoại"),
        ("02/07/2024", "Ban giám đốc, BCH CĐCS", "Tiền lương"),
        ("09/09/2024", "Xưởng May", "Bữa ăn ca"),
    ]
    office.take("dialogues", rows)
    assert office.records("dialogues", "units") == [("Xưởng May",), (None,)]


def test_uses_of_offers_may_have_their_day_in_the_title() -> None:
    rows: Rows = [
        ("THỐNG KÊ LƯỢT ĐOÀN VIÊN SỬ DỤNG ƯU ĐÃI",),
        ("Ngày 12/07/2024",),
        ("STT", "Tên đơn vị ưu đãi", "Lượt sử dụng"),
        (1, "Điện máy Xanh", 12),
    ]
    assert str(understood(rows, "preferences").told["used_on"].value) == "2024-07-12"


def test_the_kind_of_an_event_may_have_a_label_above_the_list() -> None:
    rows: Rows = [("СПИСОК участников мероприятия «Зимний день»",), ("Вид мероприятия: спорт",)]
    rows = [*rows, ("Дата: 02.07.2024",), ("№", "ФИО"), (1, "Иванов Иван"), (2, "Орлова Анна")]
    assert understood(rows, "activities").told["kind"].value == "sport"


def test_somebody_moved_is_in_the_new_unit() -> None:
    rows: Rows = [
        ("Họ và tên", "Ngày sinh", "Đơn vị cũ", "Đơn vị mới"),
        ("Nguyễn Văn An", "21/03/1985", "Kho", "Xưởng May"),
        ("Trần Thị Bình", "15/07/1990", "Xưởng May", "Văn phòng"),
    ]
    assert understood(rows).values["unit"] == ["Xưởng May", "Văn phòng"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("KẾT QUẢ LỚP TẬP HUẤN NGHIỆP VỤ", "LỚP TẬP HUẤN NGHIỆP VỤ"),
        ("SỐ LƯỢNG THAM GIA HỘI THAO", "HỘI THAO"),
    ],
)
def test_results_and_numbers_of_an_event_name_it(title: str, told: str) -> None:
    rows: Rows = [(title,), ("Ngày: 02/07/2024",), ("STT", "Họ và tên"), (1, AN[0]), (2, BINH[0])]
    assert understood(rows, "activities").told["title"].value == told


def test_the_day_of_a_certificate_is_not_that_of_the_course() -> None:
    rows: Rows = [
        ("KẾT QUẢ LỚP TẬP HUẤN",),
        ("Thời gian: 02/07/2024",),
        ("STT", "Họ và tên", "Kết quả", "Ngày cấp chứng chỉ"),
        (1, AN[0], "Đạt", "20/07/2024"),
    ]
    read = understood(rows, "training")
    assert "held_on" not in read.values
    assert str(read.told["held_on"].value) == "2024-07-02"


@pytest.mark.parametrize("names", [("Tổ",), ("Đợt 1", "Đợt 2"), ("Nam", "Nữ"), ("Quý I", "Quý II")])
def test_what_tells_lists_apart_is_no_unit(tmp_path: Path, names: tuple[str, ...]) -> None:
    rows: Rows = [("STT", "Họ và tên", "Ngày sinh"), (1, AN[0], "21/03/1985")]
    found = read(a_workbook(tmp_path, *[rows] * len(names), names=names))
    assert all(not any(each.values.get("unit") or ()) for each in found.lists)


def test_a_sheet_a_unit_still_tells_the_unit(tmp_path: Path) -> None:
    rows: Rows = [("STT", "Họ và tên", "Ngày sinh"), (1, AN[0], "21/03/1985")]
    found = read(a_workbook(tmp_path, rows, rows, names=("Kế toán", "Tổ 2")))
    assert [each.values["unit"] for each in found.lists] == [["Kế toán"], ["Tổ 2"]]


def test_the_words_tell_the_day_where_no_column_does(office: Office) -> None:
    rows: Rows = [
        ("Họ và tên", "Nội dung", "Nguồn", "Số tiền"),
        (BINH[0], "Thăm ốm đau ngày 12/03/2024", "Kinh phí công đoàn", 500_000),
        ("Lê Hoàng Châu", "Phúng viếng ngày 02/09/2024", "Kinh phí công đoàn", 500_000),
    ]
    office.take("benefits", rows)
    assert office.records("benefits", "given_on", "kind") == [
        ("2024-03-12", "visit_sickness"),
        ("2024-09-02", "visit_bereavement"),
    ]


@pytest.mark.parametrize("space", ["\xa0", "  ", " \xa0"])
def test_stray_spaces_make_no_unit_of_the_whole_office(space: str) -> None:
    scope = "Toàn đơn vị".replace(" ", space)
    rows: Rows = [
        ("Số thỏa ước", "Ngày ký", "Hiệu lực từ", "Hiệu lực đến", "Phạm vi áp dụng"),
        ("01/2024", "10/06/2024", "01/07/2024", "30/06/2026", scope),
    ]
    assert understood(rows, "agreements").values["units"] == [()]


def test_one_odd_given_name_does_not_cost_everybody_theirs() -> None:
    people = [("Trần Thị", "Bình"), ("Lê Hoàng", "Châu"), ("Điểu", "K'Ré"), ("Mai Đức", "An")]
    rows: Rows = [
        ("TT", "Họ và tên", "", "Ngày sinh"),
        *((place, *names, "15/07/1990") for place, names in enumerate(people, 1)),
    ]
    assert understood(rows).values["full_name"] == [" ".join(names) for names in people]
