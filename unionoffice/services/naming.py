"""Names and numbers of one person in texts about something else: where they stand, taken out.

Only whole ones: “Nguyễn Văn An” is not named where “Nguyễn Văn Anh” is, nor a card by a figure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Table

from unionoffice.core.text import fold
from unionoffice.services.person_rows import OWN_TEXTS, texts_of

INSTEAD = "…"  # stands where a name or number was
# What programs compare, and never a word about somebody: identities, codes, checksums, keys.
IDENTITIES = {
    "uid", "origin_uid", "code", "parent_code", "receiver_code", "organisation", "level", "keeper",
    "register", "record_table", "suffix", "sha256", "digest", "appendix", "row_key", "figure",
    "public_key", "signed_with", "recipient", "why", "why_values",
}  # fmt: skip
# Papers that were signed, and names of bodies and units: whoever knows must look there.
NOT_TO_BE_CHANGED = {
    ("units", "name"), ("organisations", "name"), ("organisations", "parent_name"),
    ("former_states", "name"), ("upper_bodies", "name"), ("received_returns", "content"),
    ("returned_returns", "content"), ("returns_to_mend", "content"), ("sent_returns", "content"),
}  # fmt: skip
ANSWERABLE = {"accounts"}  # who worked in the office is named by the journal as well


class Naming:
    """Finds some names and numbers, in capitals and without accents too."""

    def __init__(self, words: Iterable[str]) -> None:
        self.ways = sorted({way for word in words for way in _ways_of(word)}, key=len, reverse=True)
        anyone = "|".join(map(re.escape, self.ways))
        self._pattern = re.compile(rf"(?<!\w)(?:{anyone})(?!\w)") if self.ways else None

    def stands_in(self, text: str | None) -> bool:
        return bool(text and self._pattern and self._pattern.search(text))

    def taken_out(self, text: str) -> str:
        return self._pattern.sub(INSTEAD, text) if self._pattern else text

    def taken_out_of(self, value: Any) -> Any:
        """The same in every text of a value that was JSON; numbers stay numbers."""
        if isinstance(value, str):
            return self.taken_out(value)
        if isinstance(value, list):
            return [self.taken_out_of(each) for each in value]
        if isinstance(value, dict):
            return {self.taken_out(key): self.taken_out_of(each) for key, each in value.items()}
        return value


def _ways_of(word: str) -> set[str]:
    folded = fold(word)
    return {each for each in (word, word.upper(), folded, folded.upper(), folded.title()) if each}


def written_in_json(word: str) -> str:
    """A text as it stands within JSON."""
    return json.dumps(word, ensure_ascii=False)[1:-1]


def texts_about_others(table: Table) -> tuple[Column[Any], ...]:
    """The columns in which a person may be named who is not the row's own; that may be changed."""
    return tuple(
        column
        for column in _texts_naming(table)
        if (table.name, column.name) not in NOT_TO_BE_CHANGED
    )


def texts_to_look_at(table: Table) -> tuple[Column[Any], ...]:
    """Those that must stay as they are, whoever is named there."""
    return tuple(
        column for column in _texts_naming(table) if (table.name, column.name) in NOT_TO_BE_CHANGED
    )


def _texts_naming(table: Table) -> tuple[Column[Any], ...]:
    if table.name in ANSWERABLE:
        return ()
    skipped = IDENTITIES | OWN_TEXTS.get(table.name, set())
    return tuple(
        column
        for column in texts_of(table)
        if column.name not in skipped and not column.name.endswith("_sha256")
    )
