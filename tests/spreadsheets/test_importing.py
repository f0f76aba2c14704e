"""Bringing lists into an office: whom a row means, what it changes, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import CancelledError, UserError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.services.views import Filter, Query
from unionoffice.spreadsheets.importing import Importing
from unionoffice.spreadsheets.reading import read_file
from unionoffice.spreadsheets.results import Fate, ImportOutcome
from unionoffice.spreadsheets.writing import write_rejects
from unionoffice.store.store import Store

TODAY = date(2026, 11, 21)
PEOPLE = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số thẻ", "Đơn vị", "Ngày vào công đoàn")
BENEFITS = ("STT", "Ngày", "Họ và tên", "Số CCCD", "Nội dung", "Nguồn kinh phí", "Số tiền")


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, CATALOGUE)


class Lists:
    """Writes small lists and brings them in."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._importing = Importing(store, CATALOGUE)
        self._folder = folder
        self._count = 0

    def bring(
        self, register: str, header: Sequence[str], *rows: Sequence[Any], **options: Any
    ) -> ImportOutcome:
        self._count += 1
        file = self._folder / f"list{self._count}.xlsx"
        book = openpyxl.Workbook()
        book.active.append(header)
        for number, row in enumerate(rows, 1):
            book.active.append((number, *row))
        book.save(file)
        found = read_file(file, CATALOGUE.list_shape(register), TODAY)
        return self._importing.bring_in(register, found.lists, **options)


@pytest.fixture
def lists(store: Store, tmp_path: Path) -> Lists:
    return Lists(store, tmp_path)


def fates(outcome: ImportOutcome) -> list[str]:
    return [fate.value for each in outcome.lists for _row, fate in sorted(each.fates.items())]


def members(desk: Desk) -> list[tuple[Any, ...]]:
    fields = ("full_name", "birth_date", "identity_number", "card_number", "unit")
    return [row.cells for row in desk.page("members", Query(), fields, 0, 100)]


def a_row(
    name: str | None = "Nguyễn Thị Đào",
    birth: Any = "05/03/1985",
    identity: Any = None,
    card: Any = None,
    unit: Any = None,
    joined: Any = "01/02/2015",
) -> tuple[Any, ...]:
    return (name, birth, identity, card, unit, joined)


def a_benefit(name: str, identity: str | None = None, amount: int = 500_000) -> tuple[Any, ...]:
    return (date(2017, 3, 2), name, identity, "Thăm hỏi ốm đau", "Quỹ xã hội công đoàn", amount)


def test_known_person_is_found_by_number_and_told_more_about(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row(identity="089185001234"))

    outcome = lists.bring(
        "members", PEOPLE, a_row("Nguyễn Thị Đào", None, "089185001234", "8900012345", "Tổ May")
    )

    assert fates(outcome) == ["updated"]
    assert members(desk) == [
        ("Nguyễn Thị Đào", PartialDate(1985, 3, 5), "089185001234", "8900012345", "Tổ May")
    ]


def test_empty_cells_and_vaguer_knowledge_erase_nothing(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row(identity="089185001234", unit="Tổ May"))

    outcome = lists.bring(
        "members", PEOPLE, a_row("NGUYEN THI DAO", "1985", "089185001234", joined=None)
    )

    assert fates(outcome) == ["unchanged"]
    assert members(desk)[0][:2] == ("Nguyễn Thị Đào", PartialDate(1985, 3, 5))


def test_namesakes_with_other_birth_dates_are_two_people(lists: Lists, desk: Desk) -> None:
    outcome = lists.bring("members", PEOPLE, a_row(birth="05/03/1985"), a_row(birth="06/03/1985"))
    assert fates(outcome) == ["created", "created"]
    assert fates(lists.bring("members", PEOPLE, a_row(birth="06/03/1985"))) == ["unchanged"]
    assert len(members(desk)) == 2


def test_namesakes_without_any_number_stay_two_people_and_come_back_unchanged(
    lists: Lists, desk: Desk
) -> None:
    rows = (a_row(birth=None, unit="Tổ May"), a_row(birth=None, unit="Tổ Cắt"))

    assert fates(lists.bring("members", PEOPLE, *rows)) == ["created", "created"]
    assert fates(lists.bring("members", PEOPLE, *reversed(rows))) == ["unchanged", "unchanged"]
    assert len(members(desk)) == 2


