"""Papers behind records: the decision, the minutes, the list with signatures, a picture."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError, reason_of
from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_
from unionoffice.core.paths import home_folder
from unionoffice.core.text import clean
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.papers.model import Paper, PaperContent
from unionoffice.store.base import Record
from unionoffice.store.store import Store

MOST_BYTES = 20 * 1024 * 1024
MOST_OF_ONE_RECORD = 50
LONGEST_NAME = 120
GONE = N_("This paper is no longer there.")

# What may be kept, and how such files begin ("" where any beginning is right).
ZIP, OLE, PDF, JPEG, PNG = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG"
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (PDF,),
    ".jpg": (JPEG,),
    ".jpeg": (JPEG,),
    ".png": (PNG,),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
    ".docx": (ZIP,),
    ".xlsx": (ZIP,),
    ".odt": (ZIP,),
    ".ods": (ZIP,),
    ".doc": (OLE,),
    ".xls": (OLE,),
    ".txt": (),
    ".csv": (),
}
SUFFIXES = tuple(BEGINNINGS)


@dataclass(frozen=True)
class PaperView:
    """One paper; `size` in bytes."""

    id: int
    name: str
    suffix: str
    size: int
    added_at: datetime
    added_by: str


class Papers:
    """The papers of records of any register; programs and scripts are never taken."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def papers(self, key: str, record_id: int) -> list[PaperView]:
        """The papers of one record, in the order in which they came; none for who may not look."""
        if not self._catalogue.shows_sensitive:
            return []
        with self._store.reading() as session:
            found = session.scalars(self._of(key, record_id).order_by(Paper.id))
            return [
                PaperView(each.id, each.name, each.suffix, each.size, each.added_at, each.added_by)
                for each in found
            ]

    def add_papers(self, key: str, record_id: int, files: Sequence[Path]) -> int:
        """Take copies of files into the office, as one deed; returns the deed's id.

        Raises UserError, and takes none of them, when one is empty, too large, or of a kind that
        is not kept. A paper that the record has already is not taken twice.
        """
        read = [(file, _content_of(file)) for file in files]
        table = self._catalogue[key].model.__tablename__
        with self._store.writing(N_("Paper added"), key) as session:
            held = set(session.scalars(self._of(key, record_id).with_only_columns(Paper.sha256)))
            for file, content in read:
                digest = hashlib.sha256(content).hexdigest()
                if digest in held:
                    continue
                held.add(digest)
                if session.get(PaperContent, digest) is None:
                    session.add(PaperContent(sha256=digest, content=content))
                session.add(
                    Paper(
                        record_table=table,
                        record_id=record_id,
                        name=_short_name(file),
                        suffix=file.suffix.lower(),
                        size=len(content),
                        sha256=digest,
                        added_at=datetime.now(UTC),
                        added_by=self._store.who,
                    )
                )
            if len(held) > MOST_OF_ONE_RECORD:
                raise UserError(
                    N_("A record keeps {most} papers at most. Put several into one PDF."),
                    most=MOST_OF_ONE_RECORD,
                )
            return self._store.touched(session, 1)

    def remove_paper(self, key: str, paper_id: int) -> int:
        """Take a paper off its record; undoing the deed brings it back. Returns the deed's id."""
        self._refuse_hidden()
        with self._store.writing(N_("Paper taken off"), key) as session:
            paper = _found(session, paper_id)
            if paper.record_table != self._catalogue[key].model.__tablename__:
                raise UserError(GONE)
            session.delete(paper)
            return self._store.touched(session, 1)

    def save_paper(self, paper_id: int, target: Path) -> None:
        """Write a paper as a file of its own."""
        self._refuse_hidden()
        with self._store.reading() as session:
            paper = _found(session, paper_id)
            content = session.get(PaperContent, paper.sha256)
        if content is None or hashlib.sha256(content.content).hexdigest() != paper.sha256:
            raise UserError(
                N_("The paper “{name}” is damaged. Look for it in a backup."), name=paper.name
            )
        write_whole(target, content.content)

    def open_paper(self, paper_id: int) -> Path:
        """A copy to look at in another program; `forget_opened` removes it again."""
        self._refuse_hidden()
        with self._store.reading() as session:
            paper = _found(session, paper_id)
        folder = opened_folder() / str(paper_id)
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{paper.name}{paper.suffix}"
        if target.exists():
            target.chmod(0o600)
        self.save_paper(paper_id, target)
        target.chmod(0o400)
        return target

    def forget_opened(self) -> None:
        """Remove the copies made to look at; one still open elsewhere goes the next time."""
        shutil.rmtree(opened_folder(), ignore_errors=True)

    def _refuse_hidden(self) -> None:
        if not self._catalogue.shows_sensitive:
            raise UserError(N_("Papers behind records are hidden from your role."))

    def _of(self, key: str, record_id: int) -> Select[Paper]:
        table = self._catalogue[key].model.__tablename__
        return select(Paper).where(Paper.record_table == table, Paper.record_id == record_id)


def paper_count(model: type[Record]) -> ColumnElement[int]:
    """How many papers a record of this model has, for a column and a filter."""
    return (
        select(func.count(Paper.id))
        .where(Paper.record_table == model.__tablename__, Paper.record_id == model.id)
        .scalar_subquery()
    )


def opened_folder() -> Path:
    return home_folder() / "opened"


def _found(session: Session, paper_id: int) -> Paper:
    paper = session.get(Paper, paper_id)
    if paper is None:
        raise UserError(GONE)
    return paper


def _short_name(file: Path) -> str:
    kept = "".join(each for each in clean(file.stem) or "" if each.isprintable())
    return kept.translate(dict.fromkeys(map(ord, '/\\:*?"<>|'), "_"))[:LONGEST_NAME] or "_"


def _content_of(file: Path) -> bytes:
    suffix = file.suffix.lower()
    if suffix not in BEGINNINGS:
        raise UserError(
            N_("{file} is of a kind that is not kept here. Papers are PDF, pictures or documents."),
            file=file.name,
        )
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise UserError(
                N_("{file} is larger than 20 MB. Scan it with fewer dots, or split it."),
                file=file.name,
            )
        content = file.read_bytes()
    except OSError as error:
        raise UserError(
            N_("{file} cannot be read: {why}."), file=file.name, why=reason_of(error)
        ) from error
    beginnings = BEGINNINGS[suffix]
    if not content or (beginnings and not content.startswith(beginnings)):
        raise UserError(
            N_("{file} is empty or damaged: it is not what its name says."), file=file.name
        )
    return content
