"""Benefits and visits, each given to one person on one day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.people.model import Person
from unionoffice.store.base import TABLE_OPTIONS, Record
from unionoffice.store.types import ChoiceKey

KINDS = choices(
    (
        "visit_sickness",
        N_("Visit: sickness"),
        (
            "thăm hỏi ốm đau",
            "ốm đau",
            "thăm ốm",
            "nằm viện",
            "phẫu thuật",
            "болезнь",
            "慰问病号",
            "生病",
        ),
    ),
    (
        "visit_work_accident",
        N_("Visit: work accident"),
        (
            "thăm hỏi tai nạn lao động",
            "tai nạn lao động",
            "TNLĐ",
            "tai nạn",
            "несчастный случай",
            "工伤",
        ),
    ),
    (
        "visit_occupational_disease",
        N_("Visit: occupational disease"),
        ("thăm hỏi bệnh nghề nghiệp", "bệnh nghề nghiệp", "BNN", "профзаболевание", "职业病"),
    ),
    (
        "visit_maternity",
        N_("Visit: maternity"),
        ("thăm hỏi thai sản", "thai sản", "sinh con", "nghỉ sinh", "рождение ребёнка", "生育"),
    ),
    (
        "visit_bereavement",
        N_("Visit: bereavement"),
        (
            "thăm viếng",
            "phúng viếng",
            "tang",
            "hiếu",
            "tứ thân phụ mẫu",
            "смерть",
            "丧事",
            "去世慰问",
        ),
    ),
    (
        "hardship",
        N_("Hardship support"),
        ("khó khăn", "trợ cấp khó khăn", "тяжёлое положение", "困难"),
    ),
    ("tet_gift", N_("Tết gift"), ("quà tết", "tết", "tết sum vầy", "новый год", "春节")),
    ("gift", N_("Other gift"), ("quà", "tặng quà", "sinh nhật", "8/3", "20/10", "подарок", "礼品")),
    ("wedding", N_("Wedding"), ("kết hôn", "cưới", "hỷ", "свадьба", "结婚")),
    (
        "children",
        N_("For members' children"),
        ("trung thu", "thiếu nhi", "học bổng", "con đoàn viên", "детям", "子女"),
    ),
    (
        "disaster",
        N_("Disaster relief"),
        ("thiên tai", "bão lụt", "hỏa hoạn", "стихийное бедствие", "灾害"),
    ),
    ("retirement", N_("Retirement"), ("nghỉ hưu", "hưu trí", "выход на пенсию", "退休")),
    ("other", N_("Other support"), ("khác", "trợ cấp", "hỗ trợ", "другое", "其他")),
)

SOCIAL_FUND = "social_fund"
FUNDS = choices(
    (
        SOCIAL_FUND,
        N_("Union's Social Fund"),
        (
            "quỹ xã hội công đoàn",
            "quỹ xã hội",
            "QXH",
            "QXHCĐ",
            "социальный фонд профсоюза",
            "工会社会基金",
        ),
    ),
    (
        "union_budget",
        N_("Union budget"),
        (
            "kinh phí công đoàn",
            "tài chính công đoàn",
            "quỹ công đoàn",
            "ngân sách công đoàn",
            "đoàn phí",
            "KPCĐ",
            "профсоюзный бюджет",
            "工会经费",
        ),
    ),
    (
        "employer",
        N_("Employer"),
        (
            "doanh nghiệp hỗ trợ",
            "doanh nghiệp",
            "công ty",
            "chuyên môn",
            "quỹ phúc lợi",
            "người sử dụng lao động",
            "работодатель",
            "企业",
            "单位",
        ),
    ),
    (
        "public_collection",
        N_("Public collection"),
        (
            "quyên góp",
            "vận động",
            "xã hội hóa",
            "mạnh thường quân",
            "nhà hảo tâm",
            "ủng hộ",
            "сбор средств",
            "募捐",
        ),
    ),
    ("state_budget", N_("State budget"), ("ngân sách nhà nước", "ngân sách", "госбюджет", "财政")),
    ("other", N_("Other source"), ("khác", "nguồn khác", "другое", "其他")),
)

STATUSES = choices(
    ("proposed", N_("Proposed"), ("đề nghị", "đề xuất", "chờ duyệt", "предложено", "申请")),
    ("approved", N_("Approved"), ("đã duyệt", "được duyệt", "одобрено", "批准")),
    ("paid", N_("Paid"), ("đã chi", "đã trao", "đã nhận", "đã chi trả", "выплачено", "已发放")),
    ("rejected", N_("Rejected"), ("không duyệt", "từ chối", "отклонено", "驳回")),
    ("cancelled", N_("Cancelled"), ("hủy", "đã hủy", "отменено", "取消")),
)
COUNTED = ("approved", "paid")

BENEFICIARIES = choices(
    ("self", N_("The worker"), ("bản thân", "сам работник", "本人")),
    ("spouse", N_("Spouse"), ("vợ", "chồng", "vợ chồng", "супруг", "配偶")),
    ("child", N_("Child"), ("con", "ребёнок", "子女")),
    ("parent", N_("Parent"), ("cha", "mẹ", "cha mẹ", "bố", "родитель", "父母")),
    ("other", N_("Somebody else"), ("khác", "другой", "其他")),
)


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