def test_number_of_somebody_of_another_name_refuses_the_row(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row(identity="089185001234"))

    outcome = lists.bring("members", PEOPLE, a_row("Trần Văn Hải", None, "089185001234"))

    assert fates(outcome) == ["refused"]
    assert outcome.refusals[0].field == "identity_number"
    assert "Nguyễn Thị Đào" in outcome.refusals[0].why
    assert len(members(desk)) == 1


def test_old_and_new_identity_number_belong_to_one_person(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row(identity="351234567"))

    assert fates(lists.bring("members", PEOPLE, a_row(identity="089185001234"))) == ["updated"]
    assert members(desk)[0][2] == "089185001234"
    assert fates(lists.bring("members", PEOPLE, a_row(identity="351234567"))) == ["unchanged"]


def test_member_who_joins_again_gets_a_second_membership(lists: Lists, desk: Desk) -> None:
    header = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào công đoàn", "Ngày ra khỏi công đoàn")
    lists.bring("members", header, ("Lê Văn An", "05/03/1985", "01/02/2010", "01/06/2015"))

    outcome = lists.bring("members", header, ("Lê Văn An", "05/03/1985", "01/09/2018", None))

    assert fates(outcome) == ["updated"]
    values = desk.draft("members", desk.page("members", Query(), (), 0, 1)[0].id).values
    assert (values["joined_on"], values["left_on"]) == (PartialDate(2018, 9, 1), None)
    assert values["status"] == "active"
    again = lists.bring("members", header, ("Lê Văn An", "05/03/1985", "01/09/2018", None))
    assert fates(again) == ["unchanged"]


def test_leaving_before_joining_refuses_the_row(lists: Lists, desk: Desk) -> None:
    header = ("STT", "Họ và tên", "Ngày vào công đoàn", "Ngày ra khỏi công đoàn")
    outcome = lists.bring("members", header, ("Lê Văn An", "01/02/2016", "01/06/2015"))
    assert (fates(outcome), members(desk)) == (["refused"], [])


def test_worker_on_a_list_of_members_becomes_a_member(lists: Lists, desk: Desk) -> None:
    lists.bring("workers", PEOPLE[:5], ("Lê Văn An", "05/03/1985", "089085001234", None))
    outcome = lists.bring("members", PEOPLE, a_row("Lê Văn An", "05/03/1985", "089085001234"))
    assert fates(outcome) == ["updated"]
    assert desk.totals("workers", Query()).records == 0
    assert desk.totals("members", Query()).records == 1


def test_benefit_finds_its_person_or_is_refused(lists: Lists, desk: Desk) -> None:
    lists.bring(
        "members",
        PEOPLE,
        a_row(identity="089185001234"),
        a_row("Lê Văn An", "05/03/1985"),
        a_row("Lê Văn An", "06/03/1985"),
    )

    outcome = lists.bring(
        "benefits",
        BENEFITS,
        a_benefit("Nguyễn Thị Đào", "089185001234"),
        a_benefit("nguyen thi dao"),
        a_benefit("Lê Văn An"),
        a_benefit("Ai Đó Lạ"),
    )

    assert fates(outcome) == ["created", "created", "refused", "refused"]
    assert ["Several people" in outcome.refusals[0].why, "Nobody" in outcome.refusals[1].why]
    assert desk.totals("benefits", Query()).people == 1


def test_unknown_people_are_entered_as_workers_when_asked_for(lists: Lists, desk: Desk) -> None:
    outcome = lists.bring(
        "benefits",
        BENEFITS,
        a_benefit("Hồ Minh Khôi"),
        a_benefit("Hồ Minh Khôi", amount=1),
        create_people=True,
    )
    assert fates(outcome) == ["created", "created"]
    assert desk.totals("workers", Query()).records == 1


def test_equal_benefits_are_told_apart_and_corrected_amounts_update(
    lists: Lists, desk: Desk
) -> None:
    lists.bring("members", PEOPLE, a_row())
    twice = (a_benefit("Nguyễn Thị Đào"), a_benefit("Nguyễn Thị Đào"))

    assert fates(lists.bring("benefits", BENEFITS, *twice)) == ["created", "created"]
    assert fates(lists.bring("benefits", BENEFITS, *twice)) == ["unchanged", "unchanged"]
    corrected = (twice[0], a_benefit("Nguyễn Thị Đào", amount=700_000))
    assert fates(lists.bring("benefits", BENEFITS, *corrected)) == ["unchanged", "updated"]
    assert desk.totals("benefits", Query()).amount == 1_200_000


