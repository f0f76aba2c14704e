"""What offices write on lists that are meant for paper: faults met, one small list each."""

from __future__ import annotations

from datetime import date

import pytest

from unionoffice.registers.benefits.choices import KINDS

from .lists import understood


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
