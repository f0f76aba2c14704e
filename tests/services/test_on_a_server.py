"""What the window asks for is answered by a file and by a server alike."""

from __future__ import annotations

from datetime import date

import pytest
from support.random_office import RandomOffice

from unionoffice.core.periods import Period
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.desk import Desk
from unionoffice.services.office import Office
from unionoffice.services.overview import Overview
from unionoffice.services.people import People
from unionoffice.services.views import Query
from unionoffice.store.store import Store

TODAY = date(2017, 12, 1)


@pytest.mark.parametrize("level", ["primary", "district"])
def test_the_overview_counts_on_both_engines(any_store: Store, level: str) -> None:
    office = Office(any_store)
    own = office.own()
    office.change(type(own)(code=own.code, name=own.name, level=level))
    RandomOffice(any_store, seed=4, people=20, records=60)
    glance = Overview(any_store, CATALOGUE, lambda: TODAY).count()
    assert glance.collects == (level == "district")
    assert glance.members > 0
    assert not glance.is_empty


def test_every_register_is_searched_ordered_and_summed_on_both_engines(any_store: Store) -> None:
    office = RandomOffice(any_store, seed=5, people=20, records=120)
    desk = Desk(any_store, CATALOGUE)
    for register in desk.registers():
        fields = [view.key for view in register.table_fields]
        unit = office.units[0].id if register.has_units else None
        queries = (
            Query(include_voided=True),
            Query(find="gop y"),
            Query(unit_id=unit, descending=True),
            Query(period=Period.year(2017) if register.event_field else None),
        )
        for query in queries:
            found = desk.page(register.key, query, fields, 0, 1000)
            assert len(found) == desk.totals(register.key, query).records


def test_the_timeline_of_a_person_is_read_on_both_engines(any_store: Store) -> None:
    office = RandomOffice(any_store, seed=6, people=5, records=80)
    people = People(any_store, CATALOGUE)
    for person in office.people:
        days = [entry.on for entry in people.timeline(person.id) if entry.on]
        assert days
        assert days == sorted(days, reverse=True)
