"""What queries have found: ids in their order, kept until something in the office changes.

Sorting and searching cost as much for a page as for the whole list, so they are done once: every
further page is a slice of ids. People are found in memory as one types, eight times as fast as by
reading their words in the file anew at each letter.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from operator import contains
from threading import Lock
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from unionoffice.core.text import fold
from unionoffice.store.store import Store

MOST_IDS = 2_000_000  # kept at a time: 16 MB
MOST_TEXTS = 300_000


@dataclass(frozen=True)
class Texts:
    """The folded words of records, in the order of their ids."""

    ids: array[int]
    texts: list[str]

    def with_word(self, word: str) -> Texts:
        has_word = list(map(contains, self.texts, repeat(word)))
        return Texts(array("q", compress(self.ids, has_word)), list(compress(self.texts, has_word)))


class Found:
    """Remembers what the newest queries have found; may be asked in several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._state = ""
        self._ids: OrderedDict[str, array[int]] = OrderedDict()
        self._texts: OrderedDict[str, Texts] = OrderedDict()
        self._searched: tuple[str, str, tuple[str, ...], Texts] | None = None

    def known(self, session: Session, key: str) -> array[int] | None:
        """The ids that were kept under this key, if nothing has changed since."""
        self._follow(session)
        with self._lock:
            return self._ids.get(key)

    def ids(self, session: Session, key: str, look: Callable[[], array[int]]) -> array[int]:
        """The ids under this key; `look` finds them when they are not known."""
        state = self._follow(session)
        with self._lock:
            known = self._ids.get(key)
        if known is not None:
            return known
        ids = look()
        with self._lock:
            if state == self._state:
                self._ids[key] = ids
                while len(self._ids) > 1 and sum(map(len, self._ids.values())) > MOST_IDS:
                    self._ids.popitem(last=False)
        return ids

    def with_words(
        self, session: Session, key: str, statement: Select[Any], find: str
    ) -> array[int]:
        """Of the rows `(id, words)` that a statement selects, the ids of those with every word."""
        state = self._follow(session)
        texts = self._texts_of(session, state, key, statement)
        words = tuple(fold(find).split())
        with self._lock:
            former = self._searched
        if former is not None and former[:2] == (state, key) and _narrows(words, former[2]):
            texts = former[3]
        for word in sorted(words, key=len, reverse=True):
            texts = texts.with_word(word)
        with self._lock:
            self._searched = (state, key, words, texts)
        return texts.ids

    def _texts_of(self, session: Session, state: str, key: str, statement: Select[Any]) -> Texts:
        with self._lock:
            known = self._texts.get(key)
        if known is not None:
            return known
        rows = session.execute(statement).all()
        texts = Texts(array("q", [row[0] for row in rows]), [row[1] for row in rows])
        with self._lock:
            if state == self._state:
                self._texts[key] = texts
                while len(self._texts) > 1 and _count(self._texts.values()) > MOST_TEXTS:
                    self._texts.popitem(last=False)
        return texts

    def _follow(self, session: Session) -> str:
        """Forget everything once the office has changed; returns the state that is seen."""
        state = self._store.state(session)
        with self._lock:
            if state != self._state:
                self._state = state
                self._ids.clear()
                self._texts.clear()
                self._searched = None
        return state


def _narrows(words: Sequence[str], former: Sequence[str]) -> bool:
    """Whoever has all these words has had the former ones too."""
    return all(any(old in new for new in words) for old in former)


def _count(kept: Iterable[Texts]) -> int:
    return sum(len(texts.ids) for texts in kept)
