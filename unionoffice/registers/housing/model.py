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
    (
        "new",
        N_("New house"),
        (
            "xây dựng mới",
            "làm mới",
            "строительство",
            "新建",
            "xây",
            "xây nhà",
            "cất",
            "cất mới",
            "cất nhà",
            "nhà mới",
            "mới",
            "dựng",
            "làm nhà",
            "постройка",
        ),
    ),
    (
        "repair",
        N_("Repair"),
        (
            "cải tạo",
            "ремонт",
            "修缮",
            "sửa",
            "sửa nhà",
            "nâng cấp",
            "chống dột",
            "维修",
        ),
    ),
)
STATUSES = choices(
    (
        "proposed",
        N_("Proposed"),
        (
            "đề xuất",
            "chờ duyệt",
            "предложено",
            "申请",
            "chưa duyệt",
            "chưa được duyệt",
            "chưa xét",
            "đang xét",
            "đang xem xét",
            "đang khảo sát",
            "khảo sát",
            "chờ xét",
            "đăng ký",
            "на рассмотрении",
            "pending",
        ),
    ),
    (
        "approved",
        N_("Approved"),
        (
            "được duyệt",
            "одобрено",
            "批准",
            "đồng ý",
            "đã phê duyệt",
            "phê duyệt",
            "chưa khởi công",
            "утверждено",
            "已批准",
        ),
    ),
    (
        "building",
        N_("Under construction"),
        (
            "đang thi công",
            "đang sửa chữa",
            "строится",
            "在建",
            "đang xây",
            "đang cất",
            "đang sửa",
            "đang làm",
            "khởi công",
            "đã khởi công",
            "chưa bàn giao",
            "chưa hoàn thành",
            "đang hoàn thiện",
            "đã giải ngân",
            "đã cấp",
            "не сдано",
            "施工",
            "未交付",
        ),
    ),
    (
        "handed_over",
        N_("Handed over"),
        (
            "bàn giao",
            "hoàn thành",
            "сдано",
            "已交付",
            "đã trao",
            "đã nhận nhà",
            "trao nhà",
            "đã xong",
            "hoàn tất",
            "交付",
            "done",
            "completed",
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
            "trả hồ sơ",
            "отказ",
            "отказано",
            "不批准",
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
