"""The figures of single units, and figures corrected by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from support.desk_office import YEAR, DeskOffice

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.core.periods import Period
from unionoffice.reports.corrections import Corrections
from unionoffice.store.store import Store

Y2016, Y2018 = Period.year(2016), Period.year(2018)


@pytest.fixture
def office(store: Store) -> DeskOffice:
    return DeskOffice(store)


# Units


def test_unit_reports_itself_and_all_below_by_where_people_worked_on_the_day(
    office: DeskOffice,
) -> None:
    works = office.unit("Xưởng May")
    line = office.unit("Chuyền 1", office.unit("Khu A", works))
    other = office.unit("Văn phòng")
    member = office.member(unit=line)
    office.benefit(member, "2017-03-02")
    office.people.move(member, other, date(2017, 3, 3))
    office.benefit(member, "2017-03-03")
    office.benefit(office.worker(unit=works))
    office.benefit(office.worker())
    assert office.numbers("charity") == (3, 1)
    assert office.numbers("charity", unit=works) == (2, 1)
    assert office.numbers("charity", unit=line) == (1, 1)
    assert office.numbers("charity", unit=other) == (1, 1)
    assert [
        each.event_on for each in office.figures.behind(office.form, "charity", YEAR, line)
    ] == [date(2017, 3, 2)]


def test_unit_reports_head_counts_held_for_it_and_agreements_that_touch_it(
    office: DeskOffice,
) -> None:
    works = office.unit("Xưởng May")
    line, other = office.unit("Chuyền 1", works), office.unit("Văn phòng")
    office.member(unit=line)
    office.member(unit=other)
    office.activity(unit=line, head_total=10, head_members=8)
    office.activity(unit=other, head_total=3, head_members=3)
    office.activity(head_total=100, head_members=90)
    office.policy("Luật", "2017-02-01")
    office.agreement(line, signed_on="2017-01-01")
    office.dialogue(works)
    assert office.numbers("spiritual", unit=works) == (10, 8)
    for unit, turns, members in ((works, 1, 1), (line, 1, 1), (other, 0, 0)):
        row = office.row("agreement", unit=unit)
        assert (row.result, row.members) == (turns, members)
        row = office.row("dialogue", unit=unit)
        assert (row.result, row.members) == (turns, members)
    assert office.row("policy", unit=works).result == 0
    assert office.row("policy", unit=works).titles == ()


def test_unit_that_is_not_there_is_refused(office: DeskOffice) -> None:
    with pytest.raises(UserError, match="no such unit"):
        office.row("charity", unit=99)


# Corrections by hand


def test_corrected_figure_stands_with_its_reason_and_a_share_of_its_own(
    office: DeskOffice, store: Store
) -> None:
    corrections = Corrections(store)
    office.activity(head_total=3, head_members=1)
    form, row = office.form.id, office.row("spiritual")
    corrections.correct(form, row, "total", YEAR, None, 16, "Thiếu danh sách tổ 3")
    row = office.row("spiritual")
    assert (row.total, row.members, row.share) == (16, 1, Decimal("6.3"))
    (entry,) = row.corrections
    assert (entry.figure, entry.computed, entry.value) == ("total", 3, 16)
    assert entry.reason == "Thiếu danh sách tổ 3"
    assert office.row("spiritual", Y2016).corrections == ()

    corrections.correct(form, row, "total", YEAR, None, 20, "Đếm lại")
    (entry,) = office.row("spiritual").corrections
    assert (entry.computed, entry.value) == (3, 20)

    corrections.withdraw(form, "spiritual", "total", YEAR, None)
    assert office.row("spiritual").total == 3
    assert office.row("spiritual").corrections == ()


def test_correction_for_a_unit_leaves_the_organisation_alone(
    office: DeskOffice, store: Store
) -> None:
    unit = office.unit("Xưởng May")
    row = office.row("preference", unit=unit)
    Corrections(store).correct(office.form.id, row, "result", YEAR, unit, 5, "Theo siêu thị")
    assert office.row("preference", unit=unit).result == 5
    assert office.row("preference").result == 0

    office.use(unit=unit, uses=4)
    row = office.row("preference")
    Corrections(store).correct(office.form.id, row, "result", YEAR, None, 0, "Đã tính năm trước")
    assert office.row("preference").result == 0
    Corrections(store).withdraw(office.form.id, "preference", "result", YEAR, None)
    assert office.row("preference").result == 4
    assert office.row("preference", unit=unit).result == 5


def test_correction_stands_for_just_its_form_its_period_and_its_figure(
    office: DeskOffice, store: Store
) -> None:
    office.activity(day="2017-06-01", head_total=3, head_members=1)
    row, corrections = office.row("spiritual"), Corrections(store)
    corrections.correct("another-form", row, "total", YEAR, None, 8, "Vì")
    assert office.numbers("spiritual") == (3, 1)
    corrections.correct(office.form.id, row, "total", YEAR, None, 9, "Vì")
    corrections.correct(office.form.id, row, "members", YEAR, None, 2, "Vì")
    assert office.numbers("spiritual") == (9, 2)
    for first, last in (("2017-01-01", "2017-06-30"), ("2017-02-01", "2017-12-31")):
        assert office.numbers("spiritual", Period.parse(first, last)) == (3, 1)
    corrections.withdraw(office.form.id, "spiritual", "total", YEAR, None)
    assert office.numbers("spiritual") == (3, 2)


@pytest.mark.parametrize(
    ("figure", "value", "reason"),
    [
        ("members", 4, "Vì"),
        ("total", 0, "Vì"),
        ("total", -1, "Vì"),
        ("total", 5, "  "),
        ("total", 10**30, "Vì"),
    ],
)
def test_impossible_corrections_are_refused(
    office: DeskOffice, store: Store, figure: str, value: int, reason: str
) -> None:
    office.activity(head_total=3, head_members=1)
    row = office.row("spiritual")
    with pytest.raises(InvalidRecordError):
        Corrections(store).correct(office.form.id, row, figure, YEAR, None, value, reason)
    assert office.row("spiritual") == row
