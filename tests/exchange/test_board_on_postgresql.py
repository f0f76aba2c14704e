"""The board, returns given back and check-ups told twice, in an office on a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from exchange.levels import YEAR, AnOffice, Levels, added, body
from exchange.test_board import TOO_LATE, entry_of
from exchange.test_campaigns import came, organised

from unionoffice.core.periods import Period
from unionoffice.exchange.changes import Versions
from unionoffice.exchange.deadlines import DeadlineRule, Deadlines
from unionoffice.exchange.giving_back import Asked, GivingBack
from unionoffice.exchange.refusals import Place, RefusedFiles
from unionoffice.exchange.returns import Returns
from unionoffice.exchange.successions import Successions
from unionoffice.reports.filled import CampaignRow
from unionoffice.services.office import Office
from unionoffice.services.reorganising import Plan
from unionoffice.services.structure import Structure
from unionoffice.store.store import open_store


@pytest.fixture
def district(levels: Levels, postgresql_office_url: str) -> Iterator[AnOffice]:
    store = open_store(postgresql_office_url)
    Office(store).found(body("H1", "district", "TINH"))
    yield levels.adopt(store)
    store.close()


def test_what_two_levels_tell_of_a_check_up_counts_once(levels: Levels, district: AnOffice) -> None:
    organiser, first = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 30)
    came(first, file, 12)
    province = levels.office("TINH", "province")
    district.enrol(organiser, first)
    province.enrol(district)
    assert district.statuses(organiser.send(), first.send()) == ["accepted", "accepted"]
    assert district.numbers("health.province")[2] == 30
    trace = district.reporting.trace(district.form, "health.province", YEAR)
    assert [row["members"] for row in trace["evidence"]] == [12, 30, -12]
    assert province.statuses(district.send()) == ["accepted"]
    assert province.numbers("health.province")[2] == 30


def test_a_return_goes_back_and_who_is_missing_is_late(levels: Levels, district: AnOffice) -> None:
    primaries = levels.primaries("T1", "T2")
    district.enrol(*primaries)
    district.collect(primaries[0].send())
    Deadlines(district.store).change(district.form, [DeadlineRule(days=15)])
    asked = [Asked("health", "members", "Xin kiểm tra lại.")]
    GivingBack(district.store).give_back(district.form, YEAR, "T1", asked)
    assert entry_of(district, "T1").state == "returned"
    assert entry_of(district, "T2", TOO_LATE).state == "late"
    (held,) = Versions(district.store).of(district.form, YEAR, "T1")
    assert held.is_current
    district.undo()
    assert entry_of(district, "T1").state == "valid"


def test_whose_return_counts_is_settled_and_a_refused_file_taken_off_the_list(
    levels: Levels, district: AnOffice, tmp_path: Path
) -> None:
    first, second = levels.primaries("T1", "T2")
    district.enrol(first, second)
    structure = Structure(district.store)
    bodies = {each.code: each.id for each in structure.bodies().newest.values()}
    structure.carry_out(Plan("merge", date(2026, 7, 1), (bodies["T1"],), bodies["T2"]))
    stray = tmp_path / "stray.upack"
    stray.write_bytes(b"no package")
    statuses = district.statuses(first.send(), second.send(), stray)
    assert statuses == ["accepted", "accepted", "refused"]
    settling = Successions(district.store)
    assert settling.unsettled(district.form, YEAR) == ["T1"]
    settling.settle(district.form, YEAR, "T1", is_held_by_heirs=True)
    assert settling.unsettled(district.form, YEAR) == []
    assert added([district.figures()]) == added([second.figures()])

    files = RefusedFiles(district.store)
    (refused,) = files.all()
    assert refused.place == Place("vn-member-benefit", YEAR)
    files.take_off(refused.id)
    assert district.overview().refused == ()


def test_a_primary_on_a_server_tells_of_its_campaigns(
    levels: Levels, postgresql_office_url: str
) -> None:
    store = open_store(postgresql_office_url)
    Office(store).found(body("T1", "primary"))
    primary = levels.adopt(store)
    _people, file = organised(levels.office("TINH-CQ"), 2)
    came(primary, file, 3, also_own=1)
    sent = primary.sent().figures
    assert sent.registered_members == 3
    told = {share.title: (share.is_organisers, share.rows[0]) for share in sent.campaigns}
    assert told == {
        "Khám của tỉnh": (False, CampaignRow("health", 3, 2)),
        "Khám năm": (True, CampaignRow("health", 1, 0)),
    }


def test_periods_with_returns_are_told(levels: Levels, district: AnOffice) -> None:
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    district.collect(primary.send(), primary.send("2025.upack", Period.year(2025)))
    assert set(Returns(district.store).periods()) == {YEAR, Period.year(2025)}
