"""Names of bodies in the head of a paper: broken before a place or a firm, never within it."""

from __future__ import annotations

import pytest

from unionoffice.reports.line_breaks import broken


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH AN GIANG", ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH AN GIANG"]),
        (
            "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ LONG XUYÊN",
            ["LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ LONG XUYÊN"],
        ),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", ["TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"]),
        ("CĐCS CÔNG TY CỔ PHẦN MAY AN GIANG", ["CĐCS", "CÔNG TY CỔ PHẦN MAY AN GIANG"]),
        (
            "CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC THOẠI NGỌC HẦU",
            ["CÔNG ĐOÀN CƠ SỞ", "TRƯỜNG TIỂU HỌC THOẠI NGỌC HẦU"],
        ),
        ("CÔNG ĐOÀN H1", ["CÔNG ĐOÀN H1"]),
        ("", [""]),
        ("A" * 60, ["A" * 60]),
    ],
)
def test_a_name_is_broken_where_something_new_begins(name: str, lines: list[str]) -> None:
    assert broken(name, len, 30) == lines


def test_where_a_name_is_torn_no_phrase_of_it_is() -> None:
    name = "CĐCS CÔNG TY CỔ PHẦN MAY BẢY NÚI"
    assert broken(name, len, 24) == ["CĐCS CÔNG TY", "CỔ PHẦN MAY BẢY NÚI"]


def test_no_line_is_wider_than_the_paper_and_no_word_is_lost() -> None:
    name = "LIÊN ĐOÀN LAO ĐỘNG CÁC KHU CÔNG NGHIỆP VÀ CHẾ XUẤT THÀNH PHỐ HỒ CHÍ MINH"
    for width in range(12, 80):
        lines = broken(name, len, width)
        assert " ".join(lines) == name
        assert max(map(len, lines)) <= width
