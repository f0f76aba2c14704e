"""From primary offices to the province: nothing is lost or counted twice on the way up."""

from __future__ import annotations

import pytest
from exchange.levels import YEAR, Levels, added, help_one_more

from unionoffice.exchange import consolidation
from unionoffice.exchange.structures import View


def test_figures_reach_the_province_as_an_independent_sum_has_them(levels: Levels) -> None:
    province = levels.office("TINH", "province")
    districts = [levels.office(code, "district", "TINH") for code in ("H1", "H2")]
    primaries = levels.primaries("T1", "T2", "T3", parents=["H1", "H1", "H2"])
    districts[0].enrol(*primaries[:2])
    districts[1].enrol(primaries[2])
    province.enrol(*districts)

    districts[0].collect(*(primary.send() for primary in primaries[:2]))
    districts[1].collect(primaries[2].send())
    assert province.statuses(*(district.send() for district in districts)) == ["accepted"] * 2

    figures = province.figures()
    assert added([figures]) == added(primary.figures() for primary in primaries)
    assert added([figures])["charity.other"] == (0, 0, 0)
    assert province.numbers("charity.fund.visit") == (None, 9, 6)
    assert [source.organisation for source in figures.sources or ()] == ["H1", "H2"]
    assert not figures.missing


def test_shares_are_computed_from_sums_and_head_counts_are_added(levels: Levels) -> None:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    district.collect(*(primary.send() for primary in primaries))
    row = district.figures().row("charity.fund.visit")
    assert row is not None
    assert str(row.share) == "66.7"  # 6 of 9, not the mean of 50.0, 66.7 and 75.0
    spiritual = district.figures().row("spiritual")
    assert spiritual is not None
    assert spiritual.by_head_count is not None
    assert (spiritual.by_head_count.total, spiritual.by_head_count.members) == (60, 30)


def test_forms_of_any_length_are_summed(levels: Levels, monkeypatch: pytest.MonkeyPatch) -> None:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2")
    district.enrol(*primaries)
    district.collect(*(primary.send() for primary in primaries))
    monkeypatch.setattr(consolidation, "ROWS_AT_ONCE", 2)
    figures = district.figures()
    assert len(figures.rows) > 2 * 2
    assert added([figures]) == added(primary.figures() for primary in primaries)


def test_titles_stand_once_each_in_the_order_of_the_organisations(levels: Levels) -> None:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T2", "T1")
    district.enrol(*primaries)
    district.collect(*(primary.send() for primary in primaries))
    row = district.figures().row("policy")
    assert row is not None
    assert row.titles == ("Góp ý của T1", "Góp ý chung", "Góp ý của T2")


def test_every_consolidated_figure_opens_into_the_returns_behind_it(levels: Levels) -> None:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    district.collect(*(primary.send() for primary in primaries[:2]))
    trace = district.reporting.trace(district.form, "charity.fund.visit", YEAR)
    assert trace["figure"]["total"] == sum(entry["total"] for entry in trace["evidence"]) == 5
    assert [(entry["organisation"], entry["version"]) for entry in trace["evidence"]] == [
        ("T1", 1),
        ("T2", 1),
    ]
    district.collect(primaries[2].send())
    for code in ("T1", "T2", "T3"):
        view = View(code)
        entries = district.reporting.evidence(district.form, "policy", YEAR, view=view)
        assert [each.organisation for each in entries] == [code]
    primary = primaries[1].reporting.trace(primaries[1].form, "charity.fund.visit", YEAR)
    assert len(list(primary["evidence"])) == primary["figure"]["total"] == 3


def test_a_higher_version_replaces_the_lower_one_all_the_way_up(levels: Levels) -> None:
    province = levels.office("TINH", "province")
    district = levels.office("H1", "district", "TINH")
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    province.enrol(district)
    district.collect(primary.send())
    province.collect(district.send())
    help_one_more(primary)
    district.collect(primary.send())
    province.collect(district.send())
    assert province.numbers("charity.fund.visit") == (None, 3, 2)
    (source,) = province.figures().sources or ()
    assert source.version == 2


def test_a_district_names_who_has_not_handed_in(levels: Levels) -> None:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2")
    district.enrol(*primaries)
    district.collect(primaries[0].send())
    assert [entry.code for entry in district.figures().missing] == ["T2"]
