"""Tab leads through every page as one reads it: downwards, from left to right, and out again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from exchange.levels import Levels
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker

from unionoffice import bootstrap
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.pages import Page
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.side_bar import SideBar


@pytest.fixture
def district_path(offices: OfficeMaker, tmp_path: Path) -> Path:
    """A district that has the returns of two bodies, and waits for a third."""
    levels = Levels(offices, tmp_path)
    primaries = levels.primaries("T1", "T2", "T3")
    office = levels.office("H1", "district")
    office.enrol(*primaries)
    office.collect(primaries[0].send(), primaries[1].send())
    office.store.close()
    path = office.store.path
    assert path is not None
    levels.close()
    return path


@pytest.fixture
def primary_path(_year_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "office.uoffice"
    shutil.copyfile(_year_file, path)
    return path


@pytest.fixture
def open_office(
    look: Look, memory: Memory, qtbot: QtBot
) -> Iterator[Callable[[Path], OfficeWindow]]:
    opened: list[OfficeWindow] = []

    def open_it(path: Path) -> OfficeWindow:
        window = OfficeWindow(str(path), bootstrap.doors_of_window(), look, memory)
        opened.append(window)
        with qtbot.waitSignal(window.opened, timeout=30_000):
            window.show()
        window.window.resize(1_366, 728)
        window.window.activateWindow()
        return window

    yield open_it
    for window in opened:
        window.close()


@pytest.fixture
def primary(open_office: Callable[[Path], OfficeWindow], primary_path: Path) -> OfficeWindow:
    return open_office(primary_path)


@pytest.fixture
def district(open_office: Callable[[Path], OfficeWindow], district_path: Path) -> OfficeWindow:
    return open_office(district_path)


class Windows(QObject):
    """Notes what becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def walked(office: OfficeWindow, page: Page, qtbot: QtBot) -> list[QWidget]:
    """What Tab leads to from the end of the side bar until it leaves the page."""
    side_bar = office.window.findChild(SideBar)
    assert isinstance(side_bar, SideBar)
    last = [each for each in side_bar.findChildren(IconButton) if takes_tab(each)][-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    while (focused := QApplication.focusWidget()) is not None and page.isAncestorOf(focused):
        assert focused not in reached, f"{name_of(focused)} is come to twice"
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    return reached


def takes_tab(widget: QWidget) -> bool:
    is_inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and not is_inner


def place(widget: QWidget, page: Page) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def is_read_on(before: QRect, after: QRect) -> bool:
    """Whether the eye goes from one to the other: along the line, down, or to the next column."""
    is_below = after.top() >= before.bottom() - before.height() // 2
    is_beside = after.left() >= before.right() - before.width() // 2
    return is_below or is_beside


def name_of(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton | QLabel) and widget.text():
        return f"{type(widget).__name__} {widget.text()!r}"
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def faults(office: OfficeWindow, page: Page, qtbot: QtBot) -> Iterator[str]:
    reached = walked(office, page, qtbot)
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    for before, after in pairwise(reached):
        if not is_read_on(place(before, page), place(after, page)):
            yield f"{name_of(before)} → {name_of(after)} goes back"
    missed = [each for each in page.findChildren(QWidget) if takes_tab(each)]
    for widget in missed:
        if widget not in reached and not isinstance(widget, QScrollArea):
            yield f"{name_of(widget)} is passed over"


def faults_of_pages(office: OfficeWindow, qapp: QApplication, qtbot: QtBot) -> list[str]:
    found = []
    windows = Windows()
    qapp.installEventFilter(windows)
    for key in office.window._entries:
        assert office.window.show_page(key), key
        qtbot.wait(50)
        page = office.window.page(key)
        found += [f"{key}: {fault}" for fault in faults(office, page, qtbot)]
    qapp.removeEventFilter(windows)
    # One that shows for a moment takes the keys from ours.
    return [*found, *(f"{name} is a window of its own" for name in windows.seen)]


def test_tab_leads_through_the_pages_of_a_primary_as_one_reads_them(
    primary: OfficeWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    found = faults_of_pages(primary, qapp, qtbot)
    assert found == [], "\n".join(found)


def test_tab_leads_through_the_pages_of_a_district_as_one_reads_them(
    district: OfficeWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    found = faults_of_pages(district, qapp, qtbot)
    assert found == [], "\n".join(found)


def test_tab_leads_through_the_form_of_every_register(primary: OfficeWindow, qtbot: QtBot) -> None:
    found = []
    for key in primary.window._entries:
        primary.window.show_page(key)
        page = primary.window.page(key)
        if isinstance(page, RegisterPage):
            page.begin_new()
            found += [f"{key}: {fault}" for fault in faults(primary, page, qtbot)]
            page.panel.hide()
    assert found == [], "\n".join(found)
