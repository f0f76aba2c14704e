"""Everything that takes the keys has a name, can be reached by Tab, and shows that it has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_member, add

from unionoffice.gui.look import Look, Theme
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.memory import Memory
from unionoffice.gui.page_entries import PageEntry
from unionoffice.gui.pages import Page
from unionoffice.gui.register_page import RegisterPage
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.store.store import Store

KEYS = [register.key for register in CATALOGUE]


@pytest.fixture
def window(look: Look, memory: Memory, desk: Desk, store: Store, qtbot: QtBot) -> MainWindow:
    add(store, a_benefit(a_member(), date(2026, 3, 12)))
    views = {view.key: view for view in desk.registers()}

    def entry(key: str) -> PageEntry:
        def make() -> Page:
            return RegisterPage(desk, views[key], memory)

        view = views[key]
        return PageEntry(key, view.title, view.icon, view.group, make, "register")

    window = MainWindow([entry(key) for key in KEYS], look, memory)
    qtbot.addWidget(window)
    window.resize(1_366, 740)
    window.show()
    qtbot.waitExposed(window)
    return window


def open_form(window: MainWindow, key: str) -> None:
    window.show_page(key)
    window.page(key).begin_new()


def takers_of_keys(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and not inner:
            yield widget


def described(widget: QWidget) -> str:
    parents = []
    parent: QWidget | None = widget
    while parent is not None:
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(parents[:5])


@pytest.mark.parametrize("key", KEYS)
def test_everything_that_takes_the_keys_has_a_name(window: MainWindow, key: str) -> None:
    open_form(window, key)
    nameless = []
    for widget in takers_of_keys(window):
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name).strip():
            nameless.append(described(widget))
    assert nameless == []


def test_tab_leads_through_everything_and_back(window: MainWindow, qtbot: QtBot) -> None:
    open_form(window, "benefits")
    reached: list[QWidget] = []
    for _ in range(200):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused in reached:
            break
        reached.append(focused)
    by_tab = {
        widget
        for widget in takers_of_keys(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    }
    assert [described(widget) for widget in by_tab - set(reached)] == []


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_what_has_the_keys_looks_different(
    window: MainWindow, look: Look, theme: Theme, qtbot: QtBot
) -> None:
    look.set_theme(theme)
    open_form(window, "benefits")
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    alike = []
    for widget in takers_of_keys(window):
        if not isinstance(widget, kinds) or not widget.isEnabled():
            continue
        widget.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.hasFocus() and widget.grab().toImage() == before:
            alike.append(described(widget))
    assert alike == []


@pytest.mark.parametrize("key", KEYS)
def test_form_scrolls_to_the_field_that_has_the_keys(
    window: MainWindow, key: str, qtbot: QtBot
) -> None:
    open_form(window, key)
    page = window.page(key)
    assert isinstance(page, RegisterPage)
    area = page.panel.form_area
    for widget in takers_of_keys(area.widget()):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        top = widget.mapTo(area.viewport(), widget.rect().topLeft()).y()
        assert 0 <= top < area.viewport().height(), described(widget)
