"""Benefits and visits, each given to one person on one day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.registers.benefits.choices import KINDS
from unionoffice.registers.benefits.funds import FUNDS
from unionoffice.registers.benefits.states import BENEFICIARIES, STATUSES
from unionoffice.registers.people.model import Person
from unionoffice.store.base import TABLE_OPTIONS, Record
from unionoffice.store.types import ChoiceKey


class Benefit(Record):
    """Money, goods or a visit that a person was given; it counts on the day it was given."""

    __tablename__ = "benefits"
    __table_args__ = (
        # These hold all that counting reads, so that it never touches the table: the figures of
        # some kinds, those of a whole period, and the sums of a whole list.
        Index(
            "ix_benefits_figures", "fund", "kind", "given_on", "person_id", "status", "voided_at"
        ),
        Index(
            "ix_benefits_days",
            "given_on",
            "id",
            "voided_at",
            "status",
            "fund",
            "kind",
            "person_id",
            "amount",
        ),
        Index("ix_benefits_people", "person_id", "given_on", "voided_at", "amount"),
        TABLE_OPTIONS,
    )

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    given_on: Mapped[date | None]
    kind: Mapped[str] = mapped_column(ChoiceKey(KINDS))
    fund: Mapped[str] = mapped_column(ChoiceKey(FUNDS))
    amount: Mapped[Decimal | None]
    currency: Mapped[str] = mapped_column(default="VND")
    goods: Mapped[str | None]
    occasion: Mapped[str | None]
    beneficiary: Mapped[str] = mapped_column(ChoiceKey(BENEFICIARIES), default="self")
    beneficiary_name: Mapped[str | None]
    status: Mapped[str] = mapped_column(ChoiceKey(STATUSES), default="paid")
    regulation: Mapped[str | None]
    priority_reason: Mapped[str | None]
    decision: Mapped[str | None]
    paper: Mapped[str | None]

    person: Mapped[Person] = relationship()
