"""The file of settings is damaged, or written by another program: the window opens all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unionoffice import bootstrap
from unionoffice.gui.app import Application
from unionoffice.gui.memory import FILE_NAME, Memory

# Of the right type, and nothing that a program of ours has ever written.
TEXTS = ("geometry", "theme", "language", "appendix/form", "page")
NUMBERS = ("text_size", "lock_after_minutes", "register_panel", "appendix_panel")
LISTS = ("recent_offices", "columns/members", "columns/members/order", "folded_groups_below")
NONSENSE: tuple[tuple[str, int, list[Any], dict[str, Any]], ...] = (
    ("\u0000###", -(10**15), [[], {}, None, "x" * 5000], {"full_name": "wide", "phone": [1]}),
    ("../..", 10**15, [["full_name"], {"a": 1}], {"full_name": -1e300, "phone": 1e300}),
    ("x" * 5000, 99_999, ["full_name", []], {"full_name": None, "phone": {}}),
)


@pytest.mark.parametrize(("text", "number", "listed", "by_key"), NONSENSE)
def test_window_opens_whatever_stands_in_the_settings(
    text: str,
    number: int,
    listed: list[Any],
    by_key: dict[str, Any],
    office_path: Path,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    memory = Memory(tmp_path)
    for keys, value in ((TEXTS, text), (NUMBERS, number), (LISTS, listed)):
        for key in keys:
            memory.keep(key, value)
    memory.keep("columns/members/widths", by_key)
    memory.write()
    opens(office_path, tmp_path, qapp, qtbot)


def test_window_opens_where_the_settings_are_no_text(
    office_path: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    (tmp_path / FILE_NAME).write_bytes(bytes(range(256)) * 40)
    opens(office_path, tmp_path, qapp, qtbot)


def opens(office: Path, home: Path, app: QApplication, qtbot: QtBot) -> None:
    application = Application(app, bootstrap.doors_of_window(), home)
    application.start(str(office))
    window = application.window_now
    qtbot.waitUntil(lambda: window._office is not None, timeout=10_000)
    for page in ("members", "appendix"):
        window.show_page(page)
    window.close()
