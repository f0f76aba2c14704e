"""Lists of people in which a column of ticks says who is a member of the union."""

from __future__ import annotations

from typing import Any

import pytest
from spreadsheets.lists import TODAY, records, understood
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.spreadsheets import parts
from unionoffice.spreadsheets.answers import answered_all, questions
from unionoffice.store.store import Store

NAMES = ("Trần Văn An", "Trần Thị Ba", "Lê Văn Tư", "Lê Thị Sáu")


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def a_list(header: tuple[str, ...], *rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    start = ("STT", "Họ và tên", "Ngày sinh", "Bộ phận")
    people = [
        (place, name, f"0{place}/02/1980", "Tổ May", *cells)
        for place, (name, cells) in enumerate(zip(NAMES, rows, strict=False), 1)
    ]
    return [(*start, *header), *people]


def names(office: Office, register: str) -> list[str]:
    return sorted(name for (name,) in office.records(register, "full_name"))


@pytest.mark.parametrize("register", ["members", "workers"])
@pytest.mark.parametrize(
    ("header", "ticks"),
    [
        ("Đoàn viên", ("x", "", "x", "")),
        ("Là đoàn viên", ("có", "không", "Có", "Không")),
        ("ĐV", ("x", "", "X", "")),
        ("ĐV chính thức", ("x", "", "X", "")),
        ("Đã gia nhập CĐ chưa?", ("rồi", "chưa", "x", "")),
        ("Sinh hoạt công đoàn", ("x", "", "x", "")),
        ("NLĐ đã là đoàn viên CĐ (x)", ("x", "", "x", "")),
        ("Chưa gia nhập CĐ", ("", "x", "", "x")),
        ("Состоит в профсоюзе", ("да", "нет", "да", "нет")),
        ("Trade union member (Y/N)", ("Y", "N", "Y", "N")),
        ("入会情况", ("已入会", "未入会", "已入会", "未入会")),
        ("Đoàn viên CĐ", (1, 0, 1, 0)),
        ("Đoàn viên (x)", (1, "", 1, "")),
        ("Vào công đoàn", ("đã vào CĐ", "chưa", "rồi", "chưa vào CĐ")),
        ("Đoàn viên/NLĐ", ("ĐV", "NLĐ", "ĐV", "NLĐ")),
        ("Член профсоюза", ("да", "нет", "да", "")),
        ("Мүше", ("иә", "жоқ", "+", "-")),
        ("会员", ("是", "否", "✓", "")),
        ("是否会员", ("是", "否", "是", "否")),
    ],
)
def test_only_who_is_ticked_is_a_member(
    office: Office, register: str, header: str, ticks: tuple[Any, ...]
) -> None:
    outcome = office.take(register, a_list((header,), *((tick,) for tick in ticks)))

    assert fates(outcome) == ["created"] * 4
    assert names(office, "members") == ["Lê Văn Tư", "Trần Văn An"]
    assert names(office, "workers") == ["Lê Thị Sáu", "Trần Thị Ba"]


@pytest.mark.parametrize("register", ["members", "workers"])
def test_who_is_ticked_is_one_from_the_day_of_joining_on(office: Office, register: str) -> None:
    rows = a_list(
        ("Ngày vào CĐ", "Đoàn viên"),
        ("01/05/2010", "x"),
        ("", ""),
        ("02/05/2010", ""),
        ("", "x"),
    )

    outcome = office.take(register, rows)

    assert fates(outcome) == ["created", "created", "refused", "created"]
    assert sorted(office.records("members", "full_name", "joined_on")) == [
        ("Lê Thị Sáu", None),
        ("Trần Văn An", "2010-05-01"),
    ]
    assert names(office, "workers") == ["Trần Thị Ba"]
    assert office.take(register, rows).deed_id == 0


@pytest.mark.parametrize("register", ["members", "workers"])
def test_a_column_for_each_says_who_is_one(office: Office, register: str) -> None:
    rows = a_list(("Đoàn viên", "Không ĐV"), ("x", ""), ("", "x"), ("x", "x"), ("", ""))

    outcome = office.take(register, rows)

    assert fates(outcome) == ["created", "created", "refused", "refused"]
    assert names(office, "members") == ["Trần Văn An"]
    assert names(office, "workers") == ["Trần Thị Ba"]


def test_a_cross_for_those_who_are_none(office: Office) -> None:
    office.take("members", a_list(("Chưa là đoàn viên",), ("",), ("x",), ("",), ("",)))

    assert names(office, "workers") == ["Trần Thị Ba"]


@pytest.mark.parametrize("at_once", [1, 3, parts.CELLS_AT_ONCE])
def test_a_note_that_somebody_has_not_joined_is_heeded(
    office: Office, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(parts, "CELLS_AT_ONCE", at_once)
    rows = a_list(("Ghi chú",), ("",), ("Chưa vào công đoàn",), ("đảng viên",), ("chưa vào CĐ",))

    outcome = office.take("members", rows)

    assert names(office, "workers") == ["Lê Thị Sáu", "Trần Thị Ba"]
    assert [(each.row, each.field) for each in outcome.warnings] == [
        (3, "membership"),
        (5, "membership"),
    ]


@pytest.mark.parametrize("register", ["members", "workers"])
@pytest.mark.parametrize(("answer", "members"), [("member", 4), ("none", 0)])
def test_an_empty_column_is_asked_about(
    office: Office, register: str, answer: str, members: int
) -> None:
    found = understood(a_list(("Đoàn viên",), ("",), ("",), ("",), ("",)), register)
    shape = CATALOGUE.list_shape(register)

    asked = office.bring_in(register, [found])

    assert fates(asked) == ["refused"] * 4
    assert [each.field for each in asked.warnings] == ["membership"]
    assert [each.key for each in questions(found, shape, asked.refusals)] == ["membership"]
    told = answered_all(found, shape, {"membership": answer}, TODAY)
    assert fates(office.bring_in(register, [told])) == ["created"] * 4
    assert len(names(office, "members")) == members


def test_members_may_also_head_the_names() -> None:
    rows = [("STT", "Đoàn viên", "Ngày sinh"), (1, "Trần Văn An", "1/2/1980")]

    found = understood(rows)

    assert records(found, "full_name") == [("Trần Văn An",)]
    assert "membership" not in found.values


def test_what_is_unreadable_among_ticks_refuses_its_row(office: Office) -> None:
    outcome = office.take("members", a_list(("Đoàn viên",), ("x",), ("",), ("",), ("đã ra CĐ",)))

    assert fates(outcome) == ["created", "created", "created", "refused"]
    assert names(office, "members") == ["Trần Văn An"]


@pytest.mark.parametrize("header", ["Vào công đoàn", "Tham gia CĐ"])
def test_days_below_such_a_header_are_those_of_joining(header: str) -> None:
    found = understood(a_list((header,), ("1/2/2010",), ("2/2/2010",), ("",), ("",)))

    assert records(found, "joined_on")[:2] == [("2010-02-01",), ("2010-02-02",)]
    assert "membership" not in found.values


@pytest.mark.parametrize("header", ["Đoàn viên thanh niên", "Đoàn viên ưu tú", "Đảng viên"])
def test_other_ticks_say_nothing_of_it(header: str) -> None:
    found = understood(a_list((header,), ("x",), ("",), ("x",), ("",)))

    assert "membership" not in found.values


def test_who_is_kept_as_a_member_is_not_silently_left_one(office: Office) -> None:
    office.take("members", a_list(("Số thẻ",), ("DV12345",)))

    outcome = office.take("members", a_list(("Đoàn viên",), ("",), ("x",)))

    assert fates(outcome) == ["refused", "created"]
    assert names(office, "members") == ["Trần Thị Ba", "Trần Văn An"]


def test_a_worker_known_so_far_becomes_a_member_by_the_tick(office: Office) -> None:
    office.take("workers", a_list(("Chức vụ",), ("Thợ may",), ("Thợ may",)))

    office.take("workers", a_list(("Đoàn viên",), ("x",), ("",)))

    assert names(office, "members") == ["Trần Văn An"]
    assert names(office, "workers") == ["Trần Thị Ba"]


@pytest.mark.parametrize("header", ["Đoàn viên ưu tú", "Kết nạp Đảng", "Công đoàn"])
def test_ticks_that_may_mean_membership_but_do_not_say_so_are_warned_of(
    office: Office, header: str
) -> None:
    rows = a_list((header,), ("x",), ("",), ("x",), ("",))

    outcome = office.take("members", rows)

    assert len(names(office, "members")) == 4
    warned = {warning.value for warning in outcome.warnings if warning.row == 1}
    assert warned == (set() if "Đảng" in header else {header})


@pytest.mark.parametrize("register", ["members", "workers"])
@pytest.mark.parametrize(
    ("joined", "others"),
    [
        (("Đoàn viên",), ("Chưa vào công đoàn",)),
        (("", "Đoàn viên"), ("", "Chưa vào công đoàn")),
        (("", "Danh sách đoàn viên"), ("", "Danh sách NLĐ chưa gia nhập")),
        (("I. Đã là đoàn viên: 2 người",), ("II. Chưa là đoàn viên: 2 người",)),
        (("A", "DANH SÁCH ĐOÀN VIÊN"), ("B", "DANH SÁCH NLĐ CHƯA GIA NHẬP")),
        (("Члены профсоюза",), ("Не состоят в профсоюзе",)),
        (("会员",), ("非会员",)),
        (("Кәсіподақ мүшелері",), ("Кәсіподақ мүшесі еместер",)),
        (("Union members",), ("Non-members",)),
    ],
)
def test_the_titles_of_groups_say_who_is_a_member(
    office: Office, register: str, joined: tuple[str, ...], others: tuple[str, ...]
) -> None:
    header, *people = a_list((), *[()] * 4)

    outcome = office.take(register, [header, joined, *people[:2], others, *people[2:]])

    assert fates(outcome) == ["created"] * 4
    assert names(office, "members") == ["Trần Thị Ba", "Trần Văn An"]
    assert names(office, "workers") == ["Lê Thị Sáu", "Lê Văn Tư"]
    assert {unit for (unit,) in office.records("units", "name")} == {"Tổ May"}
    assert [each.row for each in outcome.warnings if each.field == "membership"] == [2, 5]


def test_within_a_unit_a_title_tells_membership_and_the_unit_stays(office: Office) -> None:
    start = ("STT", "Họ và tên", "Ngày sinh")
    people = [(1, name, f"0{place}/02/1980") for place, name in enumerate(NAMES, 1)]
    rows = [
        start,
        ("Tổ May",),
        ("Đoàn viên",),
        people[0],
        ("Chưa vào công đoàn",),
        people[1],
        ("Tổ Cắt",),
        ("Đoàn viên",),
        people[2],
        ("Chưa vào công đoàn",),
        people[3],
    ]

    office.take("members", rows)

    assert sorted(office.records("members", "full_name", "unit")) == [
        ("Lê Văn Tư", "Tổ Cắt"),
        ("Trần Văn An", "Tổ May"),
    ]
    assert sorted(office.records("workers", "full_name", "unit")) == [
        ("Lê Thị Sáu", "Tổ Cắt"),
        ("Trần Thị Ba", "Tổ May"),
    ]


@pytest.mark.parametrize(
    ("title", "members"),
    [
        ("DANH SÁCH NLĐ CHƯA GIA NHẬP CÔNG ĐOÀN", 0),
        ("DANH SÁCH ĐOÀN VIÊN VÀ NLĐ CHƯA VÀO CÔNG ĐOÀN", 4),
    ],
)
def test_the_title_of_a_list_may_say_that_nobody_is_a_member(
    office: Office, title: str, members: int
) -> None:
    office.take("members", [(title,), *a_list((), *[()] * 4)])

    assert len(names(office, "members")) == members
    assert len(names(office, "workers")) == 4 - members
