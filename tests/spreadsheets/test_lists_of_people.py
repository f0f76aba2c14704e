"""What lists of people from very different offices taught about columns, marks and files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spreadsheets.lists import a_text_file, a_workbook, fields, read, read_one, records, understood

Row = tuple[Any, ...]
SOMEBODY: Row = (1, "Trần Thị Bình", "05/03/1984")


@pytest.mark.parametrize(
    ("header", "cell", "field"),
    [
        ("UNION_JOIN_DATE", "2018-11-06", "joined_on"),
        ("BRANCH_NAME", "CN Sài Gòn", "unit"),
        ("Workplace", "Depot North", "unit"),
        ("E-mail address", "an@office.example", "email"),
        ("M/F", "F", "sex"),
        ("Ông/Bà", "Bà", "sex"),
        ("Danh xưng", "Bà", "sex"),
        ("Thời điểm giảm", "01/06/2024", "left_on"),
        ("Chức danh chuyên môn", "Kỹ sư", "job_title"),
        ("CV", "Công nhân", "job_title"),
        ("姓 名", "王芳", "full_name"),
        ("TENPHONGBAN", "Phòng Kỹ thuật", "unit"),
        ("CHUCDANH", "Kỹ thuật viên", "job_title"),
        ("Ngày nhập xưởng", "28/11/2014", "employed_on"),
        ("Ngày KN", "28/11/2014", "joined_on"),
        ("Số CC", "089184170055", "identity_number"),
    ],
)
def test_the_header_of_a_column_is_understood(header: str, cell: str, field: str) -> None:
    whole = field == "full_name"
    rows: list[Row] = [
        ("STT", header if whole else "Họ và tên", "Ngày sinh", "Số" if whole else header),
        (1, cell if whole else "Trần Thị Bình", "05/03/1984", 7 if whole else cell),
        (2, cell if whole else "Lê Văn Tư", "06/03/1984", 8 if whole else cell),
    ]

    assert fields(understood(rows)).get(header) == field


def test_a_column_of_names_headed_ong_ba_is_no_column_of_sexes() -> None:
    rows: list[Row] = [("STT", "Ông/Bà", "Ngày sinh"), SOMEBODY]

    assert fields(understood(rows)) == {"Ông/Bà": "full_name", "Ngày sinh": "birth_date"}


def test_forms_of_address_beside_a_name_in_two_columns_are_nobody() -> None:
    rows: list[Row] = [
        ("STT", "Ông/Bà", "Họ và", "Tên", "Ngày sinh"),
        (1, "Bà", "Trần Thị", "Bình", "05/03/1984"),
        (2, "Ông", "Lê Văn", "Tư", "06/03/1984"),
    ]

    found = records(understood(rows), "full_name", "sex")

    assert found == [("Trần Thị Bình", "female"), ("Lê Văn Tư", "male")]


def test_ho_va_and_ten_are_the_two_parts_of_a_name() -> None:
    rows: list[Row] = [
        ("STT", "Họ và", "Tên", "Nữ", "Năm sinh"),
        (1, "Trần Thị", "Bình", "x", 1984),
        (2, "Lê Văn", "Tư", None, 1990),
    ]

    found = records(understood(rows), "full_name", "sex")

    assert found == [("Trần Thị Bình", "female"), ("Lê Văn Tư", "male")]


def test_the_day_of_entry_beside_that_of_joining_is_that_of_employment() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Ngày vào", "Gia nhập CĐ"),
        (1, "Trần Thị Bình", "01/02/2010", "05/08/2010"),
    ]

    assert records(understood(rows), "employed_on", "joined_on") == [("2010-02-01", "2010-08-05")]
    alone: list[Row] = [("STT", "Họ và tên", "Ngày vào"), (1, "Trần Thị Bình", "01/02/2010")]
    assert records(understood(alone), "joined_on") == [("2010-02-01",)]


def test_the_day_of_joining_the_union_goes_before_that_of_joining_the_office() -> None:
    rows: list[Row] = [
        ("No", "Employee Name", "Join Date", "Union Joined Date"),
        (1, "Trần Thị Bình", "01/02/2010", "05/08/2010"),
    ]

    assert records(understood(rows), "employed_on", "joined_on") == [("2010-02-01", "2010-08-05")]


def test_the_name_of_a_unit_goes_before_its_code() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Bộ phận", "Tên bộ phận"),
        (1, "Trần Thị Bình", "A001", "Chuyền may 1"),
    ]

    assert records(understood(rows), "unit") == [("Chuyền may 1",)]
    alone = [(number, name, unit) for number, name, unit, _ in rows]
    assert records(understood(alone), "unit") == [("A001",)]


def test_an_address_in_pieces_is_one_address(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Địa chỉ", None, None, "Ngày sinh"),
        (None, None, "Số nhà, đường", "Xã/phường", "Tỉnh", None),
        (1, "Trần Thị Bình", "12 Lê Lợi", "Mỹ Bình", "An Giang", "05/03/1984"),
        (2, "Lê Văn Tư", None, "Mỹ Bình", "An Giang", "06/03/1984"),
    ]

    found = read_one(a_workbook(tmp_path, rows, merged={"C1:E1": "Địa chỉ"}))

    assert records(found, "address") == [
        ("12 Lê Lợi, Mỹ Bình, An Giang",),
        ("Mỹ Bình, An Giang",),
    ]


def test_a_header_says_what_its_codes_mean() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Giới tính (1: Nam, 0: Nữ)"),
        (1, "Trần Thị Bình", 0),
        (2, "Lê Văn Tư", 1),
    ]
    turned: list[Row] = [("STT", "Họ và tên", "Phái (Nữ=1; Nam=2)"), (1, "Trần Thị Bình", "1")]

    assert records(understood(rows), "sex") == [("female",), ("male",)]
    assert records(understood(turned), "sex") == [("female",)]


def test_of_an_old_and_a_new_card_the_new_one_is_kept() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Số thẻ cũ", "Số thẻ mới", "Lý do đổi"),
        (1, "Trần Thị Bình", "123456", "8937659036", "Mất"),
    ]

    assert records(understood(rows), "card_number", "unit") == [("8937659036", None)]


def test_a_line_that_says_how_to_fill_in_a_form_is_nobody() -> None:
    rows: list[Row] = [
        ("STT", "Mã", "Họ và tên (*)", "Ngày sinh (*)", "Giới tính (*)", "Số CCCD (*)"),
        ("[1]", "[2]", "[3]", "[4]", "[5]", "[6]"),
        (None, "Hệ thống tự sinh", "Bắt buộc nhập", "dd/mm/yyyy", "Nam/Nữ", "9 hoặc 12 số"),
        (1, "A1", "Trần Thị Bình", "05/03/1984", "Nữ", "089184170055"),
    ]

    found = understood(rows)

    assert (found.rows, found.refusals) == (1, [])


def test_the_leader_named_beside_a_group_is_no_part_of_its_name() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Ngày sinh"),
        ("TỔ CÔNG ĐOÀN SỐ 1 (28 đ/v) - Tổ trưởng: Đ/c Lê Văn Tư",),
        SOMEBODY,
    ]

    assert records(understood(rows), "unit") == [("TỔ CÔNG ĐOÀN SỐ 1",)]


def test_a_note_in_brackets_behind_an_identity_number_does_not_refuse_it() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Số CCCD"),
        (1, "Trần Thị Bình", "089184170055\n(CC: 12/2021)"),
    ]

    assert records(understood(rows), "identity_number") == [("089184170055",)]


def test_a_kazakh_number_of_somebody_born_in_2000_has_lost_three_zeros() -> None:
    rows: list[Row] = [("№", "ФИО", "ИИН"), (1, "Ахметов Ерлан Болатұлы", 523525021)]

    assert records(understood(rows), "identity_number") == [("000523525021",)]


def test_the_birth_of_a_dependant_is_not_the_worker_s() -> None:
    beside: list[Row] = [
        ("STT", "Họ tên NLĐ", "Ngày sinh NLĐ", "Họ tên người phụ thuộc", "Ngày sinh NPT"),
        (*SOMEBODY, "Lê Thị Con", "04/05/2010"),
    ]
    behind: list[Row] = [
        ("STT", "Họ và tên", "Số CCCD", "Họ tên con", "Ngày sinh"),
        (1, "Trần Thị Bình", "089184170055", "Lê Thị Con", "04/05/2010"),
    ]

    assert records(understood(beside), "birth_date") == [("1984-03-05",)]
    assert records(understood(behind), "birth_date") == [(None,)]


def test_a_year_of_birth_behind_the_name_is_read_where_the_header_says_so() -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên, năm sinh", "Vào CĐ"),
        (1, "Trần Thị Bình (1984)", "05/08/2010"),
        (2, "Lê Văn Tư - 1990", "05/08/2010"),
        (3, "Võ Hữu Huy, sinh 07/02/1991", "05/08/2010"),
    ]

    assert records(understood(rows), "full_name", "birth_date", "notes") == [
        ("Trần Thị Bình", "1984", None),
        ("Lê Văn Tư", "1990", None),
        ("Võ Hữu Huy", "1991-02-07", None),
    ]


def test_lists_side_by_side_under_titles_of_their_own_are_both_read(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("TỔ CÔNG ĐOÀN 1", None, None, None, "TỔ CÔNG ĐOÀN 2"),
        ("STT", "Họ và tên", "Ngày sinh", None, "STT", "Họ và tên", "Ngày sinh"),
        (*SOMEBODY, None, 1, "Lê Văn Tư", "06/03/1984"),
        (2, "Võ Hữu Huy", "07/02/1991", None, 2, "Danh Quà", "08/02/1991"),
    ]
    merged = {"A1:C1": "TỔ CÔNG ĐOÀN 1", "E1:G1": "TỔ CÔNG ĐOÀN 2"}

    found = read(a_workbook(tmp_path, rows, merged=merged)).lists

    assert [records(each, "full_name", "unit") for each in found] == [
        [("Trần Thị Bình", "TỔ CÔNG ĐOÀN 1"), ("Võ Hữu Huy", "TỔ CÔNG ĐOÀN 1")],
        [("Lê Văn Tư", "TỔ CÔNG ĐOÀN 2"), ("Danh Quà", "TỔ CÔNG ĐOÀN 2")],
    ]


def test_a_formula_quoted_once_more_in_a_text_file_is_its_text(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("STT", "Họ và tên", "Số CCCD"),
        (1, "Trần Thị Bình", '"=""089184170055"""'),
    ]

    found = read_one(a_text_file(tmp_path, rows, mark=","))

    assert records(found, "identity_number") == [("089184170055",)]


def test_a_table_of_a_web_page_keeps_what_stands_over_several_rows(tmp_path: Path) -> None:
    page = (
        "<html><body><table><tr><th rowspan=2>STT</th><th rowspan='2'>Họ tên</th>"
        "<th colspan=2>Ngày sinh</th><th rowspan=2>Đơn vị</th></tr>"
        "<tr><th>Nam</th><th>Nữ</th></tr>"
        "<tr><td>1<td>Trần Thị Bình<td><td>05/03/1984<td rowspan=2>Xưởng Cắt"
        "<tr><td>2<td>Lê Văn Tư<td>06/03/1984<td></table></body></html>"
    )
    path = tmp_path / "export.xls"
    path.write_text(page, encoding="utf-8")

    assert records(read_one(path), "full_name", "sex", "birth_date", "unit") == [
        ("Trần Thị Bình", "female", "1984-03-05", "Xưởng Cắt"),
        ("Lê Văn Tư", "male", "1984-03-06", "Xưởng Cắt"),
    ]
