"""What an erasure does to the journal and to texts elsewhere, and what it writes down of itself."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Text, cast, func, or_, select, update
from sqlalchemy.orm import Session

from unionoffice.registers.organisation.model import Setting
from unionoffice.registers.returns.model import ReceivedList
from unionoffice.services.naming import Naming, texts_about_others, written_in_json
from unionoffice.services.person_rows import MOST_IDS, PersonRows, anonymous, journalled_tables
from unionoffice.store import chain, journal
from unionoffice.store.base import Base
from unionoffice.store.journal import Change, Deed


class Forgetting:
    """One erasure, within its running deed."""

    def __init__(self, session: Session, found: PersonRows, deed_id: int) -> None:
        self._session = session
        self._found = found
        self._deed_id = deed_id
        self._elsewhere: set[tuple[str, int]] = set()
        self._reduced: list[tuple[int, str, str]] = []

    def deeds(self) -> set[int]:
        """The deeds in whose changes the person's rows stand."""
        return {change.deed_id for change in self._own_changes()}

    def _own_changes(self) -> Iterator[Change]:
        for name in {name for name, _row_id in self._found.rows}:
            ids = self._found.of(name)
            for start in range(0, len(ids), MOST_IDS):
                yield from self._session.scalars(
                    select(Change).where(
                        Change.table_name == name,
                        Change.record_id.in_(ids[start : start + MOST_IDS]),
                        Change.deed_id != self._deed_id,
                    )
                )
        for (name, row_id), last in self._found.former.items():
            yield from self._session.scalars(
                select(Change).where(
                    Change.table_name == name, Change.record_id == row_id, Change.id <= last
                )
            )

    def take_out_words(self, words: set[str]) -> None:
        """Replace names and numbers in texts of other records, in settings, and in lists kept."""
        naming = Naming(words)
        for table in journalled_tables():
            for column in texts_about_others(table):
                for row_id, said in self.naming_rows(naming, column):
                    row = update(table).where(table.c.id == row_id)
                    self._session.execute(row.values({column.name: naming.taken_out(said)}))
                    self._elsewhere.add((table.name, row_id))
        for setting in self._session.scalars(select(Setting)):
            said = json.loads(setting.value)
            without = naming.taken_out_of(said)
            if without != said:
                setting.value = json.dumps(without, ensure_ascii=False)
        self._take_off_lists(words)

    def naming_rows(self, naming: Naming, column: Any) -> list[tuple[int, str]]:
        """The rows in which one of the names stands in this column, and what stands there."""
        if not naming.ways:
            return []
        holds = or_(*(self._holds(column, way) for way in naming.ways))
        rows = self._session.execute(select(column.table.c.id, column).where(holds))
        return [(row_id, said) for row_id, said in rows if naming.stands_in(said)]

    def _take_off_lists(self, words: set[str]) -> None:
        """Lists of people that were received lose this person's line."""
        kept = select(ReceivedList).where(ReceivedList.content.is_not(None))
        for entry in self._session.scalars(kept):
            said = json.loads(entry.content or "{}")
            rows = [row for row in said["rows"] if not words.intersection(row)]
            if len(rows) == len(said["rows"]):
                continue
            said["rows"] = rows
            entry.content = json.dumps(said, ensure_ascii=False) if rows else None
        self._session.flush()

    def reduce_journal(self, words: set[str]) -> int:
        """Take the person out of earlier deeds; each keeps the hash of what it was."""
        reduced = {change.id: change for change in self._own_changes()}
        texts: dict[int, tuple[str | None, str | None]] = {}
        for change in reduced.values():
            texts[change.id] = (_anonymous(change, "before"), _anonymous(change, "after"))
        naming = Naming(words)
        for change in self._naming(naming):
            before, after = texts.get(change.id, (change.before, change.after))
            without = _without(naming, change, before), _without(naming, change, after)
            if without != (before, after):
                reduced[change.id] = change
                texts[change.id] = without
        deeds = sorted({change.deed_id for change in reduced.values()})
        self._session.expunge_all()
        self._write(deeds, texts)
        return len(deeds)

    def _naming(self, naming: Naming) -> list[Change]:
        written = {written_in_json(way) for way in naming.ways}
        named = [
            self._holds(side, way) for way in written for side in (Change.before, Change.after)
        ]
        if not named:
            return []
        return list(self._session.scalars(select(Change).where(or_(*named))))

    def _write(self, deeds: list[int], texts: dict[int, tuple[str | None, str | None]]) -> None:
        connection = self._session.connection()
        table = Base.metadata.tables[Deed.__tablename__]
        hashes = func.coalesce(table.c.kept_sha256, table.c.content_sha256)
        before = dict[int, str](connection.execute(select(table.c.id, hashes)).all())
        for deed_id in deeds:
            of_deed = update(table).where(table.c.id == deed_id)
            connection.execute(of_deed.values(erased_by_id=self._deed_id))
        changes = Base.metadata.tables[Change.__tablename__]
        for change_id, (old, new) in texts.items():
            connection.execute(
                update(changes).where(changes.c.id == change_id).values(before=old, after=new)
            )
        for deed_id in deeds:
            salt = secrets.token_hex(16)
            kept = chain.content_sha256(connection, deed_id, salt)
            of_deed = update(table).where(table.c.id == deed_id)
            connection.execute(of_deed.values(salt=salt, kept_sha256=kept))
            self._reduced.append((deed_id, before[deed_id], kept))

    def write_down(self) -> None:
        """Journal the erasure: which rows it touched, and which hashes stand in earlier deeds now.

        Nothing of what was erased is said.
        """
        touched = sorted(self._found.rows | self._elsewhere)
        rows: list[tuple[str, int, str | None, str | None]] = [
            (name, row_id, "{}", '{"erased":true}') for name, row_id in touched
        ]
        rows += [
            (
                Deed.__tablename__,
                deed_id,
                json.dumps({"content_sha256": before}),
                json.dumps({"kept_sha256": kept}),
            )
            for deed_id, before, kept in self._reduced
        ]
        journal.write_bulk(self._session.connection(), self._deed_id, rows)

    def _holds(self, column: Any, word: str) -> Any:
        is_sqlite = self._session.connection().dialect.name == "sqlite"
        return (func.instr if is_sqlite else func.strpos)(cast(column, Text), word) > 0


def _anonymous(change: Change, side: str) -> str | None:
    text = getattr(change, side)
    if text is None:
        return None
    table = Base.metadata.tables[change.table_name]
    return journal.as_json(anonymous(table, json.loads(text)))


def _without(naming: Naming, change: Change, text: str | None) -> str | None:
    """A side of a change without the names, in the columns that may be changed; else as it is."""
    if text is None:
        return None
    table = Base.metadata.tables[change.table_name]
    said = json.loads(text)
    named = {
        column.name
        for column in texts_about_others(table)
        if isinstance(said.get(column.name), str) and naming.stands_in(said[column.name])
    }
    if not named:
        return text
    return journal.as_json(said | {name: naming.taken_out(said[name]) for name in named})