def test_kind_that_no_list_knows_keeps_its_wording(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row())
    row = list(a_benefit("Nguyễn Thị Đào"))
    row[3] = "Mừng thọ"

    outcome = lists.bring("benefits", BENEFITS, row)

    assert fates(outcome) == ["created"], outcome.refusals
    values = desk.draft("benefits", desk.page("benefits", Query(), (), 0, 1)[0].id).values
    assert (values["kind"], values["occasion"]) == ("other", "Mừng thọ")


def test_rows_of_one_event_are_one_event(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row(), a_row("Lê Văn An", "07/07/1990"))
    header = ("STT", "Ngày", "Tên hoạt động", "Loại", "Họ và tên", "Có mặt")
    day = date(2017, 5, 1)

    outcome = lists.bring(
        "activities",
        header,
        (day, "Hội thao", "Thể thao", "Nguyễn Thị Đào", "x"),
        (day, "Hội thao", "Thể thao", "Lê Văn An", None),
    )

    assert fates(outcome) == ["created", "created"]
    assert desk.totals("activities", Query()).records == 1
    assert desk.totals("activities", Query()).people == 1
    later = lists.bring("activities", header, (day, "Hội thao", "Thể thao", "Lê Văn An", "x"))
    assert fates(later) == ["updated"]
    assert desk.totals("activities", Query()).people == 2


def test_event_with_a_head_count_takes_no_names(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row())
    day = date(2017, 5, 1)
    lists.bring(
        "activities",
        ("STT", "Ngày", "Tên hoạt động", "Loại", "Tổng số người", "Số đoàn viên"),
        (day, "Hội thao", "Thể thao", 40, 30),
    )

    header = ("STT", "Ngày", "Tên hoạt động", "Loại", "Họ và tên")
    outcome = lists.bring("activities", header, (day, "Hội thao", "Thể thao", "Nguyễn Thị Đào"))

    assert fates(outcome) == ["refused"]
    assert desk.totals("activities", Query()).people == 0


def test_agreement_covers_units_that_the_list_names_first(lists: Lists, desk: Desk) -> None:
    header = ("STT", "Số thỏa ước", "Ngày ký", "Hiệu lực từ", "Hiệu lực đến", "Phạm vi áp dụng")
    lists.bring(
        "agreements",
        header,
        ("01/TƯ", date(2017, 1, 1), date(2017, 1, 1), date(2018, 12, 31), "Tổ May; Tổ Cắt"),
        ("02/TƯ", date(2017, 2, 1), date(2017, 2, 1), None, "Toàn đơn vị"),
    )
    whole = desk.page("agreements", Query(filters=(Filter("units", "empty"),)), ("number",), 0, 9)
    assert [row.cells for row in whole] == [("02/TƯ",)]
    assert desk.totals("units", Query()).records == 2


def test_what_a_register_fills_in_by_itself_is_filled_in_lists_too(
    lists: Lists, desk: Desk
) -> None:
    """Else a request that came with a list has no day by which it is to be answered."""
    lists.bring("members", PEOPLE, a_row())
    header = ("STT", "Nội dung yêu cầu", "Họ và tên", "Ngày sinh", "Ngày nhận yêu cầu")
    row = ("Xem dữ liệu", "Nguyễn Thị Đào", "05/03/1985", "20/11/2026")
    assert fates(lists.bring("requests", header, row)) == ["created"]
    (kept,) = desk.page("requests", Query(), ("received_on", "answer_by"), 0, 9)
    assert kept.cells == (date(2026, 11, 20), date(2026, 11, 24))
    assert fates(lists.bring("requests", header, row)) == ["unchanged"]


def test_dry_run_says_what_would_happen_and_changes_nothing(lists: Lists, desk: Desk) -> None:
    outcome = lists.bring("members", PEOPLE, a_row(), is_dry_run=True)
    assert (fates(outcome), outcome.deed_id, members(desk)) == (["created"], 0, [])
    assert desk.deeds() == []


