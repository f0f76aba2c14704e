"""Consents of people, and their requests about the data that the office keeps on them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.people.model import Person
from unionoffice.store.base import Record
from unionoffice.store.types import ChoiceKey, LongWords

HANDING_OUT = "handing_out"  # the consent on which lists of people are handed out

PURPOSES = choices(
    ("membership", N_("Keeping membership")),
    ("care", N_("Benefits and visits"), ("chăm lo đoàn viên",)),
    ("health", N_("Health check-ups")),
    (HANDING_OUT, N_("Lists handed out to others")),
    ("pictures", N_("Pictures and news")),
    ("other", N_("Another purpose")),
)
WAYS = choices(
    ("on_paper", N_("On paper, signed")),
    ("by_message", N_("By e-mail or message"), ("thư điện tử, tin nhắn",)),
    ("spoken", N_("Spoken"), ("lời nói",)),
)
KINDS = choices(
    ("access", N_("To see what is kept"), ("xem dữ liệu",)),
    ("correction", N_("To have it corrected"), ("chỉnh sửa dữ liệu",)),
    ("erasure", N_("To have it erased"), ("xóa dữ liệu",)),
    ("objection", N_("To object to its use"), ("phản đối xử lý",)),
    ("withdrawal", N_("To withdraw consent")),
)
OUTCOMES = choices(
    ("granted", N_("Granted")),
    ("in_part", N_("Granted in part")),
    ("refused", N_("Refused, with reasons")),
)


class Consent(Record):
    """What a person agreed to, for one purpose, until it is withdrawn."""

    __tablename__ = "consents"

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    purpose: Mapped[str] = mapped_column(ChoiceKey(PURPOSES))
    given_on: Mapped[date]
    given_by: Mapped[str] = mapped_column(ChoiceKey(WAYS), default="on_paper")
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[str | None] = mapped_column(ChoiceKey(WAYS))
    paper: Mapped[str | None]

    person: Mapped[Person] = relationship()


class DataRequest(Record):
    """What somebody asks about the data kept on them, and what was answered by when."""

    __tablename__ = "data_requests"

    kind: Mapped[str] = mapped_column(ChoiceKey(KINDS))
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    asked_by: Mapped[str | None]
    received_on: Mapped[date]
    answer_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(ChoiceKey(OUTCOMES))
    answer: Mapped[str | None] = mapped_column(LongWords)
    paper: Mapped[str | None]

    person: Mapped[Person | None] = relationship()
