"""Lists as they come from offices that nobody has met before, for every register."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from spreadsheets.lists import Rows, understood
from sqlalchemy import select

from unionoffice.registers.agreements.model import AgreementUnit
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.model import Person
from unionoffice.services.desk import Desk
from unionoffice.services.views import Query
from unionoffice.spreadsheets.amounts import amount_of_text
from unionoffice.spreadsheets.importing import Importing
from unionoffice.spreadsheets.names import read_name
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.results import ImportOutcome
from unionoffice.spreadsheets.writing import write_rejects
from unionoffice.store.store import Store

NAMED = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD")
PEOPLE: Rows = [
    ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Đơn vị", "Ngày vào CĐ"),
    (1, "Nguyễn Văn An", "Nam", "21/03/1985", "089085000001", "Xưởng May", "01/05/2010"),
    (2, "Trần Thị Bình", "Nữ", "15/07/1990", "089190000002", "Văn phòng", "08/03/2012"),
    (3, "Lê Hoàng Châu", "Nam", "02/12/1978", "089078000003", "Tổ Điện", "10/01/2005"),
    (4, "Nguyễn Văn An", "Nam", "01/01/1991", "089091000004", "Tổ Điện", "01/09/2015"),
]


class Office:
    """An office into which rows are brought as lists."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._importing = Importing(store, CATALOGUE)
        self._desk = Desk(store, CATALOGUE)

    def take(self, register: str, *lists: Rows, **options: Any) -> ImportOutcome:
        return self.bring_in(register, [understood(rows, register) for rows in lists], **options)

    def bring_in(self, register: str, lists: list[ReadList], **options: Any) -> ImportOutcome:
        return self._importing.bring_in(register, lists, **options)

    def attendance(self, register: str) -> dict[str, bool]:
        """Who stands on the lists of a register's events, and whether they came."""
        model = CATALOGUE[register].lines.model
        with self._store.reading() as session:
            rows = session.execute(select(Person.full_name, model.attended).join(Person))
            return {row.full_name: row.attended for row in rows}

    def units_covered(self) -> list[str]:
        """The units that the agreements name; none where they cover everybody."""
        with self._store.reading() as session:
            return list(session.scalars(select(Unit.name).join(AgreementUnit)))

    def records(self, register: str, *fields: str) -> list[tuple[Any, ...]]:
        """These fields of every record as text, in the order of their texts."""
        rows = self._desk.page(register, Query(), fields, 0, 1000)
        return sorted(
            (tuple(None if cell is None else str(cell) for cell in row.cells) for row in rows),
            key=str,
        )


def fates(outcome: ImportOutcome) -> list[str]:
    return [fate.value for each in outcome.lists for _row, fate in sorted(each.fates.items())]


def told(rows: Rows, *fields: str, register: str = "members") -> list[tuple[Any, ...]]:
    """What a list says, record by record, as text."""
    found = understood(rows, register)
    nothing = [None] * len(found.numbers)
    columns = [found.values.get(name, nothing) for name in fields]
    return [
        tuple(None if value is None else str(value) for value in row)
        for row in zip(*columns, strict=True)
    ]


# Names and numbers


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bà TRẦN THỊ TƯ", "Trần Thị Tư"),
        ("Ông Lê Văn Tám", "Lê Văn Tám"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("Ông Văn Tốt", "Ông Văn Tốt"),
        ("Anh Thư", "Anh Thư"),
        ("Nguyễn Thị Ngọc ánh", "Nguyễn Thị Ngọc Ánh"),  # as TCVN3 writes it
        ("NGUYễN VăN ẩN", "Nguyễn Văn Ẩn"),
        ("Сидоров П.А.", "Сидоров П.А."),
        ("Maria de la Cruz", "Maria de la Cruz"),
        ("Lê Thị Mai.", "Lê Thị Mai"),
    ],
)
def test_a_name_is_kept_as_its_bearer_writes_it(written: str, name: str) -> None:
    assert read_name(written, "full_name").value == name
    assert told([NAMED, (1, written, "1980", None), (2, "Lê An", "1981", None)], "full_name")[
        0
    ] == (name,)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("89085000001.0", "089085000001"),
        ("8.9185000110E+10", "089185000110"),
        ("1186000111", "001186000111"),
        ("351234567.00", "351234567"),
    ],
)
def test_an_identity_number_that_excel_has_spoilt_is_mended(written: str, number: str) -> None:
    assert told([NAMED, (1, "Lê An", "1980", written)], "identity_number") == [(number,)]


