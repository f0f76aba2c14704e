"""A bug has a number that can be told, and a file that says what was behind it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from unionoffice.gui import bug_log, error_box
from unionoffice.gui.bug_log import FILE_NAME, FORMER_NAME, MOST_BYTES, keep_bugs, log_bug


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that bugs are written to; nobody writes there after the test."""
    before = list(bug_log.log.handlers)
    keep_bugs(tmp_path / "logs")
    yield tmp_path / "logs"
    for handler in [each for each in bug_log.log.handlers if each not in before]:
        bug_log.log.removeHandler(handler)
        handler.close()


def a_bug() -> Exception:
    try:
        raise ValueError("Nguyễn Thị Hằng, 500000")
    except ValueError as error:
        return error


def test_the_file_has_number_and_place_of_a_bug_and_nobody_s_name(folder: Path) -> None:
    assert not folder.exists()  # nothing is made before there is anything to say
    bug_id = log_bug(a_bug())
    assert re.fullmatch(r"\d{4}-\d{4}", bug_id)
    text = (folder / FILE_NAME).read_text("utf-8")
    assert bug_id in text
    assert "ValueError" in text
    assert "tests/gui/test_bug_log.py" in text
    assert "Hằng" not in text
    assert "500000" not in text


def test_the_file_does_not_say_where_the_user_has_the_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bug_log, "program_folder", lambda: Path("/nowhere"))
    log_bug(a_bug())
    assert str(Path(__file__).parent) not in (folder / FILE_NAME).read_text("utf-8")


def test_a_file_that_has_grown_long_makes_room(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_text("x" * (MOST_BYTES + 1))
    bug_id = log_bug(a_bug())
    assert (folder / FORMER_NAME).stat().st_size > MOST_BYTES
    assert bug_id in (folder / FILE_NAME).read_text("utf-8")
    assert log_bug(a_bug()) in (folder / FILE_NAME).read_text("utf-8")


def test_what_others_log_does_not_come_into_the_file(folder: Path) -> None:
    log_bug(a_bug())
    logging.getLogger("unionoffice").error("Nguyễn Thị Hằng")
    assert "Hằng" not in (folder / FILE_NAME).read_text("utf-8")


def test_lack_of_memory_is_told_as_such_and_logged_as_no_bug(qtbot: QtBot, folder: Path) -> None:
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.close()

    QTimer.singleShot(0, press)
    error_box.ErrorReporter()(MemoryError, MemoryError(), None)
    assert len(said) == 1
    assert "too little memory" in said[0]
    assert not (folder / FILE_NAME).exists()


def test_the_box_says_the_number_and_opens_the_folder(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(error_box, "bug_folder", lambda: tmp_path / "logs")
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.informativeText())
        (button,) = [
            each for each in box.buttons() if box.buttonRole(each) == box.ButtonRole.ActionRole
        ]
        button.click()

    QTimer.singleShot(0, press)
    error_box.tell_bug(None, "1234-5678")
    assert "1234-5678" in said[0]
    assert FILE_NAME in said[0]
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "logs"]
    assert (tmp_path / "logs").is_dir()


def test_closing_the_box_by_esc_opens_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.reject()

    QTimer.singleShot(0, press)
    error_box.tell_bug(None, "1234-5678")
    assert opened == []
