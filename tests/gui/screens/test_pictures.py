"""Pictures of the pages, taken once the office is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from unionoffice import bootstrap
from unionoffice.gui import pictures
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow


def test_every_chosen_page_has_its_picture(
    look: Look, memory: Memory, office_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    office = OfficeWindow(str(office_path), bootstrap.doors_of_window(), look, memory)
    taker = pictures.PictureTaker(office, tmp_path / "pictures")
    with qtbot.waitSignal(taker.taken, timeout=20_000):
        office.show()
    for key in dict.fromkeys(pictures.PAGES):
        assert not QImage(str(tmp_path / "pictures" / f"{key}.png")).isNull(), key
    office.close()
