"""Lists in many shapes: headers, groups, totals, signatures, several sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from unionoffice.core.errors import RefusedFileError

from .lists import a_workbook, fields, read, read_one, records


def test_a_header_of_two_rows_with_children_under_titles(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["Công đoàn cơ sở Công ty A"],
            ["DANH SÁCH ĐOÀN VIÊN"],
            [],
            ["STT", "Họ và tên", "Giới tính", "", "CMND/CCCD", "", "", "Ngày vào", "", "Trình độ"],
            ["", "", "Nam", "Nữ", "Số", "Ngày cấp", "Nơi cấp", "Công đoàn", "Đảng", "Học vấn"],
            [
                1,
                "Lê Văn An",
                "x",
                "",
                "089080000001",
                "01/02/2015",
                "An Giang",
                "05/03/2010",
                "",
                "12/12",
            ],
            [
                2,
                "Trần Thị Bé",
                "",
                "x",
                "089180000002",
                "01/02/2016",
                "An Giang",
                "05/04/2011",
                "2015",
                "ĐH",
            ],
        ],
    )

    found = read_one(path)

    assert found.header_row == 4
    assert records(
        found, "full_name", "sex", "identity_number", "joined_on", "party_joined_on"
    ) == [
        ("Lê Văn An", "male", "089080000001", "2010-03-05", None),
        ("Trần Thị Bé", "female", "089180000002", "2011-04-05", "2015"),
    ]
    assert records(found, "education") == [("12/12",), ("ĐH",)]


def test_a_name_and_a_day_in_several_columns(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["TT", "Họ và tên lót", "Tên", "Ngày sinh", "", "", "Giới tính"],
            ["", "", "", "Ngày", "Tháng", "Năm", ""],
            [1, "NGUYỄN VĂN", "AN", 5, 3, 1985, "Nam"],
            [2, "TRẦN THỊ", "BÉ", "", "", 1990, "Nữ"],
            [3, "LÊ THỊ", "CẨM", 31, 2, 1990, "Nữ"],
        ],
    )

    found = read_one(path)

    assert records(found, "full_name", "birth_date", "sex") == [
        ("Nguyễn Văn An", "1985-03-05", "male"),
        ("Trần Thị Bé", "1990", "female"),
    ]
    assert found.refused_rows == [5]


def test_technical_headers(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            [
                "MA_NV",
                "HO_TEN_LOT",
                "TEN",
                "NGAY_SINH",
                "GIOI_TINH",
                "SO_CCCD",
                "DON_VI",
                "NGAY_VAO_CD",
            ],
            [
                "NV01",
                "Lê Văn",
                "An",
                date(1985, 3, 5),
                "Nam",
                "089085000001",
                "Kho",
                date(2010, 1, 2),
            ],
            [
                "NV02",
                "Lê Thị",
                "Bé",
                date(1986, 3, 5),
                "Nữ",
                "089186000001",
                "Kho",
                date(2011, 1, 2),
            ],
        ],
    )

    found = read_one(path)

    assert fields(found) == {
        "HO_TEN_LOT": "full_name",
        "TEN": "full_name",
        "NGAY_SINH": "birth_date",
        "GIOI_TINH": "sex",
        "SO_CCCD": "identity_number",
        "DON_VI": "unit",
        "NGAY_VAO_CD": "joined_on",
    }
    assert records(found, "full_name")[0] == ("Lê Văn An",)


def test_russian_and_chinese_lists(tmp_path: Path) -> None:
    russian = a_workbook(
        tmp_path,
        [
            ["№ п/п", "Фамилия", "Имя", "Отчество", "Дата рождения", "Пол", "СНИЛС", "Цех",
             "Телефон"],
            [1, "Ёлкин", "Пётр", "Ильич", "5 марта 1985 г.", "м", "112-233-445 95", "Цех № 1",
             "8 (912) 345-67-89"],
            [2, "Белова", "Анна", "Юрьевна", "07.11.1990", "ж", "112-233-446 96", "Цех № 2",
             "+7 912 345 67 80"],
            ["", "Итого: 2 человека"],
        ],
    )  # fmt: skip
    chinese = a_workbook(
        tmp_path,
        [
            ["某某公司工会会员名册"],
            ["序号", "姓名", "性别", "出生年月", "身份证号码", "部门", "入会时间", "联系电话"],
            [
                1,
                "张伟",
                "男",
                "1985年3月",
                "11010519850307123X",
                "一车间",
                "2010.05",
                "13812345678",
            ],
            [
                2,
                "李 娜",
                "女",
                "1990.11",
                "110105199011071226",
                "二车间",
                "2012年6月1日",
                "13912345678",
            ],
            ["合计", "2人"],
        ],
        name="zh.xlsx",
    )

    found = read_one(russian)
    assert records(found, "full_name", "birth_date", "sex", "identity_number", "unit", "phone") == [
        ("Ёлкин Пётр Ильич", "1985-03-05", "male", "11223344595", "Цех № 1", "89123456789"),
        ("Белова Анна Юрьевна", "1990-11-07", "female", "11223344696", "Цех № 2", "+79123456780"),
    ]
    found = read_one(chinese)
    assert records(found, "full_name", "sex", "birth_date", "identity_number", "joined_on") == [
        ("张伟", "male", "1985-03", "11010519850307123X", "2010-05"),
        ("李娜", "female", "1990-11", "110105199011071226", "2012-06-01"),
    ]
    assert records(found, "phone", "unit") == [("13812345678", "一车间"), ("13912345678", "二车间")]


def test_groups_within_groups_and_counts_behind_them(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["STT", "Họ và tên", "Năm sinh", "Số CCCD"],
            ["A", "KHỐI SẢN XUẤT: 3 người", "", ""],
            ["I", "Phân xưởng May 1 (2 người)", "", ""],
            ["1.1", "Tổ 1", "", ""],
            [1, "Lê Văn An", 1985, "089085000001"],
            [2, "Lê Thị Bé", 1986, "089186000002"],
            ["", "Cộng: 2", "", ""],
            ["II", "Phân xưởng May 2", "", ""],
            [1, "Lê Văn Cơ", 1987, "089087000003"],
            ["B", "Văn phòng", "", ""],
            [1, "Lê Văn Dũ", 1988, "089088000004"],
            ["", "Tổng cộng", 4, ""],
            ["", "", "", "An Giang, ngày 5 tháng 3 năm 2026"],
            ["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"],
            [],
            ["", "Phan Thị Yến", "", "Trần Văn Út"],
        ],
    )

    found = read_one(path)

    assert records(found, "full_name", "unit") == [
        ("Lê Văn An", "Tổ 1"),
        ("Lê Thị Bé", "Tổ 1"),
        ("Lê Văn Cơ", "Phân xưởng May 2"),
        ("Lê Văn Dũ", "Văn phòng"),
    ]
    assert found.refusals == []
    assert [(group.name, group.parents) for group in found.groups] == [
        ("KHỐI SẢN XUẤT", ()),
        ("Phân xưởng May 1", ("KHỐI SẢN XUẤT",)),
        ("Tổ 1", ("KHỐI SẢN XUẤT", "Phân xưởng May 1")),
        ("Phân xưởng May 2", ("KHỐI SẢN XUẤT",)),
        ("Văn phòng", ()),
    ]


def test_a_person_with_nothing_but_a_name_is_no_group(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["STT", "Họ và tên", "Ngày sinh", "Ghi chú"],
            [1, "Lê Văn An", "05/03/1985", ""],
            [2, "Tô Thị Cẩm", "", ""],
            [3, "Nguyễn Đăng Khoa", "", ""],
            [4, "Phòng", "05/03/1986", ""],
        ],
    )

    found = read_one(path)

    assert len(found.numbers) == 4
    assert found.groups == []


def test_repeated_headers_and_rows_of_column_numbers(tmp_path: Path) -> None:
    header = ["STT", "Họ và tên", "Ngày sinh", "CCCD"]
    path = a_workbook(
        tmp_path,
        [
            header,
            ["(1)", "(2)", "(3)", "(4)"],
            [1, "Lê Văn An", "05/03/1985", "089085000001"],
            [],
            header,
            [1, 2, 3, 4],
            [2, "Lê Thị Bé", "05/03/1986", "089186000001"],
        ],
    )

    found = read_one(path)

    assert records(found, "full_name") == [("Lê Văn An",), ("Lê Thị Bé",)]
    assert found.refusals == []


def test_a_sheet_for_every_unit(tmp_path: Path) -> None:
    header = ["STT", "Họ và tên", "Ngày sinh"]
    path = a_workbook(
        tmp_path,
        [header, [1, "Lê Văn An", "05/03/1985"]],
        [header, [1, "Lê Thị Bé", "05/03/1986"]],
        [["Hướng dẫn nhập danh sách"], ["Điền đủ các cột"]],
        [header, [1, "Lê Văn Ẩn", "05/03/1985"]],
        names=["Tổ Cắt", "PX May 1", "Hướng dẫn", "cũ"],
        hidden=["cũ"],
    )

    found = read(path)

    assert [(one.sheet, one.values["unit"]) for one in found.lists] == [
        ("Tổ Cắt", ["Tổ Cắt"]),
        ("PX May 1", ["PX May 1"]),
    ]
    assert {skipped.sheet for skipped in found.skipped} == {"Hướng dẫn", "cũ"}


def test_a_unit_merged_over_its_people(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["STT", "Đơn vị", "Họ và tên", "Ngày sinh"],
            [1, "", "Lê Văn An", "05/03/1985"],
            [2, "", "Lê Thị Bé", "05/03/1986"],
            [3, "Kho", "Lê Thị Cẩm", "05/03/1987"],
        ],
        merged={"B2:B3": "Tổ Cắt"},
    )

    assert records(read_one(path), "unit") == [("Tổ Cắt",), ("Tổ Cắt",), ("Kho",)]


def test_columns_that_are_something_else_are_not_taken(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["STT", "Họ và tên", "Ngày sinh", "Họ tên con", "Ngày sinh con", "Ngày cấp CCCD",
             "Nơi cấp", "Ngày vào Đoàn", "Ngày vào Đảng chính thức", "SĐT người thân", "Số CCCD",
             "Nơi sinh"],
            [1, "Lê Văn An", "05/03/1985", "Lê Văn Tí", "01/02/2015", "02/03/2016", "An Giang",
             "26/03/2000", "05/06/2012", "0912345678", "089085000001", "An Giang"],
        ],
    )  # fmt: skip

    assert fields(read_one(path)) == {
        "Họ và tên": "full_name",
        "Ngày sinh": "birth_date",
        "Số CCCD": "identity_number",
    }


def test_a_column_without_a_header_is_known_by_its_cells(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["STT", "", "Ngày sinh", "Số", "Đơn vị"],
            [1, "Lê Văn An", "05/03/1985", "089085000001", "Kho"],
            [2, "Trần Thị Bé", "05/03/1986", "089186000001", "Kho"],
            [3, "Phạm Văn Cơ", "05/03/1987", "089087000001", "Kho"],
        ],
    )

    found = read_one(path)

    assert records(found, "full_name", "identity_number")[1] == ("Trần Thị Bé", "089186000001")


def test_only_the_women_are_ticked(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["STT", "Họ và tên", "Năm sinh", "Nữ"],
            [1, "Lê Văn An", 1985, ""],
            [2, "Trần Thị Bé", 1986, "x"],
        ],
    )

    assert records(read_one(path), "sex", "birth_date") == [("male", "1985"), ("female", "1986")]


def test_a_corrected_mapping_is_obeyed(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        [
            ["TT", "Họ và tên", "Ngày 1", "Ngày 2"],
            [1, "Lê Văn An", "05/03/1985", "01/02/2010"],
        ],
    )

    found = read_one(path, mapping={"Ngày 1": "birth_date", "D": "joined_on"})

    assert records(found, "birth_date", "joined_on") == [("1985-03-05", "2010-02-01")]


def test_a_workbook_without_a_list_is_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, [["Kính gửi ban chấp hành"], ["Doanh thu", "Chi phí"], [5, 6]])

    with pytest.raises(RefusedFileError, match="No list was found"):
        read(path)
