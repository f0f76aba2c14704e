"""A consolidated figure opens into the returns behind it, level by level, down to the primaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from exchange.levels import YEAR, AnOffice, Levels, added, help_one_more
from sqlalchemy import func, select
from support.records import add

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.identity import new_uid
from unionoffice.exchange import breakdown
from unionoffice.exchange.breakdown import Breakdown, PartReturn, PartRow, read_breakdown
from unionoffice.exchange.consolidation import ReturnEvidence
from unionoffice.exchange.package import Place, Told, build_package, figures_content
from unionoffice.exchange.structures import View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReceivedBreakdown
from unionoffice.reports.corrections import Corrections
from unionoffice.services.signing_keys import office_key

ROWS = ("policy", "health", "charity", "charity.fund.visit", "spiritual")
VISITS = "charity.fund.visit"


@dataclass
class Country:
    """A nation, two provinces, three districts and five primaries; everybody has handed in."""

    nation: AnOffice
    provinces: list[AnOffice]
    districts: list[AnOffice]
    primaries: list[AnOffice]

    def hand_in(self) -> None:
        self.collect(self.districts, self.primaries)
        self.collect(self.provinces, self.districts)
        self.collect([self.nation], self.provinces)

    @staticmethod
    def collect(above: list[AnOffice], below: list[AnOffice]) -> None:
        for office in above:
            own = [each for each in below if each.reporting.own().parent_code == office.code]
            assert set(office.statuses(*(each.send() for each in own))) <= {"accepted"}


@pytest.fixture
def country(levels: Levels) -> Country:
    nation = levels.office("VN", "national")
    provinces = [levels.office(code, "province", "VN") for code in ("P1", "P2")]
    parents = {"H1": "P1", "H2": "P1", "H3": "P2"}
    districts = [levels.office(code, "district", above) for code, above in parents.items()]
    homes = ("H1", "H1", "H2", "H3", "H3")
    primaries = levels.primaries(*(f"T{n}" for n in range(1, 6)), parents=homes)
    made = Country(nation, provinces, districts, primaries)
    for above, below in (
        ([nation], provinces),
        (provinces, districts),
        (districts, primaries),
    ):
        for office in above:
            own = [each for each in below if each.reporting.own().parent_code == office.code]
            office.enrol(*own)
    return made


def parts(
    office: AnOffice, key: str, whole: ReturnEvidence, view: View | None = None
) -> list[ReturnEvidence]:
    return office.reporting.parts(office.form, key, YEAR, whole, view or View())


def leaves(office: AnOffice, key: str) -> Iterator[ReturnEvidence]:
    """Opens everything, and holds that the parts of each add up to it."""
    row = office.figures().row(key)
    evidence = office.reporting.evidence(office.form, key, YEAR)
    opened = [each for each in evidence if isinstance(each, ReturnEvidence)]
    assert row is not None
    for name in ("result", "total", "members"):
        assert row.number(name) == _sum(opened, name)
    while opened:
        whole = opened.pop()
        if not whole.opens:
            yield whole
            continue
        found = parts(office, key, whole)
        assert found
        for name in ("result", "total", "members", "head_total", "head_members"):
            assert getattr(whole, name) == _sum(found, name)
        assert all(each.path[:-1] == whole.path for each in found if each.organisation)
        opened += found


def _sum(entries: list[ReturnEvidence], name: str) -> int | None:
    values = [getattr(each, name) for each in entries]
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def test_a_nations_figures_open_into_its_primaries_and_add_up_at_every_step(
    country: Country,
) -> None:
    country.hand_in()
    counted = {each.code: each.figures() for each in country.primaries}
    assert added([country.nation.figures()]) == added(counted.values())
    for key in ROWS:
        found = {each.organisation: each for each in leaves(country.nation, key)}
        assert set(found) == set(counted)
        for code, figures in counted.items():
            row = figures.row(key)
            assert row is not None
            evidence = found[code]
            assert (evidence.result, evidence.total, evidence.members) == (
                row.result,
                row.total,
                row.members,
            )
            assert evidence.path[-1] == code
            assert len(evidence.path) == 3
            assert evidence.level == "primary"


def test_trace_as_json_holds_everything_behind_a_figure(country: Country) -> None:
    country.hand_in()
    traced = country.nation.reporting.trace(country.nation.form, VISITS, YEAR)
    paths = {
        (province["organisation"], district["organisation"], primary["organisation"])
        for province in traced["evidence"]
        for district in province["parts"]
        for primary in district["parts"]
    }
    assert paths == {
        ("P1", "H1", "T1"),
        ("P1", "H1", "T2"),
        ("P1", "H2", "T3"),
        ("P2", "H3", "T4"),
        ("P2", "H3", "T5"),
    }

    def check(whole: dict[str, Any]) -> None:
        for name in ("total", "members"):
            assert whole[name] == sum(part[name] for part in whole["parts"])
        for part in whole["parts"]:
            if "parts" in part:
                check(part)

    check({**traced["figure"], "parts": traced["evidence"]})


def test_a_new_version_below_reaches_what_stands_behind_the_nation(country: Country) -> None:
    country.hand_in()
    help_one_more(country.primaries[0])
    country.districts[0].collect(country.primaries[0].send())
    country.provinces[0].collect(country.districts[0].send())
    country.nation.collect(country.provinces[0].send())
    (first,) = (each for each in leaves(country.nation, VISITS) if each.organisation == "T1")
    assert (first.version, first.members) == (2, 2)


def test_what_was_set_by_hand_above_stands_in_a_line_of_its_own(country: Country) -> None:
    country.collect(country.districts, country.primaries)
    district = country.districts[0]
    row = district.figures().row("health")
    assert row is not None
    Corrections(district.store).correct(
        district.form.id, row, "members", YEAR, None, 10, "Theo danh sách bệnh viện"
    )
    country.collect(country.provinces, country.districts)
    country.collect([country.nation], country.provinces)
    rest = [each for each in leaves(country.nation, "health") if not each.organisation]
    assert [each.members for each in rest] == [10 - 3]
    assert "set by hand" in rest[0].name


def test_a_body_of_a_structure_opens_into_its_returns(country: Country) -> None:
    country.hand_in()
    province = country.provinces[0]
    add(province.store, Organisation(code="X", name="Cụm X", level="district"))
    view = View(structure_on=YEAR.last)
    totals = province.reporting.sub_totals(province.form, VISITS, YEAR, view)
    assert [each.organisation for each in totals] == ["H1", "H2"]
    found = parts(province, VISITS, totals[0], view)
    assert [each.path for each in found] == [("H1", "T1"), ("H1", "T2")]
    assert _sum(found, "members") == totals[0].members


def test_every_return_is_named_down_to_the_code_on_its_paper(country: Country) -> None:
    country.hand_in()
    for office in (country.nation, country.provinces[0], country.districts[0]):
        found = {each.organisation: each for each in leaves(office, "policy")}
        for primary in country.primaries:
            if primary.code in found:
                paper = primary.reporting.filled(primary.form, YEAR).content_sha256
                assert paper
                assert found[primary.code].content_sha256 == paper
    traced = country.nation.reporting.trace(country.nation.form, VISITS, YEAR)["evidence"]
    primary = traced[0]["parts"][0]["parts"][0]
    assert len(primary["sha256"]) == 64


def test_a_thousand_returns_stay_a_small_package(country: Country) -> None:
    country.collect(country.districts, country.primaries)
    with country.districts[0].store.reading() as session:
        (one, *_others) = breakdown.breakdown_of(session, [1]).returns
    thousand = tuple(
        msgspec.structs.replace(
            one, code=f"T{n}", uid=new_uid(), content_sha256=sha256(bytes(n)).hexdigest()
        )
        for n in range(1000)
    )
    travels = breakdown.packed(breakdown.to_bytes(Breakdown(thousand)))
    assert len(travels) < 100_000


def test_nobodys_name_travels_with_the_returns(country: Country) -> None:
    country.collect(country.districts, country.primaries)
    with country.districts[0].store.reading() as session:
        told = breakdown.breakdown_of(session, [1, 2])
    text = breakdown.to_bytes(told).decode()
    assert "Đoàn viên" not in text
    assert "Góp ý" not in text
    assert "Công đoàn T1" in text


def test_of_more_returns_than_may_travel_none_is_read(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    country.collect(country.districts, country.primaries)
    monkeypatch.setattr(breakdown, "MOST_RETURNS", 1)
    with country.districts[0].store.reading() as session:
        told = breakdown.breakdown_of(session, [1, 2])
    assert told == breakdown.Breakdown((), cut=True)
    assert read_breakdown(breakdown.to_bytes(told), {"T1": 1, "T2": 1}) == told


def test_a_package_without_the_returns_behind_it_is_still_taken(country: Country) -> None:
    """As older programs write them."""
    country.collect(country.districts, country.primaries)
    district, province = country.districts[0], country.provinces[0]
    own, key = district.reporting.own(), office_key(district.store)
    told = Told(figures_content(district.figures()))
    older = district.folder / "older.upack"
    older.write_bytes(build_package(own, told, b"%PDF-", Place(1), key).content)
    assert province.statuses(older) == ["accepted"]
    (whole,) = province.reporting.evidence(province.form, VISITS, YEAR)
    assert isinstance(whole, ReturnEvidence)
    assert not whole.opens
    assert parts(province, VISITS, whole) == []


def test_taking_a_collection_back_takes_the_returns_behind_it_too(country: Country) -> None:
    country.hand_in()
    country.nation.undo()
    with country.nation.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(ReceivedBreakdown)) == 0


def _many(count: int) -> Breakdown:
    primaries = tuple(PartReturn(f"T{n}", "", "primary", 1) for n in range(count))
    return Breakdown((PartReturn("H1", "Huyện", "district", 3, returns=primaries),))


def test_where_there_are_too_many_the_lowest_level_stays_behind() -> None:
    fits = read_breakdown(breakdown.to_bytes(_many(breakdown.MOST_RETURNS - 1)), {"H1": 3})
    assert not fits.cut
    too_many = read_breakdown(breakdown.to_bytes(_many(breakdown.MOST_RETURNS)), {"H1": 3})
    assert too_many.cut
    assert [(each.code, each.returns) for each in too_many.returns] == [("H1", ())]


PRIMARY = PartReturn("T1", "Công đoàn T1", "primary", 1, rows=(PartRow("health", members=3),))


@pytest.mark.parametrize(
    "returns",
    [
        (PRIMARY, PRIMARY),
        (msgspec.structs.replace(PRIMARY, returns=(PRIMARY,)),),
        (msgspec.structs.replace(PRIMARY, rows=PRIMARY.rows * 2),),
        (msgspec.structs.replace(PRIMARY, rows=(PartRow("charity", total=1, members=2),)),),
        (msgspec.structs.replace(PRIMARY, version=2),),
        (msgspec.structs.replace(PRIMARY, code="T2"),),
        (),
    ],
)
def test_returns_that_contradict_themselves_or_the_figures_are_refused(
    returns: tuple[PartReturn, ...],
) -> None:
    with pytest.raises(RefusedFileError):
        read_breakdown(msgspec.json.encode(Breakdown(returns)), {"T1": 1})


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"returns":[],"returns":[]}',
        b'{"returns":[],"people":[]}',
        b'{"returns":[{"code":"T1","name":"","level":"king","version":1}]}',
        b'{"returns":[{"code":"T1","name":"","level":"primary","version":1,'
        b'"rows":[{"key":"health","members":-1}]}]}',
    ],
)
def test_what_is_no_list_of_returns_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedFileError):
        read_breakdown(content, {"T1": 1})
