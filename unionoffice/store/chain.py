"""The chain of the journal: each deed sealed by a hash over what it changed and the one before.

Whoever changes, removes, adds or swaps a single row breaks the chain at that deed. A chain cut
off at its end, or made anew from a point on, is told by the hashes that lie elsewhere: beside the
backups and in the packages that were handed in.

What is erased under data-protection law leaves the hash of its former content in the deed, and
the hash of what is left in the deed that erased it: both can still be proved.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text

from unionoffice.store.many_rows import in_little_memory

BEGUN = "journal_chain"  # the setting that says which deeds were there before there was a chain
ROWS_AT_ONCE = 2000

# Every text with its length before it: no two contents are written alike.
_WRITTEN = (
    "concat_ws(' ', id, record_id, octet_length(table_name), coalesce(octet_length(before), -1),"
    " coalesce(octet_length(after), -1), table_name, before, after)"
)
# A file keeps its rows by their ids and is read in that order: told to sum up in order it would
# sort once more, and by the index of deeds it would look for every row by itself.
_PART_OF_FILE = (
    f"SELECT CAST(group_concat(written, '') AS BLOB) FROM (SELECT {_WRITTEN} AS written"  # noqa: S608 - no outside text in it
    " FROM changes WHERE +deed_id = :id AND id BETWEEN :first AND :last ORDER BY id)"
)
_PART_ON_SERVER = (
    f"SELECT convert_to(string_agg({_WRITTEN}, '' ORDER BY id), 'UTF8')"  # noqa: S608 - no outside text in it
    " FROM changes WHERE deed_id = :id AND id BETWEEN :first AND :last"
)
_DEEDS = (
    "SELECT id, done_at, done_by, what, register, records, undoes_id,"
    " salt, content_sha256, chain_sha256, kept_sha256, erased_by_id FROM deeds ORDER BY id"
)
CHANGED, REMOVED, UNSEALED, STRAY, CUT_OFF = "changed", "removed", "unsealed", "stray", "cut_off"


@dataclass(frozen=True)
class Link:
    """The newest deed of a journal, and its hash: what is noted elsewhere."""

    deed_id: int
    sha256: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with one deed: its number, and one of the words above."""

    deed_id: int
    kind: str


@dataclass(frozen=True)
class ChainState:
    """What a look at the whole journal found; `links` are the hashes by the deeds' numbers.

    `begun` is the moment since which there is a chain, "" where it began with the office; the
    `former` oldest deeds were done before, and could have been changed until then.
    """

    faults: tuple[Fault, ...]
    links: dict[int, str]
    first_at: str
    begun: str
    former: int
    erased: int

    @property
    def is_unbroken(self) -> bool:
        return not self.faults

    @property
    def newest(self) -> Link | None:
        last = max(self.links, default=None)
        return None if last is None else Link(last, self.links[last])


def seal(connection: Connection, deed_id: int) -> None:
    """Close the running deed: from now on neither it nor its changes may change.

    Does nothing for a deed that was rolled back.
    """
    row = connection.execute(
        text(
            "SELECT id, done_at, done_by, what, register, records, undoes_id FROM deeds "
            "WHERE id = :id"
        ),
        {"id": deed_id},
    ).one_or_none()
    if row is None:
        return
    salt = secrets.token_hex(16)
    content = content_sha256(connection, deed_id, salt)
    previous = connection.scalar(
        text("SELECT chain_sha256 FROM deeds WHERE id < :id ORDER BY id DESC LIMIT 1"),
        {"id": deed_id},
    )
    if previous is None:
        previous = _beginning(connection)
    connection.execute(
        text(
            "UPDATE deeds SET salt = :salt, content_sha256 = :content, chain_sha256 = :chain "
            "WHERE id = :id"
        ),
        {
            "id": deed_id,
            "salt": salt,
            "content": content,
            "chain": link_sha256(previous, [*row, content]),
        },
    )


def content_sha256(connection: Connection, deed_id: int, salt: str) -> str:
    """The hash over all changes of a deed in their order; the salt keeps it from being guessed."""
    # Each of the two asked alone is found at an end of the index.
    first, last = (
        connection.scalar(
            text(f"SELECT {end}(id) FROM changes WHERE deed_id = :id"),  # noqa: S608 - no outside text in it
            {"id": deed_id},
        )
        for end in ("min", "max")
    )
    part = text(_PART_OF_FILE if connection.dialect.name == "sqlite" else _PART_ON_SERVER)
    digest = hashlib.sha256(salt.encode())
    with in_little_memory(connection):
        for start in range(first or 0, (last or -1) + 1, ROWS_AT_ONCE):
            ids = {"id": deed_id, "first": start, "last": start + ROWS_AT_ONCE - 1}
            digest.update(connection.scalar(part, ids) or b"")
    return digest.hexdigest()


