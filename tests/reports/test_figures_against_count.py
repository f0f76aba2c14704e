"""Every figure of random offices, counted a second time in plain Python, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from support.plain_count import PlainCount
from support.random_office import RandomOffice

from unionoffice.core.periods import Period
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.reports.behind import EvidenceRow
from unionoffice.reports.figures import Figures
from unionoffice.reports.filled import RowFigures
from unionoffice.reports.forms import Form, open_form
from unionoffice.store.store import Store

PERIODS = [
    Period.year(2017),
    Period.parse("2016-02-29", "2016-02-29"),
    Period.parse("2016-12-31", "2018-01-01"),
]
SEEDS = (1, 2)
ADDS: dict[str, Callable[[EvidenceRow], bool]] = {  # whether a record adds to a figure at all
    "result": lambda each: each.turns > 0,
    "total": lambda each: each.person_id is not None or each.head_total > 0,
    "members": lambda each: each.member or each.head_members > 0,
}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_what_plain_counting_gives(any_store: Store, seed: int) -> None:
    office = RandomOffice(any_store, seed)
    figures = Figures(any_store, CATALOGUE)
    form = open_form("vn-member-benefit", figures.known_indicators)
    with any_store.reading() as session:
        plain = PlainCount(session)
    units = Random(seed).sample([unit.id for unit in office.units], 3)
    for period in PERIODS:
        for unit in (None, *units):
            expected = plain.figures(period.first.isoformat(), period.last.isoformat(), unit)
            rows = figures.count(form, period, unit).rows
            assert {row.key: as_plain(row) for row in rows} == expected, (period, unit)


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_the_evidence_of_every_figure_counts_up_to_it(any_store: Store, seed: int) -> None:
    office = RandomOffice(any_store, seed, people=80, records=300)
    figures = Figures(any_store, CATALOGUE)
    form = open_form("vn-member-benefit", figures.known_indicators)
    unit = office.units[Random(seed).randrange(len(office.units))].id
    for asked in (None, unit):
        counted = figures.count(form, Period.year(2017), asked)
        for row in counted.rows:
            evidence = list(figures.behind(form, row.key, Period.year(2017), asked))
            assert from_evidence(form, row, evidence) == numbers(row), (row.key, asked)
            for name, number in numbers(row).items():
                of_one = list(figures.behind(form, row.key, Period.year(2017), asked, name))
                assert from_evidence(form, row, of_one)[name] == number, (row.key, name, asked)
                assert all(ADDS[name](each) for each in of_one), (row.key, name, asked)


def as_plain(row: RowFigures) -> dict[str, Any]:
    """A row as the plain count gives it."""
    plain: dict[str, Any] = numbers(row)
    if row.titles is not None:
        plain["titles"] = row.titles
    if row.by_head_count is not None:
        plain["share"] = row.share
        plain["by_head_count"] = (row.by_head_count.total, row.by_head_count.members)
    return plain


def numbers(row: RowFigures) -> dict[str, int]:
    names = ("result", "total", "members")
    return {name: value for name in names if (value := row.number(name)) is not None}


def from_evidence(form: Form, row: RowFigures, evidence: list[EvidenceRow]) -> dict[str, int]:
    """The row's figures, counted over the records that are said to stand behind them."""
    people = {each.person_id for each in evidence if each.person_id is not None}
    members = {each.person_id for each in evidence if each.member}
    found = {
        "result": sum(each.turns for each in evidence),
        "total": len(people) + sum(each.head_total for each in evidence),
        "members": len(members) + sum(each.head_members for each in evidence),
    }
    return {name: found[name] for name in numbers(row)}
