"""Working days: what a person's request is answered by."""

from __future__ import annotations

from datetime import date

import pytest

from unionoffice.registerkit.workdays import answer_day


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 11, 16), date(2026, 11, 18)),
        (date(2026, 11, 20), date(2026, 11, 24)),  # a Friday
        (date(2026, 2, 12), date(2026, 2, 23)),  # Tết lies between
        (date(2026, 8, 31), date(2026, 9, 4)),  # the National Day
        (date(2027, 12, 31), date(2028, 1, 4)),  # New Year on a Saturday
    ],
)
def test_a_request_is_answered_within_two_working_days(received_on: date, due_on: date) -> None:
    assert answer_day(received_on) == due_on
