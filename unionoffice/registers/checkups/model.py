"""Check-up campaigns and the people invited to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.people.model import Person
from unionoffice.store.base import TABLE_OPTIONS, Record, Row
from unionoffice.store.types import ChoiceKey

PROVINCE, PRIMARY = "province", "primary"
ORGANISERS = choices(
    (
        PROVINCE,
        N_("Provincial federation"),
        (
            "tỉnh tổ chức",
            "LĐLĐ thành phố",
            "областной профсоюз",
            "областной совет профсоюзов",
            "областное объединение профсоюзов",
            "облсовпроф",
            "省总工会",
            "tỉnh",
            "công đoàn tỉnh",
            "liên đoàn lao động tỉnh phối hợp với doanh nghiệp",
            "обком",
        ),
    ),
    (
        PRIMARY,
        N_("Primary organisation with the employer"),
        (
            "CĐCS phối hợp với doanh nghiệp",
            "CĐCS",
            "phối hợp",
            "thủ trưởng đơn vị",
            "doanh nghiệp",
            "công ty",
            "профком",
            "первичная профсоюзная организация",
            "бастауыш кәсіподақ ұйымы",
            "基层工会",
            "企业",
            "đơn vị",
            "cơ quan",
            "nhà trường",
            "công đoàn phối hợp",
            "employer",
            "предприятие",
            "работодатель",
            "公司",
            "单位",
        ),
    ),
    (
        "intermediate",
        N_("Other union body"),
        (
            "công đoàn cấp trên",
            "LĐLĐ huyện",
            "công đoàn ngành",
            "районный профсоюз",
            "上级工会",
            "công đoàn các khu công nghiệp",
            "công đoàn khu công nghiệp",
            "công đoàn giáo dục",
            "công đoàn viên chức",
            "liên đoàn lao động thị xã",
            "райком",
        ),
    ),
    (
        "outside",
        N_("Others, without the union"),
        (
            "tự khám",
            "không qua công đoàn",
            "самостоятельно",
            "自行",
            "cá nhân",
        ),
    ),
)
SUPPORTED = (PROVINCE, PRIMARY, "intermediate")

RESULT_CLASSES = choices(
    ("I", N_("Class I"), ("1", "loại 1", "rất khỏe")),
    ("II", N_("Class II"), ("2", "loại 2", "khỏe")),
    ("III", N_("Class III"), ("3", "loại 3", "trung bình")),
    ("IV", N_("Class IV"), ("4", "loại 4", "yếu")),
    ("V", N_("Class V"), ("5", "loại 5", "rất yếu")),
)


class Campaign(Record):
    """One check-up for many people. Its `uid` stays the same wherever it is reported."""

    __tablename__ = "checkup_campaigns"

    uid: Mapped[str] = mapped_column(unique=True)
    held_on: Mapped[date] = mapped_column(index=True)
    ended_on: Mapped[date | None]
    organiser: Mapped[str] = mapped_column(ChoiceKey(ORGANISERS))
    title: Mapped[str | None]
    place: Mapped[str | None]
    provider: Mapped[str | None]
    employer: Mapped[str | None]
    basis: Mapped[str | None]
    paper: Mapped[str | None]
    cost: Mapped[Decimal | None]
    currency: Mapped[str] = mapped_column(default="VND")
    origin_uid: Mapped[str | None]  # the office whose campaign file brought it; None: made here
    origin_name: Mapped[str | None]

    checkups: Mapped[list[Checkup]] = relationship(
        back_populates="campaign", cascade="all, delete-orphan", order_by="Checkup.id"
    )


class Checkup(Row):
    """One person invited to a campaign, who attended or not."""

    __tablename__ = "checkups"
    __table_args__ = (
        Index("ix_checkups_figures", "campaign_id", "attended", "person_id"),
        TABLE_OPTIONS,
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey(Campaign.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    attended: Mapped[bool] = mapped_column(default=False)
    attended_on: Mapped[date | None]
    result_class: Mapped[str | None] = mapped_column(ChoiceKey(RESULT_CLASSES))
    follow_up: Mapped[str | None]

    campaign: Mapped[Campaign] = relationship(back_populates="checkups")
    person: Mapped[Person] = relationship()
