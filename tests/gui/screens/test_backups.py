"""Backups in the window: made, looked into, restored; and what is offered for a damaged office."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.records import a_member, add

from unionoffice import bootstrap
from unionoffice.core.files import sha256_of
from unionoffice.core.formatting import day
from unionoffice.gui.app import Application
from unionoffice.gui.screens import backup_list, backups, rescue
from unionoffice.gui.screens.backups import BackupsPage
from unionoffice.gui.screens.rescue import RescueWindow
from unionoffice.services.backup_keeper import BY_HAND, BackupKeeper
from unionoffice.services.rescue import Rescue
from unionoffice.services.views import Query

PAGE = 4096


@pytest.fixture(autouse=True)
def _yes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked whether to restore says yes."""
    for module in (backups, rescue):
        monkeypatch.setattr(module, "ask_whether_to_restore", lambda *_: True)


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    made = Application(qapp, bootstrap.doors_of_window(), tmp_path / "home")
    yield made
    for part in (made.window, made.rescue, made.assistant):
        if part is not None:
            part.close()


@pytest.fixture
def used(office_path: Path) -> Path:
    """An office with one member when it was backed up, and two now."""
    opened = bootstrap.open_workplace(str(office_path))
    add(opened.store, a_member("Lê Văn Sáu"))
    BackupKeeper(office_path).make(BY_HAND)
    add(opened.store, a_member("Trần Thị Bảy"))
    opened.close()
    return office_path


def opened_page(application: Application, office: Path, qtbot: QtBot) -> BackupsPage:
    application.open_office(str(office))
    qtbot.waitUntil(lambda: application.window_now._pages is not None, timeout=15_000)
    application.window_now.show_page("backups")
    page = application.window_now.window.page("backups")
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.list.chosen is not None, timeout=10_000)
    return page


def members_of(application: Application, qtbot: QtBot) -> int:
    window = application.window_now
    qtbot.waitUntil(lambda: window._pages is not None, timeout=15_000)
    assert window._office is not None
    return window._office.workplace.desk.totals("members", Query()).records


