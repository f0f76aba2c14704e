"""The window backs the office up by itself, and says once that it could not."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from unionoffice.core.errors import UserError
from unionoffice.gui.backup_watch import BackupWatch


def test_new_backup_is_told_and_no_news_is_not(qtbot: QtBot) -> None:
    answers = [True, False]
    asked: list[str] = []

    def keep(reason: str) -> bool:
        asked.append(reason)
        return answers.pop(0)

    watch = BackupWatch(keep)
    with qtbot.waitSignal(watch.kept):
        watch.back_up("opening")
    qtbot.waitUntil(lambda: not watch._worker.is_busy)
    with qtbot.assertNotEmitted(watch.kept, wait=200):
        watch.back_up("working")
    assert asked == ["opening", "working"]


def test_failure_is_said_once_until_it_works_again(qtbot: QtBot) -> None:
    works = False

    def keep(_reason: str) -> bool:
        if works:
            return True
        raise UserError("The disk is full.")

    watch = BackupWatch(keep)
    said: list[str] = []
    watch.warned.connect(said.append)

    def back_up() -> None:
        watch.back_up("working")
        qtbot.waitUntil(lambda: not watch._worker.is_busy)

    back_up()
    back_up()
    assert said == ["The automatic backup failed. You can go on working. The disk is full."]
    works = True
    back_up()
    works = False
    back_up()
    assert len(said) == 2
