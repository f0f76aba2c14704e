"""What offices write on lists that are meant for paper: faults met, one small list each."""

from __future__ import annotations

import pytest

from unionoffice.registers.benefits.choices import KINDS


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
