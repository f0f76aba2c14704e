"""An office on a server is opened in the window, and its password is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.offices import PRIMARY
from support.postgresql import Server

from unionoffice import bootstrap
from unionoffice.core.addresses import server_address, with_password, without_password
from unionoffice.gui.app import LAST_OFFICE, Application
from unionoffice.gui.look import Look
from unionoffice.services.office import Office
from unionoffice.store.store import open_store


@pytest.fixture
def application(
    qapp: QApplication, tmp_path: Path, look: Look, qtbot: QtBot
) -> Iterator[Application]:
    made = Application(qapp, bootstrap.doors_of_window(), tmp_path)
    yield made
    if made.window is not None:
        made.window.close()
    if made.assistant is not None:
        made.assistant.close()


def test_an_office_on_a_server_opens_and_its_password_is_forgotten(
    application: Application,
    postgresql_server: Server,
    postgresql_office_url: str,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    store = open_store(postgresql_office_url)
    Office(store).found(PRIMARY)
    store.close()
    application.start(None)
    application.assistant_now.server_wanted.emit()
    dialog = application.server_dialog
    assert dialog is not None
    dialog.attempt()
    assert dialog.server.problem

    dialog.server.set_value(str(postgresql_server.socket_folder))
    dialog.database.set_value("nowhere")
    dialog.name.set_value("postgres")
    dialog.password.line.setText("geheim")
    dialog.attempt()
    assert not dialog.address  # and it stays open, with what was typed

    database = postgresql_office_url.rpartition("/office")[2].partition("?")[0]
    dialog.database.set_value(f"office{database}")
    dialog.attempt()
    assert application.window is not None
    qtbot.waitUntil(lambda: bool(application.memory.recall(LAST_OFFICE, "")), timeout=15_000)
    assert application.memory.recall(LAST_OFFICE, "") == postgresql_office_url
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"geheim" not in kept


def test_a_server_that_does_not_answer_leads_back_to_the_form(application: Application) -> None:
    application.start("postgresql+psycopg://lan@127.0.0.1:9/huyen")
    dialog = application.server_dialog
    assert dialog is not None
    assert (dialog.server.value(), dialog.name.value()) == ("127.0.0.1:9", "lan")
    assert dialog.database.value() == "huyen"


@pytest.mark.parametrize("password", ["a", "p@ss:w/rd?", "mật khẩu"])
def test_an_address_is_kept_without_its_password(password: str) -> None:
    plain = server_address("server:5433", "huyện", "lan.h@cdcs")
    full = with_password(plain, password)
    assert without_password(full) == plain
    kept = without_password(f"{plain}?password={password}&sslmode=require")
    assert kept == f"{plain}?sslmode=require"
    assert without_password("C:\\office.uoffice") == "C:\\office.uoffice"
