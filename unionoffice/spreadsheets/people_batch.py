"""A list of people as columns of stored values, with what is derived from their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.text import fold
from unionoffice.registers.people.ticks import IS_MEMBER, MEMBER
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.people_index import Clues
from unionoffice.spreadsheets.worked_out import NamesWorkedOut

Columns = dict[str, Any]
ROWS_AT_ONCE = 4000  # written: few enough to stay near the processor from one step to the next
DERIVED = ("name_key", "name_folded", "search_text")
NUMBERS = ("identity_number", "phone")  # a person is searched by these beside name and cards


@dataclass(eq=False)
class Batch:
    """One sheet: `columns[field][place]` in stored form, None for an empty cell."""

    columns: dict[str, list[Any]]
    rows: int
    names: NamesWorkedOut = field(default_factory=NamesWorkedOut)

    def value(self, key: str, place: int) -> Any:
        column = self.columns.get(key)
        return None if column is None else column[place]

    def column(self, key: str) -> list[Any]:
        """A whole column; one of nothing where the list has none."""
        column = self.columns.get(key)
        return [None] * self.rows if column is None else column

    def folded(self, names: list[Any]) -> list[Any]:
        """Names as they are compared; None stays None."""
        folded: list[Any] = []
        for some in parts(names):
            folded += map(self.names.folded.__getitem__, some)
        return folded

    def sort_keys(self, names: list[str]) -> list[str]:
        """The keys by which names are sorted."""
        return list(map(self.names.sort_keys.__getitem__, names))

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


def searched(folded: str, *numbers: str | None) -> str:
    """The text by which a person is found: the folded name and all numbers."""
    return " ".join([folded, *(fold(number) for number in numbers if number)])


def rows_that_say_anything(
    people: list[int], columns: dict[str, list[Any]]
) -> tuple[list[int], dict[str, list[Any]]]:
    """Without the rows whose cells are all empty: nobody gets an employment of nothing."""
    if not columns or any(map(all, columns.values())):
        return (people if columns else []), columns
    said = [any(cells) for cells in zip(*columns.values(), strict=True)]
    kept = {
        name: [cell for cell, says in zip(column, said, strict=True) if says]
        for name, column in columns.items()
    }
    return [person for person, says in zip(people, said, strict=True) if says], kept


def members_among(
    batch: Batch, places: list[int], people: list[int], is_usual: bool
) -> tuple[list[int], list[int]]:
    """Of some rows those about members; where a row says nothing, what is usual."""
    told = batch.columns.get(IS_MEMBER.key)
    if told is None:
        return (places, people) if is_usual else ([], [])
    meant = (MEMBER, None) if is_usual else (MEMBER,)
    pairs = zip(places, people, strict=True)
    kept = [(place, person) for place, person in pairs if told[place] in meant]
    return [place for place, _ in kept], [person for _, person in kept]


def fill_in(columns: dict[str, list[Any]], values: Columns, rows: int) -> None:
    """Put the values of a new row where the list says nothing."""
    for name, value in values.items():
        said = columns.get(name)
        columns[name] = (
            [value] * rows if said is None else [value if cell is None else cell for cell in said]
        )


def derived_columns(batch: Batch, places: Sequence[int]) -> dict[str, list[Any]]:
    """What order and search are derived from, for some rows of a list."""
    names = some_of(batch.columns["full_name"], places)
    folded = batch.folded(names)
    numbers = [
        _folded_numbers(some_of(batch.columns[key], places))
        for key in (*NUMBERS, "card_number")
        if key in batch.columns
    ]
    texts: Iterable[Iterable[str]] = zip(folded, *numbers, strict=True)
    if not all(map(all, numbers)):
        texts = map(partial(filter, None), texts)
    return {
        "name_key": batch.sort_keys(names),
        "name_folded": folded,
        "search_text": list(map(" ".join, texts)),
    }


def some_of(column: list[Any], places: Sequence[int]) -> list[Any]:
    """The cells at some ascending places."""
    first, behind = places[0], places[-1] + 1
    if behind - first == len(places):
        return column[first:behind]
    return [column[place] for place in places]


def _folded_numbers(numbers: list[str | None]) -> list[str | None]:
    # Almost all columns of numbers are digits and nothing else, and as they are compared already.
    together = "".join(filter(None, numbers))
    if together.isascii() and together.isdecimal():
        return numbers
    return [fold(number) if number else None for number in numbers]


def stored_value(value: Any) -> Any:
    """Days, flags and the like as the file keeps them."""
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, (int, str)) else str(value)


def day_texts(column: list[Any]) -> list[str | None]:
    """Days as their ISO texts."""
    texts: list[str | None] = []
    for some in parts(column):
        # Most columns are of partial days, whose texts are at hand.
        texts += [
            None if day is None else day.iso if type(day) is PartialDate else str(day)
            for day in some
        ]
    return texts
