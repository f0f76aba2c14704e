"""What every mapped class has in common."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from unionoffice.core.dates import PartialDate
from unionoffice.store.types import WHOLE, Amount, Day, Flag, LongWords, Moment, PartialDay, Words

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
WHERE = "where"  # key of a partial index's condition in Index.info
TABLE_OPTIONS = {"sqlite_strict": True, "sqlite_autoincrement": True}


class Base(DeclarativeBase):
    """Every table: STRICT, constraints named, ids never given twice."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        str: Words(),
        int: WHOLE,
        bool: Flag(),
        date: Day(),
        datetime: Moment(),
        Decimal: Amount(),
        PartialDate: PartialDay(),
    }
    __table_args__: Any = TABLE_OPTIONS


class Row(Base):
    """A row whose every change is journalled: it has an id that is never given again."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Record(Row):
    """An entry of a register: never deleted but voided with a reason, saved under a version."""

    __abstract__ = True

    notes: Mapped[str | None] = mapped_column(LongWords, sort_order=90)
    search_text: Mapped[str] = mapped_column(default="", sort_order=91)
    version: Mapped[int] = mapped_column(default=1, sort_order=92)
    voided_at: Mapped[datetime | None] = mapped_column(sort_order=93)
    void_reason: Mapped[str | None] = mapped_column(sort_order=94)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class is what it gets
        return {"version_id_col": cls.version}

    @property
    def is_voided(self) -> bool:
        return self.voided_at is not None


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows for which `where` holds, on either engine."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), info={WHERE: text(where)})


def tell_postgresql() -> None:
    """Let partial indexes be partial on PostgreSQL too.

    Saying it in the index would import that dialect, drivers and all, wherever an office is opened.
    """
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            if WHERE in index.info:
                index.dialect_options["postgresql"]["where"] = index.info[WHERE]
