"""Corrections of figures, returns that were sent, and returns that were received."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import Organisation, Unit
from unionoffice.registers.people.model import Person
from unionoffice.store.base import TABLE_OPTIONS, Base, Row, partial_index
from unionoffice.store.types import ChoiceKey


class Correction(Row):
    """A figure corrected by hand, with the reason; the computed figure stays visible beside it."""

    __tablename__ = "corrections"
    __table_args__ = (
        Index("ix_corrections_form", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    appendix: Mapped[str]
    period_first: Mapped[date]
    period_last: Mapped[date]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id))
    row_key: Mapped[str]
    figure: Mapped[str]
    value: Mapped[int]
    reason: Mapped[str]
    corrected_at: Mapped[datetime]
    corrected_by: Mapped[str]


class TypedFigure(Row):
    """A figure of a form that no record stands behind: the office types it in, and says whence."""

    __tablename__ = "typed_figures"
    __table_args__ = (
        Index("ix_typed_figures_form", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    appendix: Mapped[str]
    period_first: Mapped[date]
    period_last: Mapped[date]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id))
    row_key: Mapped[str]
    figure: Mapped[str]
    value: Mapped[int]
    source: Mapped[str]
    typed_at: Mapped[datetime]
    typed_by: Mapped[str]


class SentReturn(Row):
    """A return this office wrote for the body above, version by version."""

    __tablename__ = "sent_returns"
    __table_args__ = (
        UniqueConstraint("appendix", "period_first", "period_last", "version"),
        TABLE_OPTIONS,
    )

    appendix: Mapped[str]
    appendix_version: Mapped[int]
    period_first: Mapped[date]
    period_last: Mapped[date]
    version: Mapped[int]
    figures_sha256: Mapped[str]
    content: Mapped[str]
    sent_at: Mapped[datetime]
    file_name: Mapped[str]


class SentPackage(Base):
    """The file in which a return was sent, byte for byte, and its place in the chain of all.

    It is part of what the return is, lives as long as it does, and so no journal keeps it.
    """

    __tablename__ = "sent_packages"
    __table_args__ = TABLE_OPTIONS | {"sqlite_autoincrement": False}

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    return_id: Mapped[int] = mapped_column(
        ForeignKey(SentReturn.id, ondelete="CASCADE"), unique=True
    )
    manifest_sha256: Mapped[str]
    public_key: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    content_sha256: Mapped[str | None]  # stands on the paper; None: written before papers had it


ORIGINS = choices(
    ("package", N_("As a signed package")),
    ("workbook", N_("By workbook, unsigned")),
    ("typed", N_("Typed in from paper")),
)


class ReceivedReturn(Row):
    """A return collected from a body below; only the newest of each is current.

    Versions count by origin. What came unsigned has no key, and no place in a chain.
    """

    __tablename__ = "received_returns"
    __table_args__ = (
        # Named here: the name made of all columns would be too long for PostgreSQL.
        UniqueConstraint(
            "organisation_id",
            "appendix",
            "period_first",
            "period_last",
            "origin",
            "version",
            name="uq_received_returns_version",
        ),
        partial_index(
            "uq_received_returns_current",
            "organisation_id",
            "appendix",
            "period_first",
            "period_last",
            unique=True,
            where="is_current = 1",
        ),
        Index("ix_received_returns_period", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id))
    appendix: Mapped[str]
    appendix_version: Mapped[int]
    period_first: Mapped[date]
    period_last: Mapped[date]
    origin: Mapped[str] = mapped_column(ChoiceKey(ORIGINS), server_default="package")
    entered_by: Mapped[str | None]  # who typed it in
    version: Mapped[int]
    is_current: Mapped[bool]
    received_at: Mapped[datetime]
    generated_at: Mapped[datetime]
    sequence: Mapped[int]
    previous_sha256: Mapped[str | None]
    manifest_sha256: Mapped[str]
    signed_with: Mapped[str]  # the public key
    file_name: Mapped[str]
    package_sha256: Mapped[str | None]  # of the file as it came, by which it is kept
    content: Mapped[str]
    content_sha256: Mapped[str | None] = mapped_column(index=True)  # what the paper's code begins

    organisation: Mapped[Organisation] = relationship()


class ReceivedPackage(Base):
    """A package as it came, byte for byte, where the office is on a server.

    An office in a file keeps its packages as files beside it. They are known by their checksum and
    never change, so no journal keeps them.
    """

    __tablename__ = "received_packages"
    __table_args__ = TABLE_OPTIONS | {"sqlite_autoincrement": False}

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ReceivedFigure(Base):
    """The figures of one row of a received return, for consolidation in SQL.

    They are copied from the return's content and live and die with it, so no journal keeps them.
    """

    __tablename__ = "received_figures"
    # Without row ids the rows of a return lie together: the key is the only index that is needed.
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    return_id: Mapped[int] = mapped_column(
        ForeignKey(ReceivedReturn.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    row_key: Mapped[str] = mapped_column(primary_key=True)
    result: Mapped[int | None]
    total: Mapped[int | None]
    members: Mapped[int | None]
    head_total: Mapped[int | None]
    head_members: Mapped[int | None]
    titles: Mapped[str | None]  # as a JSON list


class RefusedFile(Row):
    """A file that was not taken in, and why; `why` is an untranslated sentence."""

    __tablename__ = "refused_files"

    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    content_sha256: Mapped[str | None] = mapped_column(index=True)
    refused_at: Mapped[datetime]
    organisation: Mapped[str | None]  # the code that the file gives itself
    appendix: Mapped[str | None]
    period_first: Mapped[date | None]
    period_last: Mapped[date | None]
    why: Mapped[str]
    why_values: Mapped[str]


class GivenList(Row):
    """A list of people that was sealed for another body: for what, until when; never the names.

    Who was on it tells `GivenPerson`.
    """

    __tablename__ = "given_lists"

    manifest_sha256: Mapped[str] = mapped_column(unique=True)
    register: Mapped[str]
    purpose: Mapped[str]
    receiver_code: Mapped[str]
    receiver_name: Mapped[str]
    rows_given: Mapped[int]
    expires_on: Mapped[date]
    given_at: Mapped[datetime]
    file_name: Mapped[str]


class GivenPerson(Base):
    """That somebody stood on a list that was given out; what the list said of them is not kept.

    It lives and dies with the list, and so no journal keeps it.
    """

    __tablename__ = "given_people"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    list_id: Mapped[int] = mapped_column(
        ForeignKey(GivenList.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey(Person.id), primary_key=True, autoincrement=False, index=True
    )


class ReceivedList(Base):
    """A list of people that another body sealed for this one, to be removed when it expires.

    No journal keeps these rows: it would still have the names when the list is gone.
    """

    __tablename__ = "received_lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    manifest_sha256: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    purpose: Mapped[str]
    title: Mapped[str]
    rows_given: Mapped[int]
    expires_on: Mapped[date]
    given_at: Mapped[datetime]
    received_at: Mapped[datetime]
    content: Mapped[str | None]  # as it came; None once it is removed
    removed_at: Mapped[datetime | None]
