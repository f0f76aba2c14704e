"""Who has reported, who is missing, and what looks wrong."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from exchange.levels import FORM_ID, YEAR, YEAR_END, AnOffice, Levels, fill, help_one_more
from exchange.test_board import board_of

from unionoffice.cli.json_text import json_parts
from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.exchange import schemas
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.returns import Returns, year_before
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.reports.corrections import Corrections


def warnings_of(district: AnOffice, period: Period = YEAR) -> list[tuple[str, str]]:
    (entry,) = district.overview(period).returns
    return [(problem.field, str(problem)) for problem in entry.warnings]


def handed_in(levels: Levels, helped: dict[int, int]) -> AnOffice:
    """A district with the returns of one organisation that helped so many people each year."""
    district, primary = levels.office("H1", "district"), levels.office("T1")
    district.enrol(primary)
    for year, count in helped.items():
        fill(primary, helped=count, members=count, day=date(year, 3, 12))
    for year in helped:
        district.collect(primary.send(f"{year}.upack", Period.year(year)))
    return district


def test_periods_are_told_by_the_newest_return(levels: Levels) -> None:
    district = handed_in(levels, {2026: 3, 2024: 1, 2025: 2})
    returns = Returns(district.store)
    assert returns.periods() == [Period.year(2025), Period.year(2024), Period.year(2026)]
    quarter = Period(date(2026, 1, 1), date(2026, 3, 31))
    (primary,) = (each for each in levels.made if each.code == "T1")
    district.collect(primary.send("quarter.upack", quarter), primary.send("again.upack"))
    assert returns.periods()[0] == quarter


def test_the_overview_says_who_is_missing_and_what_was_refused(levels: Levels) -> None:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    broken = district.folder / "broken.upack"
    broken.write_bytes(b"PK")
    district.collect(primaries[0].send(), primaries[2].send(), broken)
    with board_of(district).told(district.form, YEAR) as told:
        content = json.loads("".join(json_parts(told)))
    assert [each["organisation"] for each in content.pop("board")] == ["T1", "T2", "T3"]
    received_at = content["returns"][0]["received_at"]
    assert received_at[-6] in "+-"
    assert content == {
        "appendix": FORM_ID,
        "period": {"from": "2026-01-01", "to": "2026-12-31"},
        "expected": 3,
        "received": 2,
        "missing": [{"code": "T2", "name": "Công đoàn T2"}],
        "returns": [
            {"organisation": "T1", "version": 1, "received_at": received_at, "warnings": []},
            {"organisation": "T3", "version": 1, "received_at": received_at, "warnings": []},
        ],
        "refused": [{"file": str(broken), "why": content["refused"][0]["why"]}],
    }


def test_another_period_is_another_collection(levels: Levels) -> None:
    district = handed_in(levels, {2026: 3})
    assert [entry.code for entry in district.overview(Period.year(2025)).missing] == ["T1"]
    assert district.overview(Period.year(2025)).returns == ()


def test_a_fall_by_four_fifths_is_worth_a_question(levels: Levels) -> None:
    district = handed_in(levels, {2025: 20, 2026: 4})
    assert ("health", "Members fell by 80 % against the year before (from 20 to 4).") in (
        warnings_of(district)
    )


def test_a_rise_by_four_fifths_is_worth_a_question(levels: Levels) -> None:
    district = handed_in(levels, {2025: 5, 2026: 9})
    assert ("health", "Members grew by 80 % against the year before (from 5 to 9).") in (
        warnings_of(district)
    )


def test_small_changes_are_no_news(levels: Levels) -> None:
    assert warnings_of(handed_in(levels, {2025: 1, 2026: 2})) == []


def test_a_return_of_nothing_is_worth_a_question(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    district.enrol(primary)
    district.collect(primary.send())
    assert warnings_of(district) == [("", "All figures are 0.")]


def test_corrections_by_hand_and_early_returns_are_shown(levels: Levels) -> None:
    district = levels.office("H1", "district")
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    later = Period.parse("2026-01-01", "2027-01-31")
    row = primary.figures(later).row("agreement")
    assert row is not None
    corrections = Corrections(primary.store)
    corrections.correct(primary.form.id, row, "members", later, None, 12, "Theo danh sách")
    district.collect(primary.send("early.upack", later))
    assert warnings_of(district, later) == [
        ("", "It was made on 31/12/2026, before the period was over."),
        ("agreement", "Members were set by hand to 12 instead of 0: Theo danh sách"),
    ]


def test_a_district_without_all_its_returns_says_so_to_the_province(levels: Levels) -> None:
    province, district = levels.office("TINH", "province"), levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2")
    province.enrol(district)
    district.enrol(*primaries)
    district.collect(primaries[0].send())
    province.collect(district.send())
    assert warnings_of(province) == [("", "Organisations below it that had not handed in: T2")]


def test_parts_that_outgrew_their_whole_by_hand_further_down_are_shown(levels: Levels) -> None:
    province, district = levels.office("TINH", "province"), levels.office("H1", "district")
    (primary,) = levels.primaries("T1")
    province.enrol(district)
    district.enrol(primary)
    row = primary.figures().row("charity.fund.visit")
    assert row is not None
    Corrections(primary.store).correct(FORM_ID, row, "total", YEAR, None, 50, "Theo sổ tay")
    district.collect(primary.send())
    assert province.statuses(district.send()) == ["accepted"]
    whole = province.form.label("charity.fund")
    assert ("charity.fund.visit", f"There is more here than in row “{whole}”.") in (
        warnings_of(province)
    )


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
        (("2024-01-01", "2024-02-29"), ("2023-01-01", "2023-02-28")),
        (("2025-02-01", "2025-02-28"), ("2024-02-01", "2024-02-29")),
    ],
)
def test_the_year_before_ends_with_its_months(
    period: tuple[str, str], before: tuple[str, str]
) -> None:
    assert year_before(Period.parse(*period)) == Period.parse(*before)


def test_a_correction_of_the_federation_itself_stands_in_its_figures(levels: Levels) -> None:
    district = levels.office("H1", "district")
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    district.collect(primary.send())
    row = district.figures().row("health")
    assert row is not None
    Corrections(district.store).correct(FORM_ID, row, "members", YEAR, None, 7, "Đợt khám tỉnh")
    corrected = district.figures().row("health")
    assert corrected is not None
    assert (corrected.members, corrected.corrections[0].computed) == (7, 1)


def test_a_federation_has_no_figures_of_its_units(levels: Levels) -> None:
    district = levels.office("H1", "district")
    with pytest.raises(UserError, match="without a unit"):
        district.reporting.figures(district.form, YEAR, 1)


def test_the_form_is_signed_where_the_office_is_and_today(levels: Levels) -> None:
    office = levels.office("T1", "primary", "H1")
    next_year = Period.year(2027)  # not over yet: nobody signs on its last day
    letterhead = office.reporting.filled(office.form, next_year).letterhead
    assert (letterhead.place, letterhead.signed_on) == ("An Giang", date(2026, 12, 31))
    later = date(2027, 1, 5)
    filled = office.reporting.filled(office.form, YEAR, signed_on=later)
    assert filled.letterhead.signed_on == later


def test_what_was_handed_in_keeps_its_day_while_its_figures_stand(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    office.send()
    weeks_later = Reporting(office.store, CATALOGUE, lambda: YEAR_END + timedelta(days=30))
    paper = weeks_later.filled(office.form, YEAR)
    assert paper.letterhead.signed_on == date(2026, 12, 31)
    assert paper.content_sha256
    help_one_more(office)
    paper = weeks_later.filled(office.form, YEAR)
    assert paper.letterhead.signed_on == date(2027, 1, 30)
    assert not paper.content_sha256


def test_a_form_file_is_collected_together_with_its_returns(levels: Levels, tmp_path: Path) -> None:
    district = levels.office("H1", "district")
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    file = own_form(tmp_path, version=1)
    form = primary.reporting.forms.open(file)
    sent = primary.sending.send(form, YEAR, tmp_path / "own.upack")
    assert district.statuses(sent.path) == ["refused"]
    assert district.statuses(sent.path, file) == ["accepted", "accepted"]
    assert district.statuses(file) == ["already_held"]
    assert "own-form" in district.reporting.forms.ids()
    assert district.reporting.forms.open("own-form") == form
    figures = district.reporting.figures(form, YEAR)
    assert figures.rows == primary.reporting.figures(form, YEAR).rows


def test_a_form_that_was_changed_needs_a_new_version(levels: Levels, tmp_path: Path) -> None:
    district = levels.office("H1", "district")
    file = own_form(tmp_path, version=1)
    district.reporting.forms.open(file)
    file.write_text(file.read_text(encoding="utf-8").replace("đoàn viên", "ĐV"), encoding="utf-8")
    with pytest.raises(UserError, match="new version"):
        district.reporting.forms.open(file)
    own_form(tmp_path, version=2)
    assert district.reporting.forms.open(file).version == 2
    assert district.reporting.forms.open("own-form").version == 2


def own_form(folder: Path, version: int) -> Path:
    """The form that travels with the program, under another id."""
    source = schemas.FOLDER.parent / "appendices" / f"{FORM_ID}.toml"
    text = source.read_text(encoding="utf-8").replace(f'id = "{FORM_ID}"', 'id = "own-form"')
    path = folder / "own-form.toml"
    path.write_text(text.replace("version = 1", f"version = {version}"), encoding="utf-8")
    return path


def test_the_schemas_are_those_of_the_program() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in schemas.FOLDER.iterdir()}
    assert written == schemas.schemas(), "run: python -m unionoffice.exchange.schemas"


def test_a_higher_version_takes_the_place_in_the_overview(levels: Levels) -> None:
    district = levels.office("H1", "district")
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    district.collect(primary.send())
    help_one_more(primary)
    district.collect(primary.send())
    assert [entry.version for entry in district.overview().returns] == [2]
