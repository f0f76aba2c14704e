"""The words of many records in memory: which of them have all the words that are typed.

A Vietnamese office knows some hundreds of different syllables, however many people it has: it is
enough to look through those. Which records have a syllable is one whole number, a binary digit for
each record in their order, so that looking for several costs next to nothing. What has digits in it
is another word in nearly each record; it stands in one long text.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce
from itertools import accumulate, chain, compress, repeat
from operator import and_, contains, or_
from typing import Any

from unionoffice.core.text import sought_words

NO, YES = b"01"
TRUTHS = bytes(each == YES for each in range(256))
DIGITS = bytes((NO, YES)) + bytes(254)
FREQUENT = 64  # a syllable that one record in so many has is kept as a number
MANY = 16  # when what is typed has been met in one record in so many, all are looked at
SAMPLE = 100_000  # signs at the beginning that say how frequent something is
# Twelve signs: the digits, what parts words and records, and whatever else there is. Their base is
# odd: a letter is looked for by its lower byte, and powers of twelve end in too few of those.
FOUR, BASE = 4, 15
SIGNS = bytes(
    each - 48 if 48 <= each < 58 else 10 if each in (10, 32) else 11 for each in range(256)
)


class Hits:
    """Ids of the records that were found, in their order; only those asked for are made out."""

    def __init__(self, ids: array[int], found: int) -> None:
        self._ids, self._found = ids, found
        self._all: array[int] | None = None
        self.count = found.bit_count()

    def page(self, offset: int, limit: int) -> Sequence[int]:
        return self.all()[offset : offset + limit] if offset else self._first(limit)

    def all(self) -> array[int]:
        if self._all is None:
            flags = self._digits().encode().translate(TRUTHS)
            self._all = array("q", compress(self._ids, flags))
        return self._all

    def _first(self, limit: int) -> list[int]:
        digits = self._digits()
        found: list[int] = []
        place = digits.find("1")
        while place >= 0 and len(found) < limit:
            found.append(self._ids[place])
            place = digits.find("1", place + 1)
        return found

    def _digits(self) -> str:
        return f"{self._found:0{len(self._ids)}b}" if self._ids else ""


class WordIndex:
    """Folded texts of records. A word is found wherever it stands inside a word of the text."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        """`rows`: the id and the folded text of each record."""
        self._ids: array[int] = array("q")
        self._rare: dict[str, array[int]] = {}  # the places of the records that have a syllable
        codes: list[str] = []
        for place, (record_id, text) in enumerate(rows):
            self._ids.append(record_id)
            of_record = []
            for word in text.split(" "):
                if not word.isalpha():
                    of_record.append(word)
                    continue
                places = self._rare.get(word)
                if places is None:
                    places = self._rare[word] = array("i")
                places.append(place)
            codes.append(" ".join(of_record))
        self._frequent = {
            word: self._at(places)
            for word, places in self._rare.items()
            if len(places) * FREQUENT > len(self)
        }
        for word in self._frequent:
            del self._rare[word]
        self._codes = _Codes(codes)

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, typed: str) -> Hits:
        """The records that have every word of `typed`."""
        everybody = (1 << len(self)) - 1
        words = set(sought_words(typed))
        return Hits(self._ids, reduce(and_, map(self._with, words), everybody))

    def _with(self, word: str) -> int:
        """A digit 1 for every record that has the word."""
        rare = [places for known, places in self._rare.items() if word in known]
        frequent = [digits for known, digits in self._frequent.items() if word in known]
        found = self._at(chain(*rare)) if rare else 0
        return reduce(or_, frequent, found) | self._with_code(word)

    def _with_code(self, word: str) -> int:
        if word.isalpha() and not self._codes.have_letters:
            return 0
        places = self._codes.places_with(word, len(self) // MANY)
        if places is None:
            return _number(bytes(self._codes.have(word)).translate(DIGITS))
        return self._at(places) if places else 0

    def _at(self, places: Iterable[int]) -> int:
        digits = bytearray((NO,)) * len(self)
        for place in places:
            digits[place] = YES
        return _number(digits)


def _number(digits: bytes | bytearray) -> int:
    return int(digits, 2) if digits else 0


class _Codes:
    """A text for each record, in a row: numbers, and whatever else has digits in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "\n".join(texts)
        self._begins = array("q", accumulate((len(each) + 1 for each in texts), initial=0))
        self._fours = _fours_of(self._text)
        self.have_letters = any(map(str.isalpha, set(self._text)))

    def have(self, word: str) -> Iterator[bool]:
        """For each record, whether it has the word."""
        return map(contains, self._text.split("\n"), repeat(word))

    def places_with(self, word: str, most: int) -> list[int] | None:
        """The places of the records that have the word; None when they are more than `most`.

        Also when they seem to be: a thousand times on is slower than once through all.
        """
        among, part, before = self._text, word, 0
        if len(word) >= FOUR:
            among, fours = self._fours, _fours_of(word)[: len(word) - FOUR + 1]
            part = min(fours, key=partial(_frequency, among))  # the rarest leads astray the least
            before = fours.index(part)
        if _frequency(among, part) * len(among) > most:
            return None
        places: list[int] = []
        found = among.find(part)
        while found >= 0:
            begin = found + 1
            if self._text.startswith(word, max(found - before, 0)):
                place = bisect(self._begins, found)
                places.append(place - 1)
                begin = self._begins[place]
            found = among.find(part, begin)
        return places


def _frequency(text: str, part: str) -> float:
    """How many times for each sign, as far as the beginning of the text tells."""
    return text.count(part, 0, SAMPLE) / max(min(len(text), SAMPLE), 1)


def _fours_of(text: str) -> str:
    """Each sign and the three behind it as one letter: one letter is looked for the fastest."""
    signs = text.encode("latin-1", "replace").translate(SIGNS).decode("latin-1")
    wide = signs.encode("utf-16-le")
    number = int.from_bytes(wide, "little")
    fours: int = sum((number >> 16 * place) * BASE**place for place in range(FOUR))
    return fours.to_bytes(len(wide), "little").decode("utf-16-le")
