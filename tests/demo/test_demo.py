"""The sample: everything in it, the same by seed, and a district that adds up."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.demo.filling import Filling
from unionoffice.demo.maker import DemoMaker
from unionoffice.demo.papers import FORM
from unionoffice.demo.places import Made
from unionoffice.demo.population import populate
from unionoffice.demo.workplaces import LATE, REPORTING, SILENT
from unionoffice.exchange.board import Board
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.spreadsheets.reading import read_file
from unionoffice.spreadsheets.results import Fate

TODAY = date(2026, 11, 21)
YEAR = Period.year(2026)
MEMBERS = 40

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Made:
    """A small sample, made once."""
    folder = tmp_path_factory.mktemp("sample")
    maker = DemoMaker(open_workplace, create_office, said.append, lambda: TODAY)
    return maker.make(folder / "demo", MEMBERS)


def test_sample_says_where_everything_is(made: Made, said: list[str]) -> None:
    for place in (made.office, made.lists, made.reports, made.district):
        assert any(str(place) in line for line in said)


def test_every_register_of_the_office_is_filled(made: Made) -> None:
    workplace = open_workplace(str(made.office), read_only=True)
    try:
        counts = {
            register.key: workplace.desk.totals(register.key, Query()).records
            for register in CATALOGUE
            if not register.is_for_collectors
        }
    finally:
        workplace.close()
    assert counts["members"] == MEMBERS + 2  # two were entered twice
    assert [key for key, count in counts.items() if not count] == []


def test_overview_has_something_to_say(made: Made) -> None:
    workplace = open_workplace(str(made.office), read_only=True)
    try:
        needs = {need.kind for need in workplace.overview.count().needs}
    finally:
        workplace.close()
    assert {"duplicates", "agreements_ending", "undated_benefits", "no_unit"} <= needs


def test_appendix_of_both_years_is_there_in_every_form(made: Made) -> None:
    for year in (2025, 2026):
        for suffix in (".pdf", ".xlsx", ".docx", ".json"):
            assert (made.reports / f"phu-luc-{year}{suffix}").stat().st_size > 0


def test_no_figure_of_the_appendix_is_nought(made: Made) -> None:
    rows = json.loads((made.reports / "phu-luc-2026.json").read_text())["rows"]
    assert [row["key"] for row in rows if not (row.get("total") or row.get("members"))] == [
        "policy",
        "preference",
    ]
    assert all(row["result"] for row in rows if "result" in row)


@pytest.mark.parametrize(
    "name", ["doan-vien-moi.xlsx", "trich-ngang-mau-cu.xlsx", "phong-chu-vntime.xlsx"]
)
def test_lists_can_be_brought_in(made: Made, name: str) -> None:
    workplace = open_workplace(str(made.office))
    try:
        found = read_file(made.lists / name, workplace.shapes.of("members"), TODAY)
        outcome = workplace.importing.bring_in("members", found.lists, is_dry_run=True)
    finally:
        workplace.close()
    assert outcome.count(Fate.CREATED) > 10
    assert outcome.count(Fate.REFUSED) == 0


def test_district_collected_twelve_packages_and_refused_one(made: Made) -> None:
    workplace = open_workplace(str(made.district), read_only=True)
    try:
        reported = workplace.returns.overview(workplace.reporting.forms.open(FORM), YEAR)
    finally:
        workplace.close()
    assert reported.expected == 14
    versions = {each.organisation: each.version for each in reported.returns}
    assert len(versions) == 12
    assert versions[REPORTING[0].code] == 2
    assert [each.code for each in reported.missing] == [body.code for body in SILENT]
    assert [Path(each.file).name for each in reported.refused] == [f"{SILENT[0].code}.upack"]


def test_district_has_the_returns_of_the_year_before_too(made: Made) -> None:
    workplace = open_workplace(str(made.district), read_only=True)
    try:
        form = workplace.reporting.forms.open(FORM)
        reported = workplace.returns.overview(form, Period.year(2025))
    finally:
        workplace.close()
    assert len(reported.returns) == 12
    doubtful = [each.organisation for each in reported.returns if each.warnings]
    assert len(doubtful) < 6


def test_the_board_shows_who_was_in_time_who_was_late_and_who_is_missing(made: Made) -> None:
    workplace = open_workplace(str(made.district), read_only=True)
    try:
        form = workplace.reporting.forms.open(FORM)
        board = Board(workplace.store, workplace.returns, workplace.deadlines, lambda: TODAY)
        before, now = (board.view(form, Period.year(year)) for year in (2025, 2026))
    finally:
        workplace.close()
    assert {entry.due for entry in before.entries} == {date(2026, 1, 15)}
    late = {entry.code for entry in before.entries if entry.days_late and entry.is_in}
    assert late == {body.code for body in LATE}
    silent = {body.code for body in SILENT}
    assert {entry.code for entry in before.entries if entry.state == "late"} == silent
    assert {entry.code for entry in now.entries if entry.state == "missing"} == silent


def test_consolidated_figures_are_the_sums_of_the_packages(made: Made) -> None:
    whole = json.loads((made.district.parent / "phu-luc-2025.json").read_text())
    parts = [_figures(file) for file in made.incoming_before.iterdir()]
    assert len(parts) == 12
    for row in whole["rows"]:
        for figure in ("result", "total", "members"):
            if figure in row:
                assert row[figure] == sum(part[row["key"]][figure] for part in parts)


def _figures(package: Path) -> dict[str, dict[str, int]]:
    with zipfile.ZipFile(package) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith("figures.json")]
        return {row["key"]: row for row in json.loads(archive.read(name))["rows"]}


def test_the_same_seed_makes_the_same_office(tmp_path: Path) -> None:
    first, again, other = (_rows(tmp_path / f"{name}.uoffice", seed) for name, seed in
                           (("a", 7), ("b", 7), ("c", 8)))  # fmt: skip
    assert first == again
    assert first != other


def _rows(office: Path, seed: int) -> list[object]:
    """What stands in a small office made with this seed."""
    body = REPORTING[7]
    create_office(str(office), OwnOrganisation(body.code, body.name, "primary"))
    workplace = open_workplace(str(office))
    try:
        Filling(workplace, body, seed, TODAY).fill(24)
        figures = workplace.reporting.figures(workplace.reporting.forms.open(FORM), YEAR)
        people = workplace.desk.page(
            "members", Query(), ("full_name", "birth_date", "identity_number"), 0, 50
        )
    finally:
        workplace.close()
    return [figures.rows, [row.cells for row in people]]


def test_a_folder_that_is_no_sample_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UserError):
        DemoMaker(open_workplace, create_office, print, lambda: TODAY).make(tmp_path, MEMBERS)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_population_has_exactly_so_many_benefits(tmp_path: Path) -> None:
    office = str(tmp_path / "office.uoffice")
    create_office(office, OwnOrganisation("T1", "CĐCS", "primary"))
    workplace = open_workplace(office)
    try:
        populate(workplace, members=30, given=900, today=TODAY)
        counts = [workplace.desk.totals(key, Query()).records for key in ("members", "benefits")]
    finally:
        workplace.close()
    assert counts == [30, 900]
