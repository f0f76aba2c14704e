"""People, and the dated episodes of membership and employment."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.dates import PartialDate
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import Unit
from unionoffice.store.base import TABLE_OPTIONS, Record, Row, partial_index
from unionoffice.store.types import CardNumber, ChoiceKey, Email, FullName, IdentityNumber, Phone

SEXES = choices(
    ("male", N_("Male"), ("м", "муж", "мужской", "男", "m", "trai")),
    ("female", N_("Female"), ("ж", "жен", "женский", "女", "f", "gái")),
)

STATUSES = choices(
    (
        "active",
        N_("Active"),
        (
            "đang hoạt động",
            "đang làm việc",
            "đoàn viên",
            "состоит",
            "在职",
            "đang công tác",
            "công tác",
            "hoạt động",
            "nghỉ thai sản",
            "thai sản",
            "chưa nghỉ việc",
            "mới kết nạp",
            "chuyển đến",
            "работает",
            "на учете",
            "在会",
            "working",
        ),
    ),
    (
        "left",
        N_("Left"),
        (
            "đã ra",
            "nghỉ việc",
            "thôi việc",
            "выбыл",
            "离职",
            "退会",
            "đã nghỉ",
            "nghỉ làm",
            "xin ra",
            "ra khỏi",
            "уволен",
            "снят с учета",
            "辞职",
            "resigned",
        ),
    ),
    (
        "transferred",
        N_("Transferred"),
        (
            "chuyển đi",
            "переведён",
            "调出",
            "chuyển công tác",
            "đã chuyển",
            "chuyển cơ quan",
            "chuyển công đoàn",
        ),
    ),
    (
        "retired",
        N_("Retired"),
        (
            "hưu trí",
            "на пенсии",
            "退休",
            "hưu",
            "về hưu",
            "пенсионер",
        ),
    ),
    ("excluded", N_("Excluded"), ("xóa tên", "исключён", "开除")),
    (
        "deceased",
        N_("Deceased"),
        (
            "qua đời",
            "đã mất",
            "умер",
            "去世",
            "chết",
            "mất",
            "tử vong",
            "died",
        ),
    ),
)


class Person(Record):
    """Anybody the office has to do with: member, worker who is no member, spouse, child."""

    __tablename__ = "people"
    __table_args__ = (
        # Holds all that a search as one types reads, so that it never touches the table.
        Index("ix_people_names", "name_key", "id", "voided_at", "search_text"),
        # Namesakes born on one day are found by it alone.
        Index("ix_people_namesakes", "name_folded", "birth_date", "voided_at", "identity_number"),
        partial_index(
            "ix_people_voided",
            "voided_at",
            where="voided_at IS NOT NULL",
        ),
        TABLE_OPTIONS,
    )

    full_name: Mapped[str] = mapped_column(FullName)
    name_key: Mapped[str] = mapped_column(default="")
    name_folded: Mapped[str] = mapped_column(default="")
    sex: Mapped[str | None] = mapped_column(ChoiceKey(SEXES))
    birth_date: Mapped[PartialDate | None]
    identity_number: Mapped[str | None] = mapped_column(IdentityNumber, index=True)
    phone: Mapped[str | None] = mapped_column(Phone)
    email: Mapped[str | None] = mapped_column(Email)
    address: Mapped[str | None]
    ethnicity: Mapped[str | None]
    education: Mapped[str | None]
    political_theory: Mapped[str | None]
    party_joined_on: Mapped[PartialDate | None]

    memberships: Mapped[list[Membership]] = relationship(back_populates="person")
    employments: Mapped[list[Employment]] = relationship(back_populates="person")


class Membership(Row):
    """A span of days in which a person was a member; `left_on` is the first day after it.

    A joining day that is not known counts as long ago: the office listed the person as a member.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        Index("ix_memberships_span", "person_id", "joined_on", "left_on"),
        partial_index(
            "uq_memberships_current",
            "person_id",
            unique=True,
            where="is_current = 1",
        ),
        TABLE_OPTIONS,
    )

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    is_current: Mapped[bool] = mapped_column(default=True)
    card_number: Mapped[str | None] = mapped_column(CardNumber, index=True)
    joined_on: Mapped[PartialDate | None]
    left_on: Mapped[PartialDate | None]
    status: Mapped[str] = mapped_column(ChoiceKey(STATUSES), default="active")
    union_role: Mapped[str | None]

    person: Mapped[Person] = relationship(back_populates="memberships")

    def is_in_force_on(self, day: date) -> bool:
        """Joined on or before the day, and not left yet; an unknown joining day counts as past."""
        has_joined = self.joined_on is None or str(self.joined_on) <= day.isoformat()
        return has_joined and (self.left_on is None or day.isoformat() < str(self.left_on))


class Employment(Row):
    """A span of days in which a person worked in one unit; `ended_on` is the first day after it."""

    __tablename__ = "employments"
    __table_args__ = (
        Index("ix_employments_span", "person_id", "employed_on", "ended_on", "unit_id"),
        partial_index(
            "uq_employments_current",
            "person_id",
            unique=True,
            where="is_current = 1",
        ),
        TABLE_OPTIONS,
    )

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    is_current: Mapped[bool] = mapped_column(default=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    job_title: Mapped[str | None]
    employed_on: Mapped[PartialDate | None]
    ended_on: Mapped[PartialDate | None]
    is_hazardous: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(back_populates="employments")
    unit: Mapped[Unit | None] = relationship()
