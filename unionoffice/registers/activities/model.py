"""Activities and who took part in them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.people.gatherings import Attendee, Gathering
from unionoffice.store.base import TABLE_OPTIONS
from unionoffice.store.types import ChoiceKey

KINDS = choices(
    (
        "culture",
        N_("Culture"),
        (
            "văn nghệ",
            "văn hóa",
            "hội diễn",
            "ca nhạc",
            "культура",
            "мәдениет",
            "文艺",
            "文化",
            "tiếng hát",
            "hội thi tiếng hát",
            "liên hoan văn nghệ",
            "múa",
            "концерт",
            "смотр художественной самодеятельности",
            "театр",
            "演出",
            "文艺演出",
            "concert",
            "music",
            "nấu ăn",
            "cắm hoa",
            "performance",
        ),
    ),
    (
        "sport",
        N_("Sport"),
        (
            "thể thao",
            "thể dục",
            "hội thao",
            "bóng đá",
            "bóng chuyền",
            "спорт",
            "体育",
            "cầu lông",
            "bóng bàn",
            "kéo co",
            "cờ tướng",
            "chạy bộ",
            "việt dã",
            "quần vợt",
            "tennis",
            "bơi",
            "bi sắt",
            "điền kinh",
            "спартакиада",
            "футбол",
            "волейбол",
            "турнир",
            "运动会",
            "球赛",
            "篮球",
            "羽毛球",
            "sports",
            "football",
            "volleyball",
            "tournament",
        ),
    ),
    (
        "sightseeing",
        N_("Sightseeing"),
        (
            "du lịch",
            "экскурсия",
            "春游",
            "秋游",
            "参观",
            "về nguồn",
            "dã ngoại",
            "旅游",
            "游览",
            "trip",
            "excursion",
            "tour",
        ),
    ),
    (
        "holiday",
        N_("Holiday"),
        (
            "nghỉ dưỡng",
            "отдых",
            "疗休养",
            "nghỉ hè",
            "отпуск",
            "санаторий",
        ),
    ),
    (
        "recreation",
        N_("Recreation"),
        (
            "vui chơi",
            "giải trí",
            "развлечения",
            "娱乐",
            "giao lưu",
            "trò chơi",
            "trung thu",
            "liên hoan",
            "thiếu nhi",
            "họp mặt",
            "picnic",
            "party",
            "联欢",
        ),
    ),
    (
        "movement",
        N_("Emulation movement"),
        ("thi đua", "соревнование", "竞赛"),
    ),
    (
        "propaganda",
        N_("Information and propaganda"),
        (
            "tuyên truyền",
            "пропаганда",
            "宣传",
            "truyền thông",
        ),
    ),
    ("other", N_("Other activity"), ("khác", "другое", "其他")),
)
SPIRITUAL = ("culture", "sport", "sightseeing", "holiday", "recreation")


class Activity(Gathering):
    """Something held for many, with a list of names or a head count, never both."""

    __tablename__ = "activities"
    list_key = "participations"

    kind: Mapped[str] = mapped_column(ChoiceKey(KINDS), default="other")

    participations: Mapped[list[Participation]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="Participation.id"
    )


class Participation(Attendee):
    """One person on the list of an activity."""

    __tablename__ = "participations"
    __table_args__ = (
        Index("ix_participations_figures", "activity_id", "attended", "person_id"),
        TABLE_OPTIONS,
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey(Activity.id))

    activity: Mapped[Activity] = relationship(back_populates="participations")