def newest_link(connection: Connection) -> Link | None:
    """Where the chain ends now; None before anything was done."""
    found = connection.execute(
        text("SELECT id, chain_sha256 FROM deeds WHERE chain_sha256 <> '' ORDER BY id DESC LIMIT 1")
    ).first()
    return None if found is None else Link(int(found[0]), str(found[1]))


def link_sha256(previous: str, deed: Sequence[Any]) -> str:
    written = json.dumps([previous, *deed], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _beginning(connection: Connection) -> str:
    said = connection.scalar(text("SELECT value FROM settings WHERE key = :key"), {"key": BEGUN})
    return str(said or "")


def verify(connection: Connection) -> ChainState:
    """Go through the whole journal, and find every deed that is not as it was sealed."""
    begun = _beginning(connection)
    contents = _Contents(connection)
    faults: list[Fault] = []
    links: dict[int, str] = {}
    reduced: dict[int, tuple[int, str]] = {}  # by deed: who erased in it, and what is left
    first_at, previous, number = "", begun, 0
    for row in connection.execute(text(_DEEDS)):
        *deed, salt, content, chain, kept, erased_by = row
        deed_id = deed[0]
        first_at = first_at or deed[1]
        faults += [Fault(each, STRAY) for each in contents.before(deed_id)]
        if not chain:
            faults.append(Fault(deed_id, UNSEALED))
        elif link_sha256(previous, [*deed, content]) != chain:
            faults.append(Fault(deed_id, REMOVED if _has_gap(deed_id, number) else CHANGED))
        elif contents.sha256(deed_id, salt) != (kept or content):
            faults.append(Fault(deed_id, CHANGED))
        if kept or erased_by:
            reduced[deed_id] = (erased_by or 0, kept or "")
        previous, number = chain, deed_id
        links[deed_id] = chain
    faults += [Fault(each, STRAY) for each in contents.rest()]
    faults += _unfounded(connection, reduced)
    faults += _cut_off(connection, number)
    said = json.loads(begun) if begun else {}
    return ChainState(
        tuple(faults),
        links,
        first_at,
        str(said.get("begun_at", "")),
        int(said.get("deeds", 0)),
        len(reduced),
    )


def _has_gap(deed_id: int, before: int) -> bool:
    return deed_id > before + 1


class _Contents:
    """The changes of all deeds, read once, deed by deed."""

    def __init__(self, connection: Connection) -> None:
        changes = text(f"SELECT deed_id, {_WRITTEN} FROM changes ORDER BY deed_id, id")  # noqa: S608 - no outside text in it
        rows = connection.execute(changes.execution_options(stream_results=True))
        self._groups: Iterator[tuple[int, Iterator[Any]]] = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def before(self, deed_id: int) -> Iterator[int]:
        """Deeds that have changes but do not exist, up to this one."""
        while self._next is not None and self._next[0] < deed_id:
            yield self._next[0]
            self._next = next(self._groups, None)

    def rest(self) -> Iterator[int]:
        while self._next is not None:
            yield self._next[0]
            self._next = next(self._groups, None)

    def sha256(self, deed_id: int, salt: str) -> str:
        digest = hashlib.sha256(salt.encode())
        if self._next is not None and self._next[0] == deed_id:
            for _deed_id, written in self._next[1]:
                digest.update(written.encode())
            self._next = next(self._groups, None)
        return digest.hexdigest()


def _unfounded(connection: Connection, reduced: dict[int, tuple[int, str]]) -> Iterator[Fault]:
    """Deeds that say that something was erased in them, without a deed that says it did."""
    said = {
        deed_id: (by, json.loads(after).get("kept_sha256"))
        for deed_id, by, after in connection.execute(
            text(
                "SELECT record_id, deed_id, after FROM changes "
                "WHERE table_name = 'deeds' AND after IS NOT NULL ORDER BY id"
            )
        )
    }
    for deed_id in sorted(reduced.keys() | said.keys()):
        if reduced.get(deed_id) != said.get(deed_id):
            yield Fault(deed_id, CHANGED)


def _cut_off(connection: Connection, newest: int) -> Iterator[Fault]:
    """SQLite counts ids on: a file whose newest deeds were removed has counted further."""
    if connection.dialect.name != "sqlite":
        return
    counted = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'deeds'"))
    if (counted or 0) > newest:
        yield Fault(newest + 1, CUT_OFF)
