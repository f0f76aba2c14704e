"""The first page: what it shows of a glance, and where its buttons lead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from unionoffice.gui.look import Look
from unionoffice.gui.screens.overview import NeedsCard, OverviewPage, Tiles
from unionoffice.gui.screens.steps import FirstSteps
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.widgets.cards import StatTile
from unionoffice.gui.widgets.labels import Text
from unionoffice.services.glance import FIRST_LIST, Glance, KindSum, Need
from unionoffice.services.views import Filter

EMPTY = Glance(date(2026, 11, 21), "CĐCS May Sông Hậu", "primary")
BUSY = EMPTY._replace(
    members=118,
    members_a_year_ago=112,
    workers=139,
    people=140,
    records=3,
    benefit_turns=214,
    benefit_people=163,
    benefit_amount=Decimal(96_400_000),
    checked_members=60,
    benefit_kinds=(KindSum("tet_gift", "Tết gift", 66, 66, Decimal(0)),),
)


@pytest.fixture
def page(look: Look, ways: Ways, qtbot: QtBot) -> OverviewPage:
    made = OverviewPage(ways, BUSY)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def texts(page: OverviewPage) -> list[str]:
    return [label.text() for label in page.findChildren(Text) if label.isVisible()]


def buttons(page: OverviewPage, words: str) -> list[QPushButton]:
    return [each for each in page.findChildren(QPushButton) if words in each.text()]


def test_figures_stand_with_their_unit_and_trend(page: OverviewPage) -> None:
    shown = texts(page)
    assert "118" in shown
    assert "+6 within a year · 0 women" in shown
    assert "84.9 %" in shown
    assert "96,400,000 ₫" in shown
    assert "214 turns · 163 people · last year 0" in shown
    assert "60 of 118 members" in shown


def test_empty_office_gets_the_first_steps_instead(page: OverviewPage) -> None:
    page.show_glance(EMPTY)
    assert page.findChild(FirstSteps).isVisible()
    assert not page.findChild(Tiles).isVisible()
    assert not page.findChild(NeedsCard).isVisible()


def test_first_step_leads_to_bringing_in_the_members(
    page: OverviewPage, ways: Ways, qtbot: QtBot
) -> None:
    page.show_glance(EMPTY)
    with qtbot.waitSignal(ways.list_wanted) as asked:
        next(each for each in buttons(page, "Bring in a list") if each.isVisible()).click()
    assert asked.args == [FIRST_LIST]


def test_calm_office_is_told_so(page: OverviewPage) -> None:
    assert "Nothing is waiting. Everything that was entered is complete." in texts(page)


@pytest.mark.parametrize(
    ("need", "signal", "args"),
    [
        (
            Need("no_unit", 3, register="members", filters=(Filter("unit", "empty"),)),
            "register_wanted",
            ["members", (Filter("unit", "empty"),)],
        ),
        (Need("duplicates", 1, person_id=7), "person_wanted", [7]),
        (Need("no_dialogue", 1, register="dialogues"), "new_wanted", ["dialogues"]),
        (Need("no_backup", 1, "bad", page="settings"), "page_wanted", ["settings"]),
    ],
)
def test_every_need_has_a_button_that_leads_there(
    page: OverviewPage, ways: Ways, qtbot: QtBot, need: Need, signal: str, args: list[object]
) -> None:
    page.show_glance(BUSY._replace(needs=(need,)))
    with qtbot.waitSignal(getattr(ways, signal)) as asked:
        next(
            each
            for each in page.findChild(NeedsCard).findChildren(QPushButton)
            if each.accessibleDescription()
        ).click()
    assert asked.args == args


def test_needs_beyond_the_first_five_open_on_demand(page: OverviewPage, qtbot: QtBot) -> None:
    kinds = ("no_backup", "duplicates", "no_identity_number", "no_birth_date", "no_unit")
    needs = tuple(Need(kind, 2) for kind in (*kinds, "undated_benefits", "no_dialogue"))
    page.show_glance(BUSY._replace(needs=needs))
    (more,) = buttons(page, "2 more")
    more.click()
    qtbot.waitUntil(lambda: "2 benefits have no day and count nowhere." in texts(page))


def test_figures_are_counted_again_after_a_change(
    page: OverviewPage, ways: Ways, qtbot: QtBot
) -> None:
    counted = iter((BUSY._replace(members=119), BUSY._replace(members=120)))
    page.attach(lambda: next(counted))
    qtbot.waitUntil(lambda: "119" in texts(page))
    ways.changed.emit("members")
    qtbot.waitUntil(lambda: "120" in texts(page))


def test_tiles_stand_two_and_two_where_there_is_little_room(page: OverviewPage) -> None:
    page.resize(640, 700)
    tiles = [tile for tile in page.findChildren(StatTile) if tile.isVisible()]
    assert len({tile.y() for tile in tiles}) == 2
