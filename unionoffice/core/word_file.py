"""A compiled catalogue (.mo) read without being taken apart: a message is looked up where it lies.

`gettext` itself goes through all messages when a catalogue is opened, which takes longer than
everything that is said before the first picture of the window.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import cache, cached_property
from struct import unpack_from

MAGIC = 0x950412DE


class WordFile(gettext.NullTranslations):
    """Messages stand in the order of their bytes, as the format demands.

    Raises ValueError for anything else.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        if len(content) < 20 or unpack_from("<I", content)[0] != MAGIC:
            raise ValueError("not a compiled catalogue")
        self._content = content
        self._count, self._ids, self._texts = unpack_from("<3I", content, 8)
        self._find = cache(self._looked_up)  # long lists say the same words again and again

    def gettext(self, message: str) -> str:
        found = self._find(message)
        return message if found is None else found[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self._find(msgid1)
        if found is None:
            return msgid1 if n == 1 else msgid2
        if len(found) == 1:  # as in Vietnamese: the rule needs not even be read
            return found[0]
        return found[min(self._form(n), len(found) - 1)]

    def _looked_up(self, message: str) -> list[str] | None:
        """The translation in all of its forms."""
        wanted = message.encode()
        first, behind = 0, self._count
        while first < behind:
            middle = (first + behind) // 2
            # A counted message stands under its singular and plural with a zero between them.
            found = self._at(self._ids, middle).split(b"\0", 1)[0]
            if found == wanted:
                return self._at(self._texts, middle).decode().split("\0")
            if found < wanted:
                first = middle + 1
            else:
                behind = middle
        return None

    def _at(self, table: int, place: int) -> bytes:
        size, start = unpack_from("<2I", self._content, table + 8 * place)
        return self._content[start : start + size]

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """Which form goes with a number, by the rule in the head of the catalogue."""
        head = self._find("") or [""]
        rule = re.search(r"plural=([^;\n]+)", head[0])
        return gettext.c2py(rule[1] if rule else "n!=1")
