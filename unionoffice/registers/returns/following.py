"""What follows a return: remarks that were explained, and returns that went back to be mended."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.store.base import TABLE_OPTIONS, Base, Row
from unionoffice.store.types import LongWords


class ExplainedRemark(Row):
    """A remark on a return that somebody has asked about, with the answer.

    `says` is the remark's sentence with its figures: other figures in a later version are a new
    remark, that nobody has explained yet.
    """

    __tablename__ = "explained_remarks"
    __table_args__ = (
        Index("ix_explained_remarks_form", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id))
    appendix: Mapped[str]
    period_first: Mapped[date]
    period_last: Mapped[date]
    row_key: Mapped[str]
    says: Mapped[str]
    note: Mapped[str]
    explained_at: Mapped[datetime]
    explained_by: Mapped[str]


class ReturnedReturn(Row):
    """A return that this federation gave back to be mended: the signed file, and until when."""

    __tablename__ = "returned_returns"
    __table_args__ = (
        Index("ix_returned_returns_form", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id))
    appendix: Mapped[str]
    period_first: Mapped[date]
    period_last: Mapped[date]
    version: Mapped[int]
    returned_at: Mapped[datetime]
    returned_by: Mapped[str]
    reply_by: Mapped[date | None]
    content: Mapped[str] = mapped_column(LongWords)


class SettledSuccession(Row):
    """Of a body that ended in a period: whether the returns of its heirs hold its figures."""

    __tablename__ = "settled_successions"
    __table_args__ = (
        Index("ix_settled_successions_form", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id))
    appendix: Mapped[str]
    period_first: Mapped[date]
    period_last: Mapped[date]
    is_held_by_heirs: Mapped[bool]
    settled_at: Mapped[datetime]
    settled_by: Mapped[str]


class SettledShare(Row):
    """Of a body whose return several others have summed: in which of them it counts.

    It stands below those that report here and may be unknown here otherwise; without a keeper the
    returns are of different bodies, which bear the same code and name.
    """

    __tablename__ = "settled_shares"
    __table_args__ = (
        Index("ix_settled_shares_form", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    code: Mapped[str]
    appendix: Mapped[str]
    period_first: Mapped[date]
    period_last: Mapped[date]
    keeper: Mapped[str]  # the code of the body whose return keeps it, "" if all do
    settled_at: Mapped[datetime]
    settled_by: Mapped[str]


class ReturnToMend(Row):
    """A return of this very office that the body above gave back."""

    __tablename__ = "returns_to_mend"
    __table_args__ = (
        Index("ix_returns_to_mend_form", "appendix", "period_first", "period_last"),
        TABLE_OPTIONS,
    )

    digest: Mapped[str] = mapped_column(unique=True)
    appendix: Mapped[str]
    period_first: Mapped[date]
    period_last: Mapped[date]
    version: Mapped[int]
    returned_at: Mapped[datetime]
    taken_in_at: Mapped[datetime]
    content: Mapped[str] = mapped_column(LongWords)


class ReceivedCampaign(Base):
    """How many members a return counts under one check-up campaign, in one row of the form.

    Copied from the return's content, it lives and dies with it, and so no journal keeps it.
    """

    __tablename__ = "received_campaigns"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    return_id: Mapped[int] = mapped_column(
        ForeignKey(ReceivedReturn.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    uid: Mapped[str] = mapped_column(primary_key=True)
    row_key: Mapped[str] = mapped_column(primary_key=True)
    held_on: Mapped[date]
    title: Mapped[str]
    is_organisers: Mapped[bool]  # the return of who organised it, with everybody on the list
    members: Mapped[int]
    alone: Mapped[int]  # of them, those whom the row counts for no other campaign


class ReceivedBreakdown(Base):
    """The returns that a received one was summed from, as its package told them, compressed.

    It lives and dies with the return, and so no journal keeps it.
    """

    __tablename__ = "received_breakdowns"
    __table_args__ = TABLE_OPTIONS | {"sqlite_autoincrement": False}

    return_id: Mapped[int] = mapped_column(
        ForeignKey(ReceivedReturn.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)
