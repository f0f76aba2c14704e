"""The papers that stand behind a record, inside the office file itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from unionoffice.store.base import TABLE_OPTIONS, Base, Row


class Paper(Row):
    """A file kept with a record of any register; taking it off can be undone."""

    __tablename__ = "papers"
    __table_args__ = (Index("ix_papers_record", "record_table", "record_id"), TABLE_OPTIONS)

    record_table: Mapped[str]
    record_id: Mapped[int]
    name: Mapped[str]
    suffix: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str]


class PaperContent(Base):
    """The bytes of papers, each once; they stay while the journal may bring a paper back."""

    __tablename__ = "paper_contents"
    __table_args__ = TABLE_OPTIONS | {"sqlite_autoincrement": False}

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
