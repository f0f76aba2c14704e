"""A list of people as columns of stored values, with what is derived from their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from unionoffice.core.text import fold, name_sort_key
from unionoffice.spreadsheets.people_index import Clues

Columns = dict[str, Any]
NUMBERS = ("identity_number", "phone")  # a person is searched by these beside name and cards


@dataclass
class Batch:
    """One sheet: `columns[field][place]` in stored form, None for an empty cell."""

    columns: dict[str, list[Any]]
    _names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def value(self, key: str, place: int) -> Any:
        column = self.columns.get(key)
        return None if column is None else column[place]

    def values(self, place: int) -> Columns:
        """What one row says, by field key; empty cells left out."""
        return {
            key: column[place] for key, column in self.columns.items() if column[place] is not None
        }

    def clues(self, place: int) -> Clues:
        value = self.value
        return Clues(
            value("full_name", place),
            value("birth_date", place),
            value("identity_number", place),
            value("card_number", place),
            value("sex", place),
        )

    def name_forms(self, name: str) -> tuple[str, str]:
        """The sort key and the folded form of a name, worked out once for each name."""
        forms = self._names.get(name)
        if forms is None:
            forms = self._names[name] = (name_sort_key(name), fold(name))
        return forms


def searched(folded: str, *numbers: str | None) -> str:
    """The text by which a person is found: the folded name and all numbers."""
    return " ".join([folded, *(fold(number) for number in numbers if number)])


def rows_that_say_anything(
    people: list[int], columns: dict[str, list[Any]]
) -> tuple[list[int], dict[str, list[Any]]]:
    """Without the rows whose cells are all empty: nobody gets an employment of nothing."""
    said = [any(cells) for cells in zip(*columns.values(), strict=True)]
    if all(said):
        return (people if columns else []), columns
    kept = {
        name: [cell for cell, says in zip(column, said, strict=True) if says]
        for name, column in columns.items()
    }
    return [person for person, says in zip(people, said, strict=True) if says], kept


def derived_columns(batch: Batch, places: list[int]) -> dict[str, list[Any]]:
    """What order and search are derived from, for some rows of a list."""
    forms = [batch.name_forms(batch.columns["full_name"][place]) for place in places]
    numbers = [
        column
        for key in (*NUMBERS, "card_number")
        if (column := batch.columns.get(key)) is not None
    ]
    return {
        "name_key": [key for key, _folded in forms],
        "name_folded": [folded for _key, folded in forms],
        "search_text": [
            searched(folded, *(column[place] for column in numbers))
            for place, (_key, folded) in zip(places, forms, strict=True)
        ],
    }
