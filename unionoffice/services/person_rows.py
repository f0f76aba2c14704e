"""All rows of one person: in every register, as they stand and as the journal remembers them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Table, or_, select
from sqlalchemy.orm import Session

from unionoffice.registers.papers.model import Paper
from unionoffice.registers.people.model import Person
from unionoffice.store.base import Base, Row
from unionoffice.store.journal import Change
from unionoffice.store.types import Words

PEOPLE = Person.__tablename__
PAPERS = Paper.__tablename__
# What says in a text who somebody is: looked for wherever texts are kept.
TELLING = {
    PEOPLE: ("full_name", "identity_number", "phone", "email"),
    "memberships": ("card_number",),
}
MOST_IDS = 500
SHORTEST = 6  # letters or digits of a single word that may be looked for in other texts
# The texts of a row that say whose it is, and what follows from them: nobody else's to change.
OWN_TEXTS = {
    PEOPLE: {*TELLING[PEOPLE], "name_key", "name_folded", "search_text"},
    "memberships": set(TELLING["memberships"]),
}
# Texts that are about a firm or a sort of money, and never about a person.
NOBODYS = {"currency", "partner"}
# No texts, but said of one person alone, and no figure asks for them.
PRIVATE = {
    PEOPLE: {"birth_date", "party_joined_on"},
    "checkups": {"result_class"},
}


@dataclass
class PersonRows:
    """The rows by table and id; `words` are the names and numbers that tell who it is.

    `former` are rows that are somebody else's now, each with the last change in which it was this
    person's: only the journal until then speaks of the person.
    """

    person_ids: frozenset[int]
    rows: set[tuple[str, int]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)  # checksums
    former: dict[tuple[str, int], int] = field(default_factory=dict)

    def of(self, table: str) -> list[int]:
        return sorted(row_id for name, row_id in self.rows if name == table)


def journalled_tables() -> Iterator[Table]:
    """The tables of all records and their parts."""
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Row) and isinstance(mapper.local_table, Table):
            yield mapper.local_table


def keys_to_people(table: Table) -> Iterator[Column[Any]]:
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table.name == (
            PEOPLE
        ):
            yield from constraint.columns


def tables_of_people() -> dict[str, tuple[Column[Any], ...]]:
    """The tables whose rows name a person, with the columns that do."""
    found = {table.name: tuple(keys_to_people(table)) for table in journalled_tables()}
    return {name: columns for name, columns in found.items() if columns}


def rows_of(session: Session, person_id: int) -> PersonRows:
    """Everything that is or was this person's, records merged into this one included."""
    found = PersonRows(frozenset({person_id, *_merged_into(session, person_id)}))
    found.rows |= {(PEOPLE, each) for each in found.person_ids}
    _look_in_tables(session, found)
    _look_in_journal(session, found)
    _look_for_papers(session, found)
    _look_for_words(session, found)
    return found


def _merged_into(session: Session, person_id: int) -> Iterator[int]:
    """Records that were found to be the same person stay, void, and say whose they were."""
    merged = select(Person.id).where(
        Person.voided_at.is_not(None),
        Person.void_reason.startswith("= "),
        Person.void_reason.endswith(f" ({person_id})"),
    )
    for each in session.scalars(merged).all():
        yield each
        yield from _merged_into(session, each)


def _look_in_tables(session: Session, found: PersonRows) -> None:
    for name, columns in tables_of_people().items():
        table = Base.metadata.tables[name]
        named = or_(*(column.in_(found.person_ids) for column in columns))
        found.rows |= {
            (name, row_id) for row_id in session.scalars(select(table.c.id).where(named))
        }


def _look_in_journal(session: Session, found: PersonRows) -> None:
    """Rows that were this person's once: taken off a list since, or given to somebody else."""
    for name, columns in tables_of_people().items():
        last: dict[int, int] = {}
        for column in columns:
            for change in _changes_naming(session, name, column.name, found.person_ids):
                last[change.record_id] = max(change.id, last.get(change.record_id, 0))
        others = _rows_of_others(session, Base.metadata.tables[name], columns, found, last)
        found.former |= {(name, row_id): last[row_id] for row_id in others}
        found.rows |= {(name, row_id) for row_id in last.keys() - others}


