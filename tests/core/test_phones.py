"""Telephone numbers as they are dialled, from a list and from the hand."""

from __future__ import annotations

import pytest

from unionoffice.core.phones import COUNTRY_CODE, ZERO_RESTORED, as_dialled, dialled


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("912345678 / 2963123456", "0912345678; 02963123456"),
        ("+7 912 345 67 89", "+79123456789"),
        ("13800138000", "13800138000"),  # a Chinese number
        ("0912345678 (Lan)", "0912345678 (Lan)"),
        ("912345678, máy lẻ 12", "912345678, máy lẻ 12"),
        ("912345678; 12", "912345678; 12"),
        ("113", "113"),
    ],
)
def test_what_a_clerk_typed_is_mended_or_left_alone(typed: str, kept: str) -> None:
    assert as_dialled(typed) == kept


def test_what_was_mended_is_told() -> None:
    assert dialled("912345678").change == ZERO_RESTORED
    assert dialled("84912345678").change == COUNTRY_CODE
    assert dialled("0912345678").change == ""
