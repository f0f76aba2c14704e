"""A body that existed for a part of the year counts with its return for that part, once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from exchange.levels import YEAR, AnOffice, Levels, added, help_one_more
from exchange.test_structures import ROOT

from unionoffice.core.periods import Period
from unionoffice.exchange.giving_back import Asked, GivingBack, given_back
from unionoffice.exchange.successions import Successions
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReturnedReturn
from unionoffice.reports.as_json import as_json
from unionoffice.reports.sheet import sheet
from unionoffice.services.reorganising import Plan
from unionoffice.services.structure import Structure

JULY = date(2026, 7, 1)
HALF = Period(date(2026, 1, 1), date(2026, 6, 30))
QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))
REST = Period(date(2026, 7, 1), date(2026, 12, 31))


def a_province_where_one_was_merged(levels: Levels) -> tuple[AnOffice, AnOffice, AnOffice]:
    province = levels.office(ROOT, "province")
    first, second = levels.primaries("T1", "T2", parents=[ROOT, ROOT])
    province.enrol(first, second)
    structure = Structure(province.store)
    bodies = {body.code: body.id for body in structure.bodies().newest.values()}
    structure.carry_out(Plan("merge", JULY, (bodies["T1"],), bodies["T2"]))
    return province, first, second


def remarks(office: AnOffice) -> str:
    filled = office.reporting.filled(office.form, YEAR)
    return " ".join(sheet(filled, "en").remarks)


def said(office: AnOffice) -> list[str]:
    return [" ".join(map(str, each.warnings)) for each in office.overview().returns]


def test_the_return_for_the_half_year_of_a_body_that_was_merged_counts_in_the_year(
    levels: Levels,
) -> None:
    province, first, second = a_province_where_one_was_merged(levels)
    province.collect(second.send())
    assert "without a return of their own" in remarks(province)
    assert "Công đoàn T1 (01/01/2026–30/06/2026)" in remarks(province)

    province.collect(first.send("half.upack", HALF))
    assert added([province.figures()]) == added([first.figures(HALF), second.figures()])
    assert "not settled whether the successors' returns hold their figures too" in remarks(province)
    Successions(province.store).settle(province.form, YEAR, "T1", is_held_by_heirs=False)
    assert "Counted with their returns for the days on which they existed" in remarks(province)
    province.undo()
    assert [each.code for each in province.overview().missing] == []
    assert "It tells of 01/01/2026 to 30/06/2026" in said(province)[0]
    assert Successions(province.store).unsettled(province.form, YEAR) == ["T1"]
    # What travels is read by programs that know nothing of this.
    nation = levels.office("VN", "national")
    nation.enrol(province)
    assert nation.statuses(province.send()) == ["accepted"]
    assert added([nation.figures()]) == added([province.figures()])
    (stay,) = as_json(province.figures())["short_stays"]
    assert (stay["days"], stay["counted"]) == (HALF.as_json(), True)


def test_what_the_heir_holds_as_well_counts_once(levels: Levels) -> None:
    province, first, second = a_province_where_one_was_merged(levels)
    province.collect(first.send("half.upack", HALF), second.send())
    Successions(province.store).settle(province.form, YEAR, "T1", is_held_by_heirs=True)
    assert added([province.figures()]) == added([second.figures()])
    assert "T1" not in remarks(province)


def test_a_return_for_the_whole_year_takes_the_place_of_that_for_its_part(levels: Levels) -> None:
    province, first, second = a_province_where_one_was_merged(levels)
    province.collect(first.send("half.upack", HALF), second.send())
    help_one_more(first, date(2026, 5, 2))
    province.collect(first.send())
    assert added([province.figures()]) == added([first.figures(), second.figures()])
    assert "not settled" in remarks(province)
    Successions(province.store).settle(province.form, YEAR, "T1", is_held_by_heirs=False)
    assert "T1" not in remarks(province)


def test_returns_for_some_of_the_days_each_are_not_added_up_but_named(levels: Levels) -> None:
    province, first, second = a_province_where_one_was_merged(levels)
    spring = Period(date(2026, 4, 1), HALF.last)
    province.collect(first.send("q1.upack", QUARTER), first.send("q2.upack", spring))
    province.collect(second.send())
    assert added([province.figures()]) == added([second.figures()])
    assert "people of several returns cannot be added up: Công đoàn T1" in remarks(province)
    # The quarter itself is as it was.
    assert added([province.figures(QUARTER)]) == added([first.figures(QUARTER)])


def test_a_body_founded_in_the_year_counts_with_its_return_since_then(levels: Levels) -> None:
    province = levels.office(ROOT, "province")
    (only,) = levels.primaries("T1", parents=[ROOT])
    province.enrol(only)
    structure = Structure(province.store)
    (body_id,) = structure.bodies().newest
    with province.store.writing("Body founded") as session:
        session.get_one(Organisation, body_id).founded_on = JULY
    assert [each.code for each in province.overview().missing] == ["T1"]
    help_one_more(only, date(2026, 8, 1))
    province.collect(only.send("rest.upack", REST))
    assert province.overview().missing == ()
    assert added([province.figures()]) == added([only.figures(REST)])


def test_a_return_for_a_part_can_be_given_back_for_just_that_part(
    levels: Levels, tmp_path: Path
) -> None:
    province, first, _second = a_province_where_one_was_merged(levels)
    province.collect(first.send("half.upack", HALF))
    giving = GivingBack(province.store, lambda: date(2026, 12, 31))
    asked = [Asked("charity", "total", "Xem lại")]
    id_ = giving.give_back(province.form, YEAR, "T1", asked)
    with province.store.reading() as session:
        content = given_back(session.get_one(ReturnedReturn, id_).content)
    assert json.dumps(content.period.days().as_json()) == json.dumps(HALF.as_json())
    assert giving.standing(province.form, YEAR, "T1") == id_
