"""Lines, marks and lists beside each other: how an office uses the room on its paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import xlsxwriter
from spreadsheets.lists import a_workbook, read, read_one, records, understood

from unionoffice.registers.activities.model import KINDS as ACTIVITY_KINDS
from unionoffice.registers.benefits.choices import KINDS
from unionoffice.registers.benefits.funds import FUNDS
from unionoffice.spreadsheets.struck import STRUCK

STRUCK_LIST = (
    ("STT", "Họ và tên", "Số CCCD", "Ghi chú"),
    (1, "Trần Văn An", "089085170055", ""),
    (2, "Trần Văn Ba", "089085170056", "đã nghỉ"),
    (3, "Trần Văn Tư", "089085170057", ""),
)


def _struck_through(folder: Path) -> Path:
    """The second person struck through; the third hidden by a filter, its note struck alone."""
    path = folder / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    line = book.add_format({"font_strikeout": True})
    for row, cells in enumerate(STRUCK_LIST):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, line if row == 2 else None)
    sheet.write(3, 3, "Hà Nội", line)
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_row_struck_through_is_left_to_a_person(tmp_path: Path, suffix: str) -> None:
    path = _struck_through(tmp_path)
    if suffix != ".xlsx":
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            suffix[1:],
            "--outdir",
            tmp_path,
        ]
        command.append(path)
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    found = read_one(path.with_suffix(suffix))

    assert records(found, "full_name") == [("Trần Văn An",), ("Trần Văn Tư",)]
    assert [(note.row, note.field, note.problem.message) for note in found.refusals] == [
        (3, "full_name", STRUCK)
    ]


def test_a_number_in_the_list_beside_belongs_to_nobody_in_this_one(tmp_path: Path) -> None:
    header = ("STT", "Họ và tên", "Số CCCD")
    rows = [
        (*header, *header),
        (1, "Trần Văn An", "", 3, "Lê Văn Ba", "089085170056"),
        (2, "Trần Thị An", "089185170057", 4, "Lê Thị Ba", ""),
    ]

    lists = read(a_workbook(tmp_path, rows)).lists

    assert [each for found in lists for each in records(found, "full_name", "identity_number")] == [
        ("Trần Văn An", None),
        ("Trần Thị An", "089185170057"),
        ("Lê Văn Ba", "089085170056"),
        ("Lê Thị Ba", None),
    ]


def test_parts_of_a_birth_in_lists_beside_each_other(tmp_path: Path) -> None:
    header = ("STT", "Họ và tên", "Ngày", "Tháng", "Năm", "Nam", "Nữ")
    rows = [
        (*header, *header),
        (1, "Trần Văn An", 1, 2, 1981, "x", "", 3, "Lê Văn Ba", 5, 6, 1983, "x"),
        (2, "Trần Thị An", 3, 4, 1982, "", "x", 4, "Lê Thị Ba", 7, 8, 1984, "", "x"),
    ]
    titled = [("STT", "Họ và tên", "Ngày sinh", "") * 2, ("", "", "Nam", "Nữ") * 2]
    titled += [
        (1, "Trần Văn An", "1/2/1981", "", 3, "Lê Văn Ba", "5/6/1983", ""),
        (2, "Trần Thị An", "", "3/4/1982", 4, "Lê Thị Ba", "", "7/8/1984"),
    ]

    for sheet in (rows, titled):
        lists = read(a_workbook(tmp_path, sheet)).lists
        told = [
            each for found in lists for each in records(found, "full_name", "birth_date", "sex")
        ]
        assert told == [
            ("Trần Văn An", "1981-02-01", "male"),
            ("Trần Thị An", "1982-04-03", "female"),
            ("Lê Văn Ba", "1983-06-05", "male"),
            ("Lê Thị Ba", "1984-08-07", "female"),
        ]


@pytest.mark.parametrize(
    ("others", "written", "name"),
    [
        (("Bà Trần Thị An", "Anh Lê Văn Ba"), "Ông Mai Tuấn", "Mai Tuấn"),
        (("Bà Trần Thị An", "Anh Lê Văn Ba"), "Ông Hoàng Bảo", "Hoàng Bảo"),
        (("Trần Thị An", "Lê Văn Ba"), "Ông Hoàng Bảo", "Ông Hoàng Bảo"),
        (("TRẦN THỊ AN", "LÊ VĂN BA"), "ÔNG HOÀNG BẢO", "Ông Hoàng Bảo"),
        (("Trần Thị An", "Lê Văn Ba"), "Ông Mai Tuấn", "Ông Mai Tuấn"),
        (("Trần Thị An", "Lê Văn Ba"), "Ông Trần Văn Tám", "Trần Văn Tám"),
    ],
)
def test_ong_is_a_surname_where_nobody_else_is_addressed(
    others: tuple[str, str], written: str, name: str
) -> None:
    names = [*others, "Võ Thị Sáu", "Lý Văn Bảy", written]
    rows = [
        ("STT", "Họ và tên", "Năm sinh"),
        *((k, each, 1980 + k) for k, each in enumerate(names, 1)),
    ]

    assert records(understood(rows), "full_name")[-1] == (name,)


@pytest.mark.parametrize(
    ("names", "read_as", "is_said"),
    [
        (("Ông Hoàng Bảo", "Ông Lê Tám", "Võ Thị Sáu", "Lý Bảy", "Lê An"), "Ông Hoàng Bảo", True),
        (("Ông Hoàng Bảo", "Ông Lê Văn Tám", "Võ Sáu", "Lý Bảy", "Lê An"), "Hoàng Bảo", True),
        (("Ông Hoàng Bảo", "Ông Lê Tám", "Ông Võ Sáu", "Lý Bảy", "Lê An"), "Hoàng Bảo", True),
        (("Ông Hoàng Bảo", "Bà Lê Thị Tám", "Võ Sáu", "Lý Bảy", "Lê An"), "Hoàng Bảo", False),
        (("Ông Hoàng Bảo", "Võ Thị Sáu"), "Hoàng Bảo", True),
    ],
)
def test_a_doubt_whether_ong_is_a_surname_is_said(
    names: tuple[str, ...], read_as: str, is_said: bool
) -> None:
    found = understood([("STT", "Họ và tên", "Ghi chú"), *((k, n) for k, n in enumerate(names, 1))])

    assert records(found, "full_name")[0] == (read_as,)
    assert [note.now for note in found.warnings if note.row == 2] == [read_as] * is_said


def test_an_office_called_so_is_a_unit_beside_others() -> None:
    rows = [
        ("STT", "Ngày", "Hình thức", "Nội dung", "Phạm vi"),
        (1, "12/3/2017", "Định kỳ", "Lương", "Văn phòng, Xưởng Cắt"),
        (2, "12/4/2017", "Định kỳ", "Lương", "Các phòng, ban"),
    ]

    assert understood(rows, "dialogues").values["units"] == [
        ("Văn phòng", "Xưởng Cắt"),
        ("Các phòng, ban",),
    ]


@pytest.mark.parametrize(
    ("title", "written", "day"),
    [
        ("DANH SÁCH THĂM HỎI NĂM 2017", "15/3", "2017-03-15"),
        ("DANH SÁCH THĂM HỎI THÁNG 3/2017", "15-03", "2017-03-15"),
        ("DANH SÁCH THĂM HỎI", "quý I/2017", "2017-01-01"),
        ("DANH SÁCH THĂM HỎI", "Quý IV năm 2017", "2017-10-01"),
        ("DANH SÁCH THĂM HỎI", "6 tháng đầu năm 2017", "2017-01-01"),
        ("DANH SÁCH THĂM HỎI", "6 tháng cuối năm 2017", "2017-07-01"),
        ("DANH SÁCH THĂM HỎI", "3 кв. 2017", "2017-07-01"),
    ],
)
def test_days_without_a_year_and_quarters(title: str, written: str, day: str) -> None:
    rows = [
        (title,),
        ("STT", "Ngày", "Họ và tên", "Lý do", "Nguồn", "Số tiền"),
        (1, written, "Trần Văn An", "Ốm đau", "Quỹ xã hội CĐ", 500000),
    ]

    found = understood(rows, "benefits")

    assert records(found, "given_on") == [(day,)]
    assert [note.field for note in found.warnings] == ["given_on"]


@pytest.mark.parametrize(
    "title",
    ["DANH SÁCH THĂM HỎI", "DANH SÁCH THĂM HỎI NĂM 2016 VÀ 2017", "(Kèm theo QĐ số 3/2017)"],
)
def test_a_day_whose_year_nobody_tells_is_refused(title: str) -> None:
    rows = [
        (title,),
        ("STT", "Ngày", "Họ và tên", "Lý do", "Nguồn", "Số tiền"),
        (1, "15/3", "Trần Văn An", "Ốm đau", "Quỹ xã hội CĐ", 500000),
    ]

    assert understood(rows, "benefits").refused_rows == [3]


@pytest.mark.parametrize(
    ("written", "kind"),
    [("因病", "visit_sickness"), ("Ауру", "visit_sickness"), ("Қайтыс болу", "visit_bereavement")],
)
def test_purposes_of_benefits_in_other_languages(written: str, kind: str) -> None:
    assert KINDS.read(written) == kind


def test_a_kazakh_event_of_culture_is_one() -> None:
    assert ACTIVITY_KINDS.read("Мәдениет") == "culture"


@pytest.mark.parametrize(
    ("written", "fund"),
    [
        ("За счёт предприятия", "employer"),
        ("Жұмыс беруші", "employer"),
        ("Кәсіподақ бюджеті", "union_budget"),
    ],
)
def test_funds_in_other_languages(written: str, fund: str) -> None:
    assert FUNDS.read(written) == fund


def test_a_kazakh_list_of_members_says_who_has_left() -> None:
    rows = [
        ("р/с", "Аты-жөні", "Туған күні", "Кәсіподаққа кірген күні", "Кәсіподақтан шыққан күні"),
        (1, "Оспанов Асқар Серікұлы", "12.03.1980", "01.02.2010", "13.04.2017"),
        (2, "Бекетова Әсел Серікқызы", "13.03.1981", "02.02.2010", ""),
    ]

    assert records(understood(rows), "joined_on", "left_on") == [
        ("2010-02-01", "2017-04-13"),
        ("2010-02-02", None),
    ]


def test_who_was_absent_from_a_russian_event_does_not_count() -> None:
    rows = [
        ("№", "Дата", "Мероприятие", "Вид", "ФИО", "Присутствие"),
        (1, "01.03.2017", "Спартакиада", "Спорт", "Иванов Иван Петрович", "+"),
        (2, "01.03.2017", "Спартакиада", "Спорт", "Петров Пётр Ильич", "н"),
    ]

    assert understood(rows, "activities").values["attended"] == [True, False]


@pytest.mark.parametrize("header", ["Vắng mặt", "Vắng", "Không khám", "Không tham gia"])
@pytest.mark.parametrize("mark", ["x", "P", "có phép"])
def test_a_cross_for_those_who_did_not_come(header: str, mark: str) -> None:
    rows = [
        ("STT", "Ngày khám", "Họ và tên", "Đơn vị tổ chức", header),
        (1, "1/3/2017", "Trần Văn An", "LĐLĐ tỉnh", mark),
        (2, "1/3/2017", "Trần Văn Ba", "LĐLĐ tỉnh", ""),
    ]

    assert understood(rows, "checkups").values["attended"] == [False, True]


def test_a_cross_for_those_who_came_goes_before_one_for_the_others() -> None:
    rows = [
        ("STT", "Ngày", "Tên hoạt động", "Loại", "Họ và tên", "Vắng", "Có mặt"),
        (1, "1/3/2017", "Hội thao", "Thể thao", "Trần Văn An", "", "x"),
        (2, "1/3/2017", "Hội thao", "Thể thao", "Trần Văn Ba", "x", ""),
    ]

    assert understood(rows, "activities").values["attended"] == [True, None]
