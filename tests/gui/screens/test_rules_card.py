"""The rules in force, as the settings show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pytestqt.qtbot import QtBot

from unionoffice.gui.screens.rules_card import RulesCard
from unionoffice.workplace import Workplace


def cells(card: RulesCard, key: str) -> tuple[str, ...]:
    return next(row.cells for row in card.table.content.rows if row.data.norm.key == key)


def test_rules_stand_with_value_day_and_document(desk: Workplace, qtbot: QtBot) -> None:
    card = RulesCard(desk.norms, lambda: date(2026, 11, 21))
    qtbot.addWidget(card)
    assert cells(card, "dues.rate_percent")[1] == "0.5 %"
    assert "61/QĐ-TLĐ" in cells(card, "dues.rate_percent")[2]
    places = [row.data.norm.key for row in card.table.content.rows]
    card.table.selectRow(places.index("dues.rate_percent"))
    assert "0.5 % since 01/07/2025" in card._detail.text()
    assert "1 %: A proposal" in card._detail.text()
    assert cells(card, "checkup.every_months")[1] == "12 months"


def test_value_of_the_office_is_entered_and_forgotten(desk: Workplace, qtbot: QtBot) -> None:
    card = RulesCard(desk.norms, lambda: date(2026, 11, 21))
    qtbot.addWidget(card)
    places = [row.data.norm.key for row in card.table.content.rows]
    card.table.selectRow(places.index("base_salary"))
    card.ask_for_value()
    editors = card.dialog._editors
    assert editors["key"].value() == "base_salary"
    editors["number"].set_value(Decimal(2_340_000))
    editors["first"].set_value(date(2024, 7, 1))
    card.dialog.attempt()
    assert editors["document"].problem
    editors["document"].set_value("NĐ 73/2024/NĐ-CP")
    with qtbot.waitSignal(card.changed):
        card.dialog.attempt()
    assert cells(card, "base_salary")[1] == "2,340,000 ₫"
    card.table.selectRow(places.index("base_salary"))
    card.withdraw()
    assert cells(card, "base_salary")[1] == "–"
