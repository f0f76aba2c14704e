"""Collective agreements, the units they cover, and negotiation sessions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import Unit
from unionoffice.store.base import Record, Row
from unionoffice.store.types import ChoiceKey

KINDS = choices(
    (
        "agreement",
        N_("Collective agreement"),
        ("TƯLĐTT", "thỏa ước", "коллективный договор", "集体合同"),
    ),
    ("amendment", N_("Amendment"), ("sửa đổi", "bổ sung", "phụ lục", "изменение", "修订")),
    (
        "wages",
        N_("Wage agreement"),
        ("thỏa ước tiền lương", "соглашение об оплате труда", "工资集体协议"),
    ),
    ("women", N_("Agreement on women workers' rights"), ("lao động nữ", "女职工专项集体合同")),
)
GRADES = choices(
    ("A", N_("Class A")),
    ("B", N_("Class B")),
    ("C", N_("Class C")),
    ("D", N_("Class D")),
    ("none", N_("Not graded"), ("không xếp loại",)),
)


class Agreement(Record):
    """A collective agreement; it covers the whole organisation unless units are named."""

    __tablename__ = "agreements"

    number: Mapped[str | None]
    kind: Mapped[str] = mapped_column(ChoiceKey(KINDS), default="agreement")
    signed_on: Mapped[date | None] = mapped_column(index=True)
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    better_clauses: Mapped[int | None]
    member_clauses: Mapped[int | None]
    grade: Mapped[str | None] = mapped_column(ChoiceKey(GRADES))
    sign_reason: Mapped[str | None]
    filed_on: Mapped[date | None]
    employer: Mapped[str | None]
    paper: Mapped[str | None]

    units: Mapped[list[AgreementUnit]] = relationship(cascade="all, delete-orphan")


class AgreementUnit(Row):
    """A unit that an agreement covers, with all units below it."""

    __tablename__ = "agreement_units"

    agreement_id: Mapped[int] = mapped_column(ForeignKey(Agreement.id), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey(Unit.id), index=True)


class Negotiation(Record):
    """One session of bargaining."""

    __tablename__ = "negotiations"

    held_on: Mapped[date] = mapped_column(index=True)
    subject: Mapped[str | None]
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey(Agreement.id), index=True)
    result: Mapped[str | None]
    paper: Mapped[str | None]

    agreement: Mapped[Agreement | None] = relationship()
