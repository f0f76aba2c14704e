"""Figures to be typed in on the appendix page: fields on the paper, filled beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from unionoffice.gui.memory import Memory
from unionoffice.gui.screens import checklist_card
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.workplace import Workplace

FILE = Path(__file__).parents[2] / "data" / "forms" / "typed.toml"


def test_field_on_the_paper_is_filled_and_the_figure_stands(
    desk: Workplace, ways: Ways, memory: Memory, today: Callable[[], date], qtbot: QtBot
) -> None:
    page = AppendixPage(desk, ways, memory, today)
    qtbot.addWidget(page)
    page.bar._opened = desk.reporting.forms.open(FILE)
    page.resize(1100, 720)
    page.show()
    page.reload()
    qtbot.waitUntil(lambda: any(spot.is_open for spot in page.paper.figures))

    page.paper.choose("meetings", "result")
    assert page.panel.typed.isVisible()
    assert not page.panel.correction.isVisible()
    page.panel.typed.value.set_value(7)
    page.panel.typed.save.click()
    assert page.panel.typed.source.problem

    page.panel.typed.source.set_value("Sổ họp")
    page.panel.typed.save.click()
    qtbot.waitUntil(lambda: _spot(page) == ("7", False))
    assert page.panel.typed.value.value() == 7


def test_handing_in_asks_about_figures_that_nobody_typed_in(
    desk: Workplace,
    ways: Ways,
    memory: Memory,
    today: Callable[[], date],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(_parent: object, what: str) -> bool:
        asked.append(what)
        return len(asked) > 1

    monkeypatch.setattr(checklist_card, "ask_whether_to_hand_in", answer)
    page = AppendixPage(desk, ways, memory, today)
    qtbot.addWidget(page)
    page.bar._opened = desk.reporting.forms.open(FILE)
    page.show()
    page.reload()
    qtbot.waitUntil(lambda: any(spot.is_open for spot in page.paper.figures))

    page.hand_in_to(tmp_path)
    assert "are to be typed in and are still empty" in asked[0]
    assert list(tmp_path.glob("*.upack")) == []
    page.hand_in_to(tmp_path)
    qtbot.waitUntil(lambda: list(tmp_path.glob("*.upack")) != [], timeout=15_000)
    qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=15_000)


def _spot(page: AppendixPage) -> tuple[str, bool]:
    return next((spot.text, spot.is_open) for spot in page.paper.figures if spot.row == "meetings")
