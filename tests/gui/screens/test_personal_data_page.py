"""The page of personal data: written out, erased, and those who are due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.records import a_member, add

from unionoffice.gui.look import Look
from unionoffice.gui.screens.personal_data import PersonalDataPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.registers.privacy.model import HANDING_OUT, Consent, DataRequest
from unionoffice.services.consents import withdrawn
from unionoffice.services.journal_proof import prove
from unionoffice.services.overview import Overview
from unionoffice.workplace import Workplace

TODAY = date(2026, 11, 20)


@pytest.fixture
def page(look: Look, desk: Workplace, ways: Ways, qtbot: QtBot) -> PersonalDataPage:
    made = PersonalDataPage(desk, ways, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_what_is_held_is_written_and_the_person_erased(
    page: PersonalDataPage, desk: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    (person_id,) = add(desk.store, a_member("Nguyễn Thị Hằng", left="2024-01-01"))
    assert not page.held_button.isEnabled()
    page.show_person(person_id)
    page.write_held_to(tmp_path / "held.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "held.xlsx").exists() and "written" in page.banner.text)
    page.erase_button.click()
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    assert any("cannot be undone" in line for line in page.dialog.lines)
    page.dialog.erase_button.click()
    qtbot.waitUntil(lambda: "erased" in page.banner.text)
    assert desk.desk.find_people("hang") == []
    assert prove(desk.store).is_sound


def test_a_member_is_not_erased_and_the_page_says_why_and_leads_to_them(
    page: PersonalDataPage, desk: Workplace, ways: Ways, qtbot: QtBot
) -> None:
    (person_id,) = add(desk.store, a_member("Nguyễn Thị Hằng"))
    page.show_person(person_id)
    page.erase_button.click()
    qtbot.waitUntil(lambda: "still a member" in page.banner.text)
    assert page.dialog is None
    with qtbot.waitSignal(ways.person_wanted) as asked:
        page.banner._button.click()
    assert asked.args == [person_id]


def test_whoever_opens_the_page_types_the_name_at_once(page: PersonalDataPage) -> None:
    page.take_keys()
    assert page.picker.isAncestorOf(page.focusWidget())


def test_all_who_are_due_are_erased_at_once(
    page: PersonalDataPage, desk: Workplace, qtbot: QtBot
) -> None:
    add(desk.store, a_member("A Một", left="2010-01-01"), a_member("B Hai", left="2011-01-01"))
    add(desk.store, a_member("C Ba", left="2025-01-01"), a_member("D Bốn"))
    page.on_shown()
    qtbot.waitUntil(lambda: len(page.table.content.rows) == 2)
    page.erase_due_button.click()
    assert page.dialog is not None
    page.dialog.erase_button.click()
    qtbot.waitUntil(lambda: "2 people were erased" in page.banner.text)
    qtbot.waitUntil(lambda: not page.table.content.rows)


def test_an_open_request_is_told_on_the_first_page(desk: Workplace) -> None:
    (person_id,) = add(desk.store, a_member("Nguyễn Thị Hằng"))
    draft = desk.desk.blank("requests")
    draft.values |= {"kind": "access", "person": person_id, "received_on": date(2026, 11, 16)}
    saved = desk.desk.save("requests", draft, None)
    with desk.store.reading() as session:
        assert session.get_one(DataRequest, saved.id).answer_by == date(2026, 11, 18)
    needs = Overview(desk.store, desk.catalogue, lambda: TODAY).count().needs
    (need,) = (each for each in needs if each.kind == "requests_open")
    assert (need.count, need.severity, need.on) == (1, "bad", date(2026, 11, 18))


def test_who_withdrew_consent_is_left_out_until_it_is_given_again(desk: Workplace) -> None:
    hang = a_member("Nguyễn Thị Hằng")
    (person_id,) = add(desk.store, hang)
    given, gone = date(2026, 1, 5), date(2026, 3, 1)
    add(
        desk.store,
        Consent(person=hang, purpose=HANDING_OUT, given_on=given, withdrawn_on=gone),
    )
    with desk.store.reading() as session:
        assert withdrawn(session, HANDING_OUT) == {person_id}
    add(desk.store, Consent(person=hang, purpose=HANDING_OUT, given_on=TODAY))
    with desk.store.reading() as session:
        assert withdrawn(session, HANDING_OUT) == frozenset()
