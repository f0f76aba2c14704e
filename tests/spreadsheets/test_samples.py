"""Lists in the state in which they really come, with what must be in the office afterwards."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from unionoffice.core.errors import RefusedFileError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.spreadsheets.reading import read_file
from unionoffice.spreadsheets.readlist import ReadList

SAMPLES = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 21)


def read(name: str, register: str = "members") -> ReadList:
    (only,) = read_file(SAMPLES / name, CATALOGUE.list_shape(register), TODAY).lists
    return only


def record(read_list: ReadList, place: int) -> dict[str, Any]:
    return {
        field: str(values[place])
        for field, values in read_list.values.items()
        if values[place] is not None
    }


@pytest.mark.parametrize("name", ["02-office-layout.xlsx", "03-tcvn3.xls", "05-dirty.xlsx"])
def test_everybody_on_a_sample_is_read_as_expected(name: str) -> None:
    found = read(f"lists/{name}")
    expected = json.loads((SAMPLES / f"lists/{Path(name).stem}.expected.json").read_text())

    people = {
        found.values["identity_number"][place]: record(found, place)
        for place in range(len(found.numbers))
    }
    wanted = {person["identity_number"]: person for person in expected["people"]}
    assert people.keys() == wanted.keys()
    for number, person in wanted.items():
        assert {key: people[number].get(key) for key in person} == person
    assert len(found.refused_rows) == expected["refused"]


def test_a_cut_off_file_is_refused_with_one_sentence() -> None:
    with pytest.raises(RefusedFileError, match="damaged or was cut off"):
        read("lists/truncated.xlsx")


YEAR = {
    "members": ("members", 104),
    "workers": ("workers", 35),
    "activities": ("activities", 3),
    "activities-people": ("activities", 54),
    "agreements": ("agreements", 3),
    "benefits": ("benefits", 158),
    "checkups": ("checkups", 110),
    "dialogues": ("dialogues", 4),
    "housing": ("housing", 9),
    "loans": ("loans", 8),
    "negotiations": ("negotiations", 4),
    "policies": ("policies", 4),
    "preferences": ("preferences", 15),
    "training": ("training", 85),
}


@pytest.mark.parametrize("name", YEAR)
def test_every_list_of_the_year_is_understood_without_a_word(name: str) -> None:
    register, rows = YEAR[name]
    found = read(f"year-2017/{name}.xlsx", register)

    assert len(found.numbers) == rows
    assert found.missing == ()
    assert found.refusals == []
    assert found.unknown == {}
    unassigned = [column.header for column in found.columns if column.field is None]
    assert unassigned == ["STT"]