def test_old_and_new_identity_numbers_stand_in_columns_of_their_own() -> None:
    rows = [
        ("STT", "Họ và tên", "Số CMND", "Ngày cấp", "Số CCCD"),
        (1, "Lê An", "351234567", "01/01/2005", None),
        (2, "Lê Bình", "351234568", "01/01/2005", "089085000001"),
    ]
    assert told(rows, "identity_number") == [("351234567",), ("089085000001",)]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("Một triệu đồng", 1_000_000),
        ("Hai triệu năm trăm nghìn đồng chẵn./.", 2_500_000),
        ("hai mươi mốt triệu ba trăm linh năm nghìn đồng", 21_305_000),
        ("1 triệu 500 nghìn", 1_500_000),
        ("2 triệu rưỡi", 2_500_000),
        ("1.000.000 (một triệu)", 1_000_000),
    ],
)
def test_amounts_in_words_are_understood(written: str, amount: int) -> None:
    assert amount_of_text(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["nhiều", "hai ba", "1 triệu hai trăm", "năm trăm", "đồng"])
def test_words_that_say_no_certain_amount_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        amount_of_text(written)


@pytest.mark.parametrize(
    ("header", "written", "amount"),
    [
        ("Số tiền (nghìn đồng)", 500, "500000"),
        ("Số tiền (nghìn đồng)", 50_000, "50000000"),
        ("Số tiền (nghìn đồng)", 500_000, "500000"),  # in đồng after all
        ("Số tiền (nghìn đồng)", "300.000đ", "300000"),
        ("Số tiền (nghìn đồng)", "2 triệu", "2000000"),
        ("Số tiền (triệu đồng)", 50, "50000000"),
        ("Số tiền (triệu đồng)", "40.000.000", "40000000"),
    ],
)
def test_what_the_header_counts_in_holds_where_it_can_be_true(
    header: str, written: Any, amount: str
) -> None:
    rows = [(*BENEFIT[:-1], header), (1, "1/1/2026", "Lê Hoàng Châu", "Thăm ốm", "CĐ", written)]
    assert told(rows, "amount", register="benefits") == [(amount,)]


# Columns


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ngày thôi tham gia CĐ", "left_on"),
        ("Ngày chấm dứt sinh hoạt CĐ", "left_on"),
        ("Ngày KN vào CĐ", "joined_on"),
        ("N/sinh", "birth_date"),
        ("№ профсоюзного билета", "card_number"),
        ("Đ.vị", "unit"),
    ],
)
def test_a_header_means_what_it_says(header: str, field: str) -> None:
    cell = {"card_number": "000123", "unit": "Tổ May"}.get(field, "01/05/2010")
    found = understood([("STT", "Họ và tên", header), (1, "Lê An", cell), (2, "Lê Tư", cell)])
    assert found.columns[2].field == field


def test_kazakh_words_for_the_sex() -> None:
    rows = [("Р/с", "Тегі, аты", "Жынысы"), (1, "Әбдіров Қайрат", "ер"), (2, "Өмір Гүл", "әйел")]
    assert told(rows, "sex") == [("male",), ("female",)]


