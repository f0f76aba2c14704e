"""A row with an amount from each of several funds is a record for each of them."""

from __future__ import annotations

from unionoffice.spreadsheets.readlist import ReadList


def spread_amounts(read: ReadList, amount: str, head: str) -> None:
    """Give every amount of a row a record, with what its column is headed by as its `head`.

    A row without any amount stays one record. `read.numbers` then names some rows repeatedly.
    """
    places: list[int] = []
    heads: list[str | None] = []
    amounts = []
    for place, pairs in enumerate(read.values[amount]):
        for key, value in pairs or ((None, None),):
            places.append(place)
            heads.append(key)
            amounts.append(value)
    read.numbers = [read.numbers[place] for place in places]
    read.values = {
        field: [values[place] for place in places] for field, values in read.values.items()
    } | {amount: amounts, head: heads}
    read.unknown = {
        field: {new: words[old] for new, old in enumerate(places) if old in words}
        for field, words in read.unknown.items()
    }
