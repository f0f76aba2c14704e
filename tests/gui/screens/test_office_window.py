"""The window of an office: its start, its ways between pages, a second window, the assistant."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker
from support.records import a_benefit, a_member, add

from unionoffice import __version__, bootstrap
from unionoffice.gui.about import AboutBox
from unionoffice.gui.app import Application
from unionoffice.gui.doors import Doors, Opened
from unionoffice.gui.look import Look
from unionoffice.gui.memory import Memory
from unionoffice.gui.office_window import OfficeWindow
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.screens.bring_in import BringInPage
from unionoffice.gui.screens.first_run import OWN, PLACE, UNITS, FirstRun
from unionoffice.gui.screens.person import PersonPage
from unionoffice.gui.widgets.command_palette import CommandPalette
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import Filter, Query

FEDERATION = OwnOrganisation(code="H1", name="LĐLĐ huyện Châu Phú", level="district")
OpenIt = Callable[[Path], OfficeWindow]


def sample_of(folder: Path, source: Path) -> Path:
    target = folder / "sample.uoffice"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target


@pytest.fixture
def doors(office_path: Path) -> Doors:
    return bootstrap.doors_of_window()._replace(
        make_sample=lambda folder, _say: sample_of(folder, office_path)
    )


@pytest.fixture
def open_it(doors: Doors, look: Look, memory: Memory, qtbot: QtBot) -> Iterator[OpenIt]:
    opened: list[OfficeWindow] = []

    def make(path: Path) -> OfficeWindow:
        office = OfficeWindow(str(path), doors, look, memory)
        opened.append(office)
        with qtbot.waitSignal(office.opened, timeout=15_000):
            office.show()
        return office

    yield make
    for office in opened:
        office.close()


@pytest.fixture
def office(open_it: OpenIt, office_path: Path) -> OfficeWindow:
    return open_it(office_path)


def workplace(office: OfficeWindow) -> Opened:
    assert office._office is not None
    return office._office


def test_every_page_of_the_catalogue_opens(office: OfficeWindow, qtbot: QtBot) -> None:
    for key in office.window._entries:
        assert office.window.show_page(key), key
        assert office.window.current_key == key
    qtbot.wait(50)


@pytest.mark.parametrize(
    ("typed", "page"),
    [("password", "settings"), ("dark", "settings"), ("restore", "backups"), ("erase", "personal")],
)
def test_a_page_is_found_by_what_is_done_on_it(
    office: OfficeWindow, qtbot: QtBot, typed: str, page: str
) -> None:
    window = office.window
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = window.findChild(CommandPalette).findChild(QLineEdit)
    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.current_key.startswith(page)


def test_sections_of_the_settings_are_found_each(office: OfficeWindow) -> None:
    window = office.window
    commands = [each for each in window._page_commands() if each.note == "Settings"]
    shown = []
    for command in commands:
        command.run()
        names = window.page("settings").sections.names
        shown.append(names.currentItem().text())
    assert shown == [command.title for command in commands]
    assert len(shown) == names.count() == 6


def test_the_file_menu_keeps_offices_and_what_passes_upward_apart(office: OfficeWindow) -> None:
    file = office.window._parts.menus._menus["file"]
    parts: list[list[str]] = [[]]
    for action in file.actions():
        if action.isSeparator():
            parts.append([])
        else:
            parts[-1].append(action.text().replace("&", "").removesuffix(" …"))
    assert parts == [
        ["New record", "Bring in a list", "Print"],
        ["New office", "Open another office", "Recent offices", "Open an office on a server"],
        ["Take in forms", "Open a file from above", "Hand a check-up on"],
        ["Lock", "Quit"],
    ]


def test_whoever_helps_is_told_the_program_and_the_file(
    office: OfficeWindow, office_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    about = AboutBox(office.window, office.office)
    about.copy()
    copied = QApplication.clipboard().text()
    assert __version__ in copied
    assert str(office_path) in copied
    assert "secret" not in AboutBox(None, "postgresql+psycopg://chair:secret@host/office").details
    about.show()
    about.licences.click()
    assert about.isVisible()
    assert (Path(*shown) / "THIRD_PARTY.md").exists()
    about.close()


def test_need_leads_to_the_records_it_speaks_of(office: OfficeWindow, qtbot: QtBot) -> None:
    store = workplace(office).workplace.store
    add(store, a_member("Có đơn vị"), a_member("Không ngày sinh"))
    office.ways.register_wanted.emit("members", (Filter("birth_date", "empty"),))
    page = office.window.page("members")
    assert isinstance(page, RegisterPage)
    assert page.query.filters == (Filter("birth_date", "empty"),)
    assert page.table.records.rowCount() == 2


def test_person_opens_from_the_search_and_their_record_from_the_page(
    office: OfficeWindow, qtbot: QtBot
) -> None:
    store = workplace(office).workplace.store
    (person_id,) = add(store, a_member("Nguyễn Thị Hằng"))
    (found,) = office._pages._find("hang")
    found.run()
    page = office.window.page("person")
    assert isinstance(page, PersonPage)
    assert page._person.name == "Nguyễn Thị Hằng"
    office.ways.record_wanted.emit("members", person_id)
    assert office.window.page("members").panel.record_id == person_id


def test_record_for_a_person_names_the_person_already(office: OfficeWindow) -> None:
    store = workplace(office).workplace.store
    (person_id,) = add(store, a_member("Nguyễn Thị Hằng"))
    office.ways.person_wanted.emit(person_id)
    office.window.page("person")._record.menu().actions()[0].trigger()
    assert office.window.current_key == "benefits"


def test_list_of_a_register_is_brought_in_from_its_page(office: OfficeWindow) -> None:
    office.window.show_page("benefits")
    office.window.page("benefits").begin_import()
    page = office.window.page("bring_in")
    assert isinstance(page, BringInPage)
    assert office.window.current_key == "bring_in"
    assert page.register.currentData() == "benefits"


def test_last_deed_is_undone_from_anywhere(office: OfficeWindow, qtbot: QtBot) -> None:
    services = workplace(office).workplace
    hang = a_member()
    add(services.store, hang)
    add(services.store, a_benefit(hang))
    office.window.undo_wanted.emit()
    qtbot.waitUntil(lambda: services.desk.totals("benefits", Query()).records == 0)
    assert services.desk.totals("members", Query()).records == 1


def test_list_that_a_register_shows_is_exported(
    office: OfficeWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    add(workplace(office).workplace.store, a_member())
    office.window.show_page("members")
    for suffix in (".xlsx", ".csv", ".pdf"):
        file = tmp_path / f"members{suffix}"
        office._pages.output.export_to("members", Query(), ("full_name", "sex", "unit"), file)
        qtbot.waitUntil(file.exists, timeout=10_000)
    assert "Hằng" in (tmp_path / "members.csv").read_text("utf-8-sig")
    assert "Hằng" in PdfReader(tmp_path / "members.pdf").pages[0].extract_text()


def test_second_window_only_reads_and_says_who_writes(
    office: OfficeWindow, open_it: OpenIt, office_path: Path
) -> None:
    second = open_it(office_path)
    assert "has this office open for writing" in second.window.banner.text
    second.window.show_page("settings")
    assert not second.window.page("settings").save.isEnabled()
    for key in ("members", "benefits", "activities"):
        second.window.show_page(key)
        page = second.window.page(key)
        assert isinstance(page, RegisterPage)
        page.begin_new()
        assert not page.panel.isVisible()
        assert not page._new.isEnabled()


def test_federation_collects_instead(offices: OfficeMaker, tmp_path: Path, open_it: OpenIt) -> None:
    path = tmp_path / "federation.uoffice"
    offices.make(path, FEDERATION).close()
    office = open_it(path)
    assert office.window.show_page("returns")


def test_damaged_office_is_refused_in_a_sentence_beside_other_ways(
    doors: Doors, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "broken.uoffice"
    path.write_bytes(b"SQLite format 3\0" + bytes(4000))
    application = Application(qapp, doors, tmp_path / "home")
    application.start(str(path))
    assert "belongs to another program" in application.assistant.banner.text
    application.assistant.close()


def test_newest_figures_are_there_at_the_next_start(
    office: OfficeWindow, doors: Doors, office_path: Path, qtbot: QtBot
) -> None:
    add(workplace(office).workplace.store, a_member())
    office.ways.changed.emit("members")

    def is_kept() -> bool:
        _name, glance = doors.glance(office_path)
        return glance is not None and glance.members == 1

    qtbot.waitUntil(is_kept, timeout=5_000)


# The assistant


@pytest.fixture
def assistant(doors: Doors, look: Look, qtbot: QtBot) -> FirstRun:
    made = FirstRun(doors, look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_first_run_makes_an_office_with_its_units(
    assistant: FirstRun, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mới" / "CĐCS.uoffice"
    assistant.go_on()
    assistant.form.editors["name"].set_value("CĐCS Trường THPT Long Xuyên")
    assistant.form.editors["code"].set_value("AG-31")
    assistant.go_on()
    assert assistant.step == UNITS
    assistant.units.setPlainText("Tổ Toán\n  Tổ Văn \n\nTổ Toán")
    assistant.go_on()
    assert assistant.step == PLACE
    assert assistant.place.value().endswith("CĐCS Trường THPT Long Xuyên.uoffice")
    assistant.place.set_value(str(path))
    with qtbot.waitSignal(assistant.made, timeout=20_000) as made:
        assistant.go_on()
    assert made.args == [str(path)]
    opened = bootstrap.open_workplace(str(path))
    assert opened.office.own().name == "CĐCS Trường THPT Long Xuyên"
    assert [unit.name for unit in opened.desk.find_units("")] == ["Tổ Toán", "Tổ Văn"]
    opened.close()


def test_first_run_asks_for_what_is_missing(assistant: FirstRun) -> None:
    assistant.go_on()
    assistant.go_on()
    assert assistant.step == OWN
    assert assistant.form.editors["name"].problem
    assert assistant.form.editors["code"].problem


def test_first_run_never_overwrites_an_office(
    assistant: FirstRun, office_path: Path, qtbot: QtBot
) -> None:
    assistant.form.editors["name"].set_value("Khác")
    assistant.form.editors["code"].set_value("K")
    assistant.show_step(PLACE)
    assistant.place.set_value(str(office_path))
    assistant.go_on()
    qtbot.waitUntil(lambda: "already exists" in assistant.banner.text, timeout=10_000)


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("/home/hang/OneDrive/Documents/cdcs.uoffice", "cloud"),
        ("/media/hang/USB/cdcs.uoffice", "stick"),
        ("//server/share/cdcs.uoffice", "network"),
        ("/home/hang/.local/share/unionoffice/cdcs.uoffice", ""),
    ],
)
def test_first_run_doubts_clouds_sticks_and_networks(
    assistant: FirstRun, place: str, word: str
) -> None:
    assistant.place.set_value(place)
    assistant.place.edited.emit()
    assert (word in assistant._place_doubt.text) if word else not assistant._place_doubt.text


def test_program_begins_with_the_assistant_and_goes_on_with_the_office(
    doors: Doors, qapp: QApplication, tmp_path: Path, office_path: Path, qtbot: QtBot
) -> None:
    application = Application(qapp, doors, tmp_path / "home")
    application.start(None)
    assert application.assistant.isVisible()
    application.assistant.make_sample()
    qtbot.waitUntil(lambda: application.window is not None, timeout=10_000)
    qtbot.waitUntil(lambda: application.memory.recall("last_office", "") != "", timeout=10_000)
    assert not application.assistant.isVisible()
    application.window.close()


def test_another_language_opens_the_same_office_anew(
    doors: Doors, qapp: QApplication, tmp_path: Path, office_path: Path, qtbot: QtBot
) -> None:
    application = Application(qapp, doors, tmp_path / "home")
    application.start(str(office_path))
    first = application.window
    qtbot.waitUntil(lambda: first._pages is not None, timeout=10_000)
    first.language_chosen.emit("vi")
    assert application.window is not first
    qtbot.waitUntil(lambda: application.window._pages is not None, timeout=10_000)
    assert application.window._office.holder == ""
    assert application.memory.recall("language", "") == "vi"
    application.window.close()


def test_open_office_is_backed_up_by_itself(
    office: OfficeWindow, office_path: Path, qtbot: QtBot
) -> None:
    add(workplace(office).workplace.store, a_member())
    assert office._watch is not None
    with qtbot.waitSignal(office._watch.kept, timeout=10_000):
        office._watch.back_up("working")
    newest = BackupKeeper(office_path).all().newest
    assert newest is not None
    assert newest.rows["people"] == 1
