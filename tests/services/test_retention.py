"""How long data of former members are kept."""

from __future__ import annotations

from datetime import date

import pytest
from support.records import a_member, add

from unionoffice.core.dates import months_after
from unionoffice.services.erasing import Erasing
from unionoffice.services.retention import Retention
from unionoffice.store.store import Store

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("left", ["{day}", "{month}", "{year}"])
def test_data_are_kept_until_the_last_day_that_may_be_meant(any_store: Store, left: str) -> None:
    retention = Retention(any_store, Erasing(any_store))
    months = retention.months(TODAY)
    assert months > 24
    year = months_after(TODAY, -months).year - 1
    written = left.format(day=f"{year}-03-31", month=f"{year}-03", year=str(year))
    last = date(year, 12, 31) if left == "{year}" else date(year, 3, 31)
    add(any_store, a_member("Lê Tám", left=written), a_member("Lê Chín"))
    until = months_after(last, months)
    assert retention.due(until) == []
    assert [each.name for each in retention.due(date.fromordinal(until.toordinal() + 1))] == [
        "Lê Tám"
    ]
