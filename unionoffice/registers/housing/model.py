"""Housing cases: a house built anew or repaired with the union's money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.people.model import Person
from unionoffice.store.base import Record
from unionoffice.store.types import ChoiceKey

KINDS = choices(
    ("new", N_("New house"), ("xây mới", "xây dựng mới", "làm mới", "строительство", "新建")),
    ("repair", N_("Repair"), ("sửa chữa", "cải tạo", "ремонт", "修缮")),
)
STATUSES = choices(
    ("proposed", N_("Proposed"), ("đề nghị", "đề xuất", "chờ duyệt", "предложено", "申请")),
    ("approved", N_("Approved"), ("đã duyệt", "được duyệt", "одобрено", "批准")),
    (
        "building",
        N_("Under construction"),
        ("đang xây dựng", "đang thi công", "đang sửa chữa", "строится", "在建"),
    ),
    (
        "handed_over",
        N_("Handed over"),
        ("đã bàn giao", "bàn giao", "hoàn thành", "сдано", "已交付"),
    ),
    ("rejected", N_("Rejected"), ("không duyệt", "từ chối", "отклонено", "驳回")),
    ("cancelled", N_("Cancelled"), ("hủy", "đã hủy", "отменено", "取消")),
)
COUNTED = ("approved", "building", "handed_over")


class HousingCase(Record):
    """Support for one person's house; it counts on the day of first money or of handing over."""

    __tablename__ = "housing_cases"

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    kind: Mapped[str] = mapped_column(ChoiceKey(KINDS))
    status: Mapped[str] = mapped_column(ChoiceKey(STATUSES), default="proposed")
    amount: Mapped[Decimal | None]
    currency: Mapped[str] = mapped_column(default="VND")
    total_cost: Mapped[Decimal | None]
    own_share: Mapped[Decimal | None]
    proposed_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    disbursed_on: Mapped[date | None]
    handed_over_on: Mapped[date | None]
    decision: Mapped[str | None]
    conditions: Mapped[str | None]
    paper: Mapped[str | None]

    person: Mapped[Person] = relationship()
