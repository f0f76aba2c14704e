"""The page of forms, and typing in what came on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.offices import OfficeMaker

from unionoffice.bootstrap import open_workplace
from unionoffice.core.periods import Period
from unionoffice.gui.screens.forms import FormsPage
from unionoffice.gui.screens.type_paper import TypePaper
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.registers.organisation.model import Organisation, UpperBody
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.signing_keys import office_key
from unionoffice.workplace import Workplace

FILE = Path(__file__).parents[2] / "data" / "forms" / "typed.toml"
FEDERATION = OwnOrganisation(code="H1", name="LĐLĐ huyện Châu Phú", level="district")
QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


@pytest.fixture
def federation(offices: OfficeMaker, tmp_path: Path) -> Iterator[Workplace]:
    path = tmp_path / "federation.uoffice"
    offices.make(path, FEDERATION).close()
    opened = open_workplace(str(path))
    with opened.store.writing("test") as session:
        session.add(Organisation(code="T1", name="CĐCS Chợ", level="primary"))
        session.add(Organisation(code="T2", name="CĐCS Trường", level="primary"))
    opened.reporting.forms.open(FILE)
    yield opened
    opened.close()


@pytest.fixture
def page(federation: Workplace, ways: Ways, qtbot: QtBot) -> FormsPage:
    made = FormsPage(federation, ways, lambda: date(2026, 4, 3))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.on_shown()
    made.period.set_period(QUARTER)
    return made


def test_forms_stand_with_their_versions(page: FormsPage) -> None:
    rows = [(*row.data, row.cells[1]) for row in page.table.content.rows]
    assert rows == [("h1-quarter", 1, "1"), ("vn-member-benefit", 1, "1")]


def test_next_version_is_made_on_the_page(page: FormsPage, federation: Workplace) -> None:
    page.table.selectRow(0)
    page.revise()
    page.editor.head.names["vi"].set_value("Báo cáo nhanh")
    page.editor.head.edited.emit()
    page.editor.save.click()
    assert "“Báo cáo nhanh”, version" in page.done.text
    assert federation.reporting.forms.open("h1-quarter").version == 2
    assert page.table.content.rows[0].cells[:2] == ("Báo cáo nhanh", "2")


def test_forms_are_handed_out_and_taken_in_below(
    page: FormsPage, federation: Workplace, desk: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    page.table.selectRow(0)
    page.ask_what_to_hand_out()
    page.giving.attempt(tmp_path / "h1.uforms")
    assert "h1.uforms" in page.done.text

    below = FormsPage(desk, Ways())
    qtbot.addWidget(below)
    below.take_in([tmp_path / "h1.uforms"])
    assert "card of the body above" in below.done.text
    know_above(desk, federation)
    below.take_in([tmp_path / "h1.uforms"])
    assert "Taken in" in below.done.text
    assert "h1-quarter" in desk.reporting.forms.ids()
    assert below.hand_out.isHidden()


def know_above(desk: Workplace, federation: Workplace) -> None:
    own = federation.office.own()
    with desk.store.writing("test") as session:
        upper = {"uid": own.uid, "code": own.code, "name": own.name, "level": own.level}
        key = office_key(federation.store).public_key
        session.add(UpperBody(**upper, public_key=key, recipient="", enrolled_at=datetime.now(UTC)))


RULES = """id = "cp-2026"
version = 2
name.vi = "Quy định của Châu Phú"
[[value]]
key = "dialogue.every_months"
value = 6
from = 2026-01-01
document = "QĐ 7/QĐ-LĐLĐ"
article = "Điều 2"
"""


def test_rule_packs_of_files_are_handed_out_and_judge_below(
    page: FormsPage, desk: Workplace, federation: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    pack, no_pack = tmp_path / "quy-dinh.toml", tmp_path / "thu.toml"
    pack.write_text(RULES, encoding="utf-8")
    no_pack.write_text("Kính gửi", encoding="utf-8")
    page.ask_what_to_hand_out()
    giving = page.giving
    giving.form.set_value(False)
    giving.attempt(tmp_path / "nothing.uforms")
    assert "Choose a form or a rule pack" in giving._banner.text
    giving.take([no_pack])
    assert "thu.toml is no rule pack" in giving._banner.text
    giving.take([pack, pack])
    assert "are in the list already" in giving._banner.text
    said = [label.text() for label in giving.findChildren(Text)]
    rule = "Periodic dialogue: 6 months, from 01/01/2026 · QĐ 7/QĐ-LĐLĐ, Điều 2"
    assert any(rule.split(": ")[1] in text for text in said)
    giving.attempt(tmp_path / "rules.uforms")
    assert "rules.uforms was written" in page.done.text

    know_above(desk, federation)
    below = FormsPage(desk, Ways())
    qtbot.addWidget(below)
    below.take_in([tmp_path / "rules.uforms"])
    assert "“Quy định của Châu Phú” 2" in below.done.text
    assert rule.split(": ")[1] in below.done.text
    views = {view.norm.key: view.in_force for view in desk.norms.views(date(2026, 4, 3))}
    standing = views["dialogue.every_months"]
    assert standing is not None
    assert (standing.origin, standing.number) == ("federation", 6)


def test_rule_pack_is_taken_off_the_list_again(page: FormsPage, tmp_path: Path) -> None:
    pack = tmp_path / "quy-dinh.toml"
    pack.write_text(RULES, encoding="utf-8")
    page.ask_what_to_hand_out()
    page.giving.take([pack])
    buttons = {each.accessibleName(): each for each in page.giving.findChildren(IconButton)}
    buttons["Take “Quy định của Châu Phú” off"].click()
    page.giving.take([pack])
    assert not page.giving._banner.text
    assert [*page.giving.packs] == [pack]


def test_blank_workbooks_are_written_for_all_without_a_key(
    page: FormsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "blanks"
    folder.mkdir()
    page.table.selectRow(0)
    page.write_blanks(folder)
    qtbot.waitUntil(lambda: bool(page.done.text))
    assert len(list(folder.glob("*.xlsx"))) == 2


@pytest.fixture
def typing(page: FormsPage) -> TypePaper:
    page.table.selectRow(0)
    page.type_paper()
    return page.typing


def choose(typing: TypePaper, code: str) -> None:
    typing.body.set_value(code)
    typing.body.finished.emit()


def test_enter_goes_from_field_to_field_and_sums_follow(typing: TypePaper, qtbot: QtBot) -> None:
    choose(typing, "T1")
    fields = list(typing.fields.values())
    typing.activateWindow()
    fields[0].line.setFocus()
    qtbot.waitUntil(fields[0].line.hasFocus)
    for digits in ("2", "5", "10", "4"):
        focused = next(each for each in fields if each.line.hasFocus())
        qtbot.keyClicks(focused.line, digits)
        qtbot.keyClick(focused.line, Qt.Key.Key_Return)
    assert typing.save.hasFocus()
    assert typing._computed["all", "result"].text() == "7"
    assert typing._computed["strikes", "share"].text() == "(40.0 %)"


def test_body_is_found_by_a_part_of_its_name(typing: TypePaper, qtbot: QtBot) -> None:
    typing.activateWindow()
    typing.body.setFocus()
    qtbot.keyClicks(typing.body.line, "truong")
    typing.body.line.suggest()
    qtbot.keyClick(typing.body.line._completer.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(typing.body.line._completer.popup(), Qt.Key.Key_Return)
    assert typing.body.value() == "T2"


def test_figures_typed_before_the_body_is_chosen_stay_and_those_of_another_go(
    typing: TypePaper,
) -> None:
    field = typing.fields["strikes", "total"]
    field.set_value(3)
    choose(typing, "T1")
    assert field.value() == 3
    typing.body.set_value(None)  # while its name is mended
    typing.body.finished.emit()
    choose(typing, "T1")
    assert field.value() == 3
    choose(typing, "T2")
    assert field.value() is None


def test_impossible_figures_are_said_beside_their_fields(
    typing: TypePaper, federation: Workplace
) -> None:
    choose(typing, "T1")
    typing.fields["strikes", "total"].set_value(3)
    typing.fields["strikes", "members"].set_value(4)
    typing.take()
    assert typing.fields["strikes", "members"].problem
    form = federation.reporting.forms.open("h1-quarter")
    assert federation.unsigned.standing(form, QUARTER, "T1") is None


def test_typed_form_counts_and_says_who_typed_it_in(
    typing: TypePaper, federation: Workplace
) -> None:
    choose(typing, "T1")
    typing.fields["meetings", "result"].set_value(5)
    typing.take()
    form = federation.reporting.forms.open("h1-quarter")
    held = federation.unsigned.standing(form, QUARTER, "T1")
    assert held is not None
    assert (held.origin, held.entered_by) == ("typed", federation.store.who)
    (reported,) = federation.returns.overview(form, QUARTER).returns
    assert any("Typed in from paper by" in str(each) for each in reported.warnings)

    choose(typing, "T1")
    assert "it counts now" in typing.standing.text
    assert typing.fields["meetings", "result"].value() == 5
    typing.fields["meetings", "result"].set_value(6)
    typing.take()
    row = federation.reporting.figures(form, QUARTER).row("meetings")
    assert row is not None
    assert row.result == 6
    deed = federation.desk.last_deed()
    assert deed is not None
    federation.desk.undo(deed.id)
    row = federation.reporting.figures(form, QUARTER).row("meetings")
    assert row is not None
    assert row.result == 5


def test_without_an_organisation_nothing_is_taken(typing: TypePaper) -> None:
    typing.take()
    assert typing.body.problem


def test_signed_return_gives_way_only_when_that_is_said(
    typing: TypePaper, federation: Workplace, desk: Workplace, tmp_path: Path
) -> None:
    desk.cards.write(tmp_path / "t1.ucard")
    with federation.store.writing("test") as session:
        for body in session.query(Organisation).filter_by(code="T1"):
            session.delete(body)
    federation.cards.enrol([tmp_path / "t1.ucard"])
    form = desk.reporting.forms.open(FILE)
    package = desk.sending.send(form, QUARTER, tmp_path / "t1.upack").path
    (file,) = federation.collecting.collect([package])
    assert file.status == "accepted"

    choose(typing, "T1")
    assert "signed return" in typing.standing.text
    typing.take()
    assert "is here already" in typing._problem.text
    typing.replaces.set_value(True)
    typing.take()
    held = federation.unsigned.standing(form, QUARTER, "T1")
    assert held is not None
    assert held.origin == "typed"


def test_organisations_are_allowed_to_use_workbooks_by_name(
    page: FormsPage, federation: Workplace
) -> None:
    page.choose_bodies()
    items = [page.choice.list.item(place) for place in range(page.choice.list.count())]
    assert [item.checkState() for item in items] == [Qt.CheckState.Checked] * 2
    items[1].setCheckState(Qt.CheckState.Unchecked)
    page.choice.save.click()
    assert federation.unsigned.is_allowed("T1")
    assert not federation.unsigned.is_allowed("T2")
    deed = federation.desk.last_deed()
    assert deed is not None
    federation.desk.undo(deed.id)
    assert federation.unsigned.is_allowed("T2")


def test_organisations_are_found_in_the_list_by_name_and_keep_their_ticks(
    page: FormsPage, federation: Workplace, qtbot: QtBot
) -> None:
    page.choose_bodies()
    chosen = page.choice
    items = [chosen.list.item(place) for place in range(chosen.list.count())]
    items[0].setCheckState(Qt.CheckState.Unchecked)
    qtbot.keyClicks(chosen.search, "truong")
    qtbot.keyClick(chosen.search, Qt.Key.Key_Return)
    assert [item.isHidden() for item in items] == [True, False]
    assert chosen.isVisible()  # Enter searches, and does not save
    chosen.save.click()
    assert [federation.unsigned.is_allowed(code) for code in ("T1", "T2")] == [False, True]