def _rows_of_others(
    session: Session,
    table: Table,
    columns: Iterable[Column[Any]],
    found: PersonRows,
    row_ids: Iterable[int],
) -> set[int]:
    """Those of the rows that name somebody else today, and not this person."""
    others: set[int] = set()
    asked = select(table.c.id, *columns)
    ids = sorted(row_ids)
    for start in range(0, len(ids), MOST_IDS):
        rows = asked.where(table.c.id.in_(ids[start : start + MOST_IDS]))
        for row_id, *named in session.execute(rows):
            people = {each for each in named if each is not None}
            if people and not people & found.person_ids:
                others.add(row_id)
    return others


def _changes_naming(
    session: Session, table: str, column: str, ids: Iterable[int]
) -> Iterator[Change]:
    texts = [f'%"{column}":{each}%' for each in ids]
    may_name = [side.like(text) for text in texts for side in (Change.before, Change.after)]
    for change in session.scalars(select(Change).where(Change.table_name == table, or_(*may_name))):
        sides = (json.loads(side or "{}") for side in (change.before, change.after))
        if any(side.get(column) in ids for side in sides):
            yield change


def _look_for_papers(session: Session, found: PersonRows) -> None:
    """Papers of the person's own records; those of lists with many people are not theirs alone."""
    own = [(name, row_id) for name, row_id in found.rows if name != PAPERS]
    by_table: dict[str, list[int]] = {}
    for name, row_id in own:
        by_table.setdefault(name, []).append(row_id)
    for name, ids in by_table.items():
        kept = select(Paper.id, Paper.sha256).where(
            Paper.record_table == name, Paper.record_id.in_(ids)
        )
        for paper_id, sha256 in session.execute(kept):
            found.rows.add((PAPERS, paper_id))
            found.papers.add(sha256)
    for change in session.scalars(select(Change).where(Change.table_name == PAPERS)):
        for side in (change.before, change.after):
            said = json.loads(side or "{}")
            if (said.get("record_table"), said.get("record_id")) in found.rows:
                found.rows.add((PAPERS, change.record_id))
                found.papers.add(said["sha256"])


def _look_for_words(session: Session, found: PersonRows) -> None:
    """Names and numbers as they stand, and as they stood before somebody corrected them."""
    for name, columns in TELLING.items():
        table, ids = Base.metadata.tables[name], found.of(name)
        cells = select(*(table.c[column] for column in columns)).where(table.c.id.in_(ids))
        found.words |= {each for row in session.execute(cells) for each in row if each}
        changes = select(Change).where(Change.table_name == name, Change.record_id.in_(ids))
        for change in session.scalars(changes):
            for side in (change.before, change.after):
                said = json.loads(side or "{}")
                found.words |= {said[column] for column in columns if said.get(column)}
    found.words = {word for word in found.words if len(word) >= SHORTEST or " " in word}


def standing_rows(session: Session, person_ids: Iterable[int]) -> dict[str, list[int]]:
    """The rows of these people as they stand, by table."""
    found = PersonRows(frozenset(person_ids))
    found.rows |= {(PEOPLE, each) for each in found.person_ids}
    _look_in_tables(session, found)
    return {name: found.of(name) for name in {name for name, _row_id in found.rows}}


def texts_of(table: Table) -> tuple[Column[Any], ...]:
    """The columns in which somebody may have written something."""
    texts = (column for column in table.c if isinstance(column.type, Words))
    return tuple(column for column in texts if column.name not in NOBODYS)


def anonymous(table: Table, columns: dict[str, Any]) -> dict[str, Any]:
    """What may stay of a row: days, sums, choices, references; nothing that says who it was."""
    gone = gone_columns(table)
    return {name: value for name, value in columns.items() if name not in gone}


def gone_columns(table: Table) -> frozenset[str]:
    """The columns of which nothing stays."""
    return frozenset({each.name for each in texts_of(table)} | PRIVATE.get(table.name, set()))
