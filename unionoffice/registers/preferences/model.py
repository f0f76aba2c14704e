"""Offers of partners, and how often members used them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import LEVELS, Unit
from unionoffice.registers.people.model import Person
from unionoffice.store.base import Record
from unionoffice.store.types import ChoiceKey

GOODS = choices(
    ("food", N_("Food"), ("lương thực", "продукты", "食品")),
    ("consumer", N_("Consumer goods"), ("tiêu dùng", "товары", "日用品")),
    (
        "electrical",
        N_("Household electrical goods"),
        ("điện máy", "электротовары", "家电"),
    ),
    ("leisure", N_("Leisure"), ("vui chơi", "giải trí", "du lịch", "отдых", "娱乐")),
    ("other", N_("Other"), ("другое", "其他")),
)

MEMBER = "member"
USERS = choices(
    (MEMBER, N_("Member"), ("член профсоюза", "会员")),
    ("child", N_("Member's child"), ("con", "ребёнок", "子女")),
    ("spouse", N_("Member's spouse"), ("vợ", "chồng", "супруг", "配偶")),
    ("worker", N_("Worker who is no member"), ("người lao động", "работник", "职工")),
)


class Offer(Record):
    """What a partner agreed to give members: a discount, with its span of validity."""

    __tablename__ = "offers"

    partner: Mapped[str]
    goods: Mapped[str | None] = mapped_column(ChoiceKey(GOODS))
    discount: Mapped[str | None]
    level: Mapped[str | None] = mapped_column(ChoiceKey(LEVELS))
    signed_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    upper_agreement: Mapped[str | None]
    branch: Mapped[str | None]
    contact: Mapped[str | None]
    paper: Mapped[str | None]


class OfferUse(Record):
    """Uses of an offer on a day: by one person, or by as many as `uses` says."""

    __tablename__ = "offer_uses"

    used_on: Mapped[date] = mapped_column(index=True)
    partner: Mapped[str]
    offer_id: Mapped[int | None] = mapped_column(ForeignKey(Offer.id), index=True)
    uses: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    beneficiary: Mapped[str] = mapped_column(ChoiceKey(USERS), default="member")
    told_by: Mapped[str | None]

    offer: Mapped[Offer | None] = relationship()
    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
