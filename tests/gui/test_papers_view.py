"""The papers of the record that is open beside the table."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_member, add

from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.widgets.buttons import QuietButton
from unionoffice.services.desk import Desk

PDF = b"%PDF-1.7 minutes"


@pytest.fixture
def page(look: Look, memory: Memory, desk: Desk, qtbot: QtBot) -> RegisterPage:
    hang = a_member()
    add(desk._store, hang)
    (visit,) = add(desk._store, a_benefit(hang))
    made = RegisterPage(desk, desk.register("benefits"), memory)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.open_record(visit)
    return made


def drop(page: RegisterPage, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    page.panel.papers.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def shown(page: RegisterPage) -> list[str]:
    rows = page.panel.papers._rows
    widgets = [rows.itemAt(index).widget() for index in range(rows.count())]
    return [each.findChild(QuietButton).text() for each in widgets]


def test_dropped_paper_is_kept_said_and_undone(
    page: RegisterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Biên bản.pdf"
    file.write_bytes(PDF)
    with qtbot.waitSignal(page.said) as said:
        drop(page, file)
    assert shown(page) == ["Biên bản.pdf"]
    page._service.undo(said.args[1])
    page.mark_stale()
    assert shown(page) == []


def test_what_is_no_paper_is_refused_beside_the_papers(page: RegisterPage, tmp_path: Path) -> None:
    file = tmp_path / "list.exe"
    file.write_bytes(b"MZ")
    drop(page, file)
    assert "not kept here" in page.panel.papers.problem.text
    assert shown(page) == []


def test_paper_is_opened_as_a_copy(
    page: RegisterPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    file = tmp_path / "Biên bản.pdf"
    file.write_bytes(PDF)
    drop(page, file)
    page.panel.papers._rows.itemAt(0).widget().findChild(QuietButton).click()
    (copy,) = opened
    assert Path(copy).read_bytes() == PDF
    assert copy != str(file)


def test_new_record_shows_no_papers_until_it_is_saved(page: RegisterPage) -> None:
    page.open_new()
    assert page.panel.papers.isHidden()
