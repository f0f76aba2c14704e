"""One check-up that several bodies report: its identity decides, and its members count once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from exchange.levels import FORM_ID, YEAR, AnOffice, Levels
from sqlalchemy import select
from support.records import a_checkup, a_member, add

from unionoffice.core.errors import UserError
from unionoffice.exchange.campaign_files import BroughtCampaign, CampaignFiles
from unionoffice.registers.checkups.model import Campaign, Checkup
from unionoffice.registers.people.model import Person
from unionoffice.reports.corrections import Corrections
from unionoffice.reports.sheet import sheet

DAY = date(2026, 5, 8)


def organised(office: AnOffice, members: int) -> tuple[list[Person], Path]:
    """A check-up of the province with so many members, and its campaign file."""
    people = [a_member(f"Người {place}") for place in range(members)]
    campaign = a_checkup(*people, day=DAY)
    campaign.organiser, campaign.title = "province", "Khám của tỉnh"
    add(office.store, *people, campaign)
    path = office.folder / f"{office.code}.ucampaign"
    files = CampaignFiles(office.store)
    files.write(files.campaigns()[0].id, path)
    return people, path


def came(office: AnOffice, file: Path, members: int, *, also_own: int = 0) -> BroughtCampaign:
    """Bring the campaign in, and enter so many members; some also came to an own check-up."""
    brought = CampaignFiles(office.store).bring_in(file)
    people = [a_member(f"Đoàn viên {place}") for place in range(members)]
    add(office.store, *people, *([a_checkup(*people[:also_own])] if also_own else []))
    with office.store.writing("Entered") as session:
        for person in people:
            session.add(Checkup(campaign_id=brought.id, person_id=person.id, attended=True))
        office.store.touched(session, members)
    return brought


def test_a_campaign_file_brings_the_same_identity_into_every_office(levels: Levels) -> None:
    organiser, primary = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 3)
    first = CampaignFiles(primary.store).bring_in(file)
    again = CampaignFiles(primary.store).bring_in(file)
    assert (first.is_new, again.is_new) == (True, False)
    assert (first.title, first.held_on, first.origin) == ("Khám của tỉnh", DAY, "Công đoàn TINH-CQ")
    with organiser.store.reading() as here, primary.store.reading() as there:
        uids = [each.scalars(select(Campaign.uid)).all() for each in (here, there)]
    assert uids[0] == uids[1]


def test_bringing_a_campaign_in_can_be_undone(levels: Levels) -> None:
    organiser, primary = levels.office("TINH-CQ"), levels.office("T1")
    files = CampaignFiles(primary.store)
    files.bring_in(organised(organiser, 1)[1])
    primary.undo()
    assert files.campaigns() == []


def test_an_office_does_not_bring_in_its_own_campaign(levels: Levels) -> None:
    organiser = levels.office("TINH-CQ")
    _people, file = organised(organiser, 1)
    with pytest.raises(UserError, match="entered in this office itself"):
        CampaignFiles(organiser.store).bring_in(file)


def test_a_campaign_file_that_was_changed_is_refused(levels: Levels) -> None:
    organiser, primary = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 1)
    text = file.read_text(encoding="utf-8").replace("Khám của tỉnh", "Khám của huyện")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="changed after it was signed"):
        CampaignFiles(primary.store).bring_in(file)


def test_files_of_another_key_than_the_first_are_refused(levels: Levels) -> None:
    organiser, primary = levels.office("TINH-CQ"), levels.office("T1")
    files = CampaignFiles(primary.store)
    _people, file = organised(organiser, 1)
    files.bring_in(file)
    organiser.cards.renew_key()
    CampaignFiles(organiser.store).write(CampaignFiles(organiser.store).campaigns()[0].id, file)
    with pytest.raises(UserError, match="so far"):
        files.bring_in(file)


def collected(levels: Levels, organiser: AnOffice, others: Sequence[AnOffice]) -> AnOffice:
    district = levels.office("H1", "district")
    district.enrol(organiser, *others)
    sent = [office.send() for office in (organiser, *others)]
    assert district.statuses(*sent) == ["accepted"] * len(sent)
    return district


def members_of(office: AnOffice, key: str) -> int | None:
    return office.numbers(key)[2]


def test_members_told_by_the_organiser_and_by_their_primaries_count_once(levels: Levels) -> None:
    organiser, first, second = (levels.office(code) for code in ("TINH-CQ", "T1", "T2"))
    _people, file = organised(organiser, 30)
    came(first, file, 12, also_own=7)
    came(second, file, 5)
    assert members_of(first, "health") == 12
    district = collected(levels, organiser, [first, second])
    assert members_of(district, "health.province") == 30
    assert members_of(district, "health.primary") == 7
    assert members_of(district, "health") == 30
    figures = district.figures()
    assert figures.counted_once == {"health.province": 17, "health": 17}
    filled = district.reporting.filled(district.form, figures.period)
    assert "17 members told of by several" in " ".join(sheet(filled, "en").footnotes)


def test_what_primaries_tell_counts_where_the_organiser_knows_of_fewer(levels: Levels) -> None:
    organiser, first = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 2)
    came(first, file, 12)
    assert members_of(collected(levels, organiser, [first]), "health.province") == 12


def test_no_more_is_taken_off_than_was_counted(levels: Levels) -> None:
    """Where both parties have set the row to less by hand, their campaign tells more than it."""
    organiser, first = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 30)
    came(first, file, 12)
    for office, value in ((organiser, 4), (first, 3)):
        for key in ("health", "health.province"):
            row = office.figures().row(key)
            assert row is not None
            Corrections(office.store).correct(FORM_ID, row, "members", YEAR, None, value, "Sổ giấy")
    district = collected(levels, organiser, [first])
    assert members_of(district, "health.province") == 4
    assert members_of(district, "health") == 4


def test_primaries_alone_count_their_own_members(levels: Levels) -> None:
    organiser, first, second = (levels.office(code) for code in ("TINH-CQ", "T1", "T2"))
    _people, file = organised(organiser, 30)
    came(first, file, 12)
    came(second, file, 5)
    assert members_of(collected(levels, first, [second]), "health.province") == 17


def test_the_evidence_of_a_figure_says_what_was_taken_off(levels: Levels) -> None:
    organiser, first = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 30)
    came(first, file, 12)
    district = collected(levels, organiser, [first])
    trace = district.reporting.trace(district.form, "health.province", district.figures().period)
    assert [row["members"] for row in trace["evidence"]] == [12, 30, -12]
    assert trace["figure"]["members"] == 30
    assert trace["evidence"][-1]["name"] == ("Told by TINH-CQ and again by T1: Khám của tỉnh")


def test_what_was_counted_once_is_told_once_to_the_body_above(levels: Levels) -> None:
    organiser, first = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 30)
    came(first, file, 12)
    district = collected(levels, organiser, [first])
    province = levels.office("TINH", "province")
    province.enrol(district)
    assert province.statuses(district.send()) == ["accepted"]
    assert members_of(province, "health.province") == 30


def test_a_package_names_campaigns_and_registered_members_but_nobody(levels: Levels) -> None:
    organiser, first = levels.office("TINH-CQ"), levels.office("T1")
    _people, file = organised(organiser, 2)
    came(first, file, 3)
    sent = first.sent().figures
    (share,) = sent.campaigns
    assert (sent.registered_members, share.is_organisers, share.held_on) == (3, False, DAY)
    assert [(row.key, row.members, row.alone) for row in share.rows] == [
        ("health", 3, 3),
        ("health.province", 3, 3),
    ]


def test_nobody_else_takes_a_campaign_over(levels: Levels) -> None:
    organiser, stranger, primary = levels.office("TINH"), levels.office("LA"), levels.office("T1")
    _people, file = organised(organiser, 1)
    _others, other = organised(stranger, 1)
    with organiser.store.reading() as session:
        uid = session.scalars(select(Campaign.uid)).one()
    with stranger.store.writing("Taken over") as session:
        session.scalars(select(Campaign)).one().uid = uid
    CampaignFiles(stranger.store).write(CampaignFiles(stranger.store).campaigns()[0].id, other)
    CampaignFiles(primary.store).bring_in(file)
    with pytest.raises(UserError, match="Công đoàn TINH"):
        CampaignFiles(primary.store).bring_in(other)
