"""Closed lists of values: what is stored, what is shown, and the words that lists use for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from unionoffice.core.i18n import in_all_languages
from unionoffice.core.text import fold
from unionoffice.core.wordings import SHORT_FOR_NOT, Wording

REST = "other"  # the key of whatever none of a list's other values means


@dataclass(frozen=True)
class Choice:
    """One value: `key` is stored, `label` (marked with `N_`) shown, `words` met in lists."""

    key: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """A closed list in the order in which it is offered."""

    items: tuple[Choice, ...]

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.items)

    def __contains__(self, key: object) -> bool:
        return key in self.keys

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(item.key for item in self.items)

    def label(self, key: str) -> str:
        """The untranslated label; the key itself for a value that a newer form may have left."""
        return next((item.label for item in self.items if item.key == key), key)

    @cached_property
    def _wordings(self) -> list[tuple[Wording, str]]:
        """Every word with its key, the longest first, equal ones in the order of the list.

        The words of the rest ("hỗ trợ") come last: beside any other they say nothing.
        """
        found = {
            Wording.of(word): item.key
            for item in reversed(self.items)
            for word in (item.key, item.key.replace("_", " "), *in_all_languages(item.label))
        } | {Wording.of(word): item.key for item in reversed(self.items) for word in item.words}
        return sorted(found.items(), key=self._weight)

    def read(self, text: str) -> str | None:
        """The key that a list's wording means: equal words first, then the longest contained.

        Case does not matter, and accents only where a short word would mean something else: "tang
        gia" is in mourning, though it may be "tặng" without its accents. What the text denies
        ("not approved") it does not mean. None when no word is found.
        """
        wording = Wording.of(text)
        if not wording.words:
            return None
        meant = [each for each in self._wordings if each[0].equals(wording)]
        meant = meant or [each for each in self._wordings if each[0].is_in(wording)]
        if not meant:
            return None
        longest = [each for each in meant if self._weight(each) == self._weight(meant[0])]
        return next((key for word, key in longest if word.is_spelt_in(wording)), longest[0][1])

    def exactly(self, text: str) -> str | None:
        """The key that a text means with all its words; None where it says more than that."""
        first = fold(text.lstrip().partition(" ")[0])
        if first not in self._first_words:
            return None  # so it is with almost every text, and this is quick
        wording = Wording.of(text)
        found = self._by_bare_words.get(wording.bare, ())
        return next((key for word, key in found if word.equals(wording)), None)

    @cached_property
    def _first_words(self) -> set[str]:
        return {bare.partition(" ")[0] for bare in self._by_bare_words} | SHORT_FOR_NOT

    @cached_property
    def _by_bare_words(self) -> dict[str, list[tuple[Wording, str]]]:
        """All wordings by their words without accents, to find one among very many texts."""
        found: dict[str, list[tuple[Wording, str]]] = {}
        for word, key in self._wordings:
            if word.words:
                found.setdefault(word.bare, []).append((word, key))
        return found

    @staticmethod
    def _weight(meaning: tuple[Wording, str]) -> tuple[bool, int]:
        word, key = meaning
        return key == REST, -len(word)

    def first(self, text: str) -> str | None:
        """The key that a sentence names first; one word alone counts only if nothing else does.

        Where words overlap the later ones tell: "tặng quà tết" is about Tết, not about any gift.
        """
        wording = Wording.of(text)
        found = [
            (place, place + len(word.words), not word.is_spelt_in(wording), key)
            for word, key in self._wordings
            if key != REST and (place := word.place_in(wording)) is not None
        ]
        found = [each for each in found if each[1] - each[0] > 1] or found
        if not found:
            return None
        told = min(found, key=lambda each: (each[0], -each[1], each[2]))
        for each in sorted(found):
            if told[0] < each[0] < told[1] < each[1]:
                told = each
        return told[3]


def choices(*items: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> Choices:
    """Build a closed list from `(key, label)` or `(key, label, words)`."""
    return Choices(tuple(Choice(*item) for item in items))
