"""A clock that is wrong, jumps or stands in another zone loses nothing and misleads nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.desk_office import DeskOffice
from support.records import a_member, add
from support.sources import ROOT

from unionoffice.core.dates import PartialDate, months_after
from unionoffice.core.formatting import moment
from unionoffice.core.periods import Period
from unionoffice.gui.screens.need_words import action_of, sentence_of
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.backup_keeper import BackupKeeper, copy_to, to_keep
from unionoffice.services.desk import Desk
from unionoffice.services.overview import Overview
from unionoffice.store.store import Store, open_store

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
EAST_AND_WEST = ("Asia/Ho_Chi_Minh", "Asia/Almaty", "Europe/Moscow", "Asia/Shanghai",
                 "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati")  # fmt: skip


@pytest.fixture(params=EAST_AND_WEST)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not hasattr(time, "tzset"):
        pytest.skip("Zones are chosen by the system here")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def needs(store: Store, today: date) -> list[str]:
    return [need.kind for need in Overview(store, CATALOGUE, lambda: today).count().needs]


@pytest.mark.parametrize("year", [1970, 2019, 2025])
def test_first_page_warns_first_of_a_clock_that_is_behind(store: Store, year: int) -> None:
    add(store, a_member())
    assert needs(store, date(year, 12, 31))[0] == "clock_behind"


def test_first_page_warns_when_the_office_was_worked_in_later(store: Store) -> None:
    add(store, a_member())
    today = datetime.now(UTC).date()
    assert needs(store, today - timedelta(days=2))[0] == "clock_behind"
    assert "clock_behind" not in needs(store, today - timedelta(days=1))
    assert not {"clock_behind", "clock_ahead"} & set(needs(store, today))


def test_first_page_warns_of_a_clock_that_is_far_ahead(store: Store) -> None:
    add(store, a_member())
    glance = Overview(store, CATALOGUE, lambda: date(2099, 1, 1)).count()
    assert glance.needs[0].kind == "clock_ahead"
    assert "01/01/2099" in sentence_of(glance.needs[0])
    assert action_of(glance.needs[0])
    assert "clock_ahead" not in needs(store, date(2038, 1, 20))


def two_years() -> list[datetime]:
    """The backups of an office that has worked every day for two years."""
    made = [NOW - timedelta(hours=12 * step) for step in range(2 * 700)]
    return sorted(to_keep(made, NOW))


def test_clock_that_leaps_ahead_thins_nothing_out() -> None:
    kept = two_years()
    leap = NOW.replace(year=2099)
    for hour in range(30):
        moments = [*kept, *(leap + timedelta(hours=past) for past in range(hour + 1))]
        left = to_keep(moments, moments[-1])
        by_month = {(each.year, each.month) for each in kept}
        assert {(each.year, each.month) for each in left} >= by_month


def test_clock_that_falls_back_thins_nothing_out() -> None:
    kept = two_years()
    for year in (1970, 2019):
        wrong = NOW.replace(year=year)
        assert to_keep([*kept, wrong], wrong) >= {*kept, wrong}


def test_newest_backup_is_the_newest_again_when_the_clock_is_right_again(
    store: Store, tmp_path: Path
) -> None:
    assert store.path is not None
    clock = [NOW]
    keeper = BackupKeeper(store.path, tmp_path, lambda: clock[0])
    keeper.make("opening")
    clock[0] = NOW.replace(year=2099)
    keeper.make("opening")
    clock[0] = NOW + timedelta(hours=1)
    right = keeper.make("opening")
    assert keeper.all().newest == right
    assert len(keeper.all().kept) == 3
    assert keeper.keep("working") is None


@pytest.mark.parametrize("year", [1970, 2099])
def test_copy_on_a_stick_stays_whatever_the_clock_says(
    store: Store, tmp_path: Path, year: int
) -> None:
    assert store.path is not None
    place = tmp_path / "stick"
    place.mkdir()
    for day in range(12):
        day_after = NOW + timedelta(days=day)
        copy_to(BackupKeeper(store.path, tmp_path, lambda at=day_after: at).make("by_hand"), place)
    wrong = NOW.replace(year=year)
    copied = copy_to(BackupKeeper(store.path, tmp_path, lambda: wrong).make("by_hand"), place)
    assert copied.exists()
    assert len(list(place.iterdir())) == 10


def under_clock(at: str, code: str, office: Path) -> str:
    """Run this in a process that believes that it is then."""
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed here: `make setup` installs it")
    command = ["faketime", at, sys.executable, "-c", f"{BEGIN}\n{code}", str(office)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False,
                         env=os.environ | {"PYTHONPATH": "."})  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


BEGIN = """
import sys
from unionoffice.bootstrap import open_workplace

