"""Accounts in the window: the page before the office, the lock, settings, what is greyed out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.accounts import NAMES, PASSWORD, opened_as
from support.offices import PRIMARY

from unionoffice import bootstrap
from unionoffice.gui import page_keys
from unionoffice.gui.app import Application
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.screens.accounts_card import AccountsCard
from unionoffice.gui.screens.sign_in import SignInWindow
from unionoffice.gui.widgets.banner import Banner
from unionoffice.workplace import Workplace


@pytest.fixture
def guarded(office_of_everybody: str) -> str:
    """An office with an account of every role."""
    return office_of_everybody


@pytest.fixture
def application(qapp: QApplication, guarded: str, tmp_path: Path) -> Iterator[Application]:
    application = Application(qapp, bootstrap.doors_of_window(), tmp_path / "home")
    yield application
    if application.window is not None:
        application.window.close_at_once()


def come_in(
    application: Application, office: str, role: str, qtbot: QtBot, password: str = PASSWORD
) -> OfficeWindow:
    application.open_office(office)
    page = application.sign_in
    assert page is not None
    qtbot.addWidget(page)
    page.name.set_value(NAMES[role])
    page.password.set_value(password)
    page.attempt()
    qtbot.waitUntil(lambda: application.window is not None, timeout=15_000)
    window = application.window_now
    qtbot.waitUntil(lambda: window._lock is not None, timeout=15_000)
    return window


def test_nothing_of_the_office_is_shown_before_the_password(
    application: Application, guarded: str, qtbot: QtBot
) -> None:
    application.open_office(guarded)
    page = application.sign_in
    assert page is not None
    qtbot.addWidget(page)
    assert application.window is None

    page.name.set_value(NAMES["clerk"])
    page.password.set_value("không phải")
    page.attempt()
    assert page.password.value() == ""
    qtbot.waitUntil(lambda: page.open.isEnabled(), timeout=15_000)
    assert page.banner.text == "Name or password is wrong."
    assert application.window is None


def test_who_locks_comes_back_with_the_password(
    application: Application, guarded: str, qtbot: QtBot
) -> None:
    window = come_in(application, guarded, "clerk", qtbot)
    window.lock_now()
    lock = window._lock
    assert lock is not None
    page = lock.page
    assert isinstance(page, SignInWindow)
    assert page.name.value() == NAMES["clerk"]
    page.password.set_value(PASSWORD)
    page.attempt()
    qtbot.waitUntil(lambda: lock.page is None, timeout=15_000)


def test_somebody_else_signs_in_from_the_lock(
    application: Application, guarded: str, qtbot: QtBot
) -> None:
    window = come_in(application, guarded, "clerk", qtbot)
    window.lock_now()
    assert window._lock is not None
    page = window._lock.page
    assert isinstance(page, SignInWindow)
    page.other.click()
    assert application.window is None
    window = come_in(application, guarded, "chair", qtbot)
    assert window._office is not None
    assert window._office.workplace.store.who == NAMES["chair"]


WRITES = {
    "chair": {"members", "benefits", page_keys.KEYS, page_keys.STRUCTURE},
    "treasurer": {"members", "benefits"},
    "clerk": {"members"},
    "auditor": set(),
}


@pytest.mark.parametrize("role", list(WRITES))
def test_pages_say_what_is_not_for_the_role(
    application: Application, guarded: str, qtbot: QtBot, role: str
) -> None:
    window = come_in(application, guarded, role, qtbot)
    for key in ("members", "benefits", page_keys.KEYS):
        page = window.window.page(key)
        reasons = [
            each.text for each in page.findChildren(Banner) if "Here you only read" in each.text
        ]
        assert bool(reasons) == (key not in WRITES[role]), key
        if isinstance(page, RegisterPage):
            page.begin_new()
            assert page.panel.is_open == (key in WRITES[role])


def test_the_chair_keeps_accounts_in_the_settings(guarded: str, look: object, qtbot: QtBot) -> None:
    chair = opened_as(guarded, "chair")
    card = shown_card(chair, qtbot)
    card.table.selectRow([row.cells[0] for row in card.table.content.rows].index("Hoa"))
    assert card.chosen is not None
    card.toggle()
    states = {row.cells[0]: row.cells[2] for row in card.table.content.rows}
    assert states["Hoa"] == "Closed"
    card.seeing["treasurer"].click()
    assert chair.accounts.roles_seeing() == {"treasurer"}
    chair.close()


def test_the_last_chair_is_kept_with_a_sentence(guarded: str, look: object, qtbot: QtBot) -> None:
    chair = opened_as(guarded, "chair")
    card = shown_card(chair, qtbot)
    card.table.selectRow([row.cells[0] for row in card.table.content.rows].index(NAMES["chair"]))
    card.toggle()
    assert card.banner.text.startswith("The last chair stays")
    chair.close()


def test_others_change_their_own_password_only(guarded: str, look: object, qtbot: QtBot) -> None:
    clerk = opened_as(guarded, "clerk")
    card = shown_card(clerk, qtbot)
    assert card.add.isHidden()
    assert card.remove.isHidden()
    card.ask_for_own_password()
    editors = card.dialog._editors
    editors["present"].set_value(PASSWORD)
    editors["password"].set_value("mưa rào tháng bảy")
    editors["again"].set_value("mưa rào tháng tám")
    card.dialog.attempt()
    assert editors["again"].problem == "This is not the same. Type it once more."
    editors["again"].set_value("mưa rào tháng bảy")
    card.dialog.attempt()
    assert card.banner.text == "Saved."
    clerk.close()


def test_the_first_account_is_made_in_the_settings(
    desk: Workplace, look: object, qtbot: QtBot
) -> None:
    card = shown_card(desk, qtbot)
    card.ask_to_add()
    editors = card.dialog._editors
    editors["name"].set_value("Lan")
    editors["password"].set_value(PASSWORD)
    editors["again"].set_value(PASSWORD)
    card.dialog.attempt()
    assert [row.cells[:2] for row in card.table.content.rows] == [("Lan", "Chair")]
    assert desk.store.who == "Lan"
    shown = card.recovery
    assert shown.windowTitle() == "Recovery code of the accounts"
    shown.reject()
    assert shown.isVisible()  # nobody gets past it without having the code on paper
    shown.confirm.set_value(shown._key.split("-")[-1])
    shown.finish()
    assert card.banner.text == "The recovery code was made."
    assert desk.accounts.has_recovery_code


def test_chair_who_forgot_the_password_comes_in_by_the_code_and_is_told_to_set_a_new_one(
    application: Application, guarded: str, qtbot: QtBot
) -> None:
    chair = opened_as(guarded, "chair")
    assert "no recovery code yet" in shown_card(chair, qtbot).hint.text
    code = chair.accounts.renew_recovery_code()
    chair.close()
    window = come_in(application, guarded, "chair", qtbot, code)
    assert window.window.banner.text.startswith("You signed in by the recovery code.")
    assert window._office is not None
    card = shown_card(window._office.workplace, qtbot)
    assert "Set your password anew now" in card.hint.text
    card.table.selectRow([row.cells[0] for row in card.table.content.rows].index(NAMES["chair"]))
    card.ask_to_reset()
    editors = card.dialog._editors
    editors["password"].set_value("mưa rào tháng bảy")
    editors["again"].set_value("mưa rào tháng bảy")
    card.dialog.attempt()
    assert card.banner.text == "Saved."


def shown_card(workplace: Workplace, qtbot: QtBot) -> AccountsCard:
    card = AccountsCard(workplace.accounts, PRIMARY.name)
    qtbot.addWidget(card)
    card.show()
    return card
