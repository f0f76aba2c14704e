"""What the tests of the window share: the look, a memory in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unionoffice.gui.look import Look, Theme
from unionoffice.gui.memory import Memory


@pytest.fixture(scope="session")
def _one_look(qapp: QApplication) -> Look:
    return Look(qapp, Theme.LIGHT)


@pytest.fixture
def look(_one_look: Look, qtbot: QtBot) -> Look:
    """The look of the window, light and at 100 % when a test begins."""
    _one_look.set_theme(Theme.LIGHT)
    _one_look.set_text_size(100)
    return _one_look


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)