place = open_workplace(sys.argv[1])

def save(name):
    draft = place.desk.blank("members")
    draft.values["full_name"] = name
    place.desk.save("members", draft, None)
"""


@pytest.mark.slow
@pytest.mark.parametrize("at", ["1970-01-02 00:00:00", "2019-12-31 23:59:58", "2038-01-19 03:14:06",
                                "2099-02-28 23:59:59"])  # fmt: skip
def test_deeds_stand_in_the_order_in_which_they_were_done(store: Store, at: str) -> None:
    path = store.path
    assert path is not None
    add(store, a_member("Người trước"))
    store.close()
    under_clock(at, 'save("Người giữa"); place.safety.keep("working"); place.close()', path)

    again = open_store(path)
    desk = Desk(again, CATALOGUE)
    add(again, a_member("Người sau"))
    last = desk.last_deed()
    assert last is not None
    desk.undo(last.id)
    before = desk.last_deed()
    assert before is not None
    assert before.id > last.id or before.id == last.id - 1
    again.close()


@pytest.mark.slow
def test_report_at_the_end_of_the_year_is_of_that_year(store: Store) -> None:
    office = DeskOffice(store)
    office.benefit(office.member(), "2026-12-31")
    path = store.path
    assert path is not None
    store.close()
    said = under_clock(
        "2026-12-31 23:59:59",
        """
import time
from datetime import date
from unionoffice.core.periods import Period

form = place.reporting.forms.open("vn-member-benefit")
figures = place.reporting.figures(form, Period.year(2026))
time.sleep(1.2)
again = place.reporting.figures(form, Period.year(2026))
assert date.today() == date(2027, 1, 1), date.today()
assert figures.rows == again.rows
print(place.overview.count().counted_on, sum(row.total or 0 for row in figures.rows) > 0)
place.close()
""",
        path,
    )
    assert said.split() == ["2027-01-01", "True"]


def test_days_do_not_move_with_the_zone(store: Store, zone: str) -> None:
    office = DeskOffice(store)
    member = office.member(joined="2016-02-29")
    office.benefit(member, "2017-12-31")
    office.benefit(member, "2018-01-01")
    for year in (2017, 2018):
        total, _members = office.numbers("charity.fund.visit", Period.year(year))
        assert total == 1, zone


@pytest.mark.parametrize("month", [3, 4, 10, 11])
def test_moments_are_told_in_every_zone_also_when_clocks_are_put_back(
    zone: str, month: int
) -> None:
    told = {
        moment(datetime(2026, month, day, hour, 30, tzinfo=UTC))
        for day in range(1, 31)
        for hour in range(24)
    }
    assert len(told) >= 30 * 24 - 2, zone


def test_leap_days_have_their_years() -> None:
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2024, 2, 29), 48) == date(2028, 2, 29)
    assert months_after(date(2000, 2, 29), -12) == date(1999, 2, 28)
    assert PartialDate(2100, 2).last_day == date(2100, 2, 28)
    assert PartialDate(2000, 2).last_day == date(2000, 2, 29)
