"""The board as the database tells it is the board as it is worked out body by body."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from exchange.levels import YEAR, YEAR_END, AnOffice, Levels, body
from exchange.test_board import board_of
from reports.builders import the_figures
from sqlalchemy import delete
from sqlalchemy.orm import Session

from unionoffice.cli.json_text import json_parts
from unionoffice.core.text import fold
from unionoffice.exchange.board import Board, BoardView
from unionoffice.exchange.board_entries import LATE, WARNINGS, Entry
from unionoffice.exchange.board_states import ORDERS, TILES, Wanted
from unionoffice.exchange.deadlines import DeadlineRule, Deadlines
from unionoffice.exchange.giving_back import Asked, GivingBack
from unionoffice.exchange.package import figures_content
from unionoffice.exchange.structures import View
from unionoffice.registers.organisation.bodies import BodyRelation, FormerState, Reorganisation
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReturnedReturn
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.filled import Organisation as Reporter
from unionoffice.services.office import Office
from unionoffice.store.store import open_store

TODAY = date(2027, 1, 20)
DAYS = [date(2026, month, 15) for month in range(1, 13)] + [date(2025, 6, 1), date(2027, 6, 1)]
MODELS = (ReturnedReturn, ReceivedReturn, BodyRelation, Reorganisation, FormerState, Organisation)


class ATree:
    """Bodies thrown together: some ended, moved, voided, without a card, or below nobody known."""

    def __init__(self, session: Session, dice: random.Random) -> None:
        self._session = session
        self._dice = dice
        self._clear()
        codes = [f"B{place:02}" for place in range(dice.randint(1, 14))]
        self.bodies = [self._body(code, codes) for code in codes]
        session.flush()
        for each in self.bodies:
            self._give_a_history(each)
            if dice.random() < 0.5:
                session.add(self._return(each))

    def _clear(self) -> None:
        for model in MODELS:
            own = [Organisation.is_own == False] if model is Organisation else []  # noqa: E712 - SQL
            self._session.execute(delete(model).where(*own))

    def _maybe(self, chance: float, value: object) -> object:
        return value if self._dice.random() < chance else None

    def _body(self, code: str, codes: list[str]) -> Organisation:
        dice = self._dice
        name = dice.choice(["CĐCS Ánh Dương", "Công đoàn Đào", "CĐCS"])
        made = Organisation(
            code=code,
            name=name,
            search_text=fold(f"{code} {name}"),
            level=dice.choice(["primary", "primary", "district"]),
            parent_code=self._maybe(0.7, dice.choice([*codes[:5], "H1", "X9"])),
            enrolled_at=self._maybe(0.5, YEAR_END),
            founded_on=self._maybe(0.2, dice.choice(DAYS)),
            dissolved_on=self._maybe(0.2, dice.choice(DAYS)),
            voided_at=self._maybe(0.1, YEAR_END),
        )
        self._session.add(made)
        return made

    def _give_a_history(self, each: Organisation) -> None:
        dice = self._dice
        other = dice.choice(self.bodies)
        if dice.random() < 0.2:
            former = FormerState(
                organisation_id=each.id,
                until_on=dice.choice(DAYS),
                name=f"{each.name} cũ",
                level=dice.choice(["primary", "district"]),
                parent_id=self._maybe(0.7, other.id),
            )
            self._session.add(former)
        if each.dissolved_on is not None and other is not each and dice.random() < 0.7:
            deed = Reorganisation(kind="merge", happened_on=each.dissolved_on)
            self._session.add(deed)
            self._session.flush()
            relation = BodyRelation(
                reorganisation_id=deed.id, kind="merged_into", body_id=each.id, other_id=other.id
            )
            self._session.add(relation)

    def _return(self, each: Organisation) -> ReceivedReturn:
        dice = self._dice
        period = YEAR
        figures = the_figures(
            organisation=Reporter(each.code, each.name, "primary"),
            period=period,
            generated_at=YEAR_END,
        )
        return ReceivedReturn(
            organisation_id=each.id,
            appendix="vn-member-benefit",
            appendix_version=1,
            period_first=period.first,
            period_last=period.last,
            origin=dice.choice(["package", "workbook"]),
            version=dice.choice([1, 2]),
            is_current=dice.random() < 0.9,
            received_at=datetime(2027, 1, 10, tzinfo=UTC) + timedelta(hours=dice.randint(0, 90)),
            generated_at=YEAR_END,
            sequence=1,
            manifest_sha256="",
            signed_with="",
            file_name=f"{each.code}.upack",
            content=figures_content(figures),
        )


def held_against_each_other(office: AnOffice, seeds: range) -> set[str]:
    """Every board in both ways; which states occurred."""
    Deadlines(office.store).change(
        office.form, [DeadlineRule("primary", days=12), DeadlineRule("district", days=40)]
    )
    board, seen = board_of(office, TODAY), set[str]()
    for seed in seeds:
        with office.store.writing("test") as session:
            ATree(session, random.Random(seed))
        back = GivingBack(office.store)
        for entry in board.view(office.form, YEAR).entries[::4]:
            if entry.is_in:
                back.give_back(office.form, YEAR, entry.code, [Asked("", "", "?")])
        seen |= compared(board, office)
    return seen


def compared(board: Board, office: AnOffice) -> set[str]:
    view = board.view(office.form, YEAR)
    whole = view.entries
    with board.told(office.form, YEAR) as told:
        assert "".join(json_parts(told)) == "".join(json_parts(written_at_once(view)))
    states = board.states(office.form, YEAR)
    ranked = states.ranked(Wanted())
    assert sorted(ranked.page(0, 100), key=_code) == sorted(whole, key=_code)
    passing = {tile: [each for each in whole if passes(each, tile)] for tile in TILES}
    assert states.counts() == {tile: len(those) for tile, those in passing.items()}
    for tile, those in passing.items():
        found = states.ranked(Wanted(tile, "duong b")).page(0, 100)
        assert {each.code for each in found} == {
            each.code for each in those if "Dương" in each.name.removesuffix(" cũ")
        }
    assert [each.code for each in ranked.to_remind()] == [
        each.code for each in ranked.page(0, 100) if each.to_remind
    ]
    for place, each in enumerate(ranked.page(0, 100)):
        assert ranked.page(place, 1) == [each]
    return {each.state for each in whole}


def written_at_once(view: BoardView) -> dict[str, object]:
    """What scripts are told of a board, from all of it."""
    reported = view.reported
    return {
        "appendix": view.form_id,
        "period": dict(view.period.as_json()),
        "expected": reported.expected,
        "received": len(reported.returns),
        "missing": [{"code": each.code, "name": each.name} for each in reported.missing],
        "returns": [
            {
                "organisation": each.organisation,
                "version": each.version,
                "received_at": each.received_at.astimezone().isoformat(timespec="seconds"),
                **({} if each.origin == "package" else {"unsigned": each.origin}),
                "warnings": [{"key": says.field, "why": str(says)} for says in each.warnings],
            }
            for each in reported.returns
        ],
        "refused": [{"file": each.file, "why": each.why} for each in view.refused],
        "board": [
            {
                "organisation": each.code,
                "name": each.name,
                "level": each.level,
                "state": each.state,
                "due": each.due and each.due.isoformat(),
                "days_late": each.days_late,
                "version": each.reported and each.reported.version,
                "reply_by": each.reply_by and each.reply_by.isoformat(),
                "remarks": [
                    {
                        "key": says.remark.field,
                        "figure": says.remark.figure or None,
                        "why": str(says.remark),
                        "severity": says.remark.severity,
                        "check": says.remark.check or None,
                        "explained": None,
                    }
                    for says in each.remarks
                ],
            }
            for each in view.entries
        ],
    }


def passes(entry: Entry, tile: str) -> bool:
    if tile == "all":
        return True
    if tile == "in":
        return entry.is_in
    return entry.state == tile or (tile == LATE and entry.is_in and entry.days_late > 0)


def _code(entry: Entry) -> str:
    return f"{entry.code} {entry.is_in} {entry.name}"


@pytest.fixture
def on_server(levels: Levels, postgresql_office_url: str) -> Iterator[AnOffice]:
    store = open_store(postgresql_office_url)
    Office(store).found(body("H1", "district"))
    yield levels.adopt(store)
    store.close()


def test_states_are_those_that_are_worked_out_body_by_body(levels: Levels) -> None:
    seen = held_against_each_other(levels.office("H1", "district"), range(13, 25))
    assert seen == {"valid", "warnings", "returned", "late", "missing"}


def test_states_are_the_same_on_a_server(on_server: AnOffice) -> None:
    held_against_each_other(on_server, range(8))


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    """T1 and T2 have handed in, T3 has not."""
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    district.collect(primaries[1].send())
    district.collect(primaries[0].send())
    return district


@pytest.mark.parametrize("order", ORDERS)
def test_a_board_is_sorted_both_ways(district: AnOffice, order: str) -> None:
    states = board_of(district).states(district.form, YEAR)
    ranked = [states.ranked(Wanted(order=order, is_falling=each)) for each in (False, True)]
    rising, falling = ([each.code for each in ranking.page(0, 9)] for ranking in ranked)
    assert sorted(rising) == sorted(falling) == ["T1", "T2", "T3"]
    wanted = {
        "name": ["T1", "T2", "T3"],
        "state": ["T3", "T1", "T2"],
        "due": ["T1", "T2", "T3"],
        "version": ["T3", "T1", "T2"],
        "received": ["T3", "T1", "T2"],  # in the same moment
        "remarks": ["T1", "T2", "T3"],
    }
    assert rising == wanted[order]
    assert states.ranked(Wanted(order=order)).place_of("T3") == rising.index("T3")


def test_states_are_told_before_anybody_knows_what_looks_wrong(
    district: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unionoffice.exchange.returns.MANY", 1)
    board = board_of(district)
    unchecked = board.states(district.form, YEAR)
    assert (unchecked.is_checked, unchecked.counts()[WARNINGS]) == (False, None)
    entry = unchecked.entry("T1")
    assert entry is not None
    assert entry.state == "unchecked"
    checked = board.states(district.form, YEAR, board.remarks(district.form, YEAR))
    assert checked.entry("T1") == board.view(district.form, YEAR).entries[0]
    assert checked.counts()[WARNINGS] is not None
    assert checked.entry("T9") is None


def test_a_part_of_a_board_is_told_as_it_is_shown(levels: Levels) -> None:
    province, district = levels.office("TINH", "province"), levels.office("H1", "district", "TINH")
    below, beside = levels.office("T1", parent="H1"), levels.office("T2", parent="TINH")
    province.enrol(district, below, beside)
    province.collect(below.send(), beside.send())
    board, part = board_of(province), View("H1")
    with board.told(province.form, YEAR, part) as told:
        text = "".join(json_parts(told))
    view = board.view(province.form, YEAR, part)
    assert text == "".join(json_parts(written_at_once(view)))
    assert [each.code for each in view.entries] == ["H1", "T1"]
