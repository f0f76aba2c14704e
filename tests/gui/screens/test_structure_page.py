"""The structure as one sees it: the tree of a day, a history, and the assistant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from support.records import add

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.screen_room import room_around
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.structure import StructurePage
from unionoffice.gui.screens.ways import Ways
from unionoffice.registers.organisation.model import Organisation
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.reorganising import Plan
from unionoffice.workplace import Workplace

TODAY, MOVED_ON = date(2026, 11, 21), date(2026, 7, 1)
Ids = dict[str, int]


@pytest.fixture
def federation(tmp_path: Path) -> Iterator[Workplace]:
    path = str(tmp_path / "tinh.uoffice")
    create_office(path, OwnOrganisation("AG", "LĐLĐ tỉnh An Giang", "province"))
    opened = open_workplace(path)
    yield opened
    opened.close()


@pytest.fixture
def ids(federation: Workplace) -> Ids:
    bodies = [
        Organisation(code=code, name=name, level=level, parent_code=above)
        for code, name, level, above in (
            ("H1", "LĐLĐ huyện Châu Phú", "district", None),
            ("H2", "LĐLĐ huyện Tịnh Biên", "district", None),
            ("C1", "CĐCS Công ty May", "primary", "H1"),
            ("C2", "CĐCS Điện nước", "primary", "H1"),
        )
    ]
    found = add(federation.store, *bodies)
    return {body.code: id_ for body, id_ in zip(bodies, found, strict=True)}


@pytest.fixture
def page(
    federation: Workplace, ids: Ids, ways: Ways, memory: Memory, look: Look, qtbot: QtBot
) -> StructurePage:
    federation.structure.carry_out(Plan("move", MOVED_ON, (ids["C2"],), ids["H2"]))
    page = StructurePage(federation, ways, memory, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1_130, 700)
    page.show()
    page.on_shown()
    qtbot.waitUntil(lambda: page.tree.current_id() is not None)
    return page


def above(page: StructurePage, body_id: int) -> str:
    page.tree.choose(body_id)
    return str(page.tree.currentIndex().parent().data())


def test_the_tree_follows_the_day(page: StructurePage, ids: Ids, qtbot: QtBot) -> None:
    assert above(page, ids["C2"]) == "LĐLĐ huyện Tịnh Biên"
    page.day.set_value(date(2026, 6, 30))
    page.day.line.editingFinished.emit()
    qtbot.waitUntil(lambda: above(page, ids["C2"]) == "LĐLĐ huyện Châu Phú")


def test_a_body_is_found_without_accents_and_stands_below_what_is_above_it(
    page: StructurePage, ids: Ids
) -> None:
    page.search.setText("dien nuoc")
    page.search.announce()
    assert above(page, ids["C2"]) == "LĐLĐ huyện Tịnh Biên"
    root = page.tree.model().index(0, 0)
    assert page.tree.model().rowCount(root) == 1
    page.escape()
    page.search.announce()
    assert page.tree.model().rowCount(page.tree.model().index(0, 0)) == 2


def test_the_history_of_the_chosen_body_stands_beside_the_tree(
    page: StructurePage, ids: Ids
) -> None:
    page.tree.choose(ids["C2"])
    (line,) = page.body.history.content.rows
    assert "put below another body → LĐLĐ huyện Tịnh Biên" in line.cells[1]
    page.tree.choose(ids["C1"])
    assert not page.body.history.content.rows


def test_nothing_is_carried_out_before_it_was_shown(
    page: StructurePage, federation: Workplace, ids: Ids, qtbot: QtBot
) -> None:
    page.tree.choose(ids["H1"])
    page.begin("dissolve")
    dialog = page.dialog
    assert dialog is not None
    assert not dialog.do_button.isEnabled()
    # The body is chosen in the tree already: what is missing is typed at once.
    assert dialog.editors["target"].isAncestorOf(dialog.focusWidget())
    dialog.editors["target"].set_value(ids["H2"], "LĐLĐ huyện Tịnh Biên")
    dialog.show_changes()
    rows = {shown.cells[0]: shown.cells[1:] for shown in dialog.changes.content.rows}
    tree = "LĐLĐ tỉnh An Giang"
    assert rows == {
        "LĐLĐ huyện Châu Phú": (tree, "no more"),
        "CĐCS Công ty May": (f"{tree} › LĐLĐ huyện Châu Phú", f"{tree} › LĐLĐ huyện Tịnh Biên"),
    }
    assert ids["H1"] in federation.structure.tree(TODAY)

    with qtbot.waitSignal(page.said) as said:
        dialog.do_button.click()

    assert ids["H1"] not in federation.structure.tree(TODAY)
    federation.desk.undo(said.args[1])
    assert ids["H1"] in federation.structure.tree(TODAY)


@pytest.mark.parametrize("kind", ["found", "merge", "split", "move", "rename", "dissolve"])
def test_the_assistant_stays_on_the_screen(
    page: StructurePage, look: Look, qtbot: QtBot, kind: str
) -> None:
    look.set_text_size(175)
    qtbot.waitUntil(lambda: page._tree is not None)
    page.begin(kind)
    qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.isVisible())
    room = room_around(page)
    assert page.dialog.height() <= room.height()
    assert page.dialog.width() <= room.width()
    page.dialog.reject()


def test_a_refused_plan_is_explained_beside_the_value(
    page: StructurePage, federation: Workplace, ids: Ids
) -> None:
    page.tree.choose(ids["H1"])
    page.begin("move")
    dialog = page.dialog
    assert dialog is not None
    dialog.editors["target"].set_value(ids["C1"], "CĐCS Công ty May")
    dialog.show_changes()
    assert "cannot stand below itself" in dialog.editors["target"].problem
    dialog.editors["day"].set_value(None)
    dialog.show_changes()
    assert dialog.editors["day"].problem
    assert not dialog.do_button.isEnabled()


def test_the_appendix_is_broken_down_by_the_structure_of_a_day(
    federation: Workplace,
    ids: Ids,
    ways: Ways,
    memory: Memory,
    look: Look,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = AppendixPage(federation, ways, memory, lambda: TODAY)
    qtbot.addWidget(page)
    page.bar.structure.choose(date(2026, 6, 30))
    qtbot.waitUntil(lambda: page.paper.isVisibleTo(page))
    book = tmp_path / "report.xlsx"
    page.export_to(book)
    qtbot.waitUntil(book.exists)
    assert len(load_workbook(book).sheetnames) == 2
    assert page.bar.structure.currentText() == "Structure as of 30/06/2026"
