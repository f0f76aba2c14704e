"""Settings, journal and the collection board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker
from support.records import a_member, add

from unionoffice.bootstrap import open_workplace
from unionoffice.core.periods import Period
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.journal import JournalPage
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.settings import SettingsPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.workplace import Workplace

FEDERATION = OwnOrganisation(code="H1", name="LĐLĐ huyện Châu Phú", level="district")
YEAR = Period.year(2017)


# Settings


@pytest.fixture
def settings(
    look: Look, memory: Memory, desk: Workplace, ways: Ways, office_path: Path, qtbot: QtBot
) -> SettingsPage:
    made = SettingsPage(desk, ways, look, memory, office_path)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def test_changed_name_is_kept_and_announced(
    settings: SettingsPage, desk: Workplace, ways: Ways, qtbot: QtBot
) -> None:
    settings.form.editors["name"].set_value("CĐCS May Sông Tiền")
    with qtbot.waitSignal(ways.changed):
        settings.save.click()
    assert desk.office.own().name == "CĐCS May Sông Tiền"


def test_missing_name_is_asked_for_beside_its_field(
    settings: SettingsPage, desk: Workplace
) -> None:
    settings.form.editors["name"].set_value("")
    settings.save.click()
    assert settings.form.editors["name"].problem == "Enter the name of the organisation."
    assert desk.office.own().name


def test_text_size_follows_the_slider_at_once(settings: SettingsPage, look: Look) -> None:
    settings.text_size.setValue(150)
    assert look.text_size == 150


# Journal


@pytest.fixture
def journal(look: Look, desk: Workplace, ways: Ways, qtbot: QtBot) -> JournalPage:
    made = JournalPage(desk, ways)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_newest_deed_stands_first_and_is_undone(
    journal: JournalPage, desk: Workplace, ways: Ways, qtbot: QtBot
) -> None:
    add(desk.store, a_member("A"))
    add(desk.store, a_member("B"), a_member("C"))
    journal.on_shown()
    qtbot.waitUntil(lambda: len(journal.table.content.rows) == 2)
    assert journal.table.content.rows[0].cells[2] == "2"
    with qtbot.waitSignal(journal.taking_back_wanted) as wanted:
        journal.undo_button.click()
    assert not journal.undo_button.isEnabled()
    desk.desk.undo(wanted.args[0])
    ways.changed.emit("")
    qtbot.waitUntil(lambda: len(journal.table.content.rows) == 3)
    assert desk.desk.totals("members", Query()).records == 1
    undone = [row.cells[0] for row in journal.table.content.rows if "(undone)" in row.cells[0]]
    assert len(undone) == 1


def test_office_without_deeds_says_so(journal: JournalPage, qtbot: QtBot) -> None:
    journal.on_shown()
    qtbot.waitUntil(lambda: "Nothing has been done" in journal._state.text)
    assert not journal.undo_button.isEnabled()


def test_a_deed_is_opened_and_a_former_value_put_back(
    journal: JournalPage, desk: Workplace, qtbot: QtBot
) -> None:
    (person_id,) = add(desk.store, a_member("Hằng", phone="0901000001"))
    draft = desk.desk.draft("members", person_id)
    draft.values["phone"] = "0901000002"
    desk.desk.save("members", draft, person_id)
    journal.on_shown()
    qtbot.waitUntil(lambda: len(journal.table.content.rows) == 2)
    journal.table.selectRow(0)
    journal.open_deed()
    assert journal.dialog is not None
    assert journal.dialog.table.content.rows[0].cells[1:] == ("Phone", "0901000001", "0901000002")
    journal.dialog.back_button.click()  # the only field is chosen already
    assert desk.desk.draft("members", person_id).values["phone"] == "0901000001"
    journal.dialog.close()


def test_the_journal_is_searched_and_its_chain_is_checked(
    journal: JournalPage, desk: Workplace, qtbot: QtBot
) -> None:
    add(desk.store, a_member("Hằng"))
    add(desk.store, a_member("Tám"))
    journal.on_shown()
    qtbot.waitUntil(lambda: len(journal.table.content.rows) == 2)
    journal.search.setText("hang")
    journal.search.announce()
    qtbot.waitUntil(lambda: len(journal.table.content.rows) == 1)
    journal.check_button.click()
    qtbot.waitUntil(lambda: "unbroken" in journal.banner.text)


# Collecting


@pytest.fixture
def federation(offices: OfficeMaker, tmp_path: Path) -> Iterator[Workplace]:
    path = tmp_path / "federation.uoffice"
    offices.make(path, FEDERATION).close()
    opened = open_workplace(str(path))
    yield opened
    opened.close()


@pytest.fixture
def board(
    look: Look, memory: Memory, federation: Workplace, ways: Ways, qtbot: QtBot
) -> ReturnsPage:
    made = ReturnsPage(federation, ways, memory, lambda: date(2017, 12, 31))
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.period.suggest([YEAR])
    return made


@pytest.fixture
def settled(board: ReturnsPage, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: not board._worker.is_busy, timeout=15_000)

    return wait


def states(board: ReturnsPage) -> list[tuple[str, str]]:
    return [(row.cells[0], row.cells[1]) for row in board.board.content.rows]


def test_board_says_how_to_begin(board: ReturnsPage, settled: Callable[[], None]) -> None:
    board.on_shown()
    settled()
    assert "No organisation is enrolled yet" in board._state.text


def test_card_then_package_make_a_return(
    board: ReturnsPage, settled: Callable[[], None], year: Workplace, tmp_path: Path
) -> None:
    card, package = tmp_path / "T1.ucard", tmp_path / "T1.upack"
    year.office.change(replace(year.office.own(), parent_code="H1"))
    year.cards.write(card)
    form = year.reporting.forms.open("vn-member-benefit")
    year.sending.send(form, YEAR, package)
    board.take([card])
    settled()
    board.card_dialog.take.click()
    settled()
    assert [state for _name, state in states(board)] == ["Missing"]
    board.take([package])
    settled()
    assert [state for _name, state in states(board)] in (["Received"], ["To be looked at"])
    assert board.outcome.table.content.rows[0].cells[1] == "Taken in"
    board.take([package])
    settled()
    assert board.outcome.table.content.rows[0].cells[1] == "Held already"


def test_board_turns_to_the_period_of_the_newest_return(
    board: ReturnsPage,
    settled: Callable[[], None],
    year: Workplace,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    first_half = Period(date(2017, 1, 1), date(2017, 6, 30))
    year.office.change(replace(year.office.own(), parent_code="H1"))
    year.cards.write(tmp_path / "T1.ucard")
    form = year.reporting.forms.open("vn-member-benefit")
    year.sending.send(form, first_half, tmp_path / "T1.upack")
    assert board.period.period == YEAR
    board.take([tmp_path / "T1.ucard", tmp_path / "T1.upack"])
    settled()
    board.card_dialog.take.click()

    qtbot.waitUntil(lambda: board.period.period == first_half, timeout=15_000)
    settled()
    assert [state for _name, state in states(board)] != ["Missing"]


def test_file_that_is_no_package_is_refused_with_its_reason(
    board: ReturnsPage, settled: Callable[[], None], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.upack"
    wrong.write_bytes(b"not a package")
    board.collect([wrong])
    settled()
    (row,) = board.outcome.table.content.rows
    assert row.cells[1] == "Refused"
    assert row.cells[2]


def test_packages_can_be_dropped(
    board: ReturnsPage, settled: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    file, form = tmp_path / "x.upack", tmp_path / "x.xlsx"
    file.write_bytes(b"?")
    form.write_bytes(b"?")
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("x.upack", "x.xlsx", "x.doc")]
    )
    with qtbot.waitSignal(board.zone.dropped) as dropped:
        board.zone.dropEvent(
            QDropEvent(
                QPointF(5, 5),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    assert dropped.args == [[file, form]]
    settled()
