"""Encrypted offices in the window: first run, the page before them, locking, and the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QWindow
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from support.offices import PRIMARY

from unionoffice import bootstrap
from unionoffice.gui import office_lock
from unionoffice.gui.app import Application
from unionoffice.gui.doors import Doors
from unionoffice.gui.look import Look
from unionoffice.gui.memory import LOCK_AFTER, Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.screens.first_run import PLACE, FirstRun, Made
from unionoffice.gui.screens.recovery import RecoveryDialog
from unionoffice.gui.screens.secrecy_card import SecrecyCard
from unionoffice.gui.screens.secret_dialog import SecretDialog
from unionoffice.gui.screens.settings import SettingsPage
from unionoffice.gui.screens.unlock import UnlockWindow
from unionoffice.services.attempts import FREE_TRIES
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.store import secret_file
from unionoffice.store.key_record import read_record
from unionoffice.store.keyring import KEYRING

PASSPHRASE, OTHER = "bốn con trâu ăn cỏ", "năm con voi uống nước"


@pytest.fixture(autouse=True)
def _empty_ring() -> Iterator[None]:
    yield
    KEYRING.forget()


@pytest.fixture
def recovery(office_path: Path) -> str:
    """Encrypts the office; its recovery key."""
    key = secret_file.encrypt(office_path, PASSPHRASE)
    KEYRING.forget()
    return key


@pytest.fixture
def doors() -> Doors:
    return bootstrap.doors_of_window()


@pytest.fixture
def page(recovery: str, office_path: Path, doors: Doors, look: Look, qtbot: QtBot) -> UnlockWindow:
    window = UnlockWindow(str(office_path), doors)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def office(
    recovery: str, office_path: Path, doors: Doors, look: Look, memory: Memory, qtbot: QtBot
) -> Iterator[OfficeWindow]:
    """The window of an encrypted office that was unlocked."""
    secret_file.unlock(office_path, PASSPHRASE)
    window = OfficeWindow(str(office_path), doors, look, memory)
    with qtbot.waitSignal(window.opened, timeout=15_000):
        window.show()
    yield window
    window.close()


def answered(
    monkeypatch: pytest.MonkeyPatch, dialog: type[QDialog], do: Callable[..., None]
) -> None:
    """What a user does in the next dialog of this sort, before it is closed."""

    def exec_(self: QDialog) -> int:
        do(self)
        return self.result()

    monkeypatch.setattr(dialog, "exec", exec_)


def test_page_opens_by_the_passphrase_only(page: UnlockWindow, qtbot: QtBot) -> None:
    page.passphrase.line.setText("sai rồi nhé")
    page.attempt()
    qtbot.waitUntil(lambda: "does not open" in page.banner.text)
    qtbot.waitUntil(page.open.isEnabled)
    page.passphrase.line.setText(PASSPHRASE)
    with qtbot.waitSignal(page.unlocked, timeout=5_000):
        qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert page.passphrase.value() == ""


def test_page_waits_after_several_wrong_tries(page: UnlockWindow, qtbot: QtBot) -> None:
    for _try in range(FREE_TRIES):
        page.passphrase.line.setText("sai rồi nhé")
        page.attempt()
        qtbot.waitUntil(lambda: not page._worker.is_busy, timeout=5_000)
    assert not page.open.isEnabled()
    assert "Wait" in page.banner.text
    qtbot.waitUntil(page.open.isEnabled, timeout=5_000)


def test_forgotten_passphrase_is_replaced_by_the_recovery_key(
    page: UnlockWindow, recovery: str, office_path: Path, qtbot: QtBot
) -> None:
    page.ask_for_recovery()
    page.recovery.set_value(recovery.lower())
    page.new.first.set_value(OTHER)
    page.attempt()
    assert page.new.again.problem
    page.new.again.set_value(OTHER)
    with qtbot.waitSignal(page.unlocked, timeout=10_000):
        page.attempt()
    KEYRING.forget()
    secret_file.unlock(office_path, OTHER)


def test_application_asks_before_an_encrypted_office_and_then_opens_it(
    recovery: str, office_path: Path, doors: Doors, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    application = Application(qapp, doors, tmp_path / "home")
    application.start(str(office_path))
    assert application.window is None
    assert application.unlock is not None
    application.unlock.passphrase.line.setText(PASSPHRASE)
    application.unlock.attempt()
    qtbot.waitUntil(lambda: application.window is not None, timeout=10_000)
    assert application.unlock is None
    qtbot.waitUntil(lambda: application.window_now._office is not None, timeout=15_000)
    application.window_now.close()


def test_wiped_office_is_restored_from_an_encrypted_backup_by_its_passphrase(
    recovery: str,
    office_path: Path,
    doors: Doors,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret_file.unlock(office_path, PASSPHRASE)
    backup = BackupKeeper(office_path).make("by_hand")
    KEYRING.forget()
    office_path.write_bytes(bytes(office_path.stat().st_size))
    application = Application(qapp, doors, tmp_path / "home")
    application.start(str(office_path))
    rescue = application.rescue
    assert rescue is not None
    listed = rescue.list
    qtbot.waitUntil(lambda: listed.chosen is not None, timeout=10_000)
    assert "encrypted" in listed.verdict.text()
    assert (listed.unlock.isVisible(), listed.restore.isEnabled()) == (True, False)
    assert listed.copy.isEnabled()

    def enter(secret: str) -> Callable[[SecretDialog], None]:
        def do(dialog: SecretDialog) -> None:
            dialog.present.set_value(secret)
            dialog.attempt()
            qtbot.waitUntil(lambda: not dialog._worker.is_busy, timeout=10_000)

        return do

    answered(monkeypatch, SecretDialog, enter("sai rồi nhé"))
    listed.unlock.click()
    assert not listed.restore.isEnabled()
    answered(monkeypatch, SecretDialog, enter(recovery))
    listed.unlock.click()
    qtbot.waitUntil(listed.restore.isEnabled, timeout=10_000)
    assert not listed.unlock.isVisible()
    monkeypatch.setattr("unionoffice.gui.screens.rescue.ask_whether_to_restore", lambda *_: True)
    listed.restore.click()
    qtbot.waitUntil(lambda: application.window is not None, timeout=15_000)
    assert read_record(office_path) == read_record(backup.path)
    application.window_now.close()


def test_locking_covers_what_is_typed_and_loses_none_of_it(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    office.show_page("members")
    members = office.window.page("members")
    members.begin_new()
    focused = office.window.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, "Nguyen Van Do Dang")
    dialog = QDialog(office.window)
    dialog.show()
    office.lock_now()
    lock = office._lock
    assert lock is not None
    assert lock.page is not None
    for window in (office.window, dialog):
        (curtain,) = window.findChildren(
            office_lock.Curtain, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        assert curtain.isVisible()
        assert curtain.geometry() == QRect(0, 0, window.width(), window.height())
    lock.page.close()
    assert lock.page.isVisible()
    lock.page.passphrase.line.setText(PASSPHRASE)
    lock.page.attempt()
    qtbot.waitUntil(lambda: lock.page is None, timeout=5_000)
    qtbot.waitUntil(lambda: not office.window.findChildren(office_lock.Curtain))
    assert "Nguyen Van Do Dang" in _texts(focused)
    dialog.close()


def test_a_menu_that_is_gone_is_no_longer_listened_to(office: OfficeWindow) -> None:
    lock = office._lock
    assert lock is not None
    menu = QWindow()
    lock._follow(menu)
    delete(menu)
    lock._follow(None)
    assert lock._watched is None


def _texts(widget: QWidget) -> str:
    return str(widget.property("text") or widget.property("plainText"))


def test_window_locks_itself_when_nobody_touches_it(
    office: OfficeWindow, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = office._lock
    assert lock is not None
    now = office_lock.time.monotonic()
    for minutes, waited, is_locked in ((0, 10_000, False), (5, 299, False), (5, 301, True)):
        memory.keep(LOCK_AFTER, minutes)
        monkeypatch.setattr(office_lock.time, "monotonic", lambda waited=waited: now + waited)
        lock.look()
        assert (lock.page is not None) == is_locked


def test_office_without_a_passphrase_is_not_locked(
    office_path: Path, doors: Doors, look: Look, memory: Memory, qtbot: QtBot
) -> None:
    window = OfficeWindow(str(office_path), doors, look, memory)
    with qtbot.waitSignal(window.opened, timeout=15_000):
        window.show()
    window.lock_now()
    assert window._lock is not None
    assert window._lock.page is None
    window.close()


def test_settings_encrypt_change_renew_and_decrypt_the_open_office(
    office_path: Path,
    doors: Doors,
    look: Look,
    memory: Memory,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = OfficeWindow(str(office_path), doors, look, memory)
    with qtbot.waitSignal(window.opened, timeout=15_000):
        window.show()
    window.show_page("settings")
    page = window.window.page("settings")
    assert isinstance(page, SettingsPage)
    card = page.secrecy
    shown: list[str] = []

    def fill(present: str, new: str) -> Callable[[SecretDialog], None]:
        def do(dialog: SecretDialog) -> None:
            dialog.present.set_value(present)
            dialog.new.first.set_value(new)
            dialog.new.again.set_value(new)
            dialog.attempt()
            qtbot.waitUntil(lambda: not dialog._worker.is_busy, timeout=10_000)

        return do

    answered(monkeypatch, RecoveryDialog, lambda dialog: shown.append(dialog._key))
    answered(monkeypatch, SecretDialog, fill("", PASSPHRASE))
    card.encrypt.click()
    assert read_record(office_path) is not None
    assert card.change.isVisibleTo(card)
    answered(monkeypatch, SecretDialog, fill("sai rồi nhé", OTHER))
    card.change.click()
    assert "changed" not in card.banner.text
    answered(monkeypatch, SecretDialog, fill(shown[0], OTHER))
    card.change.click()
    assert "changed" in card.banner.text
    answered(monkeypatch, SecretDialog, fill(OTHER, ""))
    card.renew.click()
    assert len(set(shown)) == 2
    page.form.editors["name"].set_value("CĐCS Đổi tên")
    page.save_own()
    answered(monkeypatch, SecretDialog, fill(shown[1], ""))
    card.decrypt.click()
    assert read_record(office_path) is None
    assert window._office is not None
    assert window._office.workplace.office.own().name == "CĐCS Đổi tên"
    window.close()


def test_settings_tell_of_plain_copies_and_encrypt_them(
    office_path: Path, doors: Doors, look: Look, memory: Memory, qtbot: QtBot
) -> None:
    keeper = BackupKeeper(office_path)
    kept = keeper.make("by_hand")
    secret_file.encrypt(office_path, PASSPHRASE)
    services = bootstrap.open_workplace(str(office_path))
    card = SecrecyCard(services, memory)
    qtbot.addWidget(card)
    qtbot.waitUntil(lambda: kept.name in card.copies.text, timeout=5_000)
    card.encrypt_all_copies()
    qtbot.waitUntil(lambda: "encrypted" in card.banner.text, timeout=10_000)
    qtbot.waitUntil(lambda: not card.copies.text)
    assert read_record(kept.path) == read_record(office_path)
    assert all(keeper.is_sound(each) for each in keeper.all().kept)
    services.close()


def test_dialogs_grow_with_what_they_have_to_say(look: Look, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SecretDialog("A", "B " * 60, "Do", lambda _old, _new: None, parent, asks_new=True)
    dialog.show()
    qtbot.waitExposed(dialog)
    before = dialog.height()
    dialog.new.first.line.setFocus()
    dialog.new.first.line.setText("bốn con")
    dialog.new.first._follow()
    dialog.banner.say("This passphrase does not open the office. " * 3, "bad")
    assert not dialog.new.is_acceptable()
    qtbot.waitUntil(lambda: dialog.height() > before)
    for line in (dialog.new.first.line, dialog.new.again.line):
        assert line.height() >= line.sizeHint().height()
        assert line.parentWidget().height() >= line.height()
    dialog.reject()


def test_recovery_key_has_to_be_read_back_and_can_be_printed(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    key = "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567"
    dialog = RecoveryDialog(PRIMARY.name, key)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert dialog.isVisible()
    dialog.save_to(tmp_path / "page.pdf")
    words = PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert all(group in words for group in key.split("-"))
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_to(printer)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1
    dialog.confirm.set_value("34568")
    dialog.finish()
    assert dialog.confirm.problem
    dialog.confirm.set_value("34567")
    dialog.finish()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_first_run_makes_an_encrypted_office(
    doors: Doors,
    look: Look,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []
    answered(monkeypatch, RecoveryDialog, lambda dialog: shown.append(dialog._key))
    assistant = FirstRun(doors._replace(), look)
    qtbot.addWidget(assistant)
    assistant.show()
    assistant.form.show_own(PRIMARY)
    assistant.show_step(PLACE)
    path = tmp_path / "new.uoffice"
    assistant.place.set_value(str(path))
    assistant.protects.setChecked(True)
    assistant.passphrase.first.set_value("12345678")
    assistant.make()
    assert not path.exists()
    for editor in (assistant.passphrase.first, assistant.passphrase.again):
        editor.set_value(PASSPHRASE)
    with qtbot.waitSignal(assistant.made, timeout=15_000):
        assistant.make()
    KEYRING.forget()
    secret_file.unlock(path, shown[0])
    assert Made(path).recovery_key == ""