def test_whole_import_is_undone_at_once(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, a_row(identity="089185001234"))
    outcome = lists.bring(
        "members",
        PEOPLE,
        a_row(identity="089185001234", card="8900012345"),
        a_row("Lê Văn An", unit="Tổ mới"),
    )
    assert outcome.count(Fate.UPDATED) == outcome.count(Fate.CREATED) == 1

    desk.undo(outcome.deed_id)

    assert members(desk) == [
        ("Nguyễn Thị Đào", PartialDate(1985, 3, 5), "089185001234", None, None)
    ]
    assert desk.totals("units", Query()).records == 0


def test_cancelled_import_changes_nothing(lists: Lists, desk: Desk) -> None:
    rows = [a_row(f"Lê Văn An {number}", None) for number in range(1200)]
    with pytest.raises(CancelledError):
        lists.bring("members", PEOPLE, *rows, is_cancelled=lambda: True)
    assert members(desk) == []


def test_refused_rows_are_mended_and_brought_in_again(
    lists: Lists, desk: Desk, store: Store, tmp_path: Path
) -> None:
    outcome = lists.bring(
        "members", PEOPLE, a_row(), a_row("Lê Văn An", "31/02/1990"), a_row(None, "01/01/1990")
    )
    rejects = tmp_path / "rejects.xlsx"
    write_rejects(rejects, outcome.rejects())
    book = openpyxl.load_workbook(rejects)
    sheet = book.active
    assert [sheet.cell(row, 2).value for row in (2, 3)] == ["Lê Văn An", None]
    assert "no such day" in sheet.cell(2, sheet.max_column).value
    sheet.cell(2, 3).value = "28/02/1990"
    sheet.delete_rows(3)
    book.save(rejects)

    found = read_file(rejects, CATALOGUE.list_shape("members"), TODAY)
    again = Importing(store, CATALOGUE).bring_in("members", found.lists)

    assert fates(again) == ["created"]
    assert len(members(desk)) == 2


def test_every_row_has_one_fate_and_every_refusal_its_reason(lists: Lists) -> None:
    rows = [a_row(f"Người {number}", f"{number % 40}/01/1990") for number in range(1, 80)]
    outcome = lists.bring("members", PEOPLE, *rows)
    counts = {fate: outcome.count(fate) for fate in Fate}
    assert sum(counts.values()) == outcome.rows == 79
    assert counts[Fate.REFUSED] == len({remark.row for remark in outcome.refusals})
    assert all(remark.why for remark in outcome.refusals)


def test_nested_group_rows_become_units_below_units(
    store: Store, desk: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("STT", "Họ và tên", "Ngày sinh"),
        ("I", "Phân xưởng May", None),
        ("1.1", "Tổ 1", None),
        (1, "Lê Văn An", "05/03/1985"),
        ("II", "Phân xưởng Cắt", None),
        ("2.1", "Tổ 1", None),
        (2, "Trần Thị Đào", "07/08/1990"),
    ):
        book.active.append(row)
    file = tmp_path / "groups.xlsx"
    book.save(file)

    for _time in range(2):
        found = read_file(file, CATALOGUE.list_shape("members"), TODAY)
        Importing(store, CATALOGUE).bring_in("members", found.lists)

    units = {row.cells for row in desk.page("units", Query(), ("name", "parent"), 0, 9)}
    assert units == {
        ("Phân xưởng May", None),
        ("Phân xưởng Cắt", None),
        ("Tổ 1", "Phân xưởng May"),
        ("Tổ 1", "Phân xưởng Cắt"),
    }


def test_a_new_number_is_somebody_new_unless_a_bearer_of_the_name_has_none(lists: Lists) -> None:
    lists.bring(
        "members",
        PEOPLE[:4],
        ("Trần Văn Hải", "21/03/1985", "089085000001"),
        ("Trần Văn Hải", "07/09/1990", "089090000002"),
        ("Lê Thị Đào", "02/02/1980", ""),
    )
    outcome = lists.bring(
        "members",
        PEOPLE[:4],
        ("Trần Văn Hải", "11/11/1979", "089079000003"),
        ("Lê Thị Đào", "02/02/1980", "089180000004"),
    )
    assert list(outcome.lists[0].fates.values()) == [Fate.CREATED, Fate.UPDATED]


