"""Erasing a person: from registers, papers, the journal and lists; the figures stay as they are.

What stays is nobody's: sex, episodes of membership and work, days, kinds and sums of what was
done, which is what figures count. Names, numbers, birth dates, texts, results of check-ups and
papers go. It cannot be undone, nor can any deed before it: it would bring something back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, func, or_, select, update
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registers.papers.model import Paper, PaperContent
from unionoffice.registers.people.model import Membership, Person
from unionoffice.services.backup_keeper import MONTHS_OF, BackupKeeper
from unionoffice.services.forgetting import Forgetting
from unionoffice.services.person_rows import (
    PEOPLE,
    PersonRows,
    gone_columns,
    journalled_tables,
    rows_of,
    texts_of,
)
from unionoffice.store import journal
from unionoffice.store.base import Base
from unionoffice.store.store import Store


@dataclass(frozen=True)
class StillHeld:
    """A file that holds the person still: a backup until its day, any other until it is removed."""

    path: Path
    made_at: datetime
    goes_on: date | None


@dataclass(frozen=True)
class Mention:
    """A text of another record in which the name stands, which may be a namesake's."""

    table: str
    record_id: int
    column: str


@dataclass(frozen=True)
class Erasure:
    """What an erasure takes, or took: rows, papers, deeds of the journal that are reduced."""

    name: str
    rows: int
    papers: int
    deeds: int
    mentions: tuple[Mention, ...]
    still_held: tuple[StillHeld, ...]


class Erasing:
    """Takes a person out of the office for good."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def preview(self, person_id: int) -> Erasure:
        """What would be erased; raises UserError where nothing may be."""
        with self._store.reading() as session:
            person = _erasable(session, person_id)
            found = rows_of(session, person_id)
            forgetting = Forgetting(session, found, 0)
            return Erasure(
                person.full_name,
                len(found.rows),
                len(found.papers),
                len(forgetting.deeds()),
                tuple(_mentions(session, found)),
                self.still_held(),
            )

    def erase(self, person_id: int) -> Erasure:
        """Make the person nobody; only the figures know afterwards that there was somebody."""
        # The deed counts no records and so offers no undo: there is nothing to put back.
        with self._store.writing(N_("Personal data erased")) as session:
            person = _erasable(session, person_id)
            name = person.full_name
            session.expunge_all()
            found = rows_of(session, person_id)
            mentions = tuple(_mentions(session, found))
            running: journal.Deed = session.info[journal.DEED]
            deed_id = running.id
            forgetting = Forgetting(session, found, deed_id)
            for table in journalled_tables():
                _make_anonymous(session, table, found)
            _remove_papers(session, found)
            forgetting.take_out_words(_without_namesakes(session, found))
            deeds = forgetting.reduce_journal(_without_namesakes(session, found))
            forgetting.write_down()
        self._store.write_anew()
        return Erasure(name, len(found.rows), len(found.papers), deeds, mentions, self.still_held())

    def still_held(self) -> tuple[StillHeld, ...]:
        """Backups and former files of this office, which hold what was erased since."""
        path = self._store.path
        if path is None:
            return ()
        kept = [
            StillHeld(each.path, each.made_at, (each.made_at + MONTHS_OF + DAY).date())
            for each in BackupKeeper(path).all().kept
        ]
        for pattern in (f"{path.stem}.before-*{path.suffix}", f"{path.stem}-salvaged*"):
            for file in sorted(path.parent.glob(pattern)):
                made_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
                kept.append(StillHeld(file, made_at, None))
        return tuple(kept)


DAY = timedelta(days=1)


def _erasable(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise UserError(N_("This person is not in the office any more."))
    if person.full_name == nobody(person_id):
        raise UserError(N_("This person was erased already."))
    current = select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.is_current == True,  # noqa: E712 - SQL
        Membership.left_on.is_(None),
    )
    if not person.is_voided and session.scalar(current) is not None:
        raise UserError(
            N_("{name} is still a member. Record first on which day the membership ended."),
            name=person.full_name,
        )
    return person


def nobody(person_id: int) -> str:
    """What stands instead of the name: the number of the record, which says nothing outside it."""
    return f"#{person_id}"


def _make_anonymous(session: Session, table: Table, found: PersonRows) -> None:
    """Empty what must not stay in the person's rows of one table."""
    ids = found.of(table.name)
    gone = [table.c[name] for name in gone_columns(table)]
    if not ids or not gone:
        return
    values: dict[str, Any] = {each.name: None if each.nullable else "" for each in gone}
    if "version" in table.c:
        values["version"] = table.c.version + 1
    session.execute(update(table).where(table.c.id.in_(ids)).values(values))
    if table.name == PEOPLE:
        for person_id in found.person_ids:
            named = update(table).where(table.c.id == person_id)
            session.execute(named.values(full_name=nobody(person_id)))


def _remove_papers(session: Session, found: PersonRows) -> None:
    """Take off the person's papers, and their bytes unless another record has the same paper."""
    papers = Base.metadata.tables[Paper.__tablename__]
    session.execute(delete(papers).where(papers.c.id.in_(found.of(papers.name))))
    held = select(Paper.sha256)
    contents = delete(PaperContent).where(
        PaperContent.sha256.in_(found.papers), PaperContent.sha256.not_in(held)
    )
    session.execute(contents.execution_options(synchronize_session=False))


def _without_namesakes(session: Session, found: PersonRows) -> set[str]:
    """The words that mean this person alone: a name that others bear too is left in their texts."""
    folded = {fold(word) for word in found.words}
    borne = set(
        session.scalars(
            select(Person.name_folded).where(
                Person.name_folded.in_(folded), Person.id.not_in(found.person_ids)
            )
        )
    )
    return {word for word in found.words if fold(word) not in borne}


def _mentions(session: Session, found: PersonRows) -> list[Mention]:
    """Where names stand that a namesake bears as well: whoever knows must look there."""
    shared = found.words - _without_namesakes(session, found)
    if not shared:
        return []
    mentions = []
    for table in journalled_tables():
        if table.name == PEOPLE:
            continue
        for column in texts_of(table):
            named = (
                or_(*(func.instr(column, word) > 0 for word in shared))
                if (session.connection().dialect.name == "sqlite")
                else or_(*(func.strpos(column, word) > 0 for word in shared))
            )
            rows = session.scalars(select(table.c.id).where(named))
            mentions += [
                Mention(table.name, row_id, column.name)
                for row_id in rows
                if (table.name, row_id) not in found.rows
            ]
    return mentions
