"""Contributions to the making of laws and policies."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.store.base import Record
from unionoffice.store.types import ChoiceKey, LongWords

LEVELS = choices(
    ("law", N_("Law"), ("bộ luật", "закон", "法律")),
    ("decree", N_("Decree or circular"), ("nghị định", "thông tư", "постановление", "法规")),
    ("province", N_("Province"), ("tỉnh", "địa phương", "региональный", "省")),
    ("unit", N_("Own unit"), ("đơn vị", "cơ sở", "предприятие", "单位")),
)
TOPICS = choices(
    ("contract", N_("Labour contract"), ("трудовой договор", "劳动合同")),
    (
        "social_insurance",
        N_("Social insurance"),
        ("социальное страхование", "社会保险"),
    ),
    (
        "health_insurance",
        N_("Health insurance"),
        ("медицинское страхование", "医疗保险"),
    ),
    (
        "unemployment_insurance",
        N_("Unemployment insurance"),
        ("страхование по безработице", "失业保险"),
    ),
    ("wages", N_("Wages"), ("lương", "зарплата", "工资")),
    ("bonuses", N_("Bonuses"), ("thưởng", "премии", "奖金")),
    ("allowances", N_("Allowances"), ("chế độ phụ cấp", "надбавки", "津贴")),
    ("training", N_("Training and skills"), ("đào tạo", "kỹ năng nghề", "обучение", "培训")),
    ("other", N_("Other topic"), ("khác", "другое", "其他")),
)


class PolicyContribution(Record):
    """One contribution to a draft; it may stand for several turns (lượt)."""

    __tablename__ = "policy_contributions"

    contributed_on: Mapped[date] = mapped_column(index=True)
    title: Mapped[str]
    turns: Mapped[int] = mapped_column(default=1)
    level: Mapped[str | None] = mapped_column(ChoiceKey(LEVELS))
    topic: Mapped[str | None] = mapped_column(ChoiceKey(TOPICS))
    form: Mapped[str | None]
    proposal: Mapped[str | None] = mapped_column(LongWords)
    is_accepted: Mapped[bool] = mapped_column(default=False)
    paper: Mapped[str | None]
