"""Erasing a person: from registers, papers, the journal and lists; the figures stay as they are.

What stays is nobody's: sex, episodes of membership and work, days, kinds and sums of what was
done, which is what figures count. Names, numbers, birth dates, texts, results of check-ups and
papers go. It cannot be undone, nor can any deed before it: it would bring something back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from glob import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, or_, select, update
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.text import fold
from unionoffice.registers.papers.model import Paper, PaperContent
from unionoffice.registers.people.model import Membership, Person
from unionoffice.services.backup_keeper import MONTHS_OF, BackupKeeper
from unionoffice.services.forgetting import Forgetting
from unionoffice.services.naming import Naming, texts_about_others, texts_to_look_at
from unionoffice.services.person_rows import (
    PEOPLE,
    TELLING,
    PersonRows,
    gone_columns,
    journalled_tables,
    rows_of,
)
from unionoffice.services.safety import Safety
from unionoffice.store import journal
from unionoffice.store.base import Base
from unionoffice.store.standing import read_standing
from unionoffice.store.store import Store


@dataclass(frozen=True)
class StillHeld:
    """A file that holds the person still.

    A backup goes by itself after its day, unless it is among the few that always stay; any other
    file stays until somebody removes it.
    """

    path: Path
    goes_on: date | None


@dataclass(frozen=True)
class Mention:
    """A text in which the name stands and stays: it may be a namesake's, or a body's, or signed."""

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
                tuple(_mentions(found, _its_own_words(session, found), forgetting)),
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
            running: journal.Deed = session.info[journal.DEED]
            forgetting = Forgetting(session, found, running.id)
            words = _its_own_words(session, found)
            mentions = tuple(_mentions(found, words, forgetting))
            for table in journalled_tables():
                _make_anonymous(session, table, found)
            _remove_papers(session, found)
            forgetting.take_out_words(words)
            deeds = forgetting.reduce_journal(words)
            forgetting.write_down()
        self._store.write_anew()
        return Erasure(name, len(found.rows), len(found.papers), deeds, mentions, self.still_held())

    def still_held(self) -> tuple[StillHeld, ...]:
        """Backups and former files of this office, which hold what was erased since."""
        path = self._store.path
        if path is None:
            return ()
        kept = [
            StillHeld(each.path, (each.made_at + MONTHS_OF + DAY).date())
            for each in BackupKeeper(path).all().kept
        ]
        stem = escape(path.stem)
        former = [
            file
            for pattern in (f"{stem}.before-*{escape(path.suffix)}", f"{stem}-salvaged*")
            for file in sorted(path.parent.glob(pattern))
        ]
        kept += [StillHeld(file, None) for file in (*former, *self._in_second_place(path))]
        return tuple(kept)

    def _in_second_place(self, office: Path) -> Iterator[Path]:
        """The copies there; the place itself while it is not to be had."""
        place = Safety(self._store).second_place()
        if place is None:
            return
        if not place.is_dir():
            yield place
            return
        own = read_standing(office).uid
        for file in sorted(place.glob("*.uoffice")):
            with contextlib.suppress(UserError, OSError):
                if read_standing(file).uid == own:
                    yield file


DAY = timedelta(days=1)


def _erasable(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise UserError(N_("This person is not in the office any more."))
    if not person.name_folded:
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
    """What stands instead of the name; the number of the record says nothing outside the office."""
    return _("Erased person #{number}").format(number=person_id)


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


def _its_own_words(session: Session, found: PersonRows) -> set[str]:
    """The words that mean this person alone: what others bear too is left in their texts."""
    return {word for word in found.words if not _is_borne_by_others(session, found, word)}


def _is_borne_by_others(session: Session, found: PersonRows, word: str) -> bool:
    """Somebody else has this number, or a name that is the same or has this one in it."""
    for name, columns in TELLING.items():
        table = Base.metadata.tables[name]
        same = or_(*(table.c[column] == word for column in columns))
        others = select(table.c.id).where(same, table.c.id.not_in(found.of(name)))
        if session.scalar(others.limit(1)) is not None:
            return True
    alike = select(Person.name_folded).where(
        Person.name_folded.contains(fold(word), autoescape=True),
        Person.id.not_in(found.person_ids),
    )
    naming = Naming({word})
    return bool(fold(word)) and any(map(naming.stands_in, session.scalars(alike)))


def _mentions(found: PersonRows, own_words: set[str], forgetting: Forgetting) -> list[Mention]:
    """Where names stand that a namesake bears as well, or that stay: whoever knows must look."""
    shared = Naming(found.words - own_words)
    every = Naming(found.words)
    return [
        Mention(table.name, row_id, column.name)
        for table in journalled_tables()
        for columns, naming in (
            (texts_about_others(table), shared),
            (texts_to_look_at(table), every),
        )
        for column in columns
        for row_id, _said in forgetting.naming_rows(naming, column)
        if (table.name, row_id) not in found.rows
    ]
