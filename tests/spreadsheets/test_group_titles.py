"""Events that are told by the titles of the groups in which their people stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spreadsheets.test_odd_lists import Office, fates

from unionoffice.core.i18n import _
from unionoffice.registers.catalogue import CATALOGUE


@pytest.mark.parametrize("titled", [(), (("DANH SÁCH THAM GIA HOẠT ĐỘNG NĂM 2017",),)])
@pytest.mark.parametrize(
    "groups",
    [
        (("I", "Hội thao (ngày 12/3/2017)"), ("II", "Liên hoan văn nghệ (ngày 5/6/2017)")),
        (("I. Hội thao, ngày 12/3/2017",), ("II. Liên hoan văn nghệ ngày 5/6/2017",)),
        (("I. Ngày 12/3/2017: Hội thao",), ("II. Ngày 5/6/2017 - Liên hoan văn nghệ",)),
        (("Hội thao (12/3 - 14/3/2017)",), ("Liên hoan văn nghệ (5/6/2017)",)),
    ],
)
def test_a_group_tells_the_event_of_its_people(
    office: Office, groups: tuple[tuple[str, ...], ...], titled: tuple[tuple[str, ...], ...]
) -> None:
    outcome = office.take(
        "activities",
        [
            *titled,
            ("STT", "Họ và tên", "Số CCCD", "Bộ phận"),
            groups[0],
            (1, "Trần Thị Bình", "089190000002", "Văn phòng"),
            (2, "Lê Hoàng Châu", "089078000003", "Tổ Điện"),
            groups[1],
            (1, "Trần Thị Bình", "089190000002", "Văn phòng"),
        ],
    )

    assert set(fates(outcome)) <= {"created", "updated"}
    assert office.records("activities", "title", "held_on", "kind") == [
        ("Hội thao", "2017-03-12", "sport"),
        ("Liên hoan văn nghệ", "2017-06-05", "culture"),
    ]
    told = {each.row for each in outcome.warnings if each.field == "held_on"}
    assert told == {2 + len(titled), 5 + len(titled)}


def test_who_stands_below_no_day_is_refused(
    office: Office, use_language: Callable[[str], None]
) -> None:
    use_language("vi")
    outcome = office.take(
        "activities",
        [
            ("STT", "Họ và tên", "Số CCCD", "Bộ phận"),
            ("I. Hội thao (ngày 12/3/2017)",),
            (1, "Trần Thị Bình", "089190000002", "Văn phòng"),
            ("II. Liên hoan văn nghệ",),
            (1, "Lê Hoàng Châu", "089078000003", "Tổ Điện"),
        ],
    )

    assert fates(outcome) == ["created", "refused"]
    label = CATALOGUE["activities"].by_key["held_on"].label
    assert _(label) != label
    assert _(label) in outcome.refusals[0].why


@pytest.mark.parametrize("title", ["Liên hoan tiếng hát công nhân", "Hội thi cắm hoa"])
def test_what_stands_in_brackets_tells_the_kind_before_the_name_does(
    office: Office, title: str
) -> None:
    office.take(
        "activities",
        [
            ("STT", "Họ và tên", "Số CCCD"),
            (f"{title} (Văn nghệ), ngày 18/4/2017",),
            (1, "Trần Thị Bình", "089190000002"),
        ],
    )

    assert office.records("activities", "kind") == [("culture",)]


def test_a_group_that_begins_like_a_unit_tells_who_held_a_checkup(office: Office) -> None:
    outcome = office.take(
        "checkups",
        [
            ("STT", "Họ và tên", "Số CCCD"),
            ("CĐCS phối hợp với công ty tổ chức ngày 12/4/2017",),
            (1, "Trần Thị Bình", "089190000002"),
            ("LĐLĐ tỉnh tổ chức ngày 20/5/2017",),
            (2, "Lê Hoàng Châu", "089078000003"),
        ],
    )

    assert fates(outcome) == ["created", "created"]
    assert set(office.records("checkups", "held_on", "organiser")) == {
        ("2017-04-12", "primary"),
        ("2017-05-20", "province"),
    }


def test_groups_name_the_partner_that_every_row_needs(office: Office) -> None:
    outcome = office.take(
        "preferences",
        [
            ("STT", "Ngày sử dụng", "Số lượt"),
            ("I. Siêu thị Co.op",),
            (1, "12/3/2017", 12),
            (2, "15/3/2017", 4),
            ("II. Khu du lịch Núi Cấm",),
            (3, "5/6/2017", 30),
        ],
    )

    assert set(fates(outcome)) == {"created"}
    assert sorted(office.records("preferences", "partner", "uses", "unit")) == [
        ("Khu du lịch Núi Cấm", "30", None),
        ("Siêu thị Co.op", "12", None),
        ("Siêu thị Co.op", "4", None),
    ]