def test_backup_says_what_is_in_it_and_what_restoring_would_take_back(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    page = opened_page(application, used, qtbot)
    comparison = page.list.chosen.comparison
    people = next(each for each in comparison.counts if each.title == "People")
    assert (people.now, people.then) == (2, 1)
    assert comparison.lost_count == 1
    assert "takes back 1 deed" in page.list.verdict.text()
    assert ("People", "2", "1") in [row.cells for row in page.list.counts.content.rows]


def test_restoring_takes_back_deeds_without_records_too(office_path: Path) -> None:
    opened = bootstrap.open_workplace(str(office_path))
    (person_id,) = add(opened.store, a_member("Lê Văn Sáu", left="2020-01-01"))
    backup = BackupKeeper(office_path).make(BY_HAND)
    opened.erasing.erase(person_id)
    opened.close()
    comparison = Rescue(office_path).compare(backup.path)
    assert [deed.what for deed in comparison.lost] == ["Personal data erased"]
    assert comparison.lost_count == 1


def test_the_list_follows_what_is_made_meanwhile_and_keeps_what_is_looked_at(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    BackupKeeper(used).make(BY_HAND)
    page = opened_page(application, used, qtbot)
    rows = page.list.table.content.rows
    looked_at = rows[-1].data
    page.list.table.selectRow(len(rows) - 1)
    application.window_now._office.workplace.safety.make()
    application.window_now.ways.changed.emit("")
    qtbot.waitUntil(lambda: len(page.list.table.content.rows) == len(rows) + 1)
    qtbot.waitUntil(lambda: page.list.chosen is not None)
    assert page.list.chosen.backup == looked_at


def test_backup_is_restored_and_the_office_opens_again(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    page = opened_page(application, used, qtbot)
    former = application.window_now
    page.list.restore.click()
    qtbot.waitUntil(
        lambda: application.window is not None and application.window is not former,
        timeout=15_000,
    )
    assert members_of(application, qtbot) == 1
    assert "Restored" in application.window_now.window.banner.text
    (kept,) = used.parent.glob("*.before-restore*")
    opened = bootstrap.open_workplace(str(kept))
    assert opened.desk.totals("members", Query()).records == 2
    opened.close()


def test_backup_that_was_changed_cannot_be_restored(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    newest = BackupKeeper(used).all().newest
    content = bytearray(newest.path.read_bytes())
    content[-1] ^= 1
    newest.path.write_bytes(content)
    page = opened_page(application, used, qtbot)
    assert "damaged" in page.list.verdict.text()
    assert not page.list.restore.isEnabled()


def test_backup_is_made_by_hand_and_stands_first(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    page = opened_page(application, used, qtbot)
    before = len(page.list.table.content.rows)
    page.backup_now.click()
    qtbot.waitUntil(lambda: len(page.list.table.content.rows) == before + 1, timeout=10_000)
    assert "was made and checked" in page.done.text
    assert page.list.table.content.rows[0].cells[2] == "2"


def test_second_place_gets_a_copy_at_once_and_the_first_page_is_content(
    application: Application, used: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened_page(application, used, qtbot)
    stick = tmp_path / "stick"
    stick.mkdir()
    page.choose_second_place(stick)
    qtbot.waitUntil(lambda: "was made and checked" in page.done.text, timeout=10_000)
    assert list(stick.glob("*.uoffice"))
    workplace = application.window_now._office.workplace
    assert workplace.safety.second_place() == stick
    assert f"The newest copy on another disk or stick is of {day(date.today())}." in page.told
    assert "no_second_copy" not in {need.kind for need in workplace.overview.count().needs}


def test_backup_without_its_copy_on_the_stick_is_said(
    application: Application, used: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened_page(application, used, qtbot)
    stick = tmp_path / "stick"
    stick.mkdir()
    page.choose_second_place(stick)
    qtbot.waitUntil(lambda: "was made and checked" in page.done.text, timeout=10_000)
    shutil.rmtree(stick)
    page.backup_now.click()
    qtbot.waitUntil(lambda: "There is no copy" in page.done.text, timeout=10_000)
    assert str(stick) in page.done.text
    stick.mkdir()
    page.backup_now.click()
    qtbot.waitUntil(lambda: bool(list(stick.glob("*.uoffice"))), timeout=10_000)
    qtbot.waitUntil(lambda: "There is no copy" not in page.done.text, timeout=10_000)


def test_copy_is_saved_elsewhere(
    application: Application, used: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened_page(application, used, qtbot)
    backup = page.list.chosen.backup
    page.list.save_copy(backup, tmp_path / "copy.uoffice")
    qtbot.waitUntil(lambda: "read back" in page.done.text, timeout=10_000)
    assert sha256_of(tmp_path / "copy.uoffice") == backup.sha256


def test_size_is_said_in_words() -> None:
    assert backup_list.size_in_words(900) == "1 KB"
    assert backup_list.size_in_words(3_300_000) == "3.1 MB"


# Damaged


def rescue_of(application: Application, qtbot: QtBot) -> RescueWindow:
    qtbot.waitUntil(lambda: application.rescue is not None, timeout=15_000)
    assert application.rescue is not None
    return application.rescue


@pytest.fixture
def cut_off(used: Path) -> Path:
    """The second half of the office is gone; its first page is as it was."""
    content = used.read_bytes()
    used.write_bytes(content[: len(content) // 2 // PAGE * PAGE])
    used.with_name(used.name + ".lock").write_text("{}")  # as after a crash
    return used


def test_damaged_office_is_explained_and_its_backup_restored(
    application: Application, cut_off: Path, qtbot: QtBot
) -> None:
    before = sha256_of(cut_off)
    application.start(str(cut_off))
    window = rescue_of(application, qtbot)
    assert "damaged" in window.banner.text
    qtbot.waitUntil(lambda: window.list.chosen is not None, timeout=10_000)
    assert window.list.chosen.comparison is not None
    assert not window.list.chosen.comparison.is_readable
    assert sha256_of(cut_off) == before
    window.list.restore.click()
    qtbot.waitUntil(lambda: application.window is not None, timeout=15_000)
    assert members_of(application, qtbot) == 1
    (kept,) = cut_off.parent.glob("*.before-restore*")
    assert sha256_of(kept) == before


def test_torn_office_gives_what_is_left_to_a_new_one(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    content = bytearray(used.read_bytes())
    content[:16] = bytes(16)
    used.write_bytes(content)
    application.start(str(used))
    window = rescue_of(application, qtbot)
    target = used.with_name("left.uoffice")
    window.salvage(target)
    qtbot.waitUntil(lambda: application.window is not None, timeout=15_000)
    assert members_of(application, qtbot) == 2
    assert "All that could be found was saved" in application.window_now.window.banner.text
    assert application.window_now.office == str(target)


def test_nothing_readable_is_said_and_the_window_stays(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    used.write_bytes(bytes(20 * PAGE))
    application.start(str(used))
    window = rescue_of(application, qtbot)
    window.salvage(used.with_name("left.uoffice"))
    qtbot.waitUntil(lambda: "can be read any more" in window.banner.text, timeout=10_000)
    assert not used.with_name("left.uoffice").exists()
    assert used.read_bytes() == bytes(20 * PAGE)


def test_damaged_office_is_looked_at_without_being_written(
    application: Application, used: Path, qtbot: QtBot
) -> None:
    window = application.open_rescue(str(used), "It is damaged.")
    before = sha256_of(used)
    window.look_at_it.click()
    qtbot.waitUntil(lambda: application.window is not None, timeout=15_000)
    assert members_of(application, qtbot) == 2
    assert "can only be looked at" in application.window_now.window.banner.text
    assert sha256_of(used) == before
