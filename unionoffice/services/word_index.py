"""The words of many records in memory: which of them have all the words that are typed.

A Vietnamese office knows some hundreds of different syllables, however many people it has: it is
enough to look through those, and to follow the ones that have what was typed in them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, compress, repeat
from operator import contains

from unionoffice.core.text import fold


class Hits:
    """Ids of the records that were found, in their order; only those asked for are made out."""

    def __init__(self, ids: array[int], flags: bytes) -> None:
        self._ids, self._flags = ids, flags
        self._all: array[int] | None = None
        self.count = flags.count(1)

    def page(self, offset: int, limit: int) -> Sequence[int]:
        return self.all()[offset : offset + limit] if offset else self._first(limit)

    def all(self) -> array[int]:
        if self._all is None:
            self._all = array("q", compress(self._ids, self._flags))
        return self._all

    def _first(self, limit: int) -> list[int]:
        found: list[int] = []
        place = self._flags.find(1)
        while place >= 0 and len(found) < limit:
            found.append(self._ids[place])
            place = self._flags.find(1, place + 1)
        return found


class WordIndex:
    """Folded texts of records. A word is found wherever it stands inside a word of the text."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        self._ids: array[int] = array("q")
        self._texts: list[str] = []
        # Numbers are no words of this index: nearly each is another one.
        self._places: dict[str, array[int]] = {}
        for place, (record_id, text) in enumerate(rows):
            self._ids.append(record_id)
            self._texts.append(text)
            for word in text.split(" "):
                if not word.isdecimal():
                    places = self._places.get(word)
                    if places is None:
                        places = self._places[word] = array("i")
                    places.append(place)

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, typed: str) -> Hits:
        """The records that have every word of `typed`."""
        found = [(self._places_with(word), word) for word in set(fold(typed).split())]
        if not found:
            return Hits(self._ids, b"\1" * len(self))
        found.sort(key=_rarest_first)
        rarest, word = found[0]
        if len(found) == 1:
            return Hits(self._ids, bytes(self._flags_of(word, rarest)))
        places: Iterable[int] = range(len(self)) if rarest is None else chain(*rarest)
        for with_it, another in found if rarest is None else found[1:]:
            places = self._among(places, another, with_it)
        return Hits(self._ids, bytes(self._flags_at(places)))

    def _places_with(self, word: str) -> list[array[int]] | None:
        """Where the known words stand that have this one in them; None for a number."""
        if word.isdecimal():
            return None
        return [places for known, places in self._places.items() if word in known]

    def _flags_of(self, word: str, with_it: list[array[int]] | None) -> bytes | bytearray:
        """A 1 for every text that has the word, a 0 for every other one."""
        if with_it is None or _count(with_it) * 2 > len(self):
            return bytes(map(contains, self._texts, repeat(word)))
        return self._flags_at(chain(*with_it))

    def _flags_at(self, places: Iterable[int]) -> bytearray:
        flags = bytearray(len(self))
        for place in places:
            flags[place] = 1
        return flags

    def _among(
        self, places: Iterable[int], word: str, with_it: list[array[int]] | None
    ) -> list[int]:
        """Of these places those whose text has the word."""
        if with_it is None:
            return [place for place in places if word in self._texts[place]]
        flags = self._flags_of(word, with_it)
        return [place for place in places if flags[place]]


def _rarest_first(found: tuple[list[array[int]] | None, str]) -> tuple[bool, int, str]:
    with_it, word = found
    return with_it is None, _count(with_it or ()), word


def _count(places: Iterable[array[int]]) -> int:
    return sum(map(len, places))
