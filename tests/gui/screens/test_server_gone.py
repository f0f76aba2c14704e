"""The server stops answering under an open window: it is said, nothing typed is lost, and all goes
on once the server is back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from support.postgresql import USER, Server
from support.records import a_member, add

from unionoffice import bootstrap
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.editors import FieldEditor
from unionoffice.gui.work import is_work_under_way
from unionoffice.services.office import Office, OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.store.store import open_store

DISTRICT = OwnOrganisation(code="H1", name="LĐLĐ huyện Châu Phú", level="district")
NO_ANSWER = "The server cannot be reached. Check its address and the network."


@pytest.fixture
def window(
    postgresql_office_url: str, look: Look, memory: Memory, qtbot: QtBot
) -> Iterator[OfficeWindow]:
    store = open_store(postgresql_office_url)
    Office(store).found(DISTRICT)
    add(store, a_member("Nguyễn Thị Hằng"))
    store.close()
    office = OfficeWindow(postgresql_office_url, bootstrap.doors_of_window(), look, memory)
    office.show()
    qtbot.waitUntil(lambda: office._pages is not None, timeout=15_000)
    yield office
    office.close()


@pytest.fixture
def cut(postgresql_office_url: str, postgresql_server: Server) -> Callable[[], object]:
    """Nobody gets to the office while this lasts, and whoever was connected no longer is."""
    database = postgresql_office_url.rpartition("@/")[2].partition("?")[0]
    name = sql.Identifier(database)

    @contextmanager
    def cutting() -> Iterator[None]:
        with psycopg.connect(
            host=str(postgresql_server.socket_folder), user=USER, dbname="postgres", autocommit=True
        ) as server:
            allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
            server.execute(allow.format(name, sql.SQL("false")))
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (database,),
            )
            try:
                yield
            finally:
                server.execute(allow.format(name, sql.SQL("true")))

    return cutting


def test_a_page_that_reads_beside_the_window_says_that_the_server_is_gone(
    window: OfficeWindow, cut: Callable[[], object], qtbot: QtBot
) -> None:
    banner = window.window.banner
    with cut():
        window.show_page("structure")
        qtbot.waitUntil(lambda: banner.text == NO_ANSWER and banner.isVisible(), timeout=10_000)
        before = window.window.current_key
        banner.say("")
        window.show_page("returns")
        assert banner.text == NO_ANSWER
        assert window.window.current_key == before
    window.show_page("returns")
    assert window.window.current_key == "returns"
    window.show_page("structure")
    page = window.window.page("structure")
    qtbot.waitUntil(lambda: page._tree is not None, timeout=10_000)
    assert len(page._tree.bodies) == 1


def test_no_page_breaks_while_the_server_is_gone(
    window: OfficeWindow, cut: Callable[[], object], qtbot: QtBot
) -> None:
    keys = list(window.window._entries)
    for key in keys[::2]:
        window.show_page(key)
    with cut():
        for key in keys:
            window.show_page(key)
            qtbot.wait(50)
        qtbot.waitUntil(lambda: not is_work_under_way(), timeout=10_000)
    window.show_page(keys[-1])
    assert window.window.current_key == keys[-1]


def test_what_is_typed_while_the_server_is_gone_is_saved_when_it_is_back(
    window: OfficeWindow, cut: Callable[[], object], qtbot: QtBot
) -> None:
    window.show_page("members")
    page = window.window.page("members")
    assert isinstance(page, RegisterPage)
    page.begin_new()
    editors = page.panel.findChildren(FieldEditor)
    name = next(each for each in editors if each.label_text == "Full name")
    line = name.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "Le Van Sau")
    with cut():
        assert not page.panel.save()
        assert any(banner.text == NO_ANSWER for banner in page.panel.findChildren(Banner))
        assert line.text() == "Le Van Sau"
    assert page.panel.save()
    assert window._office is not None
    assert window._office.workplace.desk.totals("members", Query()).records == 2
