"""Tab leads through every page as one reads it: downwards, from left to right, and out again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from exchange.levels import Levels
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
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

MOST_STEPS = 250


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


@pytest.fixture(params=["primary_path", "district_path"])
def office(
    request: pytest.FixtureRequest, look: Look, memory: Memory, qtbot: QtBot
) -> Iterator[OfficeWindow]:
    path: Path = request.getfixturevalue(request.param)
    window = OfficeWindow(str(path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(window.opened, timeout=30_000):
        window.show()
    window.window.resize(1_366, 728)
    window.window.activateWindow()
    yield window
    window.close()


class Windows(QObject):
    """Notes what becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def walked(window: QWidget, page: Page, qtbot: QtBot) -> list[QWidget]:
    """What Tab leads to within the page, from where it comes into it until it leaves it."""
    ring: list[QWidget] = []
    for _step in range(MOST_STEPS):
        focused = QApplication.focusWidget() or window
        if focused in ring:
            break
        ring.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    else:
        raise AssertionError("Tab never comes round")

    inside = [page.isAncestorOf(widget) for widget in ring]
    if True not in inside:
        return []
    entrance = next(at for at, is_in in enumerate(inside) if is_in and not inside[at - 1])
    return [widget for widget in ring[entrance:] + ring[:entrance] if page.isAncestorOf(widget)]


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
    reached = walked(office.window, page, qtbot)
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    for before, after in zip(reached, reached[1:], strict=False):
        if not is_read_on(place(before, page), place(after, page)):
            yield f"{name_of(before)} → {name_of(after)} goes back"
    missed = [each for each in page.findChildren(QWidget) if takes_tab(each)]
    for widget in missed:
        if widget not in reached and not isinstance(widget, QScrollArea):
            yield f"{name_of(widget)} is passed over"


def test_tab_leads_through_every_page_as_one_reads_it(
    office: OfficeWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    found = []
    windows = Windows()
    qapp.installEventFilter(windows)
    for key in office.window._entries:
        assert office.window.show_page(key), key
        qtbot.wait(150)
        page = office.window.page(key)
        found += [f"{key}: {fault}" for fault in faults(office, page, qtbot)]
    qapp.removeEventFilter(windows)
    assert windows.seen == []  # one that shows for a moment takes the keys from ours
    assert found == [], "\n".join(found)


def test_tab_leads_through_the_form_of_every_register(office: OfficeWindow, qtbot: QtBot) -> None:
    found = []
    for key in office.window._entries:
        office.window.show_page(key)
        page = office.window.page(key)
        if isinstance(page, RegisterPage):
            page.begin_new()
            qtbot.wait(50)
            found += [f"{key}: {fault}" for fault in faults(office, page, qtbot)]
            page.panel.hide()
    assert found == [], "\n".join(found)
