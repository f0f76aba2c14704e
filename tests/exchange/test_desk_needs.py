"""The first page of a federation says who is late, what is due, and what waits to be looked at."""

from __future__ import annotations

from datetime import date

import pytest
from exchange.levels import YEAR, AnOffice, Levels, help_one_more

from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.exchange.deadlines import DeadlineRule
from unionoffice.exchange.giving_back import Asked
from unionoffice.gui.figures import figures_of
from unionoffice.gui.screens.need_words import action_of, sentence_of
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.glance import Need
from unionoffice.services.overview import Overview
from unionoffice.services.reorganising import Plan
from unionoffice.workplace import Workplace

IN_TIME, LATE = date(2027, 1, 10), date(2027, 1, 20)


@pytest.fixture
def desk(levels: Levels) -> tuple[AnOffice, Workplace, list[AnOffice]]:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    workplace = Workplace(district.store)
    workplace.deadlines.change(district.form, [DeadlineRule(days=15)])
    return district, workplace, primaries


def needs(workplace: Workplace, today: date) -> dict[str, Need]:
    return {need.kind: need for need in workplace.desk_needs(today)}


def test_who_is_late_and_what_is_due(
    desk: tuple[AnOffice, Workplace, list[AnOffice]],
) -> None:
    district, workplace, (first, *_others) = desk
    district.collect(first.send())
    due = needs(workplace, IN_TIME)["returns_due"]
    assert (due.count, due.severity, due.on) == (2, "warn", date(2027, 1, 15))
    assert needs(workplace, date(2026, 12, 20))["returns_due"].severity == "info"
    assert "returns_due" not in needs(workplace, date(2026, 11, 1))
    late = needs(workplace, LATE)["returns_late"]
    assert (late.count, late.severity, late.page) == (2, "bad", "returns")
    assert "2 organisations are late, the first since 15/01/2027" in sentence_of(late)
    assert late.about.endswith("2026")
    assert action_of(late) == "See who is late"


def test_what_waits_to_be_looked_at_was_given_back_or_refused(
    desk: tuple[AnOffice, Workplace, list[AnOffice]],
) -> None:
    district, workplace, (first, second, third) = desk
    broken = district.folder / "broken.upack"
    broken.write_bytes(b"PK")
    third.send()
    district.collect(first.send(), second.send(), broken)
    found = needs(workplace, LATE)
    assert found["refused_files"].count == 1
    assert "returns_given_back" not in found
    waiting = found.get("returns_to_look_at")
    given = workplace.giving_back.give_back(
        district.form, YEAR, "T1", [Asked("charity", "total", "Xem lại")], reply_by=date(2027, 2, 1)
    )
    found = needs(workplace, LATE)
    assert (found["returns_given_back"].count, found["returns_given_back"].severity) == (1, "info")
    assert waiting is None or found["returns_late"].count == 1
    file = district.folder / "T1.ureturn"
    workplace.giving_back.write(given, file)
    office = Workplace(first.store)
    office.mending.take_in(file)
    (need,) = office.desk_needs(LATE)
    assert (need.kind, need.severity, need.page) == ("return_to_mend_by", "warn", "appendix")
    assert "to be mended by 01/02/2027" in sentence_of(need)
    assert office.desk_needs(date(2027, 2, 2))[0].severity == "bad"
    help_one_more(first)
    district.collect(first.send())
    assert office.desk_needs(LATE) == ()
    assert "returns_given_back" not in needs(workplace, LATE)


def test_a_primary_has_no_desk_and_the_first_page_puts_first_what_presses(
    desk: tuple[AnOffice, Workplace, list[AnOffice]],
) -> None:
    _district, workplace, (first, *_others) = desk
    assert Workplace(first.store).desk_needs(LATE) == ()
    glance = workplace.overview.refresh()
    assert workplace.overview.kept() == glance
    severities = [need.severity for need in glance.needs]
    assert severities == sorted(severities, key=lambda each: each != "bad")


def test_the_tile_of_returns_counts_who_ended_in_the_year_on_both_sides(
    desk: tuple[AnOffice, Workplace, list[AnOffice]],
) -> None:
    district, workplace, (first, *_others) = desk
    district.collect(first.send())
    bodies = {body.code: body.id for body in workplace.structure.bodies().newest.values()}
    plan = Plan("merge", date(2026, 7, 1), (bodies["T1"],), bodies["T2"])
    workplace.structure.carry_out(plan)
    glance = Overview(district.store, CATALOGUE, lambda: date(2026, 12, 31)).count()
    assert (glance.returns_received, glance.bodies) == (1, 3)


def test_main_figures_of_the_newest_collection_stand_beside_those_of_the_year_before(
    desk: tuple[AnOffice, Workplace, list[AnOffice]],
) -> None:
    district, workplace, (first, second, _third) = desk
    assert workplace.desk_sums(LATE) is None  # nothing has come in yet
    district.collect(first.send(), second.send())
    summed = workplace.desk_sums(LATE)
    assert summed is not None
    assert summed.about.endswith("2026")
    whole = district.figures()
    for key, figure in (("policy", "result"), ("health", "members"), ("charity", "total")):
        label = district.form.label(key, "en")
        shown = next(each for each in summed.rows if each.label == label)
        consolidated = whole.row(key)
        assert consolidated is not None
        assert (shown.figure, shown.now) == (figure, consolidated.number(figure))
        assert shown.now
        assert shown.before is None
    earlier = Period.year(2025)
    district.collect(first.send("before.upack", earlier))
    with_before = workplace.desk_sums(LATE)
    assert with_before is not None
    assert [each.now for each in with_before.rows] == [each.now for each in summed.rows]
    assert {each.before for each in with_before.rows} == {0}
    assert first.reporting.own().level == "primary"
    assert Workplace(first.store).desk_sums(LATE) is None


def test_first_page_keeps_the_main_figures_for_the_next_start(
    desk: tuple[AnOffice, Workplace, list[AnOffice]],
) -> None:
    district, workplace, (first, *_others) = desk
    district.collect(first.send())
    overview = Overview(
        workplace.store, CATALOGUE, lambda: LATE, workplace.desk_needs, workplace.desk_sums
    )
    glance = overview.refresh()
    assert glance.summed is not None
    assert overview.kept() == glance


def test_a_federation_is_told_how_the_collection_stands(
    desk: tuple[AnOffice, Workplace, list[AnOffice]],
) -> None:
    district, workplace, (first, *_others) = desk
    broken = district.folder / "broken.upack"
    broken.write_bytes(b"PK")
    district.collect(first.send(), broken)
    overview = Overview(
        workplace.store, CATALOGUE, lambda: LATE, workplace.desk_needs, workplace.desk_sums
    )
    told = {figure.label: figure.text for figure in figures_of(overview.count())}
    assert (told["Late"], told["Given back"], told["Refused"]) == ("2", "0", "1")


@pytest.mark.parametrize("year", [1, 9999])
def test_nothing_is_reported_for_an_impossible_year(
    desk: tuple[AnOffice, Workplace, list[AnOffice]], year: int
) -> None:
    district, workplace, (first, *_others) = desk
    with pytest.raises(UserError, match="between the years 1945 and 2199"):
        first.send(period=Period.year(year))
    with pytest.raises(UserError, match="between the years"):
        workplace.unsigned.type_in(district.form, Period.year(year), "T1", {})
    last_year = Period.year(2199)
    district.collect(first.send(period=last_year))
    assert workplace.desk_sums(LATE)
    assert needs(workplace, LATE)
    assert workplace.board.view(district.form, last_year).entries
