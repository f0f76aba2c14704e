"""What deserves a look before a form is handed in."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from support.desk_office import YEAR, DeskOffice

from unionoffice.reports.checklist import checks_of
from unionoffice.reports.filled import FilledForm
from unionoffice.store.store import Store


@pytest.fixture
def empty(store: Store) -> FilledForm:
    office = DeskOffice(store)
    return FilledForm(office.form, office.figures.count(office.form, YEAR))


def kinds(filled: FilledForm, today: date) -> set[str]:
    return {check.kind for check in checks_of(filled, today)}


def test_empty_office_is_told_which_rows_hold_nothing(empty: FilledForm) -> None:
    checks = [each for each in checks_of(empty, date(2018, 1, 5)) if each.kind == "nothing"]
    assert [each.rows for each in checks][:2] == [("policy",), ("agreement",)]


def test_period_that_goes_on_is_not_over(empty: FilledForm) -> None:
    assert "not_over" in kinds(empty, date(2017, 12, 30))
    assert "not_over" not in kinds(empty, date(2017, 12, 31))


def test_paper_signed_before_its_period_ends_is_noticed(empty: FilledForm) -> None:
    early, on_time = (
        dataclasses.replace(
            empty, letterhead=dataclasses.replace(empty.letterhead, signed_on=date(2017, 12, each))
        )
        for each in (20, 31)
    )
    assert "signed_early" in kinds(early, date(2018, 1, 5))
    assert "signed_early" not in kinds(on_time, date(2018, 1, 5))
    assert kinds(early, date(2017, 12, 30)) & {"signed_early", "not_over"} == {"not_over"}


def test_more_members_than_people_are_noticed(empty: FilledForm) -> None:
    rows = tuple(
        dataclasses.replace(row, total=3, members=4) if row.key == "spiritual" else row
        for row in empty.figures.rows
    )
    filled = dataclasses.replace(empty, figures=dataclasses.replace(empty.figures, rows=rows))
    (check,) = (each for each in checks_of(filled, date(2018, 1, 5)) if each.kind == "too_many")
    assert check.rows == ("spiritual",)
