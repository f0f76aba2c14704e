"""A person's page: what it shows, its deeds and their undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot
from support.records import a_benefit, a_checkup, a_member, a_person, a_unit, add

from unionoffice.core.dates import PartialDate
from unionoffice.gui.look import Look
from unionoffice.gui.screens.person import PersonPage
from unionoffice.gui.screens.timeline_table import YearRow
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.views import TimelineEntry
from unionoffice.workplace import Workplace

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(look: Look, desk: Workplace, ways: Ways, qtbot: QtBot) -> PersonPage:
    made = PersonPage(desk, ways, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    return made


@pytest.fixture
def show(page: PersonPage, qtbot: QtBot) -> Callable[[int], None]:
    def show_it(person_id: int) -> None:
        page.show_person(person_id)
        qtbot.waitUntil(lambda: not page._worker.is_busy)

    return show_it


def test_timeline_is_grouped_by_year_with_its_sum(
    page: PersonPage, desk: Workplace, show: Callable[[int], None]
) -> None:
    hang = a_member()
    add(desk.store, hang, a_benefit(hang), a_benefit(hang, date(2025, 2, 1)), a_checkup(hang))
    show(hang.id)
    model = page.timeline.entries
    rows = [model.row(place) for place in range(model.rowCount())]
    assert [row.year for row in rows if isinstance(row, YearRow)] == [2026, 2025]
    assert model.index(0, 0).data() == "2026   ·   2 entries   ·   500,000 ₫"


def test_entry_opens_its_record(
    page: PersonPage, desk: Workplace, show: Callable[[int], None], ways: Ways, qtbot: QtBot
) -> None:
    hang = a_member()
    benefit = a_benefit(hang)
    add(desk.store, hang, benefit)
    show(hang.id)
    row = page.timeline.entries.row(1)
    assert isinstance(row, TimelineEntry)
    with qtbot.waitSignal(ways.record_wanted) as asked:
        page.timeline.activated.emit(page.timeline.entries.index(1, 0))
    assert asked.args == ["benefits", benefit.id]


def test_member_is_moved_and_the_move_undone(
    page: PersonPage, desk: Workplace, show: Callable[[int], None], qtbot: QtBot
) -> None:
    person, other = a_member(unit=a_unit("Chuyền 1")), a_unit("Chuyền 2")
    add(desk.store, person, other)
    show(person.id)
    page.deeds.move(page._person)
    dialog = page.deeds.dialog
    dialog._editors["unit"].set_value(other.id, "Chuyền 2")
    with qtbot.waitSignal(page.said) as said:
        dialog.attempt()
    assert page._person.unit == "Chuyền 2"
    desk.desk.undo(said.args[1])
    page.on_shown()
    assert page._person.unit == "Chuyền 1"


def test_refused_deed_stays_open_and_says_why(
    page: PersonPage, desk: Workplace, show: Callable[[int], None]
) -> None:
    person = a_member(unit=a_unit("Chuyền 1"))
    add(desk.store, person)
    show(person.id)
    page.deeds.move(page._person)
    page.deeds.dialog.attempt()
    assert page.deeds.dialog.isVisible()
    assert page.deeds.dialog._editors["unit"].problem == "Choose the unit."
    page.deeds.dialog.reject()


def test_member_leaves_through_the_dialog(
    page: PersonPage, desk: Workplace, show: Callable[[int], None]
) -> None:
    (person_id,) = add(desk.store, a_member())
    show(person_id)
    page.deeds.leave(page._person)
    page.deeds.dialog.attempt()
    assert not desk.people.person(person_id, TODAY).is_member
    assert page._line.text().startswith("Left, member until 21/11/2026")


def test_second_record_of_a_person_is_pointed_out_and_merged(
    page: PersonPage, desk: Workplace, show: Callable[[int], None]
) -> None:
    born = PartialDate(1985, 3, 21)
    first, second = a_member("Đào Ánh", birth_date=born), a_person("Đào Ánh", birth_date=born)
    add(desk.store, first, second, a_benefit(second))
    show(first.id)
    assert "may be the same person" in page.twin_banner.text
    page.twin_banner.acted.emit()
    page.deeds.dialog.attempt()
    assert page.twin_banner.text == ""
    assert len(desk.people.timeline(first.id)) == 1


def test_new_record_can_be_written_for_the_person(
    page: PersonPage, desk: Workplace, show: Callable[[int], None], ways: Ways, qtbot: QtBot
) -> None:
    (person_id,) = add(desk.store, a_member("Nguyễn Thị Hằng"))
    show(person_id)
    with qtbot.waitSignal(ways.record_for_wanted) as asked:
        page._record.menu().actions()[0].trigger()
    register, choice = asked.args
    assert desk.desk.register(register).person_field
    assert (choice.id, choice.name) == (person_id, "Nguyễn Thị Hằng")


def test_person_who_is_gone_is_asked_for_anew(page: PersonPage) -> None:
    page.show_person(4711)
    assert "not in the office any more" in page.twin_banner.text
    assert page._picker.isVisible()


def test_everything_done_for_a_person_is_printed(
    page: PersonPage, desk: Workplace, show: Callable[[int], None], qtbot: QtBot, tmp_path: Path
) -> None:
    hang = a_member()
    add(desk.store, hang, a_benefit(hang), a_checkup(hang))
    show(hang.id)
    page.begin_print()
    qtbot.waitUntil(
        lambda: page.preview.view is not None and page.preview.view.page_count == 1, timeout=15_000
    )
    page._print_to(page._person, "", tmp_path / "hang.pdf")
    text = PdfReader(tmp_path / "hang.pdf").pages[0].extract_text()
    assert hang.full_name.upper() in text
    assert "500,000" in text
    assert "Khám năm" in text
    page.preview.accept()
