"""On every page, in Vietnamese: no text is cut off, and all that takes the keys has a name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from unionoffice import bootstrap
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.widgets.labels import ElidedText

SIZES = {"usual": (1_366, 768, 100), "large": (1_366, 768, 150)}
ROUNDING = 2  # pixels


@pytest.fixture(params=list(SIZES))
def office(
    request: pytest.FixtureRequest,
    _year_file: Path,
    tmp_path: Path,
    look: Look,
    memory: Memory,
    qtbot: QtBot,
    use_language: Callable[[str], None],
) -> Iterator[OfficeWindow]:
    width, height, text_size = SIZES[request.param]
    use_language("vi")
    look.set_text_size(text_size)
    path = tmp_path / "office.uoffice"
    shutil.copyfile(_year_file, path)
    window = OfficeWindow(str(path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(window.opened, timeout=30_000):
        window.show()
    window.window.resize(width, height)
    yield window
    window.close()


def cut_off(window: QWidget) -> Iterator[str]:
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedText):
            continue
        room = label.contentsRect()
        lines = label.fontMetrics().boundingRect(
            room, int(label.alignment()) | _wrapping(label), label.text()
        )
        if lines.width() > room.width() + ROUNDING or lines.height() > room.height() + ROUNDING:
            yield f"{type(label).__name__} {room.size().toTuple()}: {label.text()}"
    for button in window.findChildren(QAbstractButton):
        is_worded = isinstance(button, QPushButton | QCheckBox | QRadioButton) and button.text()
        if is_worded and button.isVisible():
            needed = button.minimumSizeHint().width() if _may_shrink(button) else _needed(button)
            if needed > button.width() + ROUNDING:
                yield f"{type(button).__name__} {button.width()} < {needed}: {button.text()}"


def _wrapping(label: QLabel) -> int:
    return int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0


def _may_shrink(button: QAbstractButton) -> bool:
    return bool(button.toolTip())  # says there what the button has no room for


def _needed(button: QAbstractButton) -> int:
    return button.sizeHint().width()


def nameless(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and not inner:
            told = QAccessible.queryAccessibleInterface(widget)
            if not told.text(QAccessible.Text.Name).strip():
                parents, parent = [], widget
                while parent is not None and len(parents) < 5:
                    parents.append(type(parent).__name__)
                    parent = parent.parentWidget()
                yield " < ".join(parents)


def test_no_page_cuts_a_text_off_or_leaves_what_takes_keys_without_a_name(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    found = []
    for key in office.window._entries:
        assert office.window.show_page(key), key
        qtbot.wait(60)
        seen = set(cut_off(office.window))
        if seen:
            qtbot.wait(200)  # a text that came just now has got its place by then
            seen &= set(cut_off(office.window))
        found += [f"{key}: {fault}" for fault in seen]
        found += [f"{key}: {fault}" for fault in nameless(office.window)]
    assert found == [], "\n".join(found)
