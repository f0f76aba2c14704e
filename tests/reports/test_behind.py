"""The records behind a figure are read page by page, and are the same in every way of reading."""

from __future__ import annotations

from datetime import date

import pytest
from support.desk_office import YEAR, DeskOffice

from unionoffice.core.streamed import Streamed
from unionoffice.reports import behind
from unionoffice.reports.behind import Behind, EvidenceRow
from unionoffice.store.store import Store


@pytest.fixture
def office(any_store: Store) -> DeskOffice:
    """Five members and a worker; two agreements that cover them, and benefits on two days."""
    office = DeskOffice(any_store)
    members = [office.member() for _ in range(5)]
    for day in ("2017-03-02", "2017-02-01"):
        office.save("agreements", kind="agreement", signed_on=date.fromisoformat(day))
        for person in (*members, office.worker()):
            office.benefit(person, day)
    return office


def found(office: DeskOffice, row: str, figure: str = "") -> Behind:
    return office.figures.behind(office.form, row, YEAR, figure=figure)


@pytest.mark.parametrize("row", ["agreement", "charity.fund.visit"])
def test_pages_add_up_to_all_the_rows(
    office: DeskOffice, row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = found(office, row)
    whole = list(rows)
    assert len(rows) == len(whole) == 12
    assert [each.event_on for each in whole] == sorted(each.event_on for each in whole)
    for size in (1, 5, 12, 100):
        pages = [rows.page(offset, size) for offset in range(0, len(rows), size)]
        assert [each for page in pages for each in page] == whole
    monkeypatch.setattr(behind, "AT_ONCE", 1)
    assert list(rows) == whole


def test_a_record_that_counts_on_two_days_stands_on_each_of_them(office: DeskOffice) -> None:
    """As the agreement that was signed, and as the one that covers members on the last day."""
    rows = list(found(office, "agreement"))
    assert [each.event_on for each in rows if each.turns] == [date(2017, 2, 1), date(2017, 3, 2)]
    assert [each.event_on for each in rows if each.member] == [date(2017, 12, 31)] * 10


def test_behind_one_figure_stands_what_was_counted_for_it(office: DeskOffice) -> None:
    assert [each.person_id for each in found(office, "agreement", "result")] == [None, None]
    covered = found(office, "agreement", "members")
    assert (len(covered), covered.records, covered.people) == (10, 2, 5)
    given = found(office, "charity.fund.visit", "total")
    assert (len(given), given.records, given.people) == (12, 12, 7)
    assert all(each.member for each in found(office, "charity.fund.visit", "members"))
    shared = found(office, "charity.fund.visit", "share")
    assert list(shared) == list(given)
    assert given.registers == {"benefits"}


def test_rows_for_json_are_read_as_they_are_gone_through(office: DeskOffice) -> None:
    rows = found(office, "charity.fund.visit")
    assert list(Streamed(rows, EvidenceRow.as_json)) == [each.as_json() for each in rows]
