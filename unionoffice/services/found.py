"""What queries have found: ids in their order, kept until something in the office changes.

Sorting and searching cost as much for a page as for the whole list, so they are done once: every
further page is a slice of ids. People are found in memory as one types, many times as fast as by
reading their words in the file anew at each letter.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from unionoffice.services.word_index import Hits, WordIndex
from unionoffice.store.store import Store

MOST_IDS = 2_000_000  # kept at a time: 16 MB
MOST_TEXTS = 300_000
MOST_HITS = 8  # searches


class Found:
    """Remembers what the newest queries have found; may be asked in several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._state = ""
        self._ids: OrderedDict[str, array[int]] = OrderedDict()
        self._indexes: OrderedDict[str, WordIndex] = OrderedDict()
        self._hits: OrderedDict[tuple[str, str], Hits] = OrderedDict()
        self._searched: dict[str, str] = {}  # what was first searched for, under each key

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

    def hits(
        self, session: Session, key: str, words: Callable[[], Select[Any]], find: str
    ) -> Hits | None:
        """Of the rows `(id, words)` that `words` selects, those with every word of `find`.

        None for the first search since the office has changed: whoever types on is answered from
        memory, but a list that is only read again must not wait until all words are read.
        """
        state = self._follow(session)
        with self._lock:
            index, hits = self._indexes.get(key), self._hits.get((key, find))
            is_first = self._searched.setdefault(key, find) == find
        if hits is not None:
            return hits
        if index is None:
            if is_first:
                return None
            index = WordIndex(session.connection().execute(words()))
        hits = index.find(find)
        with self._lock:
            if state == self._state:
                self._keep(key, index)
                self._hits[key, find] = hits
                if len(self._hits) > MOST_HITS:
                    self._hits.popitem(last=False)
        return hits

    def _keep(self, key: str, index: WordIndex) -> None:
        self._indexes[key] = index
        while len(self._indexes) > 1 and sum(map(len, self._indexes.values())) > MOST_TEXTS:
            self._indexes.popitem(last=False)

    def _follow(self, session: Session) -> str:
        """Forget everything once the office has changed; returns the state that is seen."""
        state = self._store.state(session)
        with self._lock:
            if state != self._state:
                self._state = state
                self._ids.clear()
                self._indexes.clear()
                self._hits.clear()
                self._searched.clear()
        return state
