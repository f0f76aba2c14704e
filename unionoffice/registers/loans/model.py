"""Loans to members and workers."""

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

SOURCES = choices(
    (
        "employment_fund",
        N_("National employment support fund"),
        (
            "quỹ quốc gia",
            "vốn 120",  # by the decree that founded it
            "quỹ 120",
            "QGHTVL",
            "quỹ việc làm",
            "фонд занятости",
            "就业基金",
            "quốc gia việc làm",
            "giải quyết việc làm",
            "kênh tổng liên đoàn",
            "kênh công đoàn",
        ),
    ),
    ("cep", N_("Microfinance fund for workers"), ("quỹ trợ vốn", "tài chính vi mô")),
    (
        "union",
        N_("Union's own money"),
        (
            "quỹ công đoàn",
            "vốn công đoàn",
            "касса взаимопомощи",
            "工会",
            "công đoàn",
            "vốn công đoàn cơ sở",
        ),
    ),
    ("other", N_("Other source"), ("khác", "другое", "其他")),
)
STATUSES = choices(
    (
        "proposed",
        N_("Proposed"),
        (
            "chờ duyệt",
            "предложено",
            "申请",
            "chưa duyệt",
            "chưa được duyệt",
            "chưa giải ngân",
            "chưa vay",
            "chưa xét",
            "đang xét",
            "đang xem xét",
            "đã duyệt",
            "được duyệt",
            "не выдан",
            "на рассмотрении",
            "未放款",
            "pending",
            "approved",
        ),
    ),
    (
        "lent",
        N_("Lent"),
        (
            "đang vay",
            "выдан",
            "已放款",
            "giải ngân",
            "còn nợ",
            "dư nợ",
            "chưa trả",
            "chưa trả hết",
            "chưa tất toán",
            "trong hạn",
            "quá hạn",
            "đang trả",
            "đang trả góp",
            "не погашен",
            "未还",
            "active",
        ),
    ),
    (
        "repaid",
        N_("Repaid"),
        (
            "tất toán",
            "погашен",
            "已还",
            "trả xong",
            "trả hết",
            "đã trả hết",
            "hết nợ",
            "đã hoàn trả",
            "hoàn trả",
            "возвращен",
            "已还清",
        ),
    ),
    (
        "rejected",
        N_("Rejected"),
        (
            "từ chối",
            "отклонено",
            "驳回",
            "không được duyệt",
            "bác",
            "không đồng ý",
            "không đủ điều kiện",
            "отказ",
            "отказано",
        ),
    ),
    (
        "cancelled",
        N_("Cancelled"),
        (
            "hủy",
            "отменено",
            "取消",
            "bỏ",
        ),
    ),
)
COUNTED = ("lent", "repaid")


class Loan(Record):
    """Money lent to a person and paid back over its term; it counts on the day it was lent."""

    __tablename__ = "loans"

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    source: Mapped[str] = mapped_column(ChoiceKey(SOURCES), default="employment_fund")
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(default="VND")
    lent_on: Mapped[date | None] = mapped_column(index=True)
    term_months: Mapped[int | None]
    status: Mapped[str] = mapped_column(ChoiceKey(STATUSES), default="lent")
    repaid_on: Mapped[date | None]
    purpose: Mapped[str | None]
    jobs_created: Mapped[int | None]
    income_effect: Mapped[str | None]
    paper: Mapped[str | None]

    person: Mapped[Person] = relationship()
