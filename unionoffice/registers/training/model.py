"""Training: courses and who attended them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.people.gatherings import Attendee, Gathering
from unionoffice.store.base import TABLE_OPTIONS
from unionoffice.store.types import ChoiceKey

POLITICAL, PROFESSIONAL, SKILLS = "political", "professional", "skills"
KINDS = choices(
    (
        POLITICAL,
        N_("Political study"),
        (
            "chính trị",
            "nghị quyết",
            "lý luận chính trị",
            "политическая учёба",
            "政治学习",
            "chỉ thị",
            "đại hội đảng",
            "tư tưởng hồ chí minh",
            "học tập và làm theo",
            "đạo đức phong cách hồ chí minh",
            "политучеба",
            "политзанятия",
        ),
    ),
    (
        PROFESSIONAL,
        N_("Professional training"),
        (
            "bồi dưỡng nghiệp vụ",
            "nghiệp vụ",
            "chuyên môn",
            "tập huấn",
            "повышение квалификации",
            "业务培训",
            "tập huấn nghiệp vụ",
            "cán bộ công đoàn",
            "обучение профактива",
            "обучение профсоюзного актива",
            "профессиональное",
        ),
    ),
    (
        SKILLS,
        N_("Job skills"),
        (
            "kỹ năng nghề nghiệp",
            "kỹ năng",
            "nghề",
            "tay nghề",
            "навыки",
            "技能培训",
            "thi thợ giỏi",
            "ngoại ngữ",
            "tin học",
            "мастерство",
        ),
    ),
    (
        "safety",
        N_("Occupational safety"),
        (
            "an toàn lao động",
            "охрана труда",
            "安全生产",
            "an toàn",
            "huấn luyện an toàn",
            "vệ sinh lao động",
            "tập huấn an toàn",
            "tập huấn an toàn lao động",
            "phòng cháy",
            "消防",
            "pccc",
        ),
    ),
    (
        "law",
        N_("Labour law"),
        (
            "pháp luật",
            "luật lao động",
            "право",
            "法律",
            "tập huấn pháp luật",
            "phổ biến pháp luật",
            "tuyên truyền pháp luật",
            "bộ luật lao động",
        ),
    ),
    ("other", N_("Other training"), ("khác", "другое", "其他")),
)


class Course(Gathering):
    """A course or class, with a list of names or a head count, never both."""

    __tablename__ = "courses"
    list_key = "attendances"

    kind: Mapped[str] = mapped_column(ChoiceKey(KINDS), default="other")

    attendances: Mapped[list[Attendance]] = relationship(
        back_populates="course", cascade="all, delete-orphan", order_by="Attendance.id"
    )


class Attendance(Attendee):
    """One person on the list of a course."""

    __tablename__ = "attendances"
    __table_args__ = (
        Index("ix_attendances_figures", "course_id", "attended", "person_id"),
        TABLE_OPTIONS,
    )

    course_id: Mapped[int] = mapped_column(ForeignKey(Course.id))

    course: Mapped[Course] = relationship(back_populates="attendances")
