"""How each body stands: deadlines, states, remarks against peers, and what explains them."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest
from exchange.levels import YEAR, AnOffice, Levels, fill, help_one_more

from unionoffice.core.errors import InvalidRecordError
from unionoffice.core.periods import Period
from unionoffice.exchange.board import Board, BoardView, Entry
from unionoffice.exchange.checks import FormChecks
from unionoffice.exchange.deadlines import DeadlineRule, Deadlines, FormDeadlines, kind_of
from unionoffice.exchange.doubts import doubts_about
from unionoffice.exchange.package import figures_content
from unionoffice.exchange.peers import FEWEST_PEERS, Peer, peer_doubts
from unionoffice.exchange.remarks import DOUBT, NOTE
from unionoffice.exchange.returns import Returns
from unionoffice.reports.figures_document import Document, read_document

IN_TIME, TOO_LATE = date(2027, 1, 10), date(2027, 1, 20)


def board_of(office: AnOffice, today: date = IN_TIME) -> Board:
    deadlines = Deadlines(office.store)
    return Board(office.store, Returns(office.store), deadlines, lambda: today)


def view_of(office: AnOffice, today: date = IN_TIME) -> BoardView:
    return board_of(office, today).view(office.form, YEAR)


def entry_of(office: AnOffice, code: str, today: date = IN_TIME) -> Entry:
    return next(entry for entry in view_of(office, today).entries if entry.code == code)


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    """A district that expects T1 and T2 by 15 January; T1 has handed in."""
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2")
    district.enrol(*primaries)
    district.collect(primaries[0].send())
    Deadlines(district.store).change(district.form, [DeadlineRule(days=15)])
    return district


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ("2026-01-01", "2026-12-31", "year"),
        ("2026-07-01", "2026-12-31", "half"),
        ("2026-04-01", "2026-06-30", "quarter"),
        ("2024-02-01", "2024-02-29", "month"),
        ("2026-02-01", "2026-04-30", "other"),
        ("2026-01-01", "2026-11-30", "other"),
    ],
)
def test_the_kind_of_a_period(first: str, last: str, kind: str) -> None:
    assert kind_of(Period.parse(first, last)) == kind


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (DeadlineRule(days=15), date(2027, 1, 15)),
        (DeadlineRule(month=12, day=15), date(2026, 12, 15)),
        (DeadlineRule(month=1, day=20), date(2027, 1, 20)),
        (DeadlineRule(month=2, day=29), date(2027, 2, 28)),
    ],
)
def test_days_after_the_period_or_the_nearest_day_of_the_year(
    rule: DeadlineRule, due: date
) -> None:
    assert rule.due(YEAR) == due


def test_the_most_particular_rule_decides(district: AnOffice) -> None:
    deadlines = Deadlines(district.store)
    deadlines.change(
        district.form,
        [
            DeadlineRule(days=30),
            DeadlineRule("primary", "year", 5),
            DeadlineRule("primary", days=9),
        ],
    )
    rules = deadlines.of(district.form)
    assert rules.due("primary", YEAR) == date(2027, 1, 5)
    assert rules.due("primary", Period.parse("2026-01-01", "2026-03-31")) == date(2026, 4, 9)
    assert rules.due("district", YEAR) == date(2027, 1, 30)


def test_the_form_says_when_it_is_due_until_the_office_does(district: AnOffice) -> None:
    form = msgspec.structs.replace(district.form, due_days=20)
    deadlines = Deadlines(district.store)
    deadlines.change(form, None)
    assert deadlines.of(form) == FormDeadlines((DeadlineRule(days=20),), is_own=False)
    deadlines.change(form, [])
    assert deadlines.of(form).due("primary", YEAR) is None


@pytest.mark.parametrize(
    "rules",
    [
        [DeadlineRule(days=-1)],
        [DeadlineRule(month=2, day=30)],
        [DeadlineRule()],
        [DeadlineRule(days=1), DeadlineRule(days=2)],
    ],
)
def test_deadlines_that_cannot_be_are_refused(
    district: AnOffice, rules: list[DeadlineRule]
) -> None:
    with pytest.raises(InvalidRecordError):
        Deadlines(district.store).change(district.form, rules)


def test_who_is_missing_is_late_after_the_day(district: AnOffice) -> None:
    before, after = entry_of(district, "T2"), entry_of(district, "T2", TOO_LATE)
    assert (before.state, before.due, before.days_late) == ("missing", date(2027, 1, 15), 0)
    assert (after.state, after.days_late) == ("late", 5)


def test_a_return_that_came_after_the_day_says_by_how_much(district: AnOffice) -> None:
    deadlines = Deadlines(district.store)
    deadlines.change(district.form, [DeadlineRule(month=12, day=31)])
    assert entry_of(district, "T1").days_late == 0
    deadlines.change(district.form, [DeadlineRule(month=12, day=20)])
    assert entry_of(district, "T1").days_late == 11


def test_a_remark_that_is_explained_no_longer_asks(district: AnOffice, levels: Levels) -> None:
    primary = levels.office("T3")
    district.enrol(primary)
    district.collect(primary.send())
    entry = entry_of(district, "T3")
    assert entry.state == "warnings"
    (view,) = entry.remarks
    board = board_of(district)
    board.explain(district.form, YEAR, "T3", view.remark, "Mới thành lập tháng 12")
    explained = entry_of(district, "T3")
    assert explained.state == "valid"
    said = explained.remarks[0].explanation
    assert said is not None
    assert said.note == "Mới thành lập tháng 12"
    district.undo()
    assert entry_of(district, "T3").state == "warnings"
    board.explain(district.form, YEAR, "T3", view.remark, "Mới thành lập")
    board.ask_again(district.form, YEAR, "T3", view.remark)
    assert entry_of(district, "T3").state == "warnings"


def test_an_explanation_needs_words(district: AnOffice, levels: Levels) -> None:
    primary = levels.office("T3")
    district.enrol(primary)
    district.collect(primary.send())
    (view,) = entry_of(district, "T3").remarks
    with pytest.raises(InvalidRecordError):
        board_of(district).explain(district.form, YEAR, "T3", view.remark, "  ")


def test_another_figure_makes_another_remark(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    district.enrol(primary)
    fill(primary, helped=20, members=20, day=date(2025, 3, 12))
    fill(primary, helped=2, members=2)
    district.collect(primary.send("old.upack", Period.year(2025)), primary.send())
    for view in entry_of(district, "T1").remarks:
        board_of(district).explain(district.form, YEAR, "T1", view.remark, "Ít việc")
    assert entry_of(district, "T1").state == "valid"
    help_one_more(primary)
    district.collect(primary.send())
    open_now = [each for each in entry_of(district, "T1").remarks if each.is_open]
    assert {each.remark.field for each in open_now} == {
        "charity",
        "charity.fund",
        "charity.fund.visit",
    }


def test_the_board_as_json(district: AnOffice) -> None:
    with board_of(district, TOO_LATE).told(district.form, YEAR) as told:
        first, second = told["board"]
    assert (first["organisation"], first["state"], first["version"]) == ("T1", "valid", 1)
    assert second == {
        "organisation": "T2",
        "name": "Công đoàn T2",
        "level": "primary",
        "state": "late",
        "due": "2027-01-15",
        "days_late": 5,
        "version": None,
        "reply_by": None,
        "remarks": [],
    }


def a_peer(place: int, members: int, registered: int | None) -> Peer:
    document = msgspec.convert(
        {
            "appendix": "f",
            "appendix_version": 1,
            "organisation": {"code": f"T{place}", "name": "", "level": "primary"},
            "period": {"from": "2026-01-01", "to": "2026-12-31"},
            "generated_at": "2026-12-31T08:00:00+07:00",
            "rows": [{"key": "health", "members": members}],
        },
        Document,
    )
    return Peer(place, document, registered)


def test_a_share_far_from_the_middle_is_worth_a_question() -> None:
    peers = [a_peer(place, 80 + place, 100) for place in range(12)]
    doubts = peer_doubts([*peers, a_peer(99, 20, 110)])
    assert {id_: [str(each) for each in found] for id_, found in doubts.items()} == {
        99: [
            "20 for 110 registered members, which is 18 %; "
            "half of the 13 bodies of this level have at least 85 %."
        ]
    }


def test_eight_bodies_that_tell_their_members_are_enough_to_compare_shares() -> None:
    peers = [a_peer(place, 80, 100) for place in range(FEWEST_PEERS - 1)]
    (remark,) = peer_doubts([*peers, a_peer(99, 20, 110)])[99]
    assert str(remark).startswith("20 for 110 registered members")
    assert "registered" not in str(peer_doubts([*peers[1:], a_peer(99, 20, 110)]))


def test_small_bodies_and_small_differences_are_no_news() -> None:
    peers = [a_peer(place, 40, 100) for place in range(12)]
    assert peer_doubts([*peers, a_peer(98, 47, 100), a_peer(99, 9, 9), a_peer(97, 0, 12)]) == {}


def test_without_registered_members_figures_are_compared_by_factors() -> None:
    peers = [a_peer(place, 100 + 10 * place, None) for place in range(12)]
    doubts = peer_doubts([*peers, a_peer(98, 600, None), a_peer(99, 90_000, None)])
    assert list(doubts) == [99]
    assert "at most 165" in str(doubts[99][0])


def test_a_few_bodies_are_no_measure() -> None:
    assert peer_doubts([a_peer(1, 1, 100), a_peer(2, 100, 100), a_peer(3, 100, 100)]) == {}


def test_more_members_than_are_registered_are_worth_a_question(levels: Levels) -> None:
    primary = levels.office("T1")
    fill(primary, helped=31, members=31)
    document = read_document(figures_content(primary.figures()).encode())
    checks = FormChecks(primary.form)
    few = msgspec.structs.replace(document, registered_members=20)
    assert next((each.field, str(each)) for each in doubts_about(few, None, checks)) == (
        "health",
        "31 members benefit, but only 20 are registered.",
    )
    enough = msgspec.structs.replace(document, registered_members=25)
    assert list(doubts_about(enough, None, checks)) == []


@pytest.mark.parametrize(
    ("made_on", "severity"),
    [("2026-12-31", None), ("2026-12-30", NOTE), ("2026-11-25", NOTE), ("2026-11-24", DOUBT)],
)
def test_a_return_made_long_before_the_end_of_its_period_is_worth_a_question(
    levels: Levels, made_on: str, severity: str | None
) -> None:
    primary = levels.office("T1")
    document = msgspec.structs.replace(
        read_document(figures_content(primary.figures()).encode()),
        generated_at=datetime.fromisoformat(f"{made_on}T08:00+07:00"),
    )
    found = doubts_about(document, None, FormChecks(primary.form))
    early = [each.severity for each in found if each.check == "early"]
    assert early == ([] if severity is None else [severity])
