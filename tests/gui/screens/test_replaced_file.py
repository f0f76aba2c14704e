"""The window of an office whose file was replaced, or whose stick was pulled out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.records import a_member, add

from unionoffice import bootstrap
from unionoffice.core.files import sha256_of
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.record_panel import RecordPanel
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.store.store import open_store


@pytest.fixture
def office(office_path: Path, look: Look, memory: Memory, qtbot: QtBot) -> Iterator[OfficeWindow]:
    store = open_store(office_path)
    add(store, a_member("Nguyễn Thị Hằng"))
    store.close()
    made = OfficeWindow(str(office_path), bootstrap.doors_of_window(), look, memory)
    with qtbot.waitSignal(made.opened, timeout=15_000):
        made.show()
    yield made
    made.close()


def typed_into(office: OfficeWindow, name: str) -> RecordPanel:
    office.window.show_page("members")
    page = office.window.page("members")
    assert isinstance(page, RegisterPage)
    page.open_record(1)
    name_of(page.panel).line.setText(name)
    return page.panel


def name_of(panel: RecordPanel) -> TextEditor:
    return next(each for each in panel.findChildren(TextEditor) if each.label_text == "Full name")


def replace(path: Path) -> str:
    """As a cloud drive does it: another file under the same name; gives its checksum."""
    other = path.with_name("conflict")
    shutil.copyfile(path, other)
    other.replace(path)
    return sha256_of(path)


def test_what_was_typed_stays_when_the_file_was_replaced(
    office: OfficeWindow, office_path: Path
) -> None:
    panel = typed_into(office, "Nguyễn Thị Hồng")
    before = replace(office_path)
    assert not panel.save()
    assert name_of(panel).line.text() == "Nguyễn Thị Hồng"
    assert sha256_of(office_path) == before
    panel.revert()


def test_coming_back_to_the_window_tells_of_the_replaced_file(
    office: OfficeWindow, office_path: Path, qtbot: QtBot
) -> None:
    replace(office_path)
    office._look_at_file(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: "Another program" in office.window.banner.text, timeout=5_000)


def test_record_is_saved_once_the_stick_is_back(office: OfficeWindow, office_path: Path) -> None:
    panel = typed_into(office, "Nguyễn Thị Hồng")
    away = office_path.with_name("away")
    office_path.rename(away)
    assert not panel.save()
    away.rename(office_path)
    assert panel.save()