def test_a_number_of_one_person_beside_the_name_of_another_is_refused(lists: Lists) -> None:
    lists.bring(
        "members",
        PEOPLE,
        ("Lý Thị Thanh Quyên", "01/02/1980", "089180111222", "", "", ""),
        ("Lý Thị Bích Yến", "03/04/1985", "089185333444", "", "", ""),
        ("Nguyễn Thị Hồng", "05/06/1970", "089170555666", "", "", ""),
        ("Nguyễn Thị Hồng", "07/08/1990", "089190777888", "", "", ""),
    )

    outcome = lists.bring(
        "benefits",
        (*BENEFITS, "Ngày sinh"),
        ("03/05/2017", "Lý Thị Thanh Quyên", "089185333444", "ốm", "QXH", 1, ""),
        ("03/05/2017", "Nguyễn Thị Hồng", "089170555666", "ốm", "QXH", 1, "07/08/1990"),
        ("03/05/2017", "Lý Thị Bich Yen", "089185333444", "ốm", "QXH", 1, ""),
        ("03/05/2017", "Lý T. B. Yến", "089185333444", "tang", "QXH", 1, ""),
        ("03/05/2017", "Lý Yên", "089185333444", "cưới", "QXH", 1, ""),
        ("03/05/2017", "", "089180111222", "ốm", "QXH", 1, ""),
    )

    assert fates(outcome) == ["refused", "refused", "created", "created", "created", "created"]


def test_the_title_tells_the_kind_where_no_column_does(lists: Lists, desk: Desk) -> None:
    lists.bring(
        "activities",
        ("STT", "Thời gian", "Tên hoạt động", "Tổng số người"),
        ("30/8/2017", "Giải bóng chuyền", 40),
        ("31/8/2017", "Hội nghị tổng kết", 40),
    )

    page = desk.page("activities", Query(), ("title", "kind"), 0, 10)
    assert sorted(row.cells for row in page) == [
        ("Giải bóng chuyền", "sport"),
        ("Hội nghị tổng kết", "other"),
    ]


def test_a_term_in_years_is_kept_in_months(lists: Lists, desk: Desk) -> None:
    lists.bring("members", PEOPLE, ("Trần Văn Hải", "01/02/1980", "089080111222", "", "", ""))

    lists.bring(
        "loans",
        ("STT", "Người vay", "CCCD", "Nguồn vốn vay", "Số vốn vay (triệu đồng)", "Ngày nhận vốn",
         "Thời hạn vay"),
        ("Trần Văn Hải", "089080111222", "Quỹ QG HTVL", "15,5", "01/04/2017", "2 năm"),
    )  # fmt: skip

    (row,) = desk.page("loans", Query(), ("source", "amount", "term_months"), 0, 10)
    assert row.cells == ("employment_fund", 15_500_000, 24)


def test_somebody_new_counts_for_the_rows_below_and_for_the_lists_after(
    lists: Lists, desk: Desk
) -> None:
    lists.bring("members", PEOPLE, a_row("Trần Thị Hoa Lan", None, "001185000001"))
    new, mixed = "001185000002", "001185000001"
    outcome = lists.bring(
        "members",
        PEOPLE,
        a_row("Lê Văn Bình", "02/03/1990", "001090000003"),
        a_row("Trần Thị Lan", None, new),
        a_row("Trần Thị Lan", None, mixed),
        a_row("Lê Văn Bình", "02/03/1990"),
    )
    assert fates(outcome) == ["created", "created", "refused", "unchanged"]
    again = lists.bring("members", PEOPLE, a_row("Trần Thị Lan", None, new))
    assert fates(again) == ["unchanged"]
    assert len(members(desk)) == 3


def test_list_without_a_needed_column_is_refused_before_anything_is_written(
    lists: Lists, desk: Desk
) -> None:
    header = ("STT", "Ngày sinh", "Số CCCD", "Ngày vào công đoàn", "Đơn vị", "Giới tính")
    row = ("05/03/1985", "089185001234", "01/02/2015", "Tổ May", "Nữ")
    with pytest.raises(UserError, match="no column for: Full name"):
        lists.bring("members", header, row)
    assert members(desk) == []
