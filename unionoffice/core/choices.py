"""Closed lists of values: what is stored, what is shown, and the words that lists use for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from unionoffice.core.text import fold


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
    def _by_word(self) -> dict[str, str]:
        return {
            fold(word): item.key
            for item in reversed(self.items)
            for word in (item.key, item.key.replace("_", " "), item.label, *item.words)
        }

    @cached_property
    def _longest_first(self) -> list[tuple[str, str]]:
        return sorted(self._by_word.items(), key=lambda pair: -len(pair[0]))

    def read(self, text: str) -> str | None:
        """The key that a list's wording means: equal words first, then the longest contained.

        Accents and case do not matter. None when no word is found.
        """
        folded = fold(text)
        if not folded:
            return None
        exact = self._by_word.get(folded)
        if exact is not None:
            return exact
        padded = f" {folded} "
        for word, key in self._longest_first:
            if len(word) > 1 and (f" {word} " in padded or (not word.isascii() and word in folded)):
                return key
        return None


def choices(*items: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> Choices:
    """Build a closed list from `(key, label)` or `(key, label, words)`."""
    return Choices(tuple(Choice(*item) for item in items))