def test_a_ditto_mark_repeats_the_cell_above() -> None:
    rows = [
        ("TT", "Họ tên", "Đơn vị", "Ngày vào CĐ"),
        (1, "Lê An", "Tổ May", "01/01/2010"),
        (2, "Lê Tư", "nt", '"'),
        (3, "Lê Tám", "-nt-", "02/01/2010"),
    ]
    assert told(rows, "unit", "joined_on") == [
        ("Tổ May", "2010-01-01"),
        ("Tổ May", "2010-01-01"),
        ("Tổ May", "2010-01-02"),
    ]


def test_a_header_may_say_in_which_order_days_are_written() -> None:
    rows = [("No.", "Full name", "Date of birth (MM/DD/YYYY)"), (1, "Ann Lee", "03/05/1985")]
    assert told(rows, "birth_date") == [("1985-03-05",)]


@pytest.mark.parametrize("decompose", [False, True])
def test_three_rows_of_header_and_numbers_below(decompose: bool) -> None:
    rows: list[Sequence[Any]] = [
        ("DANH SÁCH TRÍCH NGANG",),
        ("Số TT", "Thông tin cá nhân", None, None, None, "Công đoàn", None),
        (None, "Họ và tên", "Giới tính", None, "Sinh ngày", "Số thẻ", "Ngày vào"),
        (None, None, "Nam", "Nữ", None, None, None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        (1, "Nguyễn Thị Ngọc Ánh", None, "x", "21/03/1985", "8912345678", "5/2010"),
        (2, "Lê Văn Út", "x", None, "01/12/1990", None, "01/01/2015"),
    ]
    if decompose:
        rows = [
            tuple(unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in row)
            for row in rows
        ]
    assert told(rows, "full_name", "sex", "birth_date", "card_number", "joined_on") == [
        ("Nguyễn Thị Ngọc Ánh", "female", "1985-03-21", "8912345678", "2010-05"),
        ("Lê Văn Út", "male", "1990-12-01", None, "2015-01-01"),
    ]


def test_a_birth_in_three_columns_of_their_own() -> None:
    rows = [
        ("TT", "Họ và tên", "Ngày sinh", "Tháng sinh", "Năm sinh"),
        (1, "Ung Thị Một", 21, 3, 1985),
        (2, "Ung Văn Hai", None, None, 1986),
    ]
    assert told(rows, "birth_date") == [("1985-03-21",), ("1986",)]


def test_what_a_broken_formula_shows_is_no_value() -> None:
    rows = [
        ("TT", "Họ và tên", "Đơn vị", "Số CCCD"),
        (1, "Ung Thị Một", "#REF!", "#N/A"),
        (2, "#VALUE!", "Tổ May", "089186000102"),
    ]
    assert told(rows, "full_name", "unit", "identity_number") == [("Ung Thị Một", None, None)]
    assert understood(rows).refused_rows == [3]


# Rows


def test_a_group_s_count_beside_its_title_is_no_person() -> None:
    rows = [
        ("TT", "Họ và tên", "Ngày sinh", "Số CCCD"),
        ("Tổ 1", None, None, "12 người"),
        (1, "Ung Thị Một", "21/3/1985", None),
        ("Tổ May B (08 đoàn viên)", None, None, None),
        (2, "Ung Văn Hai", "21/3/1986", None),
    ]
    assert told(rows, "full_name", "unit") == [
        ("Ung Thị Một", "Tổ 1"),
        ("Ung Văn Hai", "Tổ May B"),
    ]


def test_a_numbered_row_with_one_word_is_a_record(office: Office) -> None:
    outcome = office.take(
        "units",
        [
            ("STT", "Tên tổ công đoàn", "Trực thuộc", "Tổ trưởng"),
            (1, "Chuyền 1", "Phân xưởng Dệt", None),
            (2, "Phân xưởng Dệt", None, "Lê Văn Trưởng"),
            (3, "Nhà kho", None, None),
            (None, "Tổng cộng: 3 tổ", None, None),
        ],
    )
    assert fates(outcome) == ["created"] * 3
    assert ("Chuyền 1", "Phân xưởng Dệt", None) in office.records("units", *_UNIT)
    assert len(office.records("units", *_UNIT)) == 3 + 3


_UNIT = ("name", "parent", "leader")


def test_a_meeting_without_its_day_is_refused_and_not_left_out() -> None:
    found = understood(
        [
            ("Phiên", "Thời gian", "Nội dung thương lượng"),
            (1, "05/3/2026", "Lương"),
            (2, "20/3/2026", "Ca"),
            (3, None, "Chưa họp"),
        ],
        "negotiations",
    )
    assert (len(found.numbers), found.refused_rows) == (2, [4])


# People


def test_accents_tell_people_apart_who_share_a_birthday(office: Office) -> None:
    rows = [NAMED, (1, "Lê Thị Mốt", "05/03/1985", None), (2, "Lê Thị Một", "05/03/1985", None)]

    assert fates(office.take("members", rows)) == ["created", "created"]
    assert fates(office.take("members", rows)) == ["unchanged", "unchanged"]


BENEFIT = ("STT", "Ngày chi", "Họ và tên", "Nội dung", "Nguồn kinh phí", "Số tiền")


@pytest.mark.parametrize(
    ("name", "fate"),
    [
        ("Lê Hoàng Châu", "created"),
        ("LE HOANG CHAU", "created"),  # typed without accents
        ("Ông Lê Hoàng Châu", "created"),
        ("Lê Hoàng Chấu", "refused"),  # another name
        ("Nguyễn Văn An", "refused"),  # two bear it
    ],
)
def test_a_benefit_goes_to_whom_the_list_names(office: Office, name: str, fate: str) -> None:
    row = (1, "03/03/2026", name, "Thăm ốm", "Quỹ xã hội công đoàn", "1tr5")
    assert fates(office.take("benefits", [BENEFIT, row])) == [fate]


def test_the_title_of_a_group_tells_the_kind_that_no_column_says(office: Office) -> None:
    rows = [
        ("STT", "Họ tên", "Ngày chi", "Số tiền", "Nguồn"),
        ("I", "THĂM HỎI ỐM ĐAU", None, 500_000, None),
        (1, "Lê Hoàng Châu", "1/2/2026", 500_000, "CĐ"),
        ("II", "VIẾNG TANG", None, 500_000, None),
        (1, "Trần Thị Bình", "2/2/2026", 500_000, "CĐ"),
        ("III", "CÔNG VIỆC KHÁC", None, None, None),
    ]
    assert fates(office.take("benefits", rows)) == ["created", "created"]
    assert office.records("benefits", "person", "kind") == [
        ("Lê Hoàng Châu", "visit_sickness"),
        ("Trần Thị Bình", "visit_bereavement"),
    ]


def test_gifts_for_children_are_entered_under_the_parent(office: Office) -> None:
    rows = [
        ("TT", "Họ tên con", "Họ tên cha/mẹ (đoàn viên)", "Ngày nhận", "Loại quà", "Nguồn"),
        (1, "Lê Bé Na", "Trần Thị Bình", "01/06/2026", "Quà 1/6", "Công đoàn"),
    ]
    assert fates(office.take("benefits", rows)) == ["created"]
    assert office.records("benefits", "person", "beneficiary_name") == [
        ("Trần Thị Bình", "Lê Bé Na")
    ]


# Events


def test_titles_in_another_case_mean_the_same_event(office: Office) -> None:
    rows = [
        ("STT", "Ngày", "Tên hoạt động", "Loại", "Họ và tên", "Có mặt"),
        (1, "30/08/2026", "Giải bóng chuyền", "Thể thao", "Lê Hoàng Châu", "x"),
        (2, "30/08/2026", "Giải  Bóng chuyền ", "Thể thao", "Trần Thị Bình", None),
    ]
    assert fates(office.take("activities", rows)) == ["created", "created"]
    assert office.records("activities", "title") == [("Giải bóng chuyền",)]
    assert fates(office.take("activities", rows)) == ["unchanged", "unchanged"]


HEADS = ("STT", "Ngày", "Tên hoạt động", "Loại", "Đơn vị", "Tổng số người", "Số đoàn viên")


def test_two_head_counts_of_one_event_are_neither_chosen_nor_added_up(office: Office) -> None:
    rows = [
        HEADS,
        (1, "28/04/2026", "Hội thao", "Thể thao", "Xưởng May", 50, 40),
        (2, "28/04/2026", "Hội thao", "Thể thao", "Văn phòng", 30, 20),
    ]
    assert fates(office.take("activities", rows)) == ["refused", "refused"]
    assert not office.records("activities", "head_total", "unit")
    assert fates(office.take("activities", rows[:2])) == ["created"]
    assert fates(office.take("activities", rows)) == ["refused", "refused"]
    assert office.records("activities", "head_total", "unit") == [("50", "Xưởng May")]
    assert fates(office.take("activities", [HEADS, (*rows[1][:5], 55, 40)])) == ["updated"]


def test_the_unit_in_a_list_of_participants_is_theirs(office: Office) -> None:
    rows = [
        ("STT", "Ngày", "Tên hoạt động", "Loại", "Họ và tên", "Đơn vị"),
        ("I", "Văn phòng"),
        (1, "28/04/2026", "Hội thao", "Thể thao", "Lê Hoàng Châu", "Tổ Điện"),
    ]
    assert fates(office.take("activities", rows)) == ["created"]
    assert office.records("activities", "title", "unit") == [("Hội thao", None)]


def test_a_check_up_has_its_campaign_s_day_and_its_own() -> None:
    rows = [
        ("STT", "Ngày tổ chức", "Đơn vị tổ chức", "Họ và tên", "Ngày khám"),
        (1, "12/4/2026", "CĐCS", "Lê Hoàng Châu", "13/4/2026"),
    ]
    assert told(rows, "held_on", "attended_on", register="checkups") == [
        ("2026-04-12", "2026-04-13")
    ]
    alone = [("STT", "Ngày khám", "Họ và tên"), (1, "13/4/2026", "Lê Hoàng Châu")]
    assert told(alone, "held_on", register="checkups") == [("2026-04-13",)]


def test_units_joined_by_a_word_are_those_that_are_known(office: Office) -> None:
    rows = [
        ("TT", "Ngày tổ chức", "Hình thức", "Nội dung", "Đơn vị tham gia"),
        (1, "02/4/2026", "Đối thoại đột xuất", "Lương", "Tổ Điện và Văn phòng"),
    ]
    assert fates(office.take("dialogues", rows)) == ["created"]
    assert len(office.records("units", "name")) == 3


# What was refused


def test_refused_rows_come_back_with_all_that_the_list_said_of_them(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("TT", "Họ, tên", "Ngày sinh", None, "CCCD", "Quê quán"),
        (None, None, "Nam", "Nữ", None, None),
        ("I. Xưởng May", None, None, None, None, None),
        (1, "LÊ VĂN ỬNG", "31/02/1969", None, "089069669245", "Long An"),
        ("II. Tổ Điện", None, None, None, None, None),
        (2, "HỒ KIM DIỄM", None, "07/10/1986", "0891865137", '"'),
    ]
    read = understood(rows)
    write_rejects(tmp_path / "rejects.xlsx", [read])

    book = openpyxl.load_workbook(tmp_path / "rejects.xlsx")
    kept = [list(row[:-1]) for row in book.active.iter_rows(values_only=True)]
    kept[1][2], kept[2][4] = "28/02/1969", "089186513799"

    assert told(kept, "full_name", "sex", "birth_date", "unit") == [
        ("Lê Văn Ửng", "male", "1969-02-28", "Xưởng May"),
        ("Hồ Kim Diễm", "female", "1986-10-07", "Tổ Điện"),
    ]
    assert kept[2][5] == "Long An"
