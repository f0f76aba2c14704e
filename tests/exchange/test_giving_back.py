"""A return goes back with remarks, is mended, and comes again as the next version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from exchange.levels import YEAR, AnOffice, Levels, help_one_more
from exchange.test_board import entry_of
from support.records import add

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.exchange.changes import Change, Versions
from unionoffice.exchange.giving_back import Asked, GivingBack
from unionoffice.exchange.mending import Mending
from unionoffice.registers.organisation.model import Organisation

ASKED = Asked("health", "members", "Xin kiểm tra lại số người được khám.")
UNTIL = date(2099, 1, 31)


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2")
    district.enrol(*primaries)
    district.collect(*(office.send() for office in primaries))
    return district


def given_back(district: AnOffice, code: str = "T1") -> Path:
    giving = GivingBack(district.store)
    id_ = giving.give_back(
        district.form, YEAR, code, [ASKED], message="Gửi lại trước tháng Hai", reply_by=UNTIL
    )
    path = district.folder / giving.file_name(district.form, YEAR, code)
    giving.write(id_, path)
    return path


def primary(levels: Levels, code: str = "T1") -> AnOffice:
    return next(office for office in levels.made if office.code == code)


def test_a_return_that_went_back_shows_so_until_the_next_version(
    district: AnOffice, levels: Levels
) -> None:
    given_back(district)
    entry = entry_of(district, "T1")
    assert (entry.state, entry.reply_by) == ("returned", UNTIL)
    help_one_more(primary(levels))
    district.collect(primary(levels).send())
    assert entry_of(district, "T1").state == "valid"


def test_the_office_sees_the_middle_of_several_bodies(district: AnOffice, levels: Levels) -> None:
    others = levels.primaries("T3", "T4", "T5")
    district.enrol(*others)
    district.collect(*(each.send() for each in others))
    (remark,) = Mending(primary(levels).store).take_in(given_back(district)).of_row("health")
    assert (remark.peers_middle, remark.peers_count) == (2, 5)  # of 1, 2, 1, 2, 3


def test_giving_back_can_be_undone(district: AnOffice) -> None:
    given_back(district)
    district.undo()
    assert entry_of(district, "T1").state == "valid"


def test_the_office_sees_what_is_asked_beside_its_figures(
    district: AnOffice, levels: Levels
) -> None:
    mending = Mending(primary(levels).store)
    taken = mending.take_in(given_back(district))
    assert (taken.is_new, taken.sender, taken.version, taken.reply_by) == (
        True,
        "Công đoàn H1",
        1,
        UNTIL,
    )
    (remark,) = taken.of_row("health")
    assert (remark.figure, remark.value, remark.year_before) == ("members", 1, None)
    assert (remark.peers_middle, remark.peers_count) == (None, None)  # it would tell that of T2
    open_now = mending.of(district.form.id, YEAR)
    assert open_now is not None
    assert open_now.message == "Gửi lại trước tháng Hai"
    assert mending.take_in(given_back(district)).is_new


def test_the_same_file_again_changes_nothing(district: AnOffice, levels: Levels) -> None:
    mending, file = Mending(primary(levels).store), given_back(district)
    assert [mending.take_in(file).is_new for _time in range(2)] == [True, False]
    assert len(mending.open()) == 1


def test_a_later_version_answers_and_its_changes_are_shown(
    district: AnOffice, levels: Levels
) -> None:
    office = primary(levels)
    mending = Mending(office.store)
    mending.take_in(given_back(district))
    help_one_more(office)
    district.collect(office.send())
    assert mending.open() == []
    newest, oldest = Versions(district.store).of(district.form, YEAR, "T1")
    assert (newest.version, oldest.version, oldest.changes) == (2, 1, ())
    assert Change("charity.fund.visit", "total", 2, 3) in newest.changes
    assert {change.row for change in newest.changes} == {
        "charity",
        "charity.fund",
        "charity.fund.visit",
    }


def test_an_older_version_that_comes_later_is_still_the_older_one(levels: Levels) -> None:
    district, (office,) = levels.office("H1", "district"), levels.primaries("T1")
    district.enrol(office)
    first = office.send("first.upack")
    help_one_more(office)
    district.collect(office.send("second.upack"))
    district.collect(first)
    newest, oldest = Versions(district.store).of(district.form, YEAR, "T1")
    assert (newest.version, oldest.version) == (2, 1)
    assert newest.changes
    assert not oldest.changes


def test_a_file_for_another_office_is_refused(district: AnOffice, levels: Levels) -> None:
    with pytest.raises(UserError, match="not for this office"):
        Mending(primary(levels, "T2").store).take_in(given_back(district))


def test_a_file_of_a_body_that_is_not_above_is_refused(levels: Levels) -> None:
    stranger, office = levels.office("H9", "district"), levels.office("T1", parent="H1")
    add(stranger.store, Organisation(code="T1", name="CĐCS", level="primary"))
    stranger.enrol(office)
    stranger.collect(office.send())
    with pytest.raises(UserError, match="not the body above"):
        Mending(office.store).take_in(given_back(stranger))


def test_a_file_about_a_return_that_was_never_sent_is_refused(
    district: AnOffice, levels: Levels
) -> None:
    office = primary(levels)
    file = given_back(district)
    with office.store.writing("Forgotten") as session:
        session.connection().exec_driver_sql("DELETE FROM sent_packages")
    with pytest.raises(UserError, match="never sent"):
        Mending(office.store).take_in(file)


def test_a_file_that_was_changed_is_refused(district: AnOffice, levels: Levels) -> None:
    file = given_back(district)
    text = file.read_text(encoding="utf-8").replace("kiểm tra", "bỏ qua")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="changed after it was signed"):
        Mending(primary(levels).store).take_in(file)


def test_giving_back_needs_words_and_a_day_to_come(district: AnOffice) -> None:
    giving = GivingBack(district.store, lambda: date(2027, 1, 20))
    with pytest.raises(InvalidRecordError) as refused:
        giving.give_back(district.form, YEAR, "T1", [], reply_by=date(2027, 1, 19))
    assert {problem.field for problem in refused.value.problems} == {"message", "reply_by"}


def test_nothing_goes_back_to_who_handed_in_nothing(district: AnOffice) -> None:
    with pytest.raises(UserError, match="has not handed in"):
        GivingBack(district.store).give_back(district.form, YEAR, "T9", [ASKED])


def test_nothing_is_given_back_in_more_words_than_the_other_end_reads(
    district: AnOffice, levels: Levels
) -> None:
    giving = GivingBack(district.store)
    for asked, message, contact in (
        ([ASKED], "x" * 4001, ""),
        ([ASKED], "", "x" * 4001),
        ([Asked("health", "members", "x" * 4001)], "", ""),
    ):
        with pytest.raises(InvalidRecordError):
            giving.give_back(district.form, YEAR, "T1", asked, message=message, contact=contact)
    longest = Asked("health", "members", "x" * 4000)
    id_ = giving.give_back(district.form, YEAR, "T1", [longest], message="x" * 4000)
    path = district.folder / "T1.ureturn"
    giving.write(id_, path)
    assert Mending(primary(levels).store).take_in(path).message == "x" * 4000
