"""What offices write into the cells of lists, and which value of a closed list they mean by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spreadsheets.lists import a_workbook, fields, read_one, records

from unionoffice.core.choices import Choices, choices
from unionoffice.core.i18n import LANGUAGE_NAMES, in_all_languages, words_in
from unionoffice.core.wordings import Wording
from unionoffice.registerkit.columns import ListColumn
from unionoffice.registers.benefits.choices import KINDS
from unionoffice.registers.benefits.funds import FUNDS
from unionoffice.registers.benefits.states import STATUSES
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.checkups.model import ORGANISERS
from unionoffice.registers.dialogues.model import FORMS
from unionoffice.registers.housing.model import STATUSES as HOUSING_STATUSES
from unionoffice.registers.loans.model import SOURCES
from unionoffice.registers.loans.model import STATUSES as LOAN_STATUSES
from unionoffice.registers.people.words import WORDS
from unionoffice.spreadsheets.matching import Vocabulary, comparable


@pytest.mark.parametrize(
    ("closed", "written", "meant"),
    [
        (FUNDS, "Quỹ XHCĐ", "social_fund"),
        (FUNDS, "Từ Quỹ XH-CĐ LĐLĐ tỉnh", "social_fund"),
        (FUNDS, "Kinh phí CĐ", "union_budget"),
        (FUNDS, "C.ty hỗ trợ", "employer"),
        (KINDS, "Thăm bệnh", "visit_sickness"),
        (KINDS, "Bị TNLĐ", "visit_work_accident"),
        (KINDS, "Mẹ chồng mất", "visit_bereavement"),
        (KINDS, "Tặng nón bảo hiểm", "gift"),
        (KINDS, "Tặng quà Tết cho đoàn viên", "tet_gift"),
        (KINDS, "Khen thưởng con học giỏi", "children"),
        (SOURCES, "Vốn 120", "employment_fund"),
        (ORGANISERS, "Областной совет профсоюзов", "province"),
        (KINDS, "Mẹ qua đời", "visit_bereavement"),
        (KINDS, "смерть отца", "visit_bereavement"),
        (ORGANISERS, "LĐLĐ tỉnh AG", "province"),
        (ORGANISERS, "LĐLĐ tỉnh phối hợp với doanh nghiệp", "province"),
        (ORGANISERS, "CĐCS + Cty", "primary"),
        (FORMS, "HN CBCCVC", "conference"),
    ],
)
def test_a_wording_means_what_a_clerk_reads(closed: Choices, written: str, meant: str) -> None:
    assert closed.read(written) == meant


@pytest.mark.parametrize(
    ("closed", "written", "meant"),
    [
        (STATUSES, "Chưa được duyệt", "proposed"),
        (STATUSES, "Không được duyệt", "rejected"),
        (STATUSES, "не выплачено", "proposed"),
        (HOUSING_STATUSES, "Chưa bàn giao", "building"),
        (LOAN_STATUSES, "Chưa giải ngân", "proposed"),
        (LOAN_STATUSES, "Chưa tất toán", "lent"),
    ],
)
def test_what_is_denied_is_not_meant(closed: Choices, written: str, meant: str) -> None:
    assert closed.read(written) == meant


def test_accents_tell_short_words_apart_unless_the_list_has_none() -> None:
    closed = choices(("mourning", "Mourning", ("tang",)), ("other", "Other", ("hủy",)))

    assert closed.read("Tặng xe đạp") is None
    assert closed.read("Nhà có tang") == "mourning"
    assert closed.read("nha co tang") == "mourning"
    assert closed.read("đã huỷ bỏ") == "other"


def test_every_label_is_understood_in_every_language() -> None:
    for register in CATALOGUE:
        lines = register.lines.fields if register.lines else ()
        for field in (*register.fields, *lines):
            for choice in field.choices or ():
                for language in LANGUAGE_NAMES:
                    label = words_in(language).gettext(choice.label)
                    assert field.choices is not None
                    assert field.choices.read(label) == choice.key, (register.key, label)


BENEFITS = ("STT", "Người được thăm", "Lý do", "Ngày thăm", "Số tiền hỗ trợ", "Nguồn chi")


def test_no_word_is_declared_that_says_what_another_has_said() -> None:
    """Labels are understood in every language, and the words of people for every register."""
    idle = [
        f"{register.key}.{column.key}: {word}"
        for register in CATALOGUE
        for column in CATALOGUE.list_shape(register.key).columns
        for word in _idle(column)
    ]
    assert not idle


def _idle(column: ListColumn) -> Iterator[str]:
    shared = WORDS.get(column.key, ())
    labels = (*in_all_languages(column.label), column.key.replace("_", " "))
    for known, words in (((*labels, *shared), column.words), ((), shared)):
        said = set(map(comparable, known))
        for word in words:
            if comparable(word) in said and not (word in shared and word in column.words):
                yield word
            said.add(comparable(word))
    for choice in column.choices or ():
        spoken = {choice.key, choice.key.replace("_", " "), *in_all_languages(choice.label)}
        meant = set(map(Wording.of, spoken))
        for word in choice.words:
            if Wording.of(word) in meant:
                yield word
            meant.add(Wording.of(word))


@pytest.mark.parametrize(
    ("register", "header", "field"),
    [
        ("members", "Membership no.", "card_number"),
        ("members", "Вступил(а)", "joined_on"),
        ("members", "ĐVCT", "unit"),
        ("preferences", "ĐV sử dụng (lượt)", "uses"),
    ],
)
def test_a_header_means_what_a_clerk_reads(register: str, header: str, field: str) -> None:
    guesses = Vocabulary(CATALOGUE.list_shape(register)).guesses(header)
    assert guesses[0].target == field


def test_a_status_nobody_understands_is_refused_because_figures_hang_on_it(tmp_path: Path) -> None:
    found = read_one(
        a_workbook(
            tmp_path,
            [
                (*BENEFITS, "Trạng thái"),
                (1, "Trần Văn Hải", "ốm", "03/05/2017", "500.000đ/người", "QXHCĐ", "Chưa duyệt"),
                (2, "Lê Thị Hoa", "ốm", "03/05/2017", 500000, "QXHCĐ", "treo"),
            ],
        ),
        "benefits",
    )

    assert records(found, "full_name", "status", "fund", "amount") == [
        ("Trần Văn Hải", "proposed", "social_fund", "500000")
    ]
    assert [(note.row, note.field, note.value) for note in found.refusals] == [
        (3, "status", "treo")
    ]


def test_who_was_away_is_told_by_a_column_nobody_has_heard_of(tmp_path: Path) -> None:
    found = read_one(
        a_workbook(
            tmp_path,
            [
                ("TT", "Họ và tên", "Ngày khám SK", "Cơ quan tổ chức", "Diễn tiến"),
                (1, "Trần Văn Hải", "15/05/2017", "LĐLĐ tỉnh", "đã khám"),
                (2, "Lê Thị Hoa", "15/05/2017", "LĐLĐ tỉnh", "vắng"),
            ],
        ),
        "checkups",
    )

    assert records(found, "attended") == [("True",), ("False",)]


def test_the_only_column_of_days_is_the_day_of_the_event(tmp_path: Path) -> None:
    found = read_one(
        a_workbook(tmp_path, [("STT", "Khi nào", "Nội dung"), (1, "05/03/2017", "Tiền lương")]),
        "negotiations",
    )

    assert fields(found) == {"Khi nào": "held_on", "Nội dung": "subject"}


def test_people_may_be_given_by_their_numbers_alone(tmp_path: Path) -> None:
    found = read_one(
        a_workbook(
            tmp_path,
            [
                ("STT", "Số CCCD", "Lý do", "Ngày", "Nguồn"),
                (1, "089185170055", "ốm", "03/05/2017", "QXHCĐ"),
            ],
        ),
        "benefits",
    )

    assert records(found, "identity_number") == [("089185170055",)]


def test_headers_with_dotted_initials_and_pages_that_repeat_the_header(tmp_path: Path) -> None:
    head = ("No.", "Full name", "D.O.B.", "Nữ", "ID card no.")
    people = [(n, f"Tran Van {n * 'A'}", "01/02/1980", "x", f"08918511111{n}") for n in range(1, 6)]
    found = read_one(a_workbook(tmp_path, [head, *people[:3], head, *people[3:]]))

    assert fields(found) == {
        "Full name": "full_name",
        "D.O.B.": "birth_date",
        "Nữ": "sex",
        "ID card no.": "identity_number",
    }
    assert len(found.numbers) == 5


def test_a_header_nobody_has_heard_of_is_understood_by_what_stands_below(tmp_path: Path) -> None:
    found = read_one(
        a_workbook(
            tmp_path,
            [
                ("STT", "Gia đình anh chị", "CCCD", "Tên khóa học", "Nội dung", "Khai giảng", "ĐD"),
                (1, "Trần Văn Hải", "089085170055", "Lớp A", "Chính trị", "05/03/2017", "x"),
                (2, "Lê Thị Hoa", "089185170056", "Lớp B", "Kỹ năng", "06/03/2017", "v"),
            ],
        ),
        "training",
    )

    assert records(found, "full_name", "title", "kind", "held_on") == [
        ("Trần Văn Hải", "Lớp A", "political", "2017-03-05"),
        ("Lê Thị Hoa", "Lớp B", "skills", "2017-03-06"),
    ]


def test_the_letter_v_beside_crosses_is_short_for_away(tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Tên lớp", "Loại", "Ngày", "Điểm danh")
    rows = [
        (number, f"Trần Văn Hải {number}", "Lớp A", "Chính trị", "05/03/2017", mark)
        for number, mark in enumerate("xXvx", 1)
    ]
    found = read_one(a_workbook(tmp_path, [head, *rows]), "training")

    assert records(found, "attended") == [("True",), ("True",), ("False",), ("True",)]


def test_members_are_counted_under_the_shortest_of_headers(tmp_path: Path) -> None:
    found = read_one(
        a_workbook(
            tmp_path,
            [
                ("STT", "Tên phong trào", "Thời gian", "Tổng số CNLĐ tham gia", "ĐV"),
                (1, "Giải bóng đá", "05/03/2017", 120, 95),
            ],
        ),
        "activities",
    )

    assert records(found, "head_total", "head_members") == [("120", "95")]
