"""Dialogues and the units they cover."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import Unit
from unionoffice.store.base import Record, Row
from unionoffice.store.types import ChoiceKey, LongWords

FORMS = choices(
    (
        "periodic",
        N_("Periodic dialogue"),
        (
            "định kỳ",
            "периодические консультации",
            "定期协商",
            "định kì",
            "hàng quý",
            "3 tháng",
            "thường kỳ",
            "регулярные",
            "плановая",
            "定期",
        ),
    ),
    (
        "on_demand",
        N_("Dialogue on demand"),
        (
            "đối thoại đột xuất",
            "đột xuất",
            "khi có yêu cầu",
            "khi có vụ việc",
            "theo vụ việc",
            "по требованию",
            "临时协商",
            "theo yêu cầu",
            "bất thường",
            "внеочередные",
            "внеочередная",
            "внеплановая",
            "临时",
            "urgent",
        ),
    ),
    (
        "conference",
        N_("Employees' conference"),
        (
            "hội nghị cán bộ công chức",
            "hội nghị viên chức",
            "конференция работников",
            "职工代表大会",
            "hội nghị cán bộ",
            "hội nghị cán bộ viên chức",
            "hội nghị cán bộ công nhân viên",
            "hội nghị nhà giáo",
            "đại hội công nhân viên chức",
            "конференция",
            "собрание коллектива",
            "职代会",
        ),
    ),
    (
        "internal_rules",
        N_("Internal rules"),
        (
            "quy chế",
            "nội quy",
            "quy chế dân chủ",
            "quy chế chi tiêu nội bộ",
            "nội quy lao động",
            "локальный акт",
            "规章制度",
            "dân chủ cơ sở",
            "thang bảng lương",
            "положение",
            "правила внутреннего распорядка",
            "rules",
        ),
    ),
)

RULE_KINDS = choices(
    ("labour", N_("Labour regulations"), ("трудовой распорядок", "劳动纪律")),
    ("wages", N_("Wages and bonuses"), ("tiền lương", "tiền thưởng", "оплата труда", "工资")),
    ("reward", N_("Emulation and reward"), ("thi đua", "khen thưởng", "поощрение", "奖励")),
    ("welfare", N_("Use of the welfare fund"), ("quỹ phúc lợi", "фонд", "福利基金")),
    ("training", N_("Training"), ("đào tạo", "обучение", "培训")),
    ("recruitment", N_("Recruitment"), ("приём на работу", "招聘")),
    ("spending", N_("Internal spending rules"), ("chi tiêu nội bộ",)),
    ("democracy", N_("Grassroots democracy"), ("quy chế dân chủ",)),
    ("other", N_("Other rules"), ("khác", "другое", "其他")),
)


class Dialogue(Record):
    """A dialogue, conference or set of rules; it covers everybody unless units are named."""

    __tablename__ = "dialogues"

    held_on: Mapped[date] = mapped_column(index=True)
    form: Mapped[str] = mapped_column(ChoiceKey(FORMS), default="periodic")
    subject: Mapped[str | None]
    proposed_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    trigger: Mapped[str | None]
    rule_kind: Mapped[str | None] = mapped_column(ChoiceKey(RULE_KINDS))
    opinions: Mapped[int | None]
    opinions_met: Mapped[int | None]
    result: Mapped[str | None] = mapped_column(LongWords)
    paper: Mapped[str | None]

    units: Mapped[list[DialogueUnit]] = relationship(cascade="all, delete-orphan")


class DialogueUnit(Row):
    """A unit that a dialogue covers, with all units below it."""

    __tablename__ = "dialogue_units"

    dialogue_id: Mapped[int] = mapped_column(ForeignKey(Dialogue.id), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey(Unit.id), index=True)
