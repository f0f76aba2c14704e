"""How each figure is counted, rule by rule: every office here would tell a broken rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from support.desk_office import YEAR, DeskOffice

from unionoffice.core.errors import InvalidRecordError
from unionoffice.core.periods import Period
from unionoffice.reports.filled import HeadCount
from unionoffice.store.store import Store

Y2016, Y2018 = Period.year(2016), Period.year(2018)


@pytest.fixture
def office(store: Store) -> DeskOffice:
    return DeskOffice(store)


# The period


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2016-12-31", False),
        ("2017-01-01", True),
        ("2017-12-31", True),
        ("2018-01-01", False),
    ],
)
def test_both_ends_of_the_period_count(office: DeskOffice, day: str, counts: bool) -> None:
    office.benefit(office.member(), day)
    assert office.numbers("charity.fund.visit") == (int(counts), int(counts))


def test_leap_day_is_a_day(office: DeskOffice) -> None:
    office.benefit(office.member(), "2016-02-29")
    assert office.numbers("charity", Period.parse("2016-02-01", "2016-02-29")) == (1, 1)
    assert office.numbers("charity", Period.parse("2016-02-29", "2016-02-29")) == (1, 1)
    assert office.numbers("charity", Period.parse("2016-03-01", "2016-12-31")) == (0, 0)


def test_record_counts_by_its_own_day_and_not_by_the_day_it_was_typed_in(
    office: DeskOffice,
) -> None:
    office.benefit(office.member(), "2017-03-02")
    this_year = Period.year(date.today().year)
    assert office.numbers("charity", this_year) == (0, 0)


# 1. People are counted once


def test_person_with_two_visits_is_one_person(office: DeskOffice) -> None:
    member = office.member()
    office.benefit(member, "2017-03-02")
    office.benefit(member, "2017-03-02", kind="visit_work_accident")
    office.benefit(member, "2017-08-02")
    assert office.numbers("charity.fund.visit") == (1, 1)
    assert len(office.evidence("charity.fund.visit")) == 3


def test_person_in_several_sub_rows_is_one_in_each_and_one_above(office: DeskOffice) -> None:
    member = office.member()
    office.benefit(member)
    office.house(member, "2017-04-06", None, "building")
    office.loan(member, "2017-05-01")
    office.benefit(member, fund="employer")
    rows = ("charity.fund.housing", "charity.fund.visit", "charity.loan", "charity.other")
    assert [office.numbers(row) for row in rows] == [(1, 1)] * 4
    assert office.numbers("charity.fund") == (1, 1)
    assert office.numbers("charity") == (1, 1)

    office.course(member)
    office.course(member, kind="skills")
    assert office.numbers("political.study") == office.numbers("political.training") == (1, 1)
    assert office.numbers("political") == (1, 1)


# 2. A member is a member on the day


@pytest.mark.parametrize(
    ("joined", "left", "is_member"),
    [
        ("2017-03-01", None, True),
        ("2017-03-02", None, True),  # the day of joining
        ("2017-03-03", None, False),
        ("2015-01-01", "2017-03-01", False),
        ("2015-01-01", "2017-03-02", False),  # left_on is the first day of being none
        ("2015-01-01", "2017-03-03", True),
        ("2017", None, True),  # of a year or month, the first day is meant
        ("2017-03", None, True),
        ("2017-04", None, False),
        ("2018", None, False),
        ("2015", "2017", False),
        ("2015", "2017-03", False),
        ("2015", "2017-04", True),
        (None, None, True),  # listed as a member, since nobody knows when
        (None, "2017-03-02", False),
    ],
)
def test_member_is_who_was_one_on_the_day(
    office: DeskOffice, joined: str | None, left: str | None, is_member: bool
) -> None:
    office.benefit(office.member(joined, left_on=left), "2017-03-02")
    assert office.numbers("charity.fund.visit") == (1, int(is_member))
    assert [each.member for each in office.evidence("charity.fund.visit")] == [is_member]


def test_who_joined_in_june_was_no_member_at_the_tet_gift(office: DeskOffice) -> None:
    member = office.member("2017-06-01")
    office.benefit(member, "2017-01-20", kind="tet_gift", fund="employer")
    assert office.numbers("charity.other") == (1, 0)
    office.benefit(member, "2017-08-20", fund="employer")
    assert office.numbers("charity.other") == (1, 1)


def test_membership_in_one_row_makes_no_member_in_another(office: DeskOffice) -> None:
    member = office.member("2017-06-01")
    office.benefit(member, "2017-01-20")
    office.benefit(member, "2017-08-20", fund="employer")
    assert office.numbers("charity.fund") == (1, 0)
    assert office.numbers("charity") == (1, 1)


def test_who_left_counts_for_what_came_before(office: DeskOffice) -> None:
    member = office.member("2015-01-01")
    office.benefit(member, "2017-03-02")
    office.people.leave(member, date(2017, 6, 1))
    assert office.numbers("charity.fund.visit") == (1, 1)
    assert office.row("agreement").members == 0


def test_who_joined_again_is_a_member_but_not_in_between(office: DeskOffice) -> None:
    member = office.member("2010-01-01")
    office.people.leave(member, date(2016, 1, 1))
    office.people.join(member, date(2017, 7, 1))
    office.benefit(member, "2015-12-31")
    office.benefit(member, "2017-06-30")
    office.benefit(member, "2018-02-01")
    assert office.numbers("charity", Period.year(2015)) == (1, 1)
    assert office.numbers("charity", YEAR) == (1, 0)
    assert office.numbers("charity", Y2018) == (1, 1)
    assert office.numbers("charity", Period(date(2015, 1, 1), date(2018, 12, 31))) == (1, 1)


# 3. Head counts


def test_head_counts_are_added_to_the_people_and_said(office: DeskOffice) -> None:
    member, worker = office.member(), office.worker()
    office.activity(head_total=120, head_members=95)
    office.activity(head_total=10)
    office.activity(member, worker)
    row = office.row("spiritual")
    assert (row.total, row.members) == (132, 96)
    assert row.by_head_count == HeadCount(130, 95)


def test_activity_has_names_or_a_head_count_and_never_more_members_than_people(
    office: DeskOffice,
) -> None:
    with pytest.raises(InvalidRecordError):
        office.activity(office.member(), head_total=5)
    with pytest.raises(InvalidRecordError):
        office.course(head_total=5, head_members=6)
    assert office.numbers("spiritual") == (0, 0)


# 4. Share


@pytest.mark.parametrize(
    ("members", "total", "share"),
    [
        (0, 0, None),
        (0, 3, "0.0"),
        (3, 3, "100.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),  # 6.25: half up, where half to even gives 6.2
        (1, 400, "0.3"),  # 0.25
        (29, 400, "7.3"),  # 7.25
        (1999, 2000, "100.0"),  # 99.95
    ],
)
def test_share_is_rounded_half_up_and_empty_without_a_total(
    office: DeskOffice, members: int, total: int, share: str | None
) -> None:
    office.activity(head_total=total, head_members=members)
    assert office.row("spiritual").share == (None if share is None else Decimal(share))


def test_empty_office_has_every_row_with_nothing_in_it(office: DeskOffice) -> None:
    figures = office.figures.count(office.form, YEAR)
    assert [row.key for row in figures.rows] == [row.key for row in office.form.rows()]
    assert {
        row.number(name) for row in figures.rows for name in ("result", "total", "members")
    } <= {
        0,
        None,
    }
    assert {row.share for row in figures.rows} == {None}
    assert office.row("policy").titles == ()


# 5. Policies


def test_policies_count_their_turns_and_name_each_title_once_in_order(office: DeskOffice) -> None:
    office.policy("Luật Công đoàn", "2017-05-06", turns=3)
    office.policy("Nghị định lương", "2017-02-10")
    office.policy("Luật Công đoàn", "2017-10-01")
    office.policy("Bộ luật Lao động", "2018-01-01", turns=7)
    with pytest.raises(InvalidRecordError):
        office.policy("Nghị định hưu trí", "2017-03-01", turns=0)
    row = office.row("policy")
    assert row.result == 5
    assert row.titles == ("Nghị định lương", "Luật Công đoàn")


# 6. Agreements


@pytest.mark.parametrize(
    ("days", "in_force"),
    [
        ({"effective_from": "2013-01-01", "effective_to": "2016-12-31"}, False),
        ({"effective_from": "2013-01-01", "effective_to": "2017-01-01"}, True),  # one day only
        ({"effective_from": "2017-12-31", "effective_to": "2019-12-31"}, True),  # one day only
        ({"effective_from": "2018-01-01", "effective_to": "2019-12-31"}, False),
        ({"effective_from": "2013-01-01"}, True),  # without end
        ({"signed_on": "2016-03-01"}, True),  # in force since it was signed
        ({"signed_on": "2017-12-20", "effective_from": "2018-01-01"}, False),
    ],
)
def test_agreement_in_force_on_one_day_of_the_period_covers(
    office: DeskOffice, days: dict[str, str], in_force: bool
) -> None:
    office.member()
    office.worker()
    office.agreement(**days)
    assert office.row("agreement").members == int(in_force)


def test_sessions_and_signings_are_turns(office: DeskOffice) -> None:
    for day in ("2017-01-01", "2017-03-05", "2016-12-31"):
        office.negotiation(day)
    office.agreement(signed_on="2017-12-31", effective_from="2018-01-01")
    office.agreement(signed_on="2016-12-31")
    assert office.row("agreement").result == 3


def test_agreement_covers_units_with_all_below_and_members_of_the_last_day(
    office: DeskOffice,
) -> None:
    works = office.unit("Xưởng May")
    line = office.unit("Chuyền 1", office.unit("Khu A", works))
    office_unit = office.unit("Văn phòng")
    inside, moved_in, moved_out = (
        office.member(unit=line),
        office.member(unit=office_unit),
        office.member(unit=line),
    )
    office.member(unit=office_unit)
    office.member("2018-01-01", unit=line)
    left = office.member(unit=line)
    office.worker(unit=line)
    office.people.move(moved_in, line, date(2017, 12, 31))
    office.people.move(moved_out, office_unit, date(2017, 12, 31))
    office.people.leave(left, date(2017, 12, 31))
    office.agreement(works, effective_from="2017-01-01", effective_to="2017-01-31")
    office.agreement(line, effective_from="2017-06-01")

    assert office.row("agreement").members == 2
    found = {each.person_id for each in office.evidence("agreement") if each.person_id}
    assert found == {inside, moved_in}
    assert office.row("agreement", Period.parse("2017-01-01", "2017-12-30")).members == 3


# 7. Dialogues


def test_every_form_of_dialogue_is_a_turn(office: DeskOffice) -> None:
    for form in ("periodic", "on_demand", "conference", "internal_rules"):
        office.dialogue(form=form)
    office.dialogue(day="2018-01-01")
    assert office.row("dialogue").result == 4


def test_dialogue_covers_who_was_a_member_of_its_units_on_its_day(office: DeskOffice) -> None:
    works = office.unit("Xưởng May")
    line, other = office.unit("Chuyền 1", works), office.unit("Văn phòng")
    stayed = office.member(unit=line)
    moved = office.member(unit=line)
    came = office.member(unit=other)
    office.member("2017-04-02", unit=line)
    left = office.member(unit=line)
    office.people.leave(left, date(2017, 4, 1))
    office.people.move(moved, other, date(2017, 4, 2))
    office.people.move(came, line, date(2017, 4, 2))
    office.dialogue(works, day="2017-04-01")
    assert office.row("dialogue").members == 2
    assert {each.person_id for each in office.evidence("dialogue") if each.person_id} == {
        stayed,
        moved,
    }
    office.dialogue(day="2017-03-31")
    assert office.row("dialogue").members == 4


# 8. Offers


def test_uses_count_as_many_as_they_stand_for_and_only_by_members(office: DeskOffice) -> None:
    joined_later, worker = office.member("2017-06-01"), office.worker()
    office.use(uses=20)
    office.use(person=office.member(), uses=3)
    office.use(person=joined_later, uses=5)
    office.use("2017-06-01", person=joined_later, uses=7)
    office.use(person=worker, uses=11)
    office.use("2018-01-01", uses=13)
    assert office.row("preference").result == 30


# 9. Check-ups


def test_checkups_count_members_who_came_by_who_organised_them(office: DeskOffice) -> None:
    both, one, invited = office.member(), office.member(), office.member()
    office.checkup(both, one, office.worker())
    office.checkup(both, organiser="primary", day="2017-09-01")
    office.checkup(invited, attended=False)
    office.checkup(invited, organiser="outside")
    members = {key: office.row(key).members for key in ("health", "health.province")}
    assert members == {"health": 2, "health.province": 2}
    assert office.row("health.primary").members == 1


def test_checkup_counts_on_the_day_the_person_came(office: DeskOffice) -> None:
    office.checkup(office.member("2018-01-02"), day="2017-12-30", attended_on="2018-01-02")
    assert office.row("health").members == 0
    assert office.row("health", Y2018).members == 1


# 10. Social and charitable work


@pytest.mark.parametrize(
    ("paid", "handed_over", "years"),
    [
        ("2016-11-05", "2017-02-03", [2016]),
        ("2017-11-05", "2018-02-03", [2017]),
        ("2018-01-10", "2017-12-31", [2017]),  # handed over before the money came
        (None, "2017-12-31", [2017]),
        ("2018-01-01", None, [2018]),
        (None, None, []),
    ],
)
def test_house_counts_once_on_the_first_of_its_days(
    office: DeskOffice, paid: str | None, handed_over: str | None, years: list[int]
) -> None:
    office.house(office.member(), paid, handed_over, "approved")
    counted = [
        year
        for year in (2016, 2017, 2018)
        if office.numbers("charity.fund.housing", Period.year(year)) == (1, 1)
    ]
    assert counted == years


@pytest.mark.parametrize("status", ["proposed", "rejected", "cancelled"])
def test_what_was_not_decided_counts_nowhere(office: DeskOffice, status: str) -> None:
    member = office.member()
    office.house(member, "2017-04-06", "2017-07-05", status)
    office.benefit(member, status=status)
    office.benefit(member, status=status, fund="employer")
    office.loan(member, "2017-05-01", status)
    assert office.numbers("charity") == (0, 0)
    assert office.evidence("charity") == []


@pytest.mark.parametrize("status", ["approved", "paid"])
@pytest.mark.parametrize("fund", ["social_fund", "employer"])
def test_benefit_that_was_decided_counts(office: DeskOffice, status: str, fund: str) -> None:
    office.benefit(office.member(), status=status, fund=fund)
    row = "charity.fund" if fund == "social_fund" else "charity.other"
    assert office.numbers(row) == office.numbers("charity") == (1, 1)


@pytest.mark.parametrize("status", ["approved", "building", "handed_over"])
def test_house_that_was_decided_counts(office: DeskOffice, status: str) -> None:
    office.house(office.member(), "2017-04-06", None, status)
    assert office.numbers("charity.fund.housing") == office.numbers("charity.fund") == (1, 1)


@pytest.mark.parametrize("status", ["lent", "repaid"])
def test_loan_that_was_paid_out_counts(office: DeskOffice, status: str) -> None:
    office.loan(office.member(), "2017-05-01", status)
    assert office.numbers("charity.loan") == office.numbers("charity") == (1, 1)


def test_fund_and_kind_decide_the_row(office: DeskOffice) -> None:
    office.benefit(office.member(), kind="hardship")
    office.benefit(office.member(), kind="visit_bereavement")
    office.benefit(office.member(), kind="visit_maternity", fund="union_budget")
    office.benefit(office.worker(), kind="tet_gift", fund="public_collection")
    assert office.numbers("charity.fund") == (2, 2)
    assert office.numbers("charity.fund.visit") == (1, 1)
    assert office.numbers("charity.other") == (2, 1)
    assert office.numbers("charity") == (4, 3)


# 11. Activities and training


def test_only_these_kinds_count_and_only_who_came(office: DeskOffice) -> None:
    for kind in ("culture", "sport", "sightseeing", "holiday", "recreation"):
        office.activity(office.member(), kind=kind)
    for kind in ("movement", "propaganda", "other"):
        office.activity(office.member(), kind=kind)
    office.activity(office.member(), attended=False)
    assert office.numbers("spiritual") == (5, 5)

    for kind in ("political", "professional", "skills", "safety", "law", "other"):
        office.course(office.member(), kind=kind)
    office.course(office.member(), attended=False)
    assert office.numbers("political.study") == (1, 1)
    assert office.numbers("political.training") == (2, 2)
    assert office.numbers("political") == (3, 3)


# 12. Voided records


def test_voided_records_count_nowhere_until_they_are_restored(office: DeskOffice) -> None:
    member = office.member()
    entered = {
        "benefits": office.benefit(member),
        "housing": office.house(member, "2017-04-06", None, "building"),
        "loans": office.loan(member, "2017-05-01"),
        "activities": office.activity(head_total=5, head_members=2),
        "training": office.course(member),
        "checkups": office.checkup(member),
        "agreements": office.agreement(signed_on="2017-02-01"),
        "negotiations": office.negotiation("2017-02-01"),
        "dialogues": office.dialogue(),
        "policies": office.policy("Luật", "2017-02-01"),
        "preferences": office.use(uses=4),
    }
    full = office.figures.count(office.form, YEAR).rows
    for key, record in entered.items():
        office.desk.void(key, record, "Nhập nhầm")
    empty = office.figures.count(office.form, YEAR).rows
    names = ("result", "total", "members")
    assert {row.number(name) for row in empty for name in names} <= {0, None}
    assert all(office.evidence(row.key) == [] for row in empty)
    for key, record in entered.items():
        office.desk.restore(key, record)
    assert office.figures.count(office.form, YEAR).rows == full


def test_person_who_is_void_counts_nowhere(office: DeskOffice) -> None:
    member = office.member()
    office.benefit(member)
    office.checkup(member)
    office.dialogue()
    office.use(person=member, uses=3)
    office.desk.void("members", member, "Nhập nhầm")
    assert office.numbers("charity") == (0, 0)
    assert office.row("health").members == office.row("dialogue").members == 0
    assert office.row("preference").result == 0
    assert office.evidence("charity") == []
